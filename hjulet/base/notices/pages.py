"""What the page of messages shows."""

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from hjulet.base.notices import rules
from hjulet.base.notices.choices import Due
from hjulet.base.notices.models import Notice, NoticeQuerySet
from hjulet.base.people.request import Request

PAGE = 30
LONGEST = 18  # digits that every database takes as a number


@dataclass(frozen=True)
class Row:
    notice: Notice
    due: Due | None


def own(request: Request) -> NoticeQuerySet:
    found: NoticeQuerySet = Notice.objects.visible_to(request.user, request.today)
    return found


def one_page(found: NoticeQuerySet, query: QueryDict) -> tuple[list[Notice], str]:
    """The messages after the place the address says, and where the next page begins; empty at the end."""
    read, _point, number = query.get("efter", "").partition(".")
    if read in {"0", "1"} and number.isdecimal() and len(number) <= LONGEST:
        found = found.after(int(number), is_read=read == "1")
    chosen = list(found.in_order().select_related("on_behalf_of")[: PAGE + 1])
    if len(chosen) <= PAGE:
        return chosen, ""
    last = chosen[PAGE - 1]
    return chosen[:PAGE], f"{0 if last.is_unread else 1}.{last.pk}"


def rows(notices: list[Notice], today: date) -> list[Row]:
    """Each with what its last day says; what has been read no longer hurries."""
    return [Row(notice, rules.due(notice.due_on, today) if notice.is_unread else None) for notice in notices]
