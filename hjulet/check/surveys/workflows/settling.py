"""When nobody can send any more: mix the answers, forget the codes, and let the results be values of measures."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import uuid4

from django.db import transaction
from django.utils.timezone import localtime

from hjulet.base.log.chain import record
from hjulet.base.notices.choices import Kind
from hjulet.base.notices.workflows import tell
from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.check.indicators.choices import Direction, Measure, Missing
from hjulet.check.indicators.models import Indicator, Value
from hjulet.check.indicators.workflows import AlreadyMeasured, create_indicator
from hjulet.check.surveys import rules
from hjulet.check.surveys.choices import Audience, Dimension, Index, Scale, State
from hjulet.check.surveys.counting import answers_of
from hjulet.check.surveys.models import (
    AccessCode,
    AnswerSheet,
    CannotMove,
    RoundUnit,
    Survey,
    SurveyMeasure,
    SurveyRound,
    WrittenAnswer,
)
from hjulet.check.surveys.results import TOTAL, Answers, Asked
from hjulet.check.surveys.words import labelled

USERS_REGISTER = "egen mätning (brukarundersökning)"
STAFF_REGISTER = "egen mätning (medarbetarundersökning)"
WHOLE_PERCENT = (
    100  # with more answers than this a share is kept with a decimal, so that its count stays certain
)
BATCH = 500


@dataclass(frozen=True)
class Result:
    """One value to be: which question or index, where, and the number; None when it is hidden."""

    key: str
    name: str
    is_share: bool
    unit: Unit
    number: Decimal | None
    n: int
    rate: float | None


@transaction.atomic
def settle(found: SurveyRound, *, by: User | None, at: datetime) -> None:
    """Raises CannotMove. Whoever is sending at this moment either came before or is told that it is too late."""
    found.refresh_from_db(from_queryset=SurveyRound.objects.select_for_update(of=("self",), no_key=True))
    if obstacles := found.obstacles_to_settling(at):
        raise CannotMove(obstacles)
    units = list(RoundUnit.objects.select_for_update(of=("self",)).filter(round=found).select_related("unit"))
    found.state, found.settled_at = State.SETTLED, at
    found.save(update_fields=["state", "settled_at"])
    mix(found)
    AccessCode.objects.filter(round_unit__round=found).delete()
    publish_values(found, units, by=by, at=at)
    record("surveyround.settled", found, by=by, at=at)
    _tell_owners(found, units, at)


def mix(found: SurveyRound) -> None:
    """Write all answers anew, in random order and with new numbers: where a row stands no longer tells when it came."""
    for model in (AnswerSheet, WrittenAnswer):
        rows = list(model.objects.filter(round_unit__round=found))
        model.objects.filter(pk__in=[row.pk for row in rows]).delete()
        secrets.SystemRandom().shuffle(rows)
        for row in rows:
            row.pk = uuid4()
            row._state.adding = True  # noqa: SLF001 - it is a new row
        model.objects.bulk_create(rows, batch_size=BATCH)


def publish_values(found: SurveyRound, units: list[RoundUnit], *, by: User | None, at: datetime) -> None:
    """A value for each question and unit: a share with its number of answers, or that it is hidden."""
    answers = answers_of(found, units)
    survey = found.survey
    measures = {one.key: one.indicator for one in survey.measures.select_related("indicator")}
    said = rules.period_said(found.opens_on, found.closes_on)
    values = []
    for result in _results(found, units, answers):
        if result.key not in measures:
            measures[result.key] = _measure(survey, result, by=by, at=at)
        values.append(
            Value(
                indicator=measures[result.key], unit=result.unit,
                period_start=found.opens_on, period_end=found.closes_on, period_said=said,
                value=result.number, decimals=_decimals(result),
                missing="" if result.number is not None else Missing.TOO_FEW,
                respondents=result.n if result.number is not None else None,
                response_rate=None if result.rate is None else Decimal(f"{result.rate:.1f}"),
                entered_by=by, entered_at=at,
            )
        )  # fmt: skip
    Value.objects.bulk_create(values, ignore_conflicts=True)


def _results(found: SurveyRound, units: list[RoundUnit], answers: Answers) -> Iterator[Result]:
    """Units in which nobody answered have no value; the total stands at the survey's own unit."""
    invited = [one.invited for one in units]
    everyone = None if None in invited else sum(one or 0 for one in invited)
    places: list[tuple[int | None, Unit, int | None]] = [
        (one.unit_id, one.unit, one.invited) for one in units
    ]
    if found.survey.unit_id not in answers.units:
        places.append((TOTAL, found.survey.unit, everyone))
    for place, unit, asked_there in places:
        came = answers.answered(place)
        rate = rules.rate(came, asked_there) if came else None
        for one in answers.asked:
            if one.scale != Scale.TEXT and (result := _of_question(answers, one, place, unit, rate)):
                yield result
        yield from _of_index(found.survey, answers, place, unit, rate)


