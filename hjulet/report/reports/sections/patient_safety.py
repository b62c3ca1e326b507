"""What only the patientsäkerhetsberättelse tells: who answers for safety, who was told, what was done. PSL 3 kap."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from hjulet.act.actions.choices import Status, Verdict
from hjulet.act.actions.models import Action, EffectReview
from hjulet.base.law import NURSE_HSL
from hjulet.base.people.choices import Role
from hjulet.base.people.models import RoleHolding
from hjulet.base.people.reach import within
from hjulet.check.deviations.choices import CareInjury, Informed, Law
from hjulet.check.deviations.models import Part
from hjulet.check.deviations.rules import COUNTED
from hjulet.report.reports.blocks import Block, Column, Figure, Note, Paragraph, Row, Run, Table, Tag, Text
from hjulet.report.reports.figures import counted
from hjulet.report.reports.rules import FEWEST_ANSWERS
from hjulet.report.reports.scope import Scope
from hjulet.report.reports.sections.areas import STATUS_KIND

DUTIES = (  # role, what it answers for (PSL 3 kap. 9 §), whether the municipality cannot be without it
    (
        Role.MAS,
        f"Patientsäkerhet, läkemedel, avvikelser och vårdskador ({NURSE_HSL.place} {NURSE_HSL.statute.short})",
        True,
    ),
    (Role.MAR, "Rehabilitering och hjälpmedel", False),
    (Role.LEX_MARIA, "Anmälan enligt lex Maria", True),
    (Role.DIRECTOR, "Leder verksamheten på nämndens uppdrag", True),
    (Role.MANAGER, "Patientsäkerheten i sin enhet, varje dag", True),
    (Role.PROVIDER, "Patientsäkerheten hos en extern utförare", False),
)
VERDICT_KIND = {Verdict.IMPROVED: "good", Verdict.WORSENED: "bad"}
EVERYBODY, NOT_EVERYBODY = "Alla patienter är informerade.", "Alla patienter är inte informerade."
NOT_FOLLOWED_UP = "Inte uppföljd"


@dataclass(frozen=True)
class Duty:
    role: str
    about: str
    holders: Figure
    is_needed: bool


@dataclass(frozen=True)
class Answering:
    """An action that answers events under HSL, and what came of it."""

    title: str
    unit: str
    status: Status
    verdict: str
    kind: str


@dataclass(frozen=True)
class Safety:
    duties: tuple[Duty, ...]
    injured: int
    informed: int
    noted: int
    actions: tuple[Answering, ...]


def collect(scope: Scope) -> Safety:
    """Roles on the year's last day, and the year's events under HSL."""
    events = Part.objects.filter(
        Q(within([scope.unit.path], "deviation__unit__path")),
        law=Law.HSL,
        deviation__state__in=COUNTED,
        deviation__happened_on__gte=date(scope.year, 1, 1),
        deviation__happened_on__lte=scope.last_day,
    )
    injured = Q(care_injury=CareInjury.YES)
    told = events.aggregate(
        injured=Count("pk", filter=injured),
        informed=Count("pk", filter=injured & Q(informed=Informed.YES)),
        noted=Count("pk", filter=injured & Q(noted_in_record_on__isnull=False)),
    )
    answering = events.filter(deviation__decided__isnull=False).values("deviation__decided__action")
    return Safety(_duties(scope), told["injured"], told["informed"], told["noted"], _actions(answering))


def _duties(scope: Scope) -> tuple[Duty, ...]:
    """A role held above the report's part of the organisation answers for it too."""
    here = Q(within([scope.unit.path], "unit__path")) | Q(unit__path__in=scope.unit.paths_above())
    held = RoleHolding.objects.filter(here, role__in=[role for role, _about, _needed in DUTIES])
    people = held.held_on(scope.last_day).values("role").annotate(people=Count("user", distinct=True))
    found = {row["role"]: row["people"] for row in people.order_by()}
    return tuple(
        Duty(str(role.label), about, _holders(scope, role, found.get(role, 0)), needed)
        for role, about, needed in DUTIES
        if needed or found.get(role)
    )


def _holders(scope: Scope, role: Role, people: int) -> Figure:
    label = f"Personer med rollen {role.label} den {scope.last_day.day} december {scope.year}"
    name, period = scope.unit.name, str(scope.year)
    return counted(f"ansvar/{role}", label, people, organisation=name, period=period, url="")


