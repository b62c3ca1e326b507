"""What Lingonfors has read in from Hemtjänstindex and the quality registers. Every number is invented."""

from decimal import Decimal

from django.db import transaction

from hjulet.base.organisation.models import Municipality, Unit
from hjulet.check.indicators.choices import Direction, Measure
from hjulet.check.indicators.models import Indicator, Value
from hjulet.check.indicators.rules import period, places_of

YEARS = (2022, 2023, 2024, 2025)
NOTE = "Påhittade värden i en påhittad kommun."

INDEX = (  # slug, what, the index in the years of YEARS, the places
    ("", "", ("58.1", "61.4", "63", "60.2"), (201, 168, 142, 163)),
    ("information", "information", ("44.5", "58.2", "66.7", "70.1"), (230, 171, 118, 96)),
    ("bistand", "biståndshandläggning", ("61", "60.4", "62.3", "58.8"), (140, 151, 138, 172)),
    ("utforare", "utförardelen", ("72.4", "70.9", "68.2", "61.5"), (96, 110, 139, 208)),
    ("stod", "stöd- och utvecklingsarbete", ("54.3", "56", "54.9", "57.3"), (180, 166, 175, 158)),
)
REGISTERS = (  # slug, register, what, of how many how many in the years of YEARS
    ("senior-alert-bedomda", "Senior alert", "riskbedömda i särskilt boende",
     ((96, 118), (99, 121), (103, 122), (105, 120))),
    ("senior-alert-atgarder", "Senior alert", "risk med planerade åtgärder",
     ((61, 78), (66, 80), (70, 83), (72, 84))),
    ("bpsd-skattade", "BPSD-registret", "skattade minst en gång under året",
     ((31, 52), (33, 54), (36, 55), (34, 53))),
    ("bpsd-plan", "BPSD-registret", "skattade med bemötandeplan",
     ((24, 31), (26, 33), (29, 36), (28, 34))),
    ("svedem-uppfoljda", "SveDem", "uppföljda inom ett år",
     ((19, 28), (20, 31), (22, 30), (21, 33))),
    ("palliativ-brytpunkt", "Svenska palliativregistret", "brytpunktssamtal",
     ((40, 58), (44, 61), (47, 60), (48, 63))),
    ("palliativ-smarta", "Svenska palliativregistret", "smärtskattade sista veckan",
     ((27, 58), (31, 61), (34, 60), (37, 63))),
    ("palliativ-munhalsa", "Svenska palliativregistret", "munhälsa bedömd sista veckan",
     ((33, 58), (36, 61), (39, 60), (40, 63))),
)  # fmt: skip


@transaction.atomic
def load(municipality: Municipality) -> None:
    """May be run again: what is there stays."""
    whole = Unit.objects.of(municipality).get(depth=1)
    values: list[Value] = []
    for slug, what, index, places in INDEX:
        name = f"Hemtjänstindex, {what}" if what else "Hemtjänstindex"
        found = _measure(municipality, f"hemtjanstindex-{slug}".strip("-"), name, "Hemtjänstindex")
        values += [_value(found, whole, year, Decimal(said)) for year, said in zip(YEARS, index, strict=True)]
        ranked = _measure(
            municipality, f"{found.slug}-plats", f"{name}, placering", "Hemtjänstindex", is_rank=True
        )
        values += [
            _value(ranked, whole, year, Decimal(place)) for year, place in zip(YEARS, places, strict=True)
        ]
    for slug, register, what, counted in REGISTERS:
        found = _measure(municipality, slug, f"{register}, {what}", register, unit_of_measure="%")
        values += [
            _value(found, whole, year, Decimal(round(100 * x / n)), n)
            for year, (x, n) in zip(YEARS, counted, strict=True)
        ]
    Value.objects.bulk_create(values, ignore_conflicts=True)


def _measure(
    municipality: Municipality, slug: str, name: str, register: str, *, unit_of_measure: str = "", is_rank: bool = False
) -> Indicator:  # fmt: skip
    found, _is_new = Indicator.objects.get_or_create(
        municipality=municipality, slug=slug,
        defaults={
            "name": name, "source_register": register, "note": NOTE, "position": 900,
            "subject": "hemtjänst" if register == "Hemtjänstindex" else "kvalitetsregister",
            "measure": Measure.RANK if is_rank else Measure.VALUE,
            "direction": Direction.LOWER if is_rank else Direction.HIGHER,
            "unit_of_measure": "plats" if is_rank else unit_of_measure,
        },
    )  # fmt: skip
    return found


def _value(indicator: Indicator, unit: Unit, year: int, number: Decimal, n: int | None = None) -> Value:
    when = period(str(year))
    return Value(
        indicator=indicator, unit=unit, period_start=when.first, period_end=when.last, period_said=when.said,
        value=number, decimals=places_of(number), respondents=n, is_published_source=True,
    )  # fmt: skip
