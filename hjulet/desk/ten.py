"""Dagens tio minuter: of all that waits, as much as fits in ten minutes, the most pressing first. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from hjulet.desk.waiting.rows import Waiting

MINUTES = 10


@dataclass(frozen=True)
class Ten:
    """What to do now, and what can wait until there is more time."""

    now: tuple[Waiting, ...]
    later: tuple[Waiting, ...]

    @property
    def minutes(self) -> int:
        return sum(one.minutes for one in self.now)

    @property
    def late(self) -> int:
        return sum(one.is_late for one in self.later)


def ten_minutes(waiting: Iterable[Waiting]) -> Ten:
    """The first ones in order as long as they fit; the very first always, however long it takes."""
    rows = sorted(waiting, key=lambda one: one.order)
    taken, used = 0, 0
    while taken < len(rows) and (not taken or used + rows[taken].minutes <= MINUTES):
        used += rows[taken].minutes
        taken += 1
    return Ten(tuple(rows[:taken]), tuple(rows[taken:]))
