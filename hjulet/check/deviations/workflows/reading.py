"""That somebody has read a case stands in the log: one entry for an opening, with the parts that were shown."""

from collections.abc import Sequence
from datetime import datetime

from hjulet.base.log.chain import record
from hjulet.base.people.models import User
from hjulet.check.deviations.models import Deviation, Part


def log_reading(
    deviation: Deviation, parts: Sequence[Part], *, by: User, at: datetime, why: str = ""
) -> None:
    """Nothing is written where no text was shown."""
    if parts:
        more = {"why": why} if why else {}
        record("deviation.read", deviation, by=by, at=at, parts=[part.law for part in parts], **more)
