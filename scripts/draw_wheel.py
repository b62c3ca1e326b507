"""Draw the wheel of README from the start page's own code. Run by hand when the steps hold something new.

.venv/bin/python scripts/draw_wheel.py
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from hjulet.base.ui.wheel import Segment, wheel  # noqa: E402 - the root must be known first

PICTURES = ROOT / "docs" / "pictures"

LINES = {  # what each step holds in this version; README has the same as a table
    "plan": ("Processer och rutiner", "Samverkan"),
    "do": ("Läsa och lära", "Idéer"),
    "check": ("Avvikelser", "Mått och enkäter"),
    "analyse": ("Serier", "Effekter"),
    "act": ("Behov", "Åtgärder"),
}
TITLES = {"plan": "Planera", "do": "Genomföra", "check": "Följa upp", "analyse": "Analysera", "act": "Agera"}
COLOUR = re.compile(r"--(plan|do|check|analyse|act)-fill:\s*(?:light-dark\()?\s*(#[0-9a-fA-F]{3,8})")


def draw_wheel() -> None:
    """The start page's own drawing as a picture: the same code, with its colours inside and no links."""
    segments = [Segment(step, TITLES[step], lines, "#", 1) for step, lines in LINES.items()]
    drawing = re.search(r"<svg.*?</svg>", wheel(segments), re.DOTALL)
    assert drawing is not None  # noqa: S101 - the wheel is always drawn
    told = "; ".join(f"{TITLES[step]}: {', '.join(lines)}" for step, lines in LINES.items())
    svg = re.sub(r"<desc[^>]*>.*?</desc>", f'<desc id="wheel-desc">{told}.</desc>', drawing[0])
    svg = re.sub(r'<a class="([^"]*)" href="[^"]*">', r'<g class="\1">', svg).replace("</a>", "</g>")
    svg = re.sub(r'<(g|text) class="wheel-(icon|word) narrow".*?</\1>', "", svg, flags=re.DOTALL)
    svg = re.sub(r'<text class="wheel-hub.*?(?=</svg>)', HUB, svg, flags=re.DOTALL)
    svg = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="640" ', 1)
    svg = svg.replace("<title", f"<style>{styles()}</style><title", 1)
    path = PICTURES / "hjulet.svg"
    path.write_text(svg + "\n", encoding="utf-8")
    print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1000} kB")


HUB = '<text class="hub" x="320" y="312">SOSFS<tspan x="320" dy="26">2011:9</tspan></text>'  # what turns it


def styles() -> str:
    ground = (ROOT / "hjulet/base/ui/static/ui/ground.css").read_text(encoding="utf-8")
    colours = dict(reversed(COLOUR.findall(ground)))  # the first of each is the light one
    steps = "".join(f".step-{step} .wheel-arrow{{fill:{colours[step]}}}" for step in TITLES)
    return (
        "text{fill:#fff;text-anchor:middle;font-family:Inter,system-ui,sans-serif}"
        ".wheel-word{font-size:22px;font-weight:600}.wheel-lines{font-size:16px}"
        ".wheel-icon{fill:none;stroke:#fff;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}"
        f".hub{{fill:#5a666b;font-size:20px}}{steps}"
    )


if __name__ == "__main__":
    draw_wheel()
