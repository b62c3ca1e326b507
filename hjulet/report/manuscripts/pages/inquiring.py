"""The page where many are asked at once, and the page that says who was."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django.db.models import TextChoices
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hjulet.base.people.models import Absence, User
from hjulet.report.manuscripts.access import askable
from hjulet.report.manuscripts.choices import NotAsked
from hjulet.report.manuscripts.directory import Directory, directory
from hjulet.report.manuscripts.facts import facts_of
from hjulet.report.manuscripts.forms.inquiring import InquiryForm, Proposal
from hjulet.report.manuscripts.models import Inquiry, Manuscript, SectionRequest
from hjulet.report.manuscripts.outline import Section, outline
from hjulet.report.manuscripts.pages import folding
from hjulet.report.manuscripts.pages import rows as sections
from hjulet.report.manuscripts.pages.asking import in_two_weeks
from hjulet.report.manuscripts.pages.last_year import Before, before
from hjulet.report.manuscripts.questions import question_for


class Start(TextChoices):
    """What the page begins with."""

    NOTHING = "", _("inget valt")
    MISSING = "saknas", _("det som saknar text")
    LAST_YEAR = "forra-aret", _("samma som förra året")


@dataclass(frozen=True)
class Left:
    """Somebody who was asked last year and has left, and whether the one who came after is chosen."""

    name: str
    is_followed: bool


@dataclass(frozen=True)
class Row:
    """A section to ask about, with its fields as they stand."""

    stands: sections.Row
    pick: BoundField
    to: BoundField
    question: BoundField
    names: tuple[str, ...]  # with an empty line last
    has_left: tuple[Left, ...]

    @property
    def section(self) -> Section:
        return self.stands.section

    @property
    def is_quiet(self) -> bool:
        return self.stands.is_quiet and not (self.pick.value() or self.to.errors or self.question.errors)


@dataclass(frozen=True)
class Chapter(folding.Chapter[Row]):
    whole: BoundField

    @property
    def has_whole(self) -> bool:
        return sum(row.stands.is_required for row in self.rows) > 1


@dataclass(frozen=True)
class Asking:
    """Everything that the form is made of."""

    manuscript: Manuscript
    rows: tuple[sections.Row, ...]
    directory: Directory
    before: Before | None
    start: str

    @property
    def proposals(self) -> list[Proposal]:
        return [self._proposal(row) for row in self.rows]

    @property
    def starts(self) -> list[Start]:
        return [one for one in Start if self.before or one != Start.LAST_YEAR]

    @property
    def has_moved_on(self) -> bool:
        return self.before is not None and self.start == Start.LAST_YEAR

    @property
    def lost(self) -> list[str]:
        """Sections that were asked about last year, and that this year's report does not have."""
        here = {row.section.anchor for row in self.rows}
        asked = self.before.sections if self.before else {}
        return [one.title for anchor, one in asked.items() if anchor not in here]

    @property
    def last_year(self) -> int:
        return self.manuscript.year - 1

    def initial(self, today: date) -> dict[str, Any]:
        last = self.before.due_on if self.before and self.start == Start.LAST_YEAR else None
        return {"token": uuid4(), "due_on": last or in_two_weeks(today)}

    def chapters(self, form: InquiryForm) -> Iterator[Chapter]:
        for number, title in enumerate(form.chapters):
            rows = tuple(self._row(row, form) for row in self.rows if row.section.chapter == title)
            yield Chapter(title, rows, form[f"whole-{number}"])

    def _proposal(self, row: sections.Row) -> Proposal:
        anchor, year = row.section.anchor, self.manuscript.year
        asked = self.before.sections.get(anchor) if self.before else None
        if self.start == Start.LAST_YEAR and asked:
            names = self._again(row, self.before.people(anchor) if self.before else [])
            is_left = bool(names or (self.before and self.before.gone(anchor)))
            return Proposal(row.section, tuple(names), asked.question, row.is_required, is_picked=is_left)
        names = self.directory.said([row.owner.user_id] if row.owner else [])
        names = names or self.directory.said(self.before.people(anchor) if self.before else [])
        is_missing = self.start == Start.MISSING and row.is_missing and not row.waiting
        question = question_for(anchor, year)
        return Proposal(row.section, tuple(names), question, row.is_required, is_picked=is_missing)

    def _again(self, row: sections.Row, people: list[int]) -> list[str]:
        """Those of last year who have not been asked about the section this year already."""
        has = {one.request.to_id for one in (*row.waiting, *row.to_take)}
        return self.directory.said([pk for pk in people if pk not in has])

    def _row(self, row: sections.Row, form: InquiryForm) -> Row:
        anchor = row.section.anchor
        to = form[f"to-{anchor}"]
        gone = self.before.gone(anchor) if self.before and self.start == Start.LAST_YEAR else []
        left = tuple(Left(one.left.name, one.now in self.directory.names) for one in gone)
        names = (*(to.value() or ()), "")
        return Row(row, form[f"pick-{anchor}"], to, form[f"question-{anchor}"], names, left)


@dataclass(frozen=True)
class NotAskedShown:
    name: str
    section: str
    why: str


@dataclass(frozen=True)
class Away:
    """Whoever is away has a substitute, who gets the message first."""

    name: str
    substitute: str
    until: date


@dataclass(frozen=True)
class Result:
    """Who was asked what, who could not be, and who is away."""

    asked: Mapping[str, Sequence[SectionRequest]]
    not_asked: tuple[NotAskedShown, ...]
    away: tuple[Away, ...]
    people: int


def asking(manuscript: Manuscript, user: User, today: date, start: str) -> Asking:
    people = directory(askable(user, today), today, with_groups=True)
    rows = tuple(sections.rows_of(manuscript, outline(facts_of(manuscript)), user, today))
    chosen = start if start in Start.values else ""
    return Asking(manuscript, rows, people, before(manuscript, today), chosen)


def result(inquiry: Inquiry) -> Result:
    requests = inquiry.requests.select_related("to", "answered_by").order_by("pk")
    asked: dict[str, list[SectionRequest]] = defaultdict(list)
    for one in requests:
        asked[one.section_title].append(one)
    people = {one.to_id for one in requests}
    away = Absence.objects.filter(
        user__in=people, starts_on__lte=(day := timezone.localtime(inquiry.asked_at).date()), ends_on__gte=day
    )
    return Result(
        dict(asked),
        tuple(_not_asked(inquiry.not_asked)),
        tuple(Away(one.user.name, one.substitute.name, one.ends_on) for one in _with_names(away)),
        len(people),
    )


def _with_names(away: Any) -> Any:
    return away.select_related("user", "substitute").order_by("user__name", "pk")


def _not_asked(rows: Collection[Mapping[str, Any]]) -> Iterator[NotAskedShown]:
    names = dict(User.objects.filter(pk__in=[row["to"] for row in rows]).values_list("pk", "name"))
    for row in rows:
        why = str(NotAsked(row["why"]).label)
        yield NotAskedShown(names.get(row["to"], ""), row["title"], why)
