"""A word about a section, until it is resolved."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hjulet.base.log.chain import record
from hjulet.base.people.models import User
from hjulet.report.manuscripts.choices import Obstacle, State
from hjulet.report.manuscripts.models import CannotChange, Comment, Manuscript
from hjulet.report.manuscripts.workflows.starting import locked


@transaction.atomic
def comment(
    manuscript: Manuscript, section: str, text: str, token: UUID, *, by: User, at: datetime
) -> Comment:
    """A comment, once: the same form sent again gives the one it made the first time. Raises CannotChange."""
    if locked(manuscript.pk).state == State.APPROVED:
        raise CannotChange([Obstacle.CLOSED])
    if made := Comment.objects.filter(written_by=by, form_token=token).first():
        return made
    made = Comment.objects.create(
        manuscript=manuscript, section=section, text=text, form_token=token, written_by=by, written_at=at
    )
    record("manuscript.commented", manuscript, by=by, at=at, section=section)
    return made


@transaction.atomic
def resolve(found: Comment, *, by: User, at: datetime) -> None:
    """Done with it. A second press changes nothing. Raises CannotChange."""
    if locked(found.manuscript_id).state == State.APPROVED:
        raise CannotChange([Obstacle.CLOSED])
    found.refresh_from_db(fields=["resolved_at"])
    if found.resolved_at is not None:
        return
    found.resolved_by, found.resolved_at = by, at
    found.save(update_fields=["resolved_by", "resolved_at"])
    record("manuscript.comment_resolved", found.manuscript, by=by, at=at, section=found.section)
