"""A document about a lex case as PDF/A-2a and PDF/UA-1. Its words travel as JSON and are never typst code."""

import json
import re
from dataclasses import asdict
from datetime import UTC, datetime, time
from pathlib import Path
from unicodedata import category, normalize

import typst
from django.utils.translation import gettext as _

from hjulet.base import ui
from hjulet.base.ui import swedish
from hjulet.check.lex.render.documents import Document

TEMPLATE = Path(__file__).with_name("paper.typ")
FONTS = Path(ui.__file__).parent / "fonts"
# What our fonts can draw. One emoji must not stop a notification.
_UNPRINTABLE = re.compile(
    "[^\n -~\u00a0-\u017f\u0391-\u03a1\u03a3-\u03c9\u2010-\u2026\u20ac\u2190-\u2193\u2212\u2264\u2265]"
)


def pdf(document: Document) -> bytes:
    """The same document gives the same bytes."""
    words = {
        **asdict(document),
        "day": swedish.day(document.day),
        "masked": _("maskerat"),
        "invented": _("Påhittad kommun: alla personer och händelser är uppdiktade."),
        "page": _("Sida"),
    }
    made: bytes = typst.compile(
        TEMPLATE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["a-2a", "ua-1"],
        sys_inputs={"document": json.dumps(printable(words), ensure_ascii=False)},
        timestamp=datetime.combine(document.day, time(12), tzinfo=UTC),
    )
    return made


def printable(value: object) -> object:
    """Every text in characters that the file can show; what cannot be shown is a box, never nothing."""
    if isinstance(value, str):
        return _UNPRINTABLE.sub(
            lambda found: _instead(found[0]), normalize("NFC", value.replace("\r\n", "\n"))
        )
    if isinstance(value, dict):
        return {key: printable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [printable(one) for one in value]
    return value


def _instead(character: str) -> str:
    if category(character) in {"Cc", "Cf", "Cn", "Cs", "Me", "Mn"}:
        return " " if character.isspace() else ""
    return _UNPRINTABLE.sub("", normalize("NFKD", character)) or "□"
