"""Close a year of the log."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from hjulet.base.log.chain import one_at_a_time, record
from hjulet.base.log.choices import SealObstacle
from hjulet.base.log.models import Entry, Seal
from hjulet.base.log.verification import Walk


class CannotSeal(Exception):
    def __init__(self, obstacles: list[SealObstacle]) -> None:
        self.obstacles = obstacles
        super().__init__(", ".join(str(obstacle.label) for obstacle in obstacles))


@transaction.atomic
def seal_year(year: int, *, by_name: str, at: datetime) -> Seal:
    """Close the year: its last fingerprint and number of entries are kept, and nothing more can be written in it."""
    one_at_a_time()
    if obstacles := obstacles_to_sealing(year, today_year=timezone.localtime(at).year):
        raise CannotSeal(obstacles)
    last = Entry.objects.filter(year=year).order_by("-id").values_list("fingerprint", flat=True)[0]
    seal = Seal(
        year=year,
        fingerprint=last,
        entries=Entry.objects.filter(year=year).count(),
        sealed_at=at,
        sealed_by=by_name[:120],
    )
    seal.save(force_insert=True)
    record("log.sealed", seal, by=None, at=at, year=year, fingerprint=last, sealed_by=by_name)
    return seal


def obstacles_to_sealing(year: int, *, today_year: int) -> list[SealObstacle]:
    """Everything that stops the year from being closed; empty means go."""
    sealed = set(Seal.objects.values_list("year", flat=True))
    years = set(Entry.objects.order_by().values_list("year", flat=True).distinct())
    asked = {
        SealObstacle.NOT_OVER: year >= today_year,
        SealObstacle.SEALED: year in sealed,
        SealObstacle.EMPTY: year not in years,
        SealObstacle.EARLIER_OPEN: any(earlier < year for earlier in years - sealed),
        SealObstacle.DOES_NOT_FIT: any(True for _fault in Walk().faults()),
    }
    return [obstacle for obstacle, stands in asked.items() if stands]
