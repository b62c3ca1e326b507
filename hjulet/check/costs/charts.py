"""The pictures of cost per user: over the years, cause by cause, and the ages beside the country."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from hjulet.base.ui.charts import BarChart, LineChart, Series, Waterfall
from hjulet.check.costs.choices import RowKind
from hjulet.check.costs.comparing.country import Standard
from hjulet.check.costs.comparing.parts import Parts, rounded
from hjulet.check.costs.comparing.story import Story
from hjulet.check.costs.comparing.tables import PlainTable
from hjulet.check.costs.comparing.years import YearChange
from hjulet.check.costs.rules import Row

LEAST_BANDS = 2


def over_years(story: Story, place: str) -> LineChart | None:
    """Cost per user in each year's prices, in those of the last where the index is known, and the country's."""
    points = {point.year: point.per_user for point in story.points}
    country = {year: Fraction(amount) for year, amount in story.country}
    if len(points) < LEAST_BANDS:
        return None
    years = sorted(points)
    country = {year: amount for year, amount in country.items() if year in points}
    last = max(points)
    fixed = {year: _in_prices_of(story, amount, year, last) for year, amount in points.items()}
    has_fixed = all(amount is not None for amount in fixed.values())
    shown = [(place if not has_fixed else _("%(place)s, varje års priser") % {"place": place}, points, False)]
    if has_fixed:
        said = {"place": place, "year": last}
        kept = {year: amount for year, amount in fixed.items() if amount is not None}
        shown.append((_("%(place)s, %(year)s års priser") % said, kept, False))
    if country:
        shown.append((_("Riket"), country, True))
    return LineChart(
        title=_("Kronor per brukare år för år"),
        labels=tuple(str(year) for year in years),
        series=tuple(
            Series(name, tuple(_amount(values.get(year)) for year in years), is_reference=is_country)
            for name, values, is_country in shown
        ),
        unit="kr",
    )


def causes(parts: Parts, *, by_age: bool) -> list[tuple[str, Fraction]]:
    """(name, kronor) for every cause that is known, in the order of the picture."""
    found = []
    if parts.general:
        found.append((_("Priserna i kommunsektorn"), parts.general))
    if parts.inhabitants is None or parts.share is None:
        found.append((_("Antal brukare"), parts.volume))
    elif by_age:
        found.append((_("Invånarnas antal och ålder"), parts.inhabitants))
        found.append((_("Andel som får stödet, i samma åldrar"), parts.share))
    else:
        found.append((_("Antal invånare"), parts.inhabitants))
        found.append((_("Andel som får stödet"), parts.share))
    if parts.general and by_age:
        price = _("Kostnad per brukare utöver priserna, i samma åldrar")
    elif parts.general:
        price = _("Kostnad per brukare utöver priserna")
    else:
        price = _("Kostnad per brukare, i samma åldrar") if by_age else _("Kostnad per brukare")
    found.append((price, parts.price))
    if round(parts.rest):
        found.append((_("Kostnad som ingen brukare bär"), parts.rest))
    return found


def of_change(found: YearChange) -> Waterfall:
    """From one year's cost to the next, cause by cause."""
    before, after = found.before, found.after
    named = causes(found.parts, by_age=found.by_age)
    said = {"before": before.year, "after": after.year}
    return Waterfall(
        title=_("Därför ändrades kostnaden från %(before)s till %(after)s") % said,
        labels=tuple(name for name, _amount in named),
        values=tuple(float(amount) for amount in rounded([amount for _name, amount in named])),
        first_name=str(before.year),
        first=float(round(before.cost)),
        last_name=str(after.year),
        last=float(round(after.cost)),
        unit="kr",
    )


def beside_country(found: Standard, place: str) -> Waterfall:
    """From what the users would cost with the country's figures at our ages to what they do cost."""
    by_age = _("i samma åldrar")
    return Waterfall(
        title=_("Från rikets kostnad i våra åldrar till vår"),
        labels=(
            _("Antal brukare, %(where)s") % {"where": by_age},
            _("Kostnad per brukare, %(where)s") % {"where": by_age}
            if found.by_age
            else _("Kostnad per brukare"),
        ),
        values=tuple(float(amount) for amount in rounded([found.parts.volume, found.parts.price])),
        first_name=_("Riket i våra åldrar"),
        first=float(round(found.expected.cost)),
        last_name=place,
        last=float(round(found.point.linked.cost)),
        unit="kr",
    )


def per_user_by_age(table: PlainTable, place: str) -> BarChart | None:
    """Kr per user for each age band beside the country's."""
    bands = _bands(table, lambda row: row.users or row.reference_kr_per_user)
    if not any(row.kr_per_user for row in bands):
        return None
    own = [row.kr_per_user if row.users else None for row in bands]
    country = [row.reference_kr_per_user for row in bands]
    return _bars(table, (_("Kr per brukare i varje åldersgrupp"), "kr", 0), bands, (place, own, country))


def share_by_age(table: PlainTable, place: str) -> BarChart | None:
    """The share that are users in each age band beside the country's."""
    bands = _bands(table, lambda row: row.pct_users or row.reference_pct_users)
    if not any(row.pct_users for row in bands):
        return None
    own = [row.pct_users for row in bands]
    country = [row.reference_pct_users for row in bands]
    decimals = max(row.pct_decimals for row in bands)
    about = (_("Så stor del av varje åldersgrupp får stödet"), _("brukare per 100 invånare"), decimals)
    return _bars(table, about, bands, (place, own, country))


def _bars(
    table: PlainTable,
    about: tuple[str, str, int],
    bands: Sequence[Row],
    shown: tuple[str, Sequence[Decimal | None], Sequence[Decimal | None]],
) -> BarChart:
    (title, unit, decimals), (place, own, country) = about, shown
    theirs = _("Riket %(year)s") % {"year": table.reference_year or table.year}
    return BarChart(
        title=title,
        labels=tuple(row.label for row in bands),
        series=(
            Series(f"{place} {table.year}", tuple(_amount(amount) for amount in own)),
            Series(theirs, tuple(_amount(amount) for amount in country), is_reference=True),
        ),
        unit=unit,
        decimals=decimals,
    )


def _bands(table: PlainTable, has_something: Callable[[Row], object]) -> list[Row]:
    return [
        row
        for row in table.shown
        if row.kind == RowKind.AGE and row.year == table.year and has_something(row)
    ]


def _in_prices_of(story: Story, amount: Fraction, year: int, last: int) -> Fraction | None:
    factor = story.prices.factor(year, last)
    return None if factor is None else amount * factor


def _amount(amount: Fraction | Decimal | None) -> float | None:
    return None if amount is None else float(amount)
