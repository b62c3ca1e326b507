"""Things of surveys for the truth table of access (tests/access_table.py)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.check.surveys.models import FollowedPerson, RoundUnit
from hjulet.check.surveys.workflows.following import Consent, follow
from tests.check.surveys import making
from tests.world import World

MAKER = {"own": "sas", "other": "sas", "elsewhere": "neighbour"}
OF_A_ROUND_TO_MAKE = ("round_edit", "units")
OF_QUESTIONS = ("build", "question_create", "preview")
Made = dict[str, Any]


def running(unit: Unit, by: User) -> RoundUnit:
    """A unit in an open round that runs over today's clock, with a link."""
    today = datetime.now(tz=UTC).date()
    first = today - timedelta(days=2)
    of = making.survey(unit, by, "hemtjanst")
    for question in of.newest.questions.filter(scale="text"):
        question.delete()
    found = making.planned(of, [unit], by, opens_on=first)
    found.open(by=by, at=datetime.now(tz=UTC))
    return making.asked(found, unit)


def settled(unit: Unit, by: User) -> RoundUnit:
    of = making.survey(unit, by, "hemtjanst")
    for question in of.newest.questions.filter(scale="text"):
        question.delete()
    found = making.opened(of, [unit], by)
    making.alike(found, unit, 6)
    making.close_and_settle(found, by)
    return making.asked(found, unit)


def person(unit: Unit, by: User) -> FollowedPerson:
    of = making.survey(unit, by, "isu")
    said = Consent(unit, "Påhittad Person", "", date(2026, 10, 1))
    return follow(of, said, uuid4(), by=by, at=making.AT)


def _of(places: dict[str, str], world: World, place: str) -> tuple[Unit, User]:
    return world.units[places[place]], world.people[MAKER[place]]


def _survey(unit: Unit, by: User) -> Made:
    of = making.survey(unit, by)
    newest = of.newest
    return {"survey": of.pk, "questionnaire": newest.pk, "question": newest.questions.first().pk}


def _running(unit: Unit, by: User) -> Made:
    found = running(unit, by)
    return {"round": found.round_id, "unit": found.pk, "token": found.token}


def _settled(unit: Unit, by: User) -> Made:
    found = settled(unit, by)
    return {"round": found.round_id, "unit": found.pk}


def _followed(unit: Unit, by: User) -> Made:
    found = person(unit, by)
    return {"person": found.pk, "survey": found.survey_id}


def _once(make: Callable[[Unit, User], Made], **names: Any) -> Callable[[dict[str, str], World, str], Made]:
    """One thing for all the addresses about it: each ask is undone, so it stays as it was made. NAMES: argument → what."""

    def of(places: dict[str, str], world: World, place: str) -> Made:
        made = world.__dict__.setdefault("surveys_made", {})
        if (make, place) not in made:
            made[make, place] = make(*_of(places, world, place))
        return {name: made[make, place].get(what, what) for name, what in names.items()}

    return of


SURVEY_MAKERS: dict[str, Callable[[dict[str, str], World, str], Made]] = {
    "survey": _once(_survey, pk="survey"),
    "questionnaire": _once(_survey, pk="questionnaire"),
    "questionnaire language": _once(_survey, pk="questionnaire", language="en"),
    "questionnaire picture": _once(_survey, pk="questionnaire", file=0),
    "question of a survey": _once(_survey, pk="question"),
    "survey round": _once(_running, pk="round"),
    "round unit": _once(_running, pk="unit"),
    "answer door": _once(_running, token="token"),
    "answer picture": _once(_running, token="token", file=0),
    "settled round": _once(_settled, pk="round"),
    "result file": _once(_settled, pk="round", kind="csv"),
    "settled unit": _once(_settled, pk="unit"),
    "following survey": _once(_followed, pk="survey"),
    "followed person": _once(_followed, pk="person"),
}
