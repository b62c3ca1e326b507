"""Every municipality in one funnel, where Kolada says how many answered in each. Only our own is named."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from hjulet.base.organisation.models import Municipality
from hjulet.base.ui.charts.spec import FunnelChart
from hjulet.check.indicators.compare.among import ALL, among, answers_everywhere
from hjulet.check.indicators.compare.units import Counted, chart_of, spread_words
from hjulet.check.indicators.judgement import Point
from hjulet.check.indicators.judgement.certainty import counts_behind
from hjulet.check.indicators.kolada import rules
from hjulet.check.indicators.models import Indicator

FEWEST = 10


@dataclass(frozen=True)
class Everybody:
    chart: FunnelChart
    sentence: str
    spread: str
    is_generated: bool


def in_a_funnel(indicator: Indicator, municipality: Municipality) -> Everybody | None:
    """None where too few municipalities say how many answered, or ours does not."""
    found = among(indicator, municipality) if indicator.is_share else None
    years = sorted((year for year, gender in found.own if gender == ALL), reverse=True) if found else []
    if found is None or not years:
        return None
    counted = _counted(
        found.years[years[0]], answers_everywhere(found.kpi.pk, found.code, years[0]), years[0]
    )
    if len(counted) < FEWEST or found.code not in counted:
        return None
    codes = [found.code, *sorted(code for code in counted if code != found.code)]
    places = [
        Counted(municipality.name if code == found.code else _("en annan kommun"), *counted[code])
        for code in codes
    ]
    title = _("%(amount)s kommuner %(year)s") % {"amount": len(codes), "year": years[0]}
    chart, spread = chart_of(places, title, frozenset({0}))
    is_outside = 0 in chart.outside
    sentence = (
        _("Kommunen skiljer sig mer från de andra än storleken och den vanliga spridningen förklarar.")
        if is_outside
        else _(
            "Kommunen skiljer sig inte mer från de andra än storleken och den vanliga spridningen förklarar."
        )
    )
    is_generated = rules.country_of(found.code) == rules.GENERATED
    return Everybody(chart, sentence, spread_words(spread), is_generated)


def _counted(values: dict[str, Decimal], answers: dict[str, int], year: int) -> dict[str, tuple[int, int]]:
    """Of how many answers how many, for each municipality where the two agree."""
    found = {}
    for code, value in values.items():
        shown, decimals = rules.shown(value)
        counts = counts_behind(Point(year, shown, answers.get(code), decimals=decimals))
        if counts is not None:
            found[code] = (round((counts.fewest + counts.most) / 2), counts.n)
    return found
