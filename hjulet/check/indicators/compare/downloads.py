"""A measure to take home: its table as a workbook or as text, its picture as PNG or SVG."""

from collections.abc import Sequence

from django.db.models import TextChoices
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.base.ui.charts import Chart, png, svg
from hjulet.base.ui.sheets import Cell, SheetKind, answer
from hjulet.check.indicators.models import Indicator, Value
from hjulet.check.indicators.series import Followed

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


def table(kind: Kind, found: Sequence[Sequence[Cell]], name: str) -> HttpResponseBase:
    return answer(found, SheetKind(kind), name=name, title=_("Värden"))


def picture(kind: Kind, chart: Chart, name: str) -> HttpResponse:
    """With fixed colours on white, as in print."""
    if kind == Kind.PNG:
        return _named(HttpResponse(png(chart, width=WIDE), content_type="image/png"), name, kind)
    return _named(
        HttpResponse(svg(chart, ident=name, width=WIDE, theme="print"), content_type="image/svg+xml"),
        name,
        kind,
    )


def _named(made: HttpResponse, name: str, kind: Kind) -> HttpResponse:
    made["Content-Disposition"] = f'attachment; filename="{name}.{kind.value}"'
    return made
