"""What a routine is found by: the version that holds, heading by heading. SOSFS 2011:9 4 kap. 4 §."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from hjulet.base.search.workflows import Findable, put_all
from hjulet.base.search.workflows import Part as Passage
from hjulet.base.texts.blocks import Block, Heading, lines, plain
from hjulet.base.texts.reading import blocks_of
from hjulet.plan.procedures.choices import Part
from hjulet.plan.procedures.models import Process, Routine, RoutineQuerySet, RoutineVersion

KIND = "routine"
PIECE = 1500  # letters of a file's text in a passage: a file has no headings that we know of


def keep_findable(routine: Routine, day: date) -> None:
    """Found by what holds on the day, else by what was approved last; a document never approved is not found."""
    put_all(texts_of_routines(Routine.objects.filter(pk=routine.pk), day))


def texts_of_routines(routines: RoutineQuerySet, day: date) -> Iterator[Findable]:
    """Many at once: the version that holds; else the one that held last; else the one that is to hold."""
    versions = RoutineVersion.objects.approved().filter(routine__in=routines).select_related("routine")
    chosen: dict[int, RoutineVersion] = {}
    for version in versions.order_by("routine", "number"):
        before = chosen.get(version.routine_id)
        if before is None or _weight(version, day) >= _weight(before, day):
            chosen[version.routine_id] = version
    return map(text_of, chosen.values())


def _weight(version: RoutineVersion, day: date) -> int:
    """A version that was taken back before its first day has never said how anything is done."""
    if version.is_in_force(day):
        return 2
    has_begun = version.valid_from is not None and version.valid_from <= day
    return 1 if has_begun and version.ended_on != version.valid_from else 0


def turned_lately(day: date) -> RoutineQuerySet:
    """Those with a version that has begun or ended this week: on that day no verb is called."""
    week = (day - timedelta(days=7), day)
    turned = RoutineVersion.objects.approved().filter(Q(valid_from__range=week) | Q(ended_on__range=week))
    return Routine.objects.filter(Exists(turned.filter(routine=OuterRef("pk"))))


def text_of_process(process: Process) -> Findable:
    """Its purpose, and what is done in it."""
    steps = [f"{step.name}. {step.description}" for step in process.activities.all()]
    parts = [Passage(process.purpose, str(_("Syfte"))), Passage("\n".join(steps), str(_("Aktiviteter")))]
    return Findable("process", process.pk, process.unit.municipality_id, process.name, parts)


def text_of(version: RoutineVersion) -> Findable:
    """What it says, as the search keeps it."""
    routine = version.routine
    parts = [
        *_parts(str(Part.HOW.label), Part.HOW, version.how),
        *_file(version.file_text),
        *_parts(str(Part.WHO.label), Part.WHO, version.who),
    ]
    return Findable(KIND, routine.pk, routine.municipality_id, routine.title, parts, routine.keywords)


def _parts(title: str, name: Part, text: str) -> Iterator[Passage]:
    """A passage for each heading; the words before the first stand under the text's own."""
    heading, anchor, under = title, str(name), list[Block]()
    for block in blocks_of(text):
        if isinstance(block, Heading):
            yield from _passage(heading, anchor, under)
            heading, anchor, under = plain(block.runs), f"{name}-{block.anchor}", []
        else:
            under.append(block)
    yield from _passage(heading, anchor, under)


def _passage(heading: str, anchor: str, blocks: list[Block]) -> Iterator[Passage]:
    if body := "\n".join(lines(blocks)):
        yield Passage(body, heading, anchor)


def _file(text: str) -> Iterator[Passage]:
    for at in range(0, len(text), PIECE):
        yield Passage(text[at : at + PIECE], anchor="file")
