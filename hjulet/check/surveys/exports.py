"""A result as a workbook or as text with semicolons: what the page shows, and nothing that it hides."""

from collections.abc import Iterable

from hjulet.base.ui.sheets import Cell
from hjulet.check.surveys.pages.results import ShownResult

HEADS = (
    "Enhet",
    "Fråga",
    "Räknas som bra",
    "Bra svar",
    "Andel %",
    "Lägst %",
    "Högst %",
    "Antal svar",
    "Mot förra",
    "Nationellt",
)


def lines(results: Iterable[ShownResult]) -> list[list[Cell]]:
    rows: list[list[Cell]] = [list(HEADS)]
    for result in results:
        rows += [
            [
                result.place.name, one.asked.text, one.what_is_good, one.said, _whole(one.share),
                _whole(one.lower), _whole(one.upper), one.n or None, one.change.words if one.change else "",
                "; ".join(one.national),
            ]
            for one in result.lines
        ]  # fmt: skip
    return rows


def _whole(share: float | None) -> int | None:
    return None if share is None else round(share)
