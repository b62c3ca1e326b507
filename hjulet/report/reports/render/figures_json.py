"""Every figure of a report as open data: who wants to check a number need not retype it."""

import json
from decimal import Decimal
from typing import Any

from hjulet.report.reports.blocks import Figure, Report, figures


class CannotListFigures(Exception):
    def __init__(self, first: Figure, second: Figure) -> None:
        super().__init__(f"{first.id} har två värden i samma rapport: {first.value} och {second.value}")


def figures_json(report: Report) -> str:
    """The figures in printed order, each once, with where they come from.

    Raises CannotListFigures when the report prints two values under one identity.
    """
    content = {
        "kind": report.kind,
        "title": report.title,
        "municipality": report.municipality,
        "organisation": report.organisation,
        "year": report.year,
        "edition": report.edition,
        "figures": [_entry(figure) for figure in _once_each(report)],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _once_each(report: Report) -> list[Figure]:
    found: dict[str, Figure] = {}
    for figure in figures(report):
        first = found.setdefault(figure.id, figure)
        if first.value != figure.value:
            raise CannotListFigures(first, figure)
    return list(found.values())


def _entry(figure: Figure) -> dict[str, Any]:
    return {
        "id": figure.id,
        "label": figure.label,
        "value": _number(figure.value),
        "missing_reason": figure.missing_reason,
        "unit": figure.unit,
        "organisation": figure.organisation,
        "period": figure.period,
        "n": figure.n,
        "source": figure.source,
    }


def _number(value: Decimal | None) -> int | float | None:
    """JSON has no decimals of its own; a figure has few enough digits for a float to keep them all."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
