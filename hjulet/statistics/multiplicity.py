"""How many of the marked are marked by chance, when many are looked at together?"""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from hjulet.statistics import checks
from hjulet.statistics.checks import FloatArray


def adjust(p: ArrayLike, method: Literal["bh", "by"] = "bh") -> FloatArray:
    """The expected share of false alarms if every p this small is marked ("väntad andel falsklarm").

    ``p`` any shape, 0 to 1, is one family; missing (NaN) stays missing and does not count. ``"by"`` holds
    under any dependence. Raises ValueError outside 0-1.
    Source: Benjamini & Hochberg 1995, JRSS B 57:289; Benjamini & Yekutieli 2001, Ann Stat 29:1165.
    """
    checks.choice(method, ("bh", "by"), "method")
    values = checks.numbers(p, "p")
    known = ~np.isnan(values)
    if ((values[known] < 0) | (values[known] > 1)).any():
        message = "p must be between 0 and 1."
        raise ValueError(message)
    adjusted: FloatArray = np.full(values.shape, np.nan)
    if known.any():
        from scipy.stats import false_discovery_control

        adjusted[known] = false_discovery_control(values[known], method=method)
    return adjusted
