"""Cost per user (KPB) as it computes. No database, no clock, no request.

SKR's method: cost per inhabitant = cost / inhabitants; cost per user = (cost − cost not linked to users) / users;
share = users / inhabitants. Users are never added over age bands: one person may stand in two.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from hjulet.base.ui.swedish import number
from hjulet.check.costs.choices import Column, RowKind

HUNDRED = Decimal(100)
KRONA = Decimal(1)
LEAST_RISE, MOST_RISE = Decimal(-50), Decimal(100)  # percent a year; more is a slip of the pen


@dataclass(frozen=True)
class Row:
    """A printed row. None is not printed."""

    kind: RowKind | str
    label: str
    year: int
    cost: Decimal | None = None
    inhabitants: int | None = None
    users: int | None = None
    kr_per_inhabitant: Decimal | None = None
    kr_per_user: Decimal | None = None
    pct_users: Decimal | None = None
    pct_decimals: int = 1
    age_from: int | None = None
    age_to: int | None = None
    reference_kr_per_inhabitant: Decimal | None = None
    reference_kr_per_user: Decimal | None = None
    reference_pct_users: Decimal | None = None

    @property
    def ages(self) -> tuple[int | None, int | None]:
        return (self.age_from, self.age_to)


@dataclass(frozen=True)
class Computed:
    """What a row's three quotients come to; None where something to count from is missing."""

    kr_per_inhabitant: Decimal | None = None
    kr_per_user: Decimal | None = None
    pct_users: Decimal | None = None


@dataclass(frozen=True)
class Difference:
    """A printed figure that is not what it computes to; rounding is no difference."""

    row: str
    column: Column
    printed: Decimal
    computed: Decimal
    decimals: int = 0

    @property
    def words(self) -> str:
        said = {
            "row": self.row,
            "column": self.column.label,
            "printed": number(self.printed, self.decimals),
            "computed": number(self.computed, self.decimals),
        }
        return _("%(row)s, %(column)s: utskrivet %(printed)s, räknat %(computed)s.") % said


def per_inhabitant(cost: Decimal | None, inhabitants: int | None) -> Decimal | None:
    return cost / inhabitants if cost is not None and inhabitants else None


def per_user(cost: Decimal | None, unlinked: Decimal | None, users: int | None) -> Decimal | None:
    return (cost - unlinked) / users if cost is not None and unlinked is not None and users else None


def share_of_inhabitants(users: int | None, inhabitants: int | None) -> Decimal | None:
    return HUNDRED * users / inhabitants if users is not None and inhabitants else None


@dataclass(frozen=True)
class Unlinked:
    """The cost that no user carries, per year. A table without such a row has none; a year without it is unknown."""

    by_year: dict[int, Decimal]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "Unlinked":
        return cls(
            {row.year: row.cost for row in rows if row.kind == RowKind.UNLINKED and row.cost is not None}
        )

    def for_row(self, row: Row) -> Decimal | None:
        """It belongs to the total of its own year, never to an age band."""
        if row.kind == RowKind.AGE or not self.by_year:
            return Decimal(0)
        return self.by_year.get(row.year)


def compute(row: Row, unlinked: Unlinked) -> Computed:
    if row.kind == RowKind.UNLINKED:
        return Computed(kr_per_inhabitant=per_inhabitant(row.cost, row.inhabitants))
    return Computed(
        per_inhabitant(row.cost, row.inhabitants),
        _per_user(row, unlinked.for_row(row)),
        share_of_inhabitants(row.users, row.inhabitants),
    )


def _per_user(row: Row, unlinked: Decimal | None) -> Decimal | None:
    """Where the year's unlinked cost is unknown, only a printed figure that it cannot explain is sure to be computed."""
    if unlinked is not None:
        return per_user(row.cost, unlinked, row.users)
    highest = per_user(row.cost, Decimal(0), row.users)
    if highest is None or row.kr_per_user is None or highest - row.kr_per_user > KRONA:
        return None
    return highest


def printed_beside(row: Row, found: Computed) -> list[tuple[Column, Decimal, Decimal]]:
    """The columns where there is both a printed and a computed figure."""
    pairs = (
        (Column.KR_PER_INHABITANT, row.kr_per_inhabitant, found.kr_per_inhabitant),
        (Column.KR_PER_USER, row.kr_per_user, found.kr_per_user),
        (Column.PCT_USERS, row.pct_users, found.pct_users),
    )
    return [
        (column, printed, came) for column, printed, came in pairs if printed is not None and came is not None
    ]


def difference(row: Row, column: Column, printed: Decimal, computed: Decimal) -> Difference | None:
    """The two as a Difference, unless rounding makes them one. Costs are rounded too, so kronor may differ by one."""
    is_share = column == Column.PCT_USERS
    decimals = row.pct_decimals if is_share else 0
    slack = Decimal(1).scaleb(-decimals) / 2 if is_share else KRONA
    if abs(printed - computed) <= slack:
        return None
    return Difference(row.label, column, printed, computed, decimals)


def totals(rows: Sequence[Row]) -> list[Row]:
    """The totals of the year that has age bands."""
    years = {row.year for row in rows if row.kind == RowKind.AGE}
    return [row for row in rows if row.kind == RowKind.TOTAL and row.year in years]


def bands_of(total: Row, rows: Sequence[Row]) -> list[Row]:
    """The age bands that lie within the total's own ages, in order of age."""
    lowest = total.age_from or 0
    bands = [
        row
        for row in rows
        if row.kind == RowKind.AGE
        and row.year == total.year
        and (row.age_from or 0) >= lowest
        and (total.age_to is None or (row.age_to is not None and row.age_to <= total.age_to))
    ]
    return sorted(bands, key=lambda row: row.age_from or 0)


def _is_covered(total: Row, bands: Sequence[Row]) -> bool:
    """The bands follow on each other from the total's first age to its last."""
    if not bands or (bands[0].age_from or 0) != (total.age_from or 0) or bands[-1].age_to != total.age_to:
        return False
    return all(
        below.age_to is not None and above.age_from == below.age_to + 1 for below, above in pairwise(bands)
    )


def sums_beside(total: Row, rows: Sequence[Row], unlinked: Unlinked) -> list[tuple[Column, Decimal, Decimal]]:
    """(column, printed, added): costs and inhabitants are added over age bands; users never are."""
    bands = bands_of(total, rows)
    found = []
    rest = unlinked.for_row(total)
    if total.cost is not None and rest is not None and bands and all(row.cost is not None for row in bands):
        found.append((Column.COST, total.cost, sum((row.cost or Decimal(0) for row in bands), rest)))
    if total.inhabitants is not None and _is_covered(total, bands):
        added = sum(row.inhabitants or 0 for row in bands)
        found.append((Column.INHABITANTS, Decimal(total.inhabitants), Decimal(added)))
    return found


def sum_difference(
    total: Row, column: Column, printed: Decimal, added: Decimal, *, amount: int
) -> Difference | None:
    """Each of AMOUNT rounded costs may hide half a krona; people are whole."""
    slack = Decimal(amount + 1) / 2 if column == Column.COST else Decimal(0)
    return None if abs(printed - added) <= slack else Difference(total.label, column, printed, added)
