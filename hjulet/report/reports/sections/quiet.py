"""Units that report less than their likes: fewer reports need not be fewer events. SOSFS 2011:9 5 kap. 6 §."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from hjulet.base.organisation.models import Exposure, Unit
from hjulet.base.people.reach import within
from hjulet.report.reports.scope import Scope
from hjulet.statistics import silence


class Counted(Protocol):
    """What was counted at a unit."""

    @property
    def unit(self) -> int: ...
    @property
    def number(self) -> int: ...


@dataclass(frozen=True)
class Quiet:
    """A unit that tells less than its likes."""

    unit: str
    count: int
    expected: int


def quiet_units(
    scope: Scope, cells: Iterable[Counted], months: list[date], units: Mapping[int, Unit]
) -> tuple[Quiet, ...]:
    """Units whose reports are fewer than their likes' rate explains. Fewer reports need not be fewer events."""
    rows = Exposure.objects.filter(within([scope.unit.path]), month__in=months)
    stated: dict[tuple[int, str], float] = defaultdict(float)
    for unit, kind, amount in rows.values_list("unit", "kind", "amount"):
        stated[unit, kind] += float(amount)
    if not stated:
        return ()
    counted = Counter[int]()
    for cell in cells:
        counted[cell.unit] += cell.number
    order = sorted(stated)
    found = silence(
        [counted[unit] for unit, _kind in order],
        [stated[key] for key in order],
        [kind for _unit, kind in order],
    )
    return tuple(Quiet(units[order[one.index][0]].name, int(one.count), round(one.expected)) for one in found)
