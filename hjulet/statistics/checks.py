"""What must hold for the numbers that come in. A wrong shape or a negative count is an error."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]


def numbers(values: ArrayLike, name: str) -> FloatArray:
    """Any array of numbers as floats, missing as NaN; infinity is refused."""
    array: FloatArray = np.asarray(values, dtype=np.float64)
    if np.isinf(array).any():
        message = f"{name} must be finite or missing."
        raise ValueError(message)
    return array


def counts(values: ArrayLike, name: str) -> FloatArray:
    """Numbers that may not be negative (adjusted counts need not be whole)."""
    array = numbers(values, name)
    if (array < 0).any():
        message = f"{name} must not be negative."
        raise ValueError(message)
    return array


def exposures(values: ArrayLike, name: str) -> FloatArray:
    """Numbers that must be above zero: person-years, months, populations."""
    array = counts(values, name)
    if (array == 0).any():
        message = f"{name} must be above zero."
        raise ValueError(message)
    return array


def shares(x: ArrayLike, n: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Numerators and denominators of shares, broadcast together; x may not exceed n."""
    part, whole = broadcast(counts(x, "x"), counts(n, "n"))
    if (part > whole).any():
        message = "x must not be greater than n."
        raise ValueError(message)
    return part, whole


def broadcast(*arrays: FloatArray) -> tuple[FloatArray, ...]:
    """The arrays in one common shape; shapes that do not fit are an error."""
    try:
        return np.broadcast_arrays(*arrays)
    except ValueError as error:
        message = "The arrays must have the same shape."
        raise ValueError(message) from error


def level(value: float) -> float:
    """A confidence level strictly between 0 and 1."""
    if not 0 < value < 1:
        message = "level must be between 0 and 1."
        raise ValueError(message)
    return value


def choice(value: Any, allowed: Sequence[Any], name: str) -> None:
    """One of the named alternatives."""
    if value not in allowed:
        message = f"{name} must be one of {', '.join(map(repr, allowed))}."
        raise ValueError(message)


def whole_counts(values: ArrayLike, name: str) -> FloatArray:
    """Counts that must be whole numbers, because the method is exact."""
    array = counts(values, name)
    if (array != np.floor(array))[~np.isnan(array)].any():
        message = f"{name} must be whole numbers."
        raise ValueError(message)
    return array
