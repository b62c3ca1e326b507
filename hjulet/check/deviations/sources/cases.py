"""A sheet whose columns are known → cases, faults by row and column, and words that nobody has explained."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import starmap

from django.utils.translation import gettext as _

from hjulet.base.organisation.sources.reading import Fault
from hjulet.check.deviations.choices import CareInjury, EventClass, Law, State
from hjulet.check.deviations.sources import words
from hjulet.check.deviations.sources.choices import REQUIRED, WORDED, Field
from hjulet.check.deviations.sources.sheets import Sheet

UNSAVEABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
SKIP = "-"  # what a word of a unit may stand for: leave its rows out
LONGEST = {Field.NUMBER: 60, Field.REPORTER: 200}
LONGEST_TEXT = 50_000
NOON = time(12)  # where only a day is said
Books = Mapping[Field, Mapping[str, str]]  # their word (plain) → our value
Period = tuple[date | None, date | None]


@dataclass(frozen=True, repr=False)
class CaseRow:
    """A case as a file tells of it."""

    row: int
    number: str
    unit: str  # its slug
    happened_on: date
    happened_time: time | None
    what_happened: str
    done_at_once: str
    reported: datetime  # as the clock on the wall said
    reporter: str
    law: str
    type: str  # its code
    event_class: str
    severity: int | None
    probability: int | None
    care_injury: str
    course: str
    state: State
    closed_on: date | None

    def __repr__(self) -> str:
        return f"<CaseRow {self.row}>"  # an error report prints it, and must not tell


@dataclass(frozen=True)
class UnknownWord:
    """A word that somebody must say the meaning of, and how many rows have it."""

    field: Field
    said: str
    rows: int


@dataclass(frozen=True, repr=False)
class CasesRead:
    """All of the file. Rows with a fault, or with a word that is not explained, are not among `rows`."""

    rows: tuple[CaseRow, ...] = ()
    faults: tuple[Fault, ...] = ()
    unknown: tuple[UnknownWord, ...] = ()
    left_out: int = 0  # rows of units that are not to be read in
    without_clock: int = 0  # rows where nothing says when they were reported


@dataclass
class _Reader:
    """What is gathered while the rows are read."""

    sheet: Sheet
    columns: Mapping[Field, str]
    books: Books
    units: Mapping[str, Period]
    today: date
    faults: list[Fault] = field(default_factory=list)
    unknown: Counter[tuple[Field, str]] = field(default_factory=Counter)
    seen: dict[str, int] = field(default_factory=dict)
    left_out: int = 0
    without_clock: int = 0

    def read(self) -> CasesRead:
        places = {one: self.sheet.header.index(heading) for one, heading in self.columns.items()}
        used = {*self.columns.values(), ""}
        self.faults += [fault for fault in self.sheet.faults if fault.column in used]
        broken = {fault.row for fault in self.faults}
        rows = []
        for number, cells in self.sheet.rows:
            said = {one: cells[place] for one, place in places.items()}
            if number not in broken and (row := self._row(number, said)) is not None:
                rows.append(row)
        unknown = starmap(UnknownWord, ((*key, amount) for key, amount in self.unknown.most_common()))
        return CasesRead(
            tuple(rows), tuple(sorted(self.faults)), tuple(unknown), self.left_out, self.without_clock
        )

    def _row(self, number: int, said: Mapping[Field, str]) -> CaseRow | None:
        """The case, or None when something stops it; what does is noted."""
        before = len(self.faults)
        meant, is_explained = self._meant(said)
        if meant.get(Field.UNIT) == SKIP:
            self.left_out += 1
            return None
        self._check_texts(number, said)
        happened = self._day(number, Field.HAPPENED, said)
        reported = self._day(number, Field.REPORTED, said)
        closed = self._day(number, Field.CLOSED, said)
        clock = self._clock(number, said)
        if len(self.faults) > before or not is_explained or happened is None:
            return None
        self._check_unit(number, meant[Field.UNIT], happened[0])
        self._check_once(number, said[Field.NUMBER])
        if len(self.faults) > before:
            return None
        self.without_clock += reported is None
        return _case(
            number,
            said,
            meant,
            happened=(happened[0], clock or happened[1]),
            reported=reported,
            closed=closed,
        )

    def _meant(self, said: Mapping[Field, str]) -> tuple[dict[Field, str], bool]:
        """What each word stands for, and whether all of them stand for something."""
        meant = {}
        is_explained = True
        for one in WORDED:
            text = said.get(one, "")
            value = words.known(one, text, self.books.get(one, {})) if text else ""
            if value is None:
                self.unknown[one, text[:200]] += 1
                is_explained = False
            meant[one] = value or ""
        return meant, is_explained

    def _check_texts(self, number: int, said: Mapping[Field, str]) -> None:
        for one in REQUIRED:
            if not said[one]:
                self._fault(number, one, _("Cellen är tom."))
        for one, text in said.items():
            most = LONGEST.get(one, LONGEST_TEXT)
            if len(text) > most:
                sizes = {"long": len(text), "most": most}
                self._fault(
                    number, one, _("Texten har %(long)s tecken, högst %(most)s går att spara.") % sizes
                )
            if UNSAVEABLE.search(text):
                self._fault(number, one, _("Cellen har ett tecken som inte går att spara. Skriv om texten."))
            if "\N{REPLACEMENT CHARACTER}" in text:
                self._fault(
                    number, one, _("Å, ä och ö går inte att läsa. Spara filen som CSV (UTF-8) eller .xlsx.")
                )

    def _day(self, number: int, one: Field, said: Mapping[Field, str]) -> tuple[date, time | None] | None:
        if not said.get(one):
            return None
        try:
            found = words.day_and_time(said[one])
        except ValueError as error:
            self._fault(number, one, str(error))
            return None
        if found[0] > self.today:
            self._fault(number, one, _("%(day)s har inte varit än.") % {"day": found[0]})
        return found

    def _clock(self, number: int, said: Mapping[Field, str]) -> time | None:
        try:
            return words.clock(said.get(Field.TIME, ""))
        except ValueError as error:
            self._fault(number, Field.TIME, str(error))
            return None

    def _check_unit(self, number: int, slug: str, day: date) -> None:
        period = self.units.get(slug)
        if period is None:
            self._fault(number, Field.UNIT, _("Enheten finns inte längre. Säg på nytt vad ordet betyder."))
        elif (period[0] and day < period[0]) or (period[1] and day > period[1]):
            self._fault(number, Field.UNIT, _("Enheten fanns inte %(day)s.") % {"day": day})

    def _check_once(self, number: int, theirs: str) -> None:
        first = self.seen.setdefault(theirs, number)
        if first != number:
            self._fault(number, Field.NUMBER, _("Samma nummer står redan på rad %(row)s.") % {"row": first})

    def _fault(self, number: int, one: Field, reason: str) -> None:
        self.faults.append(Fault(number, self.columns.get(one, str(one.label)), reason))


def read_cases(
    sheet: Sheet, columns: Mapping[Field, str], books: Books, *, units: Mapping[str, Period], today: date
) -> CasesRead:
    """Every row that can be read in. UNITS are ours by slug, with the first and the last day they were there."""
    return _Reader(sheet, columns, books, units, today).read()


def _case(
    number: int, said: Mapping[Field, str], meant: Mapping[Field, str], *,
    happened: tuple[date, time | None], reported: tuple[date, time | None] | None, closed: tuple[date, time | None] | None,
) -> CaseRow:  # fmt: skip
    day, clock = reported or happened
    state = State(meant[Field.STATE]) if meant[Field.STATE] else (State.CLOSED if closed else State.RECEIVED)
    return CaseRow(
        row=number,
        number=said[Field.NUMBER],
        unit=meant[Field.UNIT],
        happened_on=happened[0],
        happened_time=happened[1],
        what_happened=said[Field.WHAT],
        done_at_once=said.get(Field.DONE, ""),
        reported=datetime.combine(day, clock or NOON),
        reporter=said.get(Field.REPORTER, ""),
        law=Law(meant[Field.LAW]) if meant[Field.LAW] else "",
        type=meant[Field.TYPE],
        event_class=EventClass(meant[Field.EVENT_CLASS]) if meant[Field.EVENT_CLASS] else "",
        severity=int(meant[Field.SEVERITY]) if meant[Field.SEVERITY] else None,
        probability=int(meant[Field.PROBABILITY]) if meant[Field.PROBABILITY] else None,
        care_injury=CareInjury(meant[Field.CARE_INJURY]) if meant[Field.CARE_INJURY] else "",
        course=said.get(Field.COURSE, ""),
        state=state,
        closed_on=closed[0] if closed else None,
    )
