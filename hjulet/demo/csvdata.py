"""The demonstration's data files, as rows of text."""

import csv
import io
from decimal import Decimal
from importlib.resources import files

Row = dict[str, str]


def read(name: str) -> list[Row]:
    """The rows of data/leksand/NAME.csv; an empty field means that the source does not say."""
    return list(csv.DictReader(io.StringIO(raw(name).decode(), newline="")))


def raw(name: str) -> bytes:
    return (files("hjulet.demo") / "data" / "leksand" / f"{name}.csv").read_bytes()


def number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def whole(text: str) -> int | None:
    return int(text) if text else None


def decimals_of(text: str) -> int:
    return len(text.partition(".")[2])
