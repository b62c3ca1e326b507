"""Rating an area, and saying what the goals and the visions are; every change is logged."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from hjulet.base.law import Area
from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.organisation.workflows import lock
from hjulet.base.people.models import User
from hjulet.base.sources.rewriting import locked, rewrite
from hjulet.plan.steering import rules
from hjulet.plan.steering.choices import Obstacle, Rating
from hjulet.plan.steering.models import Goal, SelfAssessment, Vision

GOAL = ("number", "title", "first_year", "last_year")
VISION = ("title", "text", "until_year")
NOWHERE = {"document": None, "section": "", "line": None}  # what a person says stands in no document


class CannotRate(Exception):
    def __init__(self, obstacles: list[Obstacle]) -> None:
        self.obstacles = obstacles
        super().__init__(", ".join(obstacles))


class NumberIsTaken(Exception):
    """Another goal has the number in some of the years; `goal` is it."""

    def __init__(self, goal: Goal) -> None:
        self.goal = goal
        super().__init__(str(goal))


@dataclass(frozen=True)
class Verdict:
    """What somebody says of an area."""

    rating: Rating
    comment: str = ""


@transaction.atomic
def rate_area(
    unit: Unit, area: Area, year: int, verdict: Verdict, *, by: User, at: datetime
) -> SelfAssessment:
    """The area's assessment for the year; a year that was rated before is rated again. SOSFS 2011:9 7 kap. 1 §.

    What a person now says no longer stands in the document that the earlier rating was read from.
    """
    if obstacles := rules.obstacles_to_rating(year, localtime(at).year):
        raise CannotRate(obstacles)
    Unit.objects.select_for_update().get(pk=unit.pk)
    before = SelfAssessment.objects.filter(unit=unit, area=area.key, year=year).first()
    was = before.rating if before else None
    said = {"rating": verdict.rating, "comment": verdict.comment, "rated_by": by, "rated_at": at}
    assessment, _made = SelfAssessment.objects.update_or_create(
        unit=unit, area=area.key, year=year, defaults={**said, **NOWHERE}
    )
    record("area.rated", assessment, by=by, at=at, area=area.key, year=year, was=was, now=verdict.rating)
    return assessment


@transaction.atomic
def create_goal(municipality: Municipality, said: dict[str, Any], *, by: User, at: datetime) -> Goal:
    """A new goal. Raises NumberIsTaken."""
    lock(municipality)
    _check_number(municipality, said)
    goal = Goal.objects.create(municipality=municipality, **said)
    record("goal.created", goal, by=by, at=at, **said)
    return goal


@transaction.atomic
def change_goal(goal: Goal, said: dict[str, Any], *, seen: str, by: User, at: datetime) -> None:
    """What the goal says from now on. Raises SomebodyWasFaster or NumberIsTaken; then nothing is changed."""
    lock(goal.municipality)
    locked(goal, GOAL, seen=seen)
    _check_number(goal.municipality, said, but=goal)
    if changed := rewrite(goal, said):
        rewrite(goal, NOWHERE)
        record("goal.changed", goal, by=by, at=at, **changed)


@transaction.atomic
def create_vision(municipality: Municipality, said: dict[str, Any], *, by: User, at: datetime) -> Vision:
    """A new vision, once: the same said again is the one there is."""
    lock(municipality)
    found: Vision | None = Vision.objects.filter(municipality=municipality, **said).first()
    if found is not None:
        return found
    vision = Vision.objects.create(municipality=municipality, **said)
    record("vision.created", vision, by=by, at=at, **said)
    return vision


@transaction.atomic
def change_vision(vision: Vision, said: dict[str, Any], *, seen: str, by: User, at: datetime) -> None:
    """What the vision says from now on. Raises SomebodyWasFaster; then nothing is changed."""
    locked(vision, VISION, seen=seen)
    if changed := rewrite(vision, said):
        rewrite(vision, NOWHERE)
        record("vision.changed", vision, by=by, at=at, **changed)


def _check_number(municipality: Municipality, said: dict[str, Any], but: Goal | None = None) -> None:
    others = Goal.objects.filter(municipality=municipality, number=said["number"])
    for goal in others.exclude(pk=but.pk) if but else others:
        if rules.overlap(said["first_year"], said["last_year"], goal.first_year, goal.last_year):
            raise NumberIsTaken(goal)
