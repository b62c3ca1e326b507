"""A file from another system: kept sealed, its columns and words explained, and what reading it in would do."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from hashlib import sha256
from uuid import uuid4

from django.db import transaction

from hjulet.base.files import storage
from hjulet.base.files.models import StoredFile
from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.organisation.sources.reading import Fault
from hjulet.base.people.models import User
from hjulet.check.deviations.choices import State
from hjulet.check.deviations.models import ColumnMap, Deviation, DeviationImport, DeviationType
from hjulet.check.deviations.sources import columns as headings
from hjulet.check.deviations.sources.cases import CaseRow, CasesRead, UnknownWord, read_cases
from hjulet.check.deviations.sources.choices import WORDED, Field, ImportObstacle, ImportState
from hjulet.check.deviations.sources.columns import plain
from hjulet.check.deviations.sources.sheets import Sheet, read_sheet

WAITS_FOR = timedelta(days=7)  # so long a file that nobody reads in is kept
MEDIA_TYPE = "application/gzip"


class CannotImport(Exception):
    """Nothing is read in; the obstacles say why, in words."""

    def __init__(self, obstacles: list[ImportObstacle]) -> None:
        self.obstacles = obstacles
        super().__init__(", ".join(obstacles))


@dataclass(frozen=True)
class Different:
    """A case that was read in before, and what the file says differently now. Nothing is changed."""

    number: str
    theirs: str
    was: str
    now: str


@dataclass(frozen=True, repr=False)
class Plan:
    """What reading the file in would do today."""

    columns: Mapping[Field, str]
    missing: tuple[Field, ...]
    read: CasesRead
    new: tuple[CaseRow, ...] = ()
    known: int = 0  # read in before, by their number
    different: tuple[Different, ...] = ()
    without_type: int = 0

    @property
    def faults(self) -> tuple[Fault, ...]:
        return self.read.faults

    @cached_property
    def faulty_rows(self) -> int:
        return len({fault.row for fault in self.faults})

    @property
    def unknown(self) -> tuple[UnknownWord, ...]:
        return self.read.unknown

    @cached_property
    def fingerprint(self) -> str:
        """The same when, and only when, the same cases would be read in, in the same way."""
        told = sha256(repr(sorted(self.columns.items())).encode())
        for row in self.new:
            told.update(
                repr((row.number, row.unit, row.law, row.type, row.severity, str(row.state))).encode()
            )
        return told.hexdigest()

    def obstacles(self, *, skips_faulty: bool) -> list[ImportObstacle]:
        """Everything that stops the file from being read in; empty means go."""
        if self.missing:
            return [ImportObstacle.MISSING_COLUMNS]
        obstacles = [ImportObstacle.UNKNOWN_WORDS] if self.unknown else []
        obstacles += [ImportObstacle.FAULTS] if self.faults and not skips_faulty else []
        return obstacles or ([] if self.new else [ImportObstacle.NOTHING_NEW])


def keep_upload(
    place: Municipality, system: str, content: bytes, filename: str, *, by: User, at: datetime
) -> DeviationImport:
    """What the file says, sealed, until it is read in. Raises CannotOpen, in words."""
    packed = read_sheet(content, filename).packed()
    key = uuid4()
    storage.write(key, packed)  # before the row, so that a row never lacks its file
    with transaction.atomic():
        file = StoredFile.objects.create(
            municipality=place, key=key, name=filename[:150], media_type=MEDIA_TYPE, size=len(packed),
            sha256=sha256(packed).hexdigest(), uploaded_by=by, uploaded_at=at,
        )  # fmt: skip
        batch = DeviationImport.objects.create(
            municipality=place, system=system, file=file, uploaded_by=by, uploaded_at=at
        )
        record("deviationimport.kept", batch, by=by, at=at, system=system)
    return batch


def sheet_of(batch: DeviationImport) -> Sheet:
    """Raises CannotRead of the files when the content cannot be had."""
    assert batch.file is not None  # noqa: S101 - a constraint says so
    return Sheet.unpacked(batch.file.content())


def columns_of(batch: DeviationImport, sheet: Sheet) -> dict[Field, str]:
    """Last time's columns, or a guess."""
    return headings.remembered(_map_of(batch).columns, sheet.header)


def books_of(batch: DeviationImport) -> dict[Field, dict[str, str]]:
    """What each of their words means: as said last time, else our own names of units and types."""
    said = _map_of(batch).words
    books = {field: dict(said.get(field, {})) for field in WORDED}
    for unit in Unit.objects.of(batch.municipality):
        for word in (unit.name, unit.slug):
            books[Field.UNIT].setdefault(plain(word), unit.slug)
    for kind in DeviationType.objects.filter(municipality=batch.municipality).order_by("parent", "pk"):
        for word in (kind.name, kind.code):
            books[Field.TYPE].setdefault(plain(word), kind.code)
    return books


def plan(batch: DeviationImport, today: date) -> Plan:
    """What reading it in would do today. Changes nothing."""
    sheet = sheet_of(batch)
    columns = columns_of(batch, sheet)
    if missing := headings.missing(columns):
        return Plan(columns, tuple(missing), CasesRead())
    units = {unit.slug: (unit.valid_from, unit.valid_to) for unit in Unit.objects.of(batch.municipality)}
    read = read_cases(sheet, columns, books_of(batch), units=units, today=today)
    there = _read_before(batch, {row.number for row in read.rows})
    new = tuple(row for row in read.rows if row.number not in there)
    different = tuple(_different(row, there[row.number]) for row in read.rows if row.number in there)
    types = types_of(batch.municipality)
    return Plan(
        columns, (), read, new,
        known=len(read.rows) - len(new),
        different=tuple(one for one in different if one is not None),
        without_type=sum(1 for row in new if row.type and types.on(row.type, row.happened_on) is None),
    )  # fmt: skip


