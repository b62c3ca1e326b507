"""What must hold for the self-assessment by the areas of SOSFS 2011:9. No database, no clock, no request."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _

from hjulet.base.law import AREAS, Area
from hjulet.plan.steering.choices import Direction, Obstacle, Rating

ORDER = (Rating.NOT_MET, Rating.PARTLY, Rating.MET)
FIRST_YEAR = 2012  # SOSFS 2011:9 came into force on 1 January 2012


class Rated(Protocol):
    """A rating as it is stored."""

    area: str
    year: int
    rating: str


@dataclass(frozen=True)
class AreaStatus:
    """Where an area stands: the latest rating, the year it is from, and the rating before it."""

    area: Area
    rating: Rating | None
    year: int | None
    previous: Rating | None
    previous_year: int | None

    @property
    def direction(self) -> Direction:
        """Which way the rating has gone since the one before it."""
        if self.rating is None or self.previous is None:
            return Direction.UNKNOWN
        step = ORDER.index(self.rating) - ORDER.index(self.previous)
        if step == 0:
            return Direction.SAME
        return Direction.UP if step > 0 else Direction.DOWN

    @property
    def change(self) -> str:
        """'2023: delvis uppfyllt → 2024: uppfyllt'; empty where nothing has changed."""
        if self.rating is None or self.previous is None or self.rating == self.previous:
            return ""
        return f"{self.previous_year}: {self.previous.label} → {self.year}: {self.rating.label}"

    @property
    def rated_when(self) -> str:
        """'senast skattad 2024'."""
        return _("senast skattad %(year)s") % {"year": self.year} if self.year else _("inte skattad")


def statuses(rated: Iterable[tuple[str, int, str]], until: int) -> list[AreaStatus]:
    """Every area of SOSFS 2011:9 in order, with its latest rating up to the year and the one before that.

    RATED holds (area key, year, rating) in any order; later years and unknown areas are left out.
    """
    by_area: dict[str, list[tuple[int, Rating]]] = {area.key: [] for area in AREAS}
    for key, year, rating in rated:
        if key in by_area and year <= until:
            by_area[key].append((year, Rating(rating)))
    return [_status(area, sorted(by_area[area.key], reverse=True)) for area in AREAS]


def latest_ratings(assessments: Iterable[Rated], year: int) -> list[AreaStatus]:
    """The same for stored assessments of one unit: per area the rating, its year, the one before, the change."""
    return statuses(((found.area, found.year, found.rating) for found in assessments), until=year)


def obstacles_to_rating(year: int, this_year: int) -> list[Obstacle]:
    """Everything that stops a year from being rated; empty means go."""
    obstacles = []
    if year > this_year:
        obstacles.append(Obstacle.FUTURE_YEAR)
    if year < FIRST_YEAR:
        obstacles.append(Obstacle.BEFORE_THE_LAW)
    return obstacles


def _status(area: Area, newest_first: list[tuple[int, Rating]]) -> AreaStatus:
    year, rating = newest_first[0] if newest_first else (None, None)
    previous_year, previous = newest_first[1] if len(newest_first) > 1 else (None, None)
    return AreaStatus(area, rating, year, previous, previous_year)


def overlap(first: int, last: int | None, other_first: int, other_last: int | None) -> bool:
    """Whether two periods have a year in common; without a last year one goes on."""
    return (last is None or other_first <= last) and (other_last is None or first <= other_last)
