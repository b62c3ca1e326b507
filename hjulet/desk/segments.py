"""The wheel's five steps with what stands in each today: short sentences, never more than this person may see."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.act.actions.choices import Shown
from hjulet.base.ui.swedish import number
from hjulet.base.ui.wheel import Segment
from hjulet.desk.addresses import address
from hjulet.desk.pages import Around


def segments(around: Around) -> list[Segment]:
    return [_plan(around), _do(around), _check(around), _analyse(around), _act(around)]


def _plan(around: Around) -> Segment:
    title, href = _("Planera"), reverse("steering:overview")
    if not around.sees_steering:
        return Segment("plan", title, (_("Organisationen"),), reverse("organisation:tree"), 0)
    if not around.areas:
        return Segment("plan", title, (_("Ingen sektor är inlagd"),), href, 0)
    said = {"done": len(around.areas) - around.unrated, "all": len(around.areas), "year": around.today.year}
    line = _("%(done)s av %(all)s områden skattade %(year)s") % said
    return Segment("plan", title, (line,), href, around.unrated if around.rates else 0)


def _do(around: Around) -> Segment:
    href = f"{reverse('actions:list')}?status={Shown.UNDER_WAY}"
    if not around.sees_actions:
        return _closed("do", _("Genomföra"))
    under_way, overdue = around.counts["under_way"], around.counts["overdue"]
    lines = [ngettext("%(n)s åtgärd pågår", "%(n)s åtgärder pågår", under_way) % {"n": number(under_way)}]
    if overdue:
        lines.append(ngettext("%(n)s försenad", "%(n)s försenade", overdue) % {"n": number(overdue)})
    return Segment("do", _("Genomföra"), tuple(lines), href, len(around.own))


def _check(around: Around) -> Segment:
    if not around.sees_figures:
        return _closed("check", _("Följa upp"))
    lines, href = [], reverse("indicators:list")
    if around.cases:
        said = ngettext("%(n)s händelse väntar", "%(n)s händelser väntar", around.cases)
        lines.append(said % {"n": number(around.cases)})
        href = reverse("deviations:list") if around.handles else reverse("lex:list")
    line = ngettext("%(n)s mått att följa", "%(n)s mått att följa", around.indicators)
    lines.append(line % {"n": number(around.indicators)})
    return Segment("check", _("Följa upp"), tuple(lines), href, around.cases)


def _analyse(around: Around) -> Segment:
    if not around.sees_figures:
        return _closed("analyse", _("Analysera"))
    effects = around.effects
    if not effects:
        return Segment(
            "analyse", _("Analysera"), (_("Se vad som har rört sig"),), reverse("indicators:changes"), 0
        )
    line = ngettext("%(n)s effekt att följa upp", "%(n)s effekter att följa upp", effects)
    href = address("effects:list") or reverse("actions:list")
    return Segment("analyse", _("Analysera"), (line % {"n": number(effects)},), href, effects)


def _act(around: Around) -> Segment:
    if not around.sees_actions:
        return _closed("act", _("Agera"))
    lines = []
    if around.unanswered_needs:
        said = {"n": number(around.unanswered_needs)}
        lines.append(
            ngettext("%(n)s behov utan åtgärd", "%(n)s behov utan åtgärd", around.unanswered_needs) % said
        )
    if around.without_owner:
        said = {"n": number(around.without_owner)}
        lines.append(
            ngettext("%(n)s åtgärd utan ansvarig", "%(n)s åtgärder utan ansvarig", around.without_owner)
            % said
        )
    if around.spreads:
        said = {"n": number(around.spreads)}
        lines.append(
            ngettext("%(n)s förbättring att svara om", "%(n)s förbättringar att svara om", around.spreads)
            % said
        )
    count = around.unanswered_needs + around.without_owner + around.spreads
    return Segment(
        "act", _("Agera"), tuple(lines) or (_("Alla behov har åtgärder"),), reverse("actions:needs"), count
    )


def _closed(step: str, title: str) -> Segment:
    """A step that the role does not work in: the link explains who does."""
    return Segment(step, title, (_("Inte för din roll"),), reverse("people:access_table"), 0)