@transaction.atomic
def save_columns(batch: DeviationImport, said: Mapping[Field, str], *, by: User, at: datetime) -> None:
    """Which heading holds what, for this file and the next from the same system."""
    row = _locked_map(batch)
    row.columns = {str(field): heading for field, heading in said.items() if heading}
    row.save(update_fields=["columns"])
    record("columnmap.changed", row, by=by, at=at, system=batch.system, fields=sorted(row.columns))


@transaction.atomic
def save_words(
    batch: DeviationImport, said: Mapping[Field, Mapping[str, str]], *, by: User, at: datetime
) -> None:
    """What their words mean, for this file and the next from the same system."""
    row = _locked_map(batch)
    for field, book in said.items():
        row.words[str(field)] = {
            **row.words.get(field, {}),
            **{plain(word): value for word, value in book.items()},
        }
    row.save(update_fields=["words"])
    amount = sum(len(book) for book in said.values())
    record("columnmap.words_explained", row, by=by, at=at, system=batch.system, amount=amount)


@transaction.atomic
def cancel(batch: DeviationImport, *, by: User | None, at: datetime) -> None:
    """The file is taken away; nothing came of it. Raises CannotImport."""
    batch.refresh_from_db(from_queryset=DeviationImport.objects.select_for_update(of=("self",)))
    if batch.state != ImportState.WAITING or batch.file is None:
        raise CannotImport([ImportObstacle.NOT_WAITING])
    record("deviationimport.cancelled", batch, by=by, at=at, system=batch.system)
    file = batch.file
    batch.delete()
    file.remove(by=by, at=at)


def forget_waiting(at: datetime) -> int:
    """Files that nobody has read in for a week; gives how many."""
    old = DeviationImport.objects.filter(state=ImportState.WAITING, uploaded_at__lt=at - WAITS_FOR)
    found = list(old.select_related("municipality", "file"))
    for batch in found:
        cancel(batch, by=None, at=at)
    return len(found)


@dataclass(frozen=True)
class Types:
    """A municipality's types by code, in all their periods."""

    versions: Mapping[str, list[DeviationType]]
    relatives: Mapping[str, set[str]]  # what a code became, and came from

    def on(self, code: str, day: date) -> DeviationType | None:
        """The type as it was called that day; else the one that it became or came from, where there is only one."""
        if own := self._valid(code, day):
            return own
        others = [kind for other in self.relatives.get(code, ()) if (kind := self._valid(other, day))]
        return others[0] if len(others) == 1 else None

    def _valid(self, code: str, day: date) -> DeviationType | None:
        return next((kind for kind in self.versions.get(code, ()) if kind.is_valid_on(day)), None)


def types_of(place: Municipality) -> Types:
    versions: dict[str, list[DeviationType]] = defaultdict(list)
    relatives: dict[str, set[str]] = defaultdict(set)
    for kind in (
        DeviationType.objects.filter(municipality=place).prefetch_related("became").select_related("parent")
    ):
        versions[kind.code].append(kind)
        for other in kind.became.all():
            relatives[kind.code].add(other.code)
            relatives[other.code].add(kind.code)
        if kind.parent is not None:
            relatives[kind.code].add(kind.parent.code)  # before there were subtypes there was the type
    return Types(versions, relatives)


def counted(rows: Iterable[CaseRow], name: str) -> list[tuple[str, int]]:
    """How many rows have each value, the most first."""
    return Counter(str(getattr(row, name)) for row in rows).most_common()


def _map_of(batch: DeviationImport) -> ColumnMap:
    """What was said of this system's files last time; unsaved while nothing was."""
    found = ColumnMap.objects.filter(municipality=batch.municipality_id, system=batch.system).first()
    return found or ColumnMap(municipality=batch.municipality, system=batch.system)


def _locked_map(batch: DeviationImport) -> ColumnMap:
    ColumnMap.objects.get_or_create(municipality=batch.municipality, system=batch.system)
    rows = ColumnMap.objects.select_for_update(of=("self",))
    return rows.get(municipality=batch.municipality, system=batch.system)


@dataclass(frozen=True)
class _Known:
    """A case that was read in before."""

    number: str
    says: tuple[str, str, str]  # state, unit and day


def _read_before(batch: DeviationImport, numbers: set[str]) -> dict[str, _Known]:
    """Their number → the case it became here. The state is the one it was read in with: ours may have gone on."""
    known = Deviation.objects.filter(municipality=batch.municipality_id, source_system=batch.system)
    columns = ("source_number", "year", "sequence", "state", "imported__state", "unit__slug", "happened_on")
    found = {}
    for theirs, year, sequence, state, state_then, slug, day in known.values_list(*columns).iterator():
        if theirs in numbers:
            number = Deviation(year=year, sequence=sequence).number
            found[theirs] = _Known(number, (state_then or state, slug, day.isoformat()))
    return found


def _different(row: CaseRow, known: _Known) -> Different | None:
    now = (str(row.state), row.unit, row.happened_on.isoformat())
    pairs = [pair for pair in zip(known.says, now, strict=True) if pair[0] != pair[1]]
    if not pairs:
        return None
    return Different(
        known.number, row.number, _shown(pair[0] for pair in pairs), _shown(pair[1] for pair in pairs)
    )


def _shown(said: Iterable[str]) -> str:
    """A state by its word; the rest as it is."""
    return ", ".join(str(State(one).label) if one in State.values else one for one in said)
