"""A first text of what is new in a routine, from what it said and what it says. Pure; its owner edits it."""

import re
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

MOST = 5  # more than so many is not "only what changed": then the owner writes it
ALIKE = 0.6  # two sentences that share so much are one that was rewritten
_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n+")
_MARKS = re.compile(r"[#*_`>\[\]|]+|\([^)]*://[^)]*\)|^\s*(?:[-+]|\d+[.)])\s+", re.MULTILINE)


def sentences(text: str) -> list[str]:
    """The sentences and the lines of a text without its marks."""
    found = (" ".join(part.split()) for part in _SENTENCE.split(_MARKS.sub(" ", text)))
    return [part for part in found if any(char.isalnum() for char in part)]


def drafted(was: str, now: str) -> str:
    """'Nytt: … / Ändrat: … / Borttaget: …', a line each; empty where nothing is different."""
    if not was.strip():
        return _("Rutinen är ny. Läs hela.") if now.strip() else ""
    added, gone = _differences(sentences(was), sentences(now))
    changed = _rewritten(gone, added)
    old, new = {pair[0] for pair in changed}, {pair[1] for pair in changed}
    lines = [_("Ändrat: %(text)s") % {"text": text} for _was, text in changed]
    lines += [_("Nytt: %(text)s") % {"text": text} for text in added if text not in new]
    lines += [_("Borttaget: %(text)s") % {"text": text} for text in gone if text not in old]
    return "\n".join(lines[:MOST])


def _differences(was: list[str], now: list[str]) -> tuple[list[str], list[str]]:
    """What came and what went; a sentence that only moved is neither."""
    added: list[str] = []
    gone: list[str] = []
    for what, first, last, start, end in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if what != "equal":
            gone += was[first:last]
            added += now[start:end]
    moved = set(added) & set(gone)
    return [one for one in added if one not in moved], [one for one in gone if one not in moved]


def _rewritten(gone: list[str], added: list[str]) -> list[tuple[str, str]]:
    """Pairs of what a sentence was and what it is."""
    left = list(added)
    found = []
    for old in gone:
        near = max(left, key=lambda new: _alike(old, new), default=None)
        if near is not None and _alike(old, near) >= ALIKE:
            found.append((old, near))
            left.remove(near)
    return found


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one.lower().split(), other.lower().split(), autojunk=False).ratio()