def _of_question(
    answers: Answers, one: Asked, place: int | None, unit: Unit, rate: float | None
) -> Result | None:
    if answers.at(one, place).n == 0:
        return None
    counted = answers.shown(one, place)
    number = None if counted is None or counted.share is None else _rounded(counted.share, counted.n)
    return Result(one.key, labelled(one), True, unit, number, counted.n if counted else 0, rate)


def _of_index(
    survey: Survey, answers: Answers, place: int | None, unit: Unit, rate: float | None
) -> Iterator[Result]:
    index = Index(survey.index)
    found = answers.index(index, place)
    if found is None:
        return
    yield Result(index, str(index.label), False, unit, Decimal(f"{found.value:.1f}"), found.n, rate)
    for part, value in found.parts.items():
        name = f"{index.value.upper()} {Dimension(part).label.lower()}"
        yield Result(f"{index}-{part}", name, False, unit, Decimal(f"{value:.1f}"), found.n, rate)


def _rounded(share: float, n: int) -> Decimal:
    return Decimal(f"{share:.1f}") if n > WHOLE_PERCENT else Decimal(f"{share:.0f}")


def _decimals(result: Result) -> int:
    if not result.is_share:
        return 1
    return 1 if result.n > WHOLE_PERCENT else 0


def _measure(survey: Survey, result: Result, *, by: User | None, at: datetime) -> Indicator:
    """A measure of our own, made when its first result comes."""
    register = STAFF_REGISTER if survey.audience == Audience.STAFF else USERS_REGISTER
    said = {
        "name": f"{survey.title} – {result.name}"[:300], "subject": survey.subject,
        "unit_of_measure": "%" if result.is_share else "index", "direction": Direction.HIGHER,
        "measure": Measure.VALUE, "source_register": register, "kolada_id": "", "goal": None,
        "note": "Ur en egen enkät. Färre än fem svar visas inte.",
    }  # fmt: skip
    try:
        made = create_indicator(survey.unit.municipality, said, by=by, at=at)
    except AlreadyMeasured:
        said["name"] = f"{survey.title} ({survey.unit.name}, {survey.pk}) – {result.name}"[:300]
        made = create_indicator(survey.unit.municipality, said, by=by, at=at)
    SurveyMeasure.objects.create(survey=survey, key=result.key, indicator=made)
    return made


def _tell_owners(found: SurveyRound, units: list[RoundUnit], at: datetime) -> None:
    owners = {one.pk: one for one in User.objects.filter(pk__in=[unit.owner_id for unit in units])}
    title = "Resultatet av en enkät är klart. Ta upp det i laget."
    tell(
        owners.values(), Kind.SURVEY_RESULT, title, f"{found.get_absolute_url()}resultat/",
        key=f"survey-result-{found.pk}", about=found, due_on=found.talk_on, at=at, day=localtime(at).date(),
    )  # fmt: skip
