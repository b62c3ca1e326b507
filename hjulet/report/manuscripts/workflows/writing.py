"""Saving texts so that nothing anybody wrote is lost: versions, versions beside each other, offers."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hjulet.base.log.chain import record
from hjulet.base.people.models import User
from hjulet.base.texts.sittings import is_same_sitting, joined
from hjulet.report.manuscripts import rules
from hjulet.report.manuscripts.choices import Obstacle, Part, State
from hjulet.report.manuscripts.models import (
    CannotChange,
    Manuscript,
    SectionRequest,
    SectionText,
    TextVersion,
)
from hjulet.report.manuscripts.workflows.starting import locked


@dataclass(frozen=True)
class Place:
    """Which text: the report, the section, the part."""

    manuscript: Manuscript
    section: str
    part: Part


@dataclass(frozen=True)
class Origin:
    """Where a version comes from when it was not typed where it stands."""

    answer_to: SectionRequest | None = None
    is_restored: bool = False


TYPED = Origin()
STORED = ("markdown", "is_offered", "is_last_years", "changed_by", "changed_at", "revision")


@dataclass(frozen=True)
class Saved:
    """What became of what was written: it stands in the text, or beside it, and why."""

    text: SectionText
    beside: TextVersion | None = None
    obstacles: tuple[Obstacle, ...] = ()


@transaction.atomic
def save_text(place: Place, markdown: str, *, revision: int, by: User, at: datetime) -> Saved:
    """The text from now on. What was written on an older revision, or while the report is closed, is kept beside it.

    One log entry a version, and not one for every pause of somebody who types. Raises CannotChange when it is too long.
    """
    markdown = rules.tidied(markdown)
    if rules.letters_in(markdown) > rules.LONGEST_TEXT:
        raise CannotChange([Obstacle.TOO_LONG])
    manuscript = locked(place.manuscript.pk)
    text = _text(place)
    if markdown == text.markdown:
        return Saved(text)
    obstacles = rules.obstacles_to_writing(State(manuscript.state))
    if obstacles or revision != text.revision:
        return Saved(text, _beside(place, text, markdown, revision, by, at), tuple(obstacles))
    write(place, text, markdown, by=by, at=at)
    return Saved(text)


def write(
    place: Place, text: SectionText, markdown: str, *, by: User, at: datetime, origin: Origin = TYPED
) -> TextVersion:
    """Put it in place, with a version. The caller holds the report's lock."""
    last = text.versions.filter(is_beside=False).order_by("-revision").first() if text.pk else None
    author = origin.answer_to.answered_by if origin.answer_to and origin.answer_to.answered_by else by
    text.markdown, text.is_offered, text.is_last_years = markdown, False, False
    text.changed_by, text.changed_at, text.revision = author, at, text.revision + 1
    _store(text)
    if last is not None and origin == TYPED and _is_same_sitting(last, markdown, by, at):
        last.markdown, last.revision = markdown, text.revision
        last.save(update_fields=["markdown", "revision"])
        return last
    version = text.versions.create(
        revision=text.revision, markdown=markdown, written_by=author, written_at=at,
        answer_to=origin.answer_to, is_restored=origin.is_restored,
    )  # fmt: skip
    _tell("manuscript.written", place, by, at, revision=text.revision)
    return version


@transaction.atomic
def settle(version: TextVersion, *, append: bool, by: User, at: datetime) -> None:
    """Somebody has seen what stands beside the text; with APPEND it is put last in it. Raises CannotChange."""
    place, text = _open(version)
    version.refresh_from_db(fields=["settled_at"])
    if version.settled_at is not None or not version.is_beside:
        return
    if append:
        write(place, text, joined(text.markdown, version.markdown), by=by, at=at)
    version.settled_by, version.settled_at = by, at
    version.save(update_fields=["settled_by", "settled_at"])
    _tell("manuscript.settled", place, by, at, version=version.pk)


