"""A process map as BPMN 2.0 XML with diagram interchange: the order runs to the right, each lane is a row.

ISO/IEC 19510 (BPMN 2.0.2). One pool with a lane set; activities are tasks, decisions exclusive gateways. Routines and
addresses stand in the documentation of their task. Ids are ours, not the database's, so that the same map is the same file.
"""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from django.utils.translation import gettext as _

from hjulet.base.ui.charts.sheet import clean_text, short
from hjulet.plan.procedures.drawing.boxes import who
from hjulet.plan.procedures.drawing.flow import Flow, Graph, Kind, Node, graph
from hjulet.plan.procedures.drawing.layout import Layout, Placed, Size, Spacing, layout
from hjulet.plan.procedures.drawing.spec import ProcessMap

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI"
BOUNDS = "http://www.omg.org/spec/DD/20100524/DC"
LINES = "http://www.omg.org/spec/DD/20100524/DI"
NAMESPACE = "https://kvalitetshjulet.se/process"
PREFIXES = {"bpmn": MODEL, "bpmndi": DIAGRAM, "dc": BOUNDS, "di": LINES}
ELEMENTS = {
    Kind.START: "startEvent",
    Kind.TASK: "task",
    Kind.DECISION: "exclusiveGateway",
    Kind.END: "endEvent",
}

TASK_LONG, TASK_WIDE, GATEWAY, EVENT = 140.0, 80.0, 25.0, 18.0
HEAD = 30.0  # the names of the pool and of its lanes stand on their sides, each on a strip so wide
LEVEL = 40.0  # between flows that leave a gateway by one side
LETTERS, LINE = (
    15,
    14.0,
)  # of a label a hundred wide, in what other tools draw: letters in a line, and its height
LABEL = 100.0
WHEN = 70.0  # how wide the words on a flow may be


def bpmn(process: ProcessMap) -> bytes:
    """The file. The same map gives the same bytes."""
    for prefix, space in PREFIXES.items():
        ET.register_namespace(prefix, space)
    found = graph(process)
    names = {node.key: f"Node_{number}" for number, node in enumerate(found.nodes, start=1)}
    root = ET.Element(_model("definitions"), {"id": "Definitions_1", "targetNamespace": NAMESPACE})
    together = _add(root, "collaboration", id="Collaboration_1")
    _add(together, "participant", id="Pool_1", name=process.title, processRef="Process_1")
    _process(root, process, found, names)
    _diagram(root, process, found, names, _placed(found))
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _process(root: ET.Element, process: ProcessMap, found: Graph, names: dict[str, str]) -> None:
    whole = _add(root, "process", id="Process_1", name=process.title, isExecutable="false")
    lanes = _add(whole, "laneSet", id="Lanes_1")
    for place, lane in enumerate(found.lanes):
        row = _add(lanes, "lane", id=f"Lane_{place + 1}", name=who(lane))
        for node in found.nodes:
            if node.lane == place:
                _add(row, "flowNodeRef").text = names[node.key]
    for node in found.nodes:
        _node(whole, process, found, node, names)
    for flow in found.flows:
        ends = {"sourceRef": names[flow.source], "targetRef": names[flow.target]}
        _add(whole, "sequenceFlow", id=_id(flow), **({"name": flow.when} if flow.when else {}), **ends)


def _node(whole: ET.Element, process: ProcessMap, found: Graph, node: Node, names: dict[str, str]) -> None:
    name = _name(process, node)
    made = _add(whole, ELEMENTS[node.kind], id=names[node.key], **({"name": name} if name else {}))
    if node.kind == Kind.TASK and node.step and node.step.links:
        lines = [f"{link.title} {link.href}".strip() for link in node.step.links]
        _add(made, "documentation").text = clean_text("\n".join(lines))
    for flow in found.flows:
        if flow.target == node.key:
            _add(made, "incoming").text = _id(flow)
    for flow in found.flows:
        if flow.source == node.key:
            _add(made, "outgoing").text = _id(flow)


def _name(process: ProcessMap, node: Node) -> str:
    if node.kind == Kind.TASK and node.step:
        return node.step.name
    if node.kind == Kind.DECISION and node.step:
        return node.step.question
    if node.kind == Kind.START:
        return process.begins
    return str(_("Slut")) if node.beside else process.ends


def _placed(found: Graph) -> Layout:
    spacing = Spacing(inner=140, top=40, gap=50, turn=25, slot=14, margin=16, bottom=30, end=EVENT, bus=14)
    return layout(found, {node.key: _size(found, node) for node in found.nodes}, spacing)


