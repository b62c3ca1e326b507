"""Situations that the tests of lex cases share."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from hjulet.base.people.models import User
from hjulet.check.lex.choices import Doing
from hjulet.check.lex.models import ConflictOfInterest, LexCase, LexDelegation
from tests.factories import LexCaseFactory
from tests.world import World

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
DAY = date(2026, 11, 21)
SARAH, MARIA = "lex_sarah", "lex_maria"


def a_case(world: World, unit: str = "solgarden", **said: Any) -> LexCase:
    return LexCaseFactory(unit=world.units[unit], **said)


def under_investigation(world: World, **said: Any) -> LexCase:
    """Assigned, the question about conflict of interest answered with no, every item ready."""
    who = world.people["lex_investigator"]
    said.setdefault("state", "investigated")
    case = a_case(
        world, investigator=who, assigned_by=world.people["sas"], assigned_at=AT, items=True, **said
    )
    answer(case, who, Doing.INVESTIGATES)
    return case


def proposed(world: World, **said: Any) -> LexCase:
    who = world.people["lex_investigator"]
    outcome = "injury" if said.get("kind") == MARIA else "misconduct"
    return under_investigation(
        world,
        **{
            "state": "proposed",
            "proposed_outcome": outcome,
            "proposal": "Larmet var trasigt.",
            "proposed_by": who,
            "proposed_at": AT,
            **said,
        },
    )


def decided(world: World, **said: Any) -> LexCase:
    outcome = "serious_injury" if said.get("kind") == MARIA else "serious"
    chief = world.people["lex_maria" if said.get("kind") == MARIA else "lex_sarah"]
    return proposed(
        world,
        **{
            "state": "decided",
            "outcome": outcome,
            "motivation": "Det var allvarligt.",
            "decided_by": chief,
            "decided_at": AT,
            "registry_number": "SN 2026/12",
            "notify_by": date(2026, 11, 23),
            **said,
        },
    )


def closed(world: World, **said: Any) -> LexCase:
    case = decided(world, **{"outcome": "misconduct", **said})
    LexCase.objects.filter(pk=case.pk).update(
        state="closed", closed_by=world.people["sas"], closed_at=AT, informed="yes", informed_on=DAY
    )
    case.refresh_from_db()
    return case


def answer(case: LexCase, user: User, doing: str, *, has_conflict: bool = False) -> ConflictOfInterest:
    return ConflictOfInterest.objects.create(
        case=case,
        user=user,
        doing=doing,
        has_conflict=has_conflict,
        reason="Släkt." if has_conflict else "",
        answered_at=AT,
    )


def delegate(
    world: World, *, kind: str = SARAH, person: str = "", role: str = "", **said: Any
) -> LexDelegation:
    return LexDelegation.objects.create(
        municipality=world.municipality, kind=kind, user=world.people.get(person), role=role,
        written_by=world.people["sas"], written_at=AT,
        **{"decision_reference": "SN 2026-02-11 § 14", "valid_from": date(2026, 1, 1), **said},
    )  # fmt: skip


def ready_to_decide(case: LexCase, user: User) -> None:
    """Registered, and the decider has answered."""
    LexCase.objects.filter(pk=case.pk).update(registry_number="SN 2026/12")
    case.refresh_from_db()
    answer(case, user, Doing.DECIDES)


def token() -> str:
    return str(uuid4())
