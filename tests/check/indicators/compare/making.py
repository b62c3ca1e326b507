"""A country of a few municipalities around Ekvik, for the tests of what stands beside others."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from hjulet.base.organisation.models import Municipality
from hjulet.check.indicators.models import Indicator, KoladaKpi, KoladaSync, KoladaValue
from tests.factories import IndicatorFactory, ValueFactory

AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
OWN, KPI, COUNTED = "2029", "U23471", "U23594"
OTHERS = [f"{1000 + number}" for number in range(99)]


class Country:
    """`put` stores Kolada's values; `measure` is ours of the same indicator, with a value a year."""

    def __init__(self, municipality: Municipality, unit: Any) -> None:
        municipality.code = OWN
        municipality.save(update_fields=["code"])
        self.municipality, self.unit = municipality, unit
        self.run = KoladaSync.objects.create(municipality=municipality, asked={}, plan=[], started_at=AT)
        self.kpi = KoladaKpi.objects.create(
            id=KPI, title="Nöjda, andel (%)", definition="Andel som är nöjda.", operating_area="Äldre"
        )
        KoladaKpi.objects.create(id=COUNTED, title="Svarande, antal", operating_area="Äldre")

    def put(self, values: dict[str, Any], *, kpi: str = KPI, year: int = 2025, gender: str = "T") -> None:
        KoladaValue.objects.bulk_create(
            KoladaValue(
                kpi_id=kpi, area=area, year=year, gender=gender, value=Decimal(str(said)), sync=self.run
            )
            for area, said in values.items()
        )

    def around(self, own: float, *, n: int | None = None, year: int = 2025) -> None:
        """Ours at OWN of a hundred, the others evenly from 40 to 89.5 per cent."""
        self.put({OWN: own} | {area: 40 + number / 2 for number, area in enumerate(OTHERS)}, year=year)
        if n is not None:
            self.put({OWN: n}, kpi=COUNTED, year=year)

    def measure(self, shares: dict[int, float], n: int | None = None, **more: Any) -> Indicator:
        said = {
            "slug": "nojda",
            "name": "Nöjda",
            "kolada_id": KPI,
            "source_register": "Kolada",
            "subject": "lss",
        }
        indicator = IndicatorFactory(municipality=self.municipality, **(said | more))
        for year, share in shares.items():
            ValueFactory(
                indicator=indicator, unit=self.unit, value=Decimal(str(share)), respondents=n,
                **yearly(year), is_published_source=True,
            )  # fmt: skip
        return indicator


def yearly(year: int) -> dict[str, Any]:
    return {
        "period_start": datetime(year, 1, 1).date(), "period_end": datetime(year, 12, 31).date(),  # noqa: DTZ001 - days
        "period_said": str(year),
    }  # fmt: skip