def _actions(answering: QuerySet[Part, Any]) -> tuple[Answering, ...]:
    last = EffectReview.objects.filter(action=OuterRef("pk")).order_by("-due_on", "-pk").values("judged")[:1]
    found = Action.objects.filter(pk__in=answering).order_by("pk")
    rows = found.values_list("title", "unit__name", "status", Subquery(last))
    return tuple(
        Answering(
            title,
            unit,
            Status(status),
            str(Verdict(verdict).label) if verdict else NOT_FOLLOWED_UP,
            VERDICT_KIND.get(Verdict(verdict), "") if verdict else "",
        )
        for title, unit, status, verdict in rows
    )


def duties(facts: Safety) -> Iterable[Block]:
    """PSL 3 kap. 9 §: who answers for what, as roles and never as names."""
    columns = (Column("Roll", share=1.4), Column("Svarar för", share=3.4), Column("Personer", is_number=True))
    rows = tuple(
        Row((duty.role[:1].upper() + duty.role[1:], duty.about, duty.holders)) for duty in facts.duties
    )
    yield Table("Vem som svarar för patientsäkerheten", columns, rows, source=_source(facts))
    missing = [duty.role for duty in facts.duties if duty.is_needed and not duty.holders.value]
    if missing:
        said = f"Ingen har rollen {' eller '.join(missing)}. Systemförvaltaren lägger upp rollen."
        yield Note("owed", (Text(said),))


def _source(facts: Safety) -> str:
    return facts.duties[0].holders.source if facts.duties else ""


def injuries(facts: Safety, scope: Scope, *, may_count: bool) -> Iterable[Block]:
    """PSL 3 kap. 8 §: whether those who were harmed were told. Neither the few who were nor the few who were not are counted.

    MAY_COUNT says whether a table beside it shows how many they were.
    """
    if not facts.injured:
        said = f"Ingen händelse under {scope.year} är bedömd som vårdskada. MAS bedömer händelser enligt hälso- och sjukvårdslagen."
        yield Paragraph((Text(said),))
        return
    if facts.injured < FEWEST_ANSWERS:
        yield Paragraph((Text("Färre än fem händelser är bedömda som vårdskador, därför visas inga antal."),))
        return
    yield Paragraph(_harmed(facts, scope, may_count=may_count))
    if facts.noted < facts.injured:
        said = "Att patienten är informerad ska stå i journalen. Det är inte antecknat för alla. MAS och enhetscheferna följer upp det."
        yield Note("warning", (Text(said),), "Anteckna i journalen")


def _harmed(facts: Safety, scope: Scope, *, may_count: bool) -> tuple[Run, ...]:
    if not may_count:
        said = "Antalet vårdskador visas inte, för det skulle avslöja ett litet antal i tabellen över bedömningarna. "
        return (Text(said), Text(EVERYBODY if facts.informed == facts.injured else NOT_EVERYBODY))
    total = _count(scope, "vardskador", "Vårdskador", facts.injured)
    return (total, Text(" händelser är bedömda som vårdskada. "), *_informed(facts, scope))


def _informed(facts: Safety, scope: Scope) -> tuple[Run, ...]:
    if facts.informed == facts.injured:
        return (Text(EVERYBODY),)
    if min(facts.informed, facts.injured - facts.informed) < FEWEST_ANSWERS:
        return (Text(f"{NOT_EVERYBODY} Antalet visas inte, eftersom det rör få."),)
    informed = _count(scope, "informerade", "Informerade patienter", facts.informed)
    return (Text("I "), informed, Text(" av dem är patienten informerad."))


def _count(scope: Scope, key: str, label: str, amount: int) -> Figure:
    name, period = scope.unit.name, str(scope.year)
    return counted(f"patientsakerhet/{key}", label, amount, organisation=name, period=period, url="")


def actions(facts: Safety) -> Iterable[Block]:
    """What the year's events led to, and what came of it. PSL 3 kap. 2–3 §§."""
    if not facts.actions:
        said = "Inga åtgärder svarar mot årets händelser. Enhetscheferna lägger in åtgärder i avvikelserna, och MAS följer upp dem."
        yield Note("owed", (Text(said),))
        return
    columns = (
        Column("Åtgärd", share=3.2),
        Column("Verksamhet", share=1.8),
        Column("Status", share=1.3),
        Column("Effekt", share=1.6),
    )
    rows = tuple(
        Row(
            (
                one.title,
                one.unit,
                Tag(str(one.status.label).capitalize(), STATUS_KIND.get(one.status, "")),
                Tag(one.verdict, one.kind),
            )
        )
        for one in facts.actions
    )
    yield Table("Åtgärder som svarar mot händelser i vården", columns, rows)
