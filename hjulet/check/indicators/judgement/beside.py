"""Better or worse than those we resemble: only what chance does not explain, held down over all rows at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hjulet.check.indicators.choices import Direction
from hjulet.check.indicators.judgement.certainty import HUNDRED, Point, counts_behind
from hjulet.check.indicators.judgement.movement import FALSE_ALARMS
from hjulet.statistics import adjust, share_against


@dataclass(frozen=True)
class Against:
    """A share of ours beside a value that is taken as known; `key` is whatever the caller knows it by."""

    key: int
    own: Point
    other: Decimal
    direction: Direction | str


@dataclass(frozen=True)
class Differs:
    """A row that differs more than chance explains."""

    key: int
    is_higher: bool
    is_better: bool | None  # None where neither way is better
    false_alarms: float  # the expected share of false alarms when everything this sure is said


def chance_of(row: Against) -> float | None:
    """How easily chance alone makes the difference (p); None where it cannot be tested.

    Where several counts fit the printed share, the one nearest the other value is taken.
    """
    counts = counts_behind(row.own)
    if counts is None or row.own.is_hidden or not 0 <= row.other <= HUNDRED:
        return None
    expected = float(row.other) / HUNDRED
    nearest = min(max(round(expected * counts.n), counts.fewest), counts.most)
    return share_against(nearest, counts.n, expected)


def what_differs(rows: Sequence[Against], q: float = FALSE_ALARMS) -> list[Differs]:
    """The rows that differ, the surest first. All that can be tested are one family."""
    tested = [(row, p) for row in rows if (p := chance_of(row)) is not None]
    if not tested:
        return []
    adjusted = adjust([p for _row, p in tested])
    found = [
        _differs(row, float(chance))
        for (row, _p), chance in zip(tested, adjusted, strict=True)
        if chance <= q and row.own.value != row.other
    ]
    return sorted(found, key=lambda one: (one.false_alarms, one.key))


def _differs(row: Against, false_alarms: float) -> Differs:
    assert row.own.value is not None  # noqa: S101 - it was tested
    is_higher = row.own.value > row.other
    is_better = (
        None if row.direction == Direction.NEUTRAL else is_higher == (row.direction == Direction.HIGHER)
    )
    return Differs(row.key, is_higher, is_better, false_alarms)
