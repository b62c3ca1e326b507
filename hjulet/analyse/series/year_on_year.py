"""The last twelve months against the twelve before: one rule, said as a sentence on a page and as a word in a list."""

from __future__ import annotations

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.analyse.series.collecting import Collected, FloatArray
from hjulet.base.ui.swedish import number
from hjulet.statistics import effect

YEAR = 12
SENTENCES = {
    1: gettext_lazy("Det är fler än slumpen förklarar."),
    -1: gettext_lazy("Det är färre än slumpen förklarar."),
    0: gettext_lazy("Skillnaden kan bero på slumpen."),
}


def sentence(series: Collected) -> str:
    """'De senaste tolv månaderna: 31, mot 48 de tolv dessförinnan. Skillnaden kan bero på slumpen.'"""
    now, then = _years(series)
    if now is None:
        return ""
    said = {"now": number(int(now.sum()))}
    if then is None:
        return _("De senaste tolv månaderna: %(now)s.") % said
    said["then"] = number(int(then.sum()))
    both = _("De senaste tolv månaderna: %(now)s, mot %(then)s de tolv dessförinnan.") % said
    return f"{both} {SENTENCES[change(series)]}"


def change(series: Collected) -> int:
    """1 for more and -1 for fewer than chance explains; 0 where chance may, or a month is not known."""
    now, then = _years(series)
    if now is None or then is None:
        return 0
    exposure = None if series.exposure is None else series.exposure[series.latest]
    sizes = (None, None) if exposure is None else (exposure[-2 * YEAR : -YEAR], exposure[-YEAR:])
    found = effect(then, now, *sizes, improvement=-1, measure="ratio")
    return 1 if found.lower > 1 else -1 if found.upper < 1 else 0


def _years(series: Collected) -> tuple[FloatArray | None, FloatArray | None]:
    """The last twelve months and the twelve before, measured in one way; None where a month is not known."""
    values = series.values[series.latest]
    now, then = values[-YEAR:], values[-2 * YEAR : -YEAR]
    if len(now) < YEAR or np.isnan(now).any():
        return None, None
    return now, None if len(then) < YEAR or np.isnan(then).any() else then
