"""One series or a batch of them: time runs along the last axis, series along the first.

The charts calculate on a batch; one series is a batch of one, taken out again with ``one``.
"""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from itertools import pairwise
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hjulet.statistics import checks
from hjulet.statistics.checks import BoolArray, FloatArray, IntArray
from hjulet.statistics.refusals import Refusal

Chart = TypeVar("Chart")
Number = TypeVar("Number", bound=np.generic)

# Any, since a field per series is an int, bool or Refusal | None for one series and an array for a batch.
PerSeries = Any
RefusalArray = NDArray[np.object_]


def rows(values: ArrayLike, name: str, check: Any = checks.numbers) -> FloatArray:
    """A batch (series, time); a single series becomes a batch of one."""
    array: FloatArray = check(values, name)
    if array.ndim not in (1, 2) or array.shape[-1] == 0:
        message = f"{name} must be one series or a batch (series, time), with at least one point."
        raise ValueError(message)
    return np.atleast_2d(array)


def one(batch: Chart, index: int) -> Chart:
    """The chart of one series out of the chart of a batch."""
    return type(batch)(**{field.name: _pick(getattr(batch, field.name), index) for field in fields(batch)})  # type: ignore[arg-type]


def _pick(value: Any, index: int) -> Any:
    if isinstance(value, np.ndarray):
        entry = value[index]
        return entry.item() if isinstance(entry, np.generic) else entry
    if isinstance(value, tuple):
        return tuple(_pick(entry, index) for entry in value)
    return one(value, index) if is_dataclass(value) and not isinstance(value, type) else value


def pieces(length: int, starts: Iterable[int]) -> list[slice]:
    """The parts of a series; each start is the position of the first point of a new part."""
    borders = [0, *starts, length]
    if any(late <= early for early, late in pairwise(borders)):
        message = "starts must rise and lie inside the series."
        raise ValueError(message)
    return [slice(early, late) for early, late in pairwise(borders)]


def included(length: int, exclude: Iterable[int]) -> BoolArray:
    """True at the positions that take part in the calculation."""
    mask = np.ones(length, dtype=bool)
    for position in exclude:
        if not 0 <= position < length:
            message = "exclude must be positions inside the series."
            raise ValueError(message)
        mask[position] = False
    return mask


def baseline(use: BoolArray, freeze: int | None) -> BoolArray:
    """The points of a part that make its centre and limits: all, or the first ``freeze``."""
    if freeze is None:
        return use
    if not 0 < freeze <= use.shape[1]:
        message = "freeze must be a count of points, at least one and within the part."
        raise ValueError(message)
    return use & (np.arange(use.shape[1]) < freeze)


def mean(values: FloatArray, use: BoolArray) -> FloatArray:
    """The mean per series of the points in use, as a column; NaN where there are none."""
    return ratio(np.where(use, values, 0).sum(axis=1), use.sum(axis=1))[:, None]


def median(values: FloatArray, use: BoolArray) -> FloatArray:
    """The median per series of the points in use, as a column; NaN where there are none."""
    ordered = np.sort(np.where(use, values, np.nan), axis=1)
    count = use.sum(axis=1)[:, None]
    low = np.take_along_axis(ordered, np.maximum(count - 1, 0) // 2, axis=1)
    high = np.take_along_axis(ordered, np.where(count > 0, count // 2, 0), axis=1)
    middle: FloatArray = (low + high) / 2
    return middle


def ratio(top: FloatArray, bottom: FloatArray | IntArray) -> FloatArray:
    """Elementwise, NaN for anything over 0, without a warning."""
    answer: FloatArray = np.full(np.broadcast(top, bottom).shape, np.nan)
    return np.divide(top, bottom, out=answer, where=bottom != 0)


def sides(values: FloatArray, centre: FloatArray) -> NDArray[np.int8]:
    """-1 below, 0 on the line (or missing), +1 above.

    The tolerance keeps the last bit of a mean from moving a point off the line.
    """
    away = values - centre
    slack = 1e-9 * np.maximum(1, np.abs(centre))
    return (away > slack).astype(np.int8) - (away < -slack).astype(np.int8)


def moving_range(values: FloatArray, use: BoolArray, *, screen: bool) -> FloatArray:
    """The mean distance between neighbours among the points in use, as a column.

    Points not in use are skipped over. With ``screen`` distances of 3.267 times the mean or more are left
    out once (Nelson 1982, J Qual Technol 14:172). NaN where nothing is left.
    """
    dense, count = compressed(values, use)
    steps = np.abs(np.diff(dense, axis=1))
    kept = np.arange(steps.shape[1]) < count - 1
    steps = np.where(kept, steps, 0)
    average = mean(steps, kept)
    if not screen:
        return average
    return mean(steps, kept & (steps < 3.267 * average))


def compressed(values: FloatArray, use: BoolArray) -> tuple[FloatArray, IntArray]:
    """The points in use moved to the front of each row, and how many they are (a column)."""
    count: IntArray = use.sum(axis=1)[:, None]
    return (values if use.all() else moved(values, front(use))), count


def front(use: BoolArray) -> IntArray:
    """The order that moves the points in use to the front of each row."""
    order: IntArray = np.argsort(~use, axis=1, kind="stable")
    return order


def moved(values: NDArray[Number], order: IntArray) -> NDArray[Number]:
    """Each row in the order given for it."""
    return cast("NDArray[Number]", np.take_along_axis(values, order, axis=1))


def refusals(*cases: tuple[BoolArray, Refusal]) -> RefusalArray:
    """The first refusal that holds for each series, None where none does."""
    answer: RefusalArray = np.full(cases[0][0].shape, None, dtype=object)
    for holds, refusal in reversed(cases):
        answer[holds] = refusal
    return answer


def refused(answer: PerSeries) -> BoolArray:
    """True for each series that has a refusal, a column."""
    return cast("BoolArray", np.not_equal(answer, cast("Any", None)))[:, None]
