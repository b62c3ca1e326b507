"""Is there a pattern here? Did the change become an improvement? How sure are we?

Pure numbers: NumPy in, frozen dataclasses out. Missing is NaN, positions are 0-based, a refusal is a value.
A 2-D array is a batch (series, time) for the charts; ``one`` takes a single chart out of a batch.
"""

from hjulet.statistics.advice import Advice, Level, Method, Why, recommend
from hjulet.statistics.control import ControlChart, control_chart
from hjulet.statistics.effects import Effect, Verdict, effect
from hjulet.statistics.funnels import Funnel, funnel, funnel_limits, share_limits
from hjulet.statistics.interruptions import Interrupted, interrupted
from hjulet.statistics.intervals import (
    Interval,
    RateRatio,
    StandardisedRate,
    directly_standardised_rate,
    newcombe,
    rate_interval,
    rate_ratio,
    share_against,
    wilson,
)
from hjulet.statistics.means import Mean, mean, paired_change
from hjulet.statistics.multiplicity import adjust
from hjulet.statistics.patterns import Pattern, Patterns, patterns
from hjulet.statistics.power import months_needed
from hjulet.statistics.quartiles import (
    Colour,
    PlaceRange,
    QuartileProbabilities,
    Quartiles,
    place_range,
    quartile_probabilities,
    quartiles,
)
from hjulet.statistics.refusals import Refusal
from hjulet.statistics.runs import RunChart, Runs, run_chart
from hjulet.statistics.series import one
from hjulet.statistics.silence import Silence, silence
from hjulet.statistics.suppression import Suppressed, suppress, suppress_linked
from hjulet.statistics.xmr import Assurance, Label, PointType, XmrChart, assurance, xmr_chart
from hjulet.statistics.years import Direction, YearTrend, possible_counts, trend_over_years

__all__ = [
    "Advice",
    "Assurance",
    "Colour",
    "ControlChart",
    "Direction",
    "Effect",
    "Funnel",
    "Interrupted",
    "Interval",
    "Label",
    "Level",
    "Mean",
    "Method",
    "Pattern",
    "Patterns",
    "PlaceRange",
    "PointType",
    "QuartileProbabilities",
    "Quartiles",
    "RateRatio",
    "Refusal",
    "RunChart",
    "Runs",
    "Silence",
    "StandardisedRate",
    "Suppressed",
    "Verdict",
    "Why",
    "XmrChart",
    "YearTrend",
    "adjust",
    "assurance",
    "control_chart",
    "directly_standardised_rate",
    "effect",
    "funnel",
    "funnel_limits",
    "interrupted",
    "mean",
    "months_needed",
    "newcombe",
    "one",
    "paired_change",
    "patterns",
    "place_range",
    "possible_counts",
    "quartile_probabilities",
    "quartiles",
    "rate_interval",
    "rate_ratio",
    "recommend",
    "run_chart",
    "share_against",
    "share_limits",
    "silence",
    "suppress",
    "suppress_linked",
    "trend_over_years",
    "wilson",
    "xmr_chart",
]
