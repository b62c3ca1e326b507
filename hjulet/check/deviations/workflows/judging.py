"""Judging: which laws, what type, how grave and how likely, a care injury or not, and whether it is a matter for lex."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hjulet.base.log.chain import record
from hjulet.base.notices.choices import Kind
from hjulet.base.people.choices import Role
from hjulet.base.people.models import User
from hjulet.base.sources.rewriting import SomebodyWasFaster
from hjulet.check.deviations import rules
from hjulet.check.deviations.access import laws_to_handle, may_handle_law
from hjulet.check.deviations.choices import Law, Obstacle, State
from hjulet.check.deviations.models import Deviation, DeviationType, Part, Refused
from hjulet.check.deviations.workflows.counting import count_case
from hjulet.check.deviations.workflows.facts import asks_lex, part_facts
from hjulet.check.deviations.workflows.laws import set_laws
from hjulet.check.deviations.workflows.locking import as_seen, index, lock_open, lock_part
from hjulet.check.deviations.workflows.telling import holding, tell_about

FLAGS = ("is_police_matter", "concerns_child", "is_coercion", "is_privacy_incident")


@dataclass(frozen=True)
class PartJudgement:
    """What is said of one law's part."""

    law: Law
    type: DeviationType | None
    severity: int | None
    probability: int | None
    care_injury: str = ""
    judgement: str = ""
    revision: int = 0  # the one that was seen; 0 for a part that is added now
    text: str = ""  # what happened, in a part that is added now


@dataclass(frozen=True)
class Judgement:
    """What is said of the whole, and of the parts that are one's own to judge."""

    event_class: str
    laws: frozenset[Law]
    parts: tuple[PartJudgement, ...]
    flags: frozenset[str] = field(default=frozenset())
    move_text: bool = False  # a part with text of its own may be taken up in the other
    seen: str = ""  # `as_seen` of the whole when the form was opened


@transaction.atomic
def judge(deviation: Deviation, said: Judgement, *, by: User, at: datetime, day: date) -> None:
    """Say what it was. Raises Refused, and SomebodyWasFaster when it says something else than was seen.

    PSL 3 kap. 3 §, SoL 27 kap. 5 §, SOSFS 2011:9 5 kap. 5 §.
    """
    lock_open(deviation)
    mine = laws_to_handle(by, deviation, day)
    _nobody_was_faster(deviation, said)
    texts = {part.law: part.text for part in said.parts}
    parts = set_laws(deviation, said.laws, texts, mine=mine, move_text=said.move_text)
    own = [part for part in said.parts if part.law in parts and may_handle_law(by, deviation, part.law, day)]
    for one in own:
        _say(parts[one.law], one, deviation)
    _check(deviation, said, [parts[one.law] for one in own])
    _store(deviation, said, list(parts.values()), by=by, at=at)
    count_case(deviation)
    told = {part.law: [part.severity, part.type.code if part.type else ""] for part in parts.values()}
    record("deviation.judged", deviation, by=by, at=at, number=deviation.number, laws=told)
    _tell_those_who_must_know(deviation, list(parts.values()), by=by, at=at, day=day)


@transaction.atomic
def answer_no_to_lex(part: Part, reason: str, *, by: User, at: datetime) -> None:
    """It is no matter for lex Sarah or lex Maria, because of this. Raises Refused. SoL 27 kap. 2 §, PSL 3 kap. 5 §."""
    lock_part(part)
    if not reason.strip():
        raise Refused([Obstacle.NO_REASON])
    part.no_lex_reason, part.lex_considered_by, part.lex_considered_at = reason.strip(), by, at
    part.save(update_fields=["no_lex_reason", "lex_considered_by", "lex_considered_at"])
    record("deviation.lex_considered", part.deviation, by=by, at=at, law=part.law)


def _nobody_was_faster(deviation: Deviation, said: Judgement) -> None:
    """The whole and each part are as they were when the form was opened."""
    revisions = dict(Part.objects.of(deviation).values_list("law", "revision"))
    changed = any(revisions.get(part.law, 0) != part.revision for part in said.parts)
    if changed or (said.seen and as_seen(deviation) != said.seen):
        raise SomebodyWasFaster


def _say(part: Part, said: PartJudgement, deviation: Deviation) -> None:
    valid = DeviationType.objects.filter(municipality=deviation.municipality_id).of_law(part.law)
    if said.type is not None and not valid.valid_on(deviation.happened_on).filter(pk=said.type.pk).exists():
        raise Refused([Obstacle.WRONG_TYPE])
    part.type, part.severity, part.probability = said.type, said.severity, said.probability
    part.care_injury = said.care_injury if part.law == Law.HSL else ""
    part.judgement = said.judgement.strip()
    part.revision += 1
    index(part)
    part.save(
        update_fields=["type", "severity", "probability", "care_injury", "judgement", "revision", "words"]
    )


def _check(deviation: Deviation, said: Judgement, own: list[Part]) -> None:
    """Whoever hands the case over to the other law's people judges nothing but what kind of event it was."""
    if said.event_class and not own:
        return
    facts = rules.CaseFacts(
        state=State(deviation.state),
        event_class=said.event_class,
        parts=tuple(part_facts(part) for part in own),
    )
    if obstacles := rules.obstacles_to_judging(facts):
        raise Refused(obstacles)


def _store(deviation: Deviation, said: Judgement, parts: list[Part], *, by: User, at: datetime) -> None:
    """The whole is judged once each part is; whoever judged last stands for it."""
    deviation.event_class = said.event_class
    for flag in FLAGS:
        setattr(deviation, flag, flag in said.flags)
    if all(part.severity for part in parts):
        deviation.state = rules.state_after_judging(State(deviation.state))
        deviation.judged_by, deviation.judged_at = by, at
    lex_asked = any(asks_lex(part) for part in parts)
    severities = [part.severity for part in parts]
    deviation.is_small &= rules.is_small_enough(deviation.how_bad, severities, lex_asked=lex_asked)
    deviation.save(update_fields=["event_class", *FLAGS, "state", "judged_by", "judged_at", "is_small"])


def _tell_those_who_must_know(
    deviation: Deviation, parts: list[Part], *, by: User, at: datetime, day: date
) -> None:
    """MAS and MAR of grave HSL events, harm by medication and medical devices; SAS of grave SoL/LSS events."""
    for part in parts:
        kind = part.type
        is_medication, is_device = (kind.is_medication, kind.is_device) if kind else (False, False)
        roles: tuple[Role, ...] = ()
        if rules.tells_mas(
            Law(part.law), part.severity, deviation.how_bad, is_medication=is_medication, is_device=is_device
        ):
            roles = (Role.MAS, Role.MAR)
        elif part.law == Law.SOL and asks_lex(part):
            roles = (Role.SAS,)
        if roles:
            told = [user for user in holding(deviation.unit, day, *roles) if user != by]
            key = f"deviation:{deviation.pk}:grave:{part.law}"
            title = _("Avvikelse %(number)s är bedömd som allvarlig")
            tell_about(told, Kind.DEVIATION_GRAVE, title, deviation, key=key, at=at, day=day)
