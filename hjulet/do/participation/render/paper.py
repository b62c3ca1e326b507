"""PDF/A-2a and PDF/UA-1 by typst. Words travel as JSON and are never typst code."""

import json
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst

from hjulet.base import ui
from hjulet.check.lex.render.pdf import printable

HERE = Path(__file__).parent
FONTS = Path(ui.__file__).parent / "fonts"


def pdf(template: str, told: dict[str, Any], day: date) -> bytes:
    """The same words of the same day give the same bytes."""
    made: bytes = typst.compile(
        HERE / template,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["a-2a", "ua-1"],
        sys_inputs={"told": json.dumps(printable(told), ensure_ascii=False)},
        timestamp=datetime.combine(day, time(12), tzinfo=UTC),
    )
    return made
