"""What a unit counts: every series that it has, those that can show a pattern and those that are too few to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.utils.translation import gettext as _

from hjulet.analyse.series import rules
from hjulet.analyse.series.choices import Source
from hjulet.analyse.series.collecting import Collected, collect_many
from hjulet.analyse.series.figures import Signal, signal_of
from hjulet.analyse.series.ground import Ground
from hjulet.analyse.series.picture import shown
from hjulet.analyse.series.rules import SeriesKey
from hjulet.analyse.series.year_on_year import YEAR
from hjulet.base.ui.charts.spec import LineChart, Series, SmallMultiples
from hjulet.check.deviations.choices import Law
from hjulet.check.deviations.rules import GRAVE

PANELS = 12


@dataclass(frozen=True)
class Line:
    """A series in the list."""

    key: str
    title: str
    latest_year: int | None  # None where the months are not known
    signal: Signal

    @property
    def is_seldom(self) -> bool:
        return self.signal.is_seldom


@dataclass(frozen=True)
class LawSeries:
    """What is counted by one law."""

    law: Law
    lines: tuple[Line, ...]
    panels: SmallMultiples | None

    @property
    def often(self) -> list[Line]:
        return [line for line in self.lines if not line.is_seldom]

    @property
    def seldom(self) -> list[Line]:
        return [line for line in self.lines if line.is_seldom and line.latest_year]

    @property
    def nothing(self) -> list[Line]:
        return [line for line in self.lines if line.is_seldom and not line.latest_year]


def keys_at(ground: Ground, unit: str, law: str, today: date) -> list[SeriesKey]:
    """All of a law, the grave of it, and every type at the top of the tree."""
    grave = SeriesKey(Source.DEVIATIONS, unit, law=law, severity=GRAVE)
    types = [SeriesKey(Source.DEVIATIONS, unit, one.code, law) for one in ground.top_types(law, today)]
    return list(dict.fromkeys([SeriesKey(Source.DEVIATIONS, unit, law=law), grave, *types]))


def series_at(ground: Ground, unit: str, today: date) -> list[LawSeries]:
    """Both laws' series; three questions, however many they are."""
    last = rules.last_whole_month(today)
    first = rules.month_after(last, 1 - rules.MONTHS_SHOWN)
    keys = {law: keys_at(ground, unit, law, today) for law in Law}
    found = collect_many(ground, [key for law in Law for key in keys[law]], first, last)
    return [_of_law(law, [found[key] for key in keys[law]]) for law in Law]


def _of_law(law: Law, found: Sequence[Collected]) -> LawSeries:
    lines = [_line(series) for series in found]
    often = [series for series, line in zip(found, lines, strict=True) if not line.is_seldom]
    parts = [series for series in often if series.key.what != rules.ANY or series.key.severity][:PANELS]
    title = _("%(law)s, de senaste två åren") % {"law": law.label}
    panels = SmallMultiples(title, tuple(_panel(series) for series in parts), unit=_("antal i månaden"))
    return LawSeries(law, tuple(lines), panels if parts else None)


def _line(series: Collected) -> Line:
    latest = series.values[-YEAR:]
    total = int(latest.sum()) if len(latest) and np.isfinite(latest).all() else None
    return Line(str(series.key), series.title, total, signal_of(series))


def _panel(series: Collected) -> LineChart:
    months = 2 * YEAR
    return LineChart(series.title, series.labels[-months:], (Series("", shown(series.values[-months:])),))
