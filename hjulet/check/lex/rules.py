"""What must hold for lex Sarah and lex Maria. No database, no clock, no request."""

from dataclasses import dataclass
from datetime import date, timedelta

from hjulet.base.workdays import add_workdays
from hjulet.check.lex.choices import Informed, Kind, Obstacle, Outcome, State

TRANSITIONS: dict[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.INVESTIGATED}),
    State.INVESTIGATED: frozenset({State.RECEIVED, State.PROPOSED}),  # back when the investigator steps aside
    State.PROPOSED: frozenset({State.INVESTIGATED, State.DECIDED}),
    State.DECIDED: frozenset({State.NOTIFIED, State.CLOSED}),
    State.NOTIFIED: frozenset({State.CLOSED}),
    State.CLOSED: frozenset({State.INVESTIGATED}),
}
OPEN = frozenset(State) - {State.CLOSED}
UNDECIDED = frozenset({State.RECEIVED, State.INVESTIGATED, State.PROPOSED})
AFTER_PROPOSAL = frozenset({State.PROPOSED, State.DECIDED, State.NOTIFIED, State.CLOSED})
DECIDED = frozenset({State.DECIDED, State.NOTIFIED, State.CLOSED})

OUTCOMES: dict[Kind, tuple[Outcome, ...]] = {
    Kind.LEX_SARAH: (
        Outcome.NO_MISCONDUCT,
        Outcome.RISK,
        Outcome.MISCONDUCT,
        Outcome.SERIOUS_RISK,
        Outcome.SERIOUS,
    ),
    Kind.LEX_MARIA: (
        Outcome.NO_INJURY,
        Outcome.COULD_INJURE,
        Outcome.INJURY,
        Outcome.COULD_INJURE_SERIOUSLY,
        Outcome.SERIOUS_INJURY,
    ),
}
NOTIFIABLE = frozenset(
    {Outcome.SERIOUS_RISK, Outcome.SERIOUS, Outcome.COULD_INJURE_SERIOUSLY, Outcome.SERIOUS_INJURY}
)
PREFIXES: dict[Kind, str] = {Kind.LEX_SARAH: "LS", Kind.LEX_MARIA: "LM"}


@dataclass(frozen=True)
class Times:
    """A municipality's own targets. The law says genast, utan dröjsmål and snarast, and no number of days."""

    sarah_days: int = 60
    maria_days: int = 60
    notify_workdays: int = 1
    remind_days_before: int = 7


@dataclass(frozen=True)
class CaseFacts:
    """What a rule needs to know of a case."""

    kind: Kind
    state: State
    outcome: str = ""
    has_investigator: bool = False
    registry_number: str = ""
    open_items: int = 0  # of those the proposal needs
    open_last_items: int = 0  # of those written after the decision
    is_notified: bool = False
    has_ivo_decision: bool = False
    informed: str = ""
    has_not_informed_reason: bool = False
    noted_in_record: bool = False


@dataclass(frozen=True)
class ActorFacts:
    """What a rule needs to know of whoever acts in a case."""

    is_investigator: bool = False
    has_investigated: bool = False
    is_asked: bool = False  # answered about conflict of interest, for what they do here
    has_conflict: bool = False
    has_delegation: bool = False


@dataclass(frozen=True)
class Cell:
    """How many cases of a year are alike."""

    kind: str
    unit: int
    state: str
    outcome: str
    is_notified: bool
    amount: int


def number(kind: Kind, year: int, sequence: int) -> str:
    """LS 2026-003, LM 2026-001."""
    return f"{PREFIXES[kind]} {year}-{sequence:03}"


def investigate_by(kind: Kind, received_on: date, times: Times) -> date:
    """The municipality's target. SoL 27 kap. 5 §: genast; LSS 24 e §: utan dröjsmål; PSL 3 kap. 3 §: no word."""
    days = times.sarah_days if kind == Kind.LEX_SARAH else times.maria_days
    return add_workdays(received_on + timedelta(days=days), 0)


def notify_by(decided_on: date, times: Times) -> date:
    """The municipality's target. SoL 27 kap. 6 §, LSS 24 f § and PSL 3 kap. 5 §: snarast."""
    return add_workdays(decided_on, times.notify_workdays)


