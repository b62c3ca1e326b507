"""What must hold for a question on a figure. No database, no clock, no request."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from hjulet.base.identities.rules import named_in, numbers_in, phones_in
from hjulet.base.workdays import add_workdays
from hjulet.check.indicators.questions.choices import QuestionObstacle, QuestionState

TRANSITIONS: dict[QuestionState, frozenset[QuestionState]] = {
    QuestionState.OPEN: frozenset({QuestionState.ANSWERED, QuestionState.WITHDRAWN}),
    QuestionState.ANSWERED: frozenset(),
    QuestionState.WITHDRAWN: frozenset(),
}
ANSWER_WITHIN = 10  # working days: two weeks, so that the answer comes before the committee's next meeting
REMIND_EVERY = 7  # days, once the answer is late
LONGEST_QUESTION = 1000
LONGEST_ANSWER = 3000

Number = tuple[Decimal | None, str]  # a value, or why there is none


def answer_by(asked_on: date) -> date:
    return add_workdays(asked_on, ANSWER_WITHIN)


def obstacles_to_withdrawing(state: QuestionState) -> list[QuestionObstacle]:
    """Everything that stops a question from being taken back; empty means go. What has an answer belongs to all."""
    if QuestionState.WITHDRAWN in TRANSITIONS[state]:
        return []
    return [QuestionObstacle(state)]


def obstacles_to_answering(
    state: QuestionState, said: str, *, was: str, answers: int, seen: int
) -> list[QuestionObstacle]:
    """A first answer, or better words for it. WAS is what stands; SEEN how many answers there were when one began."""
    if state == QuestionState.WITHDRAWN:
        return [QuestionObstacle.WITHDRAWN]
    checks = {
        QuestionObstacle.NO_TEXT: not said.strip(),
        QuestionObstacle.FASTER: answers != seen,
        QuestionObstacle.SAME: 0 < answers == seen and said.strip() == was,
    }
    return [obstacle for obstacle, stands in checks.items() if stands]


def obstacles_to_following(state: QuestionState, *, is_followed: bool) -> list[QuestionObstacle]:
    """One more question on an answer: when there is one, and nobody has been there before."""
    checks = {
        QuestionObstacle.WITHDRAWN: state == QuestionState.WITHDRAWN,
        QuestionObstacle.NOT_ANSWERED: state == QuestionState.OPEN,
        QuestionObstacle.FOLLOWED: is_followed,
    }
    return [obstacle for obstacle, stands in checks.items() if stands]


def is_revised(was: Number, now: Number) -> bool:
    """Whether the figure says something else than it did when somebody asked."""
    return was != now


def reminder(due_on: date, today: date) -> int | None:
    """Which reminder it is time for: 0 on the last day, then one a week. None before that."""
    late = (today - due_on).days
    return None if late < 0 else late // REMIND_EVERY


def doubts(text: str) -> list[str]:
    """What looks like somebody's number or name in a text that everybody will read."""
    return list(dict.fromkeys([*numbers_in(text), *phones_in(text), *named_in(text)]))


def in_threads(follows: Mapping[int, int | None], order: Iterable[int]) -> list[tuple[int, ...]]:
    """Questions with what follows on them, each thread in order. A follow-up whose question is not there begins one."""
    threads: dict[int, list[int]] = {}
    of: dict[int, int] = {}
    for number in order:
        before = follows[number]
        first = number if before is None else of.get(before, number)
        of[number] = first
        threads.setdefault(first, []).append(number)
    return [tuple(numbers) for numbers in threads.values()]
