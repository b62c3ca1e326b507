"""Is this municipality among the best quarter, and would it be again if the same people answered anew?"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hjulet.statistics import checks
from hjulet.statistics.checks import FloatArray, IntArray
from hjulet.statistics.refusals import Refusal

FEWEST = 4
SOLID = 0.80
TAILS = (0.025, 0.975)


class Colour(IntEnum):
    """The best quarter is green, the worst red, the rest yellow."""

    NONE = 0
    GREEN = 1
    YELLOW = 2
    RED = 3


@dataclass(frozen=True)
class Quartiles:
    """Per value: ``colour`` holds ``Colour`` numbers, ``rank`` 1 is best, ties share the better rank, 0 is missing."""

    colour: NDArray[np.int8]
    rank: IntArray
    count: int
    refusal: Refusal | None


@dataclass(frozen=True)
class QuartileProbabilities:
    """The probability of each colour. ``colour`` is the likeliest; hatch it unless ``solid`` (80 % or more)."""

    green: float
    yellow: float
    red: float
    colour: Colour
    solid: bool
    refusal: Refusal | None


@dataclass(frozen=True)
class PlaceRange:
    """The place of a share among others, and the places it may have had: 1 is best, ties share the better place."""

    place: int
    best: int
    worst: int
    count: int
    refusal: Refusal | None


def quartiles(values: ArrayLike, *, higher_is_better: bool) -> Quartiles:
    """The colour of each value among all of them.

    ``values`` 1-D, any unit, missing as NaN (no colour, and not counted in N). Green is rank <= N / 4, red is
    rank > 3 N / 4; ties share the better rank, so equals have the same colour. Under four values, or when all
    are equal, a refusal and no colours. Raises ValueError for another shape.
    Source: the rule of SKR and Kolada (best and worst quarter), with our own choice for ties.
    """
    array = checks.numbers(values, "values")
    if array.ndim != 1:
        message = "values must be 1-D."
        raise ValueError(message)
    known = ~np.isnan(array)
    count = int(known.sum())
    refusal = _refusal(array[known])
    rank = np.zeros(array.shape, dtype=np.int64)
    rank[known] = _rank(array[known], array[known], higher_is_better=higher_is_better)
    colour = np.where(known & (refusal is None), _colour(rank, count), Colour.NONE).astype(np.int8)
    return Quartiles(colour, rank, count, refusal)


def quartile_probabilities(
    x: int,
    n: int,
    others: ArrayLike,
    *,
    higher_is_better: bool,
    draws: int = 10_000,
    seed: int,
) -> QuartileProbabilities:
    """How sure the colour of a share is, given that few have answered.

    ``x`` of ``n`` own answers; ``others`` the shares (0-1) of the others, 1-D, missing as NaN, held fixed. The
    own true share is drawn ``draws`` times from what the answers allow (Jeffreys' Beta(x + 1/2, n - x + 1/2), a
    parametric bootstrap that does not stop at 0 or 100 %) and coloured by the rule of ``quartiles``. Under
    three others or no answers: a refusal. Raises ValueError for x > n, shares outside 0-1 and draws < 1.
    Source: Goldstein & Spiegelhalter 1996, JRSS A 159:385 (league tables need intervals).
    """
    rest = _others(x, n, others, draws)
    if n == 0 or len(rest) + 1 < FEWEST:
        refusal = Refusal.TOO_FEW_POINTS if n == 0 else Refusal.TOO_FEW_UNITS
        return QuartileProbabilities(0.0, 0.0, 0.0, Colour.NONE, solid=False, refusal=refusal)
    drawn = _drawn(x, n, draws, seed)
    colour = _colour(_rank(drawn, rest, higher_is_better=higher_is_better), len(rest) + 1)
    green, yellow, red = (float((colour == c).mean()) for c in (Colour.GREEN, Colour.YELLOW, Colour.RED))
    likeliest = Colour(int(np.argmax([green, yellow, red])) + 1)
    return QuartileProbabilities(green, yellow, red, likeliest, max(green, yellow, red) >= SOLID, None)


def place_range(
    x: int,
    n: int,
    others: ArrayLike,
    *,
    higher_is_better: bool,
    draws: int = 10_000,
    seed: int,
) -> PlaceRange:
    """The place of a share among ``others``, and how far up and down it may lie given that few have answered.

    Input, draws and refusals as ``quartile_probabilities``; the range holds the places of 95 % of the drawn
    shares, and always the own.
    Source: Goldstein & Spiegelhalter 1996, JRSS A 159:385.
    """
    rest = _others(x, n, others, draws)
    count = len(rest) + 1
    if n == 0 or count < FEWEST:
        refusal = Refusal.TOO_FEW_POINTS if n == 0 else Refusal.TOO_FEW_UNITS
        return PlaceRange(0, 0, 0, count, refusal)
    places = _rank(_drawn(x, n, draws, seed), rest, higher_is_better=higher_is_better)
    best, worst = (int(found) for found in np.quantile(places, TAILS, method="nearest"))
    own = int(_rank(np.array([x / n]), rest, higher_is_better=higher_is_better)[0])
    return PlaceRange(own, min(best, own), max(worst, own), count, None)


def _others(x: int, n: int, others: ArrayLike, draws: int) -> FloatArray:
    checks.shares(x, n)
    rest = checks.counts(others, "others")
    if rest.ndim != 1 or (rest > 1).any() or draws < 1:
        message = "others must be 1-D shares between 0 and 1, and draws at least 1."
        raise ValueError(message)
    return rest[~np.isnan(rest)]


def _drawn(x: int, n: int, draws: int, seed: int) -> FloatArray:
    """True shares that the answers allow."""
    return np.random.default_rng(seed).beta(x + 0.5, n - x + 0.5, draws)


def _refusal(values: FloatArray) -> Refusal | None:
    if len(values) < FEWEST:
        return Refusal.TOO_FEW_UNITS
    return Refusal.NO_VARIATION if np.ptp(values) == 0 else None


def _rank(values: FloatArray, among: FloatArray, *, higher_is_better: bool) -> IntArray:
    """One more than the number of strictly better ones."""
    ordered = np.sort(among)
    if higher_is_better:
        return 1 + len(ordered) - np.searchsorted(ordered, values, side="right")
    return 1 + np.searchsorted(ordered, values, side="left")


def _colour(rank: IntArray, count: int) -> IntArray:
    return np.where(
        4 * rank <= count, Colour.GREEN, np.where(4 * rank > 3 * count, Colour.RED, Colour.YELLOW)
    )
