"""The list of effect reviews: due, late, ahead and done, with the verdict of those that are done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.db.models.expressions import OrderBy

from hjulet.act.actions.choices import Verdict
from hjulet.act.actions.effect import TAGS
from hjulet.act.actions.models import EffectReview, EffectReviewQuerySet
from hjulet.analyse.effects.choices import Shown
from hjulet.analyse.effects.forms import ListForm
from hjulet.analyse.effects.models import Expectation
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import reached_by
from hjulet.base.people.request import Request
from hjulet.base.people.roles import TABLE

PAGE = 50


@dataclass(frozen=True)
class Listed:
    """A review in the list."""

    review: EffectReview
    tag: str
    is_overdue: bool
    has_expectation: bool


def list_page(request: Request) -> dict[str, Any]:
    user, today = request.user, request.today
    lasting = Unit.objects.filter(reached_by(user, today, *TABLE[Verb.SEE_ACTIONS]))
    form = ListForm(request.GET, units=list(lasting))
    asked = form.asked()
    open_to = EffectReview.objects.open_to(user, today)
    found = open_to
    if asked["enhet"]:
        found = found.filter(action__unit__path__startswith=lasting.get(slug=asked["enhet"]).path)
    leading = Expectation.objects.leading().filter(action=OuterRef("action"))
    chosen = _shown(found, asked["visa"], today).annotate(has_expectation=Exists(leading))
    rows = chosen.select_related("action__unit", "action__owner").order_by(*_order(asked["visa"]))[:PAGE]
    return {
        "form": form,
        "rows": [_listed(one, today) for one in rows],
        "sums": {shown.name.lower(): _shown(found, shown, today).count() for shown in Shown},
        "is_filtered": any(asked.values()),
        "page": PAGE,
    }


def _shown(found: EffectReviewQuerySet, shown: str, today: date) -> EffectReviewQuerySet:
    if shown == Shown.DUE:
        return found.due(today)
    if shown == Shown.LATE:
        return found.overdue(today)
    if shown == Shown.AHEAD:
        return found.unreviewed().filter(due_on__gt=today)
    return found.concluded() if shown == Shown.DONE else found


def _order(shown: str) -> tuple[OrderBy | str, ...]:
    """What waits first, by its day; then what was done last."""
    if shown == Shown.DONE:
        return "-reviewed_on", "-pk"
    return F("reviewed_on").desc(nulls_first=True), "due_on", "pk"


def _listed(review: EffectReview, today: date) -> Listed:
    tag = TAGS[Verdict(review.verdict)] if review.verdict else ""
    return Listed(review, tag, review.is_overdue(today), review.has_expectation)  # type: ignore[attr-defined]
