"""What stands beside a section's texts: what last year's report said there, and what others say of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.utils.safestring import SafeString

from hjulet.report.manuscripts import lastyear
from hjulet.report.manuscripts.choices import Part
from hjulet.report.manuscripts.facts import facts_of
from hjulet.report.manuscripts.lastyear import LastYear
from hjulet.report.manuscripts.markdown import blocks_of
from hjulet.report.manuscripts.merging import known_figures
from hjulet.report.manuscripts.models import Approved, Comment, CommentQuerySet, Manuscript
from hjulet.report.reports.blocks import Figure
from hjulet.report.reports.choices import Edition
from hjulet.report.reports.render.html import fragment


@dataclass(frozen=True)
class PartThen:
    """One text of last year, as it was printed then."""

    shown: SafeString
    may_take: bool  # nothing is written in its place yet


@dataclass(frozen=True)
class LastYearShown:
    year: int
    promised: SafeString
    parts: Mapping[str, PartThen]


@dataclass(frozen=True)
class Thread:
    """A comment with the answers to it."""

    comment: Comment
    answers: tuple[Comment, ...]
    token: UUID  # of the form that answers it


def last_year(manuscript: Manuscript, anchor: str, written: Collection[str]) -> LastYearShown | None:
    """What the newest approved edition of the year before said; WRITTEN are the parts that have a text by now."""
    found = _last_year(manuscript, anchor)
    if found is None:
        return None
    parts = {
        part: PartThen(_shown(markdown, found.figures, f"da-{part}"), part not in written)
        for part, markdown in found.texts.items()
        if markdown.strip()
    }
    promised = _shown("\n\n".join(found.promised), found.figures, "lovat")
    return LastYearShown(found.year, promised, parts)


def beginning(manuscript: Manuscript, anchor: str, part: Part) -> str:
    """Last year's text with this year's figures, as Markdown; empty where there is none."""
    found = _last_year(manuscript, anchor)
    if found is None:
        return ""
    known = known_figures(facts_of(manuscript))
    return lastyear.brought_forward(found.texts.get(part, ""), known, found.figures)


def threads(found: CommentQuerySet) -> tuple[Thread, ...]:
    """Those that wait first, each in the order it was said."""
    rows = list(found.select_related("written_by", "resolved_by"))
    answers: dict[int | None, list[Comment]] = {}
    for one in rows:
        answers.setdefault(one.reply_to_id, []).append(one)
    begun = sorted(answers.get(None, []), key=lambda one: one.resolved_at is not None)
    return tuple(Thread(one, tuple(answers.get(one.pk, [])), uuid4()) for one in begun)


def _last_year(manuscript: Manuscript, anchor: str) -> LastYear | None:
    """Whoever may write in the section may read what it said when the report was approved."""
    editions = Approved.objects.filter(
        edition=Edition.INTERNAL, manuscript__kind=manuscript.kind, manuscript__unit=manuscript.unit_id,
        manuscript__year=manuscript.year - 1,
    )  # fmt: skip
    newest = editions.order_by("-manuscript__number").values_list("facts", "texts").first()
    return lastyear.of_section(anchor, manuscript.year - 1, *newest) if newest else None


def _shown(markdown: str, figures: Mapping[str, Figure], anchor: str) -> SafeString:
    return fragment(blocks_of(markdown, figures, level=4, anchor=anchor))
