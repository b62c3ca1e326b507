"""One measure at one unit over the years, for its page: the finding, the picture and the table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from hjulet.base.ui.charts.spec import LineChart, Series
from hjulet.check.indicators.choices import Comparison, Measure, Verdict
from hjulet.check.indicators.figures import Shown, show, written
from hjulet.check.indicators.judgement import Change, Point, change, derived_previous
from hjulet.check.indicators.models import Indicator, Target, Value

Period = tuple[str, str, str]  # last day, first day, as it was said: in order of time


@dataclass(frozen=True)
class PeriodRow:
    """A row of the table: the own value and the comparisons of the same period."""

    period: str
    own: Shown | None
    compared: tuple[Shown | None, ...]
    derived: str = ""  # a value that nobody printed, worked out from a printed change


@dataclass(frozen=True)
class Followed:
    """The measure at one place over time."""

    indicator: Indicator
    own: Sequence[Value]
    compared: Sequence[Value]
    printed_change: Value | None = None

    @property
    def points(self) -> list[Point]:
        measured = [value.point for value in self.own]
        derived = self.derived
        return [*measured, derived] if derived is not None else measured

    @property
    def derived(self) -> Point | None:
        """The year before, where only the change was printed."""
        if not self.own or self.printed_change is None or self.printed_change.value is None:
            return None
        last = self.own[-1]
        has_previous = any(value.period_end.year == last.period_end.year - 1 for value in self.own)
        if has_previous or not last.point.is_measured:
            return None
        return derived_previous(last.point, self.printed_change.value)

    @property
    def change(self) -> Change:
        indicator = self.indicator
        return change(
            self.points,
            is_share=indicator.is_share,
            direction=indicator.direction,
            is_count_or_cost=indicator.is_count_or_cost,
        )

    @property
    def references(self) -> list[Comparison]:
        """Riket and the like, in the order of the choices."""
        there = {value.comparison for value in self.compared}
        return [comparison for comparison in Comparison if comparison in there]


def finding(followed: Followed) -> str:
    """What the page says first."""
    found, indicator = followed.change, followed.indicator
    if found.last is None:
        return _("Det finns inget värde än.")
    if found.verdict == Verdict.MISSING:
        return f"{found.last.year}: {found.words}."
    now = {"now": written(indicator, found.last.value, found.last.places), "year": found.last.year}
    if found.previous is None:
        return _("%(year)s var värdet %(now)s. Det är den första mätningen.") % now
    was = written(indicator, found.previous.value, found.previous.places)
    return _compared(found) % {**now, "was": was, "before": found.previous.year, "words": found.words}


def _compared(found: Change) -> str:
    """The sentence for two measurements, by how sure the change is."""
    if found.is_sure:
        return _("%(words)s: från %(was)s %(before)s till %(now)s %(year)s.")
    if found.verdict == Verdict.SAME:
        return _("%(year)s var värdet %(now)s, samma som %(before)s.")
    if found.is_derived:
        return _(
            "%(year)s var värdet %(now)s. Källan skriver bara förändringen, så %(before)s bör det ha varit "
            "%(was)s. %(words)s."
        )
    return _("%(year)s var värdet %(now)s, %(before)s var det %(was)s. %(words)s.")


def beside_the_country(followed: Followed) -> str:
    """'Riket 47,5 samma period.'"""
    if not followed.own:
        return ""
    last = followed.own[-1]
    same = [
        value for value in followed.compared if _period(value) == _period(last) and value.value is not None
    ]
    said = [f"{value.place} {show(value).text}" for value in same]
    return _("Jämför: %(others)s samma period.") % {"others": ", ".join(said)} if said else ""


def sure_note(table: Sequence[PeriodRow]) -> str:
    """What holds for every value of the table, when none has an interval: said once, under it."""
    if any(row.own and row.own.sure for row in table):
        return ""
    said = {row.own.judgement.words for row in table if row.own and row.own.has_number}
    return f"{said.pop()}." if len(said) == 1 else ""


def years(followed: Followed) -> str:
    """'Gruppboende 2022–2025', the heading of the picture."""
    measured = [value.period_end.year for value in followed.own if value.point.is_measured]
    if not measured:
        return ""
    said = {"place": followed.own[-1].place, "first": min(measured), "last": max(measured)}
    return _("%(place)s %(first)s–%(last)s") % said


def rows(followed: Followed, targets: Iterable[Target]) -> list[PeriodRow]:
    """The newest period first."""
    targets = list(targets)
    own = {_period(value): show(value, targets) for value in followed.own}
    compared = {(_period(value), value.comparison): show(value) for value in followed.compared}
    periods = sorted({*own, *(period for period, _comparison in compared)}, reverse=True)
    table = [
        PeriodRow(
            period[2], own.get(period), tuple(compared.get((period, name)) for name in followed.references)
        )
        for period in periods
    ]
    return table + _derived_row(followed)


def _derived_row(followed: Followed) -> list[PeriodRow]:
    derived = followed.derived
    if derived is None:
        return []
    text = written(followed.indicator, derived.value, derived.places)
    return [PeriodRow(str(derived.year), None, tuple(None for _name in followed.references), text)]


def chart(followed: Followed, title: str) -> LineChart | None:
    """The line over time with its intervals; nothing to draw with fewer than two own values."""
    periods = sorted({_period(value) for value in [*followed.own, *followed.compared]})
    own = {_period(value): value for value in followed.own}
    if sum(value.point.is_measured for value in followed.own) < 2:
        return None
    lines = [_own_line(followed, [own.get(period) for period in periods])]
    for name in followed.references:
        there = {_period(value): value.value for value in followed.compared if value.comparison == name}
        values = tuple(_float(there.get(period)) for period in periods)
        lines.append(Series(str(name.label), values, is_reference=True))
    indicator = followed.indicator
    return LineChart(
        title=title,
        labels=tuple(said for _last, _first, said in periods),
        series=tuple(lines),
        unit=indicator.unit_of_measure if indicator.unit_of_measure == "%" else "",
        decimals=max((value.decimals for value in followed.own), default=0),
        reversed_axis=indicator.measure == Measure.RANK,
    )


def _own_line(followed: Followed, values: Sequence[Value | None]) -> Series:
    judged = [value.judgement if value is not None else None for value in values]
    return Series(
        followed.own[-1].place,
        tuple(_float(value.value) if value and value.point.is_measured else None for value in values),
        tuple(found.lower if found else None for found in judged),
        tuple(found.upper if found else None for found in judged),
    )


def _period(value: Value) -> Period:
    return (value.period_end.isoformat(), value.period_start.isoformat(), value.period_said)


def _float(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)