def is_notifiable(outcome: str) -> bool:
    return outcome in NOTIFIABLE


def is_late(
    state: State, investigate_by: date, notify_by: date | None, today: date, *, is_notified: bool
) -> bool:
    """The investigation, or the notification to IVO, after the day it should have been."""
    if state in UNDECIDED:
        return investigate_by < today
    return state == State.DECIDED and notify_by is not None and notify_by < today and not is_notified


def deadline(state: State, investigate_by: date, notify_by: date | None, *, is_notified: bool) -> date | None:
    """The next day to keep, if there is one."""
    if state in UNDECIDED:
        return investigate_by
    return notify_by if state == State.DECIDED and not is_notified else None


def obstacles_to_moving(state: State, wanted: State) -> list[Obstacle]:
    return [] if wanted in TRANSITIONS[state] else [Obstacle.WRONG_STATE]


def obstacles_to_opening(
    kind: Kind, *, is_sol: bool, is_lss: bool, is_in_the_future: bool = False
) -> list[Obstacle]:
    """What stops a case from being opened. SoL 27 kap. 2 §, LSS 24 b §, PSL 3 kap. 3 §."""
    obstacles = []
    if kind == Kind.LEX_SARAH and not (is_sol or is_lss):
        obstacles.append(Obstacle.NO_LAW)
    if is_in_the_future:
        obstacles.append(Obstacle.IN_THE_FUTURE)
    return obstacles


def obstacles_to_assigning(
    state: State, *, holds_role: bool, has_decided: bool, has_conflict: bool
) -> list[Obstacle]:
    """The same person never investigates and decides one case."""
    obstacles = [] if state in {State.RECEIVED, State.INVESTIGATED} else [Obstacle.WRONG_STATE]
    if not holds_role:
        obstacles.append(Obstacle.NOT_INVESTIGATOR_ROLE)
    if has_decided:
        obstacles.append(Obstacle.HAS_DECIDED)
    if has_conflict:
        obstacles.append(Obstacle.HAS_CONFLICT)
    return obstacles


def obstacles_to_writing(
    case: CaseFacts, actor: ActorFacts, *, is_locked: bool, is_last: bool
) -> list[Obstacle]:
    """What stops somebody from writing an item. The last ones are also written after the decision."""
    states = {State.INVESTIGATED} | (DECIDED - {State.CLOSED} if is_last else frozenset())
    obstacles = [] if case.state in states else [Obstacle.WRONG_STATE]
    obstacles += _as_investigator(actor)
    if is_locked:
        obstacles.append(Obstacle.IS_LOCKED)
    return obstacles


def obstacles_to_proposing(
    case: CaseFacts, actor: ActorFacts, outcome: str, motivation: str
) -> list[Obstacle]:
    """What stops a proposal. SOSFS 2011:5 5 kap., HSLF-FS 2017:40 3 kap."""
    return barriers_to_proposing(case, actor) + _what_is_said(case.kind, outcome, motivation)


def barriers_to_proposing(case: CaseFacts, actor: ActorFacts) -> list[Obstacle]:
    """What stops it whatever is said: the investigation is whole first."""
    obstacles = obstacles_to_moving(case.state, State.PROPOSED) + _as_investigator(actor)
    return [*obstacles, Obstacle.ITEMS_NOT_DONE] if case.open_items else obstacles


def obstacles_to_deciding(
    case: CaseFacts, actor: ActorFacts, outcome: str, motivation: str
) -> list[Obstacle]:
    """What stops a decision. SoL 27 kap. 5–6 §§, LSS 24 e–f §§, PSL 3 kap. 3 and 5 §§; who decides follows the delegation."""
    return barriers_to_deciding(case, actor) + _what_is_said(case.kind, outcome, motivation)


def barriers_to_deciding(case: CaseFacts, actor: ActorFacts) -> list[Obstacle]:
    """What stops it whatever is said: who, when and the registry number."""
    obstacles = obstacles_to_moving(case.state, State.DECIDED) + _as_decider(actor)
    if not case.registry_number:
        obstacles.append(Obstacle.NO_REGISTRY_NUMBER)
    return obstacles


