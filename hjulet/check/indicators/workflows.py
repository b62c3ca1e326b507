"""Verbs that make something new about a measure: a value typed in, target levels decided."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from hjulet.base.log.chain import record
from hjulet.base.people.models import User
from hjulet.check.indicators.choices import Direction, Scale
from hjulet.check.indicators.models import Indicator, Target, Value
from hjulet.check.indicators.rules import Cuts, from_cuts


class AlreadyEntered(Exception):
    """The unit or comparison already has a value for the period."""


@transaction.atomic
def enter_value(*, by: User, at: datetime, **what: Any) -> Value:
    """A value typed in by a person. Raises AlreadyEntered when the place already has one that period."""
    try:
        with transaction.atomic():
            value = Value.objects.create(entered_by=by, entered_at=at, **what)
    except IntegrityError as error:
        raise AlreadyEntered from error
    record("value.entered", value, by=by, at=at, value=str(value.value), missing=value.missing)
    return value


@transaction.atomic
def decide_target(indicator: Indicator, cuts: Cuts, *, year: int, by: User, at: datetime) -> Target:
    """New target levels from two cut points; the earlier ones stay. Raises ValueError with the reason."""
    bands = from_cuts(
        cuts.good_from, cuts.bad_from, Direction(indicator.direction), equal_is_better=cuts.equal_is_better
    )
    target = Target(
        indicator=indicator, municipality_id=indicator.municipality_id, scale=Scale.OWN, year=year
    )
    target.put(bands)
    target.save(force_insert=True)
    record("target.set", target, by=by, at=at, indicator=indicator.slug, year=year, good=target.good_said)
    return target
