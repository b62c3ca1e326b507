"""Lingonfors, a municipality that does not exist: everything that needs people and events happens here.

Every person, unit and number is invented, and every page says so.
"""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from hjulet.act.actions.choices import Status
from hjulet.act.actions.models import Action, Need
from hjulet.base.organisation.choices import LineageKind, UnitKind
from hjulet.base.organisation.models import Lineage, Municipality, Unit
from hjulet.base.people.models import User
from hjulet.check.indicators.choices import Direction
from hjulet.check.indicators.models import Indicator, Target, Value
from hjulet.check.indicators.rules import from_cuts, period
from hjulet.demo.events import places
from hjulet.plan.steering.choices import Rating
from hjulet.plan.steering.models import Goal, SelfAssessment, Vision

UNITS = (  # slug, name, parent, kind, laws, from, to
    ("lingonfors", "Lingonfors kommun", "", UnitKind.MUNICIPALITY, "", "", ""),
    ("sociala-sektorn", "Sociala sektorn", "lingonfors", UnitKind.SECTOR, "SoL LSS HSL", "", ""),
    ("aldreomsorg", "Äldreomsorg", "sociala-sektorn", UnitKind.DEPARTMENT, "SoL HSL", "", ""),
    ("tallglantan", "Tallgläntan", "aldreomsorg", UnitKind.UNIT, "SoL HSL", "", ""),
    ("akanten", "Åkanten", "aldreomsorg", UnitKind.UNIT, "SoL HSL", "", ""),
    ("hemtjanst", "Hemtjänst", "aldreomsorg", UnitKind.UNIT, "SoL", "", ""),
    ("hemtjanst-norr", "Hemtjänst norr", "hemtjanst", UnitKind.UNIT, "SoL", "", ""),
    ("hemtjanst-soder", "Hemtjänst söder", "hemtjanst", UnitKind.UNIT, "SoL", "", "2024-12-31"),
    ("hemtjanst-soder-1", "Hemtjänst söder 1", "hemtjanst", UnitKind.UNIT, "SoL", "2025-01-01", ""),
    ("hemtjanst-soder-2", "Hemtjänst söder 2", "hemtjanst", UnitKind.UNIT, "SoL", "2025-01-01", ""),
    ("vide-omsorg", "Vide Omsorg", "hemtjanst", UnitKind.EXTERNAL, "SoL", "2023-03-01", ""),
    ("hemsjukvard", "Hemsjukvård och rehab", "sociala-sektorn", UnitKind.DEPARTMENT, "HSL", "", ""),
    ("lss", "LSS", "sociala-sektorn", UnitKind.DEPARTMENT, "LSS", "", ""),
    ("ronnen", "Gruppbostaden Rönnen", "lss", UnitKind.UNIT, "LSS", "", ""),
    ("verkstan", "Daglig verksamhet Verkstan", "lss", UnitKind.UNIT, "LSS", "", ""),
    ("ifo", "Individ- och familjeomsorg", "sociala-sektorn", UnitKind.DEPARTMENT, "SoL IFO", "", ""),
)
RATINGS = {  # area → year → rating
    "lagrum": {2023: Rating.PARTLY, 2024: Rating.MET, 2025: Rating.MET},
    "ansvar": {2023: Rating.PARTLY, 2024: Rating.PARTLY, 2025: Rating.MET},
    "processer": {2023: Rating.NOT_MET, 2024: Rating.PARTLY, 2025: Rating.PARTLY},
    "samverkan": {2023: Rating.MET, 2024: Rating.MET, 2025: Rating.MET},
    "riskanalys": {2023: Rating.NOT_MET, 2024: Rating.NOT_MET, 2025: Rating.PARTLY},
    "egenkontroll": {2023: Rating.PARTLY, 2024: Rating.PARTLY, 2025: Rating.PARTLY},
    "klagomal": {2023: Rating.MET, 2024: Rating.MET, 2025: Rating.PARTLY},
    "rapportering": {2023: Rating.PARTLY, 2024: Rating.MET, 2025: Rating.MET},
    "medverkan": {2024: Rating.PARTLY},
}
SURVEYS = (  # slug, name, unit, {year: (share, answers)}
    ("trygg-sabo", "Trygghet i särskilt boende", "aldreomsorg", {2023: (84, 61), 2024: (81, 58), 2025: (90, 63)}),
    ("tid-hemtjanst", "Möjlighet att påverka tiden, hemtjänst", "hemtjanst", {2023: (62, 142), 2024: (60, 151), 2025: (47, 148)}),
    ("helhet-hemtjanst", "Helhetsomdöme hemtjänst", "hemtjanst", {2023: (85, 142), 2024: (87, 151), 2025: (86, 148)}),
    ("bestamma-ronnen", "Får bestämma om viktiga saker hemma", "ronnen", {2023: (80, 5), 2024: (75, 4), 2025: (100, 4)}),
    ("trivs-verkstan", "Trivs på daglig verksamhet", "verkstan", {2023: (91, 23), 2024: (88, 26), 2025: (85, 27)}),
)  # fmt: skip
NEEDS = (  # key, area, unit, title, year
    ("kartlaggning", "processer", "sociala-sektorn", "Processerna i hemtjänsten är inte kartlagda", 2025),
    ("tid", "egenkontroll", "hemtjanst", "Fler behöver kunna påverka när hjälpen kommer", 2025),
    ("risk", "riskanalys", "sociala-sektorn", "Riskanalys görs olika på enheterna", 2024),
    ("klagomal", "klagomal", "aldreomsorg", "Svaren på klagomål tar för lång tid", 2025),
)
ACTIONS = (  # slug, area, unit, title, year, status, owner, due, need
    ("a1", "processer", "sociala-sektorn", "Kartlägg tre processer med medarbetarna", 2025, Status.ONGOING, "developer", date(2026, 6, 30), "kartlaggning"),
    ("a2", "egenkontroll", "hemtjanst", "Pröva fast besökstid i två grupper", 2025, Status.STARTED, "manager", date(2026, 3, 31), "tid"),
    ("a3", "riskanalys", "sociala-sektorn", "Gemensam mall för riskanalys", 2025, Status.DONE, "sas", date(2025, 10, 1), "risk"),
    ("a4", "klagomal", "aldreomsorg", "Svara på klagomål inom tio arbetsdagar", 2026, Status.DECIDED, "department_head", date(2026, 12, 31), "klagomal"),
    ("a5", "medverkan", "tallglantan", "Introduktion med kunskapsprov för nya", 2026, Status.PLANNED, "", None, ""),
    ("a6", "samverkan", "hemsjukvard", "Möte var fjärde vecka med vårdcentralen", 2025, Status.DONE, "mas", date(2025, 5, 1), ""),
)  # fmt: skip


