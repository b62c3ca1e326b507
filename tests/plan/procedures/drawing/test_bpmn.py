"""What BPMN 2.0 (formal/2013-12-09) demands of the file, so that another tool can open it."""

import re
from itertools import combinations
from xml.etree import ElementTree as ET

from hypothesis import given, settings

from hjulet.plan.procedures.drawing import ProcessMap, Step, bpmn
from hjulet.plan.procedures.drawing.bpmn import BOUNDS, DIAGRAM, LINES, MODEL
from tests.plan.procedures.drawing.maps import DEVIATIONS, processes

NAMES = {"b": MODEL, "d": DIAGRAM, "dc": BOUNDS, "di": LINES}
NODES = ("startEvent", "task", "exclusiveGateway", "endEvent")
ORDER = {  # the order that the schema demands among the children
    "definitions": ["collaboration", "process", "BPMNDiagram"],
    "process": ["laneSet", *NODES, "sequenceFlow"],
    "task": ["documentation", "incoming", "outgoing"],
    "BPMNShape": ["Bounds", "BPMNLabel"],
    "BPMNEdge": ["waypoint", "BPMNLabel"],
}


def read(process: ProcessMap) -> ET.Element:
    return ET.fromstring(bpmn(process))


def local(element: ET.Element) -> str:
    return element.tag.partition("}")[2]


def nodes(root: ET.Element) -> list[ET.Element]:
    return [one for name in NODES for one in root.findall(f"b:process/b:{name}", NAMES)]


@given(process=processes())
@settings(max_examples=30, deadline=None)
def test_ids_are_names_unique_and_every_reference_leads_somewhere(process: ProcessMap):
    root = read(process)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    said = [
        value
        for element in root.iter()
        for name, value in element.items()
        if name in {"processRef", "sourceRef", "targetRef", "bpmnElement"}
    ]
    said += [
        str(one.text)
        for name in ("flowNodeRef", "incoming", "outgoing")
        for one in root.iter(f"{{{MODEL}}}{name}")
    ]

    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", str(one)) for one in ids)
    assert set(said) <= set(ids)


@given(process=processes())
@settings(max_examples=30, deadline=None)
def test_flows_and_nodes_agree_on_who_they_join(process: ProcessMap):
    root = read(process)
    flows = root.findall("b:process/b:sequenceFlow", NAMES)
    leaving = {(one.get("sourceRef"), one.get("id")) for one in flows}
    coming = {(one.get("targetRef"), one.get("id")) for one in flows}

    assert leaving == {
        (node.get("id"), out.text) for node in nodes(root) for out in node.findall("b:outgoing", NAMES)
    }
    assert coming == {
        (node.get("id"), out.text) for node in nodes(root) for out in node.findall("b:incoming", NAMES)
    }
    assert not [
        one for one in root.findall("b:process/b:startEvent", NAMES) if one.findall("b:incoming", NAMES)
    ]
    assert not [
        one for one in root.findall("b:process/b:endEvent", NAMES) if one.findall("b:outgoing", NAMES)
    ]


@given(process=processes())
@settings(max_examples=30, deadline=None)
def test_every_node_is_in_one_lane_and_has_one_shape_within_it(process: ProcessMap):
    root = read(process)
    lanes = {
        lane.get("id"): [ref.text for ref in lane.findall("b:flowNodeRef", NAMES)]
        for lane in root.findall("b:process/b:laneSet/b:lane", NAMES)
    }
    shapes = {shape.get("bpmnElement"): room(shape) for shape in root.iter(f"{{{DIAGRAM}}}BPMNShape")}

    assert sorted(str(key) for members in lanes.values() for key in members) == sorted(
        str(one.get("id")) for one in nodes(root)
    )
    assert set(shapes) == {"Pool_1", *lanes, *(one.get("id") for one in nodes(root))}
    assert all(inside(shapes[key], shapes[lane]) for lane, members in lanes.items() for key in members)
    assert all(inside(shapes[lane], shapes["Pool_1"]) for lane in lanes)