def obstacles_to_sending_back(case: CaseFacts, actor: ActorFacts, reason: str) -> list[Obstacle]:
    obstacles = [] if case.state == State.PROPOSED else [Obstacle.WRONG_STATE]
    if actor.has_investigated:
        obstacles.append(Obstacle.HAS_INVESTIGATED)
    return obstacles + _with_reason(reason)


def obstacles_to_notifying(
    case: CaseFacts, actor: ActorFacts, notified_on: date, today: date
) -> list[Obstacle]:
    """What stops the day of the notification from being written. Only the committee notifies: SoL 27 kap. 6 §, PSL 3 kap. 5 §.

    It may be sent before the investigation is finished, which is then sent later.
    """
    obstacles = []
    if case.state not in {State.INVESTIGATED, State.PROPOSED, State.DECIDED, State.NOTIFIED}:
        obstacles.append(Obstacle.WRONG_STATE)
    if not actor.has_delegation:
        obstacles.append(Obstacle.NO_DELEGATION)
    if actor.has_conflict:
        obstacles.append(Obstacle.HAS_CONFLICT)
    if case.state in DECIDED and not is_notifiable(case.outcome):
        obstacles.append(Obstacle.NOT_NOTIFIABLE)
    if notified_on > today:
        obstacles.append(Obstacle.IN_THE_FUTURE)
    return obstacles


def obstacles_to_closing(case: CaseFacts) -> list[Obstacle]:
    """Everything that keeps a case open; empty means go. SoL 27 kap. 5–6 §§, LSS 24 e–f §§, PSL 3 kap. 5 and 8 §§."""
    obstacles = obstacles_to_moving(case.state, State.CLOSED)
    if is_notifiable(case.outcome) and not case.is_notified:
        obstacles.append(Obstacle.NOT_NOTIFIED)
    if case.is_notified and not case.has_ivo_decision:
        obstacles.append(Obstacle.NO_IVO_DECISION)
    if case.open_last_items:
        obstacles.append(Obstacle.FEEDBACK_NOT_DONE)
    if case.informed != Informed.YES and not case.has_not_informed_reason:
        obstacles.append(Obstacle.NOT_INFORMED)
    if case.kind == Kind.LEX_MARIA and case.informed == Informed.YES and not case.noted_in_record:
        obstacles.append(Obstacle.NOT_IN_RECORD)
    return obstacles


def obstacles_to_reopening(state: State, reason: str) -> list[Obstacle]:
    obstacles = [] if state == State.CLOSED else [Obstacle.WRONG_STATE]
    return obstacles + _with_reason(reason)


def _as_investigator(actor: ActorFacts) -> list[Obstacle]:
    if not actor.is_investigator:
        return [Obstacle.IS_ASSIGNED_ELSEWHERE]
    return _about_conflict(actor)


def _as_decider(actor: ActorFacts) -> list[Obstacle]:
    obstacles = [] if actor.has_delegation else [Obstacle.NO_DELEGATION]
    if actor.has_investigated:
        return [*obstacles, Obstacle.HAS_INVESTIGATED]
    return obstacles + _about_conflict(actor)


def _about_conflict(actor: ActorFacts) -> list[Obstacle]:
    if not actor.is_asked:
        return [Obstacle.NOT_ASKED]
    return [Obstacle.HAS_CONFLICT] if actor.has_conflict else []


def _what_is_said(kind: Kind, outcome: str, motivation: str) -> list[Obstacle]:
    obstacles = []
    if not outcome:
        obstacles.append(Obstacle.NO_OUTCOME)
    elif outcome not in OUTCOMES[kind]:
        obstacles.append(Obstacle.WRONG_OUTCOME)
    if not motivation.strip():
        obstacles.append(Obstacle.NO_MOTIVATION)
    return obstacles


def _with_reason(reason: str) -> list[Obstacle]:
    return [] if reason.strip() else [Obstacle.NO_REASON]


def reminder(day: date, today: date, times: Times) -> str:
    """Which reminder stands today: 'soon', 'due', or one a week when it is late; empty for none."""
    late = (today - day).days
    if late < -times.remind_days_before:
        return ""
    if late < 0:
        return "soon"
    return f"late-{late // 7}" if late else "due"
