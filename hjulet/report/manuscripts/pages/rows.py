"""The sections of a report as they stand: written or not, who has them, and who is waited for."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from hjulet.base.people.models import User
from hjulet.report.manuscripts.access import able_to_own
from hjulet.report.manuscripts.checks import is_required
from hjulet.report.manuscripts.choices import RequestState, Standing
from hjulet.report.manuscripts.models import (
    Comment,
    Manuscript,
    SectionOwner,
    SectionRequest,
    SectionText,
    TextVersion,
)
from hjulet.report.manuscripts.outline import Section
from hjulet.report.manuscripts.rules import standing

TAGS = {
    Standing.EMPTY: "middle",
    Standing.OPTIONAL: "",
    Standing.ASKED: "info",
    Standing.OFFERED: "middle",
    Standing.WRITTEN: "good",
    Standing.COMMENTED: "middle",
}
NAMED = 2  # of those who are waited for; the rest are counted


@dataclass(frozen=True)
class Asked:
    """A question that waits for its answer, or an answer that waits to be taken in."""

    request: SectionRequest
    days_late: int

    @property
    def is_answered(self) -> bool:
        return self.request.state == RequestState.ANSWERED

    @property
    def is_late(self) -> bool:
        return self.days_late > 0


@dataclass(frozen=True)
class Row:
    """A section on the board."""

    section: Section
    standing: Standing
    tag: str
    is_required: bool
    is_owed: bool
    owner: SectionOwner | None
    owner_has_left: bool
    is_mine: bool
    writer: str
    written_at: datetime | None
    waiting: tuple[Asked, ...]
    to_take: tuple[Asked, ...]
    asked: int  # questions that were not taken back or handed on
    comments: int
    besides: int

    @property
    def answered(self) -> int:
        return self.asked - len(self.waiting)

    @property
    def is_written(self) -> bool:
        return bool(self.writer)

    @property
    def is_missing(self) -> bool:
        """The law wants a text here, or the facts say that one is owed, and nobody has written it."""
        return self.is_required and not self.is_written

    @property
    def is_done(self) -> bool:
        waits = self.waiting or self.to_take or self.comments or self.besides
        return self.standing == Standing.WRITTEN and not waits

    @property
    def is_quiet(self) -> bool:
        """Nobody must, and nobody has."""
        return self.standing == Standing.OPTIONAL and self.owner is None and not self.besides

    @property
    def named(self) -> tuple[Asked, ...]:
        """The first of those who are waited for; the rest are counted."""
        return self.waiting if len(self.waiting) <= NAMED + 1 else self.waiting[:NAMED]

    @property
    def more(self) -> int:
        return len(self.waiting) - len(self.named)


@dataclass(frozen=True)
class Written:
    """Everything that people have put into a report: a query each."""

    texts: tuple[SectionText, ...]
    asked: tuple[SectionRequest, ...]
    owners: dict[str, SectionOwner]
    able: frozenset[int]  # owners who still may have a section
    comments: Counter[str]
    besides: Counter[str]


def rows_of(manuscript: Manuscript, sections: Sequence[Section], user: User, today: date) -> list[Row]:
    written = _written(manuscript, user, today)
    return [_row(manuscript, section, written, user, today) for section in sections]


def _written(manuscript: Manuscript, user: User, today: date) -> Written:
    texts = SectionText.objects.filter(manuscript=manuscript).select_related("changed_by")
    asked = SectionRequest.objects.filter(manuscript=manuscript).exclude(
        state__in=[RequestState.WITHDRAWN, RequestState.HANDED_OVER]
    )
    owners = SectionOwner.objects.filter(manuscript=manuscript).select_related("user")
    held = {owner.section: owner for owner in owners}
    able = able_to_own(user, today).filter(pk__in=[owner.user_id for owner in held.values()])
    comments = Comment.objects.filter(manuscript=manuscript).open().values_list("section", flat=True)
    besides = TextVersion.objects.filter(text__manuscript=manuscript).waiting()
    return Written(
        tuple(texts),
        tuple(asked.select_related("to", "answered_by")),
        held,
        frozenset(able.values_list("pk", flat=True)),
        Counter(comments),
        Counter(besides.values_list("text__section", flat=True)),
    )


def _row(manuscript: Manuscript, section: Section, written: Written, user: User, today: date) -> Row:
    anchor = section.anchor
    texts = [text for text in written.texts if text.section == anchor and text.markdown]
    own = [text for text in texts if not text.is_offered]
    asked = [one for one in written.asked if one.section == anchor]
    waiting = tuple(Asked(one, (today - one.due_on).days) for one in asked if one.state == RequestState.OPEN)
    last = max((text for text in own if text.changed_at), key=lambda text: text.changed_at or 0, default=None)
    owner = written.owners.get(anchor)
    must_have = is_required(manuscript.kind, section)
    said = standing(
        written=bool(own),
        offered=len(own) < len(texts),
        asked=any(one.state in {RequestState.OPEN, RequestState.ANSWERED} for one in asked),
        commented=bool(written.comments[anchor]),
        required=must_have,
    )
    return Row(
        section=section,
        standing=said,
        tag=TAGS[said],
        is_required=must_have,
        is_owed=section.is_owed and not own,
        owner=owner,
        owner_has_left=owner is not None and owner.user_id not in written.able,
        is_mine=user.pk in {owner.user_id if owner else None, *(one.request.to_id for one in waiting)},
        writer=last.changed_by.name if last and last.changed_by else "",
        written_at=last.changed_at if last else None,
        waiting=waiting,
        to_take=tuple(Asked(one, 0) for one in asked if one.state == RequestState.ANSWERED),
        asked=len(asked),
        comments=written.comments[anchor],
        besides=written.besides[anchor],
    )
