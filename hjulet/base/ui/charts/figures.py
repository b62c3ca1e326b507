"""Values as they are printed in charts, tables and descriptions: one way to write a number for all three."""

import math
from collections.abc import Iterable, Sequence

from hjulet.base.ui.swedish import MINUS, NARROW, number, with_unit

MISSING = "saknas"
NO_VALUES = "Inga värden"
LARGEST = 1e15  # beyond this a float has no whole units left; nothing we measure comes near
SCALES = ((1e9, "mdkr", "md"), (1e6, "mkr", "milj."))


def is_known(value: float | None) -> bool:
    return value is not None and math.isfinite(value)


def known(values: Iterable[float | None]) -> list[float]:
    """The values that exist."""
    return [float(value) for value in values if value is not None and math.isfinite(value)]


def at(values: Sequence[float | None], index: int) -> float | None:
    """The value at INDEX; a tuple that ends early says nothing of the rest."""
    if index < len(values) and is_known(values[index]):
        return values[index]
    return None


def printed(value: float, unit: str = "", decimals: int = 0) -> str:
    """'81 %', '167 889 642 kr', '−3,6'."""
    if abs(value) >= LARGEST:
        return f"{value:.2e}".replace(".", ",").replace("-", MINUS) + (f"{NARROW}{unit}" if unit else "")
    return _unsigned_zero(with_unit(value, unit, decimals))


def printed_or_missing(value: float | None, unit: str = "", decimals: int = 0) -> str:
    return MISSING if value is None or not math.isfinite(value) else printed(value, unit, decimals)


def short(value: float, unit: str = "", decimals: int = 0, *, large_decimals: int = 1) -> str:
    """As `printed`, but millions in words: '167,9 mkr', '2,1 milj. besök'."""
    if abs(value) < LARGEST:
        for size, money, word in SCALES:
            if abs(value) >= size:
                return _scaled(value / size, money if unit == "kr" else f"{word} {unit}", large_decimals)
    return printed(value, unit, decimals)


def label(value: float, unit: str = "", decimals: int = 0) -> str:
    """A value beside its point: the unit only where it is a sign (94 %, 168 mkr), else the chart says it once."""
    return short(value, unit if is_share(unit) or unit == "kr" else "", decimals)


def tick(value: float, unit: str, decimals: int, largest: float) -> str:
    """A figure on the axis, in the scale of the axis' LARGEST, so that 0, 50 and 100 mkr look alike."""
    for size, money, word in SCALES:
        if size <= largest < LARGEST and value:
            step_decimals = max(0, decimals + round(math.log10(size)))
            return _scaled(value / size, money if unit == "kr" else word, min(step_decimals, 2))
    if abs(value) >= LARGEST:
        return printed(value)
    return printed(value, "%" if is_share(unit) else "", max(0, decimals))


def is_share(unit: str) -> bool:
    return unit.endswith("%") or unit == "procent"


def _scaled(value: float, word: str, decimals: int) -> str:
    return _unsigned_zero(f"{number(value, decimals)}{NARROW}{word.strip()}")


def _unsigned_zero(text: str) -> str:
    """Never a minus before a zero."""
    return text.removeprefix(MINUS) if text.startswith(MINUS) and not set(text) & set("123456789") else text


def spoken_limits(low: float | None, high: float | None, unit: str = "", decimals: int = 0) -> str:
    """', säkert inom 53–97 %', to follow a value."""
    limits = between(low, high, unit, decimals)
    return f", säkert inom {limits}" if limits else ""


def between(low: float | None, high: float | None, unit: str = "", decimals: int = 0) -> str:
    """'53–97 %', '−3 till 5'; nothing when a limit is missing."""
    if low is None or high is None or not (math.isfinite(low) and math.isfinite(high)):
        return ""
    dash = "–" if low >= 0 else " till "
    return f"{short(low, '' if abs(low) < 1e6 else unit, decimals)}{dash}{short(high, unit, decimals)}"
