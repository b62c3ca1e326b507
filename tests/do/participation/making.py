"""Things of participation, made in one line each."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.do.participation.choices import How, RoleKind
from hjulet.do.participation.models import (
    Completion,
    Course,
    CourseSession,
    Delegation,
    Delegator,
    Idea,
    MedicalTask,
    Meeting,
    QualityRole,
    Reading,
    Requirement,
    RoleMeeting,
    TestQuestion,
)
from hjulet.plan.procedures.models import Routine, RoutineVersion

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def a_course(unit: Unit, **said: Any) -> Course:
    return Course.objects.create(unit=unit, **{"title": "Basal hygien", "valid_months": 12, **said})


def a_question(course: Course, text: str = "När spritar du händerna?", **said: Any) -> TestQuestion:
    options = [["Före och efter varje besök", True], ["När de är smutsiga", False]]
    position = course.questions.count() + 1
    return TestQuestion.objects.create(
        course=course, text=text, position=position, **{"options": options, **said}
    )


def a_requirement(course: Course, unit: Unit, role: str = "staff", **said: Any) -> Requirement:
    kept = {"within_days": 30, "from_day": date(2026, 1, 1), **said}
    return Requirement.objects.create(course=course, unit=unit, role=role, **kept)


def a_session(course: Course, held_on: date = TODAY, **said: Any) -> CourseSession:
    return CourseSession.objects.create(course=course, held_on=held_on, **said)


def done(user: User, course: Course, done_on: date = TODAY, **said: Any) -> Completion:
    kept = {"how": How.TEST, "recorded_at": NOW, **said}
    return Completion.objects.create(user=user, course=course, done_on=done_on, **kept)


def a_task(unit: Unit, **said: Any) -> MedicalTask:
    name = said.pop("name", "Ge läkemedel ur dosett")
    return MedicalTask.objects.get_or_create(
        municipality=unit.municipality, name=name, defaults={"is_medication": True, **said}
    )[0]


def a_delegator(user: User, unit: Unit, **said: Any) -> Delegator:
    kept = {"profession": "sjuksköterska", "starts_on": date(2026, 1, 1), **said}
    return Delegator.objects.create(user=user, unit=unit, **kept)


def a_delegation(unit: Unit, given_by: User, given_to: User, **said: Any) -> Delegation:
    kept = {
        "task": said.pop("task", None) or a_task(unit), "starts_on": date(2026, 9, 1),
        "valid_to": date(2027, 8, 31), "given_at": NOW, "form_token": uuid4(), **said,
    }  # fmt: skip
    return Delegation.objects.create(unit=unit, given_by=given_by, given_to=given_to, **kept)


def a_role(user: User, unit: Unit, **said: Any) -> QualityRole:
    kept = {"kind": RoleKind.HYGIENE, "starts_on": date(2026, 1, 1), **said}
    return QualityRole.objects.create(user=user, unit=unit, **kept)


def a_role_meeting(unit: Unit, **said: Any) -> RoleMeeting:
    kept = {"kind": RoleKind.HYGIENE, "held_on": TODAY - timedelta(days=7), **said}
    return RoleMeeting.objects.create(unit=unit, **kept)


def an_idea(unit: Unit, written_by: User | None = None, **said: Any) -> Idea:
    kept = {
        "text": "Flytta morgonmötet till klockan åtta.", "written_on": TODAY, "form_token": uuid4(),
        "is_anonymous": written_by is None, **said,
    }  # fmt: skip
    return Idea.objects.create(unit=unit, written_by=written_by, **kept)


def an_answered_idea(unit: Unit, answered_by: User, **said: Any) -> Idea:
    answered = {
        "state": "taken_up",
        "answer": "Bra. Vi prövar.",
        "answered_by": answered_by,
        "answered_on": TODAY,
    }
    return an_idea(unit, **{**answered, **said})


def a_version(unit: Unit, owner: User | None = None, **said: Any) -> RoutineVersion:
    """An approved version of a routine that holds at the unit."""
    number = Routine.objects.filter(municipality=unit.municipality).count() + 1
    routine = said.pop("routine", None) or Routine.objects.create(
        municipality=unit.municipality, number=number, unit=unit, title=said.get("title", "Läkemedel på kvällen"),
        owner=owner, created_at=NOW,
    )  # fmt: skip
    kept = {
        "number": routine.versions.count() + 1, "state": "approved", "title": routine.title,
        "how": "Signera direkt.", "who": "Den som ger.", "started_at": NOW, "approved_at": NOW,
        "approved_by_said": "MAS", "valid_from": date(2026, 1, 1), "review_by": date(2027, 1, 1), **said,
    }  # fmt: skip
    return RoutineVersion.objects.create(routine=routine, **kept)


def a_reading(unit: Unit, *more: Unit, roles: str = "staff", version: Any = None, **said: Any) -> Reading:
    kept = {
        "news": "Signera direkt efter att du har gett läkemedlet.", "seconds": 30, "sent_at": NOW,
        "sent_on": date(2026, 11, 1), "due_on": date(2026, 11, 15), **said,
    }  # fmt: skip
    reading = Reading.objects.create(version=version or a_version(unit), role_codes=roles, **kept)
    reading.units.set([unit, *more])
    return reading


CONTENTS: dict[str, Any] = {
    "made_on": "2026-11-02", "period": ["2026-10-01", "2026-11-02"], "news": [], "reading": "",
    "deviations": "Inga avvikelser är räknade här än.", "types": [], "chart": None, "done": [], "under_way": [],
    "ideas": [], "training": [],
}  # fmt: skip


def a_meeting(unit: Unit, month: date = date(2026, 11, 1), **said: Any) -> Meeting:
    kept = {
        "contents": CONTENTS, "first_question": "Vad gick bra?", "second_question": "Vad kan vi prova?",
        "made_at": NOW, **said,
    }  # fmt: skip
    return Meeting.objects.get_or_create(unit=unit, month=month, defaults=kept)[0]
