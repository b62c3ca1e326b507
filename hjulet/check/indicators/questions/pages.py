"""What the pages say of questions on figures, a fixed number of queries each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from hjulet.act.actions.models import Action, Need
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may_in
from hjulet.check.indicators.figures import show
from hjulet.check.indicators.models import (
    FigureAnswer,
    FigureQuestion,
    FigureQuestionQuerySet,
    Indicator,
    Value,
)
from hjulet.check.indicators.questions import rules
from hjulet.check.indicators.questions.access import may_answer, may_withdraw
from hjulet.check.indicators.questions.choices import QuestionState, Shown
from hjulet.check.indicators.questions.forms import QuestionsForm

TAGS = {
    QuestionState.OPEN: "middle",
    QuestionState.ANSWERED: "good",
    QuestionState.WITHDRAWN: "neutral",
}


@dataclass(frozen=True)
class Link:
    """What an answer speaks of: by name and address for those who may open it, else in a word."""

    text: str
    href: str = ""


@dataclass(frozen=True)
class Asked:
    """A question as its page shows it, and what this reader may do with it."""

    question: FigureQuestion
    tag: str
    since: str  # what the figure has become since somebody asked; empty where it is the same
    answer: FigureAnswer | None
    earlier: Sequence[FigureAnswer]  # the newest first
    links: Sequence[Link]
    is_late: bool
    may_answer: bool
    may_withdraw: bool
    may_follow_up: bool

    @property
    def value(self) -> Value:
        return self.question.value

    @property
    def has_buttons(self) -> bool:
        return self.may_answer or self.may_withdraw or self.may_follow_up


@dataclass(frozen=True)
class Thread:
    """A question and what followed on its answer."""

    first: Asked
    rest: Sequence[Asked]

    @property
    def all(self) -> Sequence[Asked]:
        return [self.first, *self.rest]


def questions_of(request: Request) -> FigureQuestionQuerySet:
    return FigureQuestion.objects.visible_to(request.user, request.today).filter(
        value__indicator__municipality=request.municipality
    )


def threads(request: Request, questions: FigureQuestionQuerySet) -> list[Thread]:
    """The questions with their answers, what followed behind what it followed."""
    found = {one.pk: one for one in questions.in_full(request.user, request.today).order_by("asked_at", "pk")}
    follows = {pk: one.follows_id for pk, one in found.items()}
    followed = {one.follows_id for one in found.values() if not one.is_withdrawn}
    open_to_reader = _may_open(request, found.values())
    shown = {
        pk: _asked(request, one, is_followed=pk in followed, opens=open_to_reader)
        for pk, one in found.items()
    }
    in_order = rules.in_threads(follows, found)
    return [Thread(shown[first], [shown[pk] for pk in rest]) for first, *rest in in_order]


def about_value(request: Request, value: Value) -> list[Thread]:
    return threads(request, questions_of(request).filter(value=value))


def about_indicator(request: Request, indicator: Indicator) -> list[Thread]:
    """On all the measure's figures, the newest first."""
    found = questions_of(request).filter(value__indicator=indicator).standing()
    return threads(request, found)[::-1]


def thread_of(request: Request, question: FigureQuestion) -> list[Thread]:
    """The thread that the question stands in."""
    found = about_value(request, question.value)
    return [thread for thread in found if any(one.question.pk == question.pk for one in thread.all)]


def years_of(request: Request) -> list[int]:
    found: list[date] = list(questions_of(request).datetimes("asked_at", "year", order="DESC"))
    return [one.year for one in found]


def asked_for(request: Request, form: QuestionsForm) -> FigureQuestionQuerySet:
    """The questions of the sentence: those that wait first, the oldest of them first; then the newest."""
    found = questions_of(request)
    found = found.filter(asked_by=request.user) if form.shown == Shown.MINE else found.standing()
    if form.shown in {Shown.OPEN, Shown.ANSWERED}:
        state = QuestionState.OPEN if form.shown == Shown.OPEN else QuestionState.ANSWERED
        found = found.filter(state=state)
    if form.year:
        found = found.filter(asked_at__year=form.year)
    return found.in_full(request.user, request.today).waiting_first()


