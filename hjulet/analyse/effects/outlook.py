"""How long until a change can be told from chance, said before anybody waits for it; and denser series, when that is long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.analyse.effects import rules
from hjulet.analyse.series.choices import Source
from hjulet.analyse.series.collecting import Collected, FloatArray, collect_many
from hjulet.analyse.series.ground import Ground
from hjulet.analyse.series.rules import ANY, SeriesKey, last_whole_month, month_after
from hjulet.base.ui.swedish import number
from hjulet.statistics import months_needed

LONGEST_LOOK = 48
MOST_OFFERED = 5


@dataclass(frozen=True)
class Look:
    """A series to look at, for a change of a size, with so many months before."""

    key: SeriesKey
    ratio: float
    months_before: int = rules.BEFORE


@dataclass(frozen=True)
class Outlook:
    """``mean`` events a month lately, and ``months`` until the wanted change shows; None when three years are not enough."""

    mean: float | None
    months: int | None
    ratio: float
    history: int  # months that are known and measured in one way

    @property
    def is_long(self) -> bool:
        return self.months is None or self.months > rules.LONG_WAIT

    @property
    def words(self) -> str:
        """'Med 2,1 i månaden syns en halvering efter ungefär 23 månader.'"""
        return self.said(sees_small=True)

    def said(self, *, sees_small: bool) -> str:
        """How many there are is said only to those who may see small numbers."""
        if self.mean is None:
            return _("Månadsvärden saknas, så det går inte att räkna ut när en förändring syns.")
        if self.history < rules.FEWEST_BEFORE:
            return _("Det finns för få månader att jämföra med. Tolv behövs, och tjugofyra är bättre.")
        if self.mean == 0:
            return _("Det har inte hänt någon gång på sistone, så det finns inget att jämföra med.")
        often = _("Med %(mean)s i månaden") % {"mean": number(self.mean, 1)} if sees_small else _("Här")
        said = {"often": often, "change": change_words(self.ratio)}
        if self.months is None:
            return _("%(often)s syns %(change)s inte ens på tre år.") % said
        return _("%(often)s syns %(change)s efter %(wait)s.") % (said | {"wait": self.wait})

    @property
    def wait(self) -> str:
        """'ungefär 8 månader'."""
        months = self.months or 0
        return ngettext("ungefär %(months)d månad", "ungefär %(months)d månader", months) % {"months": months}


@dataclass(frozen=True)
class Denser:
    """Another series, or a longer look back, that shows the same change sooner."""

    key: str
    months_before: int
    title: str
    why: str
    outlook: Outlook


def outlook_of(series: Collected, ratio: float, months_before: int = rules.BEFORE) -> Outlook:
    """From the months since the way of measuring last changed."""
    known = series.values[series.latest]
    known = known[np.isfinite(known)]
    if not len(known):
        return Outlook(None, None, ratio, 0)
    lately = known[-months_before:]
    mean = float(lately.mean())
    if mean == 0 or len(known) < rules.FEWEST_BEFORE:
        return Outlook(mean, None, ratio, len(known))
    months = months_needed(mean, ratio, len(lately), phi=dispersion(lately))
    return Outlook(mean, None if months is None else max(rules.FEWEST_AFTER, months), ratio, len(known))


def outlooks(ground: Ground, wanted: Sequence[Look], today: date) -> list[tuple[Collected, Outlook]]:
    """Each series of deviations with its outlook; two questions, however many they are."""
    last = last_whole_month(today)
    first = month_after(last, 1 - LONGEST_LOOK)
    found = collect_many(ground, [look.key for look in wanted], first, last, with_exposure=False)
    return [(found[look.key], outlook_of(found[look.key], look.ratio, look.months_before)) for look in wanted]


def ways_to_see_sooner(ground: Ground, look: Look) -> list[tuple[Look, str]]:
    """Longer back, graver and lighter alike, wider types, the units above: each with what must then hold."""
    longer = Look(look.key, look.ratio, rules.LONG_BEFORE)
    wider = [(Look(key, look.ratio, look.months_before), why) for key, why in _wider(ground, look.key)]
    return [(longer, _("Samma serie, jämförd med tre år före i stället för två.")), *wider]


def sooner(
    own: Outlook, ways: Sequence[tuple[Look, str]], found: Sequence[tuple[Collected, Outlook]]
) -> list[Denser]:
    """Those of the ways that show the same change sooner, the nearest first; a wider one must be sooner still."""
    offered: list[Denser] = []
    wait = _wait(own)
    for (look, why), (series, outlook) in zip(ways, found, strict=True):
        if outlook.months is not None and outlook.months < wait:
            title = f"{series.title}, {series.place.name}"
            offered.append(Denser(str(look.key), look.months_before, title, why, outlook))
            wait = outlook.months
    return offered[-MOST_OFFERED:]


def change_words(ratio: float) -> str:
    """'en halvering', 'en minskning med 30 %', 'en ökning med 50 %'."""
    if ratio == rules.wanted_ratio("less", rules.HALVED):
        return _("en halvering")
    share = number(round(abs(1 - ratio) * 100))
    if ratio < 1:
        return _("en minskning med %(share)s %%") % {"share": share}
    return _("en ökning med %(share)s %%") % {"share": share}


def dispersion(values: FloatArray) -> float:
    """How much more the months differ than chance explains; at least 1."""
    mean = values.mean()
    if len(values) < 2 or mean == 0:
        return 1.0
    return max(1.0, float(((values - mean) ** 2 / mean).sum() / (len(values) - 1)))


def _wait(outlook: Outlook) -> float:
    return float("inf") if outlook.months is None else float(outlook.months)


def _wider(ground: Ground, key: SeriesKey) -> list[tuple[SeriesKey, str]]:
    """Wider series with what must hold for them to be about the same action."""
    found: list[tuple[SeriesKey, str]] = []
    if key.severity:
        found.append((_like(key, severity=0), _("Oavsett hur allvarligt det var.")))
    if key.what != ANY:
        parent = ground.parent_of(key.law, key.what)
        if parent:
            found.append(
                (_like(key, what=parent.code), _("Om åtgärden påverkar alla händelser av det slaget."))
            )
        found.append((_like(key, what=ANY), _("Om åtgärden påverkar alla slags händelser.")))
    found += [
        (_like(key, unit=place.slug), _("Om åtgärden görs i hela %(unit)s.") % {"unit": place.name})
        for place in ground.above(ground.place(key.unit))
    ]
    return found


def _like(
    key: SeriesKey, *, unit: str | None = None, what: str | None = None, severity: int | None = None
) -> SeriesKey:
    return SeriesKey(
        Source.DEVIATIONS,
        key.unit if unit is None else unit,
        key.what if what is None else what,
        key.law,
        key.severity if severity is None else severity,
    )
