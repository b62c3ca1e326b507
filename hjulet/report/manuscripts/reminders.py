"""Reports whose days come or have passed: who is reminded of what today, and who leads told once a week what is late."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.act.actions.rules import DAYS_BEFORE, reminder
from hjulet.base.notices.choices import Kind
from hjulet.base.notices.workflows import tell
from hjulet.base.people.models import User
from hjulet.base.ui import swedish
from hjulet.report.manuscripts.access import leading
from hjulet.report.manuscripts.choices import State
from hjulet.report.manuscripts.models import Manuscript, SectionOwner, SectionRequest, SectionText


@dataclass(frozen=True)
class Due:
    """One reminder. Its words name days and numbers, and nothing of what a report says."""

    users: tuple[User, ...]
    title: str
    path: str
    key: str
    about: models.Model
    due_on: date | None

    def send(self, *, at: datetime, day: date) -> int:
        """Tell each, or the substitute; said twice it is told once. Gives how many were new."""
        return tell(
            self.users, Kind.REPORT_ASKED, self.title, self.path, key=self.key, about=self.about, due_on=self.due_on,
            at=at, day=day,
        )  # fmt: skip


def all_due(today: date) -> Iterator[Due]:
    """Questions, sections that somebody has, and the weekly word to whoever leads. What is approved asks for nothing more."""
    yield from _questions(today)
    yield from _sections(today)
    yield from _summaries(today)


def _questions(today: date) -> Iterator[Due]:
    """The oldest day first; a week before, on the day and then once a week."""
    soon = _waiting().filter(due_on__lte=today + timedelta(days=DAYS_BEFORE))
    for asked in soon.select_related("to").order_by("due_on", "pk"):
        stands = reminder(asked.due_on, today)
        if (
            stands is not None and asked.asked_at.date() < today
        ):  # the day it is asked the question itself is told
            stage, weeks = stands
            key = f"report-due-{asked.pk}-{asked.due_on:%Y%m%d}-{stage}-{weeks}"
            title = _title(asked.due_on, today)
            yield Due((asked.to,), title, asked.get_absolute_url(), key, asked, asked.due_on)


def _sections(today: date) -> Iterator[Due]:
    """One to each who has sections without a text in a report, however many."""
    of_each: dict[tuple[Manuscript, User], list[SectionOwner]] = defaultdict(list)
    for owner in _unwritten(today + timedelta(days=DAYS_BEFORE)):
        if owner.set_at.date() < today:
            of_each[owner.manuscript, owner.user].append(owner)
    for (manuscript, user), owners in of_each.items():
        due_on = manuscript.due_on or today
        stands = reminder(due_on, today)
        if stands is not None:
            stage, weeks = stands
            key = f"report-section-due-{manuscript.pk}-{due_on:%Y%m%d}-{stage}-{weeks}"
            title = _of_sections(len(owners), due_on, today)
            yield Due((user,), title, reverse("manuscripts:mine"), key, owners[0], due_on)


def _summaries(today: date) -> Iterator[Due]:
    """What is late in a report, to whoever leads it: the first morning of the week that something is."""
    late: dict[Manuscript, list[SectionRequest]] = defaultdict(list)
    passed = _waiting().filter(due_on__lt=today).select_related("manuscript__unit__municipality", "asked_by")
    for asked in passed.order_by("pk"):
        late[asked.manuscript].append(asked)
    sections: dict[Manuscript, int] = defaultdict(int)
    for owner in _unwritten(today - timedelta(days=1)):
        sections[owner.manuscript] += 1
    year, week, _weekday = today.isocalendar()
    for manuscript in dict.fromkeys([*late, *sections]):
        users = leading(manuscript, {asked.asked_by for asked in late[manuscript]}, today)
        title = _sums_up(len(late[manuscript]), sections[manuscript])
        path = f"{manuscript.get_absolute_url()}?visa=saknas"
        key = f"report-summary-{manuscript.pk}-{year}-{week}"
        yield Due(tuple(users), title, path, key, manuscript, manuscript.due_on)


def _waiting() -> models.QuerySet[SectionRequest]:
    return SectionRequest.objects.waiting().exclude(manuscript__state=State.APPROVED)


def _unwritten(last: date) -> Iterable[SectionOwner]:
    """Sections without a text of reports that are to be ready by then."""
    text = SectionText.objects.filter(
        manuscript=OuterRef("manuscript"), section=OuterRef("section"), is_offered=False
    ).exclude(markdown="")
    held = SectionOwner.objects.filter(~Exists(text), manuscript__state=State.DRAFT)
    found = held.filter(manuscript__due_on__lte=last).select_related("manuscript__unit__municipality", "user")
    return found.order_by("manuscript__due_on", "pk")


def _title(due_on: date, today: date) -> str:
    said = {"day": swedish.day(due_on)}
    if due_on < today:
        return _("En fråga om en rapport skulle ha besvarats %(day)s.") % said
    return _("En fråga om en rapport ska besvaras senast %(day)s.") % said


def _of_sections(amount: int, due_on: date, today: date) -> str:
    said = {"day": swedish.day(due_on), "n": amount}
    if due_on < today:
        words = ngettext(
            "Ett avsnitt som du ansvarar för skulle ha varit klart %(day)s.",
            "%(n)s avsnitt som du ansvarar för skulle ha varit klara %(day)s.", amount,
        )  # fmt: skip
    else:
        words = ngettext(
            "Ett avsnitt som du ansvarar för ska vara klart %(day)s.",
            "%(n)s avsnitt som du ansvarar för ska vara klara %(day)s.", amount,
        )  # fmt: skip
    return words % said


def _sums_up(questions: int, sections: int) -> str:
    told = []
    if questions:
        words = ngettext(
            "En fråga om en rapport har passerat sin dag utan svar.",
            "%(n)s frågor om en rapport har passerat sin dag utan svar.", questions,
        )  # fmt: skip
        told.append(words % {"n": questions})
    if sections:
        words = ngettext("Ett avsnitt i en rapport är sent.", "%(n)s avsnitt i en rapport är sena.", sections)
        told.append(words % {"n": sections})
    return " ".join(told)
