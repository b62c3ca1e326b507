"""Cooperation for tests."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.plan.cooperation.choices import Form, Lasting, State
from hjulet.plan.cooperation.models import Cooperation
from hjulet.plan.cooperation.workflows import CooperationText, create_cooperation

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def text(unit: Unit, **said: Any) -> CooperationText:
    """An agreement with the region to the end of 2027, half a year's notice."""
    words = {
        "title": "Utskrivning från sjukhus", "form": Form.AGREEMENT, "partners": ("Region Norr", "Hemsjukvården"),
        "lasting": Lasting.UNTIL, "valid_from": date(2025, 1, 1), "valid_to": date(2027, 12, 31),
        "signed_on": date(2024, 12, 1), "notice_months": 6,
    } | said  # fmt: skip
    if words["lasting"] != Lasting.UNTIL:
        words["valid_to"] = None
    return CooperationText(unit=unit, **words)


def cooperation(unit: Unit, by: User, state: State = State.IN_FORCE, **said: Any) -> Cooperation:
    return create_cooperation(text(unit, **said), uuid4(), state=state, by=by, at=AT)