@transaction.atomic
def load(at: datetime) -> Municipality:
    """Load or complete the municipality; safe to run twice. Its people come from `sign_ins`."""
    municipality, _ = Municipality.objects.get_or_create(
        slug="lingonfors", defaults={"name": "Lingonfors kommun", "is_invented": True}
    )
    units = _load_units(municipality)
    _load_steering(municipality, units)
    _load_figures(municipality, units)
    return municipality


def _load_units(municipality: Municipality) -> dict[str, Unit]:
    units = {unit.slug: unit for unit in Unit.objects.of(municipality)}
    for slug, name, parent, kind, laws, begins, ends in (*UNITS, *((*unit, "", "") for unit in places.UNITS)):
        if slug in units:
            continue
        fields = {
            "municipality": municipality,
            "slug": slug,
            "name": name,
            "kind": kind,
            "law_codes": laws,
            "regime": "lov" if kind == UnitKind.EXTERNAL else "own",
            "valid_from": date.fromisoformat(begins) if begins else None,
            "valid_from_said": begins,
            "valid_to": date.fromisoformat(ends) if ends else None,
            "valid_to_said": ends,
        }
        if parent:
            above = Unit.objects.get(pk=units[parent].pk)
            units[slug] = Unit.objects.add_child(above, fields)
        else:
            units[slug] = Unit.objects.add_root(fields)
    for part in ("hemtjanst-soder-1", "hemtjanst-soder-2"):
        Lineage.objects.get_or_create(
            from_unit=units["hemtjanst-soder"],
            to_unit=units[part],
            defaults={
                "kind": LineageKind.SPLIT,
                "happened_on": date(2025, 1, 1),
                "happened_on_said": "2025-01-01",
            },
        )
    return units


