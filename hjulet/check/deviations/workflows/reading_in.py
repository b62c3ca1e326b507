"""Cases out of a file: written in small steps, so that nobody who reports has to wait, and undone as a whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localtime, make_aware

from hjulet.base.log.chain import one_at_a_time, record
from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.base.search.stems import blinded
from hjulet.check.deviations import ready_made, rules
from hjulet.check.deviations.choices import Door, EventClass, HowBad, Law, Severity, State, Tile
from hjulet.check.deviations.models import (
    Deviation,
    DeviationImport,
    DeviationType,
    ImportedDeviation,
    Part,
    deadlines_of,
)
from hjulet.check.deviations.sources.cases import CaseRow
from hjulet.check.deviations.sources.choices import ImportObstacle, ImportState
from hjulet.check.deviations.workflows.counting import count_everything
from hjulet.check.deviations.workflows.importing import CannotImport, Types, plan, types_of
from hjulet.check.deviations.workflows.reporting import SEARCH

Some = TypeVar("Some")
AT_A_TIME = 100  # about a tenth of a second, during which nobody else can write on SQLite
HOW_BAD = {
    Severity.MINOR: HowBad.LITTLE,
    Severity.MODERATE: HowBad.HARM,
    Severity.SERIOUS: HowBad.GRAVE,
    Severity.CATASTROPHIC: HowBad.GRAVE,
}


@dataclass(frozen=True)
class Register:
    """What a row is read by."""

    batch: DeviationImport
    by: User
    at: datetime
    units: dict[str, Unit]
    types: Types
    times: rules.Times


def start(
    batch: DeviationImport, seen: str, *, skips_faulty: bool, is_handled_here: bool, by: User, at: datetime
) -> None:
    """Let it be read in as it was shown; `carry_out` does. Raises CannotImport. Asked again while it runs, it goes on."""
    if batch.state == ImportState.RUNNING:
        return
    if batch.state != ImportState.WAITING:
        raise CannotImport([ImportObstacle.NOT_WAITING])
    planned = plan(batch, localtime(at).date())  # takes a second or two: before anything is locked
    if obstacles := planned.obstacles(skips_faulty=skips_faulty):
        raise CannotImport(obstacles)
    if planned.fingerprint != seen:
        raise CannotImport([ImportObstacle.CHANGED])
    with transaction.atomic():
        batch.refresh_from_db(from_queryset=DeviationImport.objects.select_for_update(of=("self",)))
        if batch.state != ImportState.WAITING:
            return
        batch.state, batch.run_by, batch.run_at, batch.total = ImportState.RUNNING, by, at, len(planned.new)
        batch.skips_faulty, batch.is_handled_here = skips_faulty, is_handled_here
        batch.save(update_fields=["state", "run_by", "run_at", "total", "skips_faulty", "is_handled_here"])
        record("deviationimport.started", batch, by=by, at=at, system=batch.system, amount=batch.total)


def carry_out(batch: DeviationImport) -> int:
    """Read in what is left of a started import; gives how many. Stopped half way it goes on where it was."""
    if batch.state != ImportState.RUNNING or batch.run_at is None:
        return 0
    register = register_of(batch)
    written = 0
    for rows in _by_the_handful(plan(batch, localtime(batch.run_at).date()).new):
        written += write(rows, register)
    _finish(batch)
    return written


def register_of(batch: DeviationImport) -> Register:
    """What every row of a started import is read by."""
    assert batch.run_by is not None  # noqa: S101 - constraints say so
    assert batch.run_at is not None  # noqa: S101
    units = {unit.slug: unit for unit in Unit.objects.of(batch.municipality)}
    times = deadlines_of(batch.municipality_id).times
    return Register(batch, batch.run_by, batch.run_at, units, types_of(batch.municipality), times)


@transaction.atomic
def undo(batch: DeviationImport, *, by: User, at: datetime) -> int:
    """Every case that came out of it is gone, while nobody has worked with any of them. Raises CannotImport."""
    batch.refresh_from_db(from_queryset=DeviationImport.objects.select_for_update(of=("self",)))
    if batch.state != ImportState.DONE:
        raise CannotImport([ImportObstacle.NOT_DONE])
    if batch.cases.touched().exists():
        raise CannotImport([ImportObstacle.TOUCHED])
    numbers = list(batch.cases.values_list("deviation", flat=True))
    for some in _by_the_handful(numbers):
        Deviation.objects.filter(pk__in=some).delete()
    count_everything(batch.municipality)
    batch.state, batch.undone_by, batch.undone_at = ImportState.UNDONE, by, at
    batch.save(update_fields=["state", "undone_by", "undone_at"])
    record("deviationimport.undone", batch, by=by, at=at, system=batch.system, amount=len(numbers))
    return len(numbers)


@transaction.atomic
def _finish(batch: DeviationImport) -> None:
    """Counted, logged, and the file is gone: what was in it stands in the cases."""
    batch.refresh_from_db(from_queryset=DeviationImport.objects.select_for_update(of=("self",)))
    if batch.state != ImportState.RUNNING or batch.run_at is None:
        return  # another worker was faster
    count_everything(batch.municipality)
    file, batch.state, batch.file = batch.file, ImportState.DONE, None
    batch.save(update_fields=["state", "file"])
    amount = batch.cases.count()
    record(
        "deviationimport.done", batch, by=batch.run_by, at=batch.run_at, system=batch.system, amount=amount
    )
    if file is not None:
        file.remove(by=batch.run_by, at=batch.run_at)


def write(rows: list[CaseRow], register: Register) -> int:
    """Those of the rows that are not there by now. What takes time is done before anything is locked."""
    pairs = []
    for row in rows:
        kind = register.types.on(row.type, row.happened_on)
        case = _deviation(row, kind, register)
        pairs.append((case, _part_of(row, case, kind)))
    return _insert(pairs, register.batch)


@transaction.atomic
def _insert(pairs: list[tuple[Deviation, Part]], batch: DeviationImport) -> int:
    one_at_a_time()  # numbers have no doublets
    asked = [case.source_number for case, _part in pairs]
    theirs = Deviation.objects.filter(municipality=batch.municipality_id, source_system=batch.system)
    there = set(theirs.filter(source_number__in=asked).values_list("source_number", flat=True))
    new = [(case, part) for case, part in pairs if case.source_number not in there]
    last = _last_numbers(batch.municipality_id, {case.year for case, _part in new})
    for case, _part in new:
        last[case.year] += 1
        case.sequence = last[case.year]
    made = Deviation.objects.bulk_create([case for case, _part in new])
    for case, part in zip(made, (part for _case, part in new), strict=True):
        part.deviation = case
    Part.objects.bulk_create([part for _case, part in new])
    ImportedDeviation.objects.bulk_create(
        [ImportedDeviation(batch=batch, deviation=case, state=case.state) for case in made]
    )
    return len(made)


def _deviation(row: CaseRow, kind: DeviationType | None, register: Register) -> Deviation:
    """Without its number: that is given when it is written."""
    batch, unit = register.batch, register.units[row.unit]
    tile = _tile(kind)
    law = _law(row, kind, tile, unit)
    is_open = row.state in rules.OPEN
    first_day = localtime(register.at).date() if is_open else row.reported.date()
    is_closed = row.state == State.CLOSED
    return Deviation(
        municipality_id=batch.municipality_id, year=row.reported.year, unit=unit,
        door=Door.IMPORTED, tile=tile, how_bad=_how_bad(row), happened_on=row.happened_on,
        happened_time=row.happened_time, reported_at=make_aware(row.reported), reporter_name=row.reporter,
        source_system=batch.system, source_number=row.number, state=row.state, event_class=row.event_class,
        has_sol=law == Law.SOL, has_hsl=law == Law.HSL, judge_by=rules.judge_by(first_day, register.times),
        investigate_by=rules.investigate_by(first_day, register.times),
        closed_at=_closed_at(row) if is_closed else None, closed_by=register.by if is_closed else None,
    )  # fmt: skip


def _part_of(row: CaseRow, case: Deviation, kind: DeviationType | None) -> Part:
    law = Law.HSL if case.has_hsl else Law.SOL
    return Part(
        deviation=case, law=law, what_happened=row.what_happened, done_at_once=row.done_at_once, course=row.course,
        words=blinded(f"{row.what_happened} {row.done_at_once} {row.course}", purpose=SEARCH), type=kind,
        severity=row.severity, probability=row.probability, care_injury=row.care_injury if law == Law.HSL else "",
    )  # fmt: skip


def _law(row: CaseRow, kind: DeviationType | None, tile: Tile, unit: Unit) -> Law:
    """The type's; else what the file says; else a guess as for any report."""
    if kind is not None:
        return Law(kind.law)
    return Law(row.law) if row.law else rules.guessed_law(tile, unit.law_codes.split())


