"""What must hold for deviations. No database, no clock, no request."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from hjulet.base.workdays import add_workdays
from hjulet.check.deviations.choices import CareInjury, HowBad, Informed, Law, Obstacle, Severity, State, Tile

TRANSITIONS: dict[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.JUDGED, State.NOT_A_DEVIATION, State.DUPLICATE}),
    State.JUDGED: frozenset(
        {State.INVESTIGATED, State.ACTED_ON, State.CLOSED, State.NOT_A_DEVIATION, State.DUPLICATE}
    ),
    State.INVESTIGATED: frozenset({State.ACTED_ON, State.CLOSED, State.NOT_A_DEVIATION, State.DUPLICATE}),
    State.ACTED_ON: frozenset({State.INVESTIGATED, State.FOLLOWED_UP, State.CLOSED, State.DUPLICATE}),
    State.FOLLOWED_UP: frozenset({State.ACTED_ON, State.CLOSED}),
    State.CLOSED: frozenset({State.REOPENED}),
    State.NOT_A_DEVIATION: frozenset({State.REOPENED}),
    State.DUPLICATE: frozenset({State.REOPENED}),
    State.REOPENED: frozenset(
        {
            State.JUDGED,
            State.INVESTIGATED,
            State.ACTED_ON,
            State.CLOSED,
            State.NOT_A_DEVIATION,
            State.DUPLICATE,
        }
    ),
}
NEXT: dict[State, State] = {
    State.RECEIVED: State.JUDGED,
    State.JUDGED: State.INVESTIGATED,
    State.INVESTIGATED: State.ACTED_ON,
    State.ACTED_ON: State.FOLLOWED_UP,
    State.FOLLOWED_UP: State.CLOSED,
    State.REOPENED: State.INVESTIGATED,
}
STEPS = (State.RECEIVED, State.JUDGED, State.INVESTIGATED, State.ACTED_ON, State.FOLLOWED_UP)
OPEN = frozenset(
    {State.RECEIVED, State.JUDGED, State.INVESTIGATED, State.ACTED_ON, State.FOLLOWED_UP, State.REOPENED}
)
ENDED = frozenset({State.CLOSED, State.NOT_A_DEVIATION, State.DUPLICATE})
TIMED = frozenset(
    {State.RECEIVED, State.JUDGED, State.INVESTIGATED, State.REOPENED}
)  # a deadline runs in these
COUNTED = frozenset(State) - {State.NOT_A_DEVIATION, State.DUPLICATE}  # what figures count

GRAVE = Severity.SERIOUS  # from here an effect review must be booked, and lex is asked about
WARN_FROM_SCORE = 8  # severity × probability: go on with an analysis (the national handbook)
MAS_FROM_SEVERITY = Severity.SERIOUS
ON_CALL_TILES = frozenset({Tile.VIOLENCE})

GUESSED_LAW: dict[Tile, Law] = {
    Tile.FALL: Law.HSL,
    Tile.MEDICATION: Law.HSL,
    Tile.EQUIPMENT: Law.HSL,
    Tile.MISSED: Law.SOL,
    Tile.TREATMENT: Law.SOL,
    Tile.VIOLENCE: Law.SOL,
    Tile.INFORMATION: Law.SOL,
    Tile.OTHER: Law.SOL,
}


def guessed_law(tile: Tile, unit_laws: Collection[str]) -> Law:
    """The law a new report starts under, until the manager has judged: by the tile, unless the unit has but one."""
    has_hsl, has_sol = "HSL" in unit_laws, bool({"SoL", "LSS", "IFO"} & set(unit_laws))
    if has_hsl != has_sol:
        return Law.HSL if has_hsl else Law.SOL
    return GUESSED_LAW[tile]


def shows_on_call(tile: Tile | str, how_bad: HowBad | str) -> bool:
    """Whether the on-call number and 112 are shown at once."""
    return tile in ON_CALL_TILES or how_bad == HowBad.GRAVE


@dataclass(frozen=True)
class Times:
    """A municipality's own deadlines (no statute states days; domain.md 3.7)."""

    judge_workdays: int = 1
    investigate_days: int = 14
    remind_days_before: int = 2
    escalate_workdays_after: int = 3


