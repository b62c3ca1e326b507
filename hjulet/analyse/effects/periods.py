"""The verdict on an own measurement: its periods before the action against those after it, as a difference of levels."""

from __future__ import annotations

from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from hjulet.act.actions.choices import Verdict
from hjulet.analyse.effects import rules
from hjulet.analyse.effects.choices import Reason, Remark, Wanted
from hjulet.analyse.effects.models import Expectation
from hjulet.analyse.effects.rules import Window
from hjulet.analyse.effects.weighing import Weighed, kept, nothing, plain
from hjulet.analyse.series.measured import Measured, control
from hjulet.analyse.series.picture import Lines
from hjulet.base.ui.charts.spec import ControlChart
from hjulet.statistics import Effect, Refusal, effect


def weigh_periods(found: Expectation, series: Measured, *, others: int = 0) -> Weighed:
    """Before against after, by Welch's interval. OTHERS are other actions that should move the same series."""
    named = {"title": series.indicator.name, "place": series.place.name}
    changes = [one.month for one in series.changes]
    if not np.isfinite(series.values).any():
        return nothing(Reason.NO_MONTHS, **named)
    if found.from_month > series.months[-1]:
        return nothing(Reason.NO_VALUE_YET, **named)
    if found.from_month in changes:
        return nothing(Reason.CHANGED_AT_START, **named)
    window = rules.window(series.months, found.from_month, changes, longest=found.months_before)
    before, after = series.values[window.before], series.values[window.after]
    figured = effect(
        before, after, improvement=-1 if found.wanted == Wanted.LESS else 1, measure="difference"
    )
    enough = None if figured.months_needed is None else figured.after + figured.months_needed
    said = rules.verdict(
        figured.verdict, months_before=figured.before, months_after=figured.after, enough=enough
    )
    drawn = _picture(series, window, figured)
    return Weighed(
        verdict=said,
        sentence=_sentence(said, figured, series, window),
        remarks=tuple(_remarks(found, window, others)),
        chart=drawn,
        sure=_sure(figured, series, window),
        facts=_facts(found, series, window, figured) | {"picture": kept(drawn)},
        title=series.indicator.name,
        place=series.place.name,
        smallest=series.fewest,
    )


def _remarks(found: Expectation, window: Window, others: int) -> list[Remark]:
    remarks = [Remark.MANY_ACTIONS] if others else []
    if found.is_chosen_afterwards:
        remarks.append(Remark.AFTERWARDS)
    if window.is_cut:
        remarks.append(Remark.BREAK)
    return remarks


def _level(series: Measured, part: slice) -> float:
    values = series.values[part]
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else float("nan")


def _sentence(said: Verdict, figured: Effect, series: Measured, window: Window) -> str:
    if said == Verdict.NOT_MEASURED:
        return Refusal.FEW_BEFORE.words
    after = _level(series, window.after)
    if not np.isfinite(after):
        return str(Reason.NO_VALUE_YET.label)
    told = {"before": series.said(_level(series, window.before)), "after": series.said(after)}
    compared = _("Före åtgärden i genomsnitt %(before)s, efter %(after)s.") % told
    return f"{compared} {_tail(said)}"


def _tail(said: Verdict) -> str:
    if said in {Verdict.IMPROVED, Verdict.WORSENED}:
        return _("Det är mer än slumpen förklarar.")
    if said == Verdict.TOO_EARLY:
        return _("Det är för tidigt att säga. Vänta några perioder till.")
    return _("Skillnaden kan bero på slumpen.")


def _sure(figured: Effect, series: Measured, window: Window) -> str:
    """Within what the level after surely lies, and of how many periods it is made."""
    if figured.refusal is not None or not np.isfinite(figured.upper):
        return ""
    before = _level(series, window.before)
    said = {"lower": series.said(before + figured.lower), "upper": series.said(before + figured.upper)}
    periods = {"before": figured.before, "after": figured.after}
    return " ".join(
        [
            _("Nivån efter åtgärden är troligen mellan %(lower)s och %(upper)s.") % said,
            _("Jämförelsen bygger på %(before)d perioder före och %(after)d perioder efter.") % periods,
        ]
    )


def _picture(series: Measured, window: Window, figured: Effect) -> ControlChart:
    """The periods with the level before, the level after, and within what it surely lies."""
    centre, lower, upper = (np.full(len(series.months), np.nan) for _line in range(3))
    before, after = _level(series, window.before), _level(series, window.after)
    centre[window.before], centre[window.after] = before, after
    if figured.refusal is None and np.isfinite(figured.upper):
        lower[window.after], upper[window.after] = before + figured.lower, before + figured.upper
    drawn = control(series, Lines(centre, lower, upper))
    marks = [*drawn.marks]
    if window.months_after:
        marks.append((window.after.start, _("åtgärden")))
    return ControlChart(**{**vars(drawn), "marks": tuple(sorted(marks))})


def _facts(found: Expectation, series: Measured, window: Window, figured: Effect) -> dict[str, Any]:
    """Everything behind the verdict, as it was that day."""
    few = {"count": plain(series.fewest)} if np.isfinite(series.fewest) else {}  # persons: not for everybody
    return {
        "series": found.series, "wanted": found.wanted, "from_month": found.from_month.isoformat(),
        "size": found.size, "stated_at": found.stated_at.isoformat(),
        "before": {"months": figured.before, "level": plain(_level(series, window.before)), **few},
        "after": {"months": figured.after, "level": plain(_level(series, window.after)), **few},
        "difference": plain(figured.value), "lower": plain(figured.lower), "upper": plain(figured.upper),
        "refusal": figured.refusal.value if figured.refusal else "", "until": series.labels[-1],
        "changes": [f"{one.month.isoformat()} {one.title}" for one in series.changes],
        "months": [month.isoformat() for month in series.months],
        "counts": [plain(value) for value in series.values],
    }  # fmt: skip
