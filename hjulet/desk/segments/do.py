"""Genomföra."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import ngettext

from hjulet.act.actions.choices import Shown
from hjulet.base.ui.swedish import number
from hjulet.desk.pages import Around
from hjulet.desk.segments.lines import Line
from hjulet.desk.waiting.rows import About


def actions(around: Around) -> Iterable[Line]:
    if not around.sees_actions:
        return
    href = f"{reverse('actions:list')}?status={Shown.UNDER_WAY}"
    under_way, overdue = around.counts["under_way"], around.counts["overdue"]
    said = ngettext("%(n)s åtgärd pågår", "%(n)s åtgärder pågår", under_way) % {"n": number(under_way)}
    yield Line(said, href, len(around.own))
    if overdue:
        yield Line(ngettext("%(n)s försenad", "%(n)s försenade", overdue) % {"n": number(overdue)}, href)


def taking_part(around: Around) -> Iterable[Line]:
    """To read, to learn and to answer: counted from the rows of my page."""
    if amount := around.about(About.TAKE_PART):
        said = ngettext("%(n)s sak att läsa eller svara på", "%(n)s saker att läsa eller svara på", amount)
        yield Line(said % {"n": number(amount)}, reverse("participation:readings"), amount)
