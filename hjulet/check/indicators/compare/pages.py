"""What a measure's page shows of the others: the place, its colour, everybody in one picture, women and men."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from hjulet.base.ui.charts.spec import Distribution, LineChart
from hjulet.base.ui.swedish import count_of, number
from hjulet.check.indicators.choices import Direction
from hjulet.check.indicators.compare import genders
from hjulet.check.indicators.compare.among import ALL, Among
from hjulet.check.indicators.compare.places import Placed, above_and_below, placed
from hjulet.check.indicators.figures import written
from hjulet.check.indicators.judgement import Point, judge
from hjulet.check.indicators.kolada import rules
from hjulet.check.indicators.models import Indicator, KoladaKpi
from hjulet.check.indicators.series import Followed


@dataclass(frozen=True)
class About:
    """What the source says of the measure, and when it comes next."""

    definition: str
    next_on: date | None
    period: str
    ended_after: int | None
    is_gone: bool


@dataclass(frozen=True)
class GenderRow:
    year: int
    women: str
    men: str
    words: str


@dataclass(frozen=True)
class Compared:
    """`years` are the places of each year, the newest first; empty for a measure without direction."""

    years: list[Placed]
    neutral: str
    chart: Distribution | None
    genders: list[GenderRow]
    gender_chart: LineChart | None
    is_generated: bool

    @property
    def latest(self) -> Placed | None:
        return self.years[0] if self.years else None

    @property
    def has_ranges(self) -> bool:
        return any(one.range_words for one in self.years)


def about(kpi: KoladaKpi, today: date) -> About:
    return About(
        definition=kpi.definition,
        next_on=rules.awaited(kpi.preliminary_on, kpi.published_on, today),
        period=kpi.period,
        ended_after=kpi.discontinued_after,
        is_gone=kpi.left_on is not None,
    )


def compared(found: Among, followed: Followed) -> Compared | None:
    """None where the municipality has no value of its own to put beside the others'."""
    years = sorted((year for year, gender in found.own if gender == ALL and found.others(year)), reverse=True)
    pairs = _pairs(found, followed.indicator)
    if not years and not pairs:
        return None
    return Compared(
        years=[one for year in years if (one := place_in(found, followed.indicator, year)) is not None],
        neutral=_neutral(found, followed.indicator, years[0]) if years else "",
        chart=_chart(found, followed, years[0]) if years else None,
        genders=[_row(followed.indicator, pair) for pair in pairs],
        gender_chart=genders.chart(pairs, _("Kvinnor och män"), followed.indicator.unit_of_measure),
        is_generated=rules.country_of(found.code) == rules.GENERATED,
    )


def place_in(found: Among, indicator: Indicator, year: int) -> Placed | None:
    return placed(
        point_in(found, year), found.others(year), indicator.direction,
        is_share=indicator.is_share, is_full=indicator.is_count_or_cost,
    )  # fmt: skip


def point_in(found: Among, year: int) -> Point:
    """Our own value as it is printed, with how many answered."""
    value, decimals = rules.shown(found.own[year, ALL])
    return Point(year, value, found.answers.get((year, ALL)), decimals=decimals)


def _neutral(found: Among, indicator: Indicator, year: int) -> str:
    """What can be said where neither way is better."""
    if indicator.direction != Direction.NEUTRAL:
        return ""
    above, below = above_and_below(found.own[year, ALL], found.others(year))
    said = {"above": number(above), "below": number(below), "year": year}
    return (
        _(
            "Av de andra kommunerna har %(above)s ett högre och %(below)s ett lägre värde %(year)s. "
            "Måttet säger inte vad som är bättre, så det har ingen plats och ingen färg."
        )
        % said
    )


def _chart(found: Among, followed: Followed, year: int) -> Distribution:
    point, indicator = point_in(found, year), followed.indicator
    judged = judge(point, is_share=indicator.is_share, is_count_or_cost=indicator.is_count_or_cost)
    others = {
        value.comparison: (value.place.capitalize(), float(value.value))
        for value in followed.compared
        if value.period_end.year == year and value.value is not None
    }
    amount = len(found.years[year])
    return Distribution(
        title=_("Alla %(amount)s kommuner %(year)s") % {"amount": number(amount), "year": year},
        values=tuple(float(value) for value in found.years[year].values()),
        own=float(point.value) if point.value is not None else None,
        own_name=_("Vi"),
        lower=judged.lower,
        upper=judged.upper,
        references=tuple(others[name] for name in followed.references if name in others),
        unit=indicator.unit_of_measure,
        decimals=point.places,
    )


def _pairs(found: Among, indicator: Indicator) -> list[genders.Pair]:
    shown = {key: rules.shown(value) for key, value in found.own.items()}
    return genders.pairs(found.own, found.answers, shown, is_share=indicator.is_share)


def _row(indicator: Indicator, pair: genders.Pair) -> GenderRow:
    return GenderRow(pair.year, _said(indicator, pair.women), _said(indicator, pair.men), pair.words)


def _said(indicator: Indicator, point: Point) -> str:
    text = written(indicator, point.value or Decimal(0), point.places)
    return f"{text} ({count_of(point.n, 'svar', 'svar')})" if point.n else text
