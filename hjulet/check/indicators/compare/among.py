"""One indicator in every municipality, and in our own by gender: three questions to the database, whatever the years."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q

from hjulet.base.organisation.models import Municipality
from hjulet.check.indicators.kolada.rules import country_of, whole
from hjulet.check.indicators.models import Indicator, KoladaKpi, KoladaValue
from hjulet.check.indicators.sources.kolada.answers import BY_SHARE

ALL = "T"
OWN = "egen mätning"  # what the municipality measures itself is not what the others have reported


@dataclass(frozen=True)
class Among:
    """`years`: every municipality's value, both genders together. `own` and `answers`: ours, by year and gender."""

    code: str
    kpi: KoladaKpi
    years: dict[int, dict[str, Decimal]] = field(default_factory=dict)
    own: dict[tuple[int, str], Decimal] = field(default_factory=dict)
    answers: dict[tuple[int, str], int] = field(default_factory=dict)

    def others(self, year: int) -> list[Decimal]:
        return [value for area, value in self.years.get(year, {}).items() if area != self.code]


def among(indicator: Indicator, municipality: Municipality) -> Among | None:
    """None where the measure is not Kolada's, or nothing has been fetched."""
    if not indicator.kolada_id or not municipality.code or indicator.source_register.startswith(OWN):
        return None
    kpi = KoladaKpi.objects.filter(pk=indicator.kolada_id).first()
    if kpi is None:
        return None
    found = Among(municipality.code, kpi)
    for area, year, gender, value in _values(kpi.pk, municipality.code):
        if gender == ALL:
            found.years.setdefault(year, {})[area] = value
        if area == municipality.code:
            found.own[year, gender] = value
    if found.own:
        found.answers.update(_answers(kpi.pk, municipality.code))
    return found


def answers_everywhere(kpi: str, code: str, year: int) -> dict[str, int]:
    """How many answered in each municipality, where that is known."""
    counted = BY_SHARE.get(kpi)
    if counted is None or not counted.amount:
        return {}
    rows = KoladaValue.objects.in_country(country_of(code)).filter(kpi=counted.amount, year=year, gender=ALL)
    return {area: n for area, value in rows.values_list("area", "value") if (n := whole(value)) is not None}


def _values(kpi: str, code: str) -> list[tuple[str, int, str, Decimal]]:
    rows = KoladaValue.objects.in_country(country_of(code)).filter(
        Q(gender=ALL) | Q(area=code), kpi=kpi, value__isnull=False
    )
    listed = rows.values_list("area", "year", "gender", "value")
    return [(area, year, gender, value) for area, year, gender, value in listed if value is not None]


def _answers(kpi: str, code: str) -> dict[tuple[int, str], int]:
    counted = BY_SHARE.get(kpi)
    if counted is None or not counted.amount:
        return {}
    rows = KoladaValue.objects.filter(kpi=counted.amount, area=code, unit_code="")
    listed = rows.values_list("year", "gender", "value")
    return {(year, gender): n for year, gender, value in listed if (n := whole(value)) is not None}
