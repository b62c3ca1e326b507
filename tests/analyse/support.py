"""What the tests of series and effects share: counts month by month, types, changes of the way of measuring."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

import numpy as np

from hjulet.analyse.series.choices import Source
from hjulet.analyse.series.models import Break
from hjulet.analyse.series.rules import SeriesKey, month_after
from hjulet.base.organisation.models import Exposure, Unit
from hjulet.check.deviations.models import DeviationType, MonthCount
from tests.world import TODAY, World

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
FIRST, LAST = date(2023, 11, 1), date(2026, 10, 1)  # three whole years before the world's today
MONTHS = 36


def fall(unit: str = "solgarden", *, law: str = "hsl", what: str = "fall", severity: int = 0) -> SeriesKey:
    return SeriesKey(Source.DEVIATIONS, unit, what, law, severity)


def a_type(world: World, code: str = "fall", *, law: str = "hsl", **more: Any) -> DeviationType:
    said = {"municipality": world.municipality, "law": law, "code": code, "name": code.capitalize()}
    return DeviationType.objects.get_or_create(**said, defaults=more)[0]


def count(
    unit: Unit, kind: DeviationType | None, numbers: Iterable[int], *, first: date = FIRST, law: str = "hsl", severity: int = 1
) -> None:  # fmt: skip
    """So many in each month, from the first on; a month without any has no row, as in the counted table."""
    MonthCount.objects.bulk_create(
        MonthCount(
            unit=unit, month=month_after(first, index), law=law, type=kind, severity=severity, number=int(number)
        )
        for index, number in enumerate(numbers)
        if number
    )  # fmt: skip


def resident_days(unit: Unit, amounts: Sequence[float], *, first: date = FIRST) -> None:
    Exposure.objects.bulk_create(
        Exposure(unit=unit, month=month_after(first, index), kind="resident_days", amount=amount)
        for index, amount in enumerate(amounts)
    )


def a_break(world: World, month: date, **more: Any) -> Break:
    said = {"title": "Nytt system", "made_by": world.people["sas"], "made_at": NOW}
    return Break.objects.create(municipality=world.municipality, month=month, **said | more)


def steady(mean: float, months: int = MONTHS, *, seed: int = 1) -> list[int]:
    return [int(number) for number in np.random.default_rng(seed).poisson(mean, months)]


__all__ = [
    "FIRST",
    "LAST",
    "MONTHS",
    "NOW",
    "TODAY",
    "a_break",
    "a_type",
    "count",
    "fall",
    "resident_days",
    "steady",
]
