"""Read what people have done elsewhere: a file with person, course and day. Touches no tables."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from hjulet.base.organisation.sources.reading import Fault, Line, Reading
from hjulet.base.organisation.sources.tables import read_table

COLUMNS = ("person", "kurs", "klar")


@dataclass(frozen=True)
class CompletionRow:
    """One person has done one course; PERSON is a staff number or an e-mail address."""

    number: int
    person: str
    course: str
    done_on: date


def read_completions(content: bytes, filename: str) -> Reading[CompletionRow]:
    table = read_table(content, filename, COLUMNS)
    rows, faults = [], list(table.faults)
    for line in table.lines:
        found = _row(line, faults)
        if found is not None:
            rows.append(found)
    seen: dict[tuple[str, str, date], int] = {}
    for row in rows:
        key = (row.person.casefold(), row.course.casefold(), row.done_on)
        first = seen.setdefault(key, row.number)
        if first != row.number:
            reason = _("Samma person, kurs och dag står redan på rad %(row)s.") % {"row": first}
            faults.append(Fault(row.number, "person", reason))
    return Reading(tuple(rows), tuple(sorted(faults)), table.ignored_columns)


def _row(line: Line, faults: list[Fault]) -> CompletionRow | None:
    empty = [column for column in COLUMNS if not line[column]]
    faults += [Fault(line.number, column, _("Fyll i cellen.")) for column in empty]
    if empty:
        return None
    done_on = _day(line["klar"])
    if done_on is None:
        reason = _("”%(value)s” är inget datum. Skriv som 2026-01-31.") % {"value": line["klar"]}
        faults.append(Fault(line.number, "klar", reason))
        return None
    return CompletionRow(line.number, line["person"], line["kurs"], done_on)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])  # a workbook says the time too
    except ValueError:
        return None
