"""The smallest pieces of a report in HTML: words, figures, judgements. Everything foreign is escaped here."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from hjulet.base.ui import swedish
from hjulet.report.reports.blocks import Cell, Figure, Run, Runs, Tag, Text
from hjulet.report.reports.render import judgements

_SAFE_HREF = re.compile(r"(https?://|mailto:|/(?!/)|#)", re.IGNORECASE)


def runs(parts: Runs) -> SafeString:
    """A paragraph's words and figures."""
    return format_html_join("", "{}", ((_run(part),) for part in parts))


def cell(content: Cell) -> SafeString:
    """What stands in a table's cell."""
    match content:
        case Figure():
            return figure(content)
        case Tag():
            return judgement(content)
        case None:
            return mark_safe("")
        case _:
            return format_html("{}", content)


def figure(content: Figure) -> SafeString:
    """The number as a link to its own page, where year, source and definition stand.

    Only what the eye gets from elsewhere is said aloud: how many answered, and why a value is missing.
    """
    spoken = _spoken(content)
    inner = (
        format_html('{}<span class="visually-hidden">{}</span>', content.text, spoken)
        if spoken
        else content.text
    )
    name = "figure" if content.value is not None else "figure missing"
    if is_safe(content.url):
        return format_html(
            '<a class="{}" href="{}" data-figure="{}">{}</a>', name, content.url, content.id, inner
        )
    return format_html('<span class="{}" data-figure="{}">{}</span>', name, content.id, inner)


def judgement(tag: Tag) -> SafeString:
    """Icon and word; the icon is for the eye only."""
    return format_html('<span class="tag {}">{}{}</span>', tag.kind or "plain", icon(tag.kind), tag.text)


def icon(kind: str) -> SafeString:
    """The shape of a judgement; nothing for a kind without one."""
    if kind not in judgements.PATHS:
        return mark_safe("")
    return format_html(
        '<svg class="shape" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">'
        '<path fill="currentColor" fill-rule="evenodd" d="{}"/></svg>',
        judgements.PATHS[kind],
    )


def is_safe(href: str) -> bool:
    """Whether a link leads somewhere a report may lead: the web, a mailbox, our own pages."""
    return bool(_SAFE_HREF.match(href))


def _run(part: Run) -> SafeString:
    if isinstance(part, Figure):
        return figure(part)
    return _text(part)


def _text(part: Text) -> SafeString:
    words = format_html("<strong>{}</strong>", part.text) if part.strong else format_html("{}", part.text)
    return format_html('<a href="{}">{}</a>', part.href, words) if is_safe(part.href) else words


def _spoken(content: Figure) -> str:
    if content.value is None:
        return f" ({content.missing_reason})" if content.missing_reason not in content.text else ""
    return f" ({swedish.count_of(content.n, 'svar', 'svar')})" if content.n is not None else ""
