"""The figures that a report stands on while it is written: live, and the same for everybody for a few minutes.

Building them asks the database some fifteen times; a page that is opened and saved all day cannot do so each time.
"""

from collections.abc import Iterable

from django.conf import settings
from django.core.cache import cache

from hjulet.report.manuscripts.checks import is_required
from hjulet.report.manuscripts.models import Manuscript
from hjulet.report.manuscripts.outline import outline
from hjulet.report.reports.blocks import Report
from hjulet.report.reports.choices import Edition, Kind
from hjulet.report.reports.workflows import build

SECONDS = 5 * 60
REMEMBERED = 60 * 24 * 60 * 60  # which sections must have text hardly changes


def facts_of(manuscript: Manuscript, edition: Edition = Edition.INTERNAL, *, fresh: bool = False) -> Report:
    """An edition's facts, at most five minutes old; FRESH ones are gathered now."""
    key = key_of(manuscript, edition)
    found: Report | None = None if fresh else cache.get(key)
    if found is None:
        found = build(Kind(manuscript.kind), manuscript.unit, manuscript.year, edition)
        cache.set(key, found, SECONDS)
        required = [section.anchor for section in outline(found) if is_required(found.kind, section)]
        cache.set(f"{key}:required", required, REMEMBERED)
    return found


def required_sections(rows: Iterable[Manuscript]) -> dict[int, list[str]]:
    """The sections that must have text, as each report was last built; those that nobody has looked at are not there."""
    keys = {f"{key_of(one)}:required": one.pk for one in rows}
    return {keys[key]: anchors for key, anchors in cache.get_many(keys).items()}


def key_of(manuscript: Manuscript, edition: Edition = Edition.INTERNAL) -> str:
    place = f"{manuscript.kind}:{manuscript.unit_id}:{manuscript.year}:{edition}"
    return f"manuscripts:{settings.VERSION}:{place}"
