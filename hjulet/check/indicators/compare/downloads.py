"""A measure to take home: its table as a workbook or as text, its picture as PNG or SVG."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO
from typing import Any

from django.db.models import TextChoices
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from hjulet.base.ui.charts import Chart, png, svg
from hjulet.check.deviations.exports import harmless
from hjulet.check.indicators.models import Indicator, Value
from hjulet.check.indicators.series import Followed

Cell = str | float | None
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDE = 900


class Kind(TextChoices):
    XLSX = "xlsx", gettext_lazy("Excel")
    CSV = "csv", gettext_lazy("CSV")
    PNG = "png", gettext_lazy("Bild (PNG)")
    SVG = "svg", gettext_lazy("Bild (SVG)")


PICTURES = frozenset({Kind.PNG, Kind.SVG})


def rows(followed: Followed) -> list[list[Cell]]:
    """Heads, then a row a value: the own place's and those it is compared with. A hidden value is its reason."""
    heads = [
        _("Mått"), _("Plats"), _("Period"), _("Värde"), _("Enhet"), _("Antal svar"), _("Svarsfrekvens, %"),
        _("Troligen från"), _("Troligen till"), _("Varför värdet saknas"), _("Källa"),
    ]  # fmt: skip
    return [list(heads), *(_row(followed.indicator, value) for value in [*followed.own, *followed.compared])]


def _row(indicator: Indicator, value: Value) -> list[Cell]:
    point, judged = value.point, value.judgement
    is_hidden = point.is_hidden
    rate = None if is_hidden or value.response_rate is None else float(value.response_rate)
    return [
        indicator.name, value.place, value.period_said,
        float(point.value) if point.is_measured and point.value is not None else None,
        indicator.unit_of_measure, None if is_hidden else value.respondents, rate,
        _limit(judged.lower), _limit(judged.upper),
        "" if point.is_measured else judged.words, indicator.source_register,
    ]  # fmt: skip


def _limit(limit: float | None) -> float | None:
    return None if limit is None else round(limit, 1)


def table(kind: Kind, found: Sequence[Sequence[Cell]], name: str) -> HttpResponse:
    if kind == Kind.CSV:
        return _named(HttpResponse(_csv(found), content_type="text/csv; charset=utf-8"), name, kind)
    return _named(HttpResponse(_workbook(found), content_type=SHEET), name, kind)


def picture(kind: Kind, chart: Chart, name: str) -> HttpResponse:
    """With fixed colours on white, as in print."""
    if kind == Kind.PNG:
        return _named(HttpResponse(png(chart, width=WIDE), content_type="image/png"), name, kind)
    return _named(
        HttpResponse(svg(chart, ident=name, width=WIDE, theme="print"), content_type="image/svg+xml"),
        name,
        kind,
    )


def _named(answer: HttpResponse, name: str, kind: Kind) -> HttpResponse:
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind.value}"'
    return answer


def _csv(found: Iterable[Sequence[Cell]]) -> str:
    """Semicolons and a decimal comma: what a Swedish Excel opens in columns."""
    kept = StringIO()
    writer = csv.writer(kept, delimiter=";")
    for row in found:
        writer.writerow(
            [f"{cell:g}".replace(".", ",") if isinstance(cell, float) else _safe(cell) for cell in row]
        )
    return f"\ufeff{kept.getvalue()}"


def _workbook(found: Sequence[Sequence[Cell]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Värden"))
    sheet.freeze_panes = "A2"
    for number, row in enumerate(found):
        sheet.append([_head(sheet, cell) if number == 0 else _safe(cell) for cell in row])
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _head(sheet: Any, cell: Cell) -> Any:
    """Any: openpyxl's own sheet, and its cell, which its stubs give no public names."""
    bold = WriteOnlyCell(sheet, value=cell)
    bold.font = Font(bold=True)
    return bold


def _safe(cell: Cell) -> Cell:
    return harmless(cell) if isinstance(cell, str) else cell
