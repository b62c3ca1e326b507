"""The numbers of tables and charts: the same in HTML, PDF and Word, so that a meeting can say "tabell 12"."""

from collections.abc import Iterable, Iterator
from itertools import count

from hjulet.report.reports.blocks import Block, ChartBlock, Table


def numbered(blocks: Iterable[Block]) -> Iterator[tuple[Block, int]]:
    """Every block with its number in its own series; 0 for what is not numbered."""
    tables, charts = count(1), count(1)
    for block in blocks:
        if isinstance(block, Table):
            yield block, next(tables)
        elif isinstance(block, ChartBlock):
            yield block, next(charts)
        else:
            yield block, 0
