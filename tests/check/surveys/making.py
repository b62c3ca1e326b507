"""Surveys, rounds and answers for tests: short ways to a situation."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.check.surveys.models import AnswerSheet, Question, RoundUnit, Survey, SurveyRound, WrittenAnswer
from hjulet.check.surveys.ready_made import BY_KEY
from hjulet.check.surveys.workflows.answering import Filled
from hjulet.check.surveys.workflows.building import SurveyText, make_survey
from hjulet.check.surveys.workflows.planning import RoundSaid, plan_round
from hjulet.check.surveys.workflows.settling import settle

DAY = date(2026, 10, 1)
AT = datetime(2026, 10, 1, 10, 0, tzinfo=UTC)
LASTS = timedelta(days=20)


def survey(unit: Unit, by: User, ready: str = "lss", **said: Any) -> Survey:
    made = BY_KEY[ready]
    text = SurveyText(unit, said.get("title", made.name), made.audience, made.subject)
    return make_survey(text, made, uuid4(), by=by, at=AT)


def planned(of: Survey, units: Iterable[Unit], by: User, **said: Any) -> SurveyRound:
    first: date = said.pop("opens_on", DAY)
    facts: dict[str, Any] = {
        "name": "Hösten", "opens_on": first, "closes_on": first + LASTS, "way": "link", "asks_gender": False,
        "owner": by, "talk_on": first + timedelta(days=100), "screener": None, **said,
    }  # fmt: skip
    return plan_round(of.newest, RoundSaid(**facts), units, uuid4(), by=by, at=at_noon(first))


def opened(of: Survey, units: Iterable[Unit], by: User, **said: Any) -> SurveyRound:
    """Open since its first day; a screener is needed when the questions ask for own words."""
    found = planned(of, units, by, **said)
    found.open(by=by, at=at_noon(found.opens_on))
    return found


def at_noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 11, 0, tzinfo=UTC)


def close_and_settle(found: SurveyRound, by: User | None = None) -> SurveyRound:
    ended = at_noon(found.closes_on)
    found.close(by=by, at=ended)
    settle(found, by=by, at=ended + timedelta(hours=2))
    return found


def keys(found: SurveyRound) -> list[str]:
    return [one.key for one in questions(found)]


def questions(found: SurveyRound) -> list[Question]:
    return [one for one in found.questionnaire.questions.all() if not one.is_text]


def asked(found: SurveyRound, unit: Unit) -> RoundUnit:
    return RoundUnit.objects.whole().get(round=found, unit=unit)


def answer(
    found: SurveyRound, unit: Unit, answers: Sequence[Mapping[str, int]], genders: Sequence[str] = ()
) -> None:
    """Filled-in forms straight into the table: what sending would have made."""
    place = asked(found, unit)
    AnswerSheet.objects.bulk_create(
        AnswerSheet(round_unit=place, answers=dict(one), gender=genders[number] if genders else "")
        for number, one in enumerate(answers)
    )


def alike(found: SurveyRound, unit: Unit, amount: int, step: int = 1) -> None:
    """AMOUNT people who all chose the same step everywhere."""
    answer(found, unit, [dict.fromkeys(keys(found), step)] * amount)


def filled(found: SurveyRound, step: int = 1, **said: Any) -> Filled:
    return Filled(said.pop("number", uuid4()), dict.fromkeys(keys(found), step), **said)


def wrote(found: SurveyRound, unit: Unit, text: str) -> WrittenAnswer:
    question = next(one for one in found.questionnaire.questions.all() if one.is_text)
    return WrittenAnswer.objects.create(round_unit=asked(found, unit), question=question, text=text)
