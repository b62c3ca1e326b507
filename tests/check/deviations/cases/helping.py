"""Cases as the tests need them: one call for a case that has come some way."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from hjulet.act.actions.workflows import ActionText
from hjulet.base.people.models import User
from hjulet.check.deviations.choices import CauseCategory, EventClass, Informed, Law
from hjulet.check.deviations.models import Deviation, DeviationType, Part
from hjulet.check.deviations.workflows.acting import decide_action
from hjulet.check.deviations.workflows.answering import answer_reporter
from hjulet.check.deviations.workflows.informing import Told, inform
from hjulet.check.deviations.workflows.investigating import CauseText, add_cause
from hjulet.check.deviations.workflows.judging import Judgement, PartJudgement, judge
from tests.factories import DeviationFactory, PartFactory
from tests.world import World

DAY = date(2026, 11, 21)
AT = datetime(2026, 11, 21, 9, tzinfo=UTC)


def case(world: World, law: str = "sol", unit: str = "solgarden", **more: Any) -> Deviation:
    """A report at the unit, with one part; `both` gives it the other too."""
    both = more.pop("both", False)
    more = {"reported_by": world.people["staff"], **more}
    made = DeviationFactory(unit=world.units[unit], law=law, **more)
    if both:
        other = Law.HSL if law == Law.SOL else Law.SOL
        PartFactory(deviation=made, law=other, what_happened="Den andra lagens text.", done_at_once="")
        made.has_sol = made.has_hsl = True
        made.save(update_fields=["has_sol", "has_hsl"])
    return made


def kind(world: World, law: str = "sol", **more: Any) -> DeviationType:
    number = DeviationType.objects.count()
    told = {"municipality": world.municipality, "law": law, "code": f"typ-{number}", "name": f"Typ {number}"}
    return DeviationType.objects.create(**{**told, **more})


def said(world: World, law: str = "sol", severity: int = 1, **more: Any) -> PartJudgement:
    injury = "no" if law == Law.HSL else ""
    told = {
        "law": Law(law), "type": kind(world, law), "severity": severity, "probability": 2, "care_injury": injury,
        "revision": 1,
    }  # fmt: skip
    return PartJudgement(**{**told, **more})


def judgement(*parts: PartJudgement, **more: Any) -> Judgement:
    laws = frozenset(part.law for part in parts)
    return Judgement(**{"event_class": EventClass.EVENT, "laws": laws, "parts": parts, **more})


def judged(world: World, deviation: Deviation, by: User, severity: int = 1, **more: Any) -> Deviation:
    """Judged in every part, by somebody who handles them all."""
    parts = [said(world, part.law, severity, revision=part.revision) for part in deviation.parts.all()]
    judge(deviation, judgement(*parts, **more), by=by, at=AT, day=DAY)
    return deviation


def part_of(deviation: Deviation, law: str = "sol") -> Part:
    return Part.objects.select_related("deviation__unit").get(deviation=deviation, law=law)


def action_text(deviation: Deviation, owner: User, title: str = "Byt larm") -> ActionText:
    return ActionText(
        unit=deviation.unit, area="forbattring", title=title, description="", year=2026, owner=owner,
        starts_on=None, due_on=date(2026, 12, 1), needs=(), strength="strong",
    )  # fmt: skip


def ready(world: World, deviation: Deviation, by: User, severity: int = 1) -> Deviation:
    """Everything done but closing (and a review, where it is grave)."""
    judged(world, deviation, by, severity)
    for part in deviation.parts.all():
        cause = add_cause(part, CauseText(CauseCategory.TECHNOLOGY, "Batteriet var slut"), by=by, at=AT)
        noted = DAY if part.law == Law.HSL else None
        inform(part, Told(Informed.YES, DAY, noted_in_record_on=noted), by=by, at=AT, day=DAY)
    decide_action(deviation, action_text(deviation, by), cause, uuid4(), by=by, at=AT)
    answer_reporter(deviation, "Tack, vi har bytt larm.", uuid4(), by=by, at=AT, day=DAY)
    deviation.refresh_from_db()
    return deviation
