"""From steps to a graph: a start, activities, decisions and ends, each on a row of its own, and the flows between.

The row is the order, so that the drawing reads like the list. A decision stands below its activity; a way of it that
ends the process ends beside it. `exit` says which side of the source a flow leaves by.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from hjulet.plan.procedures.drawing.spec import ProcessMap, Step, Way


class Kind(StrEnum):
    START = "start"
    TASK = "task"
    DECISION = "decision"
    END = "end"


class Exit(StrEnum):
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True)
class Node:
    key: str
    kind: Kind
    lane: int
    row: int
    step: Step | None = None
    beside: str = ""  # an end that stands beside this decision, on its row


@dataclass(frozen=True)
class Flow:
    key: str
    source: str
    target: str
    when: str = ""
    exit: Exit = Exit.DOWN
    level: int = 0  # which of several that leave by the same side


@dataclass(frozen=True)
class Graph:
    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]
    lanes: tuple[str, ...]

    def node(self, key: str) -> Node:
        return self._by_key[key]

    @cached_property
    def _by_key(self) -> dict[str, Node]:
        return {node.key: node for node in self.nodes}

    def is_clear(self, lane: int, above: int, below: int) -> bool:
        """Whether nothing stands in the middle of a lane between two rows."""
        return not any(node.lane == lane and above < node.row < below for node in self.nodes)


def graph(process: ProcessMap, *, is_one_column: bool = False) -> Graph:
    """The same process gives the same graph. In one column everybody's steps stand below each other."""
    lanes = process.lanes or ("",)
    column = {lane: 0 if is_one_column else place for place, lane in enumerate(lanes)}
    nodes = list(_nodes(process, column))
    found = Graph(tuple(nodes), (), lanes[:1] if is_one_column else lanes)
    return replace(found, flows=_numbered(_levelled(list(_flows(process, found)))))


def down_way(process: ProcessMap, place: int) -> Way | None:
    """The way of a decision that goes on downwards: to the next step, else to an end."""
    step = process.steps[place]
    following = process.steps[place + 1].key if place + 1 < len(process.steps) else None
    onward = [way for way in step.ways if way.to and way.to == following]
    return next(iter([*onward, *(way for way in step.ways if not way.to)]), None)


def _nodes(process: ProcessMap, column: dict[str, int]) -> Iterator[Node]:
    row = 0
    yield Node("start", Kind.START, column[process.steps[0].lane] if process.steps else 0, row)
    for place, step in enumerate(process.steps):
        row += 1
        lane = column[step.lane]
        yield Node(step.key, Kind.TASK, lane, row, step)
        if len(step.ways) > 1:
            row += 1
            yield Node(_decision(step), Kind.DECISION, lane, row, step)
            down = down_way(process, place)
            for number, way in enumerate(step.ways):
                if not way.to and way is not down:
                    yield Node(_end(step, number), Kind.END, lane, row, step, beside=_decision(step))
        if _ends_below(process, place):
            row += 1
            yield Node(_end(step), Kind.END, lane, row, step)
    if not process.steps:
        yield Node("end", Kind.END, 0, 1)


def _ends_below(process: ProcessMap, place: int) -> bool:
    step = process.steps[place]
    if len(step.ways) > 1:
        down = down_way(process, place)
        return down is not None and not down.to
    way = _only_way(process, place)
    return not way.to


def _only_way(process: ProcessMap, place: int) -> Way:
    """Where a step without a decision goes on."""
    step = process.steps[place]
    if step.ways:
        return step.ways[0]
    return Way(process.steps[place + 1].key) if place + 1 < len(process.steps) else Way()


def _flows(process: ProcessMap, found: Graph) -> Iterator[Flow]:
    yield Flow("", "start", process.steps[0].key if process.steps else "end")
    for place, step in enumerate(process.steps):
        if len(step.ways) < 2:
            way = _only_way(process, place)
            yield _leaving(found, step.key, way.to or _end(step), way.when)
            continue
        yield Flow("", step.key, _decision(step))
        down = down_way(process, place)
        for number, way in enumerate(step.ways):
            if way is down:
                yield Flow("", _decision(step), way.to or _end(step), way.when)
            elif way.to:
                yield Flow("", _decision(step), way.to, way.when, _side(found, _decision(step), way.to))
            else:
                yield Flow("", _decision(step), _end(step, number), way.when, Exit.RIGHT)


def _leaving(found: Graph, source: str, target: str, when: str) -> Flow:
    """A step's only way: downwards where nothing is in the way, else round."""
    a, b = found.node(source), found.node(target)
    is_free = b.row > a.row and found.is_clear(b.lane, a.row, b.row)
    return Flow("", source, target, when, Exit.DOWN if is_free else _side(found, source, target))


def _side(found: Graph, source: str, target: str) -> Exit:
    """Towards the lane it goes to; within a lane forward on the right and back on the left."""
    a, b = found.node(source), found.node(target)
    if a.lane != b.lane:
        return Exit.RIGHT if b.lane > a.lane else Exit.LEFT
    return Exit.RIGHT if b.row > a.row else Exit.LEFT


def _levelled(flows: list[Flow]) -> list[Flow]:
    """Flows that leave one node by one side, each at its own level."""
    taken: dict[tuple[str, Exit], int] = {}
    found = []
    for flow in flows:
        level = taken.get((flow.source, flow.exit), 0)
        taken[flow.source, flow.exit] = level + 1
        found.append(replace(flow, level=level))
    return found


def _numbered(flows: list[Flow]) -> tuple[Flow, ...]:
    return tuple(replace(flow, key=f"flow-{number}") for number, flow in enumerate(flows, start=1))


def _decision(step: Step) -> str:
    return f"{step.key}-decision"


def _end(step: Step, number: int | None = None) -> str:
    return f"{step.key}-end" if number is None else f"{step.key}-end-{number + 1}"
