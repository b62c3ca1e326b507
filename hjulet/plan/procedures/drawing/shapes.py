"""The shapes of a process map on a sheet: lanes, flows with arrows, boxes, decisions, starts and ends."""

from collections.abc import Mapping, Sequence

from hjulet.base.ui.charts.sheet import Box, Pen, Point, Sheet, Type
from hjulet.plan.procedures.drawing import boxes
from hjulet.plan.procedures.drawing.boxes import Setting, Words
from hjulet.plan.procedures.drawing.flow import Exit, Flow, Kind
from hjulet.plan.procedures.drawing.layout import Layout, Placed, Spot
from hjulet.plan.procedures.drawing.spec import ProcessMap

FLOW = Pen(stroke="muted", width=1.5)
EDGE = Pen(fill="surface", stroke="muted", width=1.25)
CHOICE = Pen(fill="surface", stroke="accent", width=2)
RULE = Pen(stroke="grid", width=1)
BAND = Pen(fill="grid")
NUMBER = Type(size=14, bold=True, ink="accent")
CORNER, TIP = 9, 8


def draw_lanes(sheet: Sheet, placed: Layout, *, is_lined: bool) -> None:
    """Thin lines between the lanes and round them."""
    if not is_lined:
        return
    for lane in placed.lanes:
        sheet.rect(Box(lane.start, 0, lane.end, placed.length - 1), RULE)


def draw_heads(sheet: Sheet, placed: Layout, heads: Sequence[Sequence[str]]) -> None:
    """Who acts in each lane, on a band across the top."""
    most = max(map(len, heads))
    height = most * boxes.NAME_PITCH + 16
    sheet.rect(Box(0, 0, placed.breadth, height), BAND)
    for lane, lines in zip(placed.lanes, heads, strict=True):
        first = 8 + (most - len(lines)) * boxes.NAME_PITCH / 2 + 14
        for number, line in enumerate(lines):
            sheet.text(line, (lane.middle, first + number * boxes.NAME_PITCH), boxes.HEAD, "middle")
        if lane.start:
            sheet.line((lane.start, 0), (lane.start, height), Pen(stroke="surface", width=2))


def draw_flows(sheet: Sheet, placed: Layout) -> None:
    for _flow, spots in placed.flows:
        points = [(across, along) for along, across in spots]
        sheet.outline(rounded(points), FLOW)
        _arrow(sheet, points[-2], points[-1])


