"""The verdict on an indicator: the last value before the action against the latest after it, one a year.

Where it is measured more often its periods are weighed instead (`periods`).
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hjulet.act.actions.choices import Verdict
from hjulet.analyse.effects.choices import Reason, Remark, Wanted
from hjulet.analyse.effects.models import Expectation
from hjulet.analyse.effects.periods import weigh_periods
from hjulet.analyse.effects.weighing import Weighed, nothing, weigh_counts
from hjulet.analyse.series.ground import Ground, NoSuchSeries
from hjulet.analyse.series.measured import measured
from hjulet.analyse.series.yearly import follow
from hjulet.base.people.models import User
from hjulet.check.indicators import series as yearly
from hjulet.check.indicators.choices import Direction
from hjulet.check.indicators.choices import Verdict as Judged
from hjulet.check.indicators.figures import written
from hjulet.check.indicators.judgement import Change, change
from hjulet.check.indicators.models import Value
from hjulet.check.indicators.series import Followed

SAID = {Judged.IMPROVEMENT: Verdict.IMPROVED, Judged.WORSENING: Verdict.WORSENED}


def weigh(ground: Ground, found: Expectation, user: User, today: date, *, others: int = 0) -> Weighed:
    """What the figures say of an expectation, as far as the user may see them."""
    if found.key.is_deviations:
        return weigh_counts(ground, found, today, others=others)
    try:
        if (series := measured(ground, found.key, user, today)) is not None:
            return weigh_periods(found, series, others=others)
        followed = follow(ground, found.key, user, today)
    except NoSuchSeries:
        return nothing(Reason.GONE)
    named = {"title": followed.indicator.name, "place": ground.place(found.key.unit).name}
    then = [
        value for value in followed.own if value.period_end < found.from_month and value.point.is_measured
    ]
    now = [
        value for value in followed.own if value.period_start >= found.from_month and value.point.is_measured
    ]
    if not then:
        return nothing(Reason.NO_BEFORE, **named)
    if not now:
        return nothing(Reason.NO_VALUE_YET, **named)
    return _compared(found, followed, then[-1], now[-1], named)


def _compared(
    found: Expectation, followed: Followed, then: Value, now: Value, named: dict[str, str]
) -> Weighed:
    indicator = followed.indicator
    judged = change(
        [then.point, now.point],
        is_share=indicator.is_share,
        direction=Direction.LOWER if found.wanted == Wanted.LESS else Direction.HIGHER,
        is_count_or_cost=indicator.is_count_or_cost,
    )
    said = {
        "then": written(indicator, then.value, then.point.places), "before": then.period_said,
        "now": written(indicator, now.value, now.point.places), "after": now.period_said, "words": judged.words,
    }  # fmt: skip
    return Weighed(
        verdict=SAID.get(judged.verdict, Verdict.NO_SURE_CHANGE),
        sentence=_("Före åtgärden %(then)s (%(before)s), efter %(now)s (%(after)s). %(words)s.") % said,
        remarks=(Remark.AFTERWARDS,) if found.is_chosen_afterwards else (),
        chart=yearly.chart(followed, yearly.years(followed)),
        facts=_facts(found, judged, then, now),
        title=named["title"],
        place=named["place"],
    )


def _facts(found: Expectation, judged: Change, then: Value, now: Value) -> dict[str, Any]:
    points = {
        name: {key: None if one is None else str(one) for key, one in asdict(value.point).items()}
        for name, value in (("before", then), ("after", now))
    }
    return {
        "series": found.series, "wanted": found.wanted, "from_month": found.from_month.isoformat(),
        "stated_at": found.stated_at.isoformat(), "judged": judged.verdict, "lower": judged.lower,
        "upper": judged.upper, **points,
    }  # fmt: skip
