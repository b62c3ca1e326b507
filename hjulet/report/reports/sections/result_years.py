"""A year that somebody has written beside months or quarters that come to something else: told, never mended."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from hjulet.base.ui.swedish import number
from hjulet.check.indicators.measuring.choices import Counting, Rhythm
from hjulet.check.indicators.measuring.rules import per_year
from hjulet.check.indicators.models import Value

PARTS = {  # what the periods of a year are called together
    Rhythm.MONTH: "månaderna", Rhythm.QUARTER: "kvartalen", Rhythm.TERTIAL: "tertialen", Rhythm.HALF: "halvåren",
}  # fmt: skip


def disagreements(values: Iterable[Value]) -> dict[int, str]:
    """By the year's value. Asks the database only when a counted year was written by somebody and not worked out."""
    years = {
        (value.indicator_id, value.unit_id, value.period_start.year): value
        for value in values
        if value.indicator.counting == Counting.COUNT
        and value.unit_id is not None
        and value.value is not None
        and value.counted_from is None
        and not value.is_published_source
    }
    if not years:
        return {}
    parts = Value.objects.own().parts().filter(
        indicator__in={indicator for indicator, _unit, _year in years}, unit__in={unit for _i, unit, _y in years}
    )  # fmt: skip
    found: dict[tuple[tuple[int, int | None, int], str], list[Decimal | None]] = defaultdict(list)
    for part in parts.only("indicator", "unit", "period_start", "rhythm", "value"):
        found[(part.indicator_id, part.unit_id, part.period_start.year), part.rhythm].append(part.value)
    return {
        years[key].pk: words
        for (key, rhythm), amounts in found.items()
        if key in years and (words := _disagrees(years[key], Rhythm(rhythm), amounts))
    }


def _disagrees(year: Value, rhythm: Rhythm, amounts: list[Decimal | None]) -> str:
    told = [amount for amount in amounts if amount is not None]
    if len(told) < per_year(rhythm) or year.value is None or sum(told) == year.value:
        return ""
    whole, together = number(year.value, year.decimals), number(sum(told), year.decimals)
    return f"{year.indicator.name}, {year.unit}, {year.period_said}: året är {whole}, men {PARTS[rhythm]} blir {together} tillsammans."
