"""How often a door or a receipt code may be tried. Counted in the cache, without asking who tries: no address is stored.

Two who try in the same moment may be counted as one; the limits are there against floods, not against the one extra.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache

DOOR_WINDOW = timedelta(minutes=10)
CODE_WINDOW = timedelta(minutes=10)
FREE_TRIES = 10  # wrong codes before the first pause
OFFLINE_LETTERS = 60  # in ten minutes, from the telephones of one person or one door
ALL_TRIES = 300  # wrong codes of every kind, from everybody together
LONGEST_PAUSE = timedelta(hours=24)
STARTS = (
    4  # digits of a code that are counted together, so that one who guesses does not shut out all the others
)


def door_is_full(door: int, at: datetime) -> bool:
    """Count one more report through the door; True when there have been too many lately."""
    return _counted(f"door:{door}", DOOR_WINDOW, at) > settings.DOOR_REPORTS


def sends_too_much(owner: str, at: datetime) -> bool:
    """Count one more letter from the telephones of one person or one door; they try again later, by themselves."""
    return _counted(f"offline:{owner}", DOOR_WINDOW, at) > OFFLINE_LETTERS


def pause_left(code: str, at: datetime) -> timedelta:
    """How long nobody may try a code that begins like this one; zero when one may."""
    until = max(_until(f"code:{_start(code)}"), _until("code:all"))
    return max(timedelta(seconds=until - at.timestamp()), timedelta())


def wrong_code(code: str, at: datetime) -> None:
    """Ten wrong in ten minutes are forgiven; every further one doubles the pause."""
    for key, free in ((f"code:{_start(code)}", FREE_TRIES), ("code:all", ALL_TRIES)):
        wrong = _added(f"{key}:wrong", LONGEST_PAUSE if _until(key) else CODE_WINDOW)
        if wrong >= free:
            until = at + pause_after(wrong - free)
            cache.set(f"{key}:until", until.timestamp(), timeout=LONGEST_PAUSE.total_seconds())


def pause_after(more: int) -> timedelta:
    """Ten minutes, twenty, forty … at most a day."""
    times: int = 2 ** min(more, 12)
    return min(CODE_WINDOW * times, LONGEST_PAUSE)


def _counted(key: str, window: timedelta, at: datetime) -> int:
    """How many there have been in this stretch of the clock, this one included."""
    return _added(f"{key}:{int(at.timestamp() // window.total_seconds())}", window)


def _added(key: str, kept: timedelta) -> int:
    number = int(cache.get(key, 0)) + 1
    cache.set(key, number, timeout=kept.total_seconds())
    return number


def _until(key: str) -> float:
    return float(cache.get(f"{key}:until", 0.0))


def _start(code: str) -> str:
    return "".join(sign for sign in code if sign.isdecimal())[:STARTS]
