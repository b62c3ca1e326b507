"""The turns of review: what was said in each, what is left to do after it, and what has changed since."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import ngettext

from hjulet.report.manuscripts import rereading
from hjulet.report.manuscripts.facts import facts_of
from hjulet.report.manuscripts.models import Comment, Manuscript, Round, SectionText, TextVersion
from hjulet.report.manuscripts.outline import outline
from hjulet.report.manuscripts.rereading import SectionChanged, TextChanged
from hjulet.report.reports.blocks import Report


@dataclass(frozen=True)
class Remark:
    """A comment with the name of its section; `is_there` is whether the section has a page still."""

    comment: Comment
    title: str
    is_there: bool


@dataclass(frozen=True)
class Turn:
    """A turn of review with what was said of the sections in it."""

    round: Round
    remarks: tuple[Remark, ...]

    @property
    def left(self) -> tuple[Remark, ...]:
        """What nobody has ticked off yet."""
        return tuple(one for one in self.remarks if one.comment.resolved_at is None)


@dataclass(frozen=True)
class TextAgain:
    """A text that has changed since it was read, and who has written in it."""

    changed: TextChanged
    writers: tuple[str, ...]


@dataclass(frozen=True)
class SectionAgain:
    section: SectionChanged
    texts: tuple[TextAgain, ...]


def turns(manuscript: Manuscript, report: Report) -> list[Turn]:
    """In order. What was said while the report was reviewed belongs to that turn."""
    rounds = (
        Round.objects.filter(manuscript=manuscript).select_related("sent_by", "returned_by").defer("read")
    )
    said = remarks(manuscript, report)
    return [Turn(one, tuple(remark for remark in said if _is_within(remark.comment, one))) for one in rounds]


def remarks(manuscript: Manuscript, report: Report) -> list[Remark]:
    """Every thread of the report."""
    titles = {section.anchor: section.title for section in outline(report)}
    found = (
        Comment.objects.filter(manuscript=manuscript).threads().select_related("written_by", "resolved_by")
    )
    return [
        Remark(
            one, titles.get(one.section, one.section.replace("-", " ").capitalize()), one.section in titles
        )
        for one in found
    ]


def changed_since(manuscript: Manuscript, report: Report) -> tuple[Round | None, list[SectionChanged]]:
    """Since the newest turn that was sent back, where what was read then is kept."""
    sent_back = Round.objects.filter(manuscript=manuscript).exclude(returned_at=None)
    last = sent_back.select_related("returned_by").order_by("-returned_at", "-pk").first()
    if last is None or not last.read:
        return None, []
    return last, rereading.changed(last.read, report, SectionText.objects.filter(manuscript=manuscript))


def again(manuscript: Manuscript) -> dict[str, Any]:
    """The page of what has changed since the report was read."""
    last, sections = changed_since(manuscript, facts_of(manuscript))
    writers = _writers(manuscript) if sections else {}
    return {
        "manuscript": manuscript,
        "last": last,
        "sections": [_again(one, writers) for one in sections],
        "amounts": amounts(sections),
    }


def amounts(sections: Sequence[SectionChanged]) -> str:
    """'2 texter, 1 siffra'; empty where nothing has changed."""
    texts, figures = sum(len(one.texts) for one in sections), sum(len(one.figures) for one in sections)
    said = [
        ngettext("%(n)s text", "%(n)s texter", texts) % {"n": texts} if texts else "",
        ngettext("%(n)s siffra", "%(n)s siffror", figures) % {"n": figures} if figures else "",
    ]
    return ", ".join(filter(None, said))


def _again(
    section: SectionChanged, writers: Mapping[tuple[str, str], Sequence[tuple[int, str]]]
) -> SectionAgain:
    texts = tuple(
        TextAgain(text, _since(writers.get((section.anchor, text.part), ()), text.revision))
        for text in section.texts
    )
    return SectionAgain(section, texts)


def _since(written: Collection[tuple[int, str]], revision: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for of_version, name in written if of_version > revision))


def _writers(manuscript: Manuscript) -> dict[tuple[str, str], list[tuple[int, str]]]:
    """Text → revision and writer of its versions; the one who goes on writing keeps the version of the same sitting."""
    rows = TextVersion.objects.filter(text__manuscript=manuscript, is_beside=False).order_by("revision")
    found: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for section, part, revision, name in rows.values_list(
        "text__section", "text__part", "revision", "written_by__name"
    ):
        found.setdefault((section, part), []).append((revision, name))
    return found


def _is_within(comment: Comment, one: Round) -> bool:
    is_before_its_end = one.returned_at is None or comment.written_at <= one.returned_at
    return one.sent_at <= comment.written_at and is_before_its_end
