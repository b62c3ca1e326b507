"""Own measurements as series: one value a month, a quarter …, at the unit itself, as far as the reader may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.analyse.series import rules
from hjulet.analyse.series.collecting import FloatArray
from hjulet.analyse.series.ground import Changed, Ground, NoSuchSeries, Place
from hjulet.analyse.series.picture import Lines, Words, drawn
from hjulet.analyse.series.rules import SeriesKey
from hjulet.base.people.models import User
from hjulet.base.ui.charts.spec import ControlChart
from hjulet.check.indicators.figures import written
from hjulet.check.indicators.measuring.rules import per_year, period_of, periods, places_shown, short
from hjulet.check.indicators.models import Indicator, Value
from hjulet.statistics import Label, xmr_chart

ENOUGH = 12  # periods: with fewer nothing is called usual
FEWEST = 3  # periods that make a series at all


@dataclass(frozen=True)
class Measured:
    """The periods of a measure at a place, the first first. One that is not known, or hidden, is NaN."""

    key: SeriesKey
    indicator: Indicator
    place: Place
    rhythm: str
    months: tuple[date, ...]  # the first of each period
    values: FloatArray
    changes: tuple[Changed, ...] = ()
    fewest: float = float("inf")  # persons that the smallest period is about, where it is about persons

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(short(self.rhythm, period_of(self.rhythm, month)) for month in self.months)

    @property
    def starts(self) -> tuple[int, ...]:
        """Where new parts begin."""
        known = np.isfinite(self.values).tolist()
        return rules.parts_of(self.months, [one.month for one in self.changes], known)

    @property
    def latest(self) -> slice:
        return slice(self.starts[-1] if self.starts else 0, None)

    def said(self, value: float) -> str:
        """A value of the series in words: '7,4 %'."""
        amount = Decimal(str(round(float(value), 1)))
        return written(self.indicator, amount, places_shown(amount))


def measured(ground: Ground, key: SeriesKey, user: User, day: date) -> Measured | None:
    """The series, also under the unit's earlier names; None where the measure has no periods there. Raises NoSuchSeries."""
    indicator = Indicator.objects.of(ground.municipality).filter(slug=key.what).first()
    if indicator is None:
        raise NoSuchSeries(str(key))
    place = ground.place(key.unit)
    names = rules.same_over_time([place.pk], ground.lineage)
    seen = Value.objects.visible_to(user, day).own().parts().filter(indicator=indicator, unit__in=names)
    values = list(seen.select_related("indicator").order_by("period_end", "pk"))
    if not values:
        return None
    rhythm = values[-1].rhythm
    found: dict[date, Value] = {}
    for value in values:
        if value.rhythm == rhythm and (value.unit_id == place.pk or value.period_start not in found):
            found[value.period_start] = value
    spans = list(periods(rhythm, min(found), max(value.period_end for value in found.values())))
    months = tuple(period.first for period in spans)
    return Measured(
        key, indicator, place, rhythm, months,
        np.array([_number(found.get(month)) for month in months]), tuple(_changes(ground, key, rhythm)),
        min((float(one.respondents) for one in found.values() if one.respondents is not None), default=float("inf")),
    )  # fmt: skip


def measured_at(ground: Ground, unit: str, user: User, day: date) -> dict[Indicator, int]:
    """The measures that have periods at the unit itself, and how many."""
    place = ground.place(unit)
    seen = Value.objects.visible_to(user, day).own().parts().filter(unit=place.pk).exclude(value=None)
    rows = seen.order_by().values("indicator").annotate(amount=Count("pk"))
    amounts = {row["indicator"]: row["amount"] for row in rows if row["amount"] >= FEWEST}
    found = Indicator.objects.of(ground.municipality).filter(pk__in=amounts)
    return {one: amounts[one.pk] for one in found.order_by("position", "pk")}


def _changes(ground: Ground, key: SeriesKey, rhythm: str) -> list[Changed]:
    """A change in the middle of a quarter belongs to the quarter that it begins in."""
    return [Changed(period_of(rhythm, one.month).first, one.title) for one in ground.changes(key)]


def _number(value: Value | None) -> float:
    if value is None or value.value is None or not value.point.is_measured:
        return float("nan")
    return float(value.value)


# -- what it says --------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Told:
    finding: str
    chart: ControlChart | None


_IN_A_ROW = {
    Label.TREND_UP: gettext_lazy("Sju perioder i rad har det stigit. Vad har ändrats?"),
    Label.TREND_DOWN: gettext_lazy("Sju perioder i rad har det sjunkit. Vad har ändrats?"),
    Label.SHIFT_ABOVE: gettext_lazy("Minst sju perioder i rad ligger över det vanliga. Vad har ändrats?"),
    Label.SHIFT_BELOW: gettext_lazy("Minst sju perioder i rad ligger under det vanliga. Vad har ändrats?"),
    Label.TWO_IN_THREE_ABOVE: gettext_lazy("Flera ovanligt höga perioder ligger tätt. Vad hände då?"),
    Label.TWO_IN_THREE_BELOW: gettext_lazy("Flera ovanligt låga perioder ligger tätt. Vad hände då?"),
}


def told(series: Measured) -> Told:
    """The sentence and the picture: what is usual, and what is not."""
    known = int(np.isfinite(series.values[series.latest]).sum())
    if not np.isfinite(series.values).any():
        return Told(_("Talen är för få för att visas."), None)
    if known < ENOUGH:
        said = {"known": known, "enough": ENOUGH}
        words = _("Det finns %(known)s perioder. Från %(enough)s går det att säga vad som är vanligt.") % said
        return Told(words, control(series, Lines()))
    found = xmr_chart(series.values, improvement=0, starts=series.starts)
    marked = found.label != 0
    lower = (
        np.maximum(found.lower, 0) if (series.values[np.isfinite(series.values)] >= 0).all() else found.lower
    )
    chart = control(series, Lines(found.mean, lower, found.upper, marked))
    recent = max(series.latest.start or 0, len(marked) - per_year(series.rhythm))
    latest = np.flatnonzero(marked[recent:]) + recent
    middle = series.said(float(found.mean[-1]))
    if not len(latest):
        return Told(
            _("Det senaste året sticker ingen period ut. Det vanliga är kring %(middle)s.")
            % {"middle": middle},
            chart,
        )
    index = int(latest[-1])
    if in_a_row := _IN_A_ROW.get(Label(int(found.label[index]))):
        return Told(str(in_a_row), chart)
    seen = {
        "period": series.labels[index].capitalize(),
        "value": series.said(float(series.values[index])),
        "middle": middle,
    }
    return Told(
        _("%(period)s sticker ut: %(value)s, mot %(middle)s som är vanligt. Vad hände då?") % seen, chart
    )


def control(series: Measured, lines: Lines) -> ControlChart:
    indicator = series.indicator
    decimals = 1 if any(value % 1 for value in series.values if np.isfinite(value)) else 0
    title = f"{indicator.name}, {series.place.name}"
    return drawn(series, series.values, Words(title, indicator.unit_of_measure, decimals), lines)
