"""The wheel: five arrows round a hub, each a link that says what waits there. Also the logo."""

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from hjulet.base.ui.icons import icon, icon_path
from hjulet.base.ui.navigation import STEPS

WORDS_A_ROW = 21  # characters that fit in a segment at the size the style sheet gives them
ROWS = 5
ROW_HEIGHT = 20
ITEM_GAP = 5


@dataclass(frozen=True)
class Segment:
    """One step of the wheel. `step` is the key in navigation.STEPS, `count` how many things wait."""

    step: str
    title: str
    lines: tuple[str, ...]
    href: str
    count: int


@dataclass(frozen=True)
class Ring:
    """The measures of a drawing: centre, radii, the air between two segments, how far a tip reaches (degrees)."""

    centre: float
    outer: float
    inner: float
    gap: float
    tip: float

    def point(self, radius: float, degrees: float, aside: float = 0.0) -> tuple[float, float]:
        """A point on the ring; 0 degrees is twelve o'clock. ASIDE moves it along the circle, in drawing units."""
        angle = math.radians(degrees - 90) + aside / radius
        return self.centre + radius * math.cos(angle), self.centre + radius * math.sin(angle)

    def arrow(self, first: float, last: float) -> str:
        """The path of a segment from FIRST to LAST degrees: notched behind, pointed ahead."""
        middle, half = (self.outer + self.inner) / 2, self.gap / 2
        corners = (
            self.point(self.outer, first, half),
            self.point(self.outer, last, -half),
            self.point(middle, last + self.tip, -half),
            self.point(self.inner, last, -half),
            self.point(self.inner, first, half),
            self.point(middle, first + self.tip, half),
        )
        a, b, c, d, e, f = (f"{x:.1f} {y:.1f}" for x, y in corners)
        return f"M{a}A{self.outer} {self.outer} 0 0 1 {b}L{c}L{d}A{self.inner} {self.inner} 0 0 0 {e}L{f}Z"


LARGE = Ring(centre=320, outer=316, inner=106, gap=7, tip=9)
SMALL = Ring(centre=16, outer=15.5, inner=5.5, gap=1.4, tip=12)


def wheel(segments: Sequence[Segment]) -> SafeString:
    """The drawing and, for narrow screens, the same as a list. The style sheet shows what there is room for."""
    slice_ = 360 / len(segments)
    drawn = format_html_join(
        "",
        "{}",
        ((_segment(s, slice_ * n - slice_ / 2, slice_ * n + slice_ / 2),) for n, s in enumerate(segments)),
    )
    spoken = ". ".join(f"{s.title}: {', '.join(s.lines) or 'inget väntar'}" for s in segments)
    return format_html(
        '<div class="wheel">'
        '<svg class="wheel-drawing" viewBox="0 0 640 640" role="group" aria-labelledby="wheel-title"'
        ' aria-describedby="wheel-desc">'
        '<title id="wheel-title">Hjulet</title><desc id="wheel-desc">Stegen i ordning. {}.</desc>{}{}</svg>{}</div>',
        spoken, drawn, _hub(sum(s.count for s in segments)), _list(segments),
    )  # fmt: skip


def logo() -> SafeString:
    """The wheel without words, for the header. The product's name stands beside it."""
    slice_ = 360 / 5
    paths = format_html_join(
        "",
        '<path class="step-{}" d="{}"/>',
        ((s.colour, SMALL.arrow(slice_ * n - 36, slice_ * n + 36)) for n, s in enumerate(STEPS[:5])),
    )
    return format_html(
        '<svg class="logo" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">{}</svg>',
        paths,
    )


def _segment(segment: Segment, first: float, last: float) -> SafeString:
    x, y = LARGE.point((LARGE.outer + LARGE.inner) / 2 + 6, (first + last + LARGE.tip) / 2)
    rows = _rows(segment.lines or ("Inget väntar",))
    top = y - sum(step for _, step in rows) / 2
    return format_html(
        '<a class="wheel-step step-{}{}" href="{}"><path class="wheel-arrow" d="{}"/>'
        '<g class="wheel-icon wide" transform="translate({} {})">{}</g>'
        '<g class="wheel-icon narrow" transform="translate({} {}) scale(2)">{}</g>'
        '<text class="wheel-word wide" x="{}" y="{}">{}</text>'
        '<text class="wheel-word narrow" x="{}" y="{}">{}</text>'
        '<text class="wheel-lines wide" y="{}">{}</text></a>',
        segment.step, "" if segment.count else " is-still", segment.href, LARGE.arrow(first, last),
        *_at(x - 12, top - 38), icon_path(_icon_of(segment.step)),
        *_at(x - 24, y - 50), icon_path(_icon_of(segment.step)),
        *_at(x, top + 10), segment.title,
        *_at(x, y + 32), segment.title,
        f"{top + 14:.1f}",
        format_html_join(" ", '<tspan x="{}" dy="{}">{}</tspan>', ((f"{x:.1f}", step, row) for row, step in rows)),
    )  # fmt: skip


def _at(x: float, y: float) -> tuple[str, str]:
    return f"{x:.1f}", f"{y:.1f}"


def _rows(lines: Sequence[str]) -> list[tuple[str, int]]:
    """The lines broken to fit, each row with its step down; what does not fit is counted, never cut in silence."""
    rows: list[tuple[str, int]] = []
    for number, line in enumerate(lines):
        broken = _balanced(line)
        left = len(lines) - number
        if rows and len(rows) + len(broken) + (left > 1) > ROWS:
            return [*rows, (f"och {left} till", ROW_HEIGHT + ITEM_GAP)]
        rows.append((broken[0], ROW_HEIGHT + (ITEM_GAP if rows else 0)))
        rows += [(row, ROW_HEIGHT) for row in broken[1:]]
    return rows


def _balanced(line: str) -> list[str]:
    """As few rows as fit, then as even as they get: 'Egenkontroll / oktober klar'."""
    fewest = len(textwrap.wrap(line, WORDS_A_ROW))
    widths = range(len(line) // fewest, WORDS_A_ROW + 1)
    return next(rows for width in widths if len(rows := textwrap.wrap(line, width)) == fewest)


def _icon_of(key: str) -> str:
    return next(step.icon for step in STEPS if step.key == key)


def _hub(count: int) -> SafeString:
    """How much waits in all, in the middle of the wheel."""
    centre = LARGE.centre
    if not count:
        return format_html(
            '<text class="wheel-hub-word" x="{}" y="{}">Inget<tspan x="{}" dy="1.15em">väntar</tspan></text>',
            centre, centre - 4, centre,
        )  # fmt: skip
    return format_html(
        '<text class="wheel-hub-count" x="{}" y="{}">{}</text><text class="wheel-hub-word" x="{}" y="{}">väntar</text>',
        centre, centre + 8, count, centre, centre + 38,
    )  # fmt: skip


def _list(segments: Sequence[Segment]) -> SafeString:
    return format_html(
        '<ol class="wheel-list">{}</ol>', format_html_join("", "{}", ((_item(s),) for s in segments))
    )


def _item(segment: Segment) -> SafeString:
    lines = format_html_join(
        mark_safe("<br>"), "{}", ((line,) for line in segment.lines or ("Inget väntar.",))
    )
    return format_html(
        '<li class="step-{}">{}<div><a href="{}">{}</a><p>{}</p></div></li>',
        segment.step,
        icon(_icon_of(segment.step)),
        segment.href,
        segment.title,
        lines,
    )
