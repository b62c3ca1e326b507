"""Verbs that make something new: a measure or what it says, a value typed in, target levels decided."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Municipality
from hjulet.base.organisation.workflows import lock
from hjulet.base.people.models import User
from hjulet.base.search.workflows import put
from hjulet.base.sources import rewriting
from hjulet.check.indicators import rules
from hjulet.check.indicators.choices import Direction, Fixed, Scale
from hjulet.check.indicators.findable import text_of_indicator
from hjulet.check.indicators.kolada.copying import AFTER_OURS
from hjulet.check.indicators.kolada.rules import slug_of
from hjulet.check.indicators.models import Indicator, Target, Value
from hjulet.check.indicators.rules import Cuts, from_cuts

SAID = (
    "name", "subject", "unit_of_measure", "direction", "measure", "source_register", "kolada_id", "goal", "note",
)  # fmt: skip
ALIKE = ("name", "subject", "unit_of_measure", "measure", "source_register", "kolada_id")


class AlreadyMeasured(Exception):
    """The municipality has such a measure; `indicator` is it."""

    def __init__(self, indicator: Indicator) -> None:
        self.indicator = indicator
        super().__init__(indicator.slug)


class CannotChange(Exception):
    def __init__(self, fixed: list[Fixed]) -> None:
        self.fixed = fixed
        super().__init__(", ".join(fixed))


@transaction.atomic
def create_indicator(
    municipality: Municipality, said: dict[str, Any], *, by: User | None, at: datetime
) -> Indicator:
    """A new measure, last in the list, with an address of its own. One that is alike is never made twice."""
    lock(municipality)
    ours = Indicator.objects.of(municipality)
    if found := ours.filter(**{name: said[name] for name in ALIKE}).first():
        raise AlreadyMeasured(found)
    slug = rules.free_slug(said["name"], set(ours.values_list("slug", flat=True)))
    last = ours.filter(position__lt=AFTER_OURS).aggregate(last=Max("position"))["last"]
    indicator = Indicator.objects.create(
        municipality=municipality, slug=slug, position=0 if last is None else last + 1, **said
    )
    put(text_of_indicator(indicator))
    record("indicator.created", indicator, by=by, at=at, slug=slug, **said)
    return indicator


@transaction.atomic
def change_indicator(
    indicator: Indicator, said: dict[str, Any], *, seen: str, by: User, at: datetime
) -> None:
    """What the measure says from now on. Raises SomebodyWasFaster or CannotChange; then nothing is changed."""
    rewriting.locked(indicator, SAID, seen=seen)
    was = {name: getattr(indicator, name) for name in SAID}
    is_used = indicator.values.exists() or Target.objects.filter(indicator=indicator).exists()
    is_fetched = indicator.slug == slug_of(indicator.kolada_id)
    if found := rules.fixed(was, said, is_used=is_used, is_fetched=is_fetched):
        raise CannotChange(found)
    if changed := rewriting.rewrite(indicator, said):
        put(text_of_indicator(indicator))
        record("indicator.changed", indicator, by=by, at=at, **changed)


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
