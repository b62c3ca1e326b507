"""What waits for me, from every feature that has something for me: each row with its day, where it is done and how long it takes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto

from django.db.models import Count, Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.act.actions.models import Action, EffectReview, Spread
from hjulet.base.notices.choices import Kind as NoticeKind
from hjulet.base.notices.models import Notice
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import may
from hjulet.base.ui import swedish
from hjulet.check.deviations.choices import HowBad
from hjulet.check.deviations.choices import State as DeviationState
from hjulet.check.deviations.models import Contribution, Deviation, Draft, Part, TeamMember
from hjulet.check.deviations.rules import ENDED
from hjulet.check.lex.access import answers_for
from hjulet.check.lex.choices import State as LexState
from hjulet.check.lex.models import LexCase
from hjulet.desk.addresses import address

SOON = timedelta(days=7)
ROWS = 30  # more are counted, not listed
TO_INVESTIGATE = (DeviationState.JUDGED, DeviationState.INVESTIGATED, DeviationState.REOPENED)
SMALL = frozenset({HowBad.NOTHING, HowBad.LITTLE})
TO_READ = (NoticeKind.DEVIATION_ANSWER, NoticeKind.DEVIATION_MESSAGE)


class About(Enum):
    """What a row is about: where it counts on the wheel."""

    OTHER = auto()
    CASE = auto()
    EFFECT = auto()
    SPREAD = auto()


@dataclass(frozen=True)
class Waiting:
    """One thing to do: where, by when, and about how many minutes it takes."""

    text: str
    href: str
    detail: str = ""
    is_late: bool = False
    due_on: date | None = None
    minutes: int = 3
    about: About = About.OTHER

    @property
    def order(self) -> tuple[bool, bool, date]:
        """Late first, then by day; what has no day comes last."""
        return not self.is_late, self.due_on is None, self.due_on or date.max


def of_features(user: User, today: date) -> list[Waiting]:
    """A fixed number of questions, fewer for roles that never have the work."""
    found: list[Waiting] = [*_own_reports(user, today), *_team(user, today)]
    if may(user, Verb.HANDLE_DEVIATION, today):
        found += counted(_deviations(user, today), About.CASE)
    if may(user, Verb.WORK_WITH_LEX, today):
        rows = [row for case in _lex_cases(user, today) if (row := _lex(case, user, today))]
        found += counted(rows, About.CASE)
    if may(user, Verb.REGISTER_DOCUMENTS, today):
        found += _to_register(user, today)
    if may(user, Verb.SEE_ACTIONS, today):
        found += counted(_reviews(user, today), About.EFFECT)
    if may(user, Verb.DECIDE_ACTION, today):
        found += counted(_spreads(user, today), About.SPREAD)
    return found


def counted(rows: Iterable[Waiting], about: About) -> list[Waiting]:
    return [replace(row, about=about) for row in rows]


def dated(text: str, href: str, due: date, today: date, minutes: int, place: str = "") -> Waiting:
    """A row with a last day, told in words."""
    said = {"day": swedish.day(due)}
    if due < today:
        words = _("Skulle ha varit klar %(day)s") % said
    elif due == today:
        words = _("Ska vara klar i dag")
    else:
        words = _("Ska vara klar %(day)s") % said
    return Waiting(text, href, f"{place} · {words}" if place else words, due < today, due, minutes)


def _deviations(user: User, today: date) -> list[Waiting]:
    """Those to judge, and those to investigate; what is being acted on waits for its actions."""
    here = Part.objects.filter(deviation=OuterRef("pk"), moved_to_lex_at=None)
    mine = Deviation.objects.waiting_for(user, today).filter(Exists(here))
    rows = mine.filter(state__in=[DeviationState.RECEIVED, *TO_INVESTIGATE]).select_related("unit")
    found = [_deviation(one, today) for one in rows.order_by("investigate_by", "pk")[: ROWS + 1]]
    if len(found) <= ROWS:
        return found
    more = _("Det finns fler avvikelser som väntar på dig")
    return [*found[:ROWS], Waiting(more, f"{reverse('deviations:list')}?visa=mina", minutes=10)]


def _deviation(one: Deviation, today: date) -> Waiting:
    said = {"what": one.get_tile_display(), "number": one.number}
    href = reverse("deviations:detail", args=[one.pk])
    if one.state == DeviationState.RECEIVED:
        minutes = 1 if one.how_bad in SMALL else 3
        return dated(
            _("Bedöm %(what)s, %(number)s") % said, href, one.judge_by, today, minutes, one.unit.name
        )
    minutes = 10 if one.how_bad == HowBad.GRAVE else 5
    text = _("Ta reda på vad som bidrog: %(what)s, %(number)s") % said
    return dated(text, href, one.investigate_by, today, minutes, one.unit.name)


def _team(user: User, today: date) -> Iterable[Waiting]:
    """Analyses that I am named on and have written nothing in."""
    said = Contribution.objects.filter(part=OuterRef("part"), written_by=user)
    mine = TeamMember.objects.filter(~Exists(said), user=user, part__moved_to_lex_at=None)
    for one in mine.exclude(part__deviation__state__in=ENDED).select_related("part__deviation"):
        text = _("Bidra till analysen av %(number)s") % {"number": one.part.deviation.number}
        href = reverse("deviations:contribute", args=[one.part_id])
        yield dated(text, href, one.part.deviation.investigate_by, today, 5)


def _lex_cases(user: User, today: date) -> Iterable[LexCase]:
    cases = LexCase.objects.visible_to(user, today).open().select_related("unit")
    return cases.order_by("investigate_by", "pk")[:ROWS]


def _lex(case: LexCase, user: User, today: date) -> Waiting | None:
    """What I am to do in it, if anything. The row says nothing of what it is about."""
    text, minutes = _lex_words(case, user, today)
    if not text:
        return None
    due = case.deadline() or case.investigate_by
    return dated(text % {"number": case.number}, case.get_absolute_url(), due, today, minutes)


def _lex_words(case: LexCase, user: User, today: date) -> tuple[str, int]:
    if case.investigator_id == user.pk:
        if case.state == LexState.RECEIVED:
            return _("Svara på frågan om jäv i %(number)s"), 1
        return (_("Utred %(number)s"), 10) if case.state == LexState.INVESTIGATED else ("", 0)
    leads = answers_for(user, case.kind, today, case.unit)
    if leads and case.state == LexState.RECEIVED and case.investigator_id is None:
        return _("Utse en utredare i %(number)s"), 2
    if case.state == LexState.PROPOSED and case.registry_number:
        return _("Ta ställning till förslaget i %(number)s"), 10
    if case.state == LexState.DECIDED and case.is_notifiable and case.notified_on is None:
        return _("Anmäl %(number)s till IVO"), 10
    return "", 0


def _to_register(user: User, today: date) -> Iterable[Waiting]:
    amount = LexCase.objects.to_register(user, today).count()
    if amount:
        text = ngettext("Diarieför %(n)s lex-ärende", "Diarieför %(n)s lex-ärenden", amount)
        yield Waiting(
            text % {"n": swedish.number(amount)}, reverse("lex:to_register"), due_on=today, minutes=2 * amount
        )


def _reviews(user: User, today: date) -> Iterable[Waiting]:
    """Effects to look at: my own actions', and those that nobody owns where I decide."""
    near = EffectReview.objects.open_to(user, today).unreviewed().filter(due_on__lte=today + SOON)
    for review in near.filter(action__owner=user).select_related("action").order_by("due_on", "pk")[:ROWS]:
        href = address("effects:review", review.pk) or review.get_absolute_url()
        text = _("Följ upp effekten: %(title)s") % {"title": review.action.title}
        yield dated(text, href, review.due_on, today, 5)


