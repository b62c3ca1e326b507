"""When saving a text again makes a new version of it, and when it is the same sitting still."""

from datetime import datetime, timedelta
from itertools import takewhile

SITTING = timedelta(minutes=10)
FEW_LETTERS = 40


def is_same_sitting(was: str, now: str, *, started_at: datetime, at: datetime) -> bool:
    """Whether a text that is saved again is one version still: the same sitting, and hardly a word taken away."""
    start = _alike(was, now)
    end = _alike(was[start:][::-1], now[start:][::-1])
    return at - started_at < SITTING and len(was) - start - end <= FEW_LETTERS


def joined(first: str, second: str) -> str:
    """One text after the other, as paragraphs of their own."""
    return f"{first.rstrip()}\n\n{second.strip()}".strip()


def _alike(first: str, second: str) -> int:
    """How many letters two texts begin with together."""
    return sum(1 for _both in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))
