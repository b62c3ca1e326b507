"""What must hold for surveys and their rounds. No database, no clock, no request."""

import calendar
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hjulet.base.identities.rules import numbers_in, phones_in
from hjulet.check.surveys.choices import Audience, Dimension, Doorway, Index, Obstacle, Scale, State, Warned
from hjulet.check.surveys.names import COMMON

TRANSITIONS: dict[State, frozenset[State]] = {
    State.PLANNED: frozenset({State.OPEN}),
    State.OPEN: frozenset({State.CLOSED}),
    State.CLOSED: frozenset({State.OPEN, State.SETTLED}),
    State.SETTLED: frozenset(),
}
GRACE = timedelta(hours=1)  # what was begun before the closing may be sent so long after it
FEWEST = 5  # fewer answers are never shown
FEWEST_FOR_RATE = 10  # a response rate of fewer answers says too much of each
MOST_CODES = 2_000
STEP_OF_COUNT = (
    5  # while a round is open its answers are counted in fives, so that nobody can follow a person
)
REMIND_BEFORE = (7, 2)  # days before the last
ITEMS_OF = {Index.HME: 9, Index.WORK: 5}
TALK_BY = {Audience.STAFF: 8}  # end of August for staff surveys; end of February for the others
FEBRUARY = 2
_CAPITAL = re.compile(r"(?<![.!?:\n]\s)(?<![.!?:\n])(?<!^)\b[A-ZÅÄÖ][a-zåäöé]{2,}\b")
_NOT_NAMES = frozenset(
    {"Jag", "Det", "Men", "När", "Hon", "Han", "Den", "Ibland", "Alla", "Sverige", "Covid"}
)


@dataclass(frozen=True)
class Planned:
    """What is known of a round that somebody wants to open."""

    audience: Audience
    state: State
    opens_on: date
    closes_on: date
    talk_on: date | None
    owners: Sequence[int | None]  # one a unit
    scales: Sequence[Scale]
    screener: int | None
    screener_is_manager: bool = False
    overlaps: bool = False
    index: Index = Index.NONE
    dimensions: Sequence[Dimension] = ()


def obstacles_to_opening(planned: Planned, today: date) -> list[Obstacle]:
    """Everything that stops a round from being opened; empty means go. A result without an owner helps nobody."""
    if State.OPEN not in TRANSITIONS[planned.state]:
        return [Obstacle.WRONG_STATE]
    checks = {
        Obstacle.IS_FOLLOWED: planned.audience == Audience.FOLLOWED,
        Obstacle.NO_UNITS: not planned.owners,
        Obstacle.NO_OWNER: None in planned.owners,
        Obstacle.NO_TALK: planned.talk_on is None,
        Obstacle.TALK_TOO_EARLY: planned.talk_on is not None and planned.talk_on <= planned.closes_on,
        Obstacle.ENDS_BEFORE: planned.closes_on < planned.opens_on,
        Obstacle.IS_OVER: planned.closes_on < today,
        Obstacle.NO_QUESTIONS: not planned.scales,
        Obstacle.NO_SCREENER: Scale.TEXT in planned.scales and planned.screener is None,
        Obstacle.SCREENER_IS_MANAGER: planned.screener_is_manager,
        Obstacle.OVERLAPS: planned.overlaps,
        Obstacle.INDEX_INCOMPLETE: not index_is_whole(planned.index, planned.scales, planned.dimensions),
    }
    return [obstacle for obstacle, stands in checks.items() if stands]


def index_is_whole(index: Index, scales: Sequence[Scale], dimensions: Sequence[Dimension]) -> bool:
    """HME has nine questions, three in each part, on the scale 1–5; arbetsmiljöindex five."""
    if index == Index.NONE:
        return True
    if sum(scale == Scale.ONE_TO_FIVE for scale in scales) < ITEMS_OF[index]:
        return False
    parts = (Dimension.MOTIVATION, Dimension.LEADERSHIP, Dimension.STEERING)
    return index != Index.HME or all(list(dimensions).count(part) == 3 for part in parts)


def default_talk(closes_on: date, audience: Audience | str) -> date:
    """The end of February for those who get help, the end of August for staff: the first one after the round."""
    month = TALK_BY.get(Audience(audience), FEBRUARY)
    last = _end_of(closes_on.year, month)
    return last if last > closes_on else _end_of(closes_on.year + 1, month)


def _end_of(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def doorway(
    state: State, opens_on: date, closes_on: date, ended_at: datetime | None, *, begun: datetime | None,
    now: datetime,
) -> Doorway:  # fmt: skip
    """What meets somebody at NOW (by the clock on the wall). BEGUN is when the page was opened, if it was.

    What was begun before the closing is taken for an hour after it.
    """
    if state == State.PLANNED or now.date() < opens_on:
        return Doorway.NOT_YET
    ended = ends_at(state, closes_on, ended_at, now)
    if state == State.OPEN and ended > now:
        return Doorway.OPEN
    if state != State.SETTLED and begun is not None and begun <= ended and now <= ended + GRACE:
        return Doorway.OPEN
    return Doorway.CLOSED


def ends_at(state: State, closes_on: date, ended_at: datetime | None, now: datetime) -> datetime:
    """When a round ends: when somebody closed it, or at midnight after its last day, whichever came first."""
    midnight = datetime.combine(closes_on + timedelta(days=1), datetime.min.time(), now.tzinfo)
    return midnight if state == State.OPEN or ended_at is None else min(ended_at, midnight)


def obstacles_to_settling(state: State, ended_at: datetime | None, at: datetime) -> list[Obstacle]:
    """Results are counted once, when nobody can send any more."""
    if State.SETTLED not in TRANSITIONS[state] or ended_at is None:
        return [Obstacle.WRONG_STATE]
    return [Obstacle.STILL_SENDING] if at <= ended_at + GRACE else []


def coarse(count: int) -> int:
    """How many have answered, rounded down to fives."""
    return count - count % STEP_OF_COUNT


def rate(answered: int, invited: int | None) -> float | None:
    """Answers of a hundred invited; None where it is unknown or would tell of too few. Never above 100."""
    if not invited or answered < FEWEST_FOR_RATE:
        return None
    return min(100.0, 100 * answered / invited)


def warnings_about(text: str, names: Collection[str] = ()) -> list[Warned]:
    """What looks as if it named somebody. A hint to the one who screens, never a promise that nothing is left."""
    said = {
        Warned.NUMBER: bool(numbers_in(text)),
        Warned.PHONE: bool(phones_in(text)),
        Warned.NAME: _may_name(text, names),
    }
    return [warned for warned, stands in said.items() if stands]


def _may_name(text: str, names: Collection[str]) -> bool:
    words = {word.casefold() for word in re.findall(r"\w+", text)}
    known = {part.casefold() for name in names for part in name.split() if len(part) > 2}
    return bool(words & (known | COMMON)) or any(word not in _NOT_NAMES for word in _CAPITAL.findall(text))


def period_said(opens_on: date, closes_on: date) -> str:
    """'2026-10' or '2026-10/2026-11': how the values of a round are dated."""
    first, last = f"{opens_on:%Y-%m}", f"{closes_on:%Y-%m}"
    return first if first == last else f"{first}/{last}"