def _spreads(user: User, today: date) -> Iterable[Waiting]:
    asked = Spread.objects.open_to(user, today).unanswered().select_related("review__action", "unit")
    for spread in asked.order_by("asked_at", "pk")[:ROWS]:
        said = {"title": spread.review.action.title, "unit": spread.unit.name}
        yield Waiting(_("Svara om %(unit)s inför: %(title)s") % said, spread.get_absolute_url(), minutes=3)


def _own_reports(user: User, today: date) -> Iterable[Waiting]:
    """A report that I have begun, and answers to those that I have sent."""
    begun = Draft.objects.visible_to(user, today)
    unread = Notice.objects.visible_to(user, today).unread().filter(kind__in=TO_READ, user=OuterRef("pk"))
    amount = unread.order_by().values("user").annotate(number=Count("pk")).values("number")
    asked = User.objects.filter(pk=user.pk).annotate(has_begun=Exists(begun), answers=Subquery(amount))
    for has_begun, answers in asked.values_list("has_begun", "answers"):
        if has_begun:
            text = _("Skriv klart din rapport")
            yield Waiting(text, reverse("deviations:report"), due_on=today, minutes=1)
        if answers:
            text = ngettext("Läs %(n)s svar om dina rapporter", "Läs %(n)s svar om dina rapporter", answers)
            yield Waiting(text % {"n": swedish.number(answers)}, reverse("notices:list"), minutes=answers)


def own_action(action: Action, today: date) -> Waiting:
    href = reverse("actions:detail", args=[action.pk])
    return dated(action.title, href, action.due_on or today, today, 3)
