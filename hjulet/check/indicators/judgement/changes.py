"""The last measurement against the one before: a change only when chance does not explain it (Newcombe's interval)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from hjulet.base.ui.swedish import signed
from hjulet.check.indicators.choices import Direction, Verdict
from hjulet.check.indicators.judgement.certainty import (
    HUNDRED,
    Point,
    counts_behind,
    judge,
    remark_on,
    unknown,
)
from hjulet.statistics import newcombe


@dataclass(frozen=True)
class Change:
    """The last measurement against the one before. `difference`, `lower` and `upper` are in the unit of the value."""

    verdict: Verdict
    words: str
    last: Point | None = None
    previous: Point | None = None
    difference: Decimal | None = None
    lower: float | None = None
    upper: float | None = None
    remarks: tuple[str, ...] = ()  # what does not add up: no whole number of answers gives the share
    answers: tuple[int, ...] = ()  # the number of answers of every year of the series
    is_share: bool = True

    @property
    def is_sure(self) -> bool:
        return self.verdict in {Verdict.IMPROVEMENT, Verdict.WORSENING, Verdict.CHANGE}

    @property
    def impossible(self) -> bool:
        return bool(self.remarks)

    @property
    def is_derived(self) -> bool:
        return self.previous is not None and self.previous.is_derived

    @property
    def limits(self) -> dict[str, str]:
        """The interval in whole percentage points: lower '−49', upper '+1'; empty where there is none."""
        if self.lower is None or self.upper is None:
            return {}
        return {"lower": signed(round(self.lower)), "upper": signed(round(self.upper))}

    @property
    def interval_words(self) -> str:
        """One tap away: 'Förändringen är troligen mellan −49 och +1 procentenheter.'"""
        if not self.limits:
            return ""
        return _("Förändringen är troligen mellan %(lower)s och %(upper)s procentenheter.") % self.limits


def change(
    series: Sequence[Point], *, is_share: bool, direction: Direction | str, is_count_or_cost: bool = False
) -> Change:
    """The last point against the last measured before it."""
    if not series:
        return Change(Verdict.MISSING, str(Verdict.MISSING.label), is_share=is_share)
    *earlier, last = sorted(series, key=lambda point: point.year)
    answers = tuple(point.n for point in (*earlier, last) if point.n and point.is_measured)
    found = Change(Verdict.UNKNOWN, unknown(is_share=is_share), last, answers=answers, is_share=is_share)
    if not last.is_measured:
        return replace(found, verdict=Verdict.MISSING, words=judge(last, is_share=is_share).words)
    measured = [point for point in earlier if point.is_measured]
    if not measured:
        return _said(found, Verdict.FIRST)
    return _compared(found, measured[-1], last, direction, is_full=is_count_or_cost)


def derived_previous(last: Point, difference: Decimal) -> Point:
    """The year before, worked out from a printed change (94 and +15 → 79). Nobody has printed it, and it is marked."""
    was = None if last.value is None else last.value - difference
    decimals = max(last.places, Point(last.year, difference).places)
    return Point(last.year - 1, was, decimals=decimals, is_derived=True)


def _compared(
    found: Change, before: Point, last: Point, direction: Direction | str, *, is_full: bool
) -> Change:
    assert last.value is not None  # noqa: S101 - both are measured
    assert before.value is not None  # noqa: S101
    found = replace(found, previous=before, difference=last.value - before.value)
    if is_full:
        return _said(found, Verdict.FULL)
    if found.is_share:
        found = replace(
            found, remarks=tuple(remark for point in (last, before) if (remark := remark_on(point)))
        )
    if found.difference == 0:
        return _said(found, Verdict.SAME)
    return _judged(found, before, last, direction) if found.is_share else found


def _judged(found: Change, before: Point, last: Point, direction: Direction | str) -> Change:
    """A change between two shares: every count that may lie behind them must leave chance out."""
    then, now = counts_behind(before), counts_behind(last)
    if then is None or now is None:
        misfit = _("Går inte att bedöma, andelen stämmer inte med antalet svar")
        return replace(found, words=misfit) if found.impossible else found
    lower = HUNDRED * newcombe(float(now.fewest), float(now.n), float(then.most), float(then.n)).lower
    upper = HUNDRED * newcombe(float(now.most), float(now.n), float(then.fewest), float(then.n)).upper
    found = replace(found, lower=lower, upper=upper)
    if lower <= 0 <= upper:
        words = _("Förändringen kan bero på slumpen (%(answers)s)") % {"answers": last.answers}
        return replace(found, verdict=Verdict.CHANCE, words=words)
    return _said(found, verdict_of(direction, is_up=lower > 0))


def verdict_of(direction: Direction | str, *, is_up: bool) -> Verdict:
    """What a sure change is called: an indicator without direction only changes."""
    if direction == Direction.NEUTRAL:
        return Verdict.CHANGE
    return Verdict.IMPROVEMENT if is_up == (direction == Direction.HIGHER) else Verdict.WORSENING


def _said(found: Change, verdict: Verdict) -> Change:
    return replace(found, verdict=verdict, words=str(verdict.label))
