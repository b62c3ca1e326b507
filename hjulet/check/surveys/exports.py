"""A result as a workbook or as text with semicolons: what the page shows, and nothing that it hides."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

from django.db.models import TextChoices
from django.http import HttpResponse
from openpyxl import Workbook

from hjulet.check.deviations.exports import Cell, harmless
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


class Kind(TextChoices):
    XLSX = "xlsx", "Excel"
    CSV = "csv", "CSV"


def lines(results: Iterable[ShownResult]) -> list[list[Cell]]:
    rows: list[list[Cell]] = [list(HEADS)]
    for result in results:
        rows += [
            [
                harmless(result.place.name), harmless(one.asked.text), one.what_is_good, one.said, _whole(one.share),
                _whole(one.lower), _whole(one.upper), one.n or None, one.change.words if one.change else "",
                "; ".join(one.national),
            ]
            for one in result.lines
        ]  # fmt: skip
    return rows


def answer(kind: Kind, rows: Sequence[Sequence[Cell]], name: str) -> HttpResponse:
    if kind == Kind.CSV:
        text = StringIO()
        csv.writer(text, delimiter=";").writerows(rows)
        made = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    else:
        sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        made = HttpResponse(_workbook(rows), content_type=sheet)
    made["Content-Disposition"] = f'attachment; filename="{name}.{kind.value}"'
    return made


def _whole(share: float | None) -> int | None:
    return None if share is None else round(share)


def _workbook(rows: Sequence[Sequence[Cell]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Resultat")
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append(list(row))
    written = BytesIO()
    book.save(written)
    return written.getvalue()
