"""Cooperation as rows for a workbook or CSV: the same columns as the import reads, and where each stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from hjulet.base.ui.sheets import Cell
from hjulet.plan.cooperation.choices import Lasting
from hjulet.plan.cooperation.pages import Row
from hjulet.plan.cooperation.sources.listed import COLUMNS

MORE = ("står", "sista dag att säga upp", "källa")


def sheet(rows: Iterable[Row]) -> Iterator[list[Cell]]:
    yield [*COLUMNS, *MORE]
    for row in rows:
        yield _line(row)


def _line(row: Row) -> list[Cell]:
    one = row.cooperation
    until = "tills vidare" if one.lasting == Lasting.OPEN else _day(one.valid_to)
    return [
        one.title, "; ".join(partner.name for partner in one.partners.all()), str(one.get_form_display()),
        one.unit.slug, _day(one.valid_from), until, _day(one.signed_on), one.notice_months, one.prolongs_by,
        one.owner.email if one.owner else "", one.law_codes, "; ".join(process.name for process in one.processes.all()),
        one.registry_number, one.contact, one.purpose, one.practice,
        str(row.standing.label), _day(row.notice), one.origin,
    ]  # fmt: skip


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""
