"""Who investigates, the question about conflict of interest, and the items of the investigation."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hjulet.base.log.chain import record
from hjulet.base.notices.choices import Kind as NoticeKind
from hjulet.base.notices.workflows import tell
from hjulet.base.people.models import User
from hjulet.check.lex import rules
from hjulet.check.lex.access import actor, group_of, holds_investigating_role, readers_only
from hjulet.check.lex.choices import Doing, NoteKind, Obstacle, State
from hjulet.check.lex.models import ConflictOfInterest, LexCase, LexItem, Refused


class SomebodyWasFaster(Exception):
    """The item has changed since the form was opened; nothing is written over."""


def lock(case: LexCase) -> None:
    """The case as it stands now, for nobody else to change until we are done."""
    case.refresh_from_db(from_queryset=LexCase.objects.select_for_update(of=("self",)))


@transaction.atomic
def assign(case: LexCase, investigator: User, *, by: User, at: datetime) -> None:
    """Appoint who investigates; from then on that person reads the case. Raises Refused. SOSFS 2011:5 5 kap."""
    lock(case)
    day = localtime(at).date()
    answer = case.conflicts.filter(user=investigator).first()
    obstacles = rules.obstacles_to_assigning(
        State(case.state),
        holds_role=holds_investigating_role(investigator, case, day),
        has_decided=answer is not None and answer.doing == Doing.DECIDES,
        has_conflict=answer is not None and answer.has_conflict,
    )
    if obstacles:
        raise Refused(obstacles)
    if case.investigator_id == investigator.pk:
        return
    if case.investigator_id is not None:
        case.notes.create(
            kind=NoteKind.HANDED_OVER, text=str(case.investigator), written_by=by, written_at=at
        )
    case.investigator, case.assigned_by, case.assigned_at = investigator, by, at
    case.save(update_fields=["investigator", "assigned_by", "assigned_at"])
    record("lexcase.assigned", case, by=by, at=at, investigator=investigator.pk)
    if investigator != by:
        title = _("Du ska utreda %(number)s. Börja med frågan om jäv.") % {"number": case.number}
        tell(
            [investigator], NoticeKind.LEX_NEW, title, case.get_absolute_url(),
            key=f"lex-{case.pk}-assigned-{at:%Y%m%d%H%M%S}", about=case, at=at, day=day,
            may_stand_in=readers_only(case, day),
        )  # fmt: skip


@transaction.atomic
def answer_conflict(case: LexCase, *, has_conflict: bool, reason: str, by: User, at: datetime) -> None:
    """Whether the one who is to investigate or decide may be partial. Yes: somebody else takes over. Raises Refused.

    A no from the investigator starts the investigation. Förvaltningslagen 16–18 §§.
    """
    lock(case)
    investigates = case.investigator_id == by.pk
    before = case.conflicts.filter(user=by).first()
    if before is not None and before.doing != (Doing.INVESTIGATES if investigates else Doing.DECIDES):
        raise Refused([Obstacle.HAS_INVESTIGATED if not investigates else Obstacle.HAS_DECIDED])
    if has_conflict and not reason.strip():
        raise Refused([Obstacle.NO_REASON])
    ConflictOfInterest.objects.update_or_create(
        case=case, user=by,
        defaults={
            "doing": Doing.INVESTIGATES if investigates else Doing.DECIDES,
            "has_conflict": has_conflict, "reason": reason.strip(), "answered_at": at,
        },
    )  # fmt: skip
    record("lexcase.conflict_answered", case, by=by, at=at, has_conflict=has_conflict)
    if has_conflict:
        _step_aside(case, by=by, at=at)
    elif investigates and case.state == State.RECEIVED:
        case.state = State.INVESTIGATED
        case.save(update_fields=["state"])
        record("lexcase.started", case, by=by, at=at)


def _step_aside(case: LexCase, *, by: User, at: datetime) -> None:
    """The case loses its investigator, and those who answer for it learn that somebody else is needed."""
    day = localtime(at).date()
    if case.investigator_id == by.pk:
        case.investigator, case.assigned_by, case.assigned_at = None, None, None
        if case.state == State.INVESTIGATED:
            case.state = State.RECEIVED
        case.save(update_fields=["investigator", "assigned_by", "assigned_at", "state"])
    title = _("%(number)s behöver någon annan som utreder eller beslutar.") % {"number": case.number}
    tell(
        group_of(case, day), NoticeKind.LEX_NEW, title, case.get_absolute_url(),
        key=f"lex-{case.pk}-conflict-{by.pk}", about=case, at=at, day=day, may_stand_in=readers_only(case, day),
    )  # fmt: skip


@transaction.atomic
def write_item(  # noqa: PLR0913 - what, on top of which, ready or not, by whom and when
    case: LexCase, key: str, text: str, *, revision: int, is_done: bool, by: User, at: datetime
) -> LexItem:
    """What an item says from now on. "Klar" locks it. Raises Refused, or SomebodyWasFaster when it has changed meanwhile."""
    lock(case)
    item = LexItem.objects.select_for_update(of=("self",)).get(case=case, key=key)
    obstacles = rules.obstacles_to_writing(
        case.facts(), actor(by, case, localtime(at).date()), is_locked=item.is_done, is_last=item.is_last
    )
    if is_done and not text.strip():
        obstacles.append(Obstacle.NO_TEXT)
    if obstacles:
        raise Refused(obstacles)
    if item.revision != revision:
        raise SomebodyWasFaster
    item.text, item.changed_by, item.changed_at, item.revision = text, by, at, item.revision + 1
    if is_done:
        item.is_done, item.done_by, item.done_at = True, by, at
    item.save(update_fields=["text", "changed_by", "changed_at", "revision", "is_done", "done_by", "done_at"])
    record("lexcase.item_done" if is_done else "lexcase.item_written", case, by=by, at=at, item=key)
    return item


@transaction.atomic
def unlock_item(case: LexCase, key: str, reason: str, *, by: User, at: datetime) -> None:
    """A finished item may be changed again; why stands in the case. Raises Refused."""
    lock(case)
    item = LexItem.objects.select_for_update(of=("self",)).get(case=case, key=key)
    obstacles = rules.obstacles_to_writing(
        case.facts(), actor(by, case, localtime(at).date()), is_locked=False, is_last=item.is_last
    )
    if not item.is_done:
        obstacles.append(Obstacle.NOT_LOCKED)
    if not reason.strip():
        obstacles.append(Obstacle.NO_REASON)
    if obstacles:
        raise Refused(obstacles)
    item.is_done, item.done_by, item.done_at, item.revision = False, None, None, item.revision + 1
    item.save(update_fields=["is_done", "done_by", "done_at", "revision"])
    said = f"{item.title}: {reason.strip()}"
    case.notes.create(kind=NoteKind.UNLOCKED, text=said, written_by=by, written_at=at)
    record("lexcase.item_unlocked", case, by=by, at=at, item=key)
