"""Needs (utvecklingsbehov), the actions that answer them, and what came of it."""

from hjulet.act.actions.models.actions import Action, ActionQuerySet, CannotChangeStatus, CannotReview
from hjulet.act.actions.models.needs import Need, NeedQuerySet
from hjulet.act.actions.models.reviews import (
    CannotAnswer,
    Conclusion,
    EffectReview,
    EffectReviewQuerySet,
    Spread,
    SpreadQuerySet,
)
from hjulet.act.actions.models.sources import KnownSources, Source

__all__ = [
    "Action",
    "ActionQuerySet",
    "CannotAnswer",
    "CannotChangeStatus",
    "CannotReview",
    "Conclusion",
    "EffectReview",
    "EffectReviewQuerySet",
    "KnownSources",
    "Need",
    "NeedQuerySet",
    "Source",
    "Spread",
    "SpreadQuerySet",
]
