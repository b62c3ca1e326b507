"""A printed table looked through: what each figure computes to, what differs, what a reader should know. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from hjulet.base.ui.swedish import number
from hjulet.check.costs.choices import Column, RowKind
from hjulet.check.costs.rules import (
    HUNDRED,
    KRONA,
    Computed,
    Difference,
    Row,
    Unlinked,
    bands_of,
    compute,
    difference,
    per_inhabitant,
    per_user,
    printed_beside,
    share_of_inhabitants,
    sum_difference,
    sums_beside,
    totals,
)

Item = tuple[Column, Decimal, Decimal]  # column, printed, computed


@dataclass(frozen=True)
class Review:
    """A table looked through: what it computes to, row by row, what differs, and what a reader should know."""

    computed: tuple[Computed, ...]  # in the order of the rows
    differences: tuple[Difference, ...]
    notes: tuple[str, ...]
    agreeing: int  # how many printed figures are what they compute to
    agreeing_sums: int = 0  # how many totals are what their age bands add up to


def review(rows: Sequence[Row], hidden: frozenset[int] = frozenset()) -> Review:
    """Every printed figure of a table beside what it computes to: quotients, sums, denominators, the country's columns.

    Of the rows in the HIDDEN places nothing is said.
    """
    shown = [row for place, row in enumerate(rows) if place not in hidden]
    unlinked = Unlinked.of(rows)
    computed = tuple(compute(row, unlinked) for row in rows)
    quotients = [
        (row, column, difference(row, column, printed, came))
        for row, found in zip(rows, computed, strict=True)
        if row in shown
        for column, printed, came in printed_beside(row, found)
    ]
    sums = [
        sum_difference(total, *item, amount=len(bands_of(total, rows)))
        for total in totals(rows)
        if total in shown
        for item in sums_beside(total, rows, unlinked)
    ]
    notes = [
        said
        for row, column, differs in quotients
        if differs is not None
        for said in _denominators_that_fit(row, column, rows, unlinked)
    ]
    notes += _unlinked_unknown(shown, unlinked)
    for total in totals(shown):
        notes += _about_users(total, rows)
    notes += _about_the_country(rows)
    return Review(
        computed,
        tuple(differs for *_rest, differs in quotients if differs is not None)
        + tuple(differs for differs in sums if differs is not None),
        tuple(notes),
        agreeing=sum(differs is None for *_rest, differs in quotients),
        agreeing_sums=sum(differs is None for differs in sums),
    )


def _denominators_that_fit(row: Row, column: Column, rows: Sequence[Row], unlinked: Unlinked) -> list[str]:
    """Whether a quotient that is wrong would be right with the denominator of another row of the same year."""
    rest = unlinked.for_row(row)
    quotients: dict[Column, tuple[Decimal | None, Callable[[Row], Decimal | None]]] = {
        Column.KR_PER_INHABITANT: (
            row.kr_per_inhabitant,
            lambda other: per_inhabitant(row.cost, other.inhabitants),
        ),
        Column.KR_PER_USER: (row.kr_per_user, lambda other: per_user(row.cost, rest, other.users)),
        Column.PCT_USERS: (row.pct_users, lambda other: share_of_inhabitants(row.users, other.inhabitants)),
    }
    printed, quotient = quotients[column]
    for other in rows:
        came = quotient(other) if other is not row and other.year == row.year else None
        if printed and came is not None and difference(row, column, printed, came) is None:
            said = {"row": row.label, "column": column.label, "other": other.label}
            return [
                _(
                    "%(row)s, %(column)s: det utskrivna stämmer om det delas med antalet på raden %(other)s. "
                    "Kontrollera nämnaren."
                )
                % said
            ]
    return []


def _unlinked_unknown(rows: Sequence[Row], unlinked: Unlinked) -> list[str]:
    """Years whose unlinked cost is not in the table: what it must have been for the printed figures to hold."""
    needed = []
    for row in rows:
        if (
            unlinked.for_row(row) is None
            and row.cost is not None
            and row.kr_per_user is not None
            and row.users
        ):
            rest = row.cost - row.kr_per_user * row.users
            if rest > row.users * KRONA:
                needed.append((row.year, number(rest.quantize(Decimal("1e3")), 0)))
    if not needed:
        return []
    said = {
        "years": _(" och ").join(str(year) for year, _rest in needed),
        "costs": _(" och ").join(f"{rest} kr {year}" for year, rest in needed),
    }
    return [
        _(
            "Kr per brukare %(years)s går inte att räkna om, för kostnaden utan brukare står inte i tabellen för "
            "det året. Det utskrivna stämmer om den var ungefär %(costs)s."
        )
        % said
    ]


def _about_users(total: Row, rows: Sequence[Row]) -> list[str]:
    bands = bands_of(total, rows)
    left_out = [
        row
        for row in rows
        if row.kind == RowKind.AGE and row.year == total.year and row not in bands and row.users
    ]
    notes = []
    added = sum(row.users or 0 for row in bands)
    if bands and total.users is not None and added != total.users:
        said = {"added": number(added), "unique": number(total.users), "row": total.label}
        notes.append(
            _(
                "%(row)s: åldersgrupperna har tillsammans %(added)s brukare, men %(unique)s personer. Den som "
                "fyller år under året kan stå i två grupper, så brukarna läggs inte ihop."
            )
            % said
        )
    if left_out:
        said = {"row": total.label, "groups": _(" och ").join(row.label for row in left_out)}
        notes.append(_("%(groups)s ingår inte i raden %(row)s.") % said)
    return notes


def other_denominators(rows: Sequence[Row], others: Sequence[tuple[str, Sequence[Row]]]) -> list[str]:
    """Ages that have another number of inhabitants the same year in another table, by its name."""
    ours = {(row.year, row.ages): row for row in rows if row.kind != RowKind.UNLINKED and row.inhabitants}
    found: dict[str, str] = {}
    for name, theirs in others:
        for row in theirs:
            own = ours.get((row.year, row.ages)) if row.kind != RowKind.UNLINKED else None
            if own is not None and row.inhabitants and row.inhabitants != own.inhabitants:
                said = {
                    "row": own.label, "here": number(own.inhabitants or 0), "there": number(row.inhabitants), "name": name,
                }  # fmt: skip
                sentence = _("%(row)s har %(here)s invånare här, men %(there)s i tabellen %(name)s.")
                found.setdefault(own.label, sentence % said)
    return list(found.values())


def _about_the_country(rows: Sequence[Row]) -> list[str]:
    """Kr per inhabitant should be kr per user times share; the country's three columns are often means one by one."""
    complete = [row for row in rows if row.reference_kr_per_inhabitant and row.reference_kr_per_user]
    checked = [row for row in complete if row.reference_pct_users is not None]
    apart = [row for row in checked if not _country_holds(row)]
    if not apart:
        return []
    said = {"apart": number(len(apart)), "checked": number(len(checked))}
    return [
        _(
            "Rikets kolumner går inte ihop på %(apart)s av %(checked)s rader: kr per invånare är inte kr per brukare "
            "gånger andelen. Då är de troligen medelvärden var för sig. Jämför kolumn för kolumn."
        )
        % said
    ]


def _country_holds(row: Row) -> bool:
    """Within what rounding allows."""
    per_head, price, share = (
        row.reference_kr_per_inhabitant,
        row.reference_kr_per_user,
        row.reference_pct_users,
    )
    if per_head is None or price is None or share is None:
        return True
    half = Decimal(1).scaleb(-row.pct_decimals) / 2
    low, high = (price * (share + side) / HUNDRED - KRONA for side in (-half, half))
    return low <= per_head <= high + 2 * KRONA