def _size(found: Graph, node: Node) -> Size:
    """Along the order, that is to the right; `width` is across the lane, downwards."""
    match node.kind:
        case Kind.TASK:
            return Size(TASK_LONG / 2, TASK_LONG / 2, TASK_WIDE, TASK_LONG / 2)
        case Kind.DECISION:
            count = max((flow.level + 1 for flow in found.flows if flow.source == node.key), default=1)
            levels = tuple(number * LEVEL for number in range(count))
            return Size(50, max(50, levels[-1] + EVENT), 2 * GATEWAY, GATEWAY, levels)
        case _:
            return Size(EVENT, EVENT, 2 * EVENT, EVENT)


def _diagram(
    root: ET.Element, process: ProcessMap, found: Graph, names: dict[str, str], placed: Layout
) -> None:
    diagram = _add(root, "BPMNDiagram", DIAGRAM, id="Diagram_1")
    plane = _add(diagram, "BPMNPlane", DIAGRAM, id="Plane_1", bpmnElement="Collaboration_1")
    _shape(plane, "Pool_1", (0, 0, placed.length + 2 * HEAD, placed.breadth), isHorizontal="true")
    for place, lane in enumerate(placed.lanes, start=1):
        room = (HEAD, lane.start, placed.length + HEAD, lane.end - lane.start)
        _shape(plane, f"Lane_{place}", room, isHorizontal="true")
    rising = {flow.source for flow, spots in placed.flows if _goes_up(spots)}
    for node in found.nodes:
        made = _shape(plane, names[node.key], _bounds(placed.nodes[node.key]))
        name = _name(process, node)
        if node.kind != Kind.TASK and name:
            _label(made, _beside(placed.nodes[node.key], name, is_left=node.key in rising))
    for flow, spots in placed.flows:
        edge = _add(plane, "BPMNEdge", DIAGRAM, id=f"{_id(flow)}_di", bpmnElement=_id(flow))
        for along, across in spots:
            _add(edge, "waypoint", LINES, x=short(along + 2 * HEAD), y=short(across))
        if flow.when:
            _label(edge, _on(flow, spots))


def _bounds(one: Placed) -> tuple[float, float, float, float]:
    (left, top), (right, bottom) = one.first, one.last
    return left + 2 * HEAD, top, right - left, bottom - top


def _beside(one: Placed, name: str, *, is_left: bool) -> tuple[float, float, float, float]:
    """The room for a name: over a decision and clear of what leaves it upwards, under an event, after an end beside."""
    left, top, wide, high = _bounds(one)
    middle, tall = left + wide / 2, LINE * -(-len(name) // LETTERS)
    if one.node.kind == Kind.DECISION:
        return middle - (LABEL + 4 if is_left else LABEL / 2), top - tall - 4, LABEL, tall
    if one.node.beside:
        return left + wide + 4, top + high / 2 - LINE / 2, 30, LINE
    return left - 30, top + high + 4, 96, tall


def _on(flow: Flow, spots: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    """The room for what a flow says: under a level one, before one that goes down, after one that goes up."""
    (along, across), second = spots[0], spots[1]
    left, tall = along + 2 * HEAD, LINE * -(-len(flow.when) // (LETTERS - 4))
    apart = flow.level * 2 * LINE  # several that leave by one side
    if second[1] == across:
        return left + 4, across + 4, min(WHEN, second[0] - along), tall
    if _goes_up(spots):
        return left + 4, across - 4 - tall - apart, WHEN, tall
    return left - WHEN - 4, across + 4 + apart, WHEN, tall


def _goes_up(spots: Sequence[tuple[float, float]]) -> bool:
    return spots[1][1] < spots[0][1]


def _shape(
    plane: ET.Element, element: str, room: tuple[float, float, float, float], **more: str
) -> ET.Element:
    shape = _add(plane, "BPMNShape", DIAGRAM, id=f"{element}_di", bpmnElement=element, **more)
    _room(shape, room)
    return shape


def _label(shape: ET.Element, room: tuple[float, float, float, float]) -> None:
    _room(_add(shape, "BPMNLabel", DIAGRAM), room)


def _room(parent: ET.Element, room: tuple[float, float, float, float]) -> None:
    x, y, width, height = map(short, room)
    _add(parent, "Bounds", BOUNDS, x=x, y=y, width=width, height=height)


def _id(flow: Flow) -> str:
    return flow.key.replace("flow-", "Flow_")


def _model(name: str) -> str:
    return f"{{{MODEL}}}{name}"


def _add(parent: ET.Element, tag: str, space: str = MODEL, **attributes: str) -> ET.Element:
    kept = {name: clean_text(value) for name, value in attributes.items()}
    return ET.SubElement(parent, f"{{{space}}}{tag}", kept)
