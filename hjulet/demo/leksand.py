"""Leksands kommun with its published figures, and nothing else: no invented event, no named person."""

from datetime import datetime

from django.db import transaction

from hjulet.act.actions.models import Action
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.organisation.sources.lineage import read_lineage
from hjulet.base.organisation.sources.units import read_units
from hjulet.base.organisation.workflows import CannotImport, import_lineage, import_units
from hjulet.check.costs.models import CostRow
from hjulet.check.indicators.models import Citation, Register, Target
from hjulet.demo import leksand_figures as figures
from hjulet.demo import leksand_steering as steering
from hjulet.demo.csvdata import raw, read
from hjulet.demo.leksand_cooperation import load_cooperation
from hjulet.plan.cooperation.models import Cooperation


def is_complete() -> bool:
    """Whether every row of the files is there already, so that a second start is quick."""
    mine = {"municipality__slug": "leksand"}
    return (
        Unit.objects.filter(**mine).count() == len(read("units"))
        and Citation.objects.filter(value__indicator__municipality__slug="leksand").count()
        == len(read("observations"))
        and Action.objects.filter(unit__municipality__slug="leksand", document__isnull=False).count()
        == len(read("actions"))
        and CostRow.objects.filter(table__municipality__slug="leksand").count() == len(read("kpb"))
        and Target.objects.filter(**mine).exists()
        and Register.objects.filter(**mine).count() == len(read("registers"))
        and Cooperation.objects.filter(unit__municipality__slug="leksand", document__isnull=False).count()
        == len(read("agreements_cooperation"))
    )


@transaction.atomic
def load(at: datetime) -> Municipality:
    """Load or complete the municipality; safe to run twice."""
    if is_complete():
        return Municipality.objects.get(slug="leksand")
    municipality, _ = Municipality.objects.get_or_create(
        slug="leksand", defaults={"name": "Leksands kommun", "code": "2029"}
    )
    units = _load_units(municipality, at)
    documents = steering.load_documents(municipality)
    steering.load_vision(municipality, documents)
    goals = steering.load_goals(municipality, documents)
    sector = units["sociala-sektorn"]
    steering.load_assessments(sector, documents)
    needs = steering.load_needs(sector, documents)
    aims = steering.load_actions(units, needs, documents)
    indicators = figures.load_indicators(municipality, goals, aims, documents)
    figures.load_values(indicators, units, documents)
    figures.load_targets(municipality, indicators, documents)
    figures.load_costs(municipality, documents)
    figures.load_registers(municipality, documents)
    load_cooperation(municipality, sector, documents)
    return municipality


def _load_units(municipality: Municipality, at: datetime) -> dict[str, Unit]:
    """The tree and who became what, through the same import that a municipality uses."""
    units = read_units(raw("units"), "units.csv")
    lineage = read_lineage(raw("lineage"), "lineage.csv")
    if faults := (*units.faults, *lineage.faults):
        raise CannotImport(faults)
    import_units(municipality, units.rows, by=None, at=at)
    import_lineage(municipality, lineage.rows, by=None, at=at)
    return {unit.slug: unit for unit in Unit.objects.of(municipality)}
