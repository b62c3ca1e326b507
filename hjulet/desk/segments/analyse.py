"""Analysera."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.base.ui.swedish import number
from hjulet.desk.addresses import address
from hjulet.desk.pages import Around
from hjulet.desk.segments.lines import Line
from hjulet.desk.waiting.rows import About


def effects(around: Around) -> Iterable[Line]:
    if not around.sees_figures:
        return
    amount = around.about(About.EFFECT)
    if not amount:
        yield Line(_("Se vad som har rört sig"), reverse("indicators:changes"))
        return
    said = ngettext("%(n)s effekt att följa upp", "%(n)s effekter att följa upp", amount)
    yield Line(said % {"n": number(amount)}, address("effects:list") or reverse("actions:list"), amount)
