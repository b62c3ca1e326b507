"""Lingonfors' invented costs: three services over four years, so that price, volume, the country and small groups show."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from hjulet.base.organisation.models import Municipality
from hjulet.check.costs.choices import RowKind
from hjulet.check.costs.models import CostRow, CostTable, PriceRise

YEARS = (2022, 2023, 2024, 2025)
RISES = {2023: "6.1", 2024: "3.4", 2025: "2.8"}
INDEX, SOURCE = "Påhittat prisindex", "uppdiktat för demonstrationen"
COUNTRY_RISES = {
    2021: 0.905,
    2022: 0.94,
    2023: 0.97,
    2024: 1.0,
}  # the country's kr per user by year, 2024 being 1


@dataclass(frozen=True)
class Band:
    """An age band: who lives there and how many are users each year; kr per user, share and the country's in 2024."""

    ages: tuple[int, int | None]
    people: tuple[int, int, int, int]
    users: tuple[int, int, int, int]
    price: int
    country_share: float  # percent
    country_price: int


@dataclass(frozen=True)
class Service:
    slug: str
    title: str
    is_published: bool
    unlinked: tuple[int, int, int, int]  # kronor that no user carries, 0 where the table has no such row
    dearer: tuple[float, float, float, float]  # the price by year, 2025 being 1
    bands: tuple[Band, ...]


YOUNG = Band((0, 64), (8_240, 8_190, 8_130, 8_060), (6, 5, 6, 6), 612_000, 0.03, 640_000)
SERVICES = (
    Service(
        "sabo", "Särskilt boende", True, (0, 0, 0, 0), (0.885, 0.93, 0.975, 1.0),
        (
            YOUNG,
            Band((65, 69), (730, 742, 751, 768), (5, 5, 6, 6), 705_000, 0.5, 702_000),
            Band((70, 74), (742, 739, 733, 728), (9, 9, 8, 9), 716_000, 1.1, 709_000),
            Band((75, 79), (671, 690, 705, 712), (18, 19, 18, 19), 722_000, 2.5, 698_000),
            Band((80, 84), (402, 421, 447, 470), (27, 28, 29, 31), 731_000, 6.1, 690_000),
            Band((85, 89), (215, 219, 222, 228), (35, 35, 36, 36), 738_000, 14.8, 688_000),
            Band((90, None), (118, 117, 121, 124), (48, 47, 49, 50), 725_000, 38.9, 672_000),
        ),
    ),
    Service(
        "hemtjanst", "Hemtjänst, egen och extern regi", True,
        (1_180_000, 1_240_000, 1_310_000, 1_270_000), (0.90, 0.945, 0.98, 1.0),
        (
            Band((0, 64), (8_240, 8_190, 8_130, 8_060), (31, 30, 33, 34), 176_000, 0.35, 158_000),
            Band((65, 69), (730, 742, 751, 768), (14, 15, 15, 16), 131_000, 2.1, 149_000),
            Band((70, 74), (742, 739, 733, 728), (29, 29, 30, 32), 138_000, 4.0, 147_000),
            Band((75, 79), (671, 690, 705, 712), (54, 57, 60, 63), 129_000, 7.6, 148_000),
            Band((80, 84), (402, 421, 447, 470), (71, 78, 84, 92), 127_000, 16.9, 146_000),
            Band((85, 89), (215, 219, 222, 228), (79, 82, 83, 86), 134_000, 33.0, 152_000),
            Band((90, None), (118, 117, 121, 124), (64, 63, 66, 68), 151_000, 54.0, 181_000),
        ),
    ),
    Service(
        "lss", "Insatser enligt LSS", False, (0, 0, 0, 0), (0.91, 0.94, 0.99, 1.0),
        (
            Band((0, 12), (1_350, 1_338, 1_320, 1_301), (8, 8, 9, 9), 298_000, 0.5, 281_000),
            Band((13, 19), (905, 911, 914, 906), (11, 12, 11, 12), 241_000, 1.6, 352_000),
            Band((20, 29), (1_170, 1_148, 1_131, 1_120), (15, 16, 16, 17), 655_000, 1.9, 590_000),
            Band((30, 39), (1_242, 1_251, 1_250, 1_246), (10, 9, 11, 11), 842_000, 1.3, 701_000),
            Band((40, 49), (1_260, 1_244, 1_230, 1_217), (7, 8, 7, 7), 803_000, 0.9, 768_000),
            Band((50, 59), (1_560, 1_552, 1_541, 1_530), (6, 6, 7, 6), 968_000, 0.9, 861_000),
            Band((60, 64), (753, 746, 744, 740), (3, 3, 3, 4), 1_010_000, 0.8, 905_000),
            Band((65, None), (2_878, 2_928, 2_979, 3_030), (5, 5, 4, 5), 1_120_000, 0.4, 790_000),
        ),
    ),
)  # fmt: skip


