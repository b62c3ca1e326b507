"""What the pages of changed ways of measuring show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from hjulet.analyse.series.access import may_keep_breaks
from hjulet.analyse.series.choices import Source
from hjulet.analyse.series.forms import MEASURE, BreakForm
from hjulet.analyse.series.ground import Ground, NoSuchSeries
from hjulet.analyse.series.models import Break
from hjulet.analyse.series.rules import SeriesKey
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import reached_by
from hjulet.base.people.request import Request
from hjulet.base.people.roles import TABLE
from hjulet.check.deviations.choices import Law
from hjulet.check.indicators.models import Indicator


def breaks(request: Request) -> list[tuple[Break, str, bool]]:
    """Each with what it touches in words, and whether the user may change it."""
    ground = Ground.of(request.municipality)
    found = Break.objects.visible_to(request.user, request.today).select_related("unit", "made_by")
    measures = {one.slug: one.name for one in own_measures(request)}
    return [
        (
            one,
            touched(ground, one, measures),
            may_keep_breaks(request.user, one.municipality_id, request.today, at=one.unit),
        )
        for one in found
    ]


def own_measures(request: Request) -> list[Indicator]:
    ours = Indicator.objects.of(request.municipality).visible_to(request.user, request.today)
    return list(ours.exclude(counting="").order_by("name", "pk"))


def touched(ground: Ground, one: Break, measures: Mapping[str, str]) -> str:
    if one.measure:
        return measures.get(one.measure, one.measure)
    if not one.law:
        return _("Alla avvikelser")
    if not one.type_code:
        return _("Allt enligt %(law)s") % {"law": Law(one.law).label}
    try:
        return ground.title(SeriesKey(Source.DEVIATIONS, "", one.type_code, one.law))
    except NoSuchSeries:
        return one.type_code


def break_form(request: Request, found: Break | None = None) -> BreakForm:
    user, today = request.user, request.today
    lasting = Q(valid_to=None) | Q(valid_to__gte=today) | Q(pk=found.unit_id if found else None)
    return BreakForm(
        request.POST if request.method == "POST" else None,
        initial=_initial(found) if found else {"year": today.year},
        units=Unit.objects.filter(reached_by(user, today, *TABLE[Verb.CORRECT_FIGURE]), lasting),
        types=Ground.of(request.municipality).types,
        measures=[(one.slug, one.name) for one in own_measures(request)],
        may_say_everywhere=may_keep_breaks(user, request.municipality.pk, today),
        today=today,
    )


def _initial(found: Break) -> dict[str, Any]:
    touches = f"{found.law}:{found.type_code or '*'}" if found.law else ""
    touches = f"{MEASURE}:{found.measure}" if found.measure else touches
    return {
        "title": found.title, "month": str(found.month.month), "year": found.month.year, "unit": found.unit_id,
        "touches": touches, "revision": found.revision,
    }  # fmt: skip
