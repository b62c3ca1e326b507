"""Taking in tables of cost per user, in one transaction or not at all; taking them away; a year's rise of prices."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Municipality
from hjulet.base.organisation.workflows import lock
from hjulet.base.people.models import User
from hjulet.check.costs.models import CostRow, CostTable, PriceRise
from hjulet.check.costs.sources.changes import OF_ROW, OF_TABLE, Changes, Place, compare
from hjulet.check.costs.sources.reading import CostLine

OF_RISE = ("percent", "name", "source")
NOWHERE = {"document": None, "section": "", "line": None}  # what a file says anew stands in no document


class CannotImport(Exception):
    """Nothing was saved: the tables have changed since the plan was shown."""


@dataclass(frozen=True)
class Plan:
    """What a file would do to the tables of a municipality."""

    municipality: Municipality
    rows: tuple[CostLine, ...]
    changes: Changes


def plan_import(municipality: Municipality, rows: Sequence[CostLine]) -> Plan:
    """What the rows would change today; changes nothing itself."""
    return Plan(municipality, tuple(rows), compare(rows, stored_rows(municipality)))


@transaction.atomic
def carry_out(plan: Plan, *, seen: str, by: User, at: datetime) -> Plan:
    """Do what was shown, or nothing at all: it is planned anew under lock and must come out the same."""
    lock(plan.municipality)
    now = plan_import(plan.municipality, plan.rows)
    if now.changes.fingerprint != seen:
        raise CannotImport
    if now.changes.is_empty:
        return now
    tables = _tables(now)
    places = {row.place: position for position, row in enumerate(now.rows)}
    CostRow.objects.bulk_create(
        CostRow(table=tables[row.slug, row.table_year], position=places[row.place], **_columns(row))
        for row in now.changes.new
    )
    for change in now.changes.changed:
        if change.is_of_row:
            row, table = change.row, tables[change.row.slug, change.row.table_year]
            stored = CostRow.objects.filter(table=table, label=row.label, year=row.year)
            stored.update(**_columns(row), **NOWHERE)
    told = {"new": len(now.changes.new), "changed": len(now.changes.changed)}
    record(
        "costs.imported",
        plan.municipality,
        by=by,
        at=at,
        tables=sorted(str(one) for one in tables.values()),
        **told,
    )
    return now


def stored_rows(municipality: Municipality) -> dict[Place, CostLine]:
    """The rows as a file would tell of them, by their place."""
    rows = CostRow.objects.filter(table__municipality=municipality).select_related("table")
    return {line.place: line for line in map(_as_line, rows)}


def _as_line(row: CostRow) -> CostLine:
    said: dict[str, Any] = {name: getattr(row, name) for name in ("label", "year", *OF_ROW)}
    table: dict[str, Any] = {
        "slug": row.table.slug,
        "title": row.table.title,
        "reference_year": row.table.reference_year,
        "is_published": row.table.is_published,
    }
    return CostLine(number=0, table_year=row.table.year, pct_decimals=row.pct_decimals, **table, **said)


def _tables(plan: Plan) -> dict[tuple[str, int], CostTable]:
    """The tables that something happens to; made where there are none, last in the order."""
    ours = CostTable.objects.of(plan.municipality)
    tables: dict[tuple[str, int], CostTable] = {}
    for row in [*plan.changes.new, *(change.row for change in plan.changes.changed)]:
        if (row.slug, row.table_year) in tables:
            continue
        about = {name: getattr(row, name) for name in OF_TABLE}
        last = ours.aggregate(last=Max("position"))["last"]
        table, made = CostTable.objects.get_or_create(
            municipality=plan.municipality, slug=row.slug, year=row.table_year,
            defaults={**about, "position": 0 if last is None else last + 1},
        )  # fmt: skip
        if not made and any(getattr(table, name) != value for name, value in about.items()):
            CostTable.objects.filter(pk=table.pk).update(**about, **NOWHERE)
        tables[row.slug, row.table_year] = table
    return tables


def _columns(row: CostLine) -> dict[str, object]:
    return {name: getattr(row, name) for name in ("label", "year", "pct_decimals", *OF_ROW)}


class CannotSave(Exception):
    """Nothing was saved: somebody else changed it meanwhile."""


@transaction.atomic
def set_price_rise(
    municipality: Municipality, said: PriceRise, *, seen: str, by: User, at: datetime
) -> PriceRise:
    """Enter a year's rise, or change it; SEEN is what stood there when the form was shown."""
    lock(municipality)
    stored = PriceRise.objects.of(municipality).filter(year=said.year).first()
    new = {name: getattr(said, name) for name in OF_RISE}
    if stored is not None and stored.words == said.words:
        return stored
    if (stored.words if stored else "") != seen:
        raise CannotSave
    rise, _made = PriceRise.objects.update_or_create(municipality=municipality, year=said.year, defaults=new)
    told = {name: str(value) for name, value in new.items()}
    record("costs.price_rise_set", municipality, by=by, at=at, year=said.year, **told)
    return rise


@transaction.atomic
def remove_price_rise(rise: PriceRise, *, by: User, at: datetime) -> None:
    municipality = rise.municipality
    lock(municipality)
    if PriceRise.objects.filter(pk=rise.pk).delete()[0]:
        record("costs.price_rise_removed", municipality, by=by, at=at, year=rise.year)


@transaction.atomic
def remove_table(table: CostTable, *, by: User, at: datetime) -> None:
    """Take away a table that was read in by mistake. Approved reports keep what they printed."""
    municipality, name = table.municipality, str(table)
    lock(municipality)
    if CostTable.objects.filter(pk=table.pk).delete()[0]:
        record("costs.removed", municipality, by=by, at=at, table=name)
