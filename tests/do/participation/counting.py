"""Three of everything, so that a page that asks once a row is found out (tests/test_query_counts.py)."""

from typing import Any
from uuid import uuid4

from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.do.participation.models import Attempt
from tests.do.participation.making import (
    NOW,
    a_course,
    a_delegation,
    a_delegator,
    a_meeting,
    a_question,
    a_reading,
    a_requirement,
    a_role,
    a_role_meeting,
    a_session,
    a_task,
    a_version,
    an_answered_idea,
    an_idea,
    done,
)
from tests.factories import RoleHoldingFactory, UserFactory

OF_A_COURSE = (
    "course", "edit_course", "create_question", "test", "require_course", "create_session", "confirm",
)  # fmt: skip
ROWS = 3


def counted_things(unit: Unit, sas: User, mas: User) -> dict[str, int]:
    """The words of the table of pages → numbers."""
    people = [UserFactory(municipality=unit.municipality) for _number in range(ROWS)]
    for user in people:
        RoleHoldingFactory(user=user, role="staff", unit=unit)
    courses = [a_course(unit, title=f"Kurs {number}") for number in range(ROWS)]
    for course in courses:
        a_requirement(course, unit)
        a_requirement(course, unit, "sas")
        a_question(course)
        for user in people:
            done(user, course)
    delegations, ideas = [], []
    for number, user in enumerate(people):
        a_question(courses[0], f"Fråga {number}")
        a_session(courses[0]).seats.create(user=user, booked_at=NOW)
        a_role(user, unit)
        a_role_meeting(unit).who_came.set(people)
        ideas.append(an_idea(unit, user))
        an_answered_idea(unit, sas)
        delegations.append(a_delegation(unit, mas, user))
    a_delegator(mas, unit)
    tried = {"made_at": NOW, "right": 1, "total": 2, "is_passed": False, "form_token": uuid4()}
    readings = [a_reading(unit, version=a_version(unit, owner=sas)) for _number in range(ROWS)]
    for user in people:
        asked = {"asked_by": user, "asked_at": NOW, "text": "När?", "form_token": uuid4()}
        question = readings[0].questions.create(**asked)
        readings[1].receipts.create(user=user, read_at=NOW)
    meeting = a_meeting(unit)
    a_meeting(Unit.objects.get_parent(unit))
    return {
        "a reading": readings[0].pk,
        "a reading question": question.pk,
        "a version to send": a_version(unit).pk,
        "a meeting": meeting.pk,
        "a course": courses[0].pk,
        "a test question": courses[0].questions.first().pk,
        "a course session": courses[0].sessions.first().pk,
        "an attempt": Attempt.objects.create(user=sas, course=courses[0], **tried).pk,
        "a delegation": delegations[0].pk,
        "a medical task": a_task(unit).pk,
        "a role meeting": a_role_meeting(unit).pk,
        "an idea": ideas[0].pk,
    }


def of_participation() -> dict[str, int]:
    """Three of everything at Edshult; the demonstration of Leksand has no people to speak of."""
    return counted_things(
        Unit.objects.get(slug="sabo-edshult"),
        User.objects.get(email="sas@leksand.example"),
        User.objects.get(email="mas@leksand.example"),
    )


PARTICIPATION_PAGES: dict[str, list[Any]] = {
    "participation:readings": ["staff", "sas"],
    "participation:sent": ["sas", "manager"],
    "participation:send": [("sas", {"pk": "a version to send"})],
    "participation:answer_question": [("sas", {"pk": "a reading question"})],
    "participation:evidence": ["sas", ("sas", {"?": "enhet=sabo-edshult&fran=2026-01-01&till=2026-12-31"})],
    "participation:reading": [("sas", {"pk": "a reading"})],
    "participation:follow": [("sas", {"pk": "a reading"})],
    "participation:meetings": ["staff", "director"],
    "participation:meeting": [("director", {"pk": "a meeting"})],
    "participation:write_meeting": [("director", {"pk": "a meeting"})],
    "participation:wall": [("sas", {"slug": "sabo-edshult"})],
    "participation:courses": ["staff", "sas"],
    "participation:create_course": ["sas"],
    "participation:training": ["sas", "manager", ("sas", {"?": "enhet=sabo-edshult"})],
    "participation:completions_import": ["sas"],
    **{f"participation:{name}": [("sas", {"pk": "a course"})] for name in OF_A_COURSE},
    "participation:question": [("sas", {"pk": "a course", "question": "a test question"})],
    "participation:who_came": [("sas", {"pk": "a course session"})],
    "participation:attempt": [("sas", {"pk": "an attempt"})],
    "participation:delegations": ["staff", "mas", ("mas", {"?": "enhet=sabo-edshult"})],
    "participation:delegate": ["mas"],
    "participation:delegation": [("mas", {"pk": "a delegation"})],
    "participation:delegation_register": ["mas"],
    "participation:create_task": ["mas"],
    "participation:task": [("mas", {"pk": "a medical task"})],
    "participation:name_delegator": ["mas"],
    "participation:terms": ["director"],
    "participation:roles": ["staff", "sas"],
    "participation:appoint": ["sas"],
    "participation:write_role_meeting": ["sas"],
    "participation:role_meeting": [("sas", {"pk": "a role meeting"})],
    "participation:ideas": ["staff", "director"],
    "participation:leave_idea": ["staff", "sas"],
    "participation:idea": [("director", {"pk": "an idea"})],
}  # fmt: skip
PARTICIPATION_NOT_PAGES = {
    *(f"participation:{name}" for name in (
        "evidence_file", "sign", "ask", "make_meeting", "meeting_pdf", "refresh_meeting", "hold_meeting", "decide_meeting",
        "wall_pdf",
    )),
    *(f"participation:{name}" for name in (
        "end_course", "remove_question", "diploma", "end_requirement", "book", "completions_preview", "completions_cancel",
        "end_delegator", "accept", "withdraw", "end_role", "act_on_idea",
    )),
}  # fmt: skip
