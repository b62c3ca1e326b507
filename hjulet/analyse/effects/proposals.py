"""What an action could move: the types of the events it answers, at its unit, and the indicators that point at it."""

from __future__ import annotations

from datetime import date

from hjulet.act.actions.models import Action
from hjulet.analyse.series.choices import Source
from hjulet.analyse.series.ground import Ground
from hjulet.analyse.series.measured import measured_at
from hjulet.analyse.series.rules import SeriesKey
from hjulet.analyse.series.yearly import followed_at
from hjulet.base.people.models import User
from hjulet.check.deviations.choices import Law
from hjulet.check.deviations.models import Part
from hjulet.check.deviations.rules import GRAVE
from hjulet.check.indicators.models import Indicator

MOST = 6
Grouped = list[tuple[str, list[tuple[str, str]]]]


def likely_keys(ground: Ground, action: Action, user: User, today: date) -> list[SeriesKey]:
    """The types of the events that the action answers, the commonest first; then all of each law at its unit.

    Only what the user reads of the events is used.
    """
    unit = action.unit.slug
    parts = Part.objects.visible_to(user, today).filter(deviation__actions=action).exclude(type=None)
    found = list(parts.order_by("law", "type").values_list("law", "type__code"))
    keys = [SeriesKey(Source.DEVIATIONS, unit, code, law) for law, code in found]
    common = sorted(dict.fromkeys(keys), key=lambda key: -keys.count(key))
    every = [SeriesKey(Source.DEVIATIONS, unit, law=law) for law in Law]
    return list(dict.fromkeys([*common[:MOST], *every]))


def aimed_at(ground: Ground, action: Action) -> list[tuple[SeriesKey, str]]:
    """The indicators that are said to depend on the action."""
    found = Indicator.objects.of(ground.municipality).filter(aimed_at_by=action)[:MOST]
    return [(SeriesKey(Source.INDICATOR, action.unit.slug, one.slug), one.name) for one in found]


def every_series(ground: Ground, unit: str, user: User, today: date) -> Grouped:
    """All that can be chosen at the unit, in groups."""
    groups: Grouped = []
    for law in Law:
        keys = [SeriesKey(Source.DEVIATIONS, unit, law=law, severity=grave) for grave in (0, GRAVE)]
        keys += [SeriesKey(Source.DEVIATIONS, unit, one.code, law) for one in ground.living_types(law, today)]
        groups.append((str(law.label), [(str(key), ground.title(key)) for key in dict.fromkeys(keys)]))
    named = [
        (str(SeriesKey(Source.INDICATOR, unit, one.slug)), one.name)
        for one in measured_at(ground, unit, user, today) | followed_at(ground, unit, user, today)
    ]
    return [*groups, *([("Mått", named)] if named else [])]
