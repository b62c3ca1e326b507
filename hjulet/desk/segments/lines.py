"""A line in a step of the wheel: what one feature has there today."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from hjulet.base.ui.wheel import Segment


@dataclass(frozen=True)
class Line:
    """A short sentence, the page behind it, and how many things wait for me there."""

    text: str
    href: str
    count: int = 0


def segment(step: str, title: str, lines: Sequence[Line]) -> Segment:
    """The step leads to the first of its pages where something waits. Without lines the role does not work there: the
    link explains who does."""
    if not lines:
        return Segment(step, title, (_("Inte för din roll"),), reverse("people:access_table"), 0)
    first = next((line for line in lines if line.count), lines[0])
    return Segment(
        step, title, tuple(line.text for line in lines), first.href, sum(line.count for line in lines)
    )
