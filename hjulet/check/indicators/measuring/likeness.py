"""Does a number differ so much from the earlier ones that somebody should look twice? Never a stop. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from statistics import median

ENOUGH = 4  # earlier values; with fewer only a doubling or a halving is asked about
STEPS = 5  # so many times the usual step between two periods
SMALLEST_SHARE = Decimal("0.25")  # of the usual level: smaller differences are never asked about
FACTOR = 2
RECENT = 12


def is_unlikely(now: Decimal, earlier: Sequence[Decimal]) -> bool:
    """Whether the number is far from what it usually is; EARLIER in order of time."""
    recent = list(earlier)[-RECENT:]
    if not recent:
        return False
    if len(recent) < ENOUGH:
        return _is_doubled(now, recent[-1])
    middle = Decimal(median(recent))
    step = Decimal(median(abs(late - early) for early, late in pairwise(recent)))
    away = abs(now - middle)
    return away > STEPS * step and away > SMALLEST_SHARE * abs(middle)


def _is_doubled(now: Decimal, before: Decimal) -> bool:
    if before == 0:
        return False  # from nothing to something says nothing of the keys that were pressed
    return abs(now) > FACTOR * abs(before) or abs(now) * FACTOR < abs(before)
