"""What a file can hold: people paste anything, and one emoji must not stop a report of forty pages."""

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any
from unicodedata import category, normalize

from hjulet.report.reports.blocks import Report

# The characters of our fonts, and Greek and Cyrillic, which typst brings itself.
_UNPRINTABLE = re.compile(
    "[^\t\n -~\u00a0-\u017f\u0391-\u03a1\u03a3-\u03c9\u0400-\u045f\u2000-\u200b\u2010-\u2027\u202f-\u2055"
    "\u20ac\u2190-\u2199\u2212\u2248\u2260\u2264\u2265\u25a0\u25a1\u25b2\u25b3\u25bc\u25bd\u25c6\u25c7\u25cb\u25cf\u2713\u2717]"
)
_UNSTORABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0
_SILENT = {"Cc", "Cf", "Cn", "Cs", "Me", "Mn"}  # control signs, joiners, loose accents
_WORD_BULLET = "\uf0b7"
_BOX = "□"


def printable(report: Report) -> Report:
    """The report in characters that a PDF/A can show; what cannot be shown is a box, never nothing."""
    changed: Report = _changed(report, _to_printable)
    return changed


def storable(report: Report) -> Report:
    """The report without the characters that XML forbids."""
    changed: Report = _changed(report, lambda text: _UNSTORABLE.sub("", text))
    return changed


def _to_printable(text: str) -> str:
    if not _UNPRINTABLE.search(text):
        return text
    return _UNPRINTABLE.sub(lambda found: _instead(found[0]), normalize("NFC", text))


def _instead(character: str) -> str:
    """The nearest thing: a space, the letter without its accent, a bullet, or a box."""
    if category(character) in _SILENT:
        return " " if character.isspace() else ""
    if character == _WORD_BULLET:
        return "•"
    return _UNPRINTABLE.sub("", normalize("NFKD", character)) or _BOX


def _changed(value: Any, change: Callable[[str], str]) -> Any:  # Any: blocks, charts and what is in them
    """VALUE with every text in it changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_changed(item, change) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{field.name: _changed(getattr(value, field.name), change) for field in fields(value)}
        )
    return value
