"""The end of a case and other ways out: closed, none after all, a doublet, open again, another unit, one step up."""

from datetime import date, datetime
from uuid import uuid4

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hjulet.base.log.chain import record
from hjulet.base.notices.choices import Kind
from hjulet.base.notices.workflows import withdraw
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Role
from hjulet.base.people.models import User
from hjulet.check.deviations import rules
from hjulet.check.deviations.choices import Obstacle, State
from hjulet.check.deviations.models import Deviation, Message, Refused, deadlines_of
from hjulet.check.deviations.workflows.answering import answer_reporter, tell_reporter
from hjulet.check.deviations.workflows.counting import count_case, count_month, counted_above
from hjulet.check.deviations.workflows.facts import case_facts
from hjulet.check.deviations.workflows.locking import lock, lock_open
from hjulet.check.deviations.workflows.telling import in_charge, nearest, tell_about

ENDING = ["state", "reason", "reason_at", "reason_by", "merged_into", "closed_at", "closed_by"]


@transaction.atomic
def close(deviation: Deviation, *, by: User, at: datetime) -> None:
    """Everything is done and said. Raises Refused. SOSFS 2011:9 5 kap. 5 §."""
    lock(deviation)
    if obstacles := rules.obstacles_to_closing(case_facts(deviation)):
        raise Refused(obstacles)
    deviation.state, deviation.closed_by, deviation.closed_at = State.CLOSED, by, at
    deviation.save(update_fields=["state", "closed_by", "closed_at"])
    withdraw(deviation, at=at, kinds={Kind.DEVIATION_LATE})
    record("deviation.closed", deviation, by=by, at=at, number=deviation.number)


@transaction.atomic
def say_lex_outcome(deviation: Deviation, outcome: str) -> None:
    """The one word that a stub may show; empty when the lex case is open again."""
    lock(deviation)
    deviation.lex_outcome = outcome
    deviation.save(update_fields=["lex_outcome"])


@transaction.atomic
def close_with_lex(deviation: Deviation, *, by: User, at: datetime) -> None:
    """The lex case is closed: a deviation with nothing left outside it is closed with it, whatever its state."""
    lock(deviation)
    if not deviation.is_in_lex or State(deviation.state) not in rules.OPEN:
        return
    deviation.state, deviation.closed_by, deviation.closed_at = State.CLOSED, by, at
    deviation.save(update_fields=["state", "closed_by", "closed_at"])
    record("deviation.closed", deviation, by=by, at=at, number=deviation.number)


@transaction.atomic
def reopen_with_lex(deviation: Deviation, *, by: User, at: datetime) -> None:
    """The lex case is open again, and so is the stub that was closed with it."""
    lock(deviation)
    if not deviation.is_in_lex or deviation.state != State.CLOSED:
        return
    deviation.state, deviation.closed_by, deviation.closed_at = State.REOPENED, None, None
    deviation.save(update_fields=["state", "closed_by", "closed_at"])
    record("deviation.reopened", deviation, by=by, at=at, number=deviation.number)


@transaction.atomic
def dismiss(deviation: Deviation, reason: str, answer: str, *, by: User, at: datetime, day: date) -> None:
    """It is no deviation, because of this; the one who reported gets an answer. Raises Refused."""
    _end(deviation, State.NOT_A_DEVIATION, reason, by=by, at=at)
    if answer.strip():
        answer_reporter(deviation, answer, uuid4(), by=by, at=at, day=day)
    record("deviation.dismissed", deviation, by=by, at=at, number=deviation.number)


@transaction.atomic
def merge(deviation: Deviation, original: Deviation, *, by: User, at: datetime, day: date) -> None:
    """The same event was reported before: both numbers live on, and the one who reported gets a word. Raises Refused."""
    if original.state == State.DUPLICATE:
        raise Refused([Obstacle.ORIGINAL_IS_DOUBLET])
    if original.pk == deviation.pk or original.municipality_id != deviation.municipality_id:
        raise Refused([Obstacle.NO_ORIGINAL])
    if original.parts.filter(moved_to_lex_at__isnull=False).exists():
        raise Refused([Obstacle.ORIGINAL_IN_LEX])
    _end(deviation, State.DUPLICATE, _("Samma händelse som %(number)s.") % {"number": original.number},
         by=by, at=at, original=original)  # fmt: skip
    deviation.doublets.update(merged_into=original)  # what was merged into this one follows
    text = _("Tack. Händelsen var redan rapporterad och utreds med numret %(number)s.")
    Message.objects.create(
        deviation=deviation, is_from_reporter=False, is_answer=True, text=text % {"number": original.number},
        written_by=by, written_at=at, form_token=uuid4(),
    )  # fmt: skip
    tell_reporter(
        deviation,
        key=f"deviation-doublet-{deviation.pk}-{original.pk}",
        is_answer=True,
        by=by,
        at=at,
        day=day,
    )
    record("deviation.merged", deviation, by=by, at=at, number=deviation.number, into=original.number)


