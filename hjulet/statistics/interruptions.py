"""Did the level change with the action, beyond what was already rising or falling?"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from hjulet.statistics import checks
from hjulet.statistics.checks import BoolArray, FloatArray
from hjulet.statistics.intervals import normal_quantile
from hjulet.statistics.refusals import Refusal
from hjulet.statistics.regression import Fit, quasi_poisson

FEWEST_BEFORE, FEWEST_AFTER, YEAR = 12, 8, 12


@dataclass(frozen=True)
class Interrupted:
    """``ratio`` of the level after through the level that was under way, with a 95 % interval.

    ``trend`` is the ratio from one month to the next, and ``since`` how many times that trend changed (1 when
    not asked for). ``terms`` name the ``estimates`` (log scale) and their ``errors``.
    """

    ratio: float
    lower: float
    upper: float
    trend: float
    since: float
    dispersion: float
    deviance: float
    freedom: int
    terms: tuple[str, ...]
    estimates: FloatArray
    errors: FloatArray
    refusal: Refusal | None


def interrupted(
    y: ArrayLike,
    exposure: ArrayLike | None,
    after: ArrayLike,
    *,
    harmonics: Literal[0, 1, 2] = 0,
    since: bool = False,
) -> Interrupted:
    """A monthly count with a trend and a jump where ``after`` turns true: segmented quasi-Poisson regression.

    ``y`` counts, ``exposure`` any unit (None: all months alike) and ``after`` false then true (0 then 1), all
    (time,); a month with y or exposure missing is left out. ``harmonics`` pairs of yearly waves are for 24
    months or more. ``since`` lets the trend change too; the jump is then at the first month after. A refusal under
    12 months before or 8 after, and where the terms cannot be told apart. Raises ValueError for shapes,
    negative counts, exposure <= 0 and an ``after`` that turns back.
    Source: Wagner et al. 2002, J Clin Pharm Ther 27:299; Lopez Bernal et al. 2017, Int J Epidemiol 46:348.
    """
    counts = checks.counts(y, "y")
    time = np.ones(counts.shape) if exposure is None else checks.exposures(exposure, "exposure")
    later = checks.numbers(after, "after")
    if counts.ndim != 1 or not counts.shape == time.shape == later.shape:
        message = "y, exposure and after must be 1-D and equally long."
        raise ValueError(message)
    if not np.isin(later, (0, 1)).all() or (np.diff(later) < 0).any():
        message = "after must be false and then true."
        raise ValueError(message)
    checks.choice(harmonics, (0, 1, 2), "harmonics")
    known = ~np.isnan(counts) & ~np.isnan(time)
    refusal = _refusal(later[known] == 1, harmonics)
    terms, columns = _columns(later, harmonics, since=since)
    fit = None if refusal else quasi_poisson(counts[known], columns[known], np.log(time[known]))
    return _answer(terms, fit, refusal or Refusal.NO_FIT)


def _refusal(later: BoolArray, harmonics: int) -> Refusal | None:
    if (~later).sum() < (2 * YEAR if harmonics else FEWEST_BEFORE):
        return Refusal.FEW_BEFORE
    return Refusal.TOO_SHORT_AFTER if later.sum() < FEWEST_AFTER else None


def _columns(later: FloatArray, harmonics: int, *, since: bool) -> tuple[tuple[str, ...], FloatArray]:
    """The terms and their columns; months are numbered from 1."""
    month = np.arange(1, len(later) + 1, dtype=float)
    columns = {"level": np.ones(len(later)), "after": later, "month": month}
    if since:
        columns["since"] = later * np.maximum(np.cumsum(later) - 1, 0)
    for wave in range(1, harmonics + 1):
        columns[f"sine{wave}"] = np.sin(2 * np.pi * wave * month / YEAR)
        columns[f"cosine{wave}"] = np.cos(2 * np.pi * wave * month / YEAR)
    return tuple(columns), np.column_stack(list(columns.values()))


def _answer(terms: tuple[str, ...], fit: Fit | None, refusal: Refusal) -> Interrupted:
    if fit is None:
        nothing = np.full(len(terms), np.nan)
        return Interrupted(
            np.nan, 0.0, np.inf, np.nan, np.nan, np.nan, np.nan, 0, terms, nothing, nothing, refusal
        )
    value = dict(zip(terms, fit.estimate.tolist(), strict=True))
    reach = normal_quantile(0.95) * fit.error[terms.index("after")]
    return Interrupted(
        ratio=float(np.exp(value["after"])),
        lower=float(np.exp(value["after"] - reach)),
        upper=float(np.exp(value["after"] + reach)),
        trend=float(np.exp(value["month"])),
        since=float(np.exp(value.get("since", 0.0))),
        dispersion=fit.dispersion,
        deviance=fit.deviance,
        freedom=fit.freedom,
        terms=terms,
        estimates=fit.estimate,
        errors=fit.error,
        refusal=None,
    )
