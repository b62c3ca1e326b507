"""Own reports, analyses to help with, and deviations to judge and investigate."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.base.notices.choices import Kind as NoticeKind
from hjulet.base.notices.models import Notice
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import may
from hjulet.base.ui import swedish
from hjulet.check.deviations.choices import HowBad, State
from hjulet.check.deviations.models import Contribution, Deviation, Draft, Part, TeamMember
from hjulet.check.deviations.rules import ENDED
from hjulet.desk.waiting.rows import ROWS, About, Waiting, counted, dated

TO_INVESTIGATE = (State.JUDGED, State.INVESTIGATED, State.REOPENED)
SMALL = frozenset({HowBad.NOTHING, HowBad.LITTLE})
TO_READ = (NoticeKind.DEVIATION_ANSWER, NoticeKind.DEVIATION_MESSAGE)


def own_reports(user: User, today: date) -> Iterable[Waiting]:
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


def analyses_to_help(user: User, today: date) -> Iterable[Waiting]:
    """Analyses that I am named on and have written nothing in."""
    said = Contribution.objects.filter(part=OuterRef("part"), written_by=user)
    mine = TeamMember.objects.filter(~Exists(said), user=user, part__moved_to_lex_at=None)
    for one in mine.exclude(part__deviation__state__in=ENDED).select_related("part__deviation"):
        text = _("Bidra till analysen av %(number)s") % {"number": one.part.deviation.number}
        href = reverse("deviations:contribute", args=[one.part_id])
        yield dated(text, href, one.part.deviation.investigate_by, today, 5)


def to_handle(user: User, today: date) -> list[Waiting]:
    if not may(user, Verb.HANDLE_DEVIATION, today):
        return []
    return counted(_open(user, today), About.CASE)


def _open(user: User, today: date) -> list[Waiting]:
    """Those to judge, and those to investigate; what is being acted on waits for its actions."""
    here = Part.objects.filter(deviation=OuterRef("pk"), moved_to_lex_at=None)
    mine = Deviation.objects.waiting_for(user, today).filter(Exists(here))
    rows = mine.filter(state__in=[State.RECEIVED, *TO_INVESTIGATE]).select_related("unit")
    found = [_row(one, today) for one in rows.order_by("investigate_by", "pk")[: ROWS + 1]]
    if len(found) <= ROWS:
        return found
    more = _("Det finns fler avvikelser som väntar på dig")
    return [*found[:ROWS], Waiting(more, f"{reverse('deviations:list')}?visa=mina", minutes=10)]


def _row(one: Deviation, today: date) -> Waiting:
    said = {"what": one.get_tile_display(), "number": one.number}
    href = reverse("deviations:detail", args=[one.pk])
    if one.state == State.RECEIVED:
        minutes = 1 if one.how_bad in SMALL else 3
        return dated(
            _("Bedöm %(what)s, %(number)s") % said, href, one.judge_by, today, minutes, one.unit.name
        )
    minutes = 10 if one.how_bad == HowBad.GRAVE else 5
    text = _("Ta reda på vad som bidrog: %(what)s, %(number)s") % said
    return dated(text, href, one.investigate_by, today, minutes, one.unit.name)
