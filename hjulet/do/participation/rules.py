"""What must hold for reading, training, delegations and meetings. No database, no clock, no request."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hjulet.do.participation.choices import (
    CourseObstacle,
    DelegationObstacle,
    DelegationState,
    ReadingObstacle,
    Standing,
)

SOON = timedelta(days=30)  # so long before a course or a delegation goes out it is said
SMALLEST = 5  # a group under it is told of only to its own manager
WORDS_A_MINUTE = 180  # read slowly, on a phone, at night
SHORTEST = 30  # seconds
MOST_OPTIONS, FEWEST_OPTIONS = 6, 2
RIGHT = "*"


@dataclass(frozen=True)
class Terms:
    """What a municipality has decided about participation, after co-determination (MBL 11 §)."""

    names_after_days: int = 14
    read_within_days: int = 14
    delegation_most_days: int = 365


# -- reminders -------------------------------------------------------------------------------------------------------
READ_AHEAD = (3, 0)  # days before something is to be read
LEARN_AHEAD = (7, 0)  # before a course is to be done for the first time
RENEW_AHEAD = (60, 30, 0)  # before a course or a delegation goes out
TOLD_AFTER = timedelta(
    days=30
)  # so long after its day managers may still be told: not of what is forgotten history


def reminder(due_on: date, today: date, stages: Sequence[int]) -> int | None:
    """Which reminder it is time for; None while it is early, and once the day has passed. A missed morning loses none."""
    left = (due_on - today).days
    return min((stage for stage in stages if left <= stage), default=None) if left >= 0 else None


def is_to_be_told_above(due_on: date, today: date) -> bool:
    """The day has passed, not long ago: now it is for those who answer for the unit."""
    return due_on < today <= due_on + TOLD_AFTER


# -- reading ---------------------------------------------------------------------------------------------------------
def seconds_to_read(text: str) -> int:
    """About how long a text takes, in steps of half a minute; thirty seconds at least."""
    seconds = len(text.split()) * 60 / WORDS_A_MINUTE
    return max(SHORTEST, round(seconds / SHORTEST) * SHORTEST)


def asked_since(sent_on: date, starts_on: date) -> date:
    """The day from which somebody has had it to read: when it was sent, or when they began."""
    return max(sent_on, starts_on)


def may_be_named(asked_on: date, today: date, names_after_days: int) -> bool:
    """Whether the manager sees who has not read: not before the days that were agreed with the unions."""
    return today >= asked_on + timedelta(days=names_after_days)


def obstacles_to_sending(
    *, is_approved: bool, news: str, units: int, roles: int, is_sent: bool
) -> list[ReadingObstacle]:
    """Everything that stops a version from being sent out; empty means go. SOSFS 2011:9 6 kap. 1 §."""
    asked = {
        ReadingObstacle.NOT_APPROVED: not is_approved,
        ReadingObstacle.NO_NEWS: not news.strip(),
        ReadingObstacle.NOBODY: not units or not roles,
        ReadingObstacle.ALREADY_SENT: is_sent,
    }
    return [obstacle for obstacle, stands in asked.items() if stands]


# -- training --------------------------------------------------------------------------------------------------------
def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last day of a shorter month."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def valid_until(done_on: date, months: int | None) -> date | None:
    """The last day of a completion; None is for ever."""
    return months_later(done_on, months) - timedelta(days=1) if months else None


def standing(
    due_on: date, today: date, *, done_on: date | None, valid_to: date | None
) -> Standing:  # fmt: skip
    """Where somebody stands with a course that the role requires, by the latest completion."""
    if done_on is None:
        return Standing.LATE if due_on < today else Standing.MISSING
    if valid_to is not None and valid_to < today:
        return Standing.EXPIRED
    if valid_to is not None and valid_to < today + SOON:
        return Standing.EXPIRES_SOON
    return Standing.VALID


def is_passed(right: int, total: int, pass_mark: int) -> bool:
    """PASS_MARK is a percentage of the questions."""
    return total > 0 and right * 100 >= pass_mark * total


def number_right(keys: Sequence[frozenset[int]], answers: Sequence[frozenset[int]]) -> int:
    """A question is right when just the right options are ticked."""
    return sum(key == answer for key, answer in zip(keys, answers, strict=True))


def options_read(text: str) -> list[tuple[str, bool]]:
    """One option a line; a star in front says that it is right."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [(line.lstrip(RIGHT).strip(), line.startswith(RIGHT)) for line in lines]


