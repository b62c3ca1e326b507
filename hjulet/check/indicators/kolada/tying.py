"""Which of our units is which of Kolada's: said by hand where the names differ, and the values go with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.models import User
from hjulet.check.indicators.kolada import rules
from hjulet.check.indicators.kolada.copying import copy_into_measures
from hjulet.check.indicators.models import KoladaSync, KoladaUnit, KoladaValue, Value


@dataclass(frozen=True)
class Tie:
    """What somebody had before them, and what they chose: units of ours by their keys."""

    was: int | None
    now: int | None


class SomebodyTied(Exception):
    """Somebody else tied the same units in the meantime; `names` says which. Nothing is changed."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = list(names)
        super().__init__(", ".join(self.names))


@transaction.atomic
def tie(municipality: Municipality, wanted: Mapping[str, Tie], *, by: User, at: datetime) -> int:
    """Tie Kolada's units to ours; what was copied to the wrong unit is moved. Returns how many were changed.

    Raises SomebodyTied. What a person has typed or corrected stays where it is.
    """
    theirs = KoladaUnit.objects.filter(municipality=municipality, pk__in=list(wanted))
    rows = {one.pk: one for one in theirs.select_for_update(of=("self",)).order_by("pk")}
    changed = {pk: said for pk, said in wanted.items() if pk in rows and said.was != said.now}
    if crossed := [rows[pk].title for pk, said in changed.items() if rows[pk].unit_id != said.was]:
        raise SomebodyTied(crossed)
    ours = {unit.pk: unit for unit in Unit.objects.of(municipality)}
    for pk, said in changed.items():
        if said.was is not None:
            _take_back(rows[pk], said.was)
        rows[pk].unit = ours.get(said.now) if said.now is not None else None
        rows[pk].save(update_fields=["unit"])
    if changed:
        _copy_again(municipality)
        record(
            "kolada.units_tied", municipality, by=by, at=at,
            units={pk: ours[said.now].slug if said.now in ours else "" for pk, said in changed.items()},
        )  # fmt: skip
    return len(changed)


def _take_back(theirs: KoladaUnit, unit: int) -> None:
    """The copies that came from this unit of Kolada's; they can be made again at any time, but not what was asked."""
    rows = KoladaValue.objects.filter(unit_code=theirs.pk, gender="T").values_list("kpi", "year").distinct()
    register = rules.country_of(theirs.municipality.code).register
    came = Q(pk=None)
    for kpi, year in rows:
        came |= Q(indicator__kolada_id=kpi, period_start__year=year)
    copies = Value.objects.filter(came, unit=unit, indicator__municipality=theirs.municipality)
    untouched = copies.filter(
        indicator__source_register=register,
        entered_by=None,
        revisions=None,
        citations=None,
        questions=None,
    )
    Value.objects.filter(pk__in=list(untouched.values_list("pk", flat=True))).delete()


def _copy_again(municipality: Municipality) -> None:
    """Everything that has been fetched, for the units as they are tied now."""
    done = KoladaSync.objects.of(municipality).finished()
    asked = [run.asked for run in done.only("asked")]
    if not asked:
        return
    kpis = sorted({one for said in asked for one in said["kpis"]})
    years = sorted({one for said in asked for one in said["years"]})
    latest = done.select_related("municipality")[0]
    latest.asked = {**latest.asked, "kpis": kpis, "years": years}  # in memory: what is kept stays as it was
    copy_into_measures(latest)
