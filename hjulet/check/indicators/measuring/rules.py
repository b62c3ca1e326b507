"""What must hold for own measurements: periods, days to keep, values. No database, no clock, no request."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from hjulet.base.organisation.rules import Span
from hjulet.base.ui.swedish import MONTHS
from hjulet.base.workdays import workdays_between
from hjulet.check.indicators.measuring.choices import Counting, Fault, Rhythm, Stage
from hjulet.check.indicators.rules import Period

MONTHS_IN = {Rhythm.MONTH: 1, Rhythm.QUARTER: 3, Rhythm.TERTIAL: 4, Rhythm.HALF: 6, Rhythm.YEAR: 12}
A_YEAR = 12
REMIND_DAYS_BEFORE = 3
ESCALATE_WORKDAYS_AFTER = 10  # in working days, so that Christmas alone escalates nothing
PARTS = frozenset({Counting.SHARE, Counting.RATIO})  # made of two numbers
LARGEST = Decimal(10) ** 10
ALL = 100  # per cent
DECIMALS = 1
DUE_DAYS = 10


# -- periods -------------------------------------------------------------------------------------------------------
def period_of(rhythm: Rhythm | str, day: date) -> Period:
    """The period that holds the day."""
    length = MONTHS_IN[Rhythm(rhythm)]
    first = date(day.year, (day.month - 1) // length * length + 1, 1)
    last_month = first.month + length - 1
    last = date(day.year + last_month // A_YEAR, last_month % A_YEAR + 1, 1) - timedelta(days=1)
    return Period(first, last, _written(first, last, length))


def periods(rhythm: Rhythm | str, first: date, last: date) -> Iterator[Period]:
    """Every whole period from the one that holds FIRST up to LAST; one that has not ended by LAST is none."""
    found = period_of(rhythm, first)
    while found.last <= last:
        yield found
        found = period_of(rhythm, found.last + timedelta(days=1))


def _written(first: date, last: date, length: int) -> str:
    """As a value says its period: '2026', '2026-10', '2026-01/2026-03'."""
    if length == A_YEAR:
        return str(first.year)
    return f"{first:%Y-%m}" if length == 1 else f"{first:%Y-%m}/{last:%Y-%m}"


def words(rhythm: Rhythm | str, period: Period) -> str:
    """'oktober 2026', 'kvartal 3 2026', 'tertial 2 2026', 'första halvåret 2026', '2026'."""
    number = (period.first.month - 1) // MONTHS_IN[Rhythm(rhythm)] + 1
    said = {"number": number, "year": period.first.year}
    match Rhythm(rhythm):
        case Rhythm.MONTH:
            return f"{MONTHS[period.first.month - 1]} {period.first.year}"
        case Rhythm.QUARTER:
            return _("kvartal %(number)s %(year)s") % said
        case Rhythm.TERTIAL:
            return _("tertial %(number)s %(year)s") % said
        case Rhythm.HALF:
            return (_("första halvåret %(year)s") if number == 1 else _("andra halvåret %(year)s")) % said
    return str(period.first.year)


def short(rhythm: Rhythm | str, period: Period) -> str:
    """'okt 2026', 'kv 3 2026' … for heads of tables and pictures."""
    number = (period.first.month - 1) // MONTHS_IN[Rhythm(rhythm)] + 1
    heads = {Rhythm.QUARTER: _("kv"), Rhythm.TERTIAL: _("tert"), Rhythm.HALF: _("halvår")}
    if Rhythm(rhythm) == Rhythm.MONTH:
        return f"{MONTHS[period.first.month - 1][:3]} {period.first.year}"
    if Rhythm(rhythm) == Rhythm.YEAR:
        return str(period.first.year)
    return f"{heads[Rhythm(rhythm)]} {number} {period.first.year}"


def per_year(rhythm: Rhythm | str) -> int:
    return A_YEAR // MONTHS_IN[Rhythm(rhythm)]


def is_measured_in(period: Period, *spans: Span) -> bool:
    """Whether all of these lasted some day of the period: the unit, and the unit's part in the measurement.

    A unit that closed on the twelfth still answers for its last days; one that opened on the twelfth begins then.
    """
    return all(
        (span.first or period.first) <= period.last and (span.last or period.last) >= period.first
        for span in spans
    )


# -- days to keep --------------------------------------------------------------------------------------------------
def due_on(period: Period, days: int) -> date:
    """The last day to fill it in: so many days after the period."""
    return period.last + timedelta(days=days)


def stage(period: Period, due: date, today: date) -> Stage | None:
    """What to tell today; None when it is too early. Nobody is reminded of a period that is not over."""
    if today <= period.last:
        return None
    if today > due:
        is_long_past = workdays_between(due, today) >= ESCALATE_WORKDAYS_AFTER
        return Stage.ESCALATED if is_long_past else Stage.LATE
    if today == due:
        return Stage.TODAY
    return Stage.SOON if today >= due - timedelta(days=REMIND_DAYS_BEFORE) else None


# -- values --------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Typed:
    """What somebody fills in for a period: two numbers or one, or why it could not be measured."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    why_not: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.numbers and not self.why_not

    @property
    def numbers(self) -> list[Decimal]:
        return [one for one in (self.value, self.numerator, self.denominator) if one is not None]


def faults_in(typed: Typed, counting: Counting | str) -> list[Fault]:
    """Everything that is wrong with it; empty means go. A number and a reason never stand together."""
    if typed.why_not:
        return [Fault.BOTH] if typed.numbers else []
    if not typed.numbers:
        return [Fault.NOTHING]
    faults = []
    if counting in PARTS and (typed.numerator is None or typed.denominator is None):
        faults.append(Fault.HALF)
    if any(one < 0 for one in typed.numbers) and counting != Counting.LEVEL:
        faults.append(Fault.NEGATIVE)
    if typed.denominator == 0:
        faults.append(Fault.NO_WHOLE)
    if any(abs(one) >= LARGEST for one in typed.numbers):
        faults.append(Fault.TOO_LARGE)
    return faults


def value_of(counting: Counting | str, numerator: Decimal, denominator: Decimal) -> Decimal:
    """The value of two numbers, with one decimal."""
    share = numerator / denominator * (ALL if counting == Counting.SHARE else 1)
    return share.quantize(Decimal(1).scaleb(-DECIMALS), ROUND_HALF_UP)


def completed(typed: Typed, counting: Counting | str) -> Typed:
    """With the value worked out where it is made of two numbers."""
    if counting not in PARTS or typed.numerator is None or typed.denominator is None:
        return typed
    value = value_of(counting, typed.numerator, typed.denominator)
    return Typed(value, typed.numerator, typed.denominator)


def places_shown(value: Decimal) -> int:
    """As few decimals as the number can be written with: 7,4 and 412."""
    return max(0, -int(value.normalize().as_tuple().exponent))