def judge_by(reported_on: date, times: Times) -> date:
    return add_workdays(reported_on, times.judge_workdays)


def investigate_by(reported_on: date, times: Times) -> date:
    return add_workdays(reported_on + timedelta(days=times.investigate_days), 0)


def is_late(state: State, judge_by: date, investigate_by: date, today: date) -> bool:
    """Not judged, or not investigated, after the day it should have been."""
    if state == State.RECEIVED:
        return judge_by < today
    return state in TIMED and investigate_by < today


@dataclass(frozen=True)
class PartFacts:
    """What a rule needs to know of one part (SoL/LSS or HSL)."""

    law: Law
    has_type: bool
    severity: int | None
    probability: int | None
    care_injury: str
    causes: int
    has_no_cause_reason: bool
    informed: str
    has_not_informed_reason: bool
    noted_in_record: bool
    in_lex: bool = False
    asks_lex: bool = False
    is_lex_considered: bool = False


@dataclass(frozen=True)
class CaseFacts:
    """What a rule needs to know of the whole."""

    state: State
    event_class: str
    parts: tuple[PartFacts, ...]
    actions: int = 0
    actions_without_cause: int = 0
    has_no_action_reason: bool = False
    reviews_booked: int = 0
    is_answered: bool = False
    can_be_answered: bool = True  # somebody reported who can read an answer
    has_identity: bool = False
    has_no_identity_reason: bool = False


@dataclass(frozen=True)
class Missing:
    """What is left to do before closing, and in which part; no law when it is about the whole."""

    obstacle: Obstacle
    law: Law | None = None


def highest_severity(parts: Collection[PartFacts]) -> int:
    return max((part.severity or 0 for part in parts), default=0)


def is_small_enough(how_bad: HowBad | str, severities: Collection[int | None], *, lex_asked: bool) -> bool:
    """Liten händelse: lowest severity in every part, nothing grave said by the reporter, no lex in sight."""
    return (
        how_bad in {HowBad.NOTHING, HowBad.LITTLE}
        and all(severity in {None, Severity.MINOR} for severity in severities)
        and not lex_asked
    )


def obstacles_to_judging(case: CaseFacts) -> list[Obstacle]:
    """Everything that stops the judgement from standing. PSL 3 kap. 3 §, SoL 27 kap. 5 §, SOSFS 2011:9 5 kap. 5 §."""
    obstacles = []
    if case.state in ENDED:
        obstacles.append(Obstacle.WRONG_STATE)
    if not case.parts:
        obstacles.append(Obstacle.NO_LAW)
    if not case.event_class:
        obstacles.append(Obstacle.NO_CLASS)
    own = [part for part in case.parts if not part.in_lex]
    if any(not part.has_type for part in own):
        obstacles.append(Obstacle.NO_TYPE)
    if any(not part.severity or not part.probability for part in own):
        obstacles.append(Obstacle.NO_SEVERITY)
    if any(part.law == Law.HSL and not part.care_injury for part in own):
        obstacles.append(Obstacle.NO_CARE_INJURY)
    return obstacles


def asks_lex(law: Law, severity: int | None, care_injury: str, *, type_asks: bool) -> bool:
    """Whether somebody must say if it is a matter for lex Sarah (SoL 27 kap. 2 §) or lex Maria (PSL 3 kap. 5 §)."""
    is_grave = (severity or 0) >= GRAVE
    if law == Law.SOL:
        return is_grave or type_asks
    return is_grave and care_injury != CareInjury.NO


def tells_mas(
    law: Law, severity: int | None, how_bad: HowBad | str, *, is_medication: bool, is_device: bool
) -> bool:
    """Whether MAS and MAR are told at once: grave, medication with harm, medical devices."""
    if law != Law.HSL:
        return False
    harmed = how_bad in {HowBad.HARM, HowBad.GRAVE} or (severity or 0) > Severity.MINOR
    return (severity or 0) >= MAS_FROM_SEVERITY or (is_medication and harmed) or is_device


