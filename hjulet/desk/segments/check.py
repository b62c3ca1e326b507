"""Följa upp."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import ngettext

from hjulet.base.ui.swedish import number
from hjulet.desk.pages import Around
from hjulet.desk.segments.lines import Line
from hjulet.desk.waiting.rows import About


def cases(around: Around) -> Iterable[Line]:
    amount = around.about(About.CASE)
    if around.sees_figures and amount:
        said = ngettext("%(n)s händelse väntar", "%(n)s händelser väntar", amount) % {"n": number(amount)}
        yield Line(said, reverse("deviations:list") if around.handles else reverse("lex:list"), amount)


def indicators(around: Around) -> Iterable[Line]:
    if around.sees_figures:
        said = ngettext("%(n)s mått att följa", "%(n)s mått att följa", around.indicators)
        yield Line(said % {"n": number(around.indicators)}, reverse("indicators:list"))
