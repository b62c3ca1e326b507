"""Which cells of an own table that counts people are not told outside. Pure.

A total row is the sum of the rows above it, a total column of the columns before it, and a total straight after a total
is the sum of those. What a total has beyond its parts may be few too.
"""

from collections.abc import Collection, Iterator, Sequence

from hjulet.report.reports.rules import FEWEST_ANSWERS
from hjulet.statistics import suppress_linked

Place = tuple[int, int]  # row, column
Counts = Sequence[Sequence[int | None]]
Sum = tuple[Place | None, list[Place]]  # without a place the total stands somewhere else, and is known


def hidden_cells(
    counts: Counts, total_rows: Collection[int], total_columns: Collection[int]
) -> frozenset[Place]:
    """The cells that tell of one to four, and what would give them away; totals with them."""
    cells = {
        (row, column): count
        for row, line in enumerate(counts)
        for column, count in enumerate(line)
        if count is not None
    }
    sums = list(_sums(cells, total_rows, total_columns))
    parts = _unlinked(cells, sums)
    return frozenset[Place]().union(*(_hidden(cells, places, of_them) for places, of_them in parts))


def _sums(
    cells: Collection[Place], total_rows: Collection[int], total_columns: Collection[int]
) -> Iterator[Sum]:
    for column in sorted({column for _row, column in cells}):
        own = sorted(place for place in cells if place[1] == column)
        yield from _of_line(own, [place for place in own if place[0] in total_rows], is_whole_known=True)
    for row in sorted({row for row, _column in cells}):
        own = sorted(place for place in cells if place[0] == row)
        yield from _of_line(own, [place for place in own if place[1] in total_columns], is_whole_known=False)


def _of_line(own: Sequence[Place], totals: Collection[Place], *, is_whole_known: bool) -> Iterator[Sum]:
    """The sums along a column or a row, in order. Rows without a total have one somewhere: people know how many they are."""
    section: list[Place] = []
    earlier: list[Place] = []
    for place in own:
        if place not in totals:
            section.append(place)
            continue
        if section or earlier:
            yield place, section or earlier
        earlier = [*earlier, place] if section else [place]
        section = []
    if section and is_whole_known:
        yield None, section


def _unlinked(cells: Collection[Place], sums: Sequence[Sum]) -> Iterator[tuple[list[Place], list[Sum]]]:
    """Cells that no sum ties to each other are looked at apart: it is much quicker."""
    group = {place: {place} for place in cells}
    for total, parts in sums:
        joined = set[Place]().union(*(group[place] for place in [*parts, *([total] if total else [])]))
        for place in joined:
            group[place] = joined
    for places in {id(found): found for found in group.values()}.values():
        yield sorted(places), [one for one in sums if one[1][0] in places]


def _hidden(cells: dict[Place, int], places: Sequence[Place], sums: Sequence[Sum]) -> set[Place]:
    amounts = [cells[place] for place in places]
    at = {place: number for number, place in enumerate(places)}
    linked, known, untold = [], [], []
    for total, parts in sums:
        own = [at[place] for place in parts]
        held = sum(amounts[number] for number in own)
        if total is None:
            known.append(len(amounts))
            amounts.append(held)
            linked.append((len(amounts) - 1, own))
            continue
        rest = amounts[at[total]] - held
        if rest < 0:
            continue  # people who are counted in several rows cannot be subtracted
        if rest:
            untold.append(len(amounts))
            amounts.append(rest)
        linked.append((at[total], [*own, *untold[-1:]] if rest else own))
    if not any(0 < amount < FEWEST_ANSWERS for amount in amounts):
        return set()
    found = suppress_linked(amounts, linked, FEWEST_ANSWERS, untold=untold, known=known)
    return {place for place, is_hidden in zip(places, found, strict=False) if is_hidden}
