"""What lineage.csv and exposure.csv would change, beside what is stored. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from hashlib import sha256
from typing import Generic, Protocol, TypeVar

from django.utils.translation import gettext as _

from hjulet.base.organisation.sources.exposure import ExposureRow
from hjulet.base.organisation.sources.lineage import LineageRow
from hjulet.base.organisation.sources.reading import Fault

Pair = tuple[str, str]
Cell = tuple[str, date, str]


class HasNumber(Protocol):
    @property
    def number(self) -> int: ...


Row = TypeVar("Row", bound=HasNumber)


@dataclass(frozen=True)
class Changes(Generic[Row]):
    """Rows that are new, rows that replace what is stored (with what stood there), and how many say the same."""

    new: tuple[Row, ...]
    changed: tuple[tuple[Row, str], ...]
    unchanged: int
    faults: tuple[Fault, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.changed)

    @property
    def fingerprint(self) -> str:
        told = repr([_values(row) for row in self.new] + [(_values(row), was) for row, was in self.changed])
        return sha256(told.encode()).hexdigest()


def compare_lineage(
    rows: Sequence[LineageRow], stored: Mapping[Pair, LineageRow], slugs: frozenset[str]
) -> Changes[LineageRow]:
    """What the rows would change among the stored steps; both units must exist, and nothing becomes its own past."""
    after = {**stored, **{(row.from_unit, row.to_unit): row for row in rows}}
    became: dict[str, set[str]] = {}
    for before, then in after:
        became.setdefault(before, set()).add(then)
    faults = [fault for row in rows for fault in _faults_of_step(row, became, slugs)]
    new = tuple(row for row in rows if (row.from_unit, row.to_unit) not in stored)
    known = [(row, stored[row.from_unit, row.to_unit]) for row in rows if row not in new]
    changed = tuple((row, was) for row, was in known if _said(row) != _said(was))
    told = tuple((row, f"{was.kind} {was.happened_on_said}") for row, was in changed)
    return (
        Changes((), (), 0, tuple(sorted(faults)))
        if faults
        else Changes(new, told, len(known) - len(changed), ())
    )


def compare_exposure(
    rows: Sequence[ExposureRow], stored: Mapping[Cell, str], slugs: frozenset[str]
) -> Changes[ExposureRow]:
    """What the rows would change among the stored amounts."""
    faults = [_unknown(row.number, "unit", row.unit) for row in rows if row.unit not in slugs]
    if faults:
        return Changes((), (), 0, tuple(sorted(faults)))
    new = tuple(row for row in rows if (row.unit, row.month, row.kind) not in stored)
    known = [(row, stored[row.unit, row.month, row.kind]) for row in rows if row not in new]
    changed = tuple((row, was) for row, was in known if row.amount_said != was)
    return Changes(new, changed, len(known) - len(changed), ())


def _values(row: object) -> tuple[object, ...]:
    return astuple(row)  # type: ignore[call-overload, no-any-return]  # every row is a dataclass


def _said(row: LineageRow) -> tuple[str, str, str]:
    return (row.kind, row.happened_on_said, row.note)


def _faults_of_step(row: LineageRow, became: Mapping[str, set[str]], slugs: frozenset[str]) -> list[Fault]:
    places = (("from_unit", row.from_unit), ("to_unit", row.to_unit))
    if unknown := [_unknown(row.number, column, slug) for column, slug in places if slug not in slugs]:
        return unknown
    if row.from_unit in _reached(row.to_unit, became):
        return [
            Fault(row.number, "to_unit", _("Enheten skulle bli sitt eget ursprung, direkt eller i en kedja."))
        ]
    return []


def _reached(slug: str, became: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [slug]
    while waiting:
        for then in became.get(waiting.pop(), ()):
            if then not in reached:
                reached.add(then)
                waiting.append(then)
    return reached


def _unknown(row: int, column: str, slug: str) -> Fault:
    return Fault(row, column, _("Det finns ingen enhet med id ”%(slug)s”.") % {"slug": slug})
