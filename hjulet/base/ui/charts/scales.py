"""From values to places: honest axes with even steps."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from hjulet.base.ui.charts.figures import LARGEST, is_share, known, tick

STEPS = (1, 2, 2.5, 5, 10)
SMALL_SHARE = 20  # percentage points that would be a flat line between 0 and 100
LEAST_SHARE = 10  # percentage points that a cut axis covers at least
SMALL_PART = 0.25  # a range under this part of the largest value would be a flat line from zero


@dataclass(frozen=True)
class Scale:
    """LOW stands at START and HIGH at END, in pixels."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        inside = min(max(value, self.low), self.high)
        return self.start + (inside - self.low) / (self.high - self.low) * (self.end - self.start)


@dataclass(frozen=True)
class Axis:
    """What a value axis covers, where its figures stand and what the reader must be told of it."""

    low: float
    high: float
    ticks: tuple[float, ...]
    texts: tuple[str, ...]
    note: str = ""
    is_reversed: bool = False

    def scale(self, start: float, end: float) -> Scale:
        return Scale(self.low, self.high, *((end, start) if self.is_reversed else (start, end)))


def value_axis(values: Iterable[float | None], unit: str, *, most: int = 5, may_cut: bool = True) -> Axis:
    """From zero, or 0–100 for shares; MAY_CUT lets a small range fill the axis, and then the note says so."""
    numbers = [min(max(value, -LARGEST), LARGEST) for value in known(values)]
    if not numbers:
        return Axis(0, 1, (), ())
    lowest, highest = min(numbers), max(numbers)
    if is_share(unit) and lowest >= 0 and highest <= 100:
        return _share_axis(lowest, highest, unit, most, may_cut=may_cut)
    if may_cut and 0 < highest - lowest < SMALL_PART * highest and lowest > 0:
        low, high, step = _even(lowest, highest, most)
        note = f"Axeln börjar vid {tick(low, unit, _decimals(step), high)}"
        return _axis(low, high, step, unit, note if low > 0 else "")
    return _axis(*_even(min(0.0, lowest), max(0.0, highest), most), unit)


def rank_axis(values: Iterable[float | None], *, most: int = 5) -> Axis:
    """Ranks: 1 stands on top."""
    if not known(values := list(values)):
        return Axis(1, 2, (), (), is_reversed=True)
    highest = max([2.0, *(min(value, LARGEST) for value in known(values))])
    lowest = min([1.0, *(max(value, -LARGEST) for value in known(values))])
    _, _, step = _even(lowest, highest, most)
    step = max(1.0, step)
    rest = [
        index * step for index in range(1, math.floor(highest / step) + 1) if index * step - lowest > step / 2
    ]
    end = max(lowest + 1, math.ceil(highest / step) * step)
    ticks = (lowest, *(value for value in rest if value < end), end)
    texts = tuple(tick(value, "", 0, end) for value in ticks)
    return Axis(lowest, end, ticks, texts, is_reversed=True)


def _share_axis(lowest: float, highest: float, unit: str, most: int, *, may_cut: bool) -> Axis:
    if not may_cut or highest - lowest > SMALL_SHARE or (lowest == highest and highest > SMALL_SHARE):
        return _axis(0, 100, 25 if most > 3 else 50, unit)
    if highest <= SMALL_SHARE:
        low, high, step = _even(0, highest, most)
        return _axis(low, high, step, unit, f"Axeln slutar vid {tick(high, unit, _decimals(step), high)}")
    middle = min(max((lowest + highest) / 2, LEAST_SHARE / 2), 100 - LEAST_SHARE / 2)
    lowest, highest = min(lowest, middle - LEAST_SHARE / 2), max(highest, middle + LEAST_SHARE / 2)
    low, high, step = _even(lowest, highest, most)
    low, high = max(low, 0), min(high, 100)
    digits = _decimals(step)
    return _axis(
        low, high, step, unit, f"Axeln visar {tick(low, '', digits, high)}–{tick(high, unit, digits, high)}"
    )


def _even(low: float, high: float, most: int) -> tuple[float, float, float]:
    """Ends and step, widened to even numbers, with at most MOST steps (one more where an end must widen)."""
    span = high - low
    if span < 1e-9 * max(1.0, abs(high)):
        high, span = low + max(1.0, abs(low) * 1e-3), max(1.0, abs(low) * 1e-3)
    rough = span / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next((factor * power for factor in STEPS if factor * power >= rough * (1 - 1e-9)), 10 * power)
    return math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step, step


def _axis(low: float, high: float, step: float, unit: str, note: str = "") -> Axis:
    ticks = tuple(low + index * step for index in range(round((high - low) / step) + 1))
    largest = max(abs(low), abs(high))
    texts = tuple(tick(value, unit, _decimals(step), largest) for value in ticks)
    return Axis(low, high, ticks, texts, note)


def _decimals(step: float) -> int:
    """Decimals a step needs; negative for steps of tens and more (2.5 needs one, 0.25 two)."""
    exponent = math.floor(math.log10(step))
    leading = step / 10**exponent
    return -exponent + (0 if math.isclose(leading, round(leading), rel_tol=1e-6) else 1)
