"""The numbers of the generated country: levels that stay, chance on top. Pure, and the same every time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from zlib import crc32

import numpy as np

from hjulet.check.indicators.choices import Direction
from hjulet.check.indicators.sources.kolada.answers import BY_SHARE
from hjulet.check.indicators.sources.kolada.ready_made import BY_ID
from hjulet.demo.country import plan

BETWEEN, OVER_TIME = 0.055, 0.02  # how much municipalities differ, and how much each moves from year to year
WORD = {"T": 0, "K": 1, "M": 2}


@dataclass(frozen=True)
class Said:
    """A value as the generated country states it."""

    kpi: str
    area: str
    year: int
    gender: str
    value: Decimal
    unit: str = ""


def everything() -> Iterator[Said]:
    """Every value, indicator by indicator."""
    for ident in plan.USUALLY:
        yield from _answers(ident)
    for ident in plan.SURVEYS:
        yield from _survey(ident)
    for ident, level in plan.OTHERS.items():
        yield from _other(ident, level)


def answered(ident: str, year: int) -> dict[str, int]:
    """How many answered in each municipality, and in Lingonfors as the plan says."""
    chance = np.random.default_rng([crc32(ident.encode()), year])
    sizes = _sizes() * plan.USUALLY[ident] * chance.uniform(0.9, 1.1, len(plan.MUNICIPALITIES))
    found = {area: max(6, round(float(size))) for area, size in zip(plan.MUNICIPALITIES, sizes, strict=True)}
    found[plan.OWN] = plan.ANSWERED[ident][plan.YEARS.index(year)]
    return found


def _sizes() -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Small municipalities are many and large ones few; 1 is the usual."""
    return np.random.default_rng(290).lognormal(-0.25, 0.85, len(plan.MUNICIPALITIES))


def _answers(ident: str) -> Iterator[Said]:
    for year in plan.YEARS:
        found = answered(ident, year)
        for area in _shown(year):
            yield Said(ident, area, year, "T", Decimal(found[area]))
        women = round(found[plan.OWN] * 0.62)
        yield Said(ident, plan.OWN, year, "K", Decimal(women))
        yield Said(ident, plan.OWN, year, "M", Decimal(found[plan.OWN] - women))
        yield from _means(ident, year, {area: float(size) for area, size in found.items()})


def _survey(ident: str) -> Iterator[Said]:
    """A share of those who answered: the true level of each, and whom chance let answer."""
    seed = crc32(ident.encode())
    steady = np.random.default_rng([seed, 1])
    mean = steady.uniform(0.66, 0.9)
    mean = plan.MEANS.get(ident, 1 - mean if BY_ID[ident].direction == Direction.LOWER else mean)
    truth = mean + steady.normal(0, BETWEEN, len(plan.MUNICIPALITIES))
    for year in plan.YEARS:
        chance = np.random.default_rng([seed, year])
        level = np.clip(truth + chance.normal(0, OVER_TIME, len(truth)), 0.03, 0.98)
        n = answered(BY_SHARE[ident].amount, year)
        x = chance.binomial([n[area] for area in plan.MUNICIPALITIES], level)
        found = {
            area: round(100 * int(hit) / n[area]) for area, hit in zip(plan.MUNICIPALITIES, x, strict=True)
        }
        if ident in plan.STORIES:
            found[plan.OWN] = plan.STORIES[ident][plan.YEARS.index(year)]
        yield from _stated(ident, year, found)
        yield from _by_gender(ident, year, found[plan.OWN], n[plan.OWN])


def _by_gender(ident: str, year: int, share: int, n: int) -> Iterator[Said]:
    """Women and men whose answers add up to the whole."""
    women = round(n * 0.62)
    hits = round(share * n / 100)
    chance = np.random.default_rng([crc32(ident.encode()), year, 3])
    among_women = min(women, max(hits - (n - women), round(hits * women / n + chance.normal(0, 1))))
    yield Said(ident, plan.OWN, year, "K", Decimal(round(100 * among_women / women)))
    yield Said(ident, plan.OWN, year, "M", Decimal(round(100 * (hits - among_women) / (n - women))))


def _other(ident: str, level: plan.Level) -> Iterator[Said]:
    seed = crc32(ident.encode())
    steady = np.random.default_rng([seed, 1]).normal(level.mean, level.sway, len(plan.MUNICIPALITIES))
    for year in plan.YEARS:
        if year > plan.ENDED.get(ident, year):
            continue
        moved = steady + np.random.default_rng([seed, year]).normal(0, level.sway / 4, len(steady))
        values = np.round(np.clip(moved, level.lowest, level.highest), level.decimals)
        yield from _stated(
            ident, year, dict(zip(plan.MUNICIPALITIES, values.tolist(), strict=True)), level.decimals
        )


def _stated(ident: str, year: int, found: Mapping[str, float], decimals: int = 0) -> Iterator[Said]:
    for area in _shown(year):
        yield Said(ident, area, year, "T", _decimal(found[area], decimals))
    yield from _means(ident, year, found)


def _means(ident: str, year: int, found: Mapping[str, float]) -> Iterator[Said]:
    """The country, the county and the similar ones: plain means of their members, as Kolada keeps them."""
    groups = {plan.COUNTRY: plan.MUNICIPALITIES, plan.COUNTY: plan.IN_COUNTY}
    groups |= {group: members(what) for what, group in plan.SIMILAR.items()}
    for code, areas in groups.items():
        mean = sum(found[area] for area in areas) / len(areas)
        yield Said(ident, code, year, "T", _decimal(mean, 1))


def members(what: str) -> tuple[str, ...]:
    """The municipalities that are like Lingonfors, itself left out."""
    return tuple(plan.MUNICIPALITIES[place] for place in plan.IN_SIMILAR[what] if place)


def _shown(year: int) -> tuple[str, ...]:
    return plan.MUNICIPALITIES if year in plan.ALL_SHOWN else (plan.OWN,)


def _decimal(value: float, decimals: int) -> Decimal:
    return Decimal(f"{value:.{decimals}f}")
