"""What those see who have no duty to see the cases: no sum that, taken from another on the page, tells a small one."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Sum

from hjulet.base.organisation.models import Unit
from hjulet.base.people.reach import within
from hjulet.check.deviations.choices import Law
from hjulet.check.deviations.models import MonthCount
from hjulet.check.deviations.models.counts import MonthCountQuerySet
from hjulet.statistics import suppress

LEAST = 5  # a count under it may point at somebody
Table = dict[Hashable, list[int]]  # a row's name → the last twelve months, the twelve before


@dataclass(frozen=True)
class Asked:
    """The sum that is asked for: where, by which law and type, by somebody who reaches so far."""

    reached: tuple[str, ...]
    path: str  # empty: everything that is reached
    law: str
    type: str


def is_told(asked: Asked, months: Sequence[date], year: date) -> bool:
    """Whether the sum can be said: itself and those it is a part of are hidden in no table of rows beside it."""
    if asked.type and not is_told(replace(asked, type=""), months, year):
        return False
    if asked.law and not asked.type and not is_told(replace(asked, law=""), months, year):
        return False
    laws = (
        Law.values if asked.law and not asked.type else [asked.law]
    )  # one law's, taken from both, is the other's
    every = [replace(asked, law=law) for law in laws]
    return not any(_hides(table, own) for one in every for own, table in _tables(one, months, year))


def shown(amounts: Sequence[int], *, sees_small: bool) -> list[int | None]:
    """The counts, where they are let out: under five, and what is needed to protect them, is None."""
    if sees_small or not any(amounts):
        return list(amounts)
    pairs = zip(amounts, _hidden(amounts), strict=True)
    return [None if is_hidden else amount for amount, is_hidden in pairs]


def _tables(asked: Asked, months: Sequence[date], year: date) -> Iterator[tuple[Hashable, Table]]:
    here = MonthCount.objects.during(months[0], months[-1])
    at = here.filter(within([asked.path] if asked.path else asked.reached))
    if asked.type:
        by_law = at.filter(law=asked.law) if asked.law else at
        yield asked.type, _sums(_amounts(by_law, "type__code", year))
    elif asked.law:
        yield asked.law, _sums(_amounts(at, "law", year))
    top = next((path for path in asked.reached if asked.path.startswith(path)), asked.path)
    if asked.path == top:
        return
    found = here.filter(within([top]), **({"law": asked.law} if asked.law else {}))
    found = found.filter(type__code=asked.type) if asked.type else found
    rows = list(_amounts(found, "unit__path", year))
    for end in range(len(top) + Unit.steplen, len(asked.path) + 1, Unit.steplen):
        above = asked.path[: end - Unit.steplen]
        yield (
            asked.path[:end],
            _sums((path[:end], now, before) for path, now, before in rows if path.startswith(above)),
        )


def _amounts(found: MonthCountQuerySet, column: str, year: date) -> Iterable[tuple[str, int, int]]:
    """Each row's name, how many from that month on, and how many before it."""
    for name, month, amount in found.order_by().values_list(column, "month").annotate(Sum("number")):
        yield name, amount * (month >= year), amount * (month < year)


def _sums(rows: Iterable[tuple[Hashable, int, int]]) -> Table:
    sums: Table = defaultdict(lambda: [0, 0])
    for name, recent, earlier in rows:
        sums[name][0] += recent
        sums[name][1] += earlier
    return sums


def _hides(table: Table, own: Hashable) -> bool:
    """Whether the row, or one as large, is hidden when the table is shown with its sum, in one of the two years."""
    if own not in table or len(table) == 1:
        return False
    for which, mine in enumerate(table[own]):
        amounts = [row[which] for row in table.values()]
        pairs = zip(amounts, _hidden(amounts), strict=True)
        if any(is_hidden for amount, is_hidden in pairs if amount == mine):
            return True
    return False


def _hidden(amounts: Sequence[int]) -> list[bool]:
    """The same whatever order the rows stand in."""
    order = sorted(range(len(amounts)), key=lambda index: -amounts[index])
    hidden = suppress([amounts[index] for index in order], LEAST).hidden[:-1]
    return [bool(hidden[order.index(index)]) for index in range(len(amounts))]
