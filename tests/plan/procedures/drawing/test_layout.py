"""Whatever the process: no boxes on each other, no flow through a box, every flow has both ends, the same every time."""

from collections.abc import Callable
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings

from hjulet.base.ui.charts.sheet import Box
from hjulet.plan.procedures.drawing import (
    CannotDraw,
    ProcessMap,
    Step,
    Way,
    column_drawing,
    lanes_drawing,
    svg,
)
from hjulet.plan.procedures.drawing.draw import Drawing
from hjulet.plan.procedures.drawing.flow import Exit, Kind, graph
from hjulet.plan.procedures.drawing.layout import Placed
from tests.plan.procedures.drawing.maps import DEVIATIONS, processes

SETTINGS = [lanes_drawing, column_drawing]


def box(one: Placed) -> Box:
    (top, left), (bottom, right) = one.first, one.last
    return Box(left, top, right, bottom)


def grown(one: Box, by: float) -> Box:
    return Box(one.left - by, one.top - by, one.right + by, one.bottom + by)


@pytest.mark.parametrize("draw", SETTINGS)
@given(process=processes())
@settings(max_examples=40, deadline=None)
def test_no_two_shapes_overlap_and_all_are_inside(draw: Callable[[ProcessMap], Drawing], process: ProcessMap):
    layout = draw(process).layout
    boxes = {key: box(one) for key, one in layout.nodes.items()}

    assert not [(a, b) for a, b in combinations(boxes, 2) if boxes[a].overlaps(boxes[b])]
    assert not [
        key
        for key, one in boxes.items()
        if one.left < 0 or one.top < 0 or one.right > layout.breadth or one.bottom > layout.length
    ]


@pytest.mark.parametrize("draw", SETTINGS)
@given(process=processes())
@settings(max_examples=40, deadline=None)
def test_every_flow_runs_square_from_edge_to_edge_past_all_other_shapes(
    draw: Callable[[ProcessMap], Drawing], process: ProcessMap
):
    layout = draw(process).layout
    boxes = {key: grown(box(one), -0.5) for key, one in layout.nodes.items()}

    for flow, spots in layout.flows:
        points = [(across, along) for along, across in spots]
        assert len(points) >= 2
        assert grown(boxes[flow.source], 1).is_crossed(points[0], points[0])
        assert grown(boxes[flow.target], 1).is_crossed(points[-1], points[-1])
        for start, end in pairwise(points):
            assert start[0] == pytest.approx(end[0]) or start[1] == pytest.approx(end[1])
            assert not [key for key, one in boxes.items() if one.is_crossed(start, end)]


@given(process=processes(most=12))
@settings(max_examples=40, deadline=None)
def test_flows_to_different_places_never_lie_on_each_other_in_a_gutter(process: ProcessMap):
    layout = lanes_drawing(process).layout
    uprights = [
        (flow, start[1], sorted((start[0], end[0])))
        for flow, spots in layout.flows
        if flow.exit != Exit.DOWN
        for start, end in pairwise(spots)
        if start[1] == end[1] and abs(start[0] - end[0]) > 60
    ]

    assert not [
        (a[0].key, b[0].key)
        for a, b in combinations(uprights, 2)
        if a[0].target != b[0].target and a[0].source != b[0].source and a[1] == b[1] and a[2][0] < b[2][1] and b[2][0] < a[2][1]
    ]  # fmt: skip


@pytest.mark.parametrize("draw", SETTINGS)
@given(process=processes(most=8))
@settings(max_examples=25, deadline=None)
def test_the_drawing_is_whole_xml_and_the_same_every_time(
    draw: Callable[[ProcessMap], Drawing], process: ProcessMap
):
    text = svg(draw(process), ident="map")

    assert text == svg(draw(process), ident="map")
    assert ET.fromstring(text).tag == "{http://www.w3.org/2000/svg}svg"
    assert "style=" not in text


@given(process=processes(most=12))
@settings(max_examples=40, deadline=None)
def test_every_activity_has_a_row_and_every_way_a_flow(process: ProcessMap):
    found = graph(process)
    tasks = [node for node in found.nodes if node.kind == Kind.TASK]

    assert [node.key for node in tasks] == [step.key for step in process.steps]
    assert [node.row for node in tasks] == sorted({node.row for node in tasks})
    for step in process.steps:
        leaving = [
            flow
            for flow in found.flows
            if flow.source == (f"{step.key}-decision" if len(step.ways) > 1 else step.key)
        ]
        assert len(leaving) == max(1, len(step.ways))


def test_decision_goes_on_downwards_ends_beside_and_goes_back_on_the_left():
    found = graph(DEVIATIONS, is_one_column=True)

    assert [
        (flow.source, flow.target, flow.when, flow.exit) for flow in found.flows if "judge" in flow.source
    ] == [
        ("judge", "judge-decision", "", Exit.DOWN),
        ("judge-decision", "lex", "Ja", Exit.DOWN),
        ("judge-decision", "causes", "Nej, mindre allvarligt", Exit.RIGHT),
        ("judge-decision", "judge-end-3", "Inte en avvikelse", Exit.RIGHT),
    ]
    back = next(flow for flow in found.flows if flow.when == "Uppgifter saknas")
    assert (back.source, back.target, back.exit) == ("lex-decision", "judge", Exit.LEFT)


def test_two_ways_to_one_side_run_at_levels_of_their_own():
    found = graph(DEVIATIONS)

    assert [flow.level for flow in found.flows if flow.source == "judge-decision"] == [0, 0, 1]


@pytest.mark.parametrize(
    "steps",
    [
        (Step("a", "En"), Step("a", "Två")),
        (Step("", "En"),),
        (Step("a", "En", ways=(Way("b"),)),),
    ],
)
def test_a_map_that_contradicts_itself_is_refused(steps: tuple[Step, ...]):
    with pytest.raises(CannotDraw):
        ProcessMap("Process", steps)


def test_links_are_real_on_the_page_and_absent_on_paper():
    drawing = lanes_drawing(DEVIATIONS)

    assert '<a href="/rutin/2?a=1&amp;b=2">' in svg(drawing, ident="map")
    assert "<a " not in svg(drawing, ident="map", theme="print")


def test_on_a_phone_the_drawing_is_no_wider_than_the_phone_and_says_who_does_what():
    text = svg(column_drawing(DEVIATIONS, width=328), ident="map")

    assert 'viewBox="-1 0 328 ' in text
    assert text.count(">SAS och MAS<") == 1
