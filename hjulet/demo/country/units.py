"""Lingonfors' units in the generated country: the municipality's answers shared out among its houses and routes. Pure."""

from collections.abc import Iterator
from decimal import Decimal
from zlib import crc32

import numpy as np

from hjulet.check.indicators.sources.kolada.ready_made import CARE_HOMES, HOME_CARE
from hjulet.demo.country import plan
from hjulet.demo.country.generating import Said

YEAR = 2025
ODD = ("U23521", "furuhojden")  # the house where fewer feel safe than its size explains
ASKED = (("U23594", CARE_HOMES.ids, plan.HOUSES), ("U23592", HOME_CARE.ids, plan.ROUTES))
CODES = {slug: f"VX{number:02}" for number, slug in enumerate((*plan.HOUSES, *plan.ROUTES), start=1)}


def everything() -> Iterator[Said]:
    for counted, idents, places in ASKED:
        for slug, n in places.items():
            yield Said(counted, plan.OWN, YEAR, "T", Decimal(n), CODES[slug])
        for ident in idents:
            if ident in plan.STORIES:
                yield from _shared_out(ident, places)


def _shared_out(ident: str, places: dict[str, int]) -> Iterator[Said]:
    chance = np.random.default_rng([crc32(ident.encode()), YEAR, 4])
    share = plan.STORIES[ident][-1] / 100
    for slug, n in places.items():
        level = 0.36 if (ident, slug) == ODD else min(0.99, share * 1.06)
        hits = round(n * level) if (ident, slug) == ODD else int(chance.binomial(n, level))
        yield Said(ident, plan.OWN, YEAR, "T", Decimal(round(100 * hits / n)), CODES[slug])
