"""Planera."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.base.ui.swedish import number
from hjulet.desk.pages import Around
from hjulet.desk.segments.lines import Line
from hjulet.desk.waiting.rows import About


def steering(around: Around) -> Iterable[Line]:
    if not around.sees_steering:
        yield Line(_("Organisationen"), reverse("organisation:tree"))
        return
    href = reverse("steering:overview")
    if not around.areas:
        yield Line(_("Ingen sektor är inlagd"), href)
        return
    said = {"done": len(around.areas) - around.unrated, "all": len(around.areas), "year": around.today.year}
    line = _("%(done)s av %(all)s områden skattade %(year)s") % said
    yield Line(line, href, around.unrated if around.rates else 0)


def routines(around: Around) -> Iterable[Line]:
    """Documents to review, to go through or to write anew: counted from the rows of my page."""
    amount = around.about(About.ROUTINE)
    if amount:
        said = ngettext("%(n)s dokument väntar på dig", "%(n)s dokument väntar på dig", amount)
        yield Line(said % {"n": number(amount)}, reverse("procedures:due"), amount)
