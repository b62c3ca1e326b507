"""Which rows of a table that is not published must be hidden, so that nobody can be counted out. Pure."""

from collections.abc import Sequence

from hjulet import statistics
from hjulet.check.costs.choices import RowKind
from hjulet.check.costs.rules import Row, bands_of

FEWEST = 5  # users a row must have to be shown


def hidden_rows(rows: Sequence[Row], *, is_published: bool) -> frozenset[int]:
    """The places of the rows whose users, cost and quotients are hidden; inhabitants are public.

    A row with one to four users is hidden, and as many others as protect it. Where an age band is hidden only the
    widest total of its year is shown: two totals would give away what lies between them.
    """
    if is_published or not any(map(_is_small, rows)):
        return frozenset()
    hidden = {place for place, row in enumerate(rows) if _is_small(row)}
    for year in {rows[place].year for place in hidden if rows[place].kind == RowKind.AGE}:
        totals = [row for row in rows if row.kind == RowKind.TOTAL and row.year == year]
        widest = max(totals, key=lambda total: len(bands_of(total, rows)), default=None)
        hidden |= {rows.index(total) for total in totals if total is not widest}
        hidden |= _with_what_protects(year, widest, rows)
    return frozenset(hidden)


def _with_what_protects(year: int, total: Row | None, rows: Sequence[Row]) -> set[int]:
    """The small bands of a year and the cells that keep them from being subtracted out of the total."""
    bands = [row for row in rows if row.kind == RowKind.AGE and row.year == year and row.users is not None]
    found = statistics.suppress([row.users or 0 for row in bands], k=FEWEST)
    places = {rows.index(row) for row, is_hidden in zip(bands, found.hidden, strict=False) if is_hidden}
    if total is not None and (found.hidden[-1] or not found.safe):
        places.add(rows.index(total))
    return places


def _is_small(row: Row) -> bool:
    return row.users is not None and 0 < row.users < FEWEST
