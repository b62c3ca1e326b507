"""Read a list of staff and roles: bytes in, rows and faults out. Touches no tables."""

import csv
import re
from dataclasses import dataclass, field
from datetime import date
from io import StringIO

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from hjulet.base.people.choices import Role

COLUMNS = {
    "staff_number": ("anställningsnummer", "anstallningsnummer", "staff_number"),
    "name": ("namn", "name"),
    "email": ("e-post", "epost", "e-postadress", "email"),
    "role": ("roll", "role"),
    "unit": ("enhet", "unit"),
    "starts_on": ("från", "fran", "from"),
    "ends_on": ("till", "to"),
}
TITLES = {key: words[0] for key, words in COLUMNS.items()}
LONGEST = {"staff_number": 40, "name": 120, "email": 254}


@dataclass(frozen=True)
class Fault:
    """What is wrong in which row (1 is the heading) and column."""

    row: int
    column: str
    reason: str


@dataclass(frozen=True)
class StaffRow:
    """One person's one role at one unit, as the file says it."""

    row: int
    staff_number: str
    name: str
    email: str
    role: Role
    unit: str
    starts_on: date
    ends_on: date | None


@dataclass
class StaffList:
    rows: list[StaffRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read(content: bytes) -> StaffList:
    """Every row that can be read, and every fault there is."""
    text = _decoded(content)
    lines = list(csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text)))
    if not lines:
        return StaffList(faults=[Fault(1, "", _("Filen är tom."))])
    places = _places(lines[0])
    missing = [title for key, title in TITLES.items() if key not in places and key != "ends_on"]
    if missing:
        return StaffList(faults=[Fault(1, title, _("Kolumnen saknas i rubrikraden.")) for title in missing])
    found = StaffList()
    for number, cells in enumerate(lines[1:], start=2):
        if any(cell.strip() for cell in cells):
            _read_row(number, {key: _cell(cells, place) for key, place in places.items()}, found)
    found.faults += _contradictions(found.rows)
    return found


def _decoded(content: bytes) -> str:
    """UTF-8 with or without a mark in front; what is not UTF-8 comes from an older Windows program."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    heading = text.partition("\n")[0]
    return max(";,\t", key=heading.count)


def _places(heading: list[str]) -> dict[str, int]:
    words = [cell.strip().lower() for cell in heading]
    return {
        key: words.index(word) for key, known in COLUMNS.items() for word in reversed(known) if word in words
    }


def _cell(cells: list[str], place: int) -> str:
    return " ".join(cells[place].split()) if place < len(cells) else ""


def _read_row(number: int, cells: dict[str, str], found: StaffList) -> None:
    reasons = {
        "staff_number": _missing_or_long("staff_number", cells),
        "name": _missing_or_long("name", cells),
        "email": _missing_or_long("email", cells) or _email_reason(cells["email"]),
        "role": "" if _role(cells["role"]) else _role_reason(cells["role"]),
        "unit": "" if cells["unit"] else _("Fyll i enhetens namn eller kortnamn."),
        "starts_on": "" if _day(cells["starts_on"]) else _day_reason(cells["starts_on"]),
        "ends_on": _end_reason(cells),
    }
    faults = [Fault(number, TITLES[key], reason) for key, reason in reasons.items() if reason]
    found.faults += faults
    role, starts_on = _role(cells["role"]), _day(cells["starts_on"])
    if faults or role is None or starts_on is None:
        return
    known = (cells["staff_number"], cells["name"], cells["email"].lower(), role, cells["unit"], starts_on)
    found.rows.append(StaffRow(number, *known, _day(cells.get("ends_on", ""))))


def _missing_or_long(key: str, cells: dict[str, str]) -> str:
    if not cells[key]:
        return _("Fyll i cellen.")
    if len(cells[key]) > LONGEST[key]:
        return _("Texten är för lång (högst %(most)s tecken).") % {"most": LONGEST[key]}
    return ""


def _email_reason(value: str) -> str:
    try:
        validate_email(value)
    except ValidationError:
        return _("”%(value)s” är ingen e-postadress.") % {"value": value}
    return ""


def _role(value: str) -> Role | None:
    wanted = value.casefold()
    return next((role for role in Role if wanted in {role.value, str(role.label).casefold()}), None)


def _role_reason(value: str) -> str:
    known = ", ".join(str(label) for label in Role.labels)
    return _("”%(value)s” är ingen roll. Rollerna heter: %(known)s.") % {"value": value, "known": known}


def _day(value: str) -> date | None:
    """2026-01-31 or 20260131."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}|\d{8}", value, flags=re.ASCII):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _day_reason(value: str) -> str:
    if not value:
        return _("Fyll i ett datum, till exempel 2026-01-31.")
    return _("”%(value)s” är inget datum. Skriv som 2026-01-31.") % {"value": value}


def _end_reason(cells: dict[str, str]) -> str:
    value = cells.get("ends_on", "")
    if not value:
        return ""
    starts_on, ends_on = _day(cells["starts_on"]), _day(value)
    if ends_on is None:
        return _day_reason(value)
    is_before = starts_on is not None and ends_on < starts_on
    return _("Slutdatumet ligger före startdatumet.") if is_before else ""


def _contradictions(rows: list[StaffRow]) -> list[Fault]:
    """The same person with two names or addresses, one address for two people, or the same role twice."""
    people: dict[str, StaffRow] = {}
    owners: dict[str, StaffRow] = {}
    roles: dict[tuple[object, ...], StaffRow] = {}
    faults = []
    for row in rows:
        first = people.setdefault(row.staff_number, row)
        owner = owners.setdefault(row.email, row)
        twin = roles.setdefault((row.staff_number, row.role, row.unit.casefold(), row.starts_on), row)
        if first.name != row.name:
            faults.append(Fault(row.row, TITLES["name"], _other(first.row)))
        if first.email != row.email:
            faults.append(Fault(row.row, TITLES["email"], _other(first.row)))
        if owner.staff_number != row.staff_number:
            reason = _("Adressen står för en annan person på rad %(row)s.") % {"row": owner.row}
            faults.append(Fault(row.row, TITLES["email"], reason))
        if twin is not row:
            reason = _("Samma roll står redan på rad %(row)s.") % {"row": twin.row}
            faults.append(Fault(row.row, TITLES["role"], reason))
    return faults


def _other(row: int) -> str:
    return _("Samma anställningsnummer har något annat på rad %(row)s.") % {"row": row}
