"""A section: its facts, its texts with their previews, what they do not mention, what others say and are asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q
from django.utils.safestring import SafeString

from hjulet.act.actions.models import Action
from hjulet.base.law import AREA_BY_KEY
from hjulet.report.manuscripts import rules
from hjulet.report.manuscripts.choices import Part, RequestState
from hjulet.report.manuscripts.facts import facts_of
from hjulet.report.manuscripts.markdown import blocks_of
from hjulet.report.manuscripts.mentions import Standout, standouts, unmentioned
from hjulet.report.manuscripts.merging import known_figures
from hjulet.report.manuscripts.models import (
    Comment,
    Manuscript,
    SectionRequest,
    SectionText,
    TextVersion,
)
from hjulet.report.manuscripts.offers import offer
from hjulet.report.manuscripts.outline import Section, outline
from hjulet.report.manuscripts.pages.beside import LastYearShown, PartThen, Thread, last_year, threads
from hjulet.report.manuscripts.rules import reference
from hjulet.report.manuscripts.shorthand import shortened
from hjulet.report.reports.blocks import Figure, Report
from hjulet.report.reports.render.html import fragment

HELP = {
    Part.ANALYSIS: "Vad säger uppgifterna, och vad kan det bero på?",
    Part.ACTIONS: "Vad har ni gjort, och vad gav det?",
    Part.NEXT_YEAR: "Vad behöver ske nu, och vem gör det?",
}


@dataclass(frozen=True)
class Open:
    """A section of a report, with the report's facts around it."""

    manuscript: Manuscript
    report: Report
    section: Section
    previous: Section | None
    following: Section | None


@dataclass(frozen=True)
class Changed:
    """A live figure that says something else now than when it was put in."""

    label: str
    was: str
    now: str


@dataclass(frozen=True)
class Beside:
    """A version that waits beside the text, in the words of the box."""

    version: TextVersion
    words: str


@dataclass(frozen=True)
class PartShown:
    """One of the section's texts in its editor."""

    part: Part
    help: str
    text: SectionText
    markdown: str  # what the box holds: the text, or what was typed and could not be saved
    error: str
    preview: SafeString
    figures: tuple[Figure, ...]
    changed: tuple[Changed, ...]
    besides: tuple[Beside, ...]
    last_year: PartThen | None


@dataclass(frozen=True)
class Insertable:
    """A figure of the section and what a click puts in the text."""

    figure: Figure
    insert: str


@dataclass(frozen=True)
class NotMentioned:
    """What stands out and no text says, what a click puts in the text, and with its name where a sentence begins."""

    standout: Standout
    insert: str
    whole: str


@dataclass(frozen=True)
class Typed:
    """What was typed in a text that could not be saved, and why."""

    markdown: str
    error: str


@dataclass(frozen=True)
class Editor:
    """Everything on the page."""

    parts: tuple[PartShown, ...]
    facts: SafeString
    unmentioned: tuple[NotMentioned, ...]
    figures: tuple[Insertable, ...]
    threads: tuple[Thread, ...]
    last_year: LastYearShown | None
    asked: tuple[SectionRequest, ...]
    has_standouts: bool
    offers: tuple[Part, ...]  # the parts that the facts are enough to begin

    @property
    def open_threads(self) -> int:
        return sum(not thread.comment.resolved_at for thread in self.threads)


def opened(manuscript: Manuscript, anchor: str) -> Open | None:
    """The section with that name; None when the report has none."""
    report = facts_of(manuscript)
    sections = outline(report)
    for place, section in enumerate(sections):
        if section.anchor == anchor:
            before = sections[place - 1] if place else None
            after = sections[place + 1] if place + 1 < len(sections) else None
            return Open(manuscript, report, section, before, after)
    return None


