"""Working days in Sweden: not Saturdays, Sundays or holidays, nor the three eves that everybody has off."""

from datetime import date, timedelta
from functools import lru_cache

SATURDAY = 5
ONE_DAY = timedelta(days=1)


def is_workday(day: date) -> bool:
    """Midsummer's, Christmas and New Year's Eve are no working days either."""
    return day.weekday() < SATURDAY and day not in _days_off(day.year)


def add_workdays(day: date, number: int) -> date:
    """The number-th working day after `day`; 0 gives the day itself or, when it is none, the next working day."""
    if number < 0:
        message = f"A number of days ahead, not {number}"
        raise ValueError(message)
    if number == 0 and not is_workday(day):
        number = 1
    while number:
        day += ONE_DAY
        number -= is_workday(day)
    return day


def workdays_between(first: date, last: date) -> int:
    """Working days after `first` up to and including `last`; 0 when last is not later.

    Hence `workdays_between(day, add_workdays(day, n)) == n`.
    """
    days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    return sum(is_workday(day) for day in days)


@lru_cache(maxsize=64)
def _days_off(year: int) -> frozenset[date]:
    from holidays import country_holidays  # noqa: PLC0415 - 0.2 s, and most commands ask for no working day

    return frozenset(country_holidays("SE", years=year, categories=("public", "de_facto"), language="sv"))