def rows(request: Request, questions: Sequence[FigureQuestion]) -> list[Asked]:
    """One page of the list."""
    opens = _may_open(request, questions)
    return [_asked(request, one, is_followed=True, opens=opens) for one in questions]


def actions_for(user: User, value: Value, day: date) -> QuerySet[Action]:
    """What an answer may point at: the actions of the unit and below, and those that are to move the measure."""
    assert value.unit is not None  # noqa: S101 - only figures of our own are asked about
    here = Q(unit__path__startswith=value.unit.path) | Q(aims_at=value.indicator_id)
    return Action.objects.open_to(user, day).filter(here).distinct().select_related("unit")


def needs_for(user: User, value: Value, day: date) -> QuerySet[Need]:
    assert value.unit is not None  # noqa: S101 - only figures of our own are asked about
    return Need.objects.open_to(user, day).below(value.unit).select_related("unit")


def lead_of(value: Value) -> str:
    """'Brukarna känner sig trygga, Solgården, 2025: 94 %.'"""
    said = {"measure": value.indicator.name, "place": value.place, "period": value.period_said}
    return _("%(measure)s, %(place)s, %(period)s: %(figure)s.") % {**said, "figure": show(value).text}


@dataclass(frozen=True)
class Opens:
    """The actions and needs among those that answers speak of, which this reader may open."""

    actions: frozenset[int]
    needs: frozenset[int]


def _may_open(request: Request, questions: Iterable[FigureQuestion]) -> Opens:
    answers = [answer for one in questions for answer in one.answers.all()]
    user, day = request.user, request.today
    actions = {one.action_id for one in answers if one.action_id}
    needs = {one.need_id for one in answers if one.need_id}
    return Opens(
        frozenset(
            Action.objects.open_to(user, day).filter(pk__in=actions).values_list("pk", flat=True)
            if actions
            else ()
        ),
        frozenset(
            Need.objects.open_to(user, day).filter(pk__in=needs).values_list("pk", flat=True) if needs else ()
        ),
    )


def _asked(request: Request, question: FigureQuestion, *, is_followed: bool, opens: Opens) -> Asked:
    user, today = request.user, request.today
    answers = list(question.answers.all())
    last = answers[-1] if answers else None
    asks = may_in(user, Verb.ASK_ABOUT_FIGURE, question.value.indicator.municipality_id, today)
    return Asked(
        question=question,
        tag=TAGS[QuestionState(question.state)],
        since=_since(question),
        answer=last,
        earlier=answers[-2::-1],
        links=_links(last, opens) if last else (),
        is_late=question.is_open and question.answer_by < today,
        may_answer=not question.is_withdrawn and may_answer(user, question, today),
        may_withdraw=question.is_open and may_withdraw(user, question),
        may_follow_up=asks and last is not None and not is_followed,
    )


def _since(question: FigureQuestion) -> str:
    if not question.is_revised:
        return ""
    said = {"was": question.was_said, "now": show(question.value).text}
    return _("När frågan ställdes stod det %(was)s. Värdet är ändrat efter det, till %(now)s.") % said


def _links(answer: FigureAnswer, opens: Opens) -> list[Link]:
    found = []
    if answer.action is not None:
        action = answer.action
        status = {"status": action.get_status_display()}
        if action.pk in opens.actions:
            found.append(Link(action.title, action.get_absolute_url()))
        else:
            found.append(Link(_("En åtgärd i verksamheten (%(status)s)") % status))
    if answer.need is not None:
        is_open = answer.need.pk in opens.needs
        href = answer.need.get_absolute_url() if is_open else ""
        found.append(Link(answer.need.title if is_open else _("Ett utvecklingsbehov i verksamheten"), href))
    return found
