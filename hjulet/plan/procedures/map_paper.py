"""A process map as PDF/A-2a and PDF/UA-1: the drawing on as many sheets as it needs, then all of it as a list."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext as _

from hjulet.base import ui
from hjulet.base.ui import swedish
from hjulet.base.ui.charts.png import picture
from hjulet.plan.procedures.drawing import ProcessMap, description, lanes_drawing, listed, svg
from hjulet.plan.procedures.drawing.pieces import sheets
from hjulet.plan.procedures.models import Process

TEMPLATE = Path(__file__).with_name("map.typ")
FONTS = Path(ui.__file__).parent / "fonts"
MOST_PIXELS = 24_000_000  # larger pictures are drawn at half the size


def pdf(process: Process, spec: ProcessMap, at: datetime) -> bytes:
    """What is written is printed as text, never as typst code."""
    made: bytes = typst.compile(
        TEMPLATE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["a-2a", "ua-1"],
        sys_inputs={"map": json.dumps(_told(process, spec, at), ensure_ascii=False)},
        timestamp=at.astimezone(UTC).replace(microsecond=0),
    )
    return made


def png(spec: ProcessMap) -> bytes:
    drawing = lanes_drawing(spec)
    is_large = drawing.layout.breadth * drawing.layout.length * 4 > MOST_PIXELS
    return picture(svg(drawing, ident="karta", theme="print"), scale=1 if is_large else 2)


def _told(process: Process, spec: ProcessMap, at: datetime) -> dict[str, Any]:
    paper = sheets(spec)
    count = len(paper.pieces)
    alts = [description(spec)] + [
        _("Kartan fortsätter, blad %(number)s av %(count)s.") % {"number": number, "count": count}
        for number in range(2, count + 1)
    ]
    return {
        "title": spec.title,
        "place": f"{process.unit.municipality.name} · {process.get_kind_display().capitalize()}",
        "purpose": process.purpose,
        "standing": _standing(process),
        "landscape": paper.is_landscape,
        "pieces": [vars(piece) | {"alt": alt} for piece, alt in zip(paper.pieces, alts, strict=True)],
        "steps": [vars(row) | {"links": [link.title for link in row.links]} for row in listed(spec)],
        "words": {"list": _("Aktiviteterna i ordning"), "routines": _("Rutiner:")},
        "foot": _("Utskrift %(day)s: kontrollera att den gäller.") % {"day": swedish.day(at)},
        "invented": _("Påhittad kommun.") if process.unit.municipality.is_invented else "",
    }


def _standing(process: Process) -> str:
    if process.ended_on:
        return _("Används inte längre.")
    if process.established_at and process.is_established:
        return _("Fastställd %(day)s.") % {"day": swedish.day(process.established_at)}
    return _("Inte fastställd som den står här.")
