"""Rating an area: the year's assessment is made or made again, and logged either way."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from hjulet.base.law import Area
from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.plan.steering import rules
from hjulet.plan.steering.choices import Obstacle, Rating
from hjulet.plan.steering.models import SelfAssessment


class CannotRate(Exception):
    def __init__(self, obstacles: list[Obstacle]) -> None:
        self.obstacles = obstacles
        super().__init__(", ".join(obstacles))


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
        unit=unit, area=area.key, year=year, defaults={**said, "document": None, "section": "", "line": None}
    )
    record("area.rated", assessment, by=by, at=at, area=area.key, year=year, was=was, now=verdict.rating)
    return assessment