@given(process=processes())
@settings(max_examples=30, deadline=None)
def test_every_flow_has_an_edge_that_begins_and_ends_at_its_shapes(process: ProcessMap):
    root = read(process)
    shapes = {shape.get("bpmnElement"): room(shape) for shape in root.iter(f"{{{DIAGRAM}}}BPMNShape")}
    edges = {edge.get("bpmnElement"): edge for edge in root.iter(f"{{{DIAGRAM}}}BPMNEdge")}
    flows = root.findall("b:process/b:sequenceFlow", NAMES)

    assert set(edges) == {flow.get("id") for flow in flows}
    for flow in flows:
        points = [
            (float(str(one.get("x"))), float(str(one.get("y"))))
            for one in edges[flow.get("id")].findall("di:waypoint", NAMES)
        ]
        assert len(points) >= 2
        assert touches(points[0], shapes[flow.get("sourceRef")])
        assert touches(points[-1], shapes[flow.get("targetRef")])


@given(process=processes(most=10))
@settings(max_examples=20, deadline=None)
def test_children_stand_in_the_order_of_the_schema(process: ProcessMap):
    for element in read(process).iter():
        order = ORDER.get(local(element), [])
        if local(element) == "process":
            assert next(local(child) for child in element) == "laneSet"
        elif order:
            found = [order.index(local(child)) for child in element]
            assert found == sorted(found)


def test_activities_decisions_and_routines_keep_their_names():
    root = read(DEVIATIONS)

    assert root.find("b:collaboration/b:participant", NAMES).get("name") == "Avvikelser"
    assert [one.get("name") for one in root.findall("b:process/b:task", NAMES)] == [
        step.name for step in DEVIATIONS.steps
    ]
    assert [one.get("name") for one in root.findall("b:process/b:exclusiveGateway", NAMES)] == [
        "Kan det vara ett missförhållande?", "Är det allvarligt?", "Hjälpte det?",
    ]  # fmt: skip
    assert root.find("b:process/b:task/b:documentation", NAMES).text == "Rapportera avvikelser /rutin/1"


@given(process=processes())
@settings(max_examples=30, deadline=None)
def test_every_event_has_a_name_and_every_label_is_clear_of_its_own_shape(process: ProcessMap):
    root = read(process)
    given = {one.get("id"): one.get("name") for one in nodes(root)}
    named = [key for key, name in given.items() if name]
    unnamed_ends = [
        one for one in root.findall("b:process/b:endEvent", NAMES) if not one.get("name") and process.ends
    ]

    assert unnamed_ends == []
    for shape in root.iter(f"{{{DIAGRAM}}}BPMNShape"):
        label = shape.find("d:BPMNLabel", NAMES)
        if label is not None:
            assert shape.get("bpmnElement") in named
            assert not overlap(room(label), room(shape))


def test_what_flows_say_stands_apart_at_a_decision_with_several_ways():
    root = read(DEVIATIONS)
    rooms = [
        room(label)
        for tag in ("BPMNEdge", "BPMNShape")
        for one in root.iter(f"{{{DIAGRAM}}}{tag}")
        if (label := one.find("d:BPMNLabel", NAMES)) is not None
    ]

    assert len(rooms) > 10
    assert [(one, two) for one, two in combinations(rooms, 2) if overlap(one, two)] == []


def test_the_file_is_the_same_every_time_and_survives_control_characters():
    strange = ProcessMap("A\x00B", (Step("a", "Rad\x0bbrytning & <tagg>"),))

    assert bpmn(strange) == bpmn(strange)
    assert read(strange).find("b:process/b:task", NAMES).get("name") == "Radbrytning & <tagg>"


def room(shape: ET.Element) -> tuple[float, float, float, float]:
    bounds = shape.find("dc:Bounds", NAMES)
    x, y, width, height = (float(str(bounds.get(name))) for name in ("x", "y", "width", "height"))
    assert width > 0
    assert height > 0
    return x, y, x + width, y + height


def overlap(one: tuple[float, ...], two: tuple[float, ...]) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def inside(inner: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    return (
        inner[0] >= outer[0]
        and inner[1] >= outer[1]
        and inner[2] <= outer[2] + 0.1
        and inner[3] <= outer[3] + 0.1
    )


def touches(point: tuple[float, float], shape: tuple[float, ...]) -> bool:
    return shape[0] - 0.2 <= point[0] <= shape[2] + 0.2 and shape[1] - 0.2 <= point[1] <= shape[3] + 0.2
