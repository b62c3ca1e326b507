"""Lex cases, what is written in them, who may decide, and the copies that are handed out."""

from hjulet.check.lex.models.cases import LexCase, LexCaseQuerySet, Refused
from hjulet.check.lex.models.details import (
    ConflictOfInterest,
    LexItem,
    LexNote,
    LexPaper,
    MaskedCopy,
)
from hjulet.check.lex.models.settings import LexDelegation, LexTimes, times_of

__all__ = [
    "ConflictOfInterest",
    "LexCase",
    "LexCaseQuerySet",
    "LexDelegation",
    "LexItem",
    "LexNote",
    "LexPaper",
    "LexTimes",
    "MaskedCopy",
    "Refused",
    "times_of",
]
