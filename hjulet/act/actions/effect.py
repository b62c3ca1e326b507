"""What the pages show of an action's effect: booked and concluded reviews, and the units that were asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q

from hjulet.act.actions.choices import Answer, ReviewObstacle, Verdict
from hjulet.act.actions.forms import AnswerForm, BookForm, RebookForm
from hjulet.act.actions.models import Action, EffectReview, Spread, SpreadQuerySet
from hjulet.base.organisation.models import Unit, UnitQuerySet
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import may

LATEST = 20
TAGS = {
    Verdict.IMPROVED: "good",
    Verdict.WORSENED: "bad",
    Verdict.TOO_EARLY: "info",
    Verdict.NO_SURE_CHANGE: "neutral",
    Verdict.NOT_MEASURED: "neutral",
}
ANSWER_TAGS = {"": "info", Answer.YES: "good", Answer.NO: "neutral", Answer.LATER: "middle"}


@dataclass(frozen=True)
class Asked:
    """A unit that was asked, and what it says."""

    spread: Spread
    tag: str


@dataclass(frozen=True)
class Booked:
    """A review that is still to be done."""

    review: EffectReview
    is_overdue: bool
    is_ahead: bool  # the day says so itself
    obstacles: tuple[ReviewObstacle, ...]
    form: RebookForm


@dataclass(frozen=True)
class Concluded:
    """What came of an action: the figures' word and the owner's beside each other."""

    review: EffectReview
    verdict_tag: str
    judged_tag: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class Effect:
    booked: tuple[Booked, ...]
    concluded: tuple[Concluded, ...]
    form: BookForm


def of_action(action: Action, today: date) -> Effect:
    """Two queries, however many reviews and answers there are."""
    asked = Spread.objects.select_related("unit", "answered_by").order_by("unit__path")
    reviews = list(action.reviews.select_related("reviewed_by").prefetch_related(Prefetch("spreads", asked)))
    for review in reviews:
        review.action = action
    return Effect(
        booked=tuple(_booked(review, today) for review in reviews if not review.is_concluded),
        concluded=tuple(
            concluded(review, review.spreads.all()) for review in reversed(reviews) if review.is_concluded
        ),
        form=BookForm(auto_id="book_%s"),
    )


def concluded(review: EffectReview, spreads: Iterable[Spread] = ()) -> Concluded:
    return Concluded(
        review=review,
        verdict_tag=TAGS[Verdict(review.verdict)],
        judged_tag=TAGS[Verdict(review.judged)],
        asked=asked(spreads),
    )


def asked(spreads: Iterable[Spread]) -> tuple[Asked, ...]:
    return tuple(Asked(spread, ANSWER_TAGS[spread.answer]) for spread in spreads)


def questions(user: User, today: date) -> SpreadQuerySet:
    """The questions to units for which the user may answer."""
    found = Spread.objects.open_to(user, today)
    return found.select_related("unit", "review__action__unit", "asked_by", "answered_by")


def answered(found: SpreadQuerySet) -> tuple[Asked, ...]:
    """The latest answers, so that one can find what was said."""
    return asked(
        found.exclude(pk__in=found.unanswered().values("pk")).order_by("-answered_at", "-pk")[:LATEST]
    )


def question(spread: Spread, user: User, today: date, form: AnswerForm) -> dict[str, Any]:
    """What a unit needs to know before it answers, also where it does not reach the action itself."""
    return {
        "spread": spread,
        "action": spread.review.action,
        "result": concluded(spread.review),
        "may_see_action": may(user, Verb.SEE_ACTIONS, today, at=spread.review.action.unit),
        "form": form,
    }


def units_to_ask(action: Action, today: date) -> UnitQuerySet:
    """Every other unit of the municipality that exists today. The tree itself is no secret."""
    lasting = Q(valid_to=None) | Q(valid_to__gte=today)
    found: UnitQuerySet = (
        Unit.objects.of(action.unit.municipality_id).filter(lasting).exclude(pk=action.unit_id)
    )
    return found


def _booked(review: EffectReview, today: date) -> Booked:
    start = {"due_on": review.due_on, "revision": review.revision}
    return Booked(
        review=review,
        is_overdue=review.is_overdue(today),
        obstacles=tuple(review.obstacles_now(today)),
        is_ahead=review.due_on > today,
        form=RebookForm(initial=start, auto_id=f"move_{review.pk}_%s"),
    )
