"""The whole report as it stands, with a way to each section for whoever reads it and wants to say something."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.report.manuscripts.facts import facts_of
from hjulet.report.manuscripts.merging import with_texts
from hjulet.report.manuscripts.models import Comment, Manuscript, SectionText
from hjulet.report.manuscripts.outline import outline
from hjulet.report.reports.blocks import Block, Heading, Paragraph, Report, Text
from hjulet.report.reports.render.html import html


def document(manuscript: Manuscript) -> dict[str, Any]:
    """The whole report with its texts."""
    rows = SectionText.objects.filter(manuscript=manuscript)
    texts = {(text.section, text.part): text.markdown for text in rows}
    offered = {(text.section, text.part) for text in rows if text.is_offered}
    facts = facts_of(manuscript)
    ways = _ways(manuscript, facts)
    report = with_texts(facts, texts, offered=offered)
    report = replace(report, blocks=tuple(_with_ways(report, ways)))
    return {"manuscript": manuscript, "report": report, "document": html(report)}


def _ways(manuscript: Manuscript, facts: Report) -> dict[str, Text]:
    """Anchor → a link to the section's page, with how many comments wait there."""
    open_ = Comment.objects.filter(manuscript=manuscript).open().values_list("section", flat=True)
    waiting = Counter(open_)
    return {
        section.anchor: Text(
            _words(waiting[section.anchor]),
            href=reverse("manuscripts:section", args=[manuscript.pk, section.anchor]),
        )
        for section in outline(facts)
    }


def _words(waiting: int) -> str:
    if not waiting:
        return _("Till avsnittet")
    said = ngettext("Till avsnittet, %(n)s kommentar", "Till avsnittet, %(n)s kommentarer", waiting)
    return said % {"n": waiting}


def _with_ways(report: Report, ways: Mapping[str, Text]) -> Iterator[Block]:
    for block in report.blocks:
        yield block
        if isinstance(block, Heading) and block.anchor in ways:
            yield Paragraph((ways[block.anchor],))
