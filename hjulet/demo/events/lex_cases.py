"""A few lex Sarah and lex Maria cases in different states, made by the same verbs that people use."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count

from django.utils.timezone import localtime

from hjulet.base.people.choices import Role
from hjulet.base.people.models import User
from hjulet.check.deviations.choices import Law
from hjulet.check.deviations.choices import State as DeviationState
from hjulet.check.deviations.models import Deviation, Part
from hjulet.check.lex.choices import Informed, Kind, Outcome, State
from hjulet.check.lex.models import LexCase
from hjulet.check.lex.workflows.deciding import Told, close, decide, inform, propose, register
from hjulet.check.lex.workflows.investigating import answer_conflict, assign, write_item
from hjulet.check.lex.workflows.notifying import notify, write_ivo_decision
from hjulet.check.lex.workflows.opening import open_from_deviation
from hjulet.check.lex.workflows.settings import write_delegation
from hjulet.demo.events import lex_words
from hjulet.demo.events.lex_words import Telling
from hjulet.demo.events.writing import Ground, Rows, at

IN_CHARGE = {Kind.LEX_SARAH: ("lex_sarah", Role.LEX_SARAH), Kind.LEX_MARIA: ("lex_maria", Role.LEX_MARIA)}
LAWS = {Kind.LEX_SARAH: Law.SOL, Kind.LEX_MARIA: Law.HSL}


@dataclass(frozen=True)
class Course:
    """What a case is about and how far it has come. `code` and `begun` choose which event it began with."""

    told: Telling
    kind: Kind
    code: str
    begun: date
    until: State
    outcome: Outcome | str = ""


LASTS = {
    State.RECEIVED: timedelta(days=3),
    State.INVESTIGATED: timedelta(days=20),
}  # longer for those further on
COURSES = (
    Course(lex_words.ALARM, Kind.LEX_SARAH, "SOL_NEGLECT", date(2025, 3, 1), State.CLOSED, Outcome.MISCONDUCT),
    Course(lex_words.QUARREL, Kind.LEX_SARAH, "SOL_PHYSICAL_ABUSE", date(2025, 6, 1), State.CLOSED, Outcome.NO_MISCONDUCT),
    Course(lex_words.MONEY, Kind.LEX_SARAH, "SOL_FINANCIAL", date(2025, 8, 1), State.CLOSED, Outcome.SERIOUS),
    Course(lex_words.VISITS, Kind.LEX_SARAH, "SOL_SERVICE_MISSED", date(2025, 10, 1), State.CLOSED, Outcome.MISCONDUCT),
    Course(lex_words.DOOR, Kind.LEX_SARAH, "SOL_NEGLECT", date(2026, 5, 1), State.NOTIFIED, Outcome.SERIOUS_RISK),
    Course(lex_words.MANNER, Kind.LEX_SARAH, "SOL_TREATMENT", date(2026, 9, 1), State.INVESTIGATED),
    Course(lex_words.BLOOD_THINNER, Kind.LEX_MARIA, "HSL_MEDICATION", date(2025, 5, 1), State.CLOSED, Outcome.COULD_INJURE_SERIOUSLY),
    Course(lex_words.FALL, Kind.LEX_MARIA, "HSL_FALL", date(2025, 9, 1), State.CLOSED, Outcome.NO_INJURY),
    Course(lex_words.INSULIN, Kind.LEX_MARIA, "HSL_MEDICATION", date(2026, 8, 1), State.PROPOSED, Outcome.SERIOUS_INJURY),
    Course(lex_words.LIFT, Kind.LEX_MARIA, "HSL_DEVICE", date(2026, 10, 1), State.RECEIVED),
)  # fmt: skip


def load(ground: Ground, made: list[Rows], now: datetime) -> None:
    people, today = ground.people, localtime(now).date()
    for kind, (key, role) in IN_CHARGE.items():
        said: dict[str, object] = {
            "kind": kind, "role": role, "decision_reference": "SN 2024-12-11 § 118", "valid_from": date(2024, 12, 12)
        }  # fmt: skip
        write_delegation(ground.municipality, said, by=people[key], at=at(date(2024, 12, 12), 9))
    numbers = count(201)
    for course in COURSES:
        row = _first_after(made, course)
        if row is not None and row.of.reported_on + LASTS.get(course.until, timedelta(days=80)) < today:
            _Case(course, row, people, f"SN {course.begun.year}/{next(numbers)}").go()


def _first_after(made: list[Rows], course: Course) -> Rows | None:
    """The first closed case of the kind after that day that has no other lex case."""
    law = LAWS[course.kind]
    return next(
        (
            row
            for row in made
            if row.of.code == course.code and row.of.law == law and row.of.happened_on >= course.begun
            and row.of.state == DeviationState.CLOSED and row.of.severity > 1
        ),
        None,
    )  # fmt: skip


class _Case:
    """One case on its way, a week between each step."""

    def __init__(self, course: Course, row: Rows, people: Mapping[str, User], registry_number: str) -> None:
        self.course, self.told, self.row, self.people = course, course.told, row, people
        self.registry_number = registry_number
        self.leader, self.investigator = people[IN_CHARGE[course.kind][0]], people["lex_investigator"]
        self.day = row.of.reported_on

    def go(self) -> None:
        case = open_from_deviation(
            self._open_again(), self.course.kind, laws=("sol",) if self.course.kind == Kind.LEX_SARAH else (),
            why="Allvarligheten behöver bedömas av lex-gruppen.", by=self.row.deviation.judged_by or self.leader, at=self._later(1),
        )  # fmt: skip
        if self.course.until == State.RECEIVED:
            return
        register(case, self.registry_number, by=self.people["registrar"], at=self._later(1))
        self._investigate(case)
        if self.course.until == State.INVESTIGATED:
            return
        propose(case, self.course.outcome, self.told.motivation, by=self.investigator, at=self._later(10))
        if self.course.until != State.PROPOSED:
            self._decide(case)

    def _open_again(self) -> Deviation:
        """Lex is considered while the case is open."""
        deviation = self.row.deviation
        Deviation.objects.filter(pk=deviation.pk).update(
            state=DeviationState.INVESTIGATED, closed_at=None, closed_by=None
        )
        part = Part.objects.get(deviation=deviation, law=LAWS[self.course.kind])
        part.what_happened, part.done_at_once = self.told.event, self.told.at_once
        part.save(update_fields=["what_happened", "done_at_once"])
        deviation.refresh_from_db()
        return deviation

    def _later(self, days: int) -> datetime:
        self.day += timedelta(days=days)
        return at(self.day, 10)

    def _investigate(self, case: LexCase) -> None:
        assign(case, self.investigator, by=self.leader, at=self._later(1))
        answer_conflict(case, has_conflict=False, reason="", by=self.investigator, at=self._later(1))
        is_whole = self.course.until != State.INVESTIGATED
        for item in case.items.filter(is_last=False):
            if is_whole or (item.text and item.key != "causes"):
                self._write(case, item.key, item.text, item.revision)

    def _write(self, case: LexCase, key: str, text: str, revision: int) -> None:
        said = self.told.items.get(key) or text
        write_item(case, key, said, revision=revision, is_done=True, by=self.investigator, at=self._later(2))

    def _decide(self, case: LexCase) -> None:
        answer_conflict(case, has_conflict=False, reason="", by=self.leader, at=self._later(1))
        decide(
            case, self.course.outcome, self.told.motivation, public_summary=self.told.summary,
            by=self.leader, at=self._later(2),
        )  # fmt: skip
        if case.is_notifiable:
            notify(
                case, self.day, f"3.1.2-{10_000 + case.pk}/{self.day.year}", by=self.leader, at=self._later(1)
            )
        if self.course.until == State.CLOSED:
            self._close(case)

    def _close(self, case: LexCase) -> None:
        if self.told.ivo:
            write_ivo_decision(
                case, self.told.ivo, self.day, case.ivo_number, by=self.leader, at=self._later(30)
            )  # fmt: skip
        last = case.items.get(is_last=True)
        self._write(case, last.key, last.text, last.revision)
        in_record = self.day if self.course.kind == Kind.LEX_MARIA else None
        inform(case, Told(Informed.YES, self.day, "", in_record), by=self.leader, at=self._later(1))
        close(case, by=self.leader, at=self._later(1))
