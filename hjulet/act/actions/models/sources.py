"""What an action answers: everything that points at it, found without knowing who they are.

A source is a model with a many-to-many field named `actions` to Action (and Need, which the action names itself).
Other relations to actions have other names: what an indicator is aimed at by is no source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet

from hjulet.base.people.models import User

if TYPE_CHECKING:
    from hjulet.act.actions.models.actions import Action

FIELD = "actions"


@dataclass(frozen=True)
class Source:
    """One kind of thing that the action answers: its word, and the rows, whoever asks."""

    name: str  # of the relation, from the action's side
    kind: str  # "avvikelse"
    rows: QuerySet[Any]


@dataclass(frozen=True)
class Known:
    """The rows of one kind that somebody may read."""

    kind: str
    rows: Sequence[Any]


@dataclass(frozen=True)
class KnownSources:
    """What somebody may read of an action's sources, and how many more they may know of."""

    kinds: tuple[Known, ...]
    hidden: int


def sources_of(action: Action) -> list[Source]:
    relations = [
        relation
        for relation in action._meta.related_objects  # noqa: SLF001 - public in Django, whatever its name says
        if relation.many_to_many and relation.field.name == FIELD
    ]
    names = [("needs", "needs"), *((str(one.get_accessor_name()), one.name) for one in relations)]
    managers = [(name, getattr(action, accessor)) for accessor, name in names]
    return [
        Source(name, str(manager.model._meta.verbose_name), manager.all())  # noqa: SLF001 - the same
        for name, manager in managers
    ]


def known_sources(action: Action, user: User, day: date) -> KnownSources:
    """One query for each kind and one for the rest, however many rows there are."""
    sources = sources_of(action)
    kinds = [Known(source.kind, list(_readable(source, user, day))) for source in sources]
    counted = {
        f"of_{number}": Count(source.name, filter=_countable(source, user, day), distinct=True)
        for number, source in enumerate(sources)
    }
    there = type(action).objects.filter(pk=action.pk).order_by().aggregate(**counted)
    hidden = sum(max(0, there[f"of_{number}"] - len(known.rows)) for number, known in enumerate(kinds))
    return KnownSources(tuple(known for known in kinds if known.rows), hidden)


def _readable(source: Source, user: User, day: date) -> QuerySet[Any]:
    """By `open_to` where reaching a thing is not yet reading it, else by `visible_to`."""
    rows: Any = source.rows
    found: QuerySet[Any] = rows.open_to(user, day) if hasattr(rows, "open_to") else rows.visible_to(user, day)
    return found


def _countable(source: Source, user: User, day: date) -> Q | None:
    """All, unless the feature says by `known_to` that even their number is secret to some."""
    rows: Any = source.rows
    if not hasattr(rows, "known_to"):
        return None
    return Q(**{f"{source.name}__in": rows.model.objects.known_to(user, day)})
