"""The board: every section of a report, how far it has come, who has it, and who is waited for."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from hjulet.base.people.models import User
from hjulet.report.manuscripts.choices import Standing, State
from hjulet.report.manuscripts.facts import facts_of
from hjulet.report.manuscripts.models import Manuscript, SectionText
from hjulet.report.manuscripts.outline import outline
from hjulet.report.manuscripts.pages.folding import Chapter
from hjulet.report.manuscripts.pages.progress import progress
from hjulet.report.manuscripts.pages.rows import Row, rows_of

STATES = {State.DRAFT: "info", State.REVIEW: "middle", State.APPROVED: "good"}


class Show(TextChoices):
    """Which sections the board shows: the end of the sentence "Visa …"."""

    ALL = "", _("alla avsnitt")
    MISSING = "saknas", _("det som saknas")
    MINE = "mina", _("mina")


def board(manuscript: Manuscript, user: User, today: date, show: str) -> dict[str, Any]:
    sections = outline(facts_of(manuscript))
    rows = rows_of(manuscript, sections, user, today)
    chosen = Show(show) if show in Show.values else Show.ALL
    lost = SectionText.objects.filter(manuscript=manuscript).exclude(markdown="")
    lost = lost.exclude(section__in=[section.anchor for section in sections])
    return {
        "manuscript": manuscript,
        "tag": STATES[State(manuscript.state)],
        "chapters": _chapters(row for row in rows if _is_shown(row, chosen)),
        "progress": progress(manuscript, rows, today),
        "lost": lost.values("section").distinct().count(),
        "shown": chosen,
        "shows": Show,
        "is_draft": manuscript.state == State.DRAFT,
        "is_reminded": manuscript.reminded_on == today,
    }


def _is_shown(row: Row, show: Show) -> bool:
    if show == Show.MISSING:
        is_touched = row.standing not in {Standing.WRITTEN, Standing.OPTIONAL}
        return row.is_missing or bool(row.waiting or row.to_take or row.besides) or is_touched
    return show == Show.ALL or row.is_mine


def _chapters(rows: Iterable[Row]) -> list[Chapter[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.section.chapter].append(row)
    return [Chapter(title, tuple(of_it)) for title, of_it in found.items()]
