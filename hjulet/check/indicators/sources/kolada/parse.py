"""What Kolada answers → frozen rows. Pure. Unknown fields are ignored; a wrong type is a fault that names it."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

Json = dict[str, Any]  # whatever the other side sent
MOST_IDS = 25  # in one list of the address; more is refused
ID = re.compile(r"[A-Za-z0-9_-]{1,20}")
FIRST_YEAR, LAST_YEAR = 1900, 2200
GENDERS = frozenset({"T", "K", "M"})  # totalt, kvinnor, män
DELETED = "Deleted"
MOST_DIGITS = 12  # before the point: what our tables hold
SMALLEST = Decimal("0.000001")


class Fault(ValueError):
    """An answer that is not shaped as the API says."""


@dataclass(frozen=True)
class Page:
    values: list[Json]
    next_url: str
    count: int


@dataclass(frozen=True)
class Kpi:
    """An indicator of the catalogue. `published_on` is the next expected publication, of `period`."""

    id: str
    title: str
    definition: str
    is_divided_by_gender: bool
    municipality_type: str  # K kommun, L region, A alla; never a gender
    auspice: str
    operating_area: str
    perspective: str
    preliminary_on: date | None
    published_on: date | None
    period: str
    has_unit_data: bool


@dataclass(frozen=True)
class Area:
    """A municipality, a region or the country."""

    id: str
    title: str
    type: str


@dataclass(frozen=True)
class Group:
    id: str
    title: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """An organisational unit (enhet) as Kolada calls it."""

    id: str
    title: str
    area: str


@dataclass(frozen=True)
class Datum:
    """One number of one KPI, area or unit, year and gender. Without a number there is a status; never a zero."""

    kpi: str
    area: str
    unit: str
    year: int
    gender: str
    value: Decimal | None
    status: str

    @property
    def is_deleted(self) -> bool:
        return self.status == DELETED


def page(answer: object) -> Page:
    """The envelope of every answer."""
    if not isinstance(answer, dict):
        message = f"Kolada: svaret är inte ett objekt utan {_kind(answer)}."
        raise Fault(message)
    values = _get(answer, "values", list, "svaret")
    for row in values:
        if not isinstance(row, dict):
            message = f"Kolada: en rad i values är inte ett objekt utan {_kind(row)}."
            raise Fault(message)
    return Page(
        values, _text(answer, "next_url", "svaret"), _get(answer, "count", int, "svaret", len(values))
    )


def kpi(row: Json) -> Kpi:
    about = f"nyckeltalet {row.get('id')}"
    return Kpi(
        id=_id(row, "id", about),
        title=_title(row, about),
        definition=_text(row, "description", about),
        is_divided_by_gender=bool(_get(row, "is_divided_by_gender", (bool, int), about, False)),
        municipality_type=_text(row, "municipality_type", about),
        auspice=_text(row, "auspice", about),
        operating_area=_text(row, "operating_area", about),
        perspective=_text(row, "perspective", about),
        preliminary_on=_day(row, "prel_publication_date", about),
        published_on=_day(row, "publication_date", about),
        period=str(_get(row, "publ_period", (str, int), about, "")),
        has_unit_data=bool(_get(row, "has_ou_data", (bool, int), about, False)),
    )


def area(row: Json) -> Area:
    about = f"kommunen {row.get('id')}"
    return Area(_id(row, "id", about), _title(row, about), _text(row, "type", about))


def group(row: Json) -> Group:
    """Members are ids, or objects with an id."""
    about = f"gruppen {row.get('id')}"
    members = _get(row, "members", list, about, [])
    ids = [
        _get(member, "member_id" if "member_id" in member else "id", str, about)
        if isinstance(member, dict)
        else member
        for member in members
    ]
    if not all(isinstance(one, str) for one in ids):
        message = f"Kolada: {about} har en medlem som inte är ett id."
        raise Fault(message)
    return Group(_id(row, "id", about), _title(row, about), tuple(ids))


def place(row: Json) -> Place:
    about = f"enheten {row.get('id')}"
    title = _title(row, about)
    return Place(_id(row, "id", about), title, _text(row, "municipality", about))


def data(row: Json) -> Iterator[Datum]:
    """A row holds a KPI, a place and a year, and inside it one value for each gender."""
    about = f"värdet för {row.get('kpi')}"
    which = _id(row, "kpi", about)
    unit = _id(row, "ou", about) if row.get("ou") else ""
    where = _id(row, "municipality", about) if not unit else ""
    year = _get(row, "period", int, about)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        message = f"Kolada: {about} har året {year}."
        raise Fault(message)
    for inner in _get(row, "values", list, about):
        yield _datum(inner, Datum(which, where, unit, year, "", None, ""), about)


def _datum(inner: object, frame: Datum, about: str) -> Datum:
    if not isinstance(inner, dict):
        message = f"Kolada: {about} har ett värde som inte är ett objekt utan {_kind(inner)}."
        raise Fault(message)
    gender = _get(inner, "gender", str, about)
    if gender not in GENDERS:
        message = f"Kolada: {about} har könet ”{gender}”, inte T, K eller M."
        raise Fault(message)
    status = _text(inner, "status", about)
    if _get(inner, "isdeleted", (bool, int), about, False):
        return Datum(frame.kpi, frame.area, frame.unit, frame.year, gender, None, DELETED)
    value = _number(inner, about)
    if value is None:
        status = status or "Missing"
    return Datum(frame.kpi, frame.area, frame.unit, frame.year, gender, value, status)


def _number(inner: Json, about: str) -> Decimal | None:
    said = inner.get("value")
    if said is None:
        return None
    if isinstance(said, bool) or not isinstance(said, int | float | Decimal):
        message = f"Kolada: {about} har ett värde som inte är ett tal utan {_kind(said)}."
        raise Fault(message)
    number = Decimal(str(said))
    if not number.is_finite() or number.adjusted() >= MOST_DIGITS:
        message = f"Kolada: {about} har talet {said}, som är för stort."
        raise Fault(message)
    return number.quantize(SMALLEST)


def _day(row: Json, name: str, about: str) -> date | None:
    said = _text(row, name, about)
    try:
        return date.fromisoformat(said[:10]) if said else None
    except ValueError:
        message = f"Kolada: {about} har {name} ”{said}”, som inte är ett datum."
        raise Fault(message) from None


def _id(row: Json, name: str, about: str) -> str:
    said: str = _get(row, name, str, about)
    if not ID.fullmatch(said):
        message = f"Kolada: {about} har {name} ”{said[:40]}”, som inte är ett id."
        raise Fault(message)
    return said


def _text(row: Json, name: str, about: str) -> str:
    text: str = _get(row, name, str, about, "")
    return text.strip()


def _title(row: Json, about: str) -> str:
    """Group titles have been seen coded twice ('Ã¤ldreomsorg'); those are read once more."""
    said: str = _get(row, "title", str, about)
    with suppress(UnicodeError):  # as it should be: Swedish letters alone are no UTF-8
        said = said.encode("latin-1").decode("utf-8")
    return said.strip()


def _get(row: Json, name: str, kinds: Any, about: str, default: Any = None) -> Any:
    """The field, or the default where it is absent or null. Any: the type stands in `kinds`."""
    found = row.get(name)
    if found is None:
        found = default
    if isinstance(found, bool) and kinds is int:
        found = None
    if not isinstance(found, kinds):
        said = "saknar" if row.get(name) is None else "har fel slag av"
        message = f"Kolada: {about} {said} {name}."
        raise Fault(message)
    return found


def _kind(thing: object) -> str:
    words = {dict: "ett objekt", list: "en lista", str: "en text", bool: "ja/nej", type(None): "ingenting"}
    return words.get(type(thing), "ett tal")
