"""Whether the sums and shares that a section prints agree with the parts it prints. Pure.

A source may print a total that is none of its rows' sum, and people may be counted in several rows. So only what is plainly
a sum is held to be one: money, and the municipality's own tables; a share in an own table when most rows of it agree.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from hjulet.report.manuscripts.choices import Fault
from hjulet.report.manuscripts.outline import Section
from hjulet.report.manuscripts.rules import Found
from hjulet.report.reports.blocks import Cell, Figure, Note, Row, Table
from hjulet.report.reports.sections.result_tables import DISAGREES
from hjulet.report.reports.sheets import OWN_FIGURE, is_total

ROUNDED = Decimal("0.06")  # percentage points: what a share with one decimal may differ from its parts
WHOLE = 100
GENDERS = ("kvinn", "män")


def faults_of(section: Section) -> Iterator[Found]:
    """What disagrees; what the section itself tells of is no fault. Nobody can correct a source, but somebody can say why.

    A year that we ourselves have written is no source: it is put right, or explained.
    """
    told = [block for block in section.blocks if isinstance(block, Note) and block.kind == "warning"]
    for note in told:
        if note.title == DISAGREES:
            yield Found(Fault.SUM_DISAGREES, section.anchor, "".join(run.text for run in note.runs))
    if told:
        return
    for block in section.blocks:
        if isinstance(block, Table):
            yield from _sums(section.anchor, block)
            yield from _across(section.anchor, block)
            yield from _own_shares(section.anchor, block)
            yield from (found for row in block.rows for found in _share(section.anchor, row))


def _sums(anchor: str, table: Table) -> Iterator[Found]:
    """A total of money, or in an own table, is the sum of the rows above it; one straight after a total sums the totals."""
    for place, column in enumerate(table.columns):
        above: list[Decimal | None] = []
        totals: list[Decimal | None] = []
        for row in table.rows:
            figure = row.cells[place] if place < len(row.cells) and not row.group else None
            if not isinstance(figure, Figure) or not _is_summed(figure, column.text):
                continue
            if not row.strong:
                above.append(figure.value)
                continue
            if not _adds_up(figure.value, above or totals):
                yield Found(Fault.SUM_DISAGREES, anchor, figure.label)
            totals = [*totals, figure.value] if above else [figure.value]
            above = []


def _across(anchor: str, table: Table) -> Iterator[Found]:
    """Women and men are all of them; another total column is a sum where most of the rows say so."""
    names = [column.text for column in table.columns]
    for place in [at for at, name in enumerate(names) if at > 1 and is_total(name)]:
        first = next((at + 1 for at in range(place - 1, 0, -1) if is_total(names[at])), 1)
        parts = range(first, place)
        rows = [(row.cells[place], [row.cells[at] for at in parts]) for row in table.rows if not row.group]
        told = [(total, own) for total, own in rows if isinstance(total, Figure) and _is_whole(total, own)]
        wrong = [total for total, own in told if not _adds_up(total.value, [_value(cell) for cell in own])]
        is_sum = [names[at].casefold()[:5].startswith(GENDERS) for at in parts].count(True) == len(GENDERS)
        if is_sum or len(wrong) * 2 < len(told):
            yield from (Found(Fault.SUM_DISAGREES, anchor, total.label) for total in wrong)


def _is_whole(total: Figure, parts: Sequence[Cell]) -> bool:
    """An own row where the total and each of its parts, at least two, are counts that are told."""
    every = [total, *parts]
    return len(parts) > 1 and all(
        isinstance(cell, Figure) and _is_own(cell) and cell.unit != "%" and cell.value is not None
        for cell in every
    )


def _own_shares(anchor: str, table: Table) -> Iterator[Found]:
    """Per cent beside two counts of the same row, or of the column's total: what most rows hold the rest shall too.

    A column of shares whose total row says 100 adds up to it.
    """
    for place in range(1, len(table.columns)):
        shares = [(row, row.cells[place]) for row in table.rows if not row.group and place < len(row.cells)]
        told = [
            (row, cell)
            for row, cell in shares
            if isinstance(cell, Figure) and _is_own(cell) and cell.unit == "%" and cell.value is not None
        ]
        if told:
            yield from (Found(Fault.SHARE_DISAGREES, anchor, label) for label in _disagreeing(table, told))
            yield from _hundred(anchor, told)


def _disagreeing(table: Table, told: Sequence[tuple[Row, Figure]]) -> list[str]:
    """The labels of the shares that do not follow the way in which most of them are made; none where there is no such way."""
    counts = [at for at in range(1, len(table.columns)) if _holds_counts(table, at)]
    whole = next((row for row in reversed(table.rows) if row.strong), None)
    ways = [
        [(row.cells[part], row.cells[of], share) for row, share in told]
        for part, of in permutations(counts, 2)
    ]
    if whole is not None:
        ways += [[(row.cells[at], whole.cells[at], share) for row, share in told] for at in counts]
    for way in ways:
        known = [(part, of, share) for part, of, share in way if _value(part) is not None and _value(of)]
        wrong = [share.label for part, of, share in known if not _is_share(_value(part), _value(of), share)]
        if len(known) > 1 and len(wrong) * 2 < len(known):
            return wrong
    return []


def _holds_counts(table: Table, place: int) -> bool:
    cells = [row.cells[place] for row in table.rows if not row.group and place < len(row.cells)]
    return any(isinstance(cell, Figure) and cell.unit not in {"%", "kr"} for cell in cells)


def _is_share(part: Decimal | None, of: Decimal | None, share: Figure) -> bool:
    if part is None or not of or share.value is None:
        return True
    return abs(part * WHOLE / of - share.value) <= _rounding(share)


def _rounding(share: Figure) -> Decimal:
    """Half of the last printed digit, and a little."""
    exponent = share.value.as_tuple().exponent if share.value is not None else 0
    return Decimal(1).scaleb(int(exponent)) * Decimal("0.6")


def _hundred(anchor: str, told: Sequence[tuple[Row, Figure]]) -> Iterator[Found]:
    parts = [share for row, share in told if not row.strong]
    for row, total in told:
        if row.strong and total.value == WHOLE and len(parts) > 1:
            off = abs(sum((share.value or Decimal(0) for share in parts), Decimal(0)) - WHOLE)
            if off > sum((_rounding(share) for share in parts), Decimal(0)):
                yield Found(Fault.SHARE_DISAGREES, anchor, total.label)


def _is_own(figure: Figure) -> bool:
    return figure.id.startswith(OWN_FIGURE)


def _is_summed(figure: Figure, column: str) -> bool:
    is_count = figure.unit == "kr" or (_is_own(figure) and figure.unit != "%")
    return is_count and "per" not in column.lower().split()


def _value(cell: Cell) -> Decimal | None:
    return cell.value if isinstance(cell, Figure) else None


def _adds_up(total: Decimal | None, parts: Sequence[Decimal | None]) -> bool:
    """Each part is rounded, and so is the total. Parts that are not told cannot be summed."""
    told = [part for part in parts if part is not None]
    if total is None or len(parts) < 2 or len(told) < len(parts):
        return True
    return abs(sum(told) - total) <= Decimal(len(parts) + 1) / 2


def _share(anchor: str, row: Row) -> Iterator[Found]:
    """Users in per cent of the inhabitants, where a row prints all three."""
    printed = {cell.id.rpartition("/")[2]: cell for cell in row.cells if isinstance(cell, Figure)}
    share, part, whole = (printed.get(name) for name in ("printed_pct", "users", "inhabitants"))
    if not (share and part and whole) or not (
        whole.value and part.value is not None and share.value is not None
    ):
        return
    if abs(part.value * WHOLE / whole.value - share.value) > ROUNDED:
        yield Found(Fault.SHARE_DISAGREES, anchor, share.label)