def obstacles_to_session(day: date, today: date, *, places: int | None, taken: int) -> list[CourseObstacle]:
    """Everything that stops somebody from putting their name on a session."""
    asked = {
        CourseObstacle.HELD: day < today,
        CourseObstacle.FULL: places is not None and taken >= places,
    }
    return [obstacle for obstacle, stands in asked.items() if stands]


# -- delegations -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Asked:
    """A delegation somebody wants to make."""

    starts_on: date
    valid_to: date
    is_delegator: bool
    is_same_person: bool
    has_role: bool
    has_course: bool
    has_one: bool
    is_in_use: bool = True


def obstacles_to_delegating(asked: Asked, today: date, most_days: int) -> list[DelegationObstacle]:
    """Everything that stops a task from being delegated; empty means go. PSL 6 kap. 3 §."""
    wrong = {
        DelegationObstacle.NOT_A_DELEGATOR: not asked.is_delegator,
        DelegationObstacle.TASK_ENDED: not asked.is_in_use,
        DelegationObstacle.SAME_PERSON: asked.is_same_person,
        DelegationObstacle.NO_ROLE: not asked.has_role,
        DelegationObstacle.ENDS_FIRST: asked.valid_to < asked.starts_on,
        DelegationObstacle.IN_PAST: asked.valid_to < today,
        DelegationObstacle.TOO_LONG: (asked.valid_to - asked.starts_on).days >= most_days,
        DelegationObstacle.NO_COURSE: not asked.has_course,
        DelegationObstacle.ALREADY: asked.has_one,
    }
    return [obstacle for obstacle, stands in wrong.items() if stands]


def delegation_state(
    starts_on: date, valid_to: date, withdrawn_on: date | None, today: date
) -> DelegationState:
    """Where a delegation stands; on its last day it is still in force."""
    if withdrawn_on is not None and withdrawn_on <= today:
        return DelegationState.WITHDRAWN
    if starts_on > today:
        return DelegationState.COMING
    if valid_to < today:
        return DelegationState.EXPIRED
    return DelegationState.EXPIRES_SOON if valid_to < today + SOON else DelegationState.IN_FORCE


def obstacles_to_withdrawing(state: DelegationState, reason: str) -> list[DelegationObstacle]:
    asked = {
        DelegationObstacle.ENDED: state in {DelegationState.EXPIRED, DelegationState.WITHDRAWN},
        DelegationObstacle.NO_REASON: not reason.strip(),
    }
    return [obstacle for obstacle, stands in asked.items() if stands]


# -- meetings --------------------------------------------------------------------------------------------------------
def first_of(day: date) -> date:
    return day.replace(day=1)


def month_before(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)


def last_day_of(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])


def share(part: int, whole: int) -> int | None:
    """Per cent, rounded; None where there is nobody."""
    return round(part * 100 / whole) if whole else None


def hidden_rates(rates: Mapping[str, tuple[int, int]]) -> frozenset[str]:
    """Units whose group is too small to tell of beside others, and one more if a single one could be worked out."""
    small = {name for name, (_read, asked) in rates.items() if 0 < asked < SMALLEST}
    if len(small) == 1:
        others = {name: asked for name, (_read, asked) in rates.items() if asked and name not in small}
        small |= {min(others, key=lambda name: (others[name], name))} if others else set()
    return frozenset(small)
