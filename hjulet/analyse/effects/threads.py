"""The red thread of an action, as data: what led to it, the action, what it should move, what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from hjulet.act.actions.choices import Verdict
from hjulet.act.actions.effect import TAGS
from hjulet.act.actions.models import Action, EffectReview
from hjulet.analyse.effects.models import Expectation
from hjulet.analyse.effects.pages import named
from hjulet.analyse.series.figures import long_label
from hjulet.analyse.series.ground import Ground
from hjulet.base.organisation.models import Municipality
from hjulet.base.people.models import User
from hjulet.base.ui import swedish


@dataclass(frozen=True)
class Bead:
    """One link of the chain. A missing bead is hollow and says what to do; `tag` is a kind of `{% tag %}`."""

    kind: str  # source, action, expectation, effect
    title: str
    url: str = ""
    status: str = ""
    tag: str = ""
    is_missing: bool = False
    to_do: str = ""


def of_action(action: Action, user: User, day: date) -> tuple[Bead, ...]:
    """The beads in the order of the wheel, of what the user may read. Always one or more of each kind."""
    municipality = Municipality.objects.get(pk=action.unit.municipality_id)
    return (
        *_sources(action, user, day),
        Bead("action", action.title, action.get_absolute_url(), str(action.get_status_display())),
        *_expectations(action, Ground.of(municipality)),
        *_effects(action, day),
    )


def _sources(action: Action, user: User, day: date) -> list[Bead]:
    known = action.sources_known_to(user, day)
    beads = [
        Bead(
            "source", str(row), row.get_absolute_url() if hasattr(row, "get_absolute_url") else "", kind.kind
        )
        for kind in known.kinds
        for row in kind.rows
    ]
    if known.hidden:
        words = _("%(amount)d till, som du inte har tillgång till") % {"amount": known.hidden}
        beads.append(Bead("source", words))
    to_do = _("Knyt åtgärden till det behov eller den händelse som den svarar mot.")
    return beads or [Bead("source", _("Det som ledde hit"), is_missing=True, to_do=to_do)]


def _expectations(action: Action, ground: Ground) -> list[Bead]:
    url = reverse("effects:expect", args=[action.pk])
    beads = []
    for one in Expectation.objects.filter(action=action):
        title, place = named(ground, one.key)
        since = _("från %(month)s") % {"month": long_label(one.from_month)}
        words = f"{title}, {place}: {one.get_wanted_display()} {since}"
        beads.append(Bead("expectation", words, reverse("series:detail", args=[one.series])))
    to_do = _("Säg vad åtgärden ska förändra, så går det att se om den hjälper.")
    return beads or [Bead("expectation", _("Vad den ska förändra"), url, is_missing=True, to_do=to_do)]


def _effects(action: Action, day: date) -> list[Bead]:
    beads = [_effect(review, action, day) for review in action.reviews.all()]
    to_do = _("Effekten är inte uppföljd. Boka uppföljning.")
    url = f"{action.get_absolute_url()}#effekt"
    return beads or [Bead("effect", _("Effekt"), url, is_missing=True, to_do=to_do)]


def _effect(review: EffectReview, action: Action, day: date) -> Bead:
    review.action = action
    url = reverse("effects:review", args=[review.pk])
    if review.is_concluded:
        verdict = Verdict(review.verdict)
        return Bead("effect", _("Effekt"), url, str(verdict.label), TAGS[verdict])
    words = _("Följs upp %(day)s") % {"day": swedish.day(review.due_on)}
    if review.is_overdue(day):
        return Bead(
            "effect", words, url, _("försenad"), "bad", is_missing=True, to_do=_("Följ upp effekten.")
        )
    return Bead(
        "effect",
        words,
        url,
        _("bokad"),
        "info",
        is_missing=True,
        to_do=_("Vänta till dagen, eller flytta den."),
    )
