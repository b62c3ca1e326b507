"""A process map drawn from its steps: plain spec → SVG for page and paper, a list in words, BPMN 2.0, PNG."""

from hjulet.plan.procedures.drawing.bpmn import bpmn
from hjulet.plan.procedures.drawing.draw import column_drawing, lanes_drawing, svg
from hjulet.plan.procedures.drawing.spec import CannotDraw, Link, ProcessMap, Step, Way
from hjulet.plan.procedures.drawing.words import Listed, description, listed

__all__ = [
    "CannotDraw",
    "Link",
    "Listed",
    "ProcessMap",
    "Step",
    "Way",
    "bpmn",
    "column_drawing",
    "description",
    "lanes_drawing",
    "listed",
    "svg",
]
