"""Passages of a text that are blacked out before it is handed out. Pure: no database, no paper."""

import re
from collections.abc import Collection

_ENDS = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÅÄÖÉ\"”–-])|\n+")


def sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence or line begins and ends, so that one can be marked with a tick. Nothing is left out but space."""
    found, start = [], 0
    for end in (*_ENDS.finditer(text), None):
        stop = end.start() if end else len(text)
        if text[start:stop].strip():
            found.append((start, stop))
        start = end.end() if end else stop
    return found


def masked(text: str, marks: Collection[tuple[int, int, str]]) -> list[tuple[str, str]]:
    """The text in pieces: ('what is left', '') and ('', why). A piece that is blacked out holds none of its text.

    Marks that meet become one for each reason, so that not even the number of sentences is told.
    """
    pieces: list[tuple[str, str]] = []
    at = 0
    for start, stop, why in sorted(marks):
        left = text[at:start]
        if left.strip():
            pieces.append((left, ""))
        if not pieces or pieces[-1] != ("", why):
            pieces.append(("", why))
        at = max(at, stop)
    if text[at:].strip():
        pieces.append((text[at:], ""))
    return pieces
