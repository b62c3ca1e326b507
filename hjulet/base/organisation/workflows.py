"""Taking in files: what would change, and carrying it out in one transaction. Safe to run twice.

    read_units(content: bytes, filename: str) -> Reading[UnitRow]                  (sources.units, pure)
    plan_import(municipality, rows: Sequence[UnitRow]) -> Plan
    carry_out(plan, *, by: Actor | None, at: datetime) -> Plan
    import_units(municipality, rows, *, by, at) -> Plan                            (plan, then carry out)

The same for lineage and exposure: read_lineage, plan_lineage, carry_out_lineage, import_lineage; read_exposure,
plan_exposure, carry_out_exposure, import_exposure. A plan with faults is never carried out: CannotImport holds them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from hjulet.base.log.chain import Actor, record
from hjulet.base.organisation.models import Exposure, Lineage, Municipality, Unit
from hjulet.base.organisation.sources.changes import FIELDS, UnitChange, UnitChanges, compare, faults_of_tree
from hjulet.base.organisation.sources.exposure import ExposureRow
from hjulet.base.organisation.sources.lineage import LineageRow
from hjulet.base.organisation.sources.reading import Fault
from hjulet.base.organisation.sources.steps import Changes, compare_exposure, compare_lineage
from hjulet.base.organisation.sources.units import UnitRow

COLUMNS_OF = {
    "valid_from_said": ("valid_from_said", "valid_from"),
    "valid_to_said": ("valid_to_said", "valid_to"),
}


class CannotImport(Exception):
    """Nothing was saved. Without faults: what is stored has changed since the plan was made."""

    def __init__(self, faults: Sequence[Fault] = ()) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(str(fault) for fault in faults) or "the organisation has changed")


@dataclass(frozen=True)
class Plan:
    """What a file would do to the units of a municipality."""

    municipality: Municipality
    rows: tuple[UnitRow, ...]
    changes: UnitChanges

    @property
    def faults(self) -> tuple[Fault, ...]:
        return self.changes.faults

    @property
    def fingerprint(self) -> str:
        return self.changes.fingerprint

    @property
    def is_empty(self) -> bool:
        return self.changes.is_empty


def plan_import(municipality: Municipality, rows: Sequence[UnitRow]) -> Plan:
    """What the rows would change today; changes nothing itself."""
    return Plan(municipality, tuple(rows), compare(rows, stored_units(municipality)))


def faults_beside(municipality: Municipality, rows: Sequence[UnitRow]) -> list[Fault]:
    """What the tree would not stand, of rows that may have other faults too."""
    return faults_of_tree(rows, stored_units(municipality))


@transaction.atomic
def carry_out(plan: Plan, *, by: Actor | None, at: datetime) -> Plan:
    """Do what the plan says, or nothing at all: it is made anew under lock and must come out the same."""
    lock(plan.municipality)
    now = plan_import(plan.municipality, plan.rows)
    if now.faults or now.fingerprint != plan.fingerprint:
        raise CannotImport(now.faults)
    if now.is_empty:
        return now
    ids = _ids_by_slug(plan.municipality)
    for row in now.changes.new:
        ids[row.slug] = _add(plan.municipality, row, ids)
    for change in now.changes.moved:
        _move(change, ids)
    for change in now.changes.changed:
        _rewrite(change, ids)
    record("organisation.imported", plan.municipality, by=by, at=at, **_told(now.changes))
    return now


def import_units(
    municipality: Municipality, rows: Sequence[UnitRow], *, by: Actor | None, at: datetime
) -> Plan:
    """Plan and carry out at once, for commands and the demonstration."""
    plan = plan_import(municipality, rows)
    if plan.faults:
        raise CannotImport(plan.faults)
    return carry_out(plan, by=by, at=at)


def lock(municipality: Municipality) -> None:
    """One import at a time in a municipality."""
    Municipality.objects.select_for_update().get(pk=municipality.pk)


def stored_units(municipality: Municipality) -> dict[str, UnitRow]:
    """The units as a file would tell of them, by slug."""
    units = list(Unit.objects.of(municipality))
    slugs = {unit.path: unit.slug for unit in units}
    return {unit.slug: _as_row(unit, slugs.get(unit.parent_path, "")) for unit in units}


def _as_row(unit: Unit, parent: str) -> UnitRow:
    return UnitRow(
        number=0,
        slug=unit.slug,
        name=unit.name,
        parent=parent,
        kind=unit.kind,
        law_codes=unit.law_codes,
        regime=unit.regime,
        place=unit.place,
        valid_from_said=unit.valid_from_said or _iso(unit.valid_from),
        valid_to_said=unit.valid_to_said or _iso(unit.valid_to),
        note=unit.note,
    )


def _iso(day: object) -> str:
    return str(day) if day else ""


def _ids_by_slug(municipality: Municipality) -> dict[str, int]:
    return dict(Unit.objects.of(municipality).values_list("slug", "pk"))


def _add(municipality: Municipality, row: UnitRow, ids: dict[str, int]) -> int:
    values = {"municipality": municipality, "slug": row.slug, **_columns(row, FIELDS)}
    if not row.parent:
        return int(Unit.objects.add_root(values).pk)
    return int(Unit.objects.add_child(Unit.objects.get(pk=ids[row.parent]), values).pk)


def _move(change: UnitChange, ids: dict[str, int]) -> None:
    """Both are read anew: treebeard's instances go stale when a path changes."""
    unit, parent = Unit.objects.get(pk=ids[change.row.slug]), Unit.objects.get(pk=ids[change.row.parent])
    Unit.objects.move(unit, parent, "last-child")


