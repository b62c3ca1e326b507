"""Liten händelse: judged, explained, answered and closed in one go, one at a time or many alike at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from hjulet.act.actions.models import Action
from hjulet.act.actions.workflows import ActionText, create_action
from hjulet.base.log.chain import record
from hjulet.base.people.models import User
from hjulet.base.sources.rewriting import SomebodyWasFaster
from hjulet.check.deviations import rules_small
from hjulet.check.deviations.access import laws_to_handle
from hjulet.check.deviations.choices import (
    CareInjury,
    CauseCategory,
    Concerned,
    HowBad,
    Informed,
    Law,
    Obstacle,
    Probability,
    Severity,
)
from hjulet.check.deviations.models import Cause, Deviation, DeviationType, Part, Refused
from hjulet.check.deviations.workflows.acting import explain_no_action, tie_action
from hjulet.check.deviations.workflows.answering import answer_reporter
from hjulet.check.deviations.workflows.ending import close
from hjulet.check.deviations.workflows.facts import can_be_answered, case_facts
from hjulet.check.deviations.workflows.informing import Told, explain_nobody, inform
from hjulet.check.deviations.workflows.investigating import CauseText, add_cause
from hjulet.check.deviations.workflows.judging import FLAGS, Judgement, PartJudgement, judge
from hjulet.check.deviations.workflows.locking import lock_open

AREA = "forbattring"


@dataclass(frozen=True)
class Small:
    """Everything that is said of a small event."""

    cause: CauseCategory
    answer: str
    concerned: Concerned
    types: dict[Law, DeviationType]
    probability: Probability = Probability.SMALL


@dataclass(frozen=True)
class NewAction:
    """One action that answers all of them; none while the title is empty. The same form makes it once."""

    title: str
    token: UUID


@dataclass(frozen=True)
class Left:
    """An event that stays open, and why."""

    number: str
    obstacles: tuple[Obstacle, ...]


@dataclass(frozen=True)
class Together:
    """What came of closing many."""

    closed: tuple[str, ...]
    left: tuple[Left, ...]
    action: Action | None


@transaction.atomic
def close_small(
    deviation: Deviation, said: Small, *, by: User, at: datetime, day: date, action: Action | None = None
) -> None:  # fmt: skip
    """Judge, say the cause, inform, answer and close. Raises Refused, SomebodyWasFaster. SOSFS 2011:9 5 kap. 5 §."""
    lock_open(deviation)
    parts = list(Part.objects.of(deviation).select_related("type"))
    if obstacles := _obstacles(deviation, parts, said, by, day):
        raise Refused(obstacles)
    deviation.is_small = True
    deviation.save(update_fields=["is_small"])
    judge(deviation, _judgement(deviation, parts, said), by=by, at=at, day=day)
    causes = [_explain(part, said, by=by, at=at, day=day) for part in parts]
    if said.concerned == Concerned.NOBODY and deviation.has_hsl and deviation.identity_id is None:
        explain_nobody(deviation, str(Concerned.NOBODY.reason), by=by, at=at)
    if action is not None:
        tie_action(deviation, action, causes[0], by=by, at=at)
    else:
        explain_no_action(deviation, _("Liten händelse: ingen egen åtgärd behövs."), by=by, at=at)
    if can_be_answered(deviation):
        answer_reporter(deviation, said.answer, uuid4(), by=by, at=at, day=day)
    close(deviation, by=by, at=at)


def close_many(
    deviations: Iterable[Deviation], said: Small, new: NewAction, *, by: User, at: datetime, day: date
) -> Together:
    """Each of them with the same cause and answer, and perhaps one action; what cannot be closed stays, and is told why."""
    closed: list[str] = []
    left: list[Left] = []
    action: Action | None = None
    with transaction.atomic():
        for deviation in deviations:
            try:
                with transaction.atomic():
                    decided = action or _decided(deviation, new, by=by, at=at, day=day)
                    close_small(deviation, said, by=by, at=at, day=day, action=decided)
            except Refused as error:
                left.append(Left(deviation.number, tuple(error.obstacles)))
            except SomebodyWasFaster:
                left.append(Left(deviation.number, (Obstacle.IS_OVER,)))
            else:
                action = decided
                closed.append(deviation.number)
        if closed:
            record("deviation.closed_together", action, by=by, at=at, numbers=closed)
    return Together(tuple(closed), tuple(left), action)


def _obstacles(deviation: Deviation, parts: list[Part], said: Small, by: User, day: date) -> list[Obstacle]:
    mine = laws_to_handle(by, deviation, day)
    obstacles = rules_small.obstacles_to_closing_small(
        case_facts(deviation), deviation.how_bad,
        concerned=said.concerned, is_all_mine=all(part.law in mine for part in parts),
    )  # fmt: skip
    if not said.answer.strip() and can_be_answered(deviation):
        obstacles.append(Obstacle.NO_ANSWER)
    return obstacles


def _judgement(deviation: Deviation, parts: list[Part], said: Small) -> Judgement:
    is_near_miss = deviation.how_bad == HowBad.NOTHING
    return Judgement(
        event_class=deviation.event_class or ("near_miss" if is_near_miss else "event"),
        laws=frozenset(Law(part.law) for part in parts),
        parts=tuple(_about(part, said) for part in parts),
        flags=frozenset(flag for flag in FLAGS if getattr(deviation, flag)),
    )


def _about(part: Part, said: Small) -> PartJudgement:
    """What has been judged before stands; the rest is what a small event is."""
    law = Law(part.law)
    care_injury = (part.care_injury or CareInjury.NO) if law == Law.HSL else ""
    return PartJudgement(
        law=law, type=part.type or said.types.get(law), severity=Severity.MINOR,
        probability=part.probability or said.probability, care_injury=care_injury, judgement=part.judgement,
        revision=part.revision,
    )  # fmt: skip


def _explain(part: Part, said: Small, *, by: User, at: datetime, day: date) -> Cause:
    cause = add_cause(part, CauseText(said.cause), by=by, at=at)
    if not part.informed:
        if said.concerned == Concerned.TOLD:
            noted = day if part.law == Law.HSL else None
            inform(part, Told(Informed.YES, day, "", noted), by=by, at=at, day=day)
        else:
            reason = str(Concerned.NOBODY.reason)
            inform(part, Told(Informed.NO, None, reason), by=by, at=at, day=day)
    return cause


def _decided(deviation: Deviation, new: NewAction, *, by: User, at: datetime, day: date) -> Action | None:
    """The action, made with the first that can be closed."""
    if not new.title.strip():
        return None
    text = ActionText(
        unit=deviation.unit, area=AREA, title=new.title.strip(), description="", year=day.year, owner=by,
        starts_on=None, due_on=None, needs=(),
    )  # fmt: skip
    return create_action(text, new.token, by=by, at=at)
