"""How often a wrong code may be tried at one door. Counted in the cache, without asking who tries: no address is stored."""

from datetime import datetime, timedelta

from django.core.cache import cache

WINDOW = timedelta(minutes=10)
MOST_WRONG = 50  # a house where thirty residents read from paper mistypes some of them
MOST_SENT = 1_000  # through one link in ten minutes: a whole workplace may answer in the same meeting


def may_try(door: int, at: datetime) -> bool:
    return int(cache.get(_key("wrong", door, at), 0)) < MOST_WRONG


def wrong_code(door: int, at: datetime) -> None:
    _add(_key("wrong", door, at))


def is_full(door: int, at: datetime) -> bool:
    """Count one more answer through the link; True when there have been too many lately."""
    return _add(_key("sent", door, at)) > MOST_SENT


def _key(what: str, door: int, at: datetime) -> str:
    return f"survey:{what}:{door}:{int(at.timestamp() // WINDOW.total_seconds())}"


def _add(key: str) -> int:
    number = int(cache.get(key, 0)) + 1
    cache.set(key, number, timeout=WINDOW.total_seconds())
    return number
