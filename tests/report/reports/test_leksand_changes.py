"""No change that the interval cannot carry is called a change, in either of the two reports."""

import re

import pytest

from hjulet.check.indicators.choices import Verdict
from hjulet.check.indicators.judgement import Point
from hjulet.check.indicators.judgement.certainty import counts_behind
from hjulet.report.reports.blocks import ChartBlock, Figure, Paragraph, Table, Tag
from hjulet.statistics import newcombe

pytestmark = pytest.mark.django_db
SURE = {str(one.label) for one in (Verdict.IMPROVEMENT, Verdict.WORSENING, Verdict.CHANGE)}
CLAIMS = re.compile(
    r"\b(?:ökat|ökade|minskat|minskade|förbättrats|försämrats|klättrat|klättrar)\b", re.IGNORECASE
)


def called_changes(report):
    """The rows that say that something has changed, with their own figures in order of time."""
    for table in report.blocks:
        for row in table.rows if isinstance(table, Table) else ():
            if {cell.text for cell in row.cells if isinstance(cell, Tag)} & SURE:
                figures = [cell for cell in row.cells if isinstance(cell, Figure) and cell.value is not None]
                first = figures[0]
                measure = first.id.partition("/")[0]
                yield row, [
                    one for one in figures
                    if one.organisation == first.organisation and one.id.partition("/")[0] == measure
                ]  # fmt: skip


def excludes_zero(before, after):
    """Whatever whole numbers of answers lie behind the two printed shares."""
    then, now = (
        counts_behind(Point(int(one.period[:4]), one.value, one.n, decimals=0)) for one in (before, after)
    )
    low = newcombe(float(now.fewest), float(now.n), float(then.most), float(then.n)).lower
    high = newcombe(float(now.most), float(now.n), float(then.fewest), float(then.n)).upper
    return low > 0 or high < 0


@pytest.mark.parametrize("report", ["quality", "results"])
def test_a_row_that_is_called_a_change_has_answers_enough_to_carry_it(made, report):
    rows = list(called_changes(made[report].report))

    assert [row.cells[0] for row, figures in rows if not all(one.n for one in figures[-2:])] == []
    assert [row.cells[0] for row, figures in rows if not excludes_zero(*figures[-2:])] == []


def test_the_surveys_of_2025_have_a_change_that_carries_and_many_that_do_not(made):
    assert [row.cells[0] for row, _figures in called_changes(made["quality"].report)] == [
        "Personalen pratar så brukaren förstår"
    ]


@pytest.mark.parametrize("report", ["quality", "results"])
def test_no_sentence_or_caption_claims_a_change_of_its_own(made, report):
    blocks = made[report].report.blocks
    said = ["".join(run.text for run in block.runs) for block in blocks if isinstance(block, Paragraph)]
    said += [block.chart.title for block in blocks if isinstance(block, ChartBlock)]

    assert [words for words in said if CLAIMS.search(words)] == []
