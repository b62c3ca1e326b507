"""What reports wait for from one person: questions to answer, sections to write, and what has been answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse

from hjulet.base.people.models import User
from hjulet.report.manuscripts.choices import RequestState, State
from hjulet.report.manuscripts.models import SectionOwner, SectionRequest, SectionText

ANSWERED = 20  # the latest that are shown


@dataclass(frozen=True)
class Owned:
    """A section of mine, and whether anything stands in it."""

    owner: SectionOwner
    is_written: bool
    is_draft: bool  # in review nobody writes
    is_late: bool

    @property
    def href(self) -> str:
        return reverse("manuscripts:section", args=[self.owner.manuscript_id, self.owner.section])


@dataclass(frozen=True)
class AskedOfMe:
    request: SectionRequest
    is_late: bool
    instead_of: str  # whom I stand in for; empty when it is asked of me


@dataclass(frozen=True)
class Mine:
    asked: tuple[AskedOfMe, ...]
    owned: tuple[Owned, ...]
    answered: tuple[SectionRequest, ...]


def mine(user: User, today: date) -> Mine:
    answered = SectionRequest.objects.asked_of(user, today).filter(
        state__in=[RequestState.ANSWERED, RequestState.TAKEN]
    )
    latest = answered.select_related("manuscript", "answered_by").order_by("-answered_at", "-pk")
    return Mine(tuple(asked(user, today)), tuple(owned(user, today)), tuple(latest[:ANSWERED]))


def asked(user: User, today: date) -> Iterable[AskedOfMe]:
    """What waits for an answer of mine, or of somebody I stand in for; the oldest day first."""
    found = SectionRequest.objects.asked_of(user, today).waiting().exclude(manuscript__state=State.APPROVED)
    for one in found.select_related("manuscript__unit", "to", "asked_by").order_by("due_on", "pk"):
        yield AskedOfMe(one, one.due_on < today, "" if one.to_id == user.pk else one.to.name)


def owned(user: User, today: date) -> Iterable[Owned]:
    """The sections that I see to, of reports that are written; those without a text first."""
    text = SectionText.objects.filter(
        manuscript=OuterRef("manuscript"), section=OuterRef("section"), is_offered=False
    ).exclude(markdown="")
    held = SectionOwner.objects.held_by(user, today).exclude(manuscript__state=State.APPROVED)
    rows = held.annotate(is_written=Exists(text)).select_related("manuscript__unit")
    for one in rows.order_by("is_written", "manuscript__due_on", "pk"):
        due_on, is_written = one.manuscript.due_on, bool(getattr(one, "is_written", False))
        is_draft = one.manuscript.state == State.DRAFT
        late = bool(is_draft and due_on and due_on < today and not is_written)
        yield Owned(one, is_written, is_draft, late)
