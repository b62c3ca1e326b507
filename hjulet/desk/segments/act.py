"""Agera."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.act.actions.choices import Shown
from hjulet.base.ui.swedish import number
from hjulet.desk.pages import Around
from hjulet.desk.segments.lines import Line
from hjulet.desk.waiting.rows import About


def needs_and_actions(around: Around) -> Iterable[Line]:
    if not around.sees_actions:
        return
    lines = [line for line in (_needs(around), _without_owner(around), _spreads(around)) if line.count]
    yield from lines or [Line(_("Alla behov har åtgärder"), reverse("actions:needs"))]


def _needs(around: Around) -> Line:
    amount = around.unanswered_needs
    said = ngettext("%(n)s behov utan åtgärd", "%(n)s behov utan åtgärd", amount)
    return Line(said % {"n": number(amount)}, reverse("actions:needs"), amount)


def _without_owner(around: Around) -> Line:
    amount = around.without_owner
    said = ngettext("%(n)s åtgärd utan ansvarig", "%(n)s åtgärder utan ansvarig", amount)
    href = f"{reverse('actions:list')}?status={Shown.NO_OWNER}"
    return Line(said % {"n": number(amount)}, href, amount)


def _spreads(around: Around) -> Line:
    amount = around.about(About.SPREAD)
    said = ngettext("%(n)s förbättring att svara om", "%(n)s förbättringar att svara om", amount)
    return Line(said % {"n": number(amount)}, reverse("actions:needs"), amount)
