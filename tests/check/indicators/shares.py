"""Short ways to write a series of shares."""

from decimal import Decimal

from hjulet.check.indicators.choices import Direction
from hjulet.check.indicators.judgement import Change, Point, change


def points(*shares: tuple[int, str | None, int | None]) -> list[Point]:
    return [Point(year, None if value is None else Decimal(value), n) for year, value, n in shares]


def judged(*shares, direction=Direction.HIGHER, **extra) -> Change:
    return change(points(*shares), is_share=True, direction=direction, **extra)
