"""The list of surveys, one survey, and what its forms may choose among."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from hjulet.base.organisation.models import Unit, UnitQuerySet
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import RoleHolding, User, reached_by
from hjulet.base.people.roles import TABLE
from hjulet.check.indicators.choices import Comparison, Measure
from hjulet.check.indicators.models import Indicator, Value
from hjulet.check.surveys.choices import UNKNOWN, Language, State
from hjulet.check.surveys.models import Question, Questionnaire, RoundUnit, Survey, SurveyRound
from hjulet.check.surveys.words import label

TAGS = {State.PLANNED: "neutral", State.OPEN: "info", State.CLOSED: "middle", State.SETTLED: "good"}


@dataclass(frozen=True)
class ShownRound:
    round: SurveyRound
    tag: str
    may_see_results: bool


@dataclass(frozen=True)
class ShownSurvey:
    survey: Survey
    rounds: tuple[ShownRound, ...]


@dataclass(frozen=True)
class ListedQuestion:
    """A question in the list of the one who builds."""

    question: Question
    number: int
    answers: str
    languages: tuple[str, ...]
    is_first: bool
    is_last: bool


def surveys(user: User, day: date) -> list[ShownSurvey]:
    """Three questions, however many there are."""
    rounds = SurveyRound.objects.open_to(user, day).select_related("questionnaire__survey", "owner")
    of_survey: dict[int, list[SurveyRound]] = {}
    for one in rounds.order_by("-closes_on", "-pk"):
        of_survey.setdefault(one.questionnaire.survey_id, []).append(one)
    found = Survey.objects.open_to(user, day).select_related("unit")
    return [ShownSurvey(one, shown_rounds(of_survey.get(one.pk, []))) for one in found]


def shown_rounds(rounds: Sequence[SurveyRound]) -> tuple[ShownRound, ...]:
    return tuple(ShownRound(one, TAGS[State(one.state)], one.is_settled) for one in rounds)


def rounds_of(survey: Survey, user: User, day: date) -> tuple[ShownRound, ...]:
    found = SurveyRound.objects.open_to(user, day).filter(questionnaire__survey=survey)
    return shown_rounds(
        list(found.select_related("questionnaire__survey", "owner").order_by("-closes_on", "-pk"))
    )


def listed(questionnaire: Questionnaire) -> list[ListedQuestion]:
    questions = list(
        questionnaire.questions.select_related("indicator").prefetch_related("texts", "pictures")
    )
    return [
        ListedQuestion(
            one, number, _answers(one), tuple(Language(text.language).label for text in one.texts.all()),
            number == 1, number == len(questions),
        )
        for number, one in enumerate(questions, start=1)
    ]  # fmt: skip


def _answers(question: Question) -> str:
    if question.is_text:
        return str(question.get_scale_display())
    return " · ".join(label(question.scale, step) for step in question.choices if step != UNKNOWN)


def questionnaires_seen(user: User, day: date) -> QuerySet[Questionnaire]:
    texts = Prefetch("texts")
    return Questionnaire.objects.visible_to(user, day).select_related("survey__unit").prefetch_related(texts)


def units_to_belong(user: User, day: date) -> UnitQuerySet:
    """Where the user may make surveys, and that exist today."""
    units: UnitQuerySet = Unit.objects.filter(reached_by(user, day, *TABLE[Verb.MAKE_SURVEY])).valid_during(
        day, day
    )
    return units


def units_to_ask(survey: Survey, day: date) -> UnitQuerySet:
    """The survey's unit and all below it that exist today."""
    units: UnitQuerySet = Unit.objects.below(survey.unit).valid_during(day, day)
    return units


def units_where(user: User, day: date, verb: Verb, survey: Survey) -> UnitQuerySet:
    """Units of the survey where the user has the verb."""
    units: UnitQuerySet = units_to_ask(survey, day).filter(reached_by(user, day, *TABLE[verb]))
    return units


def people(municipality: int, day: date) -> QuerySet[User]:
    """Those who can see surveys somewhere today."""
    held = RoleHolding.objects.filter(user=OuterRef("pk"), role__in=TABLE[Verb.SEE_SURVEYS]).held_on(day)
    here: QuerySet[User] = User.objects.filter(municipality=municipality, is_active=True)
    return here.filter(Exists(held)).order_by("name", "pk")


def national(survey: Survey) -> QuerySet[Indicator]:
    """Measures whose value for the country is known: shares, so that they can stand beside ours."""
    country = Value.objects.filter(indicator=OuterRef("pk"), comparison=Comparison.COUNTRY)
    here = Indicator.objects.of(survey.unit.municipality).filter(Exists(country), measure=Measure.VALUE)
    return here.filter(Q(unit_of_measure="%")).order_by("name")


def asked_units(found: SurveyRound) -> list[RoundUnit]:
    return list(found.units.select_related("unit", "owner"))
