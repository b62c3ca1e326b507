"""Results of surveys for my team to talk about, and answers in own words to read before others do."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import may
from hjulet.base.ui import swedish
from hjulet.check.surveys.choices import Screening, State
from hjulet.check.surveys.models import RoundUnit
from hjulet.desk.waiting.rows import ROWS, Waiting, dated

AHEAD = timedelta(days=30)  # a workplace meeting is a month away at most


def to_talk_about(user: User, today: date) -> Iterable[Waiting]:
    """One question: results that I own and the team has not talked about, and texts that only I may read."""
    if not may(user, Verb.SEE_SURVEYS, today):
        return
    to_read = Q(round__screener=user, written__state=Screening.WAITING)
    to_talk = Q(owner=user, talked_on=None, round__talk_on__lte=today + AHEAD)
    rows = RoundUnit.objects.visible_to(user, today).filter(to_talk | to_read, round__state=State.SETTLED)
    texts: dict[int, int] = {}
    counted = rows.annotate(texts=Count("written", filter=to_read, distinct=True))
    found = counted.select_related("unit", "round__questionnaire__survey").order_by("round__talk_on", "pk")
    for one in found[:ROWS]:
        if (
            one.owner_id == user.pk
            and one.talked_on is None
            and (one.round.talk_on or today) <= today + AHEAD
        ):
            yield _to_talk(one, today)
        texts[one.round_id] = texts.get(one.round_id, 0) + getattr(one, "texts", 0)
    for number, amount in texts.items():
        if amount:
            text = ngettext("Granska %(n)s svar med egna ord", "Granska %(n)s svar med egna ord", amount)
            href = reverse("surveys:screening", args=[number])
            yield Waiting(text % {"n": swedish.number(amount)}, href, minutes=amount)


def _to_talk(one: RoundUnit, today: date) -> Waiting:
    text = _("Prata om resultatet: %(title)s") % {"title": one.round.survey.title}
    href = f"{reverse('surveys:result', args=[one.round_id])}?enhet={one.unit.slug}"
    return dated(text, href, one.round.talk_on or today, today, 10, one.unit.name)