def _rewrite(change: UnitChange, ids: dict[str, int]) -> None:
    if not change.fields:
        return
    unit = Unit.objects.get(pk=ids[change.row.slug])
    values = _columns(change.row, [changed.name for changed in change.fields])
    for column, value in values.items():
        setattr(unit, column, value)
    unit.save(update_fields=list(values))


def _columns(row: UnitRow, fields: Sequence[str] | dict[str, str]) -> dict[str, object]:
    names = [column for field in fields for column in COLUMNS_OF.get(field, (field,))]
    return {name: getattr(row, name) for name in names}


def _told(changes: UnitChanges) -> dict[str, object]:
    """What the log says: every unit by its slug."""
    return {
        "new": [row.slug for row in changes.new],
        "changed": {c.row.slug: [str(field) for field in c.fields] for c in changes.changed if c.fields},
        "moved": {c.row.slug: [c.moved_from, c.row.parent] for c in changes.moved},
    }


# --- lineage and exposure ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class LineagePlan:
    """What a file would do to the lineage of a municipality's units."""

    municipality: Municipality
    rows: tuple[LineageRow, ...]
    changes: Changes[LineageRow]


@dataclass(frozen=True)
class ExposurePlan:
    """What a file would do to the exposure of a municipality's units."""

    municipality: Municipality
    rows: tuple[ExposureRow, ...]
    changes: Changes[ExposureRow]


def plan_lineage(municipality: Municipality, rows: Sequence[LineageRow]) -> LineagePlan:
    steps = Lineage.objects.of(municipality).select_related("from_unit", "to_unit")
    stored = {
        (step.from_unit.slug, step.to_unit.slug): LineageRow(
            0, step.kind, step.from_unit.slug, step.to_unit.slug, step.happened_on_said, step.note
        )
        for step in steps
    }
    slugs = frozenset(_ids_by_slug(municipality))
    return LineagePlan(municipality, tuple(rows), compare_lineage(rows, stored, slugs))


@transaction.atomic
def carry_out_lineage(plan: LineagePlan, *, by: Actor | None, at: datetime) -> LineagePlan:
    """Store the steps, or nothing at all."""
    lock(plan.municipality)
    now = plan_lineage(plan.municipality, plan.rows)
    _must_be_the_same(now.changes, plan.changes)
    ids = _ids_by_slug(plan.municipality)
    told = [*now.changes.new, *(row for row, _was in now.changes.changed)]
    for row in told:
        values = {"kind": row.kind, "happened_on": row.happened_on, "happened_on_said": row.happened_on_said}
        Lineage.objects.update_or_create(
            from_unit_id=ids[row.from_unit],
            to_unit_id=ids[row.to_unit],
            defaults={**values, "note": row.note},
        )
    if told:
        steps = [[row.from_unit, row.kind, row.to_unit, row.happened_on_said] for row in told]
        record("organisation.lineage_imported", plan.municipality, by=by, at=at, steps=steps)
    return now


def import_lineage(
    municipality: Municipality, rows: Sequence[LineageRow], *, by: Actor | None, at: datetime
) -> LineagePlan:
    return carry_out_lineage(plan_lineage(municipality, rows), by=by, at=at)


def plan_exposure(municipality: Municipality, rows: Sequence[ExposureRow]) -> ExposurePlan:
    amounts = Exposure.objects.of(municipality).values_list("unit__slug", "month", "kind", "amount")
    stored = {(slug, month, kind): str(amount) for slug, month, kind, amount in amounts}
    slugs = frozenset(_ids_by_slug(municipality))
    return ExposurePlan(municipality, tuple(rows), compare_exposure(rows, stored, slugs))


@transaction.atomic
def carry_out_exposure(plan: ExposurePlan, *, by: Actor | None, at: datetime) -> ExposurePlan:
    """Store the amounts, or nothing at all."""
    lock(plan.municipality)
    now = plan_exposure(plan.municipality, plan.rows)
    _must_be_the_same(now.changes, plan.changes)
    ids = _ids_by_slug(plan.municipality)
    told = [*now.changes.new, *(row for row, _was in now.changes.changed)]
    Exposure.objects.bulk_create(
        [Exposure(unit_id=ids[row.unit], month=row.month, kind=row.kind, amount=row.amount) for row in told],
        update_conflicts=True,
        unique_fields=["unit", "month", "kind"],
        update_fields=["amount"],
        batch_size=500,
    )
    if told:
        counts = {"new": len(now.changes.new), "changed": len(now.changes.changed)}
        record("organisation.exposure_imported", plan.municipality, by=by, at=at, **counts)
    return now


def import_exposure(
    municipality: Municipality, rows: Sequence[ExposureRow], *, by: Actor | None, at: datetime
) -> ExposurePlan:
    return carry_out_exposure(plan_exposure(municipality, rows), by=by, at=at)


@transaction.atomic
def state_exposure(
    unit: Unit, month: date, amounts: Mapping[str, Decimal | None], *, by: Actor | None, at: datetime
) -> None:
    """What there was at a unit in a month; None takes away what was stated. Logged only when something changes."""
    lock(unit.municipality)
    stated = Exposure.objects.filter(unit=unit, month=month)
    was = dict(stated.values_list("kind", "amount"))
    now = {kind: amount for kind, amount in amounts.items() if amount is not None}
    if was == now:
        return
    stated.exclude(kind__in=now).delete()
    for kind, amount in now.items():
        Exposure.objects.update_or_create(unit=unit, month=month, kind=kind, defaults={"amount": amount})
    record("exposure.stated", unit, by=by, at=at, month=month, was=was, now=now)


def _must_be_the_same(
    now: Changes[Any], planned: Changes[Any]
) -> None:  # Any: the kind of row does not matter here
    if now.faults or now.fingerprint != planned.fingerprint:
        raise CannotImport(now.faults)
