"""One round: where it stands, what stops it, its units, and how many have answered so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import may
from hjulet.base.ui import swedish
from hjulet.check.surveys import rules
from hjulet.check.surveys.access import may_enter, may_tell_of_talk
from hjulet.check.surveys.choices import UNKNOWN, Obstacle, Screening, State, Warned, Way
from hjulet.check.surveys.forms.answering import name_of
from hjulet.check.surveys.models import AnswerSheet, Question, RoundUnit, SurveyRound, WrittenAnswer
from hjulet.check.surveys.pages.answering import address_of
from hjulet.check.surveys.results import hidden_places
from hjulet.check.surveys.words import label


@dataclass(frozen=True)
class ShownUnit:
    """A unit of a round, as this reader may see it."""

    asked: RoundUnit
    address: str
    came: str  # 'minst 10', 'färre än 5': counted in fives while the round is open
    may_enter: bool
    may_talk: bool


@dataclass(frozen=True)
class Stand:
    """Where the round is, in a sentence, and the next thing to do."""

    sentence: str
    obstacles: tuple[Obstacle, ...] = ()


def shown_units(found: SurveyRound, user: User, day: date) -> list[ShownUnit]:
    """Those that a role of the user reaches; three questions however many they are."""
    reached = RoundUnit.objects.visible_to(user, day).filter(round=found).whole()
    came = dict.fromkeys(found.units.values_list("pk", flat=True), 0)
    counted = AnswerSheet.objects.filter(round_unit__round=found).values_list("round_unit")
    came |= dict(counted.annotate(Count("pk")))
    hidden = hidden_places(list(came), list(came.values()))
    return [
        ShownUnit(
            one, address_of(one),
            _("visas inte, för få svar") if found.is_settled and one.pk in hidden
            else came_in_words(came[one.pk], is_settled=found.is_settled),
            may_enter(user, one, day), may_tell_of_talk(user, one, day),
        )
        for one in reached.order_by("unit__path")
    ]  # fmt: skip


def came_in_words(count: int, *, is_settled: bool) -> str:
    """In fives until the round is settled: nobody can follow who has just answered."""
    if is_settled:
        return swedish.count_of(count, "svar", "svar") if count else _("inga svar")
    if count < rules.FEWEST:
        return _("inga eller få svar")
    return _("minst %(count)s svar") % {"count": swedish.number(rules.coarse(count))}


def stand(found: SurveyRound, today: date, now: datetime, *, may_make: bool) -> Stand:
    said = {
        "first": swedish.day(found.opens_on),
        "last": swedish.day(found.closes_on),
        "talk": swedish.day(found.talk_on) if found.talk_on else "",
    }
    if found.state == State.PLANNED:
        obstacles = tuple(found.obstacles_to_opening(today)) if may_make else ()
        return Stand(_("Planerad. Den öppnar %(first)s och stänger efter %(last)s.") % said, obstacles)
    if found.state == State.OPEN:
        if localtime(now).date() < found.opens_on:
            return Stand(_("Klar att svara på från %(first)s till och med %(last)s.") % said)
        return Stand(_("Öppen till och med %(last)s. Resultatet visas när den har stängt.") % said)
    if found.state == State.CLOSED:
        obstacles = tuple(found.obstacles_to_settling(now))
        return Stand(_("Stängd. Nu blandas svaren och räknas ihop."), obstacles)
    return Stand(_("Sammanställd. Laget ska ha pratat om resultatet senast %(talk)s.") % said)


def round_page(
    found: SurveyRound, user: User, today: date, now: datetime, *, may_make: bool
) -> dict[str, Any]:
    waiting = WrittenAnswer.objects.filter(round_unit__round=found, state=Screening.WAITING)
    is_screener = found.screener_id == user.pk
    return {
        "round": found,
        "survey": found.survey,
        "stand": stand(found, today, now, may_make=may_make),
        "units": shown_units(found, user, today),
        "may_make": may_make,
        "may_open": may_make and found.state in {State.PLANNED, State.CLOSED},
        "may_close": may_make and found.state == State.OPEN,
        "may_settle": may_make and found.state == State.CLOSED,
        "may_read": found.is_settled and may(user, Verb.SEE_SURVEYS, today),
        "is_by_code": found.way == Way.CODE,
        "is_screener": is_screener,
        "to_screen": waiting.count() if is_screener and found.is_settled else 0,
    }


@dataclass(frozen=True)
class PaperRow:
    """A question on the page for paper: its keys and its answers."""

    name: str
    text: str
    is_text: bool
    options: tuple[tuple[str, str], ...]


def paper_rows(questions: Sequence[Question]) -> list[PaperRow]:
    return [
        PaperRow(
            name_of(one), one.text, one.is_text,
            tuple((str(step), _("vet inte") if step == UNKNOWN else label(one.scale, step)) for step in one.choices),
        )
        for one in questions
    ]  # fmt: skip


@dataclass(frozen=True)
class ToScreen:
    """A text that waits, with what to look at in it."""

    written: WrittenAnswer
    question: str
    unit: str
    warnings: tuple[Warned, ...]


def to_screen(found: SurveyRound, user: User, day: date) -> list[ToScreen]:
    """All texts of the round for the one who screens, those that wait first."""
    texts = WrittenAnswer.objects.visible_to(user, day).filter(round_unit__round=found)
    rows = texts.select_related("question", "round_unit__unit").order_by("question__position", "id")
    names = set(User.objects.filter(municipality=user.municipality_id).values_list("name", flat=True))
    shown = [
        ToScreen(
            one, one.question.text, one.round_unit.unit.name, tuple(rules.warnings_about(one.text, names))
        )
        for one in rows
    ]
    return sorted(shown, key=lambda one: one.written.state != Screening.WAITING)
