"""A list of cooperation as a municipality keeps it: CSV or XLSX → rows and faults by row. Touches no tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hjulet.base.organisation.sources import words
from hjulet.base.organisation.sources.reading import WHOLE_FILE, Fault, Line, Reading
from hjulet.base.organisation.sources.tables import MOST_ROWS, cells_of_file
from hjulet.base.organisation.sources.workbooks import CannotOpen
from hjulet.plan.cooperation.choices import Form, Lasting

COLUMNS = (
    "rubrik", "parter", "form", "enhet", "gäller från", "gäller till", "undertecknat", "uppsägning månader",
    "förlängs månader", "ansvarig", "lagområden", "processer", "diarienummer", "kontakt", "vad", "hur",
)  # fmt: skip
NEEDED = ("rubrik", "parter")
ALIASES = {
    "title": "rubrik", "samverkan": "rubrik", "avtal": "rubrik", "namn": "rubrik", "parties": "parter", "part": "parter",
    "kind": "form", "slag": "form", "unit": "enhet", "verksamhet": "enhet", "från": "gäller från", "startdatum": "gäller från",
    "till": "gäller till", "slutdatum": "gäller till", "giltigt till": "gäller till", "giltig till": "gäller till",
    "uppsägningstid": "uppsägning månader", "förlängning": "förlängs månader", "ägare": "ansvarig", "e-post": "ansvarig",
    "lagrum": "lagområden", "process": "processer", "dnr": "diarienummer", "kontaktperson": "kontakt", "syfte": "vad",
}  # fmt: skip
FORMS = {str(form.label): form for form in Form} | {
    "": Form.OTHER, "samverkansavtal": Form.AGREEMENT, "rutin": Form.ROUTINE, "gemensamma rutiner": Form.ROUTINE,
    "möten": Form.MEETINGS, "mötesstruktur": Form.MEETINGS, "struktur": Form.MEETINGS, "annat": Form.OTHER,
}  # fmt: skip
OPEN_ENDED = frozenset({"tills vidare", "tv", "t.v.", "löpande"})
PARTED = re.compile(r"[;\n]")
MONTHS = re.compile(r"^(\d{1,3})(?:\s*(?:mån(?:ader)?|m)\.?)?$")


@dataclass(frozen=True)
class Listed:
    """A cooperation as a file tells of it; unit, owner and processes still by the words of the file."""

    number: int
    title: str
    partners: tuple[str, ...]
    form: Form
    unit: str
    valid_from: date | None
    lasting: Lasting
    valid_to: date | None
    signed_on: date | None
    notice_months: int | None
    prolongs_by: int | None
    owner: str
    law_codes: str
    processes: tuple[str, ...]
    registry_number: str
    contact: str
    purpose: str
    practice: str


def read_list(content: bytes, filename: str) -> Reading[Listed]:
    """Every row that can be read, and every fault of the file alone."""
    try:
        numbered, faults = cells_of_file(content, filename, most_rows=MOST_ROWS)
    except CannotOpen as error:
        return Reading((), (Fault(WHOLE_FILE, "", str(error)),))
    if len(numbered) < 2:
        said = _("Filen har inga rader. Första raden ska vara en rubrikrad med minst: %(header)s.")
        return Reading((), (Fault(WHOLE_FILE, "", said % {"header": ", ".join(NEEDED)}),))
    header = [_column(cell) for cell in numbered[0][1]]
    if missing := [name for name in NEEDED if name not in header]:
        said = _("Kolumnen saknas. Rubrikraden behöver minst: %(header)s.") % {"header": ", ".join(NEEDED)}
        return Reading((), tuple(Fault(1, name, said) for name in missing))
    lines = [_line(number, header, cells) for number, cells in numbered[1:]]
    read = [_read(line) for line in lines]
    wrong = [*faults, *(fault for _row, found in read for fault in found), *_twice(read)]
    ignored = tuple(name for name in header if name and name not in COLUMNS)
    return Reading(
        tuple(row for row, found in read if row and not found), words.first_of_each_cell(wrong), ignored
    )


def _column(cell: str) -> str:
    name = " ".join(cell.lower().split())
    return ALIASES.get(name, name)


def _line(number: int, header: list[str], cells: list[str]) -> Line:
    padded = [*cells, *[""] * (len(header) - len(cells))]
    given: dict[str, str] = {}
    for name, cell in zip(header, padded, strict=False):
        given.setdefault(name, cell.strip())
    return Line(number, {name: given.get(name, "") for name in COLUMNS})


def _read(line: Line) -> tuple[Listed | None, list[Fault]]:
    values: dict[str, Any] = {}
    faults = []
    for column, read in READERS.items():
        try:
            values[column] = read(line[column])
        except ValueError as error:
            faults.append(Fault(line.number, column, str(error)))
    if faults:
        return None, faults
    lasting, valid_to = values["gäller till"]
    row = Listed(
        line.number, values["rubrik"], values["parter"], values["form"], values["enhet"], values["gäller från"],
        lasting, valid_to, values["undertecknat"], values["uppsägning månader"], values["förlängs månader"],
        values["ansvarig"], values["lagområden"], values["processer"], values["diarienummer"], values["kontakt"],
        values["vad"], values["hur"],
    )  # fmt: skip
    return row, _faults_of(row)


def _faults_of(row: Listed) -> list[Fault]:
    faults = []
    if row.valid_from and row.valid_to and row.valid_to < row.valid_from:
        faults.append(Fault(row.number, "gäller till", _("Sista dagen ligger före den första.")))
    if row.prolongs_by and row.lasting != Lasting.UNTIL:
        faults.append(
            Fault(row.number, "förlängs månader", _("Skriv en sista dag. Bara det som har en kan förlängas."))
        )
    return faults


def _twice(read: list[tuple[Listed | None, list[Fault]]]) -> list[Fault]:
    seen: dict[tuple[str, str], int] = {}
    faults = []
    for row, _found in read:
        if row is None:
            continue
        key = row.title.casefold(), row.unit.casefold()
        if key in seen:
            said = _("Samma rubrik och enhet står redan på rad %(row)s.") % {"row": seen[key]}
            faults.append(Fault(row.number, "rubrik", said))
        seen.setdefault(key, row.number)
    return faults


def _partners(said: str) -> tuple[str, ...]:
    names = list(dict.fromkeys(" ".join(name.split()) for name in PARTED.split(said) if name.strip()))
    if not names:
        raise ValueError(_("Skriv minst en part. Skilj flera åt med semikolon."))
    return tuple(words.name(name, 160) for name in names)


def _day(said: str) -> date | None:
    if not said:
        return None
    try:
        found = date.fromisoformat(said[:10].replace("/", "-").replace(".", "-"))
    except ValueError:
        raise ValueError(_("”%(said)s” är ingen dag. Skriv ÅÅÅÅ-MM-DD.") % {"said": said}) from None
    if not 1900 <= found.year <= 2200:
        raise ValueError(_("”%(said)s” är ingen rimlig dag. Skriv ÅÅÅÅ-MM-DD.") % {"said": said})
    return found


def _until(said: str) -> tuple[Lasting, date | None]:
    if said.lower() in OPEN_ENDED:
        return Lasting.OPEN, None
    return (Lasting.UNTIL, _day(said)) if said else (Lasting.UNKNOWN, None)


def _months(said: str) -> int | None:
    if not said or said == "0":
        return None
    match = MONTHS.match(said.lower().strip())
    if match is None or not 1 <= int(match[1]) <= 120:
        raise ValueError(
            _("”%(said)s” är inget antal månader. Skriv ett tal från 1 till 120.") % {"said": said}
        )
    return int(match[1])


def _titles(said: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(name.split()) for name in PARTED.split(said) if name.strip()))


READERS: dict[str, Callable[[str], Any]] = {
    "rubrik": lambda said: words.name(said, 200),
    "parter": _partners,
    "form": lambda said: FORMS[words.known(said, {word: word for word in FORMS})],
    "enhet": lambda said: words.plain(said, 120),
    "gäller från": _day,
    "gäller till": _until,
    "undertecknat": _day,
    "uppsägning månader": _months,
    "förlängs månader": _months,
    "ansvarig": lambda said: words.plain(said, 254),
    "lagområden": words.law_codes,
    "processer": _titles,
    "diarienummer": lambda said: words.plain(said, 40),
    "kontakt": lambda said: words.plain(said, 300),
    "vad": lambda said: words.plain(said, 5000),
    "hur": lambda said: words.plain(said, 5000),
}