@transaction.atomic
def restore(version: TextVersion, *, by: User, at: datetime) -> None:
    """The text as it once was, as a new version: what stood there until now stays in the history. Raises CannotChange."""
    place, text = _open(version)
    if version.markdown != text.markdown:
        write(place, text, version.markdown, by=by, at=at, origin=Origin(is_restored=True))


@transaction.atomic
def take_answer(asked: SectionRequest, part: Part, *, by: User, at: datetime) -> None:
    """Put an answer last in a text, in the name of the one who wrote it. The caller has checked the question."""
    place = Place(asked.manuscript, asked.section, part)
    _must_be_open(place.manuscript)
    text = _text(place)
    write(place, text, joined(text.markdown, asked.answer), by=by, at=at, origin=Origin(answer_to=asked))


@transaction.atomic
def offer_text(
    place: Place, markdown: str, *, is_last_years: bool = False, by: User, at: datetime
) -> SectionText:
    """A draft from the facts, or last year's text, where nothing is written.

    It is nobody's until somebody owns it. Raises CannotChange.
    """
    _must_be_open(place.manuscript)
    text = _text(place)
    if text.markdown:
        raise CannotChange([Obstacle.HAS_TEXT])
    if not markdown:
        raise CannotChange([Obstacle.NOT_LAST_YEAR if is_last_years else Obstacle.NOTHING_TO_SAY])
    text.markdown, text.is_offered, text.is_last_years = markdown, True, is_last_years
    text.changed_by, text.changed_at = None, at
    text.revision += 1
    _store(text)
    _tell("manuscript.offered", place, by, at)
    return text


@transaction.atomic
def answer_offer(place: Place, *, own: bool, by: User, at: datetime) -> None:
    """Make the offered text one's own, or take it away. A second press changes nothing. Raises CannotChange."""
    _must_be_open(place.manuscript)
    text = _text(place)
    if text.is_offered:
        write(place, text, text.markdown if own else "", by=by, at=at)


def _text(place: Place) -> SectionText:
    """The text as it stands, or an empty one that is not stored yet."""
    named = {"manuscript": place.manuscript, "section": place.section, "part": place.part}
    return SectionText.objects.filter(**named).first() or SectionText(**named, revision=0)


def _store(text: SectionText) -> None:
    if text.pk:
        text.save(update_fields=[*STORED])
    else:
        text.save(force_insert=True)


def _beside(
    place: Place, text: SectionText, markdown: str, revision: int, by: User, at: datetime
) -> TextVersion:
    """Keep what was written beside the text; the same person's next save of it is the same version."""
    if not text.pk:
        text.save(force_insert=True)
    mine = text.versions.waiting().filter(written_by=by, revision=revision).order_by("-pk").first()
    if mine is not None and (mine.markdown == markdown or _is_same_sitting(mine, markdown, by, at)):
        mine.markdown = markdown
        mine.save(update_fields=["markdown"])
        return mine
    made: TextVersion = text.versions.create(
        revision=revision, markdown=markdown, written_by=by, written_at=at, is_beside=True
    )
    _tell("manuscript.kept_beside", place, by, at, version=made.pk)
    return made


def _is_same_sitting(last: TextVersion, markdown: str, by: User, at: datetime) -> bool:
    is_plain = last.written_by_id == by.pk and not last.answer_to_id and not last.is_restored
    return is_plain and is_same_sitting(last.markdown, markdown, started_at=last.written_at, at=at)


def _open(version: TextVersion) -> tuple[Place, SectionText]:
    text = version.text
    place = Place(text.manuscript, text.section, Part(text.part))
    _must_be_open(place.manuscript)
    return place, _text(place)


def _must_be_open(manuscript: Manuscript) -> None:
    if obstacles := rules.obstacles_to_writing(State(locked(manuscript.pk).state)):
        raise CannotChange(obstacles)


def _tell(event: str, place: Place, by: User, at: datetime, **more: int) -> None:
    """Which text, never what it says."""
    record(event, place.manuscript, by=by, at=at, section=place.section, part=place.part, **more)
