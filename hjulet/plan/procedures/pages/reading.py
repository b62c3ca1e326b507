"""A version as a good book page: its texts, what they lead to, the contents beside them, and what is new on top."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString

from hjulet.base.people.models import User
from hjulet.base.texts.blocks import Block, Heading, Paragraph, Words, plain
from hjulet.base.texts.differences import Line, Told, changed_only, differences, lines_of
from hjulet.base.texts.html import Reached, Surroundings, html
from hjulet.base.texts.reading import blocks_of, pictures_in, routines_in
from hjulet.plan.procedures.choices import Part
from hjulet.plan.procedures.models import Routine, RoutineVersion

LEVEL = 3  # of the topmost headings in a text: the part's own is 2
FEW = 3  # headings: fewer need no contents


@dataclass(frozen=True)
class Place:
    """A line of the contents."""

    title: str
    href: str
    is_inner: bool


@dataclass(frozen=True)
class PartShown:
    part: Part
    text: SafeString
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Document:
    """A version as it is read."""

    version: RoutineVersion
    parts: tuple[PartShown, ...]
    news: SafeString
    file_text: SafeString
    contents: tuple[Place, ...]


@dataclass(frozen=True)
class Reader:
    """What the links in a text may lead to: documents, and how a document and a picture are addressed."""

    routines: QuerySet[Routine]
    routine: Callable[[Routine], str]
    picture: Callable[[Routine, int], str]


def signed_in(user: User, today: date) -> Reader:
    return Reader(
        Routine.objects.visible_to(user, today),
        Routine.get_absolute_url,
        lambda routine, number: reverse("procedures:picture", args=[routine.pk, number]),
    )


def anybody(municipality: str, today: date) -> Reader:
    """Whoever has not signed in reads what is open, and is led nowhere else."""
    return Reader(
        Routine.objects.public(today),
        lambda routine: reverse("procedures:open", args=[municipality, routine.number]),
        lambda routine, number: reverse(
            "procedures:open_picture", args=[municipality, routine.number, number]
        ),
    )


def document(version: RoutineVersion, reader: Reader) -> Document:
    texts = {part: version.said(part) for part in Part}
    around = surroundings(version.routine, texts.values(), reader)
    shown = tuple(_part(part, text, around) for part, text in texts.items() if text.strip())
    file_text = html(_paragraphs(version.file_text), Surroundings()) if version.file_text else SafeString()
    places = tuple(place for part in shown for place in part.places)
    news = html(blocks_of(version.what_is_new), around)
    return Document(version, shown, news, file_text, places if len(places) >= FEW else ())


def surroundings(routine: Routine, texts: Iterable[str], reader: Reader) -> Surroundings:
    """What the texts of one document lead to, for whoever reads: one query each for documents and pictures."""
    said = list(texts)
    numbers = set().union(*(routines_in(text) for text in said))
    pictures = set().union(*(pictures_in(text) for text in said))
    found = (
        reader.routines.filter(municipality=routine.municipality_id, number__in=numbers) if numbers else ()
    )
    shown = routine.pictures.filter(number__in=pictures) if pictures else ()
    return Surroundings(
        targets={f"rutin:{one.number}": Reached(reader.routine(one), one.title) for one in found},
        pictures={one.number: Reached(reader.picture(routine, one.number), one.description) for one in shown},
        level=LEVEL,
    )


def text_html(text: str, around: Surroundings, part: Part) -> SafeString:
    """One text, with addresses for its headings that are its own on the page."""
    return html(blocks_of(text), _named(around, part))


def _named(around: Surroundings, part: Part) -> Surroundings:
    return Surroundings(around.targets, around.pictures, around.level, f"{part}-")


def _part(part: Part, text: str, around: Surroundings) -> PartShown:
    blocks = blocks_of(text)
    places = [Place(str(part.label), f"#{part}", is_inner=False)]
    places += [
        Place(plain(block.runs), f"#{part}-{block.anchor}", is_inner=True)
        for block in blocks
        if isinstance(block, Heading) and block.level == 1
    ]
    return PartShown(part, html(blocks, _named(around, part)), tuple(places))


def _paragraphs(text: str) -> tuple[Block, ...]:
    return tuple(Paragraph((Words(line),)) for line in text.splitlines() if line.strip())


@dataclass(frozen=True)
class Difference:
    """A later version against an earlier, part by part."""

    parts: tuple[tuple[str, tuple[Told, ...]], ...]

    @property
    def is_empty(self) -> bool:
        return not any(line.is_changed for _name, told in self.parts for line in told)


def difference(was: RoutineVersion | None, now: RoutineVersion, *, whole: bool = False) -> Difference:
    """What NOW says otherwise than WAS: only the changed lines, or the WHOLE text with them marked."""
    names: Mapping[str, str] = {
        Part.HOW: str(Part.HOW.label),
        "file_text": "Filens text",
        Part.WHO: str(Part.WHO.label),
    }
    parts = []
    for name, title in names.items():
        told = differences(_lines(was, name), _lines(now, name))
        shown = told if whole else changed_only(told)
        if shown:
            parts.append((title, tuple(shown)))
    return Difference(tuple(parts))


def _lines(version: RoutineVersion | None, name: str) -> list[Line]:
    text = getattr(version, name) if version else ""
    return list(lines_of(_paragraphs(text) if name == "file_text" else blocks_of(text)))
