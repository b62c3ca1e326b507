"""A series as sentence and picture. The method is chosen by `recommend`; a reason to say nothing is said plainly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.analyse.series import year_on_year
from hjulet.analyse.series.collecting import Collected, FloatArray, month_label
from hjulet.analyse.series.picture import BoolArray, Lines, Words, drawn, shown
from hjulet.analyse.series.year_on_year import YEAR
from hjulet.base.ui.charts.spec import Chart, ControlChart, IntervalChart
from hjulet.base.ui.swedish import MONTHS, count_of, day, number
from hjulet.statistics import (
    Label,
    Method,
    Refusal,
    control_chart,
    rate_interval,
    recommend,
    run_chart,
    xmr_chart,
)

FEWEST_GAPS = 6
SAME_DAY = 0.5  # two on one day are half a day apart: time between events must be above 0
SELDOM = frozenset({Method.YEARLY_COUNT, Method.WAIT})


@dataclass(frozen=True)
class Figure:
    """What is said first, the pictures under it, and why they are of that kind."""

    finding: str
    charts: tuple[Chart, ...] = ()
    why: str = ""
    has_pattern: bool = False
    is_seldom: bool = False


def figure_of(series: Collected, days: Sequence[date] = (), today: date | None = None) -> Figure:
    """`days` are those on which it happened: what is rare is shown as days between."""
    if not series.is_known:
        return Figure(
            _("Månadsvärden saknas. Här har enheten inte rapporterat några avvikelser, och publicerade årssiffror har inga månader."),
            is_seldom=True,
        )  # fmt: skip
    advice = recommend(series.values[series.latest], _latest(series, series.exposure))
    if advice.method in SELDOM:
        return _seldom(series, days, today, str(advice.why.words))
    sentence, chart, has_pattern = _CHARTS[advice.method](series)
    return Figure(
        " ".join(filter(None, [sentence, year_on_year.sentence(series)])),
        (chart,),
        advice.why.words,
        has_pattern,
    )


@dataclass(frozen=True)
class Signal:
    """What a line in a list says of a series: the same as its own page, in fewer words."""

    is_seldom: bool
    has_pattern: bool
    change: int  # -1, 1: fewer, more than chance explains in the last twelve months than in the twelve before


def signal_of(series: Collected) -> Signal:
    """Whether it happens too seldom for a pattern, whether there is one, and how the last year differs."""
    advice = recommend(series.values[series.latest], _latest(series, series.exposure))
    if advice.method in SELDOM:
        return Signal(is_seldom=True, has_pattern=False, change=0)
    return Signal(False, _CHARTS[advice.method](series)[2], year_on_year.change(series))


def _latest(series: Collected, values: FloatArray | None) -> FloatArray | None:
    return None if values is None else values[series.latest]


# -- what happens often enough ---------------------------------------------------------------------------------------
def _run(series: Collected) -> tuple[str, Chart, bool]:
    found = run_chart(series.rates, starts=series.starts)
    part = found.parts[-1]
    chart = control(series, Lines(found.centre))
    if part.refusal is not None:
        return part.refusal.words, chart, False
    if not part.signal:
        said = {"middle": number(float(found.centre[-1]), 1), "per": _per(series)}
        return (
            _("Månaderna varierar som de brukar, kring %(middle)s %(per)s. Inget mönster syns.") % said,
            chart,
            False,
        )
    if part.longest_run > part.longest_run_limit:
        said = {"months": str(part.longest_run)}
        words = _(
            "%(months)s månader i rad ligger på samma sida om mitten. Nivån har inte varit densamma hela tiden."
        )
        return words % said, chart, True
    return (
        _("Månaderna går ovanligt sällan över mitten. Nivån har inte varit densamma hela tiden."),
        chart,
        True,
    )


def _single(series: Collected) -> tuple[str, Chart, bool]:
    found = xmr_chart(series.rates, improvement=0, starts=series.starts)
    marked = found.label != 0
    chart = control(series, Lines(found.mean, np.maximum(found.lower, 0), found.upper, marked))
    words, picture, has_pattern = _told(series, marked, found.mean, found.refusal, chart)
    if has_pattern:
        label = Label(int(found.label[np.flatnonzero(marked)[-1]]))
        words = str(_IN_A_ROW.get(label, words))
    return words, picture, has_pattern


_IN_A_ROW = {
    Label.TREND_UP: gettext_lazy("Sju månader i rad har det stigit. Vad har ändrats?"),
    Label.TREND_DOWN: gettext_lazy("Sju månader i rad har det sjunkit. Vad har ändrats?"),
    Label.TWO_IN_THREE_ABOVE: gettext_lazy("Flera ovanligt höga månader ligger tätt. Vad hände då?"),
    Label.TWO_IN_THREE_BELOW: gettext_lazy("Flera ovanligt låga månader ligger tätt. Vad hände då?"),
    Label.SHIFT_ABOVE: gettext_lazy("Minst sju månader i rad ligger över det vanliga. Vad har ändrats?"),
    Label.SHIFT_BELOW: gettext_lazy("Minst sju månader i rad ligger under det vanliga. Vad har ändrats?"),
}


def _rate(series: Collected) -> tuple[str, Chart, bool]:
    return _rates(series, "u", "probability")


def _wide_rate(series: Collected) -> tuple[str, Chart, bool]:
    return _rates(series, "u'", "sigma")


def _rates(
    series: Collected, kind: Literal["u", "u'"], limits: Literal["probability", "sigma"]
) -> tuple[str, Chart, bool]:
    size = series.per.size if series.per else 1
    found = control_chart(
        kind, series.values, series.exposure, starts=series.starts, multiply=size, limits=limits
    )
    chart = control(series, Lines(found.centre, found.lower, found.upper, found.outside))
    return _told(series, found.outside, found.centre, found.refusal, chart)


def _told(
    series: Collected, marked: BoolArray, centre: FloatArray, refusal: Refusal | None, chart: Chart
) -> tuple[str, Chart, bool]:
    """The latest month that stands out, against what is usual."""
    if refusal is not None:
        return refusal.words, chart, False
    recent = max(series.latest.start or 0, len(marked) - YEAR)
    latest = np.flatnonzero(marked[recent:]) + recent
    if not len(latest):
        words = _("Det senaste året sticker ingen månad ut. Det vanliga är kring %(middle)s %(per)s.")
        return words % {"middle": number(float(centre[-1]), 1), "per": _per(series)}, chart, False
    index = int(latest[-1])
    said = {
        "month": long_label(series.months[index]).capitalize(),
        "value": number(float(series.rates[index]), 0 if series.per is None else 1),
        "middle": number(float(centre[index]), 1),
    }
    words = _("%(month)s sticker ut: %(value)s, mot %(middle)s som är vanligt. Vad hände då?")
    return words % said, chart, True


_CHARTS: dict[Method, Callable[[Collected], tuple[str, Chart, bool]]] = {
    Method.RUN_CHART: _run,
    Method.XMR_CHART: _single,
    Method.RATE_CHART: _rate,
    Method.WIDE_RATE_CHART: _wide_rate,
}


# -- what is rare, or too new ------------------------------------------------------------------------------------------
def _seldom(series: Collected, days: Sequence[date], today: date | None, why: str) -> Figure:
    since = series.months[series.latest][0]
    recent = [one for one in days if one >= since]
    sentences = [_("För få händelser för att se ett mönster."), year_on_year.sentence(series)]
    if series.starts and len(series.values[series.latest]) < YEAR:
        sentences[0] = _("Mätsättet ändrades %(month)s, så det finns för få månader att jämföra.") % {
            "month": long_label(since)
        }
    if recent and today is not None:
        gone = count_of((today - recent[-1]).days, _("dag"), _("dagar"))
        sentences.append(
            _("Den senaste var den %(day)s, för %(gone)s sedan.") % {"day": day(recent[-1]), "gone": gone}
        )
    charts = [chart for chart in (_twelve_months(series), _between(recent)) if chart is not None]
    return Figure(" ".join(filter(None, sentences)), tuple(charts), why, is_seldom=True)


def _twelve_months(series: Collected) -> IntervalChart | None:
    """The count of each twelve months, counted back from the latest, with how sure it is."""
    values, months = series.values[series.latest], series.months[series.latest]
    ends = [end for end in range(len(values), YEAR - 1, -YEAR) if np.isfinite(values[end - YEAR : end]).all()]
    if not ends:
        return None
    ends.reverse()
    sums = [float(values[end - YEAR : end].sum()) for end in ends]
    limits = [rate_interval(total, 1.0) for total in sums]
    return IntervalChart(
        title=_("Antal på tolv månader"),
        labels=tuple(f"{month_label(months[end - YEAR])}–{month_label(months[end - 1])}" for end in ends),
        values=tuple(sums),
        lower=tuple(float(one.lower) for one in limits),
        upper=tuple(float(one.upper) for one in limits),
    )


def _between(days: Sequence[date]) -> ControlChart | None:
    """Days between events, the running one left out: it is not over."""
    gaps = [max(SAME_DAY, (late - early).days) for early, late in pairwise(days)]
    if len(gaps) < FEWEST_GAPS:
        return None
    found = control_chart("t", gaps)
    return ControlChart(
        title=_("Dagar mellan händelserna, ju fler desto bättre"),
        labels=tuple(day(one) for one in days[1:]),
        values=tuple(gaps),
        centre=shown(found.centre),
        lower=shown(found.lower),
        upper=shown(found.upper),
        signals=frozenset(np.flatnonzero(found.outside).tolist()),
        unit=_("dagar"),
    )


# -- the picture -------------------------------------------------------------------------------------------------------
def control(series: Collected, lines: Lines) -> ControlChart:
    per = series.per
    unit, decimals = (str(per.words), 1) if per else (_("antal i månaden"), 0)
    return drawn(series, series.rates, Words(f"{series.title}, {series.place.name}", unit, decimals), lines)


def _per(series: Collected) -> str:
    return str(series.per.words) if series.per else _("i månaden")


def long_label(month: date) -> str:
    """'mars 2025'."""
    return f"{MONTHS[month.month - 1]} {month.year}"
