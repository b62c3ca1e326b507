"""Any series as a control chart: its values, what is usual, and where the way of measuring changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from hjulet.analyse.series.collecting import FloatArray
from hjulet.analyse.series.ground import Changed
from hjulet.base.ui.charts.spec import ControlChart

BoolArray = NDArray[np.bool_]


class Parted(Protocol):
    """A series, whatever it counts, with the changes in how it is measured."""

    @property
    def months(self) -> tuple[date, ...]: ...
    @property
    def labels(self) -> Sequence[str]: ...
    @property
    def changes(self) -> tuple[Changed, ...]: ...
    @property
    def starts(self) -> tuple[int, ...]: ...


@dataclass(frozen=True)
class Lines:
    """What is drawn besides the values, as many numbers as there are months; None is not drawn."""

    centre: FloatArray | None = None
    lower: FloatArray | None = None
    upper: FloatArray | None = None
    signals: BoolArray | None = None


@dataclass(frozen=True)
class Words:
    title: str
    unit: str
    decimals: int


def drawn(series: Parted, values: FloatArray, words: Words, lines: Lines) -> ControlChart:
    """The periods with their lines; where the way of measuring changed stands as an upright line."""
    nothing = np.full(len(series.months), np.nan)
    return ControlChart(
        title=words.title,
        labels=tuple(series.labels),
        values=shown(values),
        centre=shown(nothing if lines.centre is None else lines.centre),
        lower=shown(nothing if lines.lower is None else lines.lower),
        upper=shown(nothing if lines.upper is None else lines.upper),
        signals=frozenset() if lines.signals is None else frozenset(np.flatnonzero(lines.signals).tolist()),
        unit=words.unit,
        decimals=words.decimals,
        marks=marks_of(series),
    )


def marks_of(series: Parted) -> tuple[tuple[int, str], ...]:
    """Where the way of measuring changed, and what the change was."""
    titles = {one.month: one.title for one in series.changes}
    return tuple((start, titles[series.months[start]]) for start in series.starts)


def shown(values: FloatArray) -> tuple[float | None, ...]:
    return tuple(float(value) if np.isfinite(value) else None for value in values)
