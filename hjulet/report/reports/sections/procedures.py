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
from hjulet.report.reports.blocks import Block, Bullets, Figure, Paragraph, Run, Text
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
    yield Paragraph(_processes(facts))
    if facts.prioritised:
        named = facts.prioritised[:MOST_NAMED]
        more = len(facts.prioritised) - len(named)
        items = [(Text(name),) for name in named] + ([(Text(f"och {more} till"),)] if more else [])
        yield Paragraph((Text("Prioriterade processer:"),))
        yield Bullets(tuple(items))
    yield Paragraph(_routines(facts))
    yield Paragraph(_upkeep(facts))


def _processes(facts: Facts) -> tuple[Run, ...]:
    if not facts.processes:
        return (Text("Ingen process är beskriven i systemet än."),)
    return (
        _figure(facts, "processer", "Beskrivna processer", facts.processes, "procedures:processes"),
        Text(_of(facts.processes, " process är beskriven", " processer är beskrivna")),
        Text(" med sina aktiviteter i ordning, och "),
        _figure(facts, "faststallda", "Fastställda processer", facts.established, "procedures:processes"),
        Text(_of(facts.established, " av dem är fastställd. Av ", " av dem är fastställda. Av ")),
        _figure(facts, "aktiviteter", "Aktiviteter", facts.activities, "procedures:processes"),
        Text(_of(facts.activities, " aktivitet har ", " aktiviteter har ")),
        _figure(facts, "med-rutin", "Aktiviteter med rutin", facts.with_routine, "procedures:processes"),
        Text(" en rutin som gäller."),
    )


def _routines(facts: Facts) -> tuple[Run, ...]:
    runs: list[Run] = [
        Text(f"I slutet av {facts.year} gällde "),
        _figure(facts, "styrdokument", "Gällande styrdokument", facts.in_force, "procedures:routines"),
        Text(
            _of(
                facts.in_force,
                " styrdokument. Under året började ",
                " rutiner och andra styrdokument. Under året började ",
            )
        ),
        _figure(facts, "nya-versioner", "Versioner som började gälla", facts.approved, "procedures:routines"),
        Text(_of(facts.approved, " ny version gälla", " nya versioner gälla")),
    ]
    if facts.prompted:
        runs += [
            Text(", och bakom "),
            _figure(
                facts, "ur-atgarder", "Versioner med en åtgärd bakom", facts.prompted, "procedures:routines"
            ),
            Text(" av dem fanns en åtgärd (5 kap. 8 §)"),
        ]
    return (*runs, Text("."))


def _upkeep(facts: Facts) -> tuple[Run, ...]:
    return (
        _figure(facts, "genomgangna", "Genomgångna utan ändring", facts.reviewed, "procedures:due"),
        Text(" dokument gicks igenom och stämde. Vid årets slut hade "),
        _figure(facts, "forsenade", "Passerad dag för genomgång", facts.overdue, "procedures:due"),
        Text(" passerat sin dag för genomgång, och "),
        _figure(facts, "utan-ansvarig", "Utan ansvarig", facts.unowned, "procedures:due"),
        Text(" saknade ansvarig."),
    )


def _of(number: int, one: str, many: str) -> str:
    return one if number == 1 else many


def _figure(facts: Facts, key: str, label: str, number: int, page: str) -> Figure:
    return Figure(
        id=f"rutiner-{key}/{facts.slug}/{facts.year}", label=label, text=swedish.number(number), value=Decimal(number),
        missing_reason="", unit="antal", organisation=facts.organisation, period=f"{facts.year}", n=None,
        source=f"{SOURCE} ({LAWS[page].place})", url="" if facts.is_public else reverse(page),
    )  # fmt: skip
