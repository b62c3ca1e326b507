"""Own actions, effects to look at, and improvements of others to answer about."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from hjulet.act.actions.models import Action, EffectReview, Spread
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import may
from hjulet.desk.addresses import address
from hjulet.desk.waiting.rows import ROWS, SOON, About, Waiting, counted, dated


def own_action(action: Action, today: date) -> Waiting:
    href = reverse("actions:detail", args=[action.pk])
    return dated(action.title, href, action.due_on or today, today, 3)


def to_review(user: User, today: date) -> list[Waiting]:
    """Effects of my own actions."""
    if not may(user, Verb.SEE_ACTIONS, today):
        return []
    return counted(_reviews(user, today), About.EFFECT)


def _reviews(user: User, today: date) -> Iterable[Waiting]:
    near = EffectReview.objects.open_to(user, today).unreviewed().filter(due_on__lte=today + SOON)
    for review in near.filter(action__owner=user).select_related("action").order_by("due_on", "pk")[:ROWS]:
        href = address("effects:review", review.pk) or review.get_absolute_url()
        text = _("Följ upp effekten: %(title)s") % {"title": review.action.title}
        yield dated(text, href, review.due_on, today, 5)


def to_answer(user: User, today: date) -> list[Waiting]:
    """Whether my unit wants what helped another."""
    if not may(user, Verb.DECIDE_ACTION, today):
        return []
    return counted(_spreads(user, today), About.SPREAD)


def _spreads(user: User, today: date) -> Iterable[Waiting]:
    asked = Spread.objects.open_to(user, today).unanswered().select_related("review__action", "unit")
    for spread in asked.order_by("asked_at", "pk")[:ROWS]:
        said = {"title": spread.review.action.title, "unit": spread.unit.name}
        yield Waiting(_("Svara om %(unit)s inför: %(title)s") % said, spread.get_absolute_url(), minutes=3)
