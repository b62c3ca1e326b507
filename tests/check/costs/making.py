"""Rows and tables of cost per user for the tests of the arithmetic."""

from decimal import Decimal
from fractions import Fraction

from hjulet.base.organisation.models import Municipality
from hjulet.check.costs.choices import RowKind
from hjulet.check.costs.comparing.prices import Prices, Rise
from hjulet.check.costs.comparing.tables import PlainTable
from hjulet.check.costs.models import CostTable, PriceRise
from hjulet.check.costs.rules import Row
from hjulet.check.costs.sources.reading import CostLine, read_costs
from hjulet.demo.csvdata import raw
from tests.factories import CostRowFactory, CostTableFactory

MONEY = {
    "cost", "kr_per_inhabitant", "kr_per_user", "pct_users", "reference_kr_per_inhabitant", "reference_kr_per_user",
    "reference_pct_users",
}  # fmt: skip


def row(kind: RowKind, label: str, year: int, **columns) -> Row:
    made = {name: Decimal(str(value)) if name in MONEY else value for name, value in columns.items()}
    return Row(kind=kind, label=label, year=year, **made)


def band(year: int, ages: tuple[int, int | None], **columns) -> Row:
    return row(
        RowKind.AGE, f"{ages[0]}-{ages[1] or ''} år", year, age_from=ages[0], age_to=ages[1], **columns
    )


def total(year: int, **columns) -> Row:
    return row(RowKind.TOTAL, columns.pop("label", f"Totalt {year}"), year, **columns)


def unlinked(year: int, cost: int) -> Row:
    return row(RowKind.UNLINKED, "Ej brukarkopplad", year, cost=cost)


def table(year: int, *rows: Row, reference_year: int | None = None, hidden: frozenset[int] = frozenset()):
    return PlainTable(year, reference_year, rows, hidden)


def rises(**percents: str) -> Prices:
    """rises(y2023="5") → a rise of five percent from 2022 to 2023."""
    return Prices.of(
        Rise(int(year[1:]), Decimal(percent), "PKV", "SKR, prov") for year, percent in percents.items()
    )


def printed(slug: str) -> PlainTable:
    """One of Leksand's published tables."""
    lines: list[CostLine] = [line for line in read_costs(raw("kpb"), "kpb.csv").rows if line.slug == slug]
    return PlainTable(2022, 2021, tuple(line.plain for line in lines))


def kronor(amount: Fraction | None) -> int | None:
    return None if amount is None else round(amount)


def stored_table(
    municipality: Municipality, *, slug: str = "hemtjanst", is_published: bool = True
) -> CostTable:
    """A service with two years, two ages and the country beside them."""
    made = CostTableFactory(
        municipality=municipality,
        slug=slug,
        title="Hemtjänst",
        year=2024,
        reference_year=2023,
        is_published=is_published,
    )
    ages = ((0, 64, 31, 4_000_000, 8000), (65, 79, 90, 12_000_000, 2200), (80, None, 210, 29_000_000, 740))
    for position, (low, high, users, cost, people) in enumerate(ages):
        CostRowFactory(
            table=made, position=position, label=f"{low}-{high or ''} år", age_from=low, age_to=high, year=2024,
            cost=cost, users=users, inhabitants=people, kr_per_inhabitant=round(cost / people),
            kr_per_user=round(cost / users), pct_users=f"{100 * users / people:.1f}",
            reference_kr_per_inhabitant=round(cost / people * 0.9), reference_kr_per_user=140_000,
            reference_pct_users="1.0",
        )  # fmt: skip
    for position, (year, users, cost) in enumerate(
        ((2024, 331, 45_000_000), (2023, 300, 40_000_000)), start=3
    ):
        CostRowFactory(
            table=made, position=position, kind="total", label=f"Totalt {year}", year=year, cost=cost, users=users,
            inhabitants=10_940, kr_per_user=round(cost / users), reference_kr_per_user=140_000 if year == 2024 else None,
        )  # fmt: skip
    return made


def price_rise(municipality: Municipality, *, year: int = 2024, percent: str = "3.4") -> PriceRise:
    found: PriceRise = PriceRise.objects.create(
        municipality=municipality, year=year, percent=Decimal(percent), name="PKV", source="SKR, prov"
    )
    return found
