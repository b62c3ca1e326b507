"""The municipality's net cost beside Kolada's reference cost, where those measures are followed.

The reference cost is what the service would cost with the municipality's own conditions and the country's mean ambition
and efficiency. Which measures they are stands in the ready-made set; the values are the municipality's own.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from hjulet.base.organisation.models import Municipality
from hjulet.base.people.models import User
from hjulet.base.ui.swedish import number
from hjulet.check.indicators.choices import Measure
from hjulet.check.indicators.models import Value
from hjulet.check.indicators.sources.kolada.ready_made import COSTS, Named

DEVIATION = "nettokostnadsavvikelse"
PERCENT, MILLIONS = "procent", "miljoner kronor"


@dataclass(frozen=True)
class NetCost:
    """One area's latest year: how far its net cost is from the reference cost."""

    slug: str  # of the measure, for its page
    area: str
    year: int
    sentence: str


def deviations() -> tuple[Named, ...]:
    """Percent and millions for each area, as the ready-made set has them."""
    return tuple(one for one in COSTS.indicators if one.name.lower().startswith(DEVIATION))


def net_costs(user: User, municipality: Municipality, day: date) -> list[NetCost]:
    """One row an area in the order of the set; none where no measure of it has a value."""
    named = {one.id: one for one in deviations()}
    values = (
        Value.objects.visible_to(user, day)
        .own()
        .filter(
            indicator__municipality=municipality, indicator__kolada_id__in=named, indicator__measure=Measure.VALUE,
            unit__depth=1, value__isnull=False,
        )
        .select_related("indicator")
        .order_by("period_end")
    )  # fmt: skip
    latest: dict[str, dict[str, Value]] = defaultdict(dict)
    for value in values:
        one = named[value.indicator.kolada_id]
        latest[one.subject][_kind(one)] = value
    order = dict.fromkeys(one.subject for one in named.values())
    return [_net_cost(area, latest[area]) for area in order if latest[area]]


def _kind(named: Named) -> str:
    return PERCENT if named.name.endswith(PERCENT) else MILLIONS


def _net_cost(area: str, found: dict[str, Value]) -> NetCost:
    """The percent of the latest year, with the millions of the same year where they are known."""
    value = found.get(PERCENT) or found[MILLIONS]
    millions = found.get(MILLIONS)
    same_year = millions if millions and millions.period_end == value.period_end else None
    said = {
        "area": area.capitalize(), "year": value.period_end.year,
        "percent": _size(found.get(PERCENT)), "millions": _size(same_year),
    }  # fmt: skip
    return NetCost(value.indicator.slug, area.capitalize(), value.period_end.year, _sentence(value, said))


def _sentence(value: Value, said: dict[str, object]) -> str:
    is_more = (value.value or Decimal(0)) >= 0
    if said["percent"] and said["millions"]:
        sentence = (
            _(
                "%(area)s kostade %(percent)s %% mer än referenskostnaden %(year)s, %(millions)s miljoner kronor."
            )
            if is_more
            else _(
                "%(area)s kostade %(percent)s %% mindre än referenskostnaden %(year)s, %(millions)s miljoner kronor."
            )
        )
    elif said["percent"]:
        sentence = (
            _("%(area)s kostade %(percent)s %% mer än referenskostnaden %(year)s.")
            if is_more
            else _("%(area)s kostade %(percent)s %% mindre än referenskostnaden %(year)s.")
        )
    else:
        sentence = (
            _("%(area)s kostade %(millions)s miljoner kronor mer än referenskostnaden %(year)s.")
            if is_more
            else _("%(area)s kostade %(millions)s miljoner kronor mindre än referenskostnaden %(year)s.")
        )
    return sentence % said


def _size(value: Value | None) -> str:
    return "" if value is None or value.value is None else number(abs(value.value), 1)
