"""A version as PDF/A-2a and PDF/UA-1, set by typst as a page of a good book. Nothing that was written is typst code."""

import json
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext as _

from hjulet.base import ui
from hjulet.base.files.models import CannotRead
from hjulet.base.texts.blocks import Block, Heading, Paragraph, Picture, Points, Quote, Runs, Table, Words
from hjulet.base.texts.html import Surroundings
from hjulet.base.texts.reading import blocks_of
from hjulet.base.ui import swedish
from hjulet.plan.procedures.choices import Part
from hjulet.plan.procedures.models import RoutineVersion
from hjulet.plan.procedures.pages.one import facts
from hjulet.plan.procedures.pages.reading import Reader, surroundings

TEMPLATE = Path(__file__).with_name("paper.typ")
FONTS = Path(ui.__file__).parent / "fonts"
SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}


@dataclass(frozen=True)
class Printed:
    """When a paper was made, and whether whoever made it had not signed in."""

    at: datetime
    is_open: bool = False


def paper(version: RoutineVersion, reader: Reader, printed: Printed) -> bytes:
    """The paper says that it is a print: what holds stands in the system."""
    around = surroundings(version.routine, [version.said(part) for part in Part], reader)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copy(TEMPLATE, root / TEMPLATE.name)
        told = _told(version, around, printed) | {"pictures": _pictures(version, around, root)}
        return typst.compile(
            root / TEMPLATE.name,
            root=root,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["a-2a", "ua-1"],
            sys_inputs={"routine": json.dumps(told, ensure_ascii=False)},
            timestamp=printed.at.astimezone(UTC).replace(microsecond=0),
        )


def _told(version: RoutineVersion, around: Surroundings, printed: Printed) -> dict[str, Any]:
    """Everything that stands on the paper."""
    routine = version.routine
    said = {"day": swedish.day(printed.at), "number": routine.number, "version": version.number}
    day = printed.at.date()
    return {
        "title": version.title,
        "place": f"{routine.unit.municipality.name} · {routine.get_kind_display()}",
        "standing": "" if version.is_in_force(day) else _("%(state)s. Gäller inte i dag.") % {"state": version.get_state_display().capitalize()},
        "news": [line.lstrip("- ") for line in version.what_is_new.splitlines() if line.strip()],
        "parts": [
            {"title": str(part.label), "blocks": _blocks(blocks_of(version.said(part)), around)}
            for part in Part
            if version.said(part).strip()
        ],
        "file": [line for line in version.file_text.splitlines() if line.strip()],
        "facts": [list(fact) for fact in facts(version, is_open=printed.is_open)],
        "words": {"news": _("Vad är nytt"), "facts": _("Om dokumentet"), "file": _("Texten i den bifogade filen")},
        "foot": _("Nr %(number)s, version %(version)s. Utskrift %(day)s: kontrollera att den gäller.") % said,
        "invented": _("Påhittad kommun.") if routine.unit.municipality.is_invented else "",
    }  # fmt: skip


def _pictures(version: RoutineVersion, around: Surroundings, root: Path) -> dict[str, str]:
    """Those the text shows, written where typst may read them; one that cannot be read is told by its words."""
    found: dict[str, str] = {}
    for picture in version.routine.pictures.filter(number__in=around.pictures).select_related("file"):
        suffix = SUFFIXES.get(picture.file.media_type)
        if suffix is None:
            continue
        name = f"bild-{picture.number}{suffix}"
        try:
            (root / name).write_bytes(picture.file.content())
        except CannotRead:
            continue
        found[str(picture.number)] = name
    return found


def _blocks(blocks: Iterable[Block], around: Surroundings) -> list[dict[str, Any]]:
    return [_block(block, around) for block in blocks]


def _block(block: Block, around: Surroundings) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"is": "heading", "level": block.level + 2, "runs": _runs(block.runs, around)}
    if isinstance(block, Points):
        points = [_blocks(point, around) for point in block.points]
        return {"is": "points", "numbered": block.is_numbered, "first": block.first, "points": points}
    if isinstance(block, Table):
        rows = [[_runs(cell, around) for cell in row] for row in block.rows]
        return {"is": "table", "head": [_runs(cell, around) for cell in block.head], "rows": rows}
    if isinstance(block, Quote):
        return {"is": "quote", "blocks": _blocks(block.blocks, around)}
    return {"is": "paragraph", "runs": _runs(block.runs if isinstance(block, Paragraph) else (), around)}


def _runs(runs: Runs, around: Surroundings) -> list[dict[str, Any]]:
    return [_run(run, around) for run in runs]


def _run(run: Words | Picture, around: Surroundings) -> dict[str, Any]:
    if isinstance(run, Picture):
        return {"is": "picture", "number": str(run.number), "text": run.description or "Bild"}
    text, href = run.text, ""
    if run.target.startswith("rutin:"):
        reached = around.targets.get(run.target)
        text = text or (reached.title if reached else around.gone)
        number = run.target.partition(":")[2]
        text = f"{text} (nr {number})" if reached else text
    elif run.target:
        text, href = text or run.target, run.target
    return {"is": "words", "text": text, "strong": run.is_strong, "em": run.is_emphasised, "href": href}
