"""Proposal, decision, registry number, closing and opening again."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hjulet.base.log.chain import record
from hjulet.base.notices.choices import Kind as NoticeKind
from hjulet.base.notices.workflows import tell, withdraw
from hjulet.base.people.models import RoleHolding, User
from hjulet.check.deviations.workflows.ending import close_with_lex, reopen_with_lex, say_lex_outcome
from hjulet.check.lex import rules
from hjulet.check.lex.access import actor, group_of, readers_only
from hjulet.check.lex.choices import Informed, NoteKind, Obstacle, Outcome, State
from hjulet.check.lex.models import LexCase, LexDelegation, LexNote, Refused, times_of
from hjulet.check.lex.workflows.investigating import lock


@transaction.atomic
def propose(case: LexCase, outcome: str, motivation: str, *, by: User, at: datetime) -> None:
    """The investigator says what came out of it, and why. Raises Refused."""
    lock(case)
    day = localtime(at).date()
    if obstacles := rules.obstacles_to_proposing(case.facts(), actor(by, case, day), outcome, motivation):
        raise Refused(obstacles)
    case.state, case.proposed_outcome, case.proposal = State.PROPOSED, outcome, motivation.strip()
    case.proposed_by, case.proposed_at = by, at
    case.save(update_fields=["state", "proposed_outcome", "proposal", "proposed_by", "proposed_at"])
    record("lexcase.proposed", case, by=by, at=at, outcome=outcome)
    title = _("Ett förslag till beslut finns i %(number)s.") % {"number": case.number}
    tell(
        [*group_of(case, day), *deciders(case, day)], NoticeKind.LEX_NEW, title, case.get_absolute_url(),
        key=f"lex-{case.pk}-proposed-{at:%Y%m%d%H%M%S}", about=case, at=at, day=day,
        may_stand_in=readers_only(case, day),
    )  # fmt: skip


@transaction.atomic
def send_back(case: LexCase, reason: str, *, by: User, at: datetime) -> None:
    """The proposal needs more; the items are opened one by one by the investigator. Raises Refused."""
    lock(case)
    day = localtime(at).date()
    if obstacles := rules.obstacles_to_sending_back(case.facts(), actor(by, case, day), reason):
        raise Refused(obstacles)
    _keep_proposal(case, at=at)
    case.notes.create(kind=NoteKind.SENT_BACK, text=reason.strip(), written_by=by, written_at=at)
    _clear_proposal(case)
    case.state = State.INVESTIGATED
    case.save(update_fields=["state", *PROPOSAL])
    record("lexcase.sent_back", case, by=by, at=at)
    if case.investigator:
        title = _("Förslaget i %(number)s behöver mer arbete.") % {"number": case.number}
        tell(
            [case.investigator], NoticeKind.LEX_NEW, title, case.get_absolute_url(),
            key=f"lex-{case.pk}-back-{at:%Y%m%d%H%M%S}", about=case, at=at, day=day,
            may_stand_in=readers_only(case, day),
        )  # fmt: skip


@transaction.atomic
def decide(
    case: LexCase, outcome: str, motivation: str, *, public_summary: str = "", by: User, at: datetime
) -> None:
    """The decision, by whom the committee lets decide, never by who investigated. The time is the server's. Raises Refused.

    SoL 27 kap. 5–6 §§, LSS 24 e–f §§, PSL 3 kap. 3 and 5 §§. The unit sees the outcome in a word on its stub.
    """
    lock(case)
    day = localtime(at).date()
    if obstacles := rules.obstacles_to_deciding(case.facts(), actor(by, case, day), outcome, motivation):
        raise Refused(obstacles)
    case.outcome, case.motivation, case.public_summary = outcome, motivation.strip(), public_summary.strip()
    case.decided_by, case.decided_at = by, at
    is_notifiable = rules.is_notifiable(outcome)
    case.notify_by = rules.notify_by(day, times_of(case.municipality_id).times) if is_notifiable else None
    case.state = State.NOTIFIED if is_notifiable and case.notified_on else State.DECIDED
    case.save(update_fields=["state", "notify_by", *DECISION])
    _tell_the_deviation(case, str(Outcome(outcome).label))
    record("lexcase.decided", case, by=by, at=at, outcome=outcome)
    withdraw(case, at=at, kinds=[NoticeKind.LEX_DEADLINE])


@transaction.atomic
def register(case: LexCase, number: str, *, by: User, at: datetime) -> None:
    """The registry number of the municipality's diary, once. Raises Refused. OSL 5 kap. 1–2 §§."""
    lock(case)
    obstacles = [] if number.strip() else [Obstacle.NO_NUMBER]
    if case.registry_number:
        obstacles.append(Obstacle.HAS_NUMBER)
    if obstacles:
        raise Refused(obstacles)
    case.registry_number, case.registered_by, case.registered_at = number.strip(), by, at
    case.save(update_fields=["registry_number", "registered_by", "registered_at"])
    record("lexcase.registered", case, by=by, at=at, number=number.strip())


@dataclass(frozen=True)
class Told:
    """How the person concerned learned of it. PSL 3 kap. 8 §."""

    informed: Informed
    informed_on: date | None = None
    not_informed_reason: str = ""
    noted_in_record_on: date | None = None


