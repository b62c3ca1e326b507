"""Where everything stands and how the flows run. Lengths along the order and across the lanes, so that the same
layout is drawn downwards on a page and to the right in a BPMN tool.

Each row holds one node, therefore a flow may run along its source's row to any lane, and down the middle of a lane where
nothing stands. What must pass something runs in a gutter beside it, in a slot of its own; flows to one target share one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hjulet.plan.procedures.drawing.flow import Exit, Flow, Graph, Kind, Node

Spot = tuple[float, float]  # along, across


@dataclass(frozen=True)
class Size:
    """How much of a row a node takes before and after its middle, and how wide it is."""

    before: float
    after: float
    width: float
    reach: (
        float  # from the middle to its edge along the order: less than `before` where text stands around it
    )
    levels: tuple[float, ...] = (0.0,)  # how far after the middle each flow on a side runs
    gap: float = 0.0  # room below for what the flow downwards says


@dataclass(frozen=True)
class Spacing:
    """The measures that a drawing is set by."""

    inner: float  # what a lane has for its nodes
    top: float  # before the first row
    gap: float = 30
    turn: float = 15  # a flow that changes lane turns so long before its target
    slot: float = 11
    margin: float = 12  # between a lane's edge and what is in it
    bottom: float = 16
    end: float = 10  # radius of an end beside a decision
    bus: float = 12  # where flows on one side part


@dataclass(frozen=True)
class Placed:
    node: Node
    along: float
    across: float  # both of the middle
    size: Size

    @property
    def first(self) -> Spot:
        return self.along - self.size.reach, self.across - self.size.width / 2

    @property
    def last(self) -> Spot:
        return self.along + self.size.reach, self.across + self.size.width / 2


@dataclass(frozen=True)
class Lane:
    name: str
    start: float
    end: float
    middle: float


@dataclass(frozen=True)
class Layout:
    lanes: tuple[Lane, ...]
    nodes: Mapping[str, Placed]
    flows: tuple[tuple[Flow, tuple[Spot, ...]], ...]
    cuts: tuple[float, ...]  # between rows, where a page may end
    length: float
    breadth: float


@dataclass(frozen=True)
class _Gutter:
    lane: int
    side: Exit


def layout(found: Graph, sizes: Mapping[str, Size], spacing: Spacing) -> Layout:
    """Places and ways for a graph whose nodes have these sizes."""
    gutters = {flow.key: gutter for flow in found.flows if (gutter := _gutter(found, flow))}
    slots = _slots(found, gutters)
    lanes = _lanes(found, gutters, slots, spacing)
    rows, cuts, length = _rows(found, sizes, spacing)
    nodes = {node.key: _placed(node, rows, lanes, sizes, spacing, found) for node in found.nodes}
    router = _Router(nodes, lanes, gutters, slots, spacing, cuts)
    ways = tuple((flow, router.way(flow)) for flow in found.flows)
    return Layout(lanes, nodes, ways, tuple(cuts), length, lanes[-1].end)


def _gutter(found: Graph, flow: Flow) -> _Gutter | None:
    """The gutter that a flow must take: beside its target, on the side it comes from."""
    source, target = found.node(flow.source), found.node(flow.target)
    if flow.exit == Exit.DOWN or target.beside:
        return None
    is_free = target.row > source.row and found.is_clear(target.lane, source.row, target.row)
    if is_free and target.lane != source.lane:
        return None
    if target.lane == source.lane:
        return _Gutter(target.lane, flow.exit)
    return _Gutter(target.lane, Exit.LEFT if source.lane < target.lane else Exit.RIGHT)


def _slots(found: Graph, gutters: Mapping[str, _Gutter]) -> dict[str, int]:
    """A slot for each flow in a gutter: those to one target share it, others keep clear; short ones lie inside."""
    spans: dict[tuple[_Gutter, str], tuple[int, int]] = {}
    for flow in found.flows:
        if flow.key in gutters:
            rows = found.node(flow.source).row, found.node(flow.target).row
            group = gutters[flow.key], flow.target
            known = spans.get(group, (rows[0], rows[0]))
            spans[group] = min(*rows, *known), max(*rows, *known)
    taken: dict[tuple[_Gutter, int], list[tuple[int, int]]] = {}
    given: dict[tuple[_Gutter, str], int] = {}
    for group, span in sorted(spans.items(), key=lambda one: (one[1][1] - one[1][0], one[1], one[0][1])):
        slot = 0
        while any(span[0] <= last and first <= span[1] for first, last in taken.get((group[0], slot), [])):
            slot += 1
        taken.setdefault((group[0], slot), []).append(span)
        given[group] = slot
    return {flow.key: given[gutters[flow.key], flow.target] for flow in found.flows if flow.key in gutters}


def _lanes(
    found: Graph, gutters: Mapping[str, _Gutter], slots: Mapping[str, int], spacing: Spacing
) -> tuple[Lane, ...]:
    lanes: list[Lane] = []
    start = 0.0
    for place, name in enumerate(found.lanes):
        left, right = (
            _room(_Gutter(place, side), gutters, slots, spacing) for side in (Exit.LEFT, Exit.RIGHT)
        )
        end = start + left + spacing.inner + right
        lanes.append(Lane(name, start, end, start + left + spacing.inner / 2))
        start = end
    return tuple(lanes)


def _room(
    gutter: _Gutter, gutters: Mapping[str, _Gutter], slots: Mapping[str, int], spacing: Spacing
) -> float:
    count = max((slots[key] + 1 for key, one in gutters.items() if one == gutter), default=0)
    return spacing.margin + count * spacing.slot


def _rows(
    found: Graph, sizes: Mapping[str, Size], spacing: Spacing
) -> tuple[dict[int, float], list[float], float]:
    """The middle of each row, the middle of the gap after each, and where the last one ends."""
    rows: dict[int, float] = {}
    cuts: list[float] = []
    along = spacing.top
    for node in found.nodes:
        if node.beside:
            continue
        if rows:
            cuts.append(along - spacing.turn)
        size = sizes[node.key]
        rows[node.row] = along + size.before
        along = rows[node.row] + size.after + size.gap + spacing.gap
    return rows, cuts, along - spacing.gap + spacing.bottom


def _placed(
    node: Node, rows: Mapping[int, float], lanes: Sequence[Lane], sizes: Mapping[str, Size], spacing: Spacing,
    found: Graph,
) -> Placed:  # fmt: skip
    lane, size = lanes[node.lane], sizes[node.key]
    if not node.beside:
        return Placed(node, rows[node.row], lane.middle, size)
    flow = next(flow for flow in found.flows if flow.target == node.key)
    away = spacing.inner / 2 - spacing.end
    across = lane.middle + (away if flow.exit == Exit.RIGHT else -away)
    return Placed(node, rows[node.row] + sizes[node.beside].levels[flow.level], across, size)


@dataclass(frozen=True)
class _Router:
    nodes: Mapping[str, Placed]
    lanes: Sequence[Lane]
    gutters: Mapping[str, _Gutter]
    slots: Mapping[str, int]
    spacing: Spacing
    cuts: Sequence[float]

    def way(self, flow: Flow) -> tuple[Spot, ...]:
        source, target = self.nodes[flow.source], self.nodes[flow.target]
        if flow.exit == Exit.DOWN:
            return self._down(source, target)
        start = self._leaving(source, flow)
        along = start[-1][0]
        if target.node.beside:
            edge = target.first[1] if flow.exit == Exit.RIGHT else target.last[1]
            return (*start, (along, edge))
        if flow.key not in self.gutters:  # over to its lane and down
            return (*start, (along, target.across), (target.first[0], target.across))
        gutter = self.gutters[flow.key]
        across, edge = self._slot(flow.key, gutter), self._edge(target, gutter.side)
        entry = self.entry(target)
        return (*start, (along, across), (entry, across), (entry, edge))

    def entry(self, target: Placed) -> float:
        """Flows come in above the middle of a side and leave below it."""
        return target.along - target.size.reach / 2 if target.node.kind == Kind.TASK else target.along

    def _down(self, source: Placed, target: Placed) -> tuple[Spot, ...]:
        first, last = (source.last[0], source.across), (target.first[0], target.across)
        if source.across == target.across:
            return first, last
        turn = self.cuts[source.node.row]
        return first, (turn, source.across), (turn, target.across), last

    def _leaving(self, source: Placed, flow: Flow) -> tuple[Spot, ...]:
        sign = 1 if flow.exit == Exit.RIGHT else -1
        edge = source.across + sign * source.size.width / 2
        if source.node.kind == Kind.TASK:
            return ((source.along + source.size.reach / 2, edge),)
        along = source.along + source.size.levels[flow.level]
        if not flow.level:
            return ((along, edge),)
        bus = edge + sign * self.spacing.bus
        return (source.along, edge), (source.along, bus), (along, bus)

    def _edge(self, target: Placed, side: Exit) -> float:
        return target.last[1] if side == Exit.RIGHT else target.first[1]

    def _slot(self, key: str, gutter: _Gutter) -> float:
        lane = self.lanes[gutter.lane]
        away = self.spacing.inner / 2 + self.spacing.slot * (self.slots[key] + 1)
        return lane.middle + (away if gutter.side == Exit.RIGHT else -away)