def editor(found: Open, today: date, typed: Mapping[str, Typed]) -> Editor:
    """TYPED is what stands in the boxes instead of the stored texts, where it could not be saved."""
    texts = texts_of(found)
    known = known_figures(found.report)
    stands = standing_out(found, today)
    named = {"manuscript": found.manuscript, "section": found.section.anchor}
    waiting = TextVersion.objects.filter(text__in=[text.pk for text in texts.values()]).waiting()
    besides = list(waiting.select_related("written_by", "text")) if texts else []
    then = last_year(
        found.manuscript, found.section.anchor, [part for part, text in texts.items() if text.markdown]
    )
    asked = SectionRequest.objects.filter(**named).exclude(state=RequestState.WITHDRAWN)
    return Editor(
        parts=tuple(_shown(part, texts, known, typed, besides, then) for part in Part),
        facts=fragment(found.section.blocks),
        unmentioned=tuple(
            _not_mentioned(one, known)
            for one in unmentioned(stands, [text.markdown for text in texts.values()])
        ),
        figures=tuple(
            Insertable(figure, shortened(reference(figure.id, figure.text), known))
            for figure in found.section.figures.values()
        ),
        threads=threads(Comment.objects.filter(**named)),
        last_year=then,
        asked=tuple(asked.select_related("to", "answered_by")),
        has_standouts=bool(stands),
        offers=tuple(part for part in Part if offer(found.section, part, stands)),
    )


def standing_out(found: Open, today: date) -> list[Standout]:
    """What stands out among the section's facts, with the actions of its area that are late today."""
    late: list[str] = []
    if found.section.anchor in AREA_BY_KEY:
        overdue = Action.objects.below(found.manuscript.unit).overdue(today)
        late = list(
            overdue.filter(area=found.section.anchor).order_by("due_on", "pk").values_list("title", flat=True)
        )
    return standouts(found.section, late)


def texts_of(found: Open) -> dict[str, SectionText]:
    """The section's texts by part; a part that nobody has written has none."""
    rows = SectionText.objects.filter(manuscript=found.manuscript, section=found.section.anchor)
    return {text.part: text for text in rows.select_related("changed_by")}


def preview_of(markdown: str, known: Mapping[str, Figure], anchor: str = "text") -> SafeString:
    """A text as the report will show it; ANCHOR begins the names of its headings."""
    return fragment(blocks_of(markdown, known, level=4, anchor=anchor))


def _shown(
    part: Part,
    texts: Mapping[str, SectionText],
    known: Mapping[str, Figure],
    typed: Mapping[str, Typed],
    besides: Sequence[TextVersion],
    then: LastYearShown | None,
) -> PartShown:
    text = texts.get(part) or SectionText(part=part, revision=0)
    box = typed.get(part)
    markdown = box.markdown if box else shortened(text.markdown, known)
    return PartShown(
        part=part,
        help=HELP[part],
        text=text,
        markdown=markdown,
        error=box.error if box else "",
        preview=preview_of(text.markdown, known, f"text-{part}"),
        figures=tuple(known[id_] for id_ in rules.references(text.markdown) if id_ in known),
        changed=_changed(text.markdown, known),
        besides=tuple(
            Beside(version, shortened(version.markdown, known))
            for version in besides
            if version.text_id == text.pk and text.pk
        ),
        last_year=then.parts.get(part) if then else None,
    )


def _not_mentioned(one: Standout, known: Mapping[str, Figure]) -> NotMentioned:
    insert = shortened(one.insert, known)
    return NotMentioned(one, insert, f"{one.label}: {insert}." if one.figure else insert)


def _changed(markdown: str, known: Mapping[str, Figure]) -> tuple[Changed, ...]:
    now = {id_: rules.as_written(figure.text) for id_, figure in known.items()}
    return tuple(
        Changed(known[id_].label, was, known[id_].text)
        for id_, was, _now in rules.changed_since(markdown, now)
    )


def versions_of(found: Open) -> list[dict[str, Any]]:
    """Every version of the section's texts, the newest first, in the words of the box and what it changed."""
    known = known_figures(found.report)
    rows = _versions(list(texts_of(found).values()))
    return [{"version": one, "words": shortened(one.markdown, known)} for one in rows]


def _versions(texts: Sequence[SectionText]) -> list[TextVersion]:
    """`stands` is true of what the text says now."""
    found = TextVersion.objects.filter(text__in=texts).annotate(
        stands=Q(is_beside=False, revision=F("text__revision"))
    )
    return list(found.select_related("text", "written_by", "settled_by", "answer_to__asked_by"))
