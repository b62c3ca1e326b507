"""Fewer reports are not always fewer events: is the unit silent, or does it report less of everything?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from django.db.models import Sum

from hjulet.analyse.effects.choices import Remark
from hjulet.analyse.effects.rules import Window
from hjulet.analyse.series.collecting import Collected, FloatArray, collect
from hjulet.analyse.series.ground import Ground, Place
from hjulet.analyse.series.rules import ANY, SeriesKey
from hjulet.base.organisation.choices import ExposureKind
from hjulet.base.organisation.models import Exposure
from hjulet.check.deviations.models import MonthCount
from hjulet.statistics import effect, silence

FEWEST_PEERS = 4  # the unit and three like it


def remarks_on_reporting(ground: Ground, series: Collected, window: Window) -> list[Remark]:
    """What makes a fall doubtful."""
    found = []
    months = series.months[window.after]
    if months and is_silent(ground, series.place, months[0], months[-1]):
        found.append(Remark.SILENT)
    if others_fell(ground, series, window):
        found.append(Remark.OTHERS_FELL)
    return found


def is_silent(ground: Ground, place: Place, first: date, last: date) -> bool:
    """Whether the unit, or one right under it, reports less than the units beside it explain."""
    parts = ground.below(place)
    beside = parts or [one for one in ground.places if one.parent_path == place.parent_path]
    peers = [one for one in beside if one.lasting.meets(first) and one.lasting.meets(last)]
    if len(peers) < FEWEST_PEERS:
        return False
    counts, exposure = _reported(ground, peers, first, last)
    quiet = silence(counts, exposure, [True] * len(peers))
    return any(parts or peers[one.index].pk == place.pk for one in quiet)


def others_fell(ground: Ground, series: Collected, window: Window) -> bool:
    """Whether everything else by the same law is surely reported less since then."""
    if series.key.what == ANY and not series.key.severity:
        return False
    every = SeriesKey(series.key.source, series.key.unit, ANY, series.key.law)
    total = collect(ground, every, series.months[0], series.months[-1])
    rest = total.values - series.values
    sizes: Sequence[FloatArray | None] = (
        (None, None)
        if series.exposure is None
        else (series.exposure[window.before], series.exposure[window.after])
    )
    return effect(rest[window.before], rest[window.after], *sizes, improvement=-1, measure="ratio").upper < 1


def _reported(
    ground: Ground, peers: Sequence[Place], first: date, last: date
) -> tuple[FloatArray, FloatArray]:
    """What each reported of anything, and its resident days; the months alone where those are not known for all."""
    by_path = {place.path: index for index, place in enumerate(peers)}
    length = len(peers[0].path)
    above = ground.by_path.get(peers[0].parent_path, peers[0])
    counts, days = np.zeros(len(peers)), np.zeros(len(peers))
    spent = {"month__gte": first, "month__lte": last}
    reports = MonthCount.objects.filter(ground.within(above), **spent).order_by()
    for path, number in reports.values_list("unit__path").annotate(Sum("number")):
        if path[:length] in by_path:
            counts[by_path[path[:length]]] += number
    stated = Exposure.objects.filter(
        ground.within(above), kind=ExposureKind.RESIDENT_DAYS, **spent
    ).order_by()
    for path, amount in stated.values_list("unit__path").annotate(Sum("amount")):
        if path in by_path:
            days[by_path[path]] += float(amount)
    return counts, days if (days > 0).all() else np.ones(len(peers))