def _load_steering(municipality: Municipality, units: dict[str, Unit]) -> None:
    Vision.objects.get_or_create(
        municipality=municipality,
        title="Ett gott liv i Lingonfors",
        defaults={
            "text": "Alla som behöver vårt stöd får det i tid, av någon de känner igen.",
            "until_year": 2030,
        },
    )
    for number, title in ((1, "Trygg omsorg med inflytande"), (2, "Arbetsplatser där man vill stanna")):
        Goal.objects.get_or_create(
            municipality=municipality, number=number, first_year=2023, defaults={"title": title}
        )
    for area, years in RATINGS.items():
        for year, rating in years.items():
            SelfAssessment.objects.get_or_create(
                unit=units["sociala-sektorn"], area=area, year=year,
                defaults={"rating": rating, "instrument": "Egen checklista"},
            )  # fmt: skip


def _in_a_sentence(name: str) -> str:
    return name[:1].lower() + name[1:]


def _load_figures(municipality: Municipality, units: dict[str, Unit]) -> None:
    goal = Goal.objects.get(municipality=municipality, number=1)
    for position, (slug, name, unit, years) in enumerate(SURVEYS):
        indicator, _ = Indicator.objects.get_or_create(
            municipality=municipality, slug=slug,
            defaults={
                "name": name, "subject": _in_a_sentence(units[unit].name), "unit_of_measure": "%",
                "direction": Direction.HIGHER, "source_register": "egen brukarundersökning",
                "goal": goal, "position": position,
            },
        )  # fmt: skip
        for year, (share, answers) in years.items():
            when = period(str(year))
            Value.objects.get_or_create(
                indicator=indicator, unit=units[unit], period_start=when.first, period_end=when.last,
                defaults={"period_said": when.said, "value": Decimal(share), "respondents": answers},
            )  # fmt: skip
        _target(indicator)


def _target(indicator: Indicator) -> None:
    bands = from_cuts(Decimal(85), Decimal(70), Direction.HIGHER, equal_is_better=True)
    fields = {
        f"{name}_{bound}": getattr(getattr(bands, name), bound)
        for name in ("good", "middle", "bad")
        for bound in ("lower", "lower_included", "upper", "upper_included")
    }
    fields |= {"good_said": "85 % och mer", "middle_said": "70–85 %", "bad_said": "under 70 %"}
    Target.objects.get_or_create(
        indicator=indicator, municipality=indicator.municipality, scale="own", year=2025, defaults=fields
    )


def load_improvements(municipality: Municipality, people: dict[str, User]) -> None:
    """Needs and actions, once there are people to own them."""
    units = {unit.slug: unit for unit in Unit.objects.of(municipality)}
    needs = {}
    for key, area, unit, title, year in NEEDS:
        needs[key], _ = Need.objects.get_or_create(
            unit=units[unit], area=area, title=title, defaults={"year": year, "raised_by": people.get("sas")}
        )
    for slug, area, unit, title, year, status, owner, due, need in ACTIONS:
        action, is_new = Action.objects.get_or_create(
            unit=units[unit], slug=slug, document=None,
            defaults={
                "area": area, "title": title, "year": year, "status": status, "due_on": due,
                "owner": people.get(owner), "done_on": due if status == Status.DONE else None,
            },
        )  # fmt: skip
        if is_new and need:
            action.needs.add(needs[need])
    Indicator.objects.get(municipality=municipality, slug="tid-hemtjanst").aimed_at_by.add(
        Action.objects.get(unit=units["hemtjanst"], slug="a2", document=None)
    )
