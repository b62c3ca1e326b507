"""What a municipality follows in Kolada, and the catalogue it chooses from."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Municipality
from hjulet.base.people.models import User
from hjulet.check.indicators.choices import Direction
from hjulet.check.indicators.kolada import rules
from hjulet.check.indicators.models import KoladaChoice, KoladaKpi
from hjulet.check.indicators.sources.kolada import Kpi
from hjulet.check.indicators.sources.kolada.ready_made import BY_ID

MUNICIPAL = frozenset({"K", "A"})  # what regions alone report is none of ours
TOLD = (
    "title", "definition", "is_divided_by_gender", "municipality_type", "auspice", "operating_area", "perspective",
    "has_unit_data", "preliminary_on", "published_on", "period", "discontinued_after", "left_on",
)  # fmt: skip


class UnknownKpi(ValueError):
    """Ids that neither the catalogue nor our own list has."""

    def __init__(self, ids: Iterable[str]) -> None:
        self.ids = sorted(ids)
        super().__init__(f"Finns inte i katalogen: {', '.join(self.ids)}.")


@transaction.atomic
def choose(municipality: Municipality, ids: Iterable[str], *, by: User | None, at: datetime) -> None:
    """From now on exactly these are followed. What was fetched stays. Raises UnknownKpi."""
    wanted = set(ids)
    had = set(KoladaChoice.objects.of(municipality).values_list("kpi_id", flat=True))
    new, gone = wanted - had, had - wanted
    _make_sure_of(new)
    KoladaChoice.objects.of(municipality).filter(kpi__in=gone).delete()
    KoladaChoice.objects.bulk_create(
        [KoladaChoice(municipality=municipality, kpi_id=one, chosen_at=at) for one in sorted(new)]
    )
    if new or gone:
        record("kolada.chosen", municipality, by=by, at=at, added=sorted(new), removed=sorted(gone))


def also_choose(municipality: Municipality, ids: Iterable[str], *, by: User | None, at: datetime) -> None:
    had = KoladaChoice.objects.of(municipality).values_list("kpi_id", flat=True)
    choose(municipality, {*had, *ids}, by=by, at=at)


@transaction.atomic
def choose_code(municipality: Municipality, code: str, *, by: User | None, at: datetime) -> None:
    """Which municipality in Kolada is ours: 2029 is Leksand."""
    was = municipality.code
    municipality.code = code
    municipality.save(update_fields=["code"])
    record("kolada.municipality_chosen", municipality, by=by, at=at, was=was, now=code)


def keep_catalogue(kpis: Iterable[Kpi], today: date) -> int:
    """The whole catalogue as it is now. What has left it is marked, not forgotten. Returns how many there are."""
    found = [_row(kpi) for kpi in kpis if kpi.municipality_type in MUNICIPAL]
    if not found:
        return 0  # an empty answer is no catalogue
    ids = {row.pk for row in found}
    with transaction.atomic():
        KoladaKpi.objects.bulk_create(
            found, batch_size=500, update_conflicts=True, unique_fields=["id"], update_fields=TOLD
        )
        here = KoladaKpi.objects.filter(left_on=None).values_list("pk", flat=True)
        KoladaKpi.objects.filter(pk__in=set(here) - ids).update(left_on=today)
    return len(found)


def _make_sure_of(ids: set[str]) -> None:
    """Ours may be chosen before the catalogue is fetched."""
    missing = ids - set(KoladaKpi.objects.filter(pk__in=ids).values_list("pk", flat=True))
    if unknown := missing - set(BY_ID):
        raise UnknownKpi(unknown)
    KoladaKpi.objects.bulk_create(
        [KoladaKpi(id=one, title=BY_ID[one].name, direction=BY_ID[one].direction) for one in sorted(missing)]
    )


def _row(kpi: Kpi) -> KoladaKpi:
    return KoladaKpi(
        id=kpi.id,
        title=kpi.title[:300],
        definition=kpi.definition,
        is_divided_by_gender=kpi.is_divided_by_gender,
        municipality_type=kpi.municipality_type,
        auspice=kpi.auspice[:5],
        operating_area=kpi.operating_area[:80],
        perspective=kpi.perspective[:40],
        has_unit_data=kpi.has_unit_data,
        preliminary_on=kpi.preliminary_on,
        published_on=kpi.published_on,
        period=kpi.period[:10],
        discontinued_after=rules.discontinued_after(kpi.title),
        direction=BY_ID[kpi.id].direction if kpi.id in BY_ID else Direction.NEUTRAL,
    )
