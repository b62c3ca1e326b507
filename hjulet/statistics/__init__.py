"""Is there a pattern here? Did the change become an improvement? How sure are we?

Pure numbers: NumPy in, frozen dataclasses out. Missing is NaN, positions are 0-based, a refusal is a value.
"""

from hjulet.statistics.intervals import (
    Interval,
    RateRatio,
    StandardisedRate,
    directly_standardised_rate,
    newcombe,
    rate_interval,
    rate_ratio,
    wilson,
)
from hjulet.statistics.multiplicity import adjust
from hjulet.statistics.refusals import Refusal
from hjulet.statistics.years import Direction, YearTrend, possible_counts, trend_over_years

__all__ = [
    "Direction",
    "Interval",
    "RateRatio",
    "Refusal",
    "StandardisedRate",
    "YearTrend",
    "adjust",
    "directly_standardised_rate",
    "newcombe",
    "possible_counts",
    "rate_interval",
    "rate_ratio",
    "trend_over_years",
    "wilson",
]
