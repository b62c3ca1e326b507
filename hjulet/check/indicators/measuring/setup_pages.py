"""What the pages show where a measurement is set up or changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.db.models import Exists, OuterRef, Q

from hjulet.base.organisation.models import Unit, UnitQuerySet
from hjulet.base.people.models import RoleHolding, User
from hjulet.base.people.request import Request
from hjulet.check.indicators.choices import Direction, Measure
from hjulet.check.indicators.measuring.choices import Where
from hjulet.check.indicators.measuring.forms import ChangeForm, OwnersForm
from hjulet.check.indicators.measuring.ready_made import BY_KEY, ReadyMade
from hjulet.check.indicators.measuring.setting_up import OWN, fingerprint
from hjulet.check.indicators.measuring.setup_forms import SetUpForm
from hjulet.check.indicators.models import Indicator, IndicatorQuerySet, Measurement, Value


@dataclass(frozen=True)
class SettingUp:
    """The form, and what it begins with."""

    form: SetUpForm
    ready: ReadyMade | None
    indicator: Indicator | None


def measures_to_measure(request: Request) -> IndicatorQuerySet:
    """Measures that could be measured from now on: not fetched, not out of a survey, not measured already."""
    answered = Value.objects.filter(indicator=OuterRef("pk")).exclude(respondents=None)
    going_on = Measurement.objects.going_on().filter(indicator=OuterRef("pk"))
    return (
        Indicator.objects.of(request.municipality).visible_to(request.user, request.today)
        .filter(Q(kolada_id="") | Q(source_register__startswith=OWN), measure=Measure.VALUE)
        .filter(~Exists(answered) | ~Q(counting=""), ~Exists(going_on)).order_by("subject", "name", "pk")
    )  # fmt: skip


def set_up_page(request: Request) -> SettingUp:
    ready = BY_KEY.get(request.GET.get("mall", ""))
    slug = request.GET.get("matt", "")
    indicator = measures_to_measure(request).filter(slug=slug).first() if slug else None
    posted = request.POST if request.method == "POST" else None
    today = request.today
    initial = {"token": uuid4(), "month": today.month, "year": today.year} | _initial(ready)
    form = SetUpForm(posted, today=today, units=living_units(request), initial=initial, indicator=indicator)
    return SettingUp(form, ready, indicator)


def _initial(ready: ReadyMade | None) -> dict[str, Any]:
    if ready is None:
        return {"direction": Direction.NEUTRAL, "where": Where.CHOSEN}
    return {
        "name": ready.name, "subject": ready.subject, "unit_of_measure": ready.unit_of_measure,
        "direction": ready.direction, "counting": ready.counting, "numerator": ready.numerator,
        "denominator": ready.denominator, "counts_people": ready.counts_people, "note": ready.note,
        "rhythm": ready.rhythm, "exposure": ready.exposure, "where": Where.CHOSEN,
    }  # fmt: skip


def living_units(request: Request) -> UnitQuerySet:
    return Unit.objects.of(request.municipality).valid_during(request.today, request.today)


def change_form(request: Request, measurement: Measurement) -> ChangeForm:
    places = measurement.places.filter(last_day=None).values_list("unit", flat=True)
    lasting = Q(valid_to=None) | Q(valid_to__gte=request.today) | Q(pk__in=measurement.places.values("unit"))
    return ChangeForm(
        request.POST if request.method == "POST" else None, measurement=measurement,
        units=Unit.objects.of(request.municipality).filter(lasting),
        initial={
            "due_days": measurement.due_days, "units": list(places), "seen": fingerprint(measurement),
        },
    )  # fmt: skip


def owners_form(request: Request, measurement: Measurement) -> OwnersForm:
    """Colleagues who hold a role today, by name."""
    held = RoleHolding.objects.held_on(request.today).filter(user=OuterRef("pk"))
    people = User.objects.filter(Exists(held), municipality=request.municipality, is_active=True).order_by(
        "name", "pk"
    )
    places = list(measurement.places.filter(last_day=None).select_related("unit", "owner"))
    living = [
        place for place in places if place.unit.valid_to is None or place.unit.valid_to >= request.today
    ]
    return OwnersForm(request.POST if request.method == "POST" else None, places=living, people=people)