def rounded(points: Sequence[Point]) -> str:
    """The path along the points with rounded corners."""
    steps = [f"M{_at(points[0])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(CORNER, _length(before, corner) / 2, _length(corner, after) / 2)
        steps.append(
            f"L{_at(_towards(corner, before, radius))}Q{_at(corner)} {_at(_towards(corner, after, radius))}"
        )
    return "".join([*steps, f"L{_at(points[-1])}"])


def draw_nodes(
    sheet: Sheet, process: ProcessMap, placed: Layout, words: Mapping[str, Words], setting: Setting
) -> None:
    for key, one in placed.nodes.items():
        match one.node.kind:
            case Kind.TASK:
                _task(sheet, process, one, words[key], setting)
            case Kind.DECISION:
                _decision(sheet, placed, one, words[key])
            case _:
                _event(sheet, one, words[key])
    parted = {(flow.source, flow.exit) for flow, _spots in placed.flows if flow.level}
    for flow, spots in placed.flows:
        is_parted = (flow.source, flow.exit) in parted
        _say(
            sheet,
            placed.nodes[flow.source],
            flow,
            spots,
            (words[flow.source].ways or {}).get(flow.key, ()),
            is_parted=is_parted,
        )


def _task(sheet: Sheet, process: ProcessMap, one: Placed, words: Words, setting: Setting) -> None:
    step = one.node.step
    if step is None:
        return
    (top, left), (bottom, right) = one.first, one.last
    sheet.rect(Box(left, top, right, bottom), EDGE, radius=8)
    x, y = left + boxes.PADDING + boxes.NUMBER, top + boxes.PADDING
    for line in words.who:
        sheet.text(line, (x, y + 11), boxes.WHO)
        y += boxes.WHO_PITCH
    sheet.text(str(process.number(step.key)), (left + boxes.PADDING, y + 13), NUMBER)
    sheet.begin_link(step.href)
    for line in words.name:
        sheet.text(line, (x, y + 13), boxes.NAME)
        y += boxes.NAME_PITCH
    sheet.end_link(step.href)
    y += 5
    for link, lines in words.links:
        _page(sheet, (left + boxes.PADDING + 2, y + setting.link_pitch / 2 - 6))
        sheet.begin_link(link.href)
        for number, line in enumerate(lines):
            sheet.text(line, (x, y + setting.link_pitch / 2 + 4.5 + number * boxes.SAID_PITCH), boxes.LINK)
        sheet.end_link(link.href)
        y += setting.link_pitch + (len(lines) - 1) * boxes.SAID_PITCH


def _page(sheet: Sheet, at: Point) -> None:
    """The small sign of a document."""
    x, y = at
    sheet.path(
        [(x, y), (x + 6, y), (x + 9, y + 3), (x + 9, y + 12), (x, y + 12)], Pen(stroke="muted"), closed=True
    )
    for step in (5, 8):
        sheet.line((x + 2, y + step), (x + 7, y + step), Pen(stroke="muted"))


def _decision(sheet: Sheet, placed: Layout, one: Placed, words: Words) -> None:
    x, y, half = one.across, one.along, one.size.reach
    sheet.path([(x, y - half), (x + half, y), (x, y + half), (x - half, y)], CHOICE, closed=True)
    sheet.text("?", (x, y + 5.5), Type(size=15, bold=True, ink="accent"), "middle")
    turns_left = any(flow.source == one.node.key and flow.exit == Exit.LEFT for flow, _spots in placed.flows)
    high = len(words.name) * boxes.SAID_PITCH
    first = y - boxes.AIR - high if turns_left else y - high / 2
    for number, line in enumerate(words.name):
        at = (x - half - boxes.AIR, first + 12 + number * boxes.SAID_PITCH)
        sheet.text(line, at, Type(size=13, bold=True), "end")


def _event(sheet: Sheet, one: Placed, words: Words) -> None:
    """A thin ring begins, a thick one ends."""
    middle = (one.across, one.along)
    is_end = one.node.kind == Kind.END
    radius = one.size.reach - (1.5 if is_end else 0.75)
    sheet.circle(
        middle,
        radius,
        Pen(fill="surface", stroke="ink" if is_end else "accent", width=3.5 if is_end else 1.75),
    )
    first = one.along - len(words.name) * boxes.SAID_PITCH / 2 + 12
    for number, line in enumerate(words.name):
        at = (one.across + one.size.width / 2 + boxes.AIR, first + number * boxes.SAID_PITCH)
        sheet.text(line, at, boxes.SAID)


def _say(
    sheet: Sheet, source: Placed, flow: Flow, spots: Sequence[Spot], lines: Sequence[str], *, is_parted: bool
) -> None:
    """What a flow says, where it leaves: beside it downwards, above it to the right, below it to the left."""
    high = len(lines) * boxes.SAID_PITCH
    if flow.exit == Exit.DOWN:
        x, first, anchor = (
            source.across + boxes.AIR,
            spots[0][0] + 6 + source.size.after - source.size.reach,
            "start",
        )
    else:
        along = spots[2][0] if flow.level else spots[0][0]
        sign = 1 if flow.exit == Exit.RIGHT else -1
        edge = source.across + sign * source.size.width / 2
        x = edge + sign * (boxes.AIR - 3 + (12 if flow.level or (is_parted and sign < 0) else 0))
        first = along - 4 - high if sign > 0 else along + 4
        anchor = "start" if sign > 0 else "end"
    for number, line in enumerate(lines):
        at = (x, first + 12 + number * boxes.SAID_PITCH)
        sheet.text(line, at, boxes.SAID, anchor)  # type: ignore[arg-type]  # two literals


def _arrow(sheet: Sheet, before: Point, tip: Point) -> None:
    x, y = tip
    back = _towards(tip, before, TIP)
    across = ((back[1] - y) * 0.5, (x - back[0]) * 0.5)
    wings = [(back[0] + across[0], back[1] + across[1]), (back[0] - across[0], back[1] - across[1])]
    sheet.path([tip, *wings], Pen(fill="muted"), closed=True)


def _towards(start: Point, end: Point, distance: float) -> Point:
    share = distance / (_length(start, end) or 1)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _length(start: Point, end: Point) -> float:
    return abs(end[0] - start[0]) + abs(end[1] - start[1])  # flows turn square


def _at(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"
