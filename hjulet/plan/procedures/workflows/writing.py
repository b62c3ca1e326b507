"""Saving a version's texts so that nothing anybody wrote is lost: copies, and copies beside each other."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hjulet.base.log.chain import record
from hjulet.base.people.models import User
from hjulet.base.texts.sittings import is_same_sitting, joined
from hjulet.plan.procedures import rules
from hjulet.plan.procedures.choices import Obstacle, Part, State
from hjulet.plan.procedures.models import CannotChange, RoutineCopy, RoutineVersion
from hjulet.plan.procedures.workflows.starting import locked


@dataclass(frozen=True)
class Saved:
    """What became of what was written: it stands in the text, or beside it, and why."""

    version: RoutineVersion
    part: Part
    beside: RoutineCopy | None = None
    obstacles: tuple[Obstacle, ...] = ()

    @property
    def markdown(self) -> str:
        return self.version.said(self.part)

    @property
    def revision(self) -> int:
        return self.version.revision_of(self.part)


@transaction.atomic
def save_text(
    version: RoutineVersion, part: Part, markdown: str, *, revision: int, by: User, at: datetime
) -> Saved:
    """The text from now on. What was written on an older revision, or while the version is closed, is kept beside it.

    One log entry a copy, and not one for every pause of somebody who types. Raises CannotChange when it is too long.
    """
    markdown = markdown.replace("\r\n", "\n").rstrip()
    if len(markdown) > rules.LONGEST_TEXT:
        raise CannotChange([Obstacle.TOO_LONG])
    found = _locked(version)
    if markdown == found.said(part):
        return Saved(found, part)
    obstacles = rules.obstacles_to_writing(State(found.state))
    if obstacles or revision != found.revision_of(part):
        return Saved(found, part, _beside(found, part, markdown, revision, by, at), tuple(obstacles))
    _write(found, part, markdown, by=by, at=at)
    return Saved(found, part)


@transaction.atomic
def settle(copy: RoutineCopy, *, append: bool, by: User, at: datetime) -> None:
    """Somebody has seen what stands beside the text; with APPEND it is put last in it. Raises CannotChange."""
    found = _open(copy.version)
    copy.refresh_from_db(fields=["settled_at"])
    if copy.settled_at is not None or not copy.is_beside:
        return
    if append:
        part = Part(copy.part)
        _write(found, part, joined(found.said(part), copy.markdown), by=by, at=at)
    copy.settled_by, copy.settled_at = by, at
    copy.save(update_fields=["settled_by", "settled_at"])
    record("routine.settled", found.routine, by=by, at=at, version=found.number, part=copy.part)


@transaction.atomic
def restore(copy: RoutineCopy, *, by: User, at: datetime) -> None:
    """The text as it once was; what stood there until now stays among the copies. Raises CannotChange."""
    found, part = _open(copy.version), Part(copy.part)
    if copy.markdown != found.said(part):
        _write(found, part, copy.markdown, by=by, at=at, is_typed=False)


@transaction.atomic
def say_what_is_new(version: RoutineVersion, text: str, *, by: User, at: datetime) -> None:
    """What readers are told of the change, in the owner's words. Raises CannotChange."""
    found = _open(version, also_review=True)
    if found.what_is_new != text.strip():
        found.what_is_new = text.strip()
        found.save(update_fields=["what_is_new"])
        record("routine.told_what_is_new", found.routine, by=by, at=at, version=found.number)


def _locked(version: RoutineVersion) -> RoutineVersion:
    routine = locked(version.routine_id)
    found = RoutineVersion.objects.select_related("file", "changed_by").get(pk=version.pk)
    found.routine = routine
    return found


def _open(version: RoutineVersion, *, also_review: bool = False) -> RoutineVersion:
    found = _locked(version)
    if also_review and found.state == State.REVIEW:
        return found
    if obstacles := rules.obstacles_to_writing(State(found.state)):
        raise CannotChange(obstacles)
    return found


def _write(
    version: RoutineVersion, part: Part, markdown: str, *, by: User, at: datetime, is_typed: bool = True
) -> None:
    """Put it in place, with a copy. The caller holds the routine's lock."""
    last = version.copies.filter(part=part, is_beside=False).order_by("-revision", "-pk").first()
    revision = version.revision_of(part) + 1
    setattr(version, part, markdown)
    setattr(version, f"{part}_revision", revision)
    version.changed_by, version.changed_at = by, at
    version.save(update_fields=[part, f"{part}_revision", "changed_by", "changed_at"])
    if is_typed and last is not None and _is_same_sitting(last, markdown, by, at):
        last.markdown, last.revision = markdown, revision
        last.save(update_fields=["markdown", "revision"])
        return
    version.copies.create(part=part, revision=revision, markdown=markdown, written_by=by, written_at=at)
    record(
        "routine.written", version.routine, by=by, at=at, version=version.number, part=part, revision=revision
    )


def _beside(
    version: RoutineVersion, part: Part, markdown: str, revision: int, by: User, at: datetime
) -> RoutineCopy:
    """Keep what was written beside the text; the same person's next save of it is the same copy."""
    mine = (
        version.copies.waiting().filter(part=part, written_by=by, revision=revision).order_by("-pk").first()
    )
    if mine is not None and (mine.markdown == markdown or _is_same_sitting(mine, markdown, by, at)):
        mine.markdown = markdown
        mine.save(update_fields=["markdown"])
        return mine
    made: RoutineCopy = version.copies.create(
        part=part, revision=revision, markdown=markdown, written_by=by, written_at=at, is_beside=True
    )
    record("routine.kept_beside", version.routine, by=by, at=at, version=version.number, part=part)
    return made


def _is_same_sitting(last: RoutineCopy, markdown: str, by: User, at: datetime) -> bool:
    is_mine = last.written_by_id == by.pk
    return is_mine and is_same_sitting(last.markdown, markdown, started_at=last.written_at, at=at)
