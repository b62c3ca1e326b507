"""Several rounds of a survey tested together: does a question go one way, more than chance explains?

All questions of the survey are one family: where many are looked at, some move by chance (false-discovery control).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from hjulet.base.ui import swedish
from hjulet.check.surveys.choices import Scale
from hjulet.check.surveys.models import SurveyRound
from hjulet.check.surveys.results import TOTAL, Answers, Asked
from hjulet.statistics import adjust, trend_over_years
from hjulet.statistics.years import Direction, YearTrend

FEWEST_ROUNDS = 3
EXPECTED_FALSE = 0.1  # of all that are called a direction, at most every tenth by chance
DAYS = 365.25


@dataclass(frozen=True)
class Trend:
    """One question over the rounds."""

    words: str
    direction: Direction

    @property
    def is_sure(self) -> bool:
        return self.direction != Direction.UNDECIDED


def trends(
    answers: Mapping[int, Answers], rounds: Sequence[SurveyRound], unit: int | None
) -> dict[str, Trend]:
    """For each question that at least three rounds show there; the newest round is the first of ROUNDS."""
    tested = {}
    for one in answers[rounds[0].pk].asked:
        if one.scale != Scale.TEXT and (found := _tested(one, answers, rounds, unit)) is not None:
            tested[one.key] = found
    if not tested:
        return {}
    adjusted = adjust(np.array([found.p for found in tested.values()]))
    return {
        key: _judged(found, is_sure=bool(chance <= EXPECTED_FALSE))
        for (key, found), chance in zip(tested.items(), adjusted, strict=True)
    }


def _tested(
    one: Asked, answers: Mapping[int, Answers], rounds: Sequence[SurveyRound], unit: int | None
) -> YearTrend | None:
    rows = [
        (counted.good, counted.n, found.closes_on.toordinal() / DAYS)
        for found in rounds
        if (counted := _counted(one, answers[found.pk], unit)) is not None
    ]
    if len(rows) < FEWEST_ROUNDS:
        return None
    good, n, when = (list(column) for column in zip(*rows, strict=True))
    trend = trend_over_years(good, n, years=when)
    return None if trend.refusal is not None else trend


def _counted(one: Asked, answers: Answers, unit: int | None) -> "CountedShare | None":
    if unit is not TOTAL and unit not in answers.units:
        return None
    same = next((asked for asked in answers.asked if asked.key == one.key and asked.scale == one.scale), None)
    counted = answers.shown(same, unit) if same is not None else None
    return CountedShare(counted.good, counted.n) if counted is not None and counted.n else None


@dataclass(frozen=True)
class CountedShare:
    good: int
    n: int


def _judged(trend: YearTrend, *, is_sure: bool) -> Trend:
    if not is_sure or trend.direction == Direction.UNDECIDED:
        return Trend(_("ingen säker riktning"), Direction.UNDECIDED)
    said = {
        "change": swedish.number(abs(round(100 * trend.change))),
        "lower": swedish.signed(round(100 * trend.lower)), "upper": swedish.signed(round(100 * trend.upper)),
    }  # fmt: skip
    if trend.direction == Direction.UP:
        words = _("upp ungefär %(change)s procentenheter om året (mellan %(lower)s och %(upper)s)")
    else:
        words = _("ned ungefär %(change)s procentenheter om året (mellan %(lower)s och %(upper)s)")
    return Trend(words % said, trend.direction)
