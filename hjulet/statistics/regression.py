"""A small quasi-Poisson regression, so that no larger statistics package is needed."""

from dataclasses import dataclass

import numpy as np

from hjulet.statistics.checks import FloatArray

# A standard error this large on the log scale means that the data say nothing about a term.
FARTHEST = 20.0


@dataclass(frozen=True)
class Fit:
    """Estimates on the log scale with quasi-Poisson standard errors (dispersion from Pearson's chi-square)."""

    estimate: FloatArray
    error: FloatArray
    dispersion: float
    deviance: float
    freedom: int


def quasi_poisson(y: FloatArray, columns: FloatArray, offset: FloatArray) -> Fit | None:
    """Fits log mean = offset + columns @ estimate by iteratively reweighted least squares.

    ``y`` (time,) counts, ``columns`` (time, terms), ``offset`` (time,) log exposure, nothing missing. None when
    the terms cannot be told apart or the estimates run off to infinity. Standard errors are not narrowed when
    the dispersion is under 1. Source: McCullagh & Nelder 1989, ch. 2 and 9.
    """
    if np.linalg.matrix_rank(columns) < columns.shape[1] or y.sum() == 0:
        return None
    try:
        with np.errstate(all="ignore"):
            return _iterate(y, columns, offset)
    except np.linalg.LinAlgError:
        return None


def _iterate(y: FloatArray, columns: FloatArray, offset: FloatArray) -> Fit | None:
    linear: FloatArray = np.log(y + 0.1)
    previous = np.inf
    for _ in range(50):
        weights = np.exp(linear)
        weighted = columns * weights[:, None]
        information = columns.T @ weighted
        estimate = np.linalg.solve(information, weighted.T @ (linear - offset + y / weights - 1))
        linear = offset + columns @ estimate
        mean = np.exp(linear)
        deviance = _deviance(y, mean)
        if abs(deviance - previous) < 1e-8 * (abs(deviance) + 0.1):
            freedom = len(y) - columns.shape[1]
            dispersion = float((weights * (y / mean - 1) ** 2).sum() / freedom)
            error = np.sqrt(np.diag(np.linalg.inv(information)) * max(1.0, dispersion))
            fit = Fit(np.asarray(estimate), error, dispersion, deviance, freedom)
            return fit if error.max() < FARTHEST else None
        previous = deviance
    return None


def _deviance(y: FloatArray, mean: FloatArray) -> float:
    from scipy.special import xlogy

    return float(2 * (xlogy(y, y / mean) - (y - mean)).sum())
