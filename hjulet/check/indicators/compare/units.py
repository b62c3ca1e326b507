"""Units of the same kind beside each other: a funnel, never a ranking. No database, no clock, no request.

Of the same kind: the same slag and the same laws. A unit and what it holds are never in the same funnel.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from django.utils.translation import gettext as _

from hjulet.base.organisation.models import Unit
from hjulet.base.ui.charts.spec import FunnelChart
from hjulet.check.indicators.judgement import FEWEST
from hjulet.check.indicators.judgement.certainty import counts_behind
from hjulet.check.indicators.models import Value
from hjulet.statistics import Funnel, funnel, funnel_limits, share_limits

FEWEST_UNITS = 3
FEWEST_FOR_SPREAD = 10  # with fewer the usual spread cannot be told from the one that differs
STEPS = 40
HUNDRED = 100
LIMIT = 3.090232  # 99.8 %
Period = tuple[str, str]


@dataclass(frozen=True)
class Counted:
    """A place with how many of how many."""

    name: str
    x: int
    n: int


@dataclass(frozen=True)
class Kind:
    """Units that may be compared: what they have in common, their funnel, and what it says first."""

    title: str
    chart: FunnelChart
    sentence: str
    spread: str


def has_funnel(values: Iterable[Value]) -> bool:
    return any(len(group) >= FEWEST_UNITS for _period, group in _groups(values))


def kinds(values: Iterable[Value], *, period: str = "") -> list[Kind]:
    """A funnel for each kind of unit, in the period asked for or else the newest that has one."""
    groups = [(when, group) for when, group in _groups(values) if len(group) >= FEWEST_UNITS]
    if not groups:
        return []
    there = {when[1] for when, _group in groups}
    wanted = period if period in there else max(groups, key=lambda found: found[0])[0][1]
    return [_kind(group, wanted) for when, group in groups if when[1] == wanted]


def periods(values: Iterable[Value]) -> list[str]:
    """Those that have a funnel, the newest first."""
    found = {when for when, group in _groups(values) if len(group) >= FEWEST_UNITS}
    return list(dict.fromkeys(said for _end, said in sorted(found, reverse=True)))


def chart_of(
    places: Sequence[Counted], title: str, named: frozenset[int] = frozenset()
) -> tuple[FunnelChart, Funnel]:
    """The picture: shares in per cent by how many answered, with limits for every size between."""
    x, n = [place.x for place in places], [place.n for place in places]
    found = funnel(x, n)
    if len(places) < FEWEST_FOR_SPREAD:
        found = by_chance_alone(found)
    curve = np.geomspace(max(1.0, min(n) * 0.7), max(n) * 1.05, STEPS)
    outer = funnel_limits(found, curve, 0.998)
    inner = share_limits(found.average, curve, 0.95)
    chart = FunnelChart(
        title=title,
        labels=tuple(place.name for place in places),
        sizes=tuple(float(one) for one in n),
        values=tuple(HUNDRED * float(one) for one in found.ratio),
        average=HUNDRED * found.average,
        curve=tuple(float(one) for one in curve),
        lower=_in_per_cent(outer[0]),
        upper=_in_per_cent(outer[1]),
        inner_lower=_in_per_cent(inner[0]),
        inner_upper=_in_per_cent(inner[1]),
        outside=frozenset(int(index) for index in np.flatnonzero(found.outside)),
        named=named,
        unit="%",
    )
    return chart, found


def by_chance_alone(found: Funnel) -> Funnel:
    """The same funnel without a spread of its own; outside by the 99.8 % limits of size and chance."""
    return replace(found, tau2=0.0, outside=np.abs(found.z) > LIMIT)


def spread_words(found: Funnel) -> str:
    """How much the places differ beyond chance, for those who ask."""
    if found.tau2 == 0.0:
        return _(
            "Tratten visar det som storleken och slumpen förklarar (99,8 procent). De tunna linjerna är 95 procent. "
            "Ingen vanlig spridning är inräknad (tau är 0): enheterna är för få för att räkna den, eller så finns "
            "den inte. Spridningen är %(spread)s gånger den som slumpen ger (phi)."
        ) % {"spread": f"{found.phi:.1f}".replace(".", ",")}
    spread = f"{found.phi:.1f}".replace(".", ",")
    sway = f"{HUNDRED * found.tau2**0.5:.0f}"
    return _(
        "Tratten visar det som storleken och den vanliga spridningen förklarar (99,8 procent). De tunna linjerna är "
        "slumpen ensam (95 procent). Spridningen är %(spread)s gånger den som slumpen ger (phi), och den verkliga "
        "skillnaden mellan dem motsvarar ungefär %(sway)s procentenheter mitt på skalan (tau)."
    ) % {"spread": spread, "sway": sway}


def _kind(group: Sequence[tuple[Value, Counted]], period: str) -> Kind:
    unit = group[0][0].unit
    assert unit is not None  # noqa: S101 - only values of units are grouped
    title = kind_of(unit)
    chart, found = chart_of(
        [counted for _value, counted in group], _("%(kind)s %(period)s") % {"kind": title, "period": period}
    )
    outside = [chart.labels[index] for index in sorted(chart.outside)]
    return Kind(title, chart, _sentence(outside, is_chance=found.tau2 == 0.0), spread_words(found))


def _sentence(outside: Sequence[str], *, is_chance: bool) -> str:
    """What the funnel says first."""
    said = {"names": ", ".join(outside)}
    if outside and is_chance:
        return (
            _("Titta närmare på %(names)s: skillnaden är större än storleken och slumpen förklarar.") % said
        )
    if outside:
        return _("Titta närmare på %(names)s: mer än storleken och den vanliga spridningen förklarar.") % said
    if is_chance:
        return _("Ingen av enheterna skiljer sig mer än storleken och slumpen förklarar.")
    return _("Ingen av enheterna skiljer sig mer än storleken och den vanliga spridningen förklarar.")


def kind_of(unit: Unit) -> str:
    """'Enhet, SoL HSL'."""
    return ", ".join(part for part in (unit.get_kind_display().capitalize(), unit.law_codes) if part)


def _groups(values: Iterable[Value]) -> list[tuple[Period, list[tuple[Value, Counted]]]]:
    """By period and kind, in the order of the organisation."""
    found: dict[tuple[Period, str, str], list[tuple[Value, Counted]]] = defaultdict(list)
    rows = [(value, counted) for value in values if (counted := _counted(value)) is not None]
    holds = _those_that_hold([value for value, _counted in rows])
    for value, counted in rows:
        unit, when = value.unit, (value.period_end.isoformat(), value.period_said)
        if unit is not None and (unit.pk, when[1]) not in holds:
            found[when, unit.kind, unit.law_codes].append((value, counted))
    in_order = sorted(found, key=lambda key: (key[0], key[1], key[2]))
    return [
        (key[0], sorted(found[key], key=lambda row: row[0].unit.path if row[0].unit else ""))
        for key in in_order
    ]


def _those_that_hold(values: Sequence[Value]) -> set[tuple[int, str]]:
    """Units above another unit of the same period: their value is made of the others'."""
    found = set()
    paths = Counter((value.period_said, value.unit.path) for value in values if value.unit)
    for value in values:
        unit = value.unit
        if unit and any(
            period == value.period_said and path != unit.path and path.startswith(unit.path)
            for period, path in paths
        ):
            found.add((unit.pk, value.period_said))
    return found


def _counted(value: Value) -> Counted | None:
    """A share of at least five answers, whoever looks: a funnel names small units."""
    point = value.point
    if not value.indicator.is_share or value.unit is None or not point.is_measured:
        return None
    if point.n is None or point.n < FEWEST:
        return None
    counts = counts_behind(point)
    if counts is None:
        return None
    return Counted(value.unit.name, round((counts.fewest + counts.most) / 2), counts.n)


def _in_per_cent(shares: Iterable[float]) -> tuple[float, ...]:
    return tuple(HUNDRED * float(share) for share in shares)
