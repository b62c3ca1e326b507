"""The wheel's five steps with what stands in each today: short sentences, never more than this person may see.

A feature adds its line to its step: a function in the step's module that gives lines, and its name in LINES here. What
waits for me is counted from the rows of my page (`around.about`), so that a line seldom costs a question of its own.
"""

from collections.abc import Callable, Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from hjulet.base.ui.wheel import Segment
from hjulet.desk.pages import Around
from hjulet.desk.segments import act, analyse, check, do, plan
from hjulet.desk.segments.lines import Line, segment

LINES: tuple[tuple[str, str | Promise, tuple[Callable[[Around], Iterable[Line]], ...]], ...] = (
    (
        "plan",
        gettext_lazy("Planera"),
        (
            plan.steering,
            plan.routines,
        ),
    ),
    (
        "do",
        gettext_lazy("Genomföra"),
        (do.actions, do.taking_part),
    ),
    (
        "check",
        gettext_lazy("Följa upp"),
        (
            check.cases,
            check.indicators,
        ),
    ),
    (
        "analyse",
        gettext_lazy("Analysera"),
        (analyse.effects,),
    ),
    (
        "act",
        gettext_lazy("Agera"),
        (act.needs_and_actions,),
    ),
)


def segments(around: Around) -> list[Segment]:
    return [
        segment(step, str(title), [line for lines in features for line in lines(around)])
        for step, title, features in LINES
    ]