@transaction.atomic
def inform(case: LexCase, told: Told, *, by: User, at: datetime) -> None:
    """Write in that the person concerned knows, or why not. Raises Refused."""
    lock(case)
    day = localtime(at).date()
    obstacles = [Obstacle.WRONG_STATE] if case.state == State.CLOSED else []
    is_said = told.informed_on if told.informed == Informed.YES else told.not_informed_reason.strip()
    if not is_said:
        obstacles.append(Obstacle.NOT_INFORMED)
    if any(said is not None and said > day for said in (told.informed_on, told.noted_in_record_on)):
        obstacles.append(Obstacle.IN_THE_FUTURE)
    if obstacles:
        raise Refused(obstacles)
    for name, value in vars(told).items():
        setattr(case, name, value)
    case.save(update_fields=list(vars(told)))
    record("lexcase.informed", case, by=by, at=at, informed=told.informed)


@transaction.atomic
def close(case: LexCase, *, by: User, at: datetime) -> None:
    """The case is done; a deviation with nothing left outside lex is closed with it. Raises Refused."""
    lock(case)
    if obstacles := rules.obstacles_to_closing(case.facts()):
        raise Refused(obstacles)
    case.state, case.closed_by, case.closed_at = State.CLOSED, by, at
    case.save(update_fields=["state", "closed_by", "closed_at"])
    record("lexcase.closed", case, by=by, at=at)
    withdraw(case, at=at)
    _close_the_deviation(case, by=by, at=at)


@transaction.atomic
def reopen(case: LexCase, reason: str, *, by: User, at: datetime) -> None:
    """Something new has come up; the earlier decision stays in the story. Raises Refused."""
    lock(case)
    if obstacles := rules.obstacles_to_reopening(State(case.state), reason):
        raise Refused(obstacles)
    case.notes.create(kind=NoteKind.REOPENED, text=reason.strip(), written_by=by, written_at=at)
    _keep_proposal(case, at=at)
    if case.decided_by and case.decided_at:
        said = f"{case.get_outcome_display()}. {case.motivation}"
        LexNote.objects.create(
            case=case,
            kind=NoteKind.EARLIER_DECISION,
            text=said,
            written_by=case.decided_by,
            written_at=case.decided_at,
        )
    _clear_proposal(case)
    case.outcome, case.motivation, case.public_summary = "", "", ""
    case.decided_by, case.decided_at, case.notify_by = None, None, None
    case.state, case.closed_by, case.closed_at = State.INVESTIGATED, None, None
    case.save(update_fields=["state", "closed_by", "closed_at", "notify_by", *PROPOSAL, *DECISION])
    record("lexcase.reopened", case, by=by, at=at)
    _tell_the_deviation(case, "")
    if case.deviation:
        reopen_with_lex(case.deviation, by=by, at=at)


PROPOSAL = ("proposed_outcome", "proposal", "proposed_by", "proposed_at")
DECISION = ("outcome", "motivation", "public_summary", "decided_by", "decided_at")


def deciders(case: LexCase, day: date) -> list[User]:
    """Those whom the committee lets decide in the case, by name or by role."""
    valid = LexDelegation.objects.valid_on(day).filter(municipality=case.municipality_id, kind=case.kind)
    titles = list(valid.exclude(role="").values_list("role", flat=True))
    paths = [*case.unit.paths_above(), case.unit.path]
    held = RoleHolding.objects.held_on(day).filter(role__in=titles, unit__path__in=paths)
    people = User.objects.filter(
        pk__in=[*held.values_list("user", flat=True), *valid.values_list("user", flat=True)]
    )
    partial = case.conflicts.filter(has_conflict=True).values("user")
    return list(people.filter(is_active=True).exclude(pk__in=partial).exclude(pk=case.investigator_id))


def _keep_proposal(case: LexCase, *, at: datetime) -> None:
    if case.proposed_by is None:
        return
    said = f"{case.get_proposed_outcome_display()}. {case.proposal}"
    LexNote.objects.create(
        case=case, kind=NoteKind.EARLIER_PROPOSAL, text=said, written_by=case.proposed_by,
        written_at=case.proposed_at or at,
    )  # fmt: skip


def _clear_proposal(case: LexCase) -> None:
    case.proposed_outcome, case.proposal, case.proposed_by, case.proposed_at = "", "", None, None


def _tell_the_deviation(case: LexCase, outcome: str) -> None:
    """The stub's one word. With two lex cases of one event both words stand."""
    if case.deviation is None:
        return
    others = LexCase.objects.filter(deviation=case.deviation).exclude(pk=case.pk).exclude(outcome="")
    words = [outcome, *(str(other.get_outcome_display()) for other in others)]
    say_lex_outcome(case.deviation, "; ".join(word for word in words if word))


def _close_the_deviation(case: LexCase, *, by: User, at: datetime) -> None:
    """Not while another lex case of the same event is open."""
    if case.deviation and not LexCase.objects.filter(deviation=case.deviation).open().exists():
        close_with_lex(case.deviation, by=by, at=at)
