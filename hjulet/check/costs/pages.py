"""What the cost pages say and draw, from a table with its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from hjulet.base.ui.charts.spec import BarChart, Series
from hjulet.base.ui.swedish import number, with_unit
from hjulet.check.costs.choices import RowKind
from hjulet.check.costs.models import CostRow, CostTable
from hjulet.check.costs.rules import Computed, Review
from hjulet.check.costs.sources.changes import Changes
from hjulet.check.costs.sources.reading import CostLine


@dataclass(frozen=True)
class CheckedRow:
    """A printed row and what it computes to, rounded as it was printed."""

    row: CostRow
    kr_per_inhabitant: str
    kr_per_user: str
    pct_users: str
    differs: tuple[str, ...]  # the columns that do


@dataclass(frozen=True)
class TableChange:
    """What a file would do to one table: its new rows, and each changed row with what changes."""

    title: str
    new: list[str]
    changed: list[tuple[str, list[str]]]


def finding(table: CostTable) -> str:
    """What the page says first: the cost per user, the year before and the country."""
    total = table.total
    if total is None or total.kr_per_user is None:
        return _("Tabellen har ingen totalrad för %(year)s.") % {"year": table.year}
    said = [_("%(cost)s kr per brukare %(year)s.") % {"cost": number(total.kr_per_user), "year": total.year}]
    if (before := _year_before(table, total)) is not None:
        said.append(_("Året före var det %(cost)s kr.") % {"cost": number(before.kr_per_user or 0)})
    if total.reference_kr_per_user is not None:
        said.append(
            _("I riket var det %(cost)s kr %(year)s.")
            % {"cost": number(total.reference_kr_per_user), "year": table.reference_year or table.year}
        )
    return " ".join(said)


def years_differ(table: CostTable) -> str:
    """'Riket avser 2021, kommunen 2022.'"""
    if table.reference_year is None or table.reference_year == table.year:
        return ""
    said = {"country": table.reference_year, "own": table.year}
    return _("Riket avser %(country)s, kommunen %(own)s.") % said


def verdict(review: Review) -> str:
    """How the printed figures hold together, in a sentence."""
    if not review.differences:
        said = {"agreeing": review.agreeing}
        return _("Alla %(agreeing)s tal som går att räkna om stämmer.") % said
    said = {"differing": len(review.differences), "agreeing": review.agreeing}
    return _("%(differing)s tal är något annat än vad de räknas ut till. %(agreeing)s stämmer.") % said


def checked(table: CostTable, review: Review) -> list[CheckedRow]:
    differing = {(found.row, found.column) for found in review.differences}
    return [
        CheckedRow(
            row,
            _whole(found.kr_per_inhabitant),
            _whole(found.kr_per_user),
            _share(found, row),
            tuple(column.value for label, column in differing if label == row.label),
        )
        for row, found in zip(table.rows.all(), review.computed, strict=True)
    ]


def chart(table: CostTable) -> BarChart | None:
    """Kr per user for each age band beside the country's."""
    bands = [
        row
        for row in table.rows.all()
        if row.kind == RowKind.AGE and row.year == table.year and (row.users or row.reference_kr_per_user)
    ]
    if not any(row.kr_per_user for row in bands):
        return None
    country = _("Riket %(year)s") % {"year": table.reference_year or table.year}
    return BarChart(
        title=_("Kr per brukare i varje åldersgrupp"),
        labels=tuple(row.label for row in bands),
        series=(
            Series(
                f"{table.municipality} {table.year}",
                _amounts([row.kr_per_user if row.users else None for row in bands]),
            ),
            Series(country, _amounts([row.reference_kr_per_user for row in bands]), is_reference=True),
        ),
        unit="kr",
    )


def by_table(changes: Changes) -> list[TableChange]:
    """The new and the changed rows under the tables they belong to, in the order of the file."""
    tables: dict[tuple[str, int], TableChange] = {}

    def of(row: CostLine) -> TableChange:
        title = f"{row.title} {row.table_year}"
        return tables.setdefault((row.slug, row.table_year), TableChange(title, [], []))

    for row in changes.new:
        of(row).new.append(f"{row.label}, {row.year}")
    for change in changes.changed:
        of(change.row).changed.append((f"{change.row.label}, {change.row.year}", change.words))
    return list(tables.values())


def _year_before(table: CostTable, total: CostRow) -> CostRow | None:
    """The total of the year before with the same ages."""
    same = (
        row
        for row in table.rows.all()
        if row.kind == RowKind.TOTAL
        and row.year == total.year - 1
        and (row.age_from, row.age_to) == (total.age_from, total.age_to)
        and row.kr_per_user is not None
    )
    return next(same, None)


def _amounts(amounts: Sequence[Decimal | None]) -> tuple[float | None, ...]:
    return tuple(None if amount is None else float(amount) for amount in amounts)


def _whole(amount: Decimal | None) -> str:
    return "" if amount is None else number(amount, 0)


def _share(found: Computed, row: CostRow) -> str:
    return "" if found.pct_users is None else with_unit(found.pct_users, "%", row.pct_decimals)
