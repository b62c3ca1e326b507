"""Keeping a frame: each time a new version, so that an older year's report keeps the frame it had."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from hjulet.base.log.chain import one_at_a_time, record
from hjulet.base.organisation.models import Municipality
from hjulet.base.people.models import User
from hjulet.report.reports import rules
from hjulet.report.reports.choices import FrameFault, Kind
from hjulet.report.reports.framing import Planned
from hjulet.report.reports.models import FrameVersion


class CannotFrame(Exception):
    """The frame cannot be kept; the faults say why, in words."""

    def __init__(self, faults: list[tuple[FrameFault, str]]) -> None:
        self.faults = faults
        super().__init__(", ".join(fault for fault, _about in faults))


@dataclass(frozen=True)
class Wanted:
    """The chapters in order, the first report year they are for, and the version that they were changed from."""

    plan: tuple[Planned, ...]
    from_year: int
    seen: int


@transaction.atomic
def keep_frame(
    municipality: Municipality, kind: Kind, said: Wanted, statutory: Sequence[str], *, by: User, at: datetime
) -> FrameVersion:
    """The next version. The same form sent twice gives the same version. Raises CannotFrame."""
    one_at_a_time()
    newest = FrameVersion.objects.of(municipality, kind).first()
    if (
        newest
        and newest.saved_by_id == by.pk
        and (newest.plan, newest.from_year) == (said.plan, said.from_year)
    ):
        return newest
    faults = rules.faults_of_frame(said.plan, statutory)
    if (newest.number if newest else 0) != said.seen:
        faults.append((FrameFault.SOMEBODY_WAS_FASTER, ""))
    if faults:
        raise CannotFrame(faults)
    made = FrameVersion.objects.create(
        municipality=municipality, kind=kind, number=said.seen + 1, from_year=said.from_year,
        chapters=[asdict(chapter) for chapter in said.plan], saved_by=by, saved_at=at,
    )  # fmt: skip
    record("report_frame.saved", made, by=by, at=at, kind=kind, number=made.number, from_year=said.from_year)
    return made
