"""Did the change become an improvement? What the figures say of one expectation, with the picture and what to be careful of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.act.actions.choices import Verdict
from hjulet.analyse.effects import rules
from hjulet.analyse.effects.choices import Reason, Remark, Wanted
from hjulet.analyse.effects.models import Expectation
from hjulet.analyse.effects.outlook import dispersion
from hjulet.analyse.effects.quiet import remarks_on_reporting
from hjulet.analyse.effects.rules import Window
from hjulet.analyse.series.collecting import Collected, collect
from hjulet.analyse.series.figures import control, long_label
from hjulet.analyse.series.ground import Ground, NoSuchSeries
from hjulet.analyse.series.picture import Lines
from hjulet.analyse.series.rules import last_whole_month, month_after
from hjulet.base.ui.charts.spec import ControlChart, LineChart
from hjulet.base.ui.swedish import number
from hjulet.statistics import Effect, Refusal, effect, interrupted, months_needed

SURE = 1.96  # of a trend: more than chance explains
_LINES = ("values", "centre", "lower", "upper")
ENOUGH_BEFORE, ENOUGH_AFTER = 12, 8  # for telling a trend from a step


@dataclass(frozen=True)
class Weighed:
    """The verdict in a word and a sentence, the picture, and the figures to freeze."""

    verdict: Verdict
    sentence: str
    title: str = ""
    place: str = ""
    remarks: tuple[Remark, ...] = ()
    chart: ControlChart | LineChart | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    sure: str = ""  # within what it lies, one tap away
    smallest: float = np.inf  # the smaller of the two sums: under five it is not for everybody

    @property
    def frozen(self) -> dict[str, Any]:
        return {
            **self.facts, "verdict": self.verdict, "sentence": self.sentence, "title": self.title, "place": self.place,
            "sure": self.sure, "remarks": list(self.remarks),
}  # fmt: skip


def nothing(reason: Reason, *, title: str = "", place: str = "") -> Weighed:
    """No answer, and why; where waiting brings one it is too early."""
    waits = reason in {Reason.NOT_STARTED, Reason.NO_VALUE_YET}
    return Weighed(Verdict.TOO_EARLY if waits else Verdict.NOT_MEASURED, str(reason.label), title, place)


def weigh_counts(ground: Ground, found: Expectation, today: date, *, others: int = 0) -> Weighed:
    """The months before against the months after. OTHERS are other actions that should move the same series."""
    last = last_whole_month(today)
    first = month_after(found.from_month, -found.months_before)
    try:
        series = collect(ground, found.key, first, max(last, first))
    except NoSuchSeries:
        return nothing(Reason.GONE)
    named = {"title": series.title, "place": series.place.name}
    changes = [one.month for one in series.changes]
    if not series.is_known:
        return nothing(Reason.NO_MONTHS, **named)
    if found.from_month > last:
        return nothing(Reason.NOT_STARTED, **named)
    if found.from_month in changes:
        return nothing(Reason.CHANGED_AT_START, **named)
    series = series.trimmed
    window = rules.window(series.months, found.from_month, changes, longest=found.months_before)
    return _weighed(ground, found, series, window, others)


def _weighed(ground: Ground, found: Expectation, series: Collected, window: Window, others: int) -> Weighed:
    figured = _effect(series, window, found)
    enough = _enough(series, window, found)
    said = rules.verdict(
        figured.verdict, months_before=figured.before, months_after=figured.after, enough=enough
    )
    remarks = _remarks(ground, found, series, window, said, others)
    said = rules.careful(said, remarks)
    drawn = picture(series, window, figured)
    sums = [float(np.nansum(series.values[part])) for part in (window.before, window.after)]
    return Weighed(
        verdict=said,
        sentence=_sentence(said, figured, series, window, enough),
        title=series.title,
        place=series.place.name,
        remarks=tuple(remarks),
        chart=drawn,
        sure=_sure(series, window, figured),
        facts=_facts(found, series, window, figured, sums) | {"picture": kept(drawn)},
        smallest=min(sums),
    )


def _effect(series: Collected, window: Window, found: Expectation) -> Effect:
    sizes = (
        (None, None)
        if series.exposure is None
        else (series.exposure[window.before], series.exposure[window.after])
    )
    trigger = min(found.trigger_months, max(0, window.months_before - ENOUGH_BEFORE))
    return effect(
        series.values[window.before], series.values[window.after], *sizes,
        improvement=-1 if found.wanted == Wanted.LESS else 1, trigger=trigger or None, measure="ratio",
    )  # fmt: skip


def _enough(series: Collected, window: Window, found: Expectation) -> int | None:
    """How many months after would show a change as large as is wanted."""
    before = series.values[window.before]
    before = before[np.isfinite(before)]
    if not len(before) or before.mean() == 0:
        return None
    return months_needed(float(before.mean()), found.ratio, len(before), phi=dispersion(before))


def _remarks(
    ground: Ground, found: Expectation, series: Collected, window: Window, said: Verdict, others: int
) -> list[Remark]:
    """The doubts first, then how it was compared."""
    remarks: list[Remark] = []
    if said == Verdict.IMPROVED:
        if found.wanted == Wanted.LESS:
            remarks += remarks_on_reporting(ground, series, window)
        if is_under_way(series, window, found.wanted):
            remarks.append(Remark.UNDER_WAY)
    if others:
        remarks.append(Remark.MANY_ACTIONS)
    if found.is_chosen_afterwards:
        remarks.append(Remark.AFTERWARDS)
    if window.is_cut:
        remarks.append(Remark.BREAK)
    if found.trigger_months:
        remarks.append(Remark.TRIGGER)
    return remarks


def is_under_way(series: Collected, window: Window, wanted: str) -> bool:
    """Whether a trend that was there before explains the change better than the action."""
    if window.months_before < ENOUGH_BEFORE or window.months_after < ENOUGH_AFTER:
        return False
    whole = slice(window.before.start, window.after.stop)
    after = np.arange(whole.start, whole.stop) >= window.after.start
    exposure = (
        None if series.exposure is None else np.where(series.exposure > 0, series.exposure, np.nan)[whole]
    )
    found = interrupted(series.values[whole], exposure, after.astype(float))
    if found.refusal is not None:
        return False
    place = found.terms.index("month")
    trend = float(found.estimates[place] / found.errors[place]) if found.errors[place] else 0.0
    is_helped = trend < -SURE if wanted == Wanted.LESS else trend > SURE
    return is_helped and found.lower <= 1 <= found.upper


def levels(series: Collected, window: Window) -> tuple[float, float]:
    """What is usual before and after, in the unit of the picture."""
    found = []
    for part in (window.before, window.after):
        values = series.values[part]
        known = np.isfinite(values)
        size = series.per.size if series.per else 1
        amount = (
            known.sum() if series.exposure is None else float(np.nansum(series.exposure[part][known])) / size
        )
        found.append(float(np.nansum(values)) / amount if amount else float("nan"))
    return found[0], found[1]


def picture(series: Collected, window: Window, figured: Effect) -> ControlChart:
    """The months with the level before, the level after, and within what it surely lies."""
    centre, lower, upper = (np.full(len(series.months), np.nan) for _line in range(3))
    before, after = levels(series, window)
    centre[window.before], centre[window.after] = before, after
    if figured.refusal is None and np.isfinite(figured.upper):
        lower[window.after], upper[window.after] = before * figured.lower, before * figured.upper
    drawn = control(series, Lines(centre, lower, upper))
    marks = [*drawn.marks]
    if window.months_after:
        marks.append((window.after.start, _("åtgärden")))
    return ControlChart(**{**vars(drawn), "marks": tuple(sorted(marks))})


def _sentence(said: Verdict, figured: Effect, series: Collected, window: Window, enough: int | None) -> str:
    """Before, after, and how sure; no method is named."""
    before, after = levels(series, window)
    per = str(series.per.words) if series.per else _("i månaden")
    told = {"before": number(before, 1), "after": number(after, 1), "per": per}
    if said == Verdict.NOT_MEASURED:
        return Refusal.FEW_BEFORE.words
    if not np.isfinite(after):
        return str(Reason.NOT_STARTED.label)
    compared = _("Före åtgärden %(before)s %(per)s, efter %(after)s.") % told
    return f"{compared} {_tail(said, figured, enough)}"


def _sure(series: Collected, window: Window, figured: Effect) -> str:
    """'Nivån efter åtgärden är troligen mellan 3,5 och 6,9.'"""
    before, _after = levels(series, window)
    if figured.refusal is not None or not np.isfinite(figured.upper):
        return ""
    said = {"lower": number(before * figured.lower, 1), "upper": number(before * figured.upper, 1)}
    months = {"before": figured.before, "after": figured.after}
    return " ".join(
        [
            _("Nivån efter åtgärden är troligen mellan %(lower)s och %(upper)s.") % said,
            _("Jämförelsen bygger på %(before)d månader före och %(after)d månader efter.") % months,
        ]
    )


def _tail(said: Verdict, figured: Effect, enough: int | None) -> str:
    if said in {Verdict.IMPROVED, Verdict.WORSENED}:
        return _("Det är mer än slumpen förklarar.")
    if said == Verdict.TOO_EARLY:
        left = max(1, (enough or rules.LONG_WAIT) - figured.after)
        wait = ngettext("ungefär %(months)d månad till", "ungefär %(months)d månader till", left) % {
            "months": left
        }
        return _("Det är för tidigt att säga. Vänta %(wait)s.") % {"wait": wait}
    if figured.lower > 1 or figured.upper < 1:
        return _("Skillnaden är större än slumpen, men den går inte att lita på ännu. Läs varför.")
    if enough is None:
        return _("Skillnaden kan bero på slumpen. Det händer för sällan för att serien ska kunna visa mer.")
    return _("Skillnaden kan bero på slumpen.")


def _facts(
    found: Expectation, series: Collected, window: Window, figured: Effect, sums: Sequence[float]
) -> dict[str, Any]:
    """Everything behind the verdict, as it was that day."""
    before, after = levels(series, window)
    return {
        "series": found.series, "wanted": found.wanted, "from_month": found.from_month.isoformat(),
        "size": found.size, "stated_at": found.stated_at.isoformat(),
        "before": {"months": figured.before, "count": sums[0], "level": plain(before)},
        "after": {"months": figured.after, "count": sums[1], "level": plain(after)},
        "left_out": figured.left_out, "ratio": plain(figured.value), "lower": plain(figured.lower),
        "upper": plain(figured.upper), "phi": plain(figured.phi),
        "refusal": figured.refusal.value if figured.refusal else "",
        "per": str(series.per.words) if series.per else "",
        "until": long_label(series.months[-1]),
        "changes": [f"{one.month.isoformat()} {one.title}" for one in series.changes],
        "months": [month.isoformat() for month in series.months],
        "counts": [plain(value) for value in series.values],
    }  # fmt: skip


def kept(drawn: ControlChart) -> dict[str, Any]:
    """The picture, so that it can be drawn again as it was."""
    lines = {name: [None if one is None else plain(one) for one in getattr(drawn, name)] for name in _LINES}
    return {
        **lines,
        "unit": drawn.unit,
        "decimals": drawn.decimals,
        "marks": [list(mark) for mark in drawn.marks],
    }


def plain(value: float) -> float | None:
    """JSON knows no infinity."""
    return round(float(value), 4) if np.isfinite(value) else None