@transaction.atomic
def load(municipality: Municipality) -> None:
    """Load or complete the tables; safe to run twice."""
    PriceRise.objects.bulk_create(
        (
            PriceRise(
                municipality=municipality, year=year, percent=Decimal(percent), name=INDEX, source=SOURCE
            )
            for year, percent in RISES.items()
        ),
        ignore_conflicts=True,
    )
    new = []
    for position, service in enumerate(SERVICES):
        for year in YEARS:
            table, made = CostTable.objects.get_or_create(
                municipality=municipality, slug=service.slug, year=year,
                defaults={
                    "title": service.title, "position": position, "reference_year": year - 1,
                    "is_published": service.is_published,
                },
            )  # fmt: skip
            if made:
                new += _rows(table, service)
    CostRow.objects.bulk_create(new)


def _rows(table: CostTable, service: Service) -> list[CostRow]:
    """The cost that no user carries, the age bands, then the totals of the year and of the two before it."""
    turn = YEARS.index(table.year)
    rows = [_unlinked(service, turn)] if service.unlinked[turn] else []
    rows += [_band(service, band, turn) for band in service.bands]
    rows += [
        _total(service, earlier, with_country=earlier == turn)
        for earlier in range(turn, max(turn - 3, -1), -1)
    ]
    for position, row in enumerate(rows):
        row.table, row.position = table, position
    return rows


def _unlinked(service: Service, turn: int) -> CostRow:
    cost, people = service.unlinked[turn], _people(service, turn)
    return CostRow(
        kind=RowKind.UNLINKED, label=str(RowKind.UNLINKED.label).capitalize(), year=YEARS[turn], cost=Decimal(cost),
        inhabitants=people, kr_per_inhabitant=_whole(cost / people),
    )  # fmt: skip


def _band(service: Service, band: Band, turn: int) -> CostRow:
    low, high = band.ages
    cost, users, people = _cost(service, band, turn), band.users[turn], band.people[turn]
    price = _country_price(band, turn)
    return CostRow(
        kind=RowKind.AGE, label=f"{low}–{high} år" if high else f"{low}– år", age_from=low, age_to=high,
        year=YEARS[turn], cost=Decimal(cost), inhabitants=people, users=users,
        kr_per_inhabitant=_whole(cost / people), kr_per_user=_whole(cost / users),
        pct_users=_share(100 * users / people), reference_kr_per_user=_whole(price),
        reference_kr_per_inhabitant=_whole(price * band.country_share / 100),
        reference_pct_users=_share(band.country_share), pct_decimals=1,
    )  # fmt: skip


def _total(service: Service, turn: int, *, with_country: bool) -> CostRow:
    linked = sum(_cost(service, band, turn) for band in service.bands)
    cost, users, people = (
        linked + service.unlinked[turn],
        sum(band.users[turn] for band in service.bands),
        _people(service, turn),
    )
    row = CostRow(
        kind=RowKind.TOTAL, label=f"Totalt {YEARS[turn]}", year=YEARS[turn], cost=Decimal(cost), inhabitants=people,
        users=users, kr_per_inhabitant=_whole(cost / people), kr_per_user=_whole(linked / users),
        pct_users=_share(100 * users / people), pct_decimals=1,
    )  # fmt: skip
    if with_country:
        share = sum(band.country_share * band.people[0] for band in service.bands) / _people(service, 0)
        spent = sum(
            band.country_share / 100 * band.people[0] * _country_price(band, turn) for band in service.bands
        )
        per_head = spent / _people(service, 0)
        row.reference_kr_per_inhabitant = _whole(per_head)
        row.reference_kr_per_user = _whole(100 * per_head / share)
        row.reference_pct_users = _share(share)
    return row


def _cost(service: Service, band: Band, turn: int) -> int:
    """A little dearer or cheaper by age and year, so that no line is too straight to be believed."""
    wobble = 1 + ((band.ages[0] * 7 + turn * 11) % 9 - 4) / 200
    return round(band.users[turn] * band.price * service.dearer[turn] * wobble)


def _country_price(band: Band, turn: int) -> float:
    return band.country_price * COUNTRY_RISES[YEARS[turn] - 1]


def _people(service: Service, turn: int) -> int:
    return sum(band.people[turn] for band in service.bands)


def _whole(amount: float) -> Decimal:
    return Decimal(round(amount))


def _share(percent: float) -> Decimal:
    return Decimal(str(round(percent, 1)))