@transaction.atomic
def reopen(deviation: Deviation, reason: str, *, by: User, at: datetime) -> None:
    """Something has come up: there is time anew to investigate it. Raises Refused."""
    _change(deviation, State.REOPENED, reason, by=by, at=at)
    times = deadlines_of(deviation.municipality_id).times
    deviation.investigate_by = rules.investigate_by(localtime(at).date(), times)
    deviation.save(update_fields=["investigate_by"])
    record("deviation.reopened", deviation, by=by, at=at, number=deviation.number)


@transaction.atomic
def reassign(deviation: Deviation, unit: Unit, *, by: User, at: datetime, day: date) -> None:
    """It belongs to another unit: counted there from now on, and told to those in charge. Raises Refused."""
    lock_open(deviation)
    was, counted = deviation.unit, deviation.counted_at or deviation.unit
    if was.pk == unit.pk or unit.municipality_id != deviation.municipality_id:
        raise Refused([Obstacle.SAME_UNIT])
    happened = deviation.happened_on
    if (unit.valid_from and happened < unit.valid_from) or (unit.valid_to and happened > unit.valid_to):
        raise Refused([Obstacle.UNIT_CLOSED])
    deviation.unit, deviation.counted_at = unit, counted_above(unit) if deviation.concerns_manager else None
    deviation.save(update_fields=["unit", "counted_at"])
    count_month(counted, happened)
    count_case(deviation)
    withdraw(
        deviation, at=at, kinds={Kind.DEVIATION_NEW, Kind.DEVIATION_LATE}
    )  # theirs who no longer have it
    title = _("Avvikelse %(number)s har flyttats till din enhet")
    key = f"deviation:{deviation.pk}:moved:{unit.pk}:{at:%Y%m%d%H%M%S}"
    handlers = in_charge(deviation.unit, day, past_the_manager=deviation.concerns_manager)
    tell_about(handlers, Kind.DEVIATION_NEW, title, deviation, key=key, at=at, day=day)
    record("deviation.reassigned", deviation, by=by, at=at, was=was.slug, now=unit.slug)


@transaction.atomic
def escalate(deviation: Deviation, *, by: User | None, at: datetime, day: date) -> None:
    """The department's head takes part from now on: by hand, or by the reminders when it is late. Raises Refused."""
    lock_open(deviation)
    if deviation.escalated_at is not None:
        raise Refused([Obstacle.ALREADY_ESCALATED])
    deviation.escalated_at = at
    deviation.save(update_fields=["escalated_at"])
    title = _("Avvikelse %(number)s har lyfts till dig")
    heads = nearest(deviation.unit, day, Role.DEPARTMENT_HEAD)
    key = f"deviation:{deviation.pk}:escalated"
    tell_about(heads, Kind.DEVIATION_LATE, title, deviation, key=key, at=at, day=day)
    record("deviation.escalated", deviation, by=by, at=at, number=deviation.number)


def _end(
    deviation: Deviation, wanted: State, reason: str, *, by: User, at: datetime, original: Deviation | None = None
) -> None:  # fmt: skip
    """Out of the figures, and nothing more to remind of."""
    _change(deviation, wanted, reason, by=by, at=at, original=original)
    withdraw(deviation, at=at, kinds={Kind.DEVIATION_LATE, Kind.DEVIATION_NEW, Kind.TEAM_INVITED})


def _change(
    deviation: Deviation, wanted: State, reason: str, *, by: User, at: datetime, original: Deviation | None = None
) -> None:  # fmt: skip
    lock(deviation)
    obstacles = rules.obstacles_to_moving(State(deviation.state), wanted)
    if not reason.strip():
        obstacles.append(Obstacle.NO_REASON)
    if deviation.parts.filter(moved_to_lex_at__isnull=False).exists() and wanted != State.REOPENED:
        obstacles.append(Obstacle.IN_LEX)
    if obstacles:
        raise Refused(obstacles)
    deviation.state, deviation.reason, deviation.merged_into = wanted, reason.strip(), original
    deviation.reason_at, deviation.reason_by = at, by
    deviation.closed_at = deviation.closed_by = None
    deviation.save(update_fields=ENDING)
    count_case(deviation)
