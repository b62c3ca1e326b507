"""What has really moved, over all years and all rows at once.

Many rows looked at together always hold some that moved by chance. The expected share of false alarms among those
that are said to have moved is held at 10 % (Benjamini & Hochberg).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hjulet.base.ui.swedish import number, signed
from hjulet.check.indicators.choices import Direction, Verdict
from hjulet.check.indicators.judgement.certainty import Counts, Point, counts_behind
from hjulet.check.indicators.judgement.changes import verdict_of
from hjulet.statistics import YearTrend, adjust, trend_over_years

FALSE_ALARMS = 0.10
YEARS_NEEDED = 3
CHANCE = 0.05
ALL = 100  # per cent

Counted = Sequence[tuple[Point, Counts]]


@dataclass(frozen=True)
class Row:
    """A series among the others of a report; `key` is whatever the caller knows it by."""

    key: str
    points: tuple[Point, ...]
    direction: Direction | str


@dataclass(frozen=True)
class Moved:
    """A row that has really moved: from its first to its last measured year."""

    key: str
    verdict: Verdict
    words: str
    p: float
    false_alarms: float  # the expected share of false alarms when everything this sure is said
    first: Point
    last: Point


def over_all_years(series: Sequence[Point]) -> float | None:
    """How easily chance alone makes a trend like this one (p); None with fewer than three years that have answers."""
    trend = _trend_of(_counted(series))
    return None if trend is None else trend.p


def over_years(series: Sequence[Point], direction: Direction | str) -> str:
    """One sentence on all the years of a survey's share together; nothing with fewer than three years with answers.

    A direction is only told where both the test and the interval of the slope carry it.
    """
    counted = _counted(series)
    trend = _trend_of(counted)
    if trend is None:
        return ""
    said = {
        "first": counted[0][0].year, "last": counted[-1][0].year, "years": trend.years,
        "lower": signed(round(ALL * trend.lower, 1), 1), "upper": signed(round(ALL * trend.upper, 1), 1),
        "change": number(abs(round(ALL * trend.change, 1)), 1),
    }  # fmt: skip
    if trend.p > CHANCE or trend.lower <= 0 <= trend.upper:
        return _(
            "Alla %(years)s mätningarna %(first)s–%(last)s tillsammans visar ingen säker riktning. Förändringen om året är "
            "troligen mellan %(lower)s och %(upper)s procentenheter."
        ) % said  # fmt: skip
    said["verdict"] = str(verdict_of(direction, is_up=trend.change > 0).label).lower()
    way = (
        _("Alla %(years)s mätningarna %(first)s–%(last)s tillsammans visar en %(verdict)s: upp ungefär %(change)s procentenheter om året (mellan %(lower)s och %(upper)s).")
        if trend.change > 0
        else _("Alla %(years)s mätningarna %(first)s–%(last)s tillsammans visar en %(verdict)s: ned ungefär %(change)s procentenheter om året (mellan %(lower)s och %(upper)s).")
    )  # fmt: skip
    return way % said


def what_really_moved(rows: Sequence[Row], q: float = FALSE_ALARMS) -> list[Moved]:
    """The rows that have moved more than chance explains, over all years and among all rows; the surest first."""
    tested = [
        (row, counted, trend)
        for row in rows
        if (counted := _counted(row.points)) and (trend := _trend_of(counted)) is not None
    ]
    if not tested:
        return []
    adjusted = adjust([trend.p for _row, _counts, trend in tested])
    moved = [
        _moved(row, counted, trend, float(chance))
        for (row, counted, trend), chance in zip(tested, adjusted, strict=True)
        if chance <= q
    ]
    return sorted(moved, key=lambda row: (row.false_alarms, row.p))


def _counted(series: Sequence[Point]) -> Counted:
    """The years that have a share and answers that fit it, in order."""
    in_order = sorted(series, key=lambda point: point.year)
    return [(point, found) for point in in_order if point.is_measured and (found := counts_behind(point))]


def _trend_of(counted: Counted) -> YearTrend | None:
    """The trend over all years. Where several counts fit a printed share, the ones that show the least are taken."""
    if len({point.year for point, _found in counted}) < YEARS_NEEDED:
        return None
    middle = sum(point.year * found.n for point, found in counted) / sum(found.n for _point, found in counted)
    rising = _trend(
        counted, [found.fewest if point.year > middle else found.most for point, found in counted]
    )
    if rising.change > 0:
        return rising
    falling = _trend(
        counted, [found.most if point.year > middle else found.fewest for point, found in counted]
    )
    return (
        falling if falling.change < 0 else _trend(counted, [0] * len(counted))
    )  # not even its sign is sure: p = 1


def _trend(counted: Counted, x: Sequence[int]) -> YearTrend:
    return trend_over_years(
        x, [found.n for _point, found in counted], years=[point.year for point, _found in counted]
    )


def _moved(row: Row, counted: Counted, trend: YearTrend, false_alarms: float) -> Moved:
    first, last = counted[0][0], counted[-1][0]
    verdict = verdict_of(row.direction, is_up=trend.change > 0)
    said = {
        "verdict": verdict.label,
        "first": first.year,
        "last": last.year,
        "was": number(first.value or 0, first.places),
        "now": number(last.value or 0, last.places),
    }
    words = _("%(verdict)s %(first)s–%(last)s: från %(was)s till %(now)s %%") % said
    return Moved(row.key, verdict, words, trend.p, false_alarms, first, last)
