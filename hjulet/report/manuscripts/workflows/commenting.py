"""Words about a section: said, answered, resolved and opened again. Those who are concerned are told, once until they look."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from hjulet.base.log.chain import record
from hjulet.base.notices.choices import Kind
from hjulet.base.notices.models import Notice, NoticeQuerySet
from hjulet.base.notices.workflows import tell
from hjulet.base.people.models import User
from hjulet.report.manuscripts import rules
from hjulet.report.manuscripts.access import may_comment, owns
from hjulet.report.manuscripts.choices import State
from hjulet.report.manuscripts.models import (
    CannotChange,
    Comment,
    Manuscript,
    SectionOwner,
    SectionText,
)
from hjulet.report.manuscripts.workflows.starting import locked


@dataclass(frozen=True)
class Said:
    """What somebody says about a section, or about one of its texts."""

    section: str
    text: str
    part: str = ""


@transaction.atomic
def comment(manuscript: Manuscript, said: Said, token: UUID, *, by: User, at: datetime, day: date) -> Comment:
    """A comment, once: the same form sent again gives the one it made the first time. Raises CannotChange.

    The report may be reviewed meanwhile: what a reviewer says of a section goes with the report when it is sent back.
    """
    _must_be_open(manuscript)
    if made := Comment.objects.filter(written_by=by, form_token=token).first():
        return made
    made = Comment.objects.create(
        manuscript=manuscript, **vars(said), form_token=token, written_by=by, written_at=at
    )
    record("manuscript.commented", manuscript, by=by, at=at, section=said.section)
    mark_seen(by, manuscript, said.section, at=at)
    _tell(made, _("Någon har kommenterat ett avsnitt i en rapport."), by=by, at=at, day=day)
    return made


@transaction.atomic
def reply(thread: Comment, text: str, token: UUID, *, by: User, at: datetime, day: date) -> Comment:
    """An answer to a comment, once; an answer to what is resolved opens it again. Raises CannotChange."""
    found = _locked(thread)
    if made := Comment.objects.filter(written_by=by, form_token=token).first():
        return made
    made = Comment.objects.create(
        manuscript=found.manuscript, section=found.section, part=found.part, reply_to=found, text=text,
        form_token=token, written_by=by, written_at=at,
    )  # fmt: skip
    record("manuscript.comment_answered", found.manuscript, by=by, at=at, section=found.section)
    mark_seen(by, found.manuscript, found.section, at=at)
    if found.resolved_at is not None:
        _open(found, by=by, at=at)
    _tell(made, _("Någon har svarat på en kommentar i en rapport."), by=by, at=at, day=day)
    return made


@transaction.atomic
def resolve(thread: Comment, *, by: User, at: datetime) -> None:
    """Done with it. A second press changes nothing. Raises CannotChange."""
    found = _locked(thread)
    if found.resolved_at is not None:
        return
    found.resolved_by, found.resolved_at = by, at
    found.save(update_fields=["resolved_by", "resolved_at"])
    record("manuscript.comment_resolved", found.manuscript, by=by, at=at, section=found.section)
    mark_seen(by, found.manuscript, found.section, at=at)


@transaction.atomic
def reopen(thread: Comment, *, by: User, at: datetime) -> None:
    """Not done with it after all. A second press changes nothing. Raises CannotChange."""
    found = _locked(thread)
    if found.resolved_at is not None:
        _open(found, by=by, at=at)


def mark_seen(user: User, manuscript: Manuscript, section: str, *, at: datetime) -> None:
    """The person has done something in the section: what was told of its comments is read."""
    _waiting(manuscript, section).filter(user=user).update(read_at=at)


def _open(found: Comment, *, by: User, at: datetime) -> None:
    found.resolved_by = found.resolved_at = None
    found.save(update_fields=["resolved_by", "resolved_at"])
    record("manuscript.comment_reopened", found.manuscript, by=by, at=at, section=found.section)


def _locked(thread: Comment) -> Comment:
    """The comment that the thread began with, as it stands behind the report's lock."""
    _must_be_open(thread.manuscript)
    return Comment.objects.select_related("manuscript__unit__municipality").get(
        pk=thread.reply_to_id or thread.pk
    )


def _must_be_open(manuscript: Manuscript) -> None:
    if obstacles := rules.obstacles_to_commenting(State(locked(manuscript.pk).state)):
        raise CannotChange(obstacles)


def _tell(made: Comment, title: str, *, by: User, at: datetime, day: date) -> None:
    """One message a section until it is read, however much is said there; it leads to the newest."""
    told = set(_waiting(made.manuscript, made.section).values_list("user", flat=True))
    others = [one for one in _concerned(made, day) if one != by and one.pk not in told]
    if not others:
        return
    tell(
        others, Kind.REPORT_COMMENT, title, made.get_absolute_url(), key=f"report-comment-{made.pk}",
        about=made.manuscript, at=at, day=day,
        may_stand_in=lambda user: may_comment(user, made.manuscript, day),
    )  # fmt: skip


def _waiting(manuscript: Manuscript, section: str) -> NoticeQuerySet:
    """Unread messages about the section's comments."""
    place = reverse("manuscripts:section", args=[manuscript.pk, section])
    found = Notice.objects.about(manuscript).filter(kind=Kind.REPORT_COMMENT, withdrawn_at=None)
    return found.filter(path__startswith=f"{place}#").unread()


def _concerned(made: Comment, day: date) -> Iterable[User]:
    """Whoever wrote the texts it is about, whoever is responsible for the section, and those in the thread.

    Whoever answered a question is the writer of a text but does not read the section: where nobody of them does,
    whoever began the report is told.
    """
    named = {"manuscript": made.manuscript, "section": made.section}
    texts = SectionText.objects.filter(**named).exclude(changed_by=None).select_related("changed_by")
    if made.part:
        texts = texts.filter(part=made.part)
    found = [text.changed_by for text in texts if text.changed_by]
    found += [owner.user for owner in SectionOwner.objects.filter(**named).select_related("user")]
    if made.reply_to is not None:
        answers = made.reply_to.replies.select_related("written_by")
        found += [made.reply_to.written_by, *(one.written_by for one in answers)]
    readers = {one.pk: one for one in found if _may_read(one, made, day)}
    return readers.values() or [made.manuscript.started_by]


def _may_read(user: User, made: Comment, day: date) -> bool:
    return may_comment(user, made.manuscript, day) or owns(user, made.manuscript, made.section, day)
