"""kpb.csv: one row per printed row of a table of cost per user."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from hjulet.base.organisation.sources import words
from hjulet.base.organisation.sources.reading import Fault, Line, Reading
from hjulet.base.organisation.sources.tables import read_table
from hjulet.check.costs.choices import RowKind
from hjulet.check.costs.rules import Row

FIRST_YEAR, LAST_YEAR, OLDEST = 1990, 2100, 130
MOST_PEOPLE, MOST_COST, MOST_PER_HEAD = 2_000_000_000, 10**13, 10**9
KINDS = {
    "ålder": RowKind.AGE.value,
    "total": RowKind.TOTAL.value,
    "ej_brukarkopplad": RowKind.UNLINKED.value,
    **{str(kind.label): kind.value for kind in RowKind},
}


@dataclass(frozen=True)
class CostLine:
    """A row of a table as a file tells of it. None is an empty cell: not printed."""

    number: int
    slug: str
    title: str
    label: str
    age_from: int | None
    age_to: int | None
    kind: str
    year: int
    cost: Decimal | None
    inhabitants: int | None
    users: int | None
    kr_per_inhabitant: Decimal | None
    kr_per_user: Decimal | None
    pct_users: Decimal | None
    reference_kr_per_inhabitant: Decimal | None
    reference_kr_per_user: Decimal | None
    reference_pct_users: Decimal | None
    reference_year: int | None
    table_year: int = 0  # the newest year of the table's rows
    pct_decimals: int = 1  # as many as the table prints
    is_published: bool = False  # what the one who uploads says of the whole file

    @property
    def place(self) -> tuple[str, int, str, int]:
        """Which row of which table this is."""
        return (self.slug, self.table_year, self.label, self.year)

    @property
    def plain(self) -> Row:
        """The row for the rules, which know neither file nor table."""
        return Row(**{field.name: getattr(self, field.name) for field in fields(Row)})


def read_costs(content: bytes, filename: str, *, is_published: bool = False) -> Reading[CostLine]:
    """Every row that can be read, and every fault of the file."""
    table = read_table(content, filename, COLUMNS)
    rows, faults = [], list(table.faults)
    for line in table.lines:
        values, wrong = _cells(line)
        faults += wrong
        if not wrong:
            rows.append(replace(CostLine(line.number, *values), is_published=is_published))
    faults += _faults_of_decimals(table.lines)
    faults += _faults_between(rows)
    return Reading(tuple(_as_tables(rows)), words.first_of_each_cell(faults), table.ignored_columns)


def _faults_of_decimals(lines: Iterable[Line]) -> list[Fault]:
    """Comma and point in one column: 1.234 may be a thousand or one, and nobody can know which."""
    faults = []
    for column in SHARES:
        signs = [(line.number, sign) for line in lines for sign in ",." if sign in line[column]]
        if len({sign for _number, sign in signs}) > 1:
            first = signs[0][1]
            number = next(number for number, sign in signs if sign != first)
            sentence = _("Kolumnen blandar decimalkomma och decimalpunkt. Skriv alla tal på samma sätt.")
            faults.append(Fault(number, column, sentence))
    return faults


def _cells(line: Line) -> tuple[list[Any], list[Fault]]:
    values, faults = [], []
    for column, read in READERS.items():
        try:
            values.append(read(line[column]))
        except ValueError as error:
            faults.append(Fault(line.number, column, str(error)))
    return values, faults


def _whole(most: int, least: int = 0) -> Callable[[str], int | None]:
    def read(said: str) -> int | None:
        number = _number(said, most, least, decimals=0)
        return None if number is None else int(number)

    return read


def _year(said: str) -> int:
    if (year := _number(said, LAST_YEAR, FIRST_YEAR, decimals=0)) is None:
        raise ValueError(_("Skriv ett år."))
    return int(year)


def _kronor(most: int) -> Callable[[str], Decimal | None]:
    return lambda said: _number(said, most, -most, decimals=0)


def _share(said: str) -> Decimal | None:
    return _number(said, 100, 0, decimals=2)


def _number(said: str, most: int, least: int, *, decimals: int) -> Decimal | None:
    """'1 234,5' → 1234.5; an empty cell is None. Nothing is rounded: what does not fit is a fault."""
    text = "".join(said.split()).replace(",", ".").replace("\N{MINUS SIGN}", "-")
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(_("”%(said)s” är inget tal.") % {"said": said}) from None
    if not number.is_finite() or not least <= number <= most:
        limits = {"least": least, "most": most}
        raise ValueError(_("Talet ska vara mellan %(least)s och %(most)s.") % limits)
    if -int(number.as_tuple().exponent) > decimals:
        sentence = _("Skriv talet med högst %(decimals)s decimaler.") if decimals else _("Skriv ett heltal.")
        raise ValueError(sentence % {"decimals": decimals})
    return number


READERS: dict[str, Callable[[str], Any]] = {  # in the order of CostLine
    "table_id": lambda said: words.ident(said.lower(), 60),
    "table_title": lambda said: words.name(said, 160),
    "group_label": lambda said: words.name(said, 60),
    "age_from": _whole(OLDEST),
    "age_to": _whole(OLDEST),
    "row_type": lambda said: words.known(said, KINDS),
    "year": _year,
    "cost": _kronor(MOST_COST),
    "inhabitants": _whole(MOST_PEOPLE),
    "service_users": _whole(MOST_PEOPLE),
    "kr_per_inhabitant": _kronor(MOST_PER_HEAD),
    "kr_per_user": _kronor(MOST_PER_HEAD),
    "pct_users": _share,
    "reference_kr_per_inhabitant": _kronor(MOST_PER_HEAD),
    "reference_kr_per_user": _kronor(MOST_PER_HEAD),
    "reference_pct_users": _share,
    "reference_year": lambda said: _year(said) if said else None,
}
COLUMNS = tuple(READERS)
SHARES = ("pct_users", "reference_pct_users")


def _faults_between(rows: Iterable[CostLine]) -> list[Fault]:
    """What no single cell shows: ages backwards, the same row twice, a table with two titles or two reference years."""
    faults = []
    seen: dict[tuple[str, str, int], int] = {}
    titles: dict[str, str] = {}
    references: dict[str, int] = {}
    for row in rows:
        if row.age_from is not None and row.age_to is not None and row.age_to < row.age_from:
            faults.append(Fault(row.number, "age_to", _("Åldern slutar innan den börjar.")))
        first = seen.setdefault((row.slug, row.label, row.year), row.number)
        if first != row.number:
            said = {"row": first}
            faults.append(
                Fault(row.number, "group_label", _("Samma grupp och år står redan på rad %(row)s.") % said)
            )
        if (title := titles.setdefault(row.slug, row.title)) != row.title:
            sentence = _("Tabellen heter ”%(title)s” på en tidigare rad.") % {"title": title}
            faults.append(Fault(row.number, "table_title", sentence))
        if (
            row.reference_year
            and (year := references.setdefault(row.slug, row.reference_year)) != row.reference_year
        ):
            sentence = _("Rikets år är %(year)s på en tidigare rad i tabellen.") % {"year": year}
            faults.append(Fault(row.number, "reference_year", sentence))
    return faults


def _as_tables(rows: Sequence[CostLine]) -> list[CostLine]:
    """What a row has from its table: the newest year, the country's year and how many decimals shares have."""
    tables: dict[str, list[CostLine]] = defaultdict(list)
    for row in rows:
        tables[row.slug].append(row)
    about = {
        slug: {
            "table_year": max(row.year for row in of),
            "reference_year": max(row.reference_year or 0 for row in of) or None,
            "pct_decimals": max(_decimals(row.pct_users) for row in of),
        }
        for slug, of in tables.items()
    }
    return [replace(row, **about[row.slug]) for row in rows]  # type: ignore[arg-type]  # the three of CostLine


def _decimals(share: Decimal | None) -> int:
    """At least one: a spreadsheet drops the zero of 42,0."""
    return 1 if share is None else max(1, -int(share.as_tuple().exponent))