def what_is_missing(case: CaseFacts) -> list[Missing]:
    """What is left to do, in the order it is done. SOSFS 2011:9 5 kap. 5 och 7 §§, PSL 3 kap. 3 och 8 §§."""
    own = [part for part in case.parts if not part.in_lex]
    if not case.event_class or any(not part.severity for part in own):
        judgement = [Missing(Obstacle.NO_JUDGEMENT)]
    else:
        judgement = [
            Missing(Obstacle.LEX_NOT_CONSIDERED, part.law)
            for part in own
            if part.asks_lex and not part.is_lex_considered
        ]
    causes = [
        Missing(Obstacle.NO_CAUSE, part.law)
        for part in own
        if not part.causes and not part.has_no_cause_reason
    ]
    person = [missing for part in own for missing in _about_the_person(part, case)]
    return judgement + causes + _about_actions(case) + person + _about_the_answer(case)


def obstacles_to_closing(case: CaseFacts) -> list[Obstacle]:
    """Everything that stops a deviation from being closed; empty means go. SOSFS 2011:9 5 kap. 5 och 7 §§, PSL 3 kap. 8 §."""
    obstacles = obstacles_to_moving(case.state, State.CLOSED)
    if case.parts and all(part.in_lex for part in case.parts):
        return [*obstacles, Obstacle.IN_LEX]
    return [*obstacles, *dict.fromkeys(missing.obstacle for missing in what_is_missing(case))]


def _about_the_person(part: PartFacts, case: CaseFacts) -> list[Missing]:
    """Whoever it concerns is known (HSL), and has been told; that is noted in the record (PSL 3 kap. 8 §)."""
    missing = []
    is_known = case.has_identity or case.has_no_identity_reason
    if part.law == Law.HSL and not is_known:
        missing.append(Obstacle.NO_IDENTITY)
    if part.informed == Informed.YES:
        if part.law == Law.HSL and not part.noted_in_record:
            missing.append(Obstacle.NOT_IN_RECORD)
    elif part.informed != Informed.NO or not part.has_not_informed_reason:
        missing.append(Obstacle.NOT_INFORMED)
    return [Missing(obstacle, part.law) for obstacle in missing]


def _about_actions(case: CaseFacts) -> list[Missing]:
    obstacles = []
    if not case.actions and not case.has_no_action_reason:
        obstacles.append(Obstacle.NO_ACTION)
    if case.actions_without_cause:
        obstacles.append(Obstacle.ACTION_WITHOUT_CAUSE)
    is_grave = highest_severity([part for part in case.parts if not part.in_lex]) >= GRAVE
    if is_grave and case.actions and not case.reviews_booked:
        obstacles.append(Obstacle.NO_REVIEW_BOOKED)
    return [Missing(obstacle) for obstacle in obstacles]


def _about_the_answer(case: CaseFacts) -> list[Missing]:
    return [Missing(Obstacle.NO_ANSWER)] if case.can_be_answered and not case.is_answered else []


def state_after_judging(state: State) -> State:
    """A judgement takes a new case on; one that is further along, or open again with its old judgement, stays."""
    return State.JUDGED if State.JUDGED in TRANSITIONS[state] else state


def state_after_work(state: State, wanted: State) -> State:
    """Work moves a case forward, never back, and never opens or ends it."""
    is_forward = STEPS.index(wanted) > STEPS.index(state) if state in STEPS else state == State.REOPENED
    return wanted if is_forward and wanted in TRANSITIONS[state] else state


def obstacles_to_moving(state: State, wanted: State) -> list[Obstacle]:
    return [] if wanted in TRANSITIONS[state] else [Obstacle.WRONG_STATE]


def obstacles_to_reporting(
    happened_on: date, today: date, valid_from: date | None, valid_to: date | None
) -> list[Obstacle]:
    """A report must be about a day that has been, at a unit that was there then."""
    obstacles = []
    if happened_on > today:
        obstacles.append(Obstacle.IN_THE_FUTURE)
    if (valid_from and happened_on < valid_from) or (valid_to and happened_on > valid_to):
        obstacles.append(Obstacle.UNIT_CLOSED)
    return obstacles
