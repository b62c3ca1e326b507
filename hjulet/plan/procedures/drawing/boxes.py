"""What is written in and around each shape of the drawing, broken into lines, and the room that takes."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hjulet.base.ui.charts.measure import wrap
from hjulet.base.ui.charts.sheet import Type
from hjulet.plan.procedures.drawing.flow import Exit, Flow, Graph, Kind, Node
from hjulet.plan.procedures.drawing.layout import Size
from hjulet.plan.procedures.drawing.spec import Link, ProcessMap

NAME = Type(size=14, bold=True)
WHO = Type(size=12, ink="muted")
LINK = Type(size=13)
SAID = Type(size=13)
HEAD = Type(size=14, bold=True)

PADDING, NUMBER = 12, 24  # inside a box: air, and the column of the number
NAME_PITCH, WHO_PITCH, SAID_PITCH = 19, 17, 16
DIAMOND, EVENT = 20, 13  # half a decision's width, the radius of a start or an end
AIR = 7  # between a shape or a line and the words beside it
LINES = 8  # longer names are cut; the list beside the drawing has all of them


@dataclass(frozen=True)
class Words:
    """The lines of one node; which of them are used depends on its kind."""

    name: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    links: tuple[tuple[Link, tuple[str, ...]], ...] = ()
    ways: Mapping[str, tuple[str, ...]] | None = None  # by the flow's key


@dataclass(frozen=True)
class Setting:
    """How a drawing is set: the room in a lane, whether boxes name who acts, how far apart links are."""

    inner: float
    names_who: bool
    link_pitch: float


def words_of(process: ProcessMap, found: Graph, setting: Setting) -> dict[str, Words]:
    return {node.key: _words(process, found, node, setting) for node in found.nodes}


def sizes_of(found: Graph, words: Mapping[str, Words], setting: Setting) -> dict[str, Size]:
    return {node.key: _size(found, node, words[node.key], setting) for node in found.nodes}


def who(lane: str) -> str:
    return lane or _("Ansvar inte beskrivet")


def said(process: ProcessMap, found: Graph, flow: Flow) -> str:
    """What stands by a flow: 'Ja', or 'Nej, till 5' where it does not simply go on."""
    target = found.node(flow.target)
    if flow.exit == Exit.DOWN or target.kind != Kind.TASK:
        return flow.when
    number = process.number(target.key)
    if not flow.when:
        return _("Till %(number)s") % {"number": number}
    return _("%(when)s, till %(number)s") % {"when": flow.when, "number": number}


def _words(process: ProcessMap, found: Graph, node: Node, setting: Setting) -> Words:
    half = setting.inner / 2
    leaving = [flow for flow in found.flows if flow.source == node.key]
    ways = {flow.key: _way(process, found, flow, setting) for flow in leaving}
    if node.kind == Kind.TASK and node.step:
        room = setting.inner - 2 * PADDING - NUMBER
        links = tuple((link, wrap(link.title, LINK.size, room, most=4)) for link in node.step.links)
        acting = wrap(who(node.step.lane), WHO.size, room, most=3) if setting.names_who else ()
        return Words(wrap(node.step.name, NAME.size, room, most=LINES, bold=True), acting, links, ways)
    if node.kind == Kind.DECISION and node.step:
        return Words(wrap(node.step.question, SAID.size, half - DIAMOND - AIR, most=LINES), ways=ways)
    text = process.begins if node.kind == Kind.START else process.ends
    if node.beside:
        return Words(ways=ways)
    return Words(wrap(text or _event(node), SAID.size, half - EVENT - AIR, most=LINES), ways=ways)


def _event(node: Node) -> str:
    return _("Start") if node.kind == Kind.START else _("Slut")


def _way(process: ProcessMap, found: Graph, flow: Flow, setting: Setting) -> tuple[str, ...]:
    room = setting.inner / 2 - AIR
    if flow.exit != Exit.DOWN:
        parts = [one for one in found.flows if (one.source, one.exit) == (flow.source, flow.exit)]
        room -= DIAMOND + (12 if len(parts) > 1 else 0) + (2 * 10 if found.node(flow.target).beside else 0)
    return wrap(said(process, found, flow), SAID.size, room, most=5)


def _size(found: Graph, node: Node, words: Words, setting: Setting) -> Size:
    leaving = [flow for flow in found.flows if flow.source == node.key]
    below = max((len((words.ways or {})[flow.key]) for flow in leaving if flow.exit == Exit.DOWN), default=0)
    gap = below * SAID_PITCH + 6 if below else 0
    if node.kind == Kind.TASK:
        half = box_height(words, setting) / 2
        return Size(half, half, setting.inner, half, gap=gap)
    if node.kind == Kind.DECISION:
        return _decision(found, node, words, gap)
    if node.beside:
        return Size(10, 10, 20, 10)
    half = max(EVENT, len(words.name) * SAID_PITCH / 2)
    return Size(half, half, 2 * EVENT, EVENT)


def box_height(words: Words, setting: Setting) -> float:
    text = len(words.who) * WHO_PITCH + len(words.name) * NAME_PITCH
    links = sum(setting.link_pitch + (len(lines) - 1) * SAID_PITCH for _link, lines in words.links)
    return 2 * PADDING + text + (links + 6 if words.links else 0) - 3


def _decision(found: Graph, node: Node, words: Words, gap: float) -> Size:
    """The question stands to the left of the middle, above what leaves there; ways to the right have words above them."""
    sides = {
        side: [flow for flow in found.flows if flow.source == node.key and flow.exit == side]
        for side in (Exit.LEFT, Exit.RIGHT)
    }
    lines = {flow.key: len((words.ways or {})[flow.key]) for side in sides.values() for flow in side}
    count = max(len(side) for side in sides.values())
    levels = [0.0]
    for level in range(1, count):
        right = lines[sides[Exit.RIGHT][level].key] if level < len(sides[Exit.RIGHT]) else 0
        left = lines[sides[Exit.LEFT][level - 1].key] if level - 1 < len(sides[Exit.LEFT]) else 0
        levels.append(levels[-1] + max(right, left, 1) * SAID_PITCH + 14)
    question = len(words.name) * SAID_PITCH
    first = max((lines[flow.key] for flow in sides[Exit.RIGHT][:1]), default=0) * SAID_PITCH
    before = max(DIAMOND, first + AIR, question + AIR if sides[Exit.LEFT] else question / 2)
    last = levels[len(sides[Exit.LEFT]) - 1] if sides[Exit.LEFT] else 0.0
    under = last + lines[sides[Exit.LEFT][-1].key] * SAID_PITCH + AIR if sides[Exit.LEFT] else 0.0
    after = max(DIAMOND, levels[-1] + 14, under, 0 if sides[Exit.LEFT] else question / 2)
    return Size(before, after, 2 * DIAMOND, DIAMOND, tuple(levels), gap)
