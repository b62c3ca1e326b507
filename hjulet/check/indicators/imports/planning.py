"""A file of values: kept sealed, its columns and words explained, and what reading it in would do. Changes no value."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
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
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User, reached_by
from hjulet.base.people.roles import TABLE
from hjulet.check.indicators.choices import Comparison
from hjulet.check.indicators.imports.choices import Holds, ImportObstacle, ImportState, Lack
from hjulet.check.indicators.imports.columns import Told, plain, remembered
from hjulet.check.indicators.imports.grid import Grid, first_filled, read_grid, sheets_of
from hjulet.check.indicators.imports.rows import Books, Known, UnknownWord, ValueRow, ValuesRead, read_values
from hjulet.check.indicators.models import Indicator, Value, ValueImport, ValueMap

WAITS_FOR = timedelta(days=7)  # so long a file that nobody reads in is kept
MEDIA_TYPE = "application/octet-stream"
COMPARED = {
    Comparison.COUNTRY: ("riket", "sverige", "hela riket", "hela landet", "alla kommuner"),
    Comparison.COUNTY: ("länet", "hela länet", "länets kommuner", "kommunerna i länet"),
    Comparison.SIMILAR: ("jämförbara kommuner", "liknande kommuner", "jämförelsekommuner"),
}


class CannotImport(Exception):
    """Nothing is read in; the obstacles say why, in words."""

    def __init__(self, obstacles: list[ImportObstacle]) -> None:
        self.obstacles = obstacles
        super().__init__(", ".join(obstacles))


@dataclass(frozen=True)
class Change:
    """A value that is there, and what the file says instead."""

    value: Value
    row: ValueRow

    @property
    def is_number(self) -> bool:
        return (self.value.value, self.value.missing) != (self.row.value, self.row.missing)


@dataclass(frozen=True)
class Plan:
    """What reading the file in would do today."""

    told: Told
    lacks: tuple[Lack, ...]
    read: ValuesRead = field(default_factory=ValuesRead)
    new: tuple[ValueRow, ...] = ()
    changes: tuple[Change, ...] = ()
    same: int = 0

    @property
    def faults(self) -> tuple[Fault, ...]:
        return self.read.faults

    @property
    def unknown(self) -> tuple[UnknownWord, ...]:
        return self.read.unknown

    @property
    def amount(self) -> int:
        return len(self.new) + len(self.changes)

    @cached_property
    def fingerprint(self) -> str:
        """The same when, and only when, the same values would be written over the same."""
        told = sha256()
        for row in self.new:
            told.update(repr((row.key, row.says)).encode())
        for change in self.changes:
            was = (change.value.pk, change.value.value, change.value.missing, change.value.respondents)
            told.update(repr((was, change.row.says)).encode())
        return told.hexdigest()

    def obstacles(self, *, skips_faulty: bool) -> list[ImportObstacle]:
        """Everything that stops the file from being read in; empty means go."""
        if self.lacks:
            return [ImportObstacle.LACKING]
        obstacles = [ImportObstacle.UNKNOWN_WORDS] if self.unknown else []
        obstacles += [ImportObstacle.FAULTS] if self.faults and not skips_faulty else []
        return obstacles or ([] if self.amount else [ImportObstacle.NOTHING_NEW])


@dataclass(frozen=True, repr=False)
class Upload:
    """What somebody uploaded, and where it comes from."""

    source: str
    content: bytes
    filename: str
    is_published: bool = False


def keep_upload(place: Municipality, upload: Upload, *, by: User, at: datetime) -> ValueImport:
    """The file, sealed, until it is read in. Raises CannotOpen, in words."""
    source, content, filename = upload.source, upload.content, upload.filename
    sheets = sheets_of(content)
    told = Told.unpacked(_map_of(place, source).told)
    sheet = told.sheet if told.sheet in sheets else first_filled(content, sheets)
    grid = read_grid(content, filename, sheet)
    told = remembered(replace(told, sheet=sheet), grid)
    key = uuid4()
    storage.write(key, content)  # before the row, so that a row never lacks its file
    with transaction.atomic():
        file = StoredFile.objects.create(
            municipality=place, key=key, name=filename[:150], media_type=MEDIA_TYPE, size=len(content),
            sha256=sha256(content).hexdigest(), uploaded_by=by, uploaded_at=at,
        )  # fmt: skip
        batch = ValueImport.objects.create(
            municipality=place, source=source, filename=filename[:150], file=file, told=told.packed(),
            is_published=upload.is_published, uploaded_by=by, uploaded_at=at,
        )  # fmt: skip
        record("valueimport.kept", batch, by=by, at=at, source=source)
    return batch


def grid_of(batch: ValueImport, sheet: str) -> Grid:
    """Raises CannotOpen, and CannotRead of the files when the content cannot be had."""
    assert batch.file is not None  # noqa: S101 - a constraint says so
    return read_grid(batch.file.content(), batch.filename, sheet)


def sheets(batch: ValueImport) -> tuple[str, ...]:
    assert batch.file is not None  # noqa: S101 - a constraint says so
    return sheets_of(batch.file.content())


def plan(batch: ValueImport, user: User, today: date) -> Plan:
    """What reading it in would do today, by somebody who may write at these units."""
    told = Told.unpacked(batch.told)
    if lacks := told.lacks():
        return Plan(told, tuple(lacks))
    measures = Indicator.objects.of(batch.municipality)
    known = Known(
        books_of(batch, user, today),
        frozenset(one.slug for one in measures if one.is_share),
        today,
    )
    read = read_values(grid_of(batch, told.sheet), told, known)
    there = _values_of(batch.municipality, {row.measure for row in read.rows})
    new = tuple(row for row in read.rows if row.key not in there)
    pairs = [(there[row.key], row) for row in read.rows if row.key in there]
    changes = tuple(Change(value, row) for value, row in pairs if not _says_the_same(value, row))
    return Plan(told, (), read, new, changes, same=len(pairs) - len(changes))


def books_of(batch: ValueImport, user: User, today: date) -> Books:
    """What each of their words means: as said last time, else our own names."""
    said = _map_of(batch.municipality, batch.source).words
    books: dict[Holds, dict[str, str]] = {
        held: dict(said.get(held, {})) for held in (Holds.MEASURE, Holds.UNIT, Holds.PLACE)
    }
    for word, slug in _measures_by_name(batch.municipality).items():
        if books[Holds.MEASURE].get(word, "+").startswith("+"):  # new then, ours now
            books[Holds.MEASURE][word] = slug
    for unit in units_for(batch.municipality, user, today):
        for word in (unit.name, unit.slug):
            books[Holds.UNIT].setdefault(plain(word), unit.slug)
    root = Unit.objects.of(batch.municipality).get(depth=1)
    name = plain(batch.municipality.name)
    for word in {name, name.removesuffix(" kommun"), name.removesuffix("s kommun"), batch.municipality.slug}:
        books[Holds.PLACE].setdefault(word, root.slug)
    for comparison, words in COMPARED.items():
        for word in words:
            books[Holds.PLACE].setdefault(word, comparison.value)
            books[Holds.UNIT].setdefault(word, comparison.value)
    return books


def units_for(place: Municipality, user: User, today: date) -> list[Unit]:
    """The municipality as a whole, and every unit whose figures the person answers for."""
    units = Unit.objects.of(place)
    reached = units.filter(reached_by(user, today, *TABLE[Verb.CORRECT_FIGURE]))
    return [*units.filter(depth=1), *reached.exclude(depth=1).order_by("path")]


@transaction.atomic
def tell(batch: ValueImport, told: Told, *, by: User, at: datetime) -> None:
    """What the sheet and its columns are, for this file and the next from the same source. Raises CannotImport."""
    _lock_waiting(batch)
    batch.told = told.packed()
    batch.save(update_fields=["told"])
    row = _locked_map(batch)
    row.told = told.packed()
    row.save(update_fields=["told"])
    record("valuemap.changed", row, by=by, at=at, source=batch.source)


@transaction.atomic
def explain(batch: ValueImport, said: Mapping[Holds, Mapping[str, str]], *, by: User, at: datetime) -> None:
    """What their words mean, for this file and the next from the same source."""
    row = _locked_map(batch)
    for held, book in said.items():
        row.words[str(held)] = {
            **row.words.get(held, {}),
            **{plain(word): ours for word, ours in book.items()},
        }
    row.save(update_fields=["words"])
    record("valuemap.words_explained", row, by=by, at=at, source=batch.source)


def remember_measures(batch: ValueImport, made: Mapping[str, str]) -> None:
    """What a new word became, so that the next file writes to the same measure."""
    row = _locked_map(batch)
    row.words[str(Holds.MEASURE)] = {**row.words.get(Holds.MEASURE, {}), **made}
    row.save(update_fields=["words"])


@transaction.atomic
def cancel(batch: ValueImport, *, by: User | None, at: datetime) -> None:
    """The file is taken away; nothing came of it. Raises CannotImport."""
    _lock_waiting(batch)
    file = batch.file
    record("valueimport.cancelled", batch, by=by, at=at, source=batch.source)
    batch.delete()
    if file is not None:
        file.remove(by=by, at=at)


def forget_waiting(at: datetime) -> int:
    """Files that nobody has read in for a week; gives how many."""
    old = list(ValueImport.objects.filter(state=ImportState.WAITING, uploaded_at__lt=at - WAITS_FOR))
    for batch in old:
        cancel(batch, by=None, at=at)
    return len(old)


def _lock_waiting(batch: ValueImport) -> None:
    batch.refresh_from_db(from_queryset=ValueImport.objects.select_for_update(of=("self",)))
    if batch.state != ImportState.WAITING:
        raise CannotImport([ImportObstacle.NOT_WAITING])


def _measures_by_name(place: Municipality) -> dict[str, str]:
    """By name, address and Kolada's number. A name that two measures have means neither: somebody must say which."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for slug, name, kolada in (
        Indicator.objects.of(place).filter(counting="").values_list("slug", "name", "kolada_id")
    ):
        for word in {plain(name), plain(slug), plain(kolada)} - {""}:
            if found.setdefault(word, slug) != slug:
                twice.add(word)
    return {word: slug for word, slug in found.items() if word not in twice}


def _values_of(place: Municipality, slugs: set[str]) -> dict[tuple[str, str, date, date], Value]:
    found = Value.objects.filter(indicator__municipality=place, indicator__slug__in=slugs)
    return {
        (
            value.indicator.slug,
            value.unit.slug if value.unit else value.comparison,
            value.period_start,
            value.period_end,
        ): value
        for value in found.select_related("indicator", "unit")
    }


def _says_the_same(value: Value, row: ValueRow) -> bool:
    """Answers and rates that the file does not tell of are left as they are."""
    if (value.value, value.missing) != (row.value, row.missing):
        return False
    return row.respondents in (None, value.respondents) and row.rate in (None, value.response_rate)


def _map_of(place: Municipality, source: str) -> ValueMap:
    """What was said of this source's files last time; unsaved while nothing was."""
    found = ValueMap.objects.filter(municipality=place, source=source).first()
    return found or ValueMap(municipality=place, source=source)


def _locked_map(batch: ValueImport) -> ValueMap:
    ValueMap.objects.get_or_create(municipality=batch.municipality, source=batch.source)
    return ValueMap.objects.select_for_update(of=("self",)).get(
        municipality=batch.municipality, source=batch.source
    )
