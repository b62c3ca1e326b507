"""What a report is about: which part of which municipality, which year, for whom."""

from dataclasses import dataclass
from datetime import date

from hjulet.base.organisation.models import Municipality, Unit
from hjulet.report.reports.choices import Edition, Kind

# the year itself and those that it is compared with
YEARS_SHOWN = {Kind.QUALITY: 4, Kind.RESULTS: 3, Kind.SAFETY: 3}
WHOLE = 2  # levels of the organisation that are all of it: the municipality and its sector


@dataclass(frozen=True)
class Scope:
    """Handed to every chapter's `collect`."""

    kind: Kind
    unit: Unit
    year: int
    edition: Edition

    @property
    def municipality(self) -> Municipality:
        owner: Municipality = self.unit.municipality
        return owner

    @property
    def first_year(self) -> int:
        return self.year - YEARS_SHOWN[self.kind] + 1

    @property
    def last_day(self) -> date:
        return date(self.year, 12, 31)

    @property
    def is_of_all(self) -> bool:
        """The municipality or its sector: what is told of the whole municipality is about it."""
        return int(self.unit.depth) <= WHOLE

    @property
    def is_public(self) -> bool:
        return self.edition == Edition.PUBLIC
