"""A row of my page: one thing to do, where, by when, and about how many minutes it takes. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto

from django.utils.translation import gettext as _

from hjulet.base.ui import swedish

SOON = timedelta(days=7)
ROWS = 30  # more are counted, not listed


class About(Enum):
    """What a row is about: where it counts on the wheel."""

    OTHER = auto()
    CASE = auto()
    EFFECT = auto()
    SPREAD = auto()
    ROUTINE = auto()
    TAKE_PART = auto()


@dataclass(frozen=True)
class Waiting:
    """One thing to do."""

    text: str
    href: str
    detail: str = ""
    is_late: bool = False
    due_on: date | None = None
    minutes: int = 3
    about: About = About.OTHER

    @property
    def order(self) -> tuple[bool, bool, date]:
        """Late first, then by day; what has no day comes last."""
        return not self.is_late, self.due_on is None, self.due_on or date.max


def counted(rows: Iterable[Waiting], about: About) -> list[Waiting]:
    return [replace(row, about=about) for row in rows]


def dated(text: str, href: str, due: date, today: date, minutes: int, place: str = "") -> Waiting:
    """A row with a last day, told in words."""
    said = {"day": swedish.day(due)}
    if due < today:
        words = _("Skulle ha varit klar %(day)s") % said
    elif due == today:
        words = _("Ska vara klar i dag")
    else:
        words = _("Ska vara klar %(day)s") % said
    return Waiting(text, href, f"{place} · {words}" if place else words, due < today, due, minutes)
