"""The board: every section of a report, how far it has come, and who is waited for."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.report.manuscripts.choices import RequestState, Standing, State
from hjulet.report.manuscripts.facts import facts_of
from hjulet.report.manuscripts.models import (
    Comment,
    Manuscript,
    SectionRequest,
    SectionText,
    TextVersion,
)
from hjulet.report.manuscripts.outline import Section, outline
from hjulet.report.manuscripts.rules import standing

TAGS = {
    Standing.EMPTY: "neutral",
    Standing.ASKED: "info",
    Standing.OFFERED: "middle",
    Standing.WRITTEN: "good",
    Standing.COMMENTED: "middle",
}
STATES = {State.DRAFT: "info", State.REVIEW: "middle", State.APPROVED: "good"}


@dataclass(frozen=True)
class Asked:
    """A question that waits for its answer, or an answer that waits to be taken in."""

    request: SectionRequest
    is_late: bool
    is_answered: bool


@dataclass(frozen=True)
class Row:
    """A section on the board."""

    section: Section
    standing: Standing
    tag: str
    writer: str
    written_at: datetime | None
    asked: tuple[Asked, ...]
    comments: int
    besides: int
    is_owed: bool


@dataclass(frozen=True)
class Chapter:
    title: str
    rows: tuple[Row, ...]

    @property
    def is_one_section(self) -> bool:
        """The chapter is its only section: its name need not be read twice."""
        return [row.section.title for row in self.rows] == [self.title]


@dataclass(frozen=True)
class Written:
    """Everything that people have put into a report: a query each."""

    texts: tuple[SectionText, ...]
    asked: tuple[SectionRequest, ...]
    comments: Counter[str]
    besides: Counter[str]


def board(manuscript: Manuscript, today: date) -> dict[str, Any]:
    sections, written = outline(facts_of(manuscript)), _written(manuscript)
    rows = [_row(section, written, today) for section in sections]
    known = {section.anchor for section in sections}
    lost = {text.section for text in written.texts if text.markdown and text.section not in known}
    return {
        "manuscript": manuscript,
        "tag": STATES[State(manuscript.state)],
        "chapters": _chapters(rows),
        "progress": _progress(rows),
        "lost": len(lost),
        "is_late": bool(manuscript.due_on and manuscript.due_on < today and manuscript.state == State.DRAFT),
    }


def _written(manuscript: Manuscript) -> Written:
    texts = SectionText.objects.filter(manuscript=manuscript).select_related("changed_by")
    asked = SectionRequest.objects.filter(
        manuscript=manuscript, state__in=[RequestState.OPEN, RequestState.ANSWERED]
    )
    comments = Comment.objects.filter(manuscript=manuscript).open().values_list("section", flat=True)
    besides = TextVersion.objects.filter(text__manuscript=manuscript).waiting()
    return Written(
        tuple(texts),
        tuple(asked.select_related("to")),
        Counter(comments),
        Counter(besides.values_list("text__section", flat=True)),
    )


def _row(section: Section, written: Written, today: date) -> Row:
    texts = [text for text in written.texts if text.section == section.anchor and text.markdown]
    own = [text for text in texts if not text.is_offered]
    asked = tuple(_asked(one, today) for one in written.asked if one.section == section.anchor)
    last = max((text for text in own if text.changed_at), key=lambda text: text.changed_at or 0, default=None)
    said = standing(
        written=bool(own),
        offered=len(own) < len(texts),
        asked=bool(asked),
        commented=bool(written.comments[section.anchor]),
    )
    return Row(
        section=section,
        standing=said,
        tag=TAGS[said],
        writer=last.changed_by.name if last and last.changed_by else "",
        written_at=last.changed_at if last else None,
        asked=asked,
        comments=written.comments[section.anchor],
        besides=written.besides[section.anchor],
        is_owed=section.is_owed and not own,
    )


def _asked(one: SectionRequest, today: date) -> Asked:
    is_answered = one.state == RequestState.ANSWERED
    return Asked(one, is_late=not is_answered and one.due_on < today, is_answered=is_answered)


def _chapters(rows: Iterable[Row]) -> list[Chapter]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.section.chapter].append(row)
    return [Chapter(title, tuple(of_it)) for title, of_it in found.items()]


def _progress(rows: Sequence[Row]) -> list[str]:
    """How far the report has come, in a few sentences."""
    done = sum(bool(row.writer) for row in rows)
    lines = [_("%(done)s av %(all)s avsnitt har text.") % {"done": done, "all": len(rows)}]
    asked = [one for row in rows for one in row.asked]
    waiting, late = sum(not one.is_answered for one in asked), sum(one.is_late for one in asked)
    answered, comments = len(asked) - waiting, sum(row.comments for row in rows)
    offered = sum(row.standing == Standing.OFFERED for row in rows)
    if waiting:
        lines.append(
            ngettext("%(n)s fråga väntar på svar", "%(n)s frågor väntar på svar", waiting) % {"n": waiting}
        )
        lines[-1] += _(", %(n)s har passerat sin dag.") % {"n": late} if late else "."
    if answered:
        said = ngettext(
            "%(n)s svar väntar på att läggas in.", "%(n)s svar väntar på att läggas in.", answered
        )
        lines.append(said % {"n": answered})
    if comments:
        said = ngettext("%(n)s kommentar är inte löst.", "%(n)s kommentarer är inte lösta.", comments)
        lines.append(said % {"n": comments})
    if offered:
        said = ngettext(
            "%(n)s avsnitt har ett förslag som ingen har gjort till sitt.",
            "%(n)s avsnitt har förslag som ingen har gjort till sina.", offered,
        )  # fmt: skip
        lines.append(said % {"n": offered})
    return lines
