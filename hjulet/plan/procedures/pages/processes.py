"""Processes: the register, one process with its map and its list, and the form of its activities."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.safestring import SafeString, mark_safe

from hjulet.base.people.models import User
from hjulet.plan.procedures import rules
from hjulet.plan.procedures.choices import Obstacle, Priority, ProcessKind
from hjulet.plan.procedures.drawing import (
    Link,
    Listed,
    ProcessMap,
    Step,
    Way,
    column_drawing,
    lanes_drawing,
    listed,
    svg,
)
from hjulet.plan.procedures.forms.processes import END
from hjulet.plan.procedures.models import Activity, Branch, Process, Routine

ORDER = {Priority.HIGH: 0, Priority.NORMAL: 1, Priority.LOW: 2}


@dataclass(frozen=True)
class Group:
    """Processes of one kind."""

    kind: str
    processes: tuple[Process, ...]


@dataclass(frozen=True)
class Mapped:
    """A process as it is shown: drawn for a wide and a narrow page, and as a list that says the same."""

    wide: SafeString
    narrow: SafeString
    steps: tuple[Listed, ...]
    is_empty: bool


def register(processes: QuerySet[Process]) -> list[Group]:
    """By kind, the prioritised first; each with how many activities it has, and how many lack a routine."""
    found = list(
        processes.filter(ended_on=None)
        .select_related("unit", "owner")
        .annotate(
            steps=Count("activities", distinct=True),
            bare=Count("activities", filter=Q(activities__routines=None), distinct=True),
        )
        .order_by("name", "pk")
    )
    found.sort(key=lambda one: ORDER[Priority(one.priority)])
    groups = [Group(str(kind.label), tuple(one for one in found if one.kind == kind)) for kind in ProcessKind]
    return [group for group in groups if group.processes]


def activities_of(
    process: Process, user: User, today: date
) -> list[Any]:  # Any: with `shown` and `ways` beside
    """In order, each with its branches and those of its routines that this person may read: three queries."""
    seen = Routine.objects.visible_to(user, today).in_use().order_by("title")
    found = process.activities.prefetch_related(
        Prefetch("routines", seen, to_attr="shown"),
        Prefetch("branches", Branch.objects.select_related("to").order_by("position", "pk"), to_attr="ways"),
    )
    return list(found.order_by("position", "pk"))


def map_of(process: Process, activities: Sequence[Activity]) -> ProcessMap:
    """What the drawing, the list and the exports are made from."""
    return ProcessMap(
        title=process.name,
        steps=tuple(_step(activity) for activity in activities),
        begins=process.begins,
        ends=process.ends,
    )


def mapped(process: Process, activities: Sequence[Activity]) -> Mapped:
    spec = map_of(process, activities)
    return Mapped(
        wide=mark_safe(svg(lanes_drawing(spec), ident="karta")),  # noqa: S308 - svg() cleans its words
        narrow=mark_safe(svg(column_drawing(spec), ident="karta-smal")),  # noqa: S308 - the same
        steps=listed(spec),
        is_empty=not activities,
    )


def _step(activity: Any) -> Step:
    """With `shown` routines and `ways`, as activities_of gives it."""
    ways = tuple(Way(str(branch.to_id or ""), branch.label) for branch in activity.ways)
    if not ways and activity.is_end:
        ways = (Way(),)
    return Step(
        key=str(activity.pk),
        name=activity.name,
        lane=activity.lane,
        links=tuple(Link(routine.title, routine.get_absolute_url()) for routine in activity.shown),
        ways=ways,
        question=activity.question,
    )


def obstacles(process: Process, activities: Sequence[Activity]) -> list[Obstacle]:
    """What is missing before it can be established."""
    return rules.obstacles_to_establishing(
        process.purpose, [activity.lane for activity in activities], has_owner=process.owner_id is not None
    )


def initial(process: Process) -> dict[str, Any]:
    names = (
        "name", "kind", "unit", "purpose", "begins", "ends", "priority", "owner", "leader", "support",
        "needs_cooperation", "revision",
    )  # fmt: skip
    return {name: getattr(process, name) for name in names} | {
        "units": list(process.units.all()),
        "laws": process.law_codes.split(),
    }


def rows_of(activities: Sequence[Any]) -> list[dict[str, Any]]:
    """The activities as rows of their form."""
    number = {activity.pk: place for place, activity in enumerate(activities, start=1)}
    return [
        {
            "pk": activity.pk,
            "position": number[activity.pk],
            "lane": activity.lane,
            "name": activity.name,
            "question": activity.question,
            "ways": _ways(activity, number),
        }
        for activity in activities
    ]


def _ways(activity: Any, number: dict[int, int]) -> str:
    if activity.is_end and not activity.ways:
        return END
    said = (f"{branch.label}: {number[branch.to_id] if branch.to_id else END}" for branch in activity.ways)
    return ", ".join(said)
