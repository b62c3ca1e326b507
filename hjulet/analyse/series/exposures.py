"""What a series is counted against: resident days, users or visits, added up over the tree without counting twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from numpy.typing import NDArray

from hjulet.analyse.series.ground import Ground, Place
from hjulet.base.organisation.choices import ExposureKind
from hjulet.base.organisation.models import Exposure

FloatArray = NDArray[np.float64]


@dataclass(frozen=True)
class Per:
    """What a rate is per."""

    kind: ExposureKind
    size: int
    words: str | Promise


KINDS = (  # the first that is known for every month is taken
    Per(ExposureKind.RESIDENT_DAYS, 1000, _("per 1 000 boendedygn")),
    Per(ExposureKind.USERS, 100, _("per 100 brukare och månad")),
    Per(ExposureKind.VISITS, 1000, _("per 1 000 besök")),
)


def exposure_of(
    ground: Ground, place: Place, months: Sequence[date], known: NDArray[np.bool_]
) -> tuple[FloatArray | None, Per | None]:
    """The amounts of the first kind that is stated for every known month; None when no kind is."""
    family = ground.family(place)
    stated = _stated(ground.within(place), months)
    for per in KINDS:
        own = stated.get(per.kind)
        if own is None:
            continue
        total = _added_up(ground, family, months, own)
        if known.any() and np.isfinite(total[known]).all() and (total[known] > 0).all():
            return np.where(known, total, np.nan), per
    return None, None


def _stated(within: Q, months: Sequence[date]) -> dict[str, dict[int, FloatArray]]:
    """What is stated, by kind and unit, in one question."""
    if not months:
        return {}
    places = {month: index for index, month in enumerate(months)}
    rows = Exposure.objects.filter(within, month__gte=months[0], month__lte=months[-1])
    found: dict[str, dict[int, FloatArray]] = {}
    for unit, month, kind, amount in rows.values_list("unit", "month", "kind", "amount"):
        own = found.setdefault(kind, {}).setdefault(unit, np.full(len(months), np.nan))
        own[places[month]] = float(amount)
    return found


def _added_up(
    ground: Ground, family: frozenset[int], months: Sequence[date], own: dict[int, FloatArray]
) -> FloatArray:
    """A unit's own statement counts; without it, the sum of the units below, if all of them are known."""
    totals: dict[int, FloatArray] = {}
    members = sorted((ground.by_pk[pk] for pk in family), key=lambda place: -len(place.path))
    below: dict[str, list[Place]] = {}
    for place in members:
        below.setdefault(place.parent_path, []).append(place)
    lives = {place.pk: np.array([place.lasting.meets(month) for month in months]) for place in members}
    nothing = np.full(len(months), np.nan)
    for place in members:
        stated = own.get(place.pk, nothing)
        totals[place.pk] = np.where(
            np.isnan(stated), _sum([(totals[one.pk], lives[one.pk]) for one in below.get(place.path, [])], nothing),
            stated,
        )  # fmt: skip
    return _sum([(totals[place.pk], lives[place.pk]) for place in ground.roots(family)], nothing)


def _sum(parts: Sequence[tuple[FloatArray, NDArray[np.bool_]]], nothing: FloatArray) -> FloatArray:
    """NaN where a part that existed is not known, and where none existed."""
    if not parts:
        return nothing
    total: FloatArray = np.sum([np.where(lives, amount, 0) for amount, lives in parts], axis=0)
    return np.where(np.any([lives for _amount, lives in parts], axis=0), total, np.nan)
