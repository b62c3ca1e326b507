"""What anyone may read without signing in: documents that are opened, in the version that holds today."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from hjulet.base.organisation.models import Municipality
from hjulet.base.texts.reading import pictures_in
from hjulet.plan.procedures.choices import RoutineKind
from hjulet.plan.procedures.models import Routine, RoutinePicture, RoutineVersion


@dataclass(frozen=True)
class OpenGroup:
    """Documents of one kind in the open library."""

    kind: str
    routines: tuple[Routine, ...]


@dataclass(frozen=True)
class Library:
    place: Municipality
    groups: tuple[OpenGroup, ...]
    words: str
    is_empty: bool  # nothing is open at all, whatever the words


def library(municipality: str, words: str, today: date) -> Library | None:
    """By kind in the order of the kinds; none where there is no such municipality, or nothing of it is open."""
    place = Municipality.objects.filter(slug=municipality).first()
    if place is None:
        return None
    everything = Routine.objects.public(today).filter(municipality=place)
    found = everything
    for word in words.split():
        found = found.filter(Q(title__icontains=word) | Q(keywords__icontains=word))
    listed = list(found.select_related("unit").order_by("title", "pk"))
    groups = [
        OpenGroup(str(kind.label), tuple(one for one in listed if one.kind == kind)) for kind in RoutineKind
    ]
    return Library(
        place,
        tuple(group for group in groups if group.routines),
        words,
        is_empty=not listed and not everything.exists(),
    )


def version(municipality: str, number: int, today: date) -> RoutineVersion | None:
    """The version of an open document that holds today."""
    opened = Routine.objects.public(today).filter(municipality__slug=municipality, number=number)
    held = RoutineVersion.objects.in_force(today).filter(routine__in=opened.values("pk"))
    names = ("routine__unit__municipality", "routine__municipality", "routine__owner", "approved_by", "file")
    return held.select_related(*names).order_by("-number").first()


def picture(found: RoutineVersion, number: int) -> RoutinePicture | None:
    """One that the version shows; an earlier or later version's pictures are not open."""
    if number not in pictures_in(found.how) | pictures_in(found.who):
        return None
    return found.routine.pictures.select_related("file").filter(number=number).first()
