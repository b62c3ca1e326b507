"""What must hold for expectations and verdicts. No database, no clock, no request."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from hjulet.act.actions.choices import Verdict
from hjulet.analyse.effects.choices import Obstacle, Remark, Wanted
from hjulet.analyse.series.rules import month_after
from hjulet.statistics import Verdict as Figured

ALL = 100  # per cent
HALVED = 50  # per cent: the change that is looked for when nobody has said another
BEFORE = 24
LONG_BEFORE = 36
FEWEST_BEFORE = 12  # months, as in `hjulet.statistics.effect`
FEWEST_AFTER = 3  # months: one good month is no improvement
LONG_WAIT = 12  # months: from here a denser series is offered
MOST = 5
LATE = 3  # months after the start: chosen afterwards


@dataclass(frozen=True)
class Window:
    """The months that are compared, as positions in a series. Nothing in them crosses a change of measuring."""

    before: slice
    after: slice
    is_cut: bool  # a change of measuring made one of them shorter

    @property
    def months_before(self) -> int:
        return int(self.before.stop - self.before.start)

    @property
    def months_after(self) -> int:
        return int(self.after.stop - self.after.start)


def window(months: Sequence[date], start: date, changes: Iterable[date], *, longest: int = BEFORE) -> Window:
    """What lies before START and what comes from it on, between the nearest changes of measuring."""
    changes = sorted(changes)
    nearest = max((one for one in changes if one <= start), default=date.min)
    end = min((one for one in changes if one > start), default=date.max)
    wished = month_after(start, -longest)
    before = [index for index, month in enumerate(months) if max(nearest, wished) <= month < start]
    after = [index for index, month in enumerate(months) if start <= month < end]
    is_cut = nearest > max(wished, months[0] if months else wished) or bool(months and end <= months[-1])
    return Window(_slice(before), _slice(after), is_cut)


def _slice(places: Sequence[int]) -> slice:
    return slice(places[0], places[-1] + 1) if places else slice(0, 0)


def wanted_ratio(wanted: Wanted | str, size: int | None) -> float:
    """The rate after through the rate before, if it goes as wanted; a halving or half as many more unless said."""
    share = (HALVED if size is None else size) / ALL
    return 1 - share if wanted == Wanted.LESS else 1 + share


def verdict(figured: Figured, *, months_before: int, months_after: int, enough: int | None) -> Verdict:
    """What the figures say. "Too early" is said only when waiting helps.

    ENOUGH months show a change of the size that is wanted; None when three years do not.
    """
    if months_before < FEWEST_BEFORE:
        return Verdict.NOT_MEASURED
    if months_after < FEWEST_AFTER:
        return Verdict.TOO_EARLY
    if figured == Figured.IMPROVED:
        return Verdict.IMPROVED
    if figured == Figured.WORSENED:
        return Verdict.WORSENED
    return (
        Verdict.TOO_EARLY
        if months_after < (LONG_WAIT if enough is None else enough)
        else Verdict.NO_SURE_CHANGE
    )


def careful(said: Verdict, remarks: Iterable[Remark]) -> Verdict:
    """An improvement that fewer reports, or what was already under way, may explain is no sure change."""
    doubtful = {Remark.SILENT, Remark.OTHERS_FELL, Remark.UNDER_WAY}
    return Verdict.NO_SURE_CHANGE if said == Verdict.IMPROVED and doubtful & set(remarks) else said


def obstacles_to_stating(*, exists: bool, is_new: bool, others: int) -> list[Obstacle]:
    """Everything that stops a series from being what an action should move. SOSFS 2011:9 5 kap. 7 §."""
    obstacles = []
    if not exists:
        obstacles.append(Obstacle.NO_SUCH_SERIES)
    if not is_new:
        obstacles.append(Obstacle.ALREADY)
    if others >= MOST:
        obstacles.append(Obstacle.TOO_MANY)
    return obstacles


def first_whole_month(*, done: date | None, starts: date | None, today: date) -> date:
    """From when an action can be seen: the month after it was done, or begins."""
    return month_after((done or starts or today).replace(day=1))


def is_chosen_afterwards(stated: date, start: date) -> bool:
    """Whether the series was chosen when there was already something to see."""
    return stated >= month_after(start, LATE)
