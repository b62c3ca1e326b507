"""Charts as pictures, for Word: the same SVG through resvg with our own fonts and no others."""

from functools import lru_cache
from pathlib import Path

import resvg_py

from hjulet.base.ui.charts.draw import svg
from hjulet.base.ui.charts.sheet import COLOURS
from hjulet.base.ui.charts.spec import Chart

FONTS = Path(__file__).resolve().parents[1] / "fonts"
FONT_FILES = (FONTS / "Inter-Regular.ttf", FONTS / "Inter-SemiBold.ttf")


def png(chart: Chart, *, width: int = 640, scale: int = 2) -> bytes:
    """The same bytes for the same chart, on every machine."""
    return picture(svg(chart, ident="chart", width=width, theme="print"), scale=scale)


@lru_cache(maxsize=32)
def picture(text: str, *, scale: int = 2) -> bytes:
    """SVG text as PNG on a white ground. The editions of a report show the same charts, so the last ones are kept."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=text,
            background=COLOURS["surface"],
            zoom=scale,
            font_family="Inter",
            font_files=[str(path) for path in FONT_FILES],
            skip_system_fonts=True,
        )
    )
