"""What the pages of the organisation show: the tree in order, what a file would change. Pure; templates only draw."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hjulet.base.organisation import rules
from hjulet.base.organisation.choices import ExposureKind, LineageKind
from hjulet.base.organisation.models import Exposure, Lineage, Unit
from hjulet.base.organisation.sources.changes import UnitChange
from hjulet.base.organisation.sources.exposure import ExposureRow
from hjulet.base.organisation.sources.lineage import LineageRow
from hjulet.base.organisation.sources.units import UnitRow
from hjulet.base.ui import swedish
from hjulet.base.ui.swedish import MONTHS


@dataclass(frozen=True)
class TreeRow:
    """A unit in the tree. OPENS and CLOSES say how many lists begin before it and end after it."""

    unit: Unit
    facts: tuple[str, ...]
    history: tuple[str, ...]
    is_ended: bool
    opens: range
    closes: range


@dataclass(frozen=True)
class Item:
    name: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """One kind of change in the preview of a file."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class MonthRow:
    """A month's exposure at a unit; `amounts` in the order of ExposureKind, None where nothing is stated."""

    month: date
    title: str
    amounts: tuple[Any, ...]


@dataclass(frozen=True)
class YearAround:
    """The year that a month stands in, and where one goes from it."""

    title: str
    months: tuple[MonthRow, ...]
    earlier: date
    later: date | None
    kinds: type[ExposureKind] = ExposureKind


def tree_rows(units: Sequence[Unit], steps: Iterable[Lineage], today: date) -> list[TreeRow]:
    """The units in tree order; one whose parent is not shown stands under the nearest that is."""
    told = histories(steps)
    depths: list[int] = []
    above: list[str] = []
    for unit in units:
        while above and not unit.path.startswith(above[-1]):
            above.pop()
        above.append(unit.path)
        depths.append(len(above))
    after = [*depths[1:], 0]
    before = [0, *depths]
    return [
        TreeRow(
            unit=unit,
            facts=facts(unit),
            history=tuple(told.get(unit.pk, ())),
            is_ended=is_ended(unit, today),
            opens=range(max(depths[n] - before[n], 0)),
            closes=range(max(depths[n] - after[n], 0)),
        )
        for n, unit in enumerate(units)
    ]


def histories(steps: Iterable[Lineage]) -> dict[int, list[str]]:
    """For each unit, what happened to it in words."""
    own: dict[int, list[rules.Step]] = {}
    names: dict[int, str] = {}
    for step in steps:
        told = rules.Step(
            LineageKind(step.kind), step.from_unit.name, step.to_unit.name, step.happened_on_said
        )
        for unit in (step.from_unit, step.to_unit):
            names[unit.pk] = unit.name
            own.setdefault(unit.pk, []).append(told)
    return {pk: rules.lineage_sentences(told, names[pk]) for pk, told in own.items()}


def facts(unit: Unit) -> tuple[str, ...]:
    """'enhet', 'SoL, HSL', 'egen regi', 'från 2022'."""
    parts = (
        unit.get_kind_display(),
        ", ".join(unit.law_areas),
        unit.get_regime_display() if unit.regime else "",
        rules.validity(
            unit.valid_from_said or _iso(unit.valid_from), unit.valid_to_said or _iso(unit.valid_to)
        ),
    )
    return tuple(part for part in parts if part)


def is_ended(unit: Unit, today: date) -> bool:
    return unit.valid_to is not None and unit.valid_to < today


def month_rows(stated: Iterable[Exposure], months: Iterable[date]) -> list[MonthRow]:
    by_cell = {(found.month, found.kind): found.amount for found in stated}
    return [
        MonthRow(month, month_title(month), tuple(by_cell.get((month, kind)) for kind in ExposureKind.values))
        for month in months
    ]


def initial(stated: Iterable[Exposure], month: date) -> dict[str, Any]:
    """What the form begins with: what is stated for the month."""
    return {found.kind: found.amount for found in stated if found.month == month}


def year_around(stated: Iterable[Exposure], month: date, today: date) -> YearAround:
    months = [first for first in rules.months_of(month.year) if first <= today]
    return YearAround(
        title=month_title(month),
        months=tuple(month_rows(stated, months)),
        earlier=month.replace(year=month.year - 1),
        later=date(month.year + 1, 1, 1) if month.year < today.year else None,
    )


def month_title(month: date) -> str:
    return f"{MONTHS[month.month - 1]} {month.year}"


def preview(plan: Any) -> list[Group]:  # Any: one of the three kinds of plan
    """What a plan would do, group by group; empty groups are left out."""
    changes = plan.changes
    names = getattr(changes, "names", {})
    groups = [Group(_("Nya"), tuple(_new(row, names) for row in changes.new))]
    if hasattr(changes, "moved"):
        changed = [change for change in changes.changed if change.fields and not change.is_ended]
        groups += [
            Group(_("Ändras"), tuple(Item(c.row.name, tuple(map(str, c.fields))) for c in changed)),
            Group(_("Flyttas"), tuple(Item(c.row.name, (_moved(c, names),)) for c in changes.moved)),
            Group(_("Avslutas"), tuple(Item(c.row.name, tuple(map(str, c.fields))) for c in changes.ended)),
        ]
    else:
        groups.append(Group(_("Ändras"), tuple(_replaced(row, was) for row, was in changes.changed)))
    return [group for group in groups if group.items]


def _moved(change: UnitChange, names: Mapping[str, str]) -> str:
    was = names.get(change.moved_from or "", _("överst"))
    return _("från %(was)s till %(becomes)s") % {"was": was, "becomes": names[change.row.parent]}


def _new(row: UnitRow | LineageRow | ExposureRow, names: Mapping[str, str]) -> Item:
    if isinstance(row, UnitRow):
        return Item(row.name, (_("under %(parent)s") % {"parent": names[row.parent]},) if row.parent else ())
    if isinstance(row, LineageRow):
        return Item(f"{row.from_unit} → {row.to_unit}", (_lineage(row),))
    return Item(f"{row.unit}, {month_title(row.month)}", (_exposure(row),))


def _replaced(row: LineageRow | ExposureRow, was: str) -> Item:
    if isinstance(row, LineageRow):
        return Item(f"{row.from_unit} → {row.to_unit}", (_lineage(row),))
    told = _("%(becomes)s (var %(was)s)") % {
        "becomes": _exposure(row),
        "was": swedish.number(row.amount.__class__(was)),
    }
    return Item(f"{row.unit}, {month_title(row.month)}", (told,))


def _lineage(row: LineageRow) -> str:
    return f"{LineageKind(row.kind).label} {rules.when(row.happened_on_said)}"


def _exposure(row: ExposureRow) -> str:
    return f"{swedish.number(row.amount)} {ExposureKind(row.kind).label}"


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
