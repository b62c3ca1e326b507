"""Women and men beside each other. No database, no clock, no request."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from hjulet.base.ui.charts.spec import LineChart, Series
from hjulet.check.indicators.judgement import FEWEST, Point, judge
from hjulet.check.indicators.judgement.certainty import counts_behind
from hjulet.statistics import newcombe

WOMEN, MEN = "K", "M"


@dataclass(frozen=True)
class Pair:
    """A year's two values and what may be said of the difference."""

    year: int
    women: Point
    men: Point
    words: str
    is_sure: bool = False


def pairs(
    own: Mapping[tuple[int, str], Decimal],
    answers: Mapping[tuple[int, str], int],
    shown: Mapping[tuple[int, str], tuple[Decimal, int]],
    *,
    is_share: bool,
) -> list[Pair]:
    """The newest year first; only years where both are there, and both have at least five answers where that is known.

    SHOWN: the value as it is printed, and its decimals.
    """
    years = sorted({year for year, gender in own if gender == WOMEN and (year, MEN) in own}, reverse=True)
    found = []
    for year in years:
        women, men = (
            Point(year, shown[year, gender][0], answers.get((year, gender)), decimals=shown[year, gender][1])
            for gender in (WOMEN, MEN)
        )
        if all(one.n is None or one.n >= FEWEST for one in (women, men)):
            found.append(_pair(year, women, men, is_share=is_share))
    return found


def chart(found: list[Pair], title: str, unit: str) -> LineChart | None:
    """Two lines over the years, with intervals where the number of answers is known."""
    if len(found) < 2:
        return None
    in_order = found[::-1]
    return LineChart(
        title=title,
        labels=tuple(str(pair.year) for pair in in_order),
        series=(
            _line(_("Kvinnor"), [pair.women for pair in in_order]),
            _line(_("Män"), [pair.men for pair in in_order]),
        ),
        unit=unit if unit == "%" else "",
        decimals=max(point.places for pair in in_order for point in (pair.women, pair.men)),
    )


def _line(name: str, points: list[Point]) -> Series:
    judged = [judge(point, is_share=True) if point.n else None for point in points]
    return Series(
        name,
        tuple(float(point.value) if point.value is not None else None for point in points),
        tuple(one.lower if one else None for one in judged),
        tuple(one.upper if one else None for one in judged),
    )


def _pair(year: int, women: Point, men: Point, *, is_share: bool) -> Pair:
    if women.value == men.value:
        return Pair(year, women, men, _("Samma värde."))
    first, second = counts_behind(women), counts_behind(men)
    if not is_share or first is None or second is None:
        return Pair(
            year, women, men, _("Hur säker skillnaden är går inte att säga, antal svar per kön saknas.")
        )
    lower = newcombe(float(first.fewest), float(first.n), float(second.most), float(second.n)).lower
    upper = newcombe(float(first.most), float(first.n), float(second.fewest), float(second.n)).upper
    if lower <= 0 <= upper:
        return Pair(year, women, men, _("Skillnaden kan bero på slumpen."))
    words = _("Kvinnorna har ett högre värde.") if lower > 0 else _("Männen har ett högre värde.")
    return Pair(year, women, men, words, is_sure=True)
