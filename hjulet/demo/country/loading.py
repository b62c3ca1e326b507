"""The generated country into the tables, once, and Lingonfors' own values into its measures."""

from datetime import date, datetime

from django.db import transaction

from hjulet.base.organisation.models import Municipality, Unit
from hjulet.check.indicators.kolada.bulk import insert_values
from hjulet.check.indicators.kolada.copying import copy_into_measures
from hjulet.check.indicators.models import KoladaChoice, KoladaGroup, KoladaKpi, KoladaSync, KoladaUnit
from hjulet.check.indicators.sources.kolada.ready_made import BY_ID
from hjulet.demo.country import generating, plan, units

GROUPS = {
    plan.COUNTY: ("Lingonfors läns kommuner (påhittade)", plan.IN_COUNTY),
    **{
        group: (f"Liknande kommuner {what} (påhittade)", generating.members(what))
        for what, group in plan.SIMILAR.items()
    },
}


@transaction.atomic
def load(municipality: Municipality, at: datetime) -> None:
    """Safe to run twice: once there, it stays as it is."""
    if municipality.code != plan.OWN:
        municipality.code = plan.OWN
        municipality.save(update_fields=["code"])
    if KoladaSync.objects.of(municipality).exists():
        return
    _catalogue(municipality, at)
    run = KoladaSync.objects.create(
        municipality=municipality, asked={"kpis": sorted(plan.IDS), "years": list(plan.YEARS), "everything": False},
        plan=[], groups={"county": plan.COUNTY, **{f"similar:{what}": group for what, group in plan.SIMILAR.items()}},
        started_at=at,
    )  # fmt: skip
    made = [*generating.everything(), *units.everything()]
    insert_values(
        [(one.kpi, one.area, one.unit, one.year, one.gender, one.value, "", run.pk) for one in made]
    )
    copy_into_measures(run)
    run.finished_at, run.added = at, len(made)
    run.save(update_fields=["finished_at", "added"])


def _catalogue(municipality: Municipality, at: datetime) -> None:
    """The indicators as followed, the groups, and our units. What a real fetch has kept stays."""
    KoladaKpi.objects.bulk_create([_kpi(ident, at.year + 1) for ident in plan.IDS], ignore_conflicts=True)
    KoladaGroup.objects.bulk_create(
        [KoladaGroup(id=code, title=title, members=list(areas)) for code, (title, areas) in GROUPS.items()],
        ignore_conflicts=True,
    )
    ours = {unit.slug: unit for unit in Unit.objects.of(municipality)}
    there = [
        KoladaUnit(id=code, title=ours[slug].name, municipality=municipality, unit=ours[slug])
        for slug, code in units.CODES.items()
    ]
    there.append(KoladaUnit(id=plan.UNTIED[0], title=plan.UNTIED[1], municipality=municipality))
    KoladaUnit.objects.bulk_create(there, ignore_conflicts=True)
    KoladaChoice.objects.bulk_create(
        [
            KoladaChoice(
                municipality=municipality, kpi_id=ident, chosen_at=at, fetched_on=at.date(),
                fetched_first=plan.YEARS[0], fetched_last=plan.YEARS[-1],
            )
            for ident in plan.IDS
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def _kpi(ident: str, next_year: int) -> KoladaKpi:
    """As the catalogue tells of it; the next publication is as invented as the rest."""
    named = BY_ID[ident]
    ended = plan.ENDED.get(ident)
    words = plan.OTHERS[ident].words if ident in plan.OTHERS else ""
    if ident in plan.SURVEYS:
        words = ", andel (%)"
    return KoladaKpi(
        id=ident,
        title=f"{named.name}{words}{f' (- {ended})' if ended else ''}",
        definition=plan.DEFINITION,
        is_divided_by_gender=ident in plan.SURVEYS,
        has_unit_data=ident in plan.STORIES,
        discontinued_after=ended,
        published_on=None if ended else date(next_year, *plan.PUBLISHED),
        period="" if ended else str(next_year - 1),
        direction=named.direction,
    )