def _tile(kind: DeviationType | None) -> Tile:
    """The everyday word behind the type, or behind the one it belongs to."""
    codes = [one.code for one in (kind, kind.parent if kind else None) if one is not None]
    return next((ready_made.TILES[code] for code in codes if code in ready_made.TILES), Tile.OTHER)


def _how_bad(row: CaseRow) -> HowBad:
    if row.event_class in {EventClass.RISK, EventClass.NEAR_MISS}:
        return HowBad.NOTHING
    return HOW_BAD[Severity(row.severity)] if row.severity else HowBad.LITTLE


def _closed_at(row: CaseRow) -> datetime:
    """The day that the file says, or the day it was reported: it has been closed since some day we do not know."""
    return make_aware(datetime.combine(row.closed_on, time(12)) if row.closed_on else row.reported)


def _last_numbers(municipality: int, years: Iterable[int]) -> dict[int, int]:
    """The last number of each year so far; the caller holds the lock."""
    there = Deviation.objects.filter(municipality=municipality, year__in=years)
    found = dict(there.order_by().values_list("year").annotate(last=Max("sequence")))
    return {year: found.get(year, 0) for year in years}


def _by_the_handful(rows: Iterable[Some]) -> Iterator[list[Some]]:
    them = iter(rows)
    while some := list(islice(them, AT_A_TIME)):
        yield some
