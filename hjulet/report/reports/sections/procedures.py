"""Processes and routines: how many are described and established, what was approved during the year, what is out of date. SOSFS 2011:9 4 kap. 2–4 §§."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from hjulet.base import law
from hjulet.base.ui import swedish
from hjulet.plan.procedures.choices import Priority
from hjulet.plan.procedures.models import Activity, Process, Routine, RoutineReview, RoutineVersion
from hjulet.report.reports.blocks import Block, Bullets, Column, Figure, Paragraph, Row, Table, Text
from hjulet.report.reports.scope import Scope

SOURCE = "Kvalitetshjulet, processer och rutiner"
LAWS = {
    "procedures:processes": law.IDENTIFY_PROCESSES,
    "procedures:routines": law.ESTABLISH_ROUTINES,
    "procedures:due": law.ESTABLISH_ROUTINES,
}
MOST_NAMED = 12  # processes by name; more are counted


@dataclass(frozen=True)
class Facts:
    """How it was on the last day of the year, and what happened during it."""

    organisation: str
    slug: str
    year: int
    processes: int
    established: int
    prioritised: tuple[str, ...]
    activities: int
    with_routine: int  # activities that have a routine in force
    in_force: int
    approved: int  # versions approved during the year
    prompted: int  # of them, those that an action was behind
    reviewed: int
    overdue: int
    unowned: int
    is_public: bool = False


def collect(scope: Scope) -> Facts | None:
    """None where no process is described and no routine written: then the chapter says nothing of them."""
    last = date(scope.year, 12, 31)
    below = Q(unit__path__startswith=scope.unit.path)
    routines = Routine.objects.filter(below)
    held = RoutineVersion.objects.in_force(last).filter(routine__in=routines.values("pk"))
    there = Process.objects.filter(
        below, Q(ended_on=None) | Q(ended_on__gt=last), activities__isnull=False
    ).distinct()
    processes = list(there.order_by("name"))
    in_force = held.count()
    if not processes and not in_force:
        return None
    used = Activity.objects.filter(process__in=[process.pk for process in processes])
    has_routine = Exists(held.filter(routine__activities=OuterRef("pk")))
    approved = RoutineVersion.objects.approved().filter(
        routine__in=routines.values("pk"), valid_from__year=scope.year
    )
    return Facts(
        organisation=scope.unit.name, slug=scope.unit.slug, year=scope.year, is_public=scope.is_public,
        processes=len(processes),
        established=sum(one.established_at is not None and one.established_at.date() <= last for one in processes),
        prioritised=tuple(one.name for one in processes if one.priority == Priority.HIGH),
        activities=used.count(), with_routine=used.filter(has_routine).count(),
        in_force=in_force, approved=approved.count(),
        prompted=approved.exclude(prompted_by=None).distinct().count(),
        reviewed=RoutineReview.objects.filter(version__routine__in=routines.values("pk"), reviewed_at__year=scope.year).count(),
        overdue=held.filter(review_by__lte=last).count(),
        unowned=held.filter(routine__owner=None).count(),
    )  # fmt: skip


def blocks_of(facts: Facts | None) -> Iterable[Block]:
    if facts is None:
        return
    if facts.prioritised:
        named = facts.prioritised[:MOST_NAMED]
        more = len(facts.prioritised) - len(named)
        items = [(Text(name),) for name in named] + ([(Text(f"och {more} till"),)] if more else [])
        yield Paragraph((Text("Prioriterade processer:"),))
        yield Bullets(tuple(items))
    yield _table(facts)


def _table(facts: Facts) -> Table:
    processes, routines, due = "procedures:processes", "procedures:routines", "procedures:due"
    at_the_end = (
        ("processer", "Beskrivna processer", facts.processes, processes),
        ("faststallda", "Fastställda processer", facts.established, processes),
        ("aktiviteter", "Aktiviteter i processerna", facts.activities, processes),
        ("med-rutin", "Aktiviteter med en rutin som gäller", facts.with_routine, processes),
        ("styrdokument", "Rutiner och andra styrdokument som gäller", facts.in_force, routines),
        ("forsenade", "Styrdokument som har passerat sin dag för genomgång", facts.overdue, due),
        ("utan-ansvarig", "Styrdokument utan ansvarig", facts.unowned, due),
    )
    during = (
        ("nya-versioner", "Nya versioner som började gälla", facts.approved, routines),
        ("ur-atgarder", "Nya versioner med en åtgärd bakom (5 kap. 8 §)", facts.prompted, routines),
        ("genomgangna", "Styrdokument som gicks igenom och stämde", facts.reviewed, due),
    )
    rows = [Row((f"Vid slutet av {facts.year}", None), group=True)]
    rows += [
        Row((label, _figure(facts, key, label, number, page))) for key, label, number, page in at_the_end
    ]
    rows += [Row((f"Under {facts.year}", None), group=True)]
    rows += [Row((label, _figure(facts, key, label, number, page))) for key, label, number, page in during]
    columns = (Column("Vad", share=4.0), Column("Antal", is_number=True))
    return Table("Processer och rutiner i siffror", columns, tuple(rows), source=SOURCE)


def _figure(facts: Facts, key: str, label: str, number: int, page: str) -> Figure:
    return Figure(
        id=f"rutiner-{key}/{facts.slug}/{facts.year}", label=label, text=swedish.number(number), value=Decimal(number),
        missing_reason="", unit="antal", organisation=facts.organisation, period=f"{facts.year}", n=None,
        source=f"{SOURCE} ({LAWS[page].place})", url="" if facts.is_public else reverse(page),
    )  # fmt: skip
