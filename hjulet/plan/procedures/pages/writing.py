"""A version that is being written: its boxes with previews, what is saved beside them, comments, and what it can lead to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.safestring import SafeString

from hjulet.base.people.models import User
from hjulet.plan.procedures.choices import Part
from hjulet.plan.procedures.models import (
    Routine,
    RoutineComment,
    RoutineCopy,
    RoutinePicture,
    RoutineRound,
    RoutineVersion,
)
from hjulet.plan.procedures.pages.reading import signed_in, surroundings, text_html

HELP = {
    Part.HOW: "Skriv i den ordning det görs. Ett steg i taget.",
    Part.WHO: "Vem gör vad, och vem svarar för att det blir gjort? Skriv roller, inte namn.",
}
MOST_LINKS = 300  # documents to choose among; the rest are written by hand


@dataclass(frozen=True)
class Typed:
    """What was typed in a text that could not be saved, and why."""

    markdown: str
    error: str


@dataclass(frozen=True)
class PartShown:
    """One of the version's texts in its editor."""

    part: Part
    help: str
    markdown: str
    revision: int
    error: str
    preview: SafeString
    besides: tuple[RoutineCopy, ...]


@dataclass(frozen=True)
class Link:
    """A document and what a click puts in the text."""

    title: str
    insert: str


@dataclass(frozen=True)
class Editor:
    """Everything on the page."""

    parts: tuple[PartShown, ...]
    comments: tuple[RoutineComment, ...]
    rounds: tuple[RoutineRound, ...]
    links: tuple[Link, ...]
    pictures: tuple[RoutinePicture, ...]


def editor(version: RoutineVersion, user: User, today: date, typed: Mapping[str, Typed]) -> Editor:
    """TYPED is what stands in the boxes instead of the stored texts, where it could not be saved."""
    around = surroundings(version.routine, [version.said(part) for part in Part], signed_in(user, today))
    besides = list(version.copies.waiting().select_related("written_by"))
    parts = []
    for part in Part:
        box = typed.get(part)
        parts.append(
            PartShown(
                part=part,
                help=HELP[part],
                markdown=box.markdown if box else version.said(part),
                revision=version.revision_of(part),
                error=box.error if box else "",
                preview=text_html(version.said(part), around, part),
                besides=tuple(copy for copy in besides if copy.part == part),
            )
        )
    return Editor(
        parts=tuple(parts),
        comments=tuple(version.comments.select_related("written_by", "resolved_by")),
        rounds=tuple(version.rounds.exclude(reason="").select_related("ended_by")),
        links=links(version.routine, user, today),
        pictures=tuple(version.routine.pictures.all()),
    )


def preview(version: RoutineVersion, part: Part, user: User, today: date) -> SafeString:
    around = surroundings(version.routine, [version.said(part)], signed_in(user, today))
    return text_html(version.said(part), around, part)


def links(routine: Routine, user: User, today: date) -> tuple[Link, ...]:
    """Documents in force that a text may lead to; the link is to the number, so a new title does not break it."""
    seen = Routine.objects.visible_to(user, today).in_force(today).exclude(pk=routine.pk)
    found = seen.order_by("title").values_list("title", "number")[:MOST_LINKS]
    return tuple(
        Link(title, f"[{title.replace('[', '(').replace(']', ')')}](rutin:{number})")
        for title, number in found
    )


def copies_of(version: RoutineVersion) -> Sequence[RoutineCopy]:
    """Every text as it was saved, the newest first."""
    found: QuerySet[RoutineCopy] = version.copies.select_related("written_by", "settled_by")
    return list(found)
