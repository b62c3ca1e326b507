"""Deviations as a workbook or as text with semicolons. No free text: who may read it reads it in the case, and is logged."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Prefetch
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from hjulet.base.ui.sheets import Cell
from hjulet.check.deviations.choices import Law
from hjulet.check.deviations.models import Deviation, Part
from hjulet.check.deviations.models.deviations import DeviationQuerySet
from hjulet.check.deviations.rules import OPEN

AT_ONCE = 1_000


def _part(law: Law, said: Callable[[Part], Any]) -> Callable[[Deviation], Cell]:
    def cell(deviation: Deviation) -> Cell:
        found = [part for part in deviation.parts_read if part.law == law]  # type: ignore[attr-defined]
        return said(found[0]) if found else ""

    return cell


def _about(law: Law) -> list[tuple[str, Callable[[Deviation], Cell]]]:
    return [
        (f"Typ {law.label}", _part(law, lambda part: part.type.name if part.type else "")),
        (f"Allvarlighet {law.label}", _part(law, lambda part: part.severity)),
        (f"Sannolikhet {law.label}", _part(law, lambda part: part.probability)),
    ]


def _outside_lex(said: Callable[[Deviation], Any]) -> Callable[[Deviation], Cell]:
    """Of a case that is investigated as lex only the number, the unit and the days are told."""
    return lambda deviation: "" if deviation.is_in_lex else str(said(deviation))


def _state(deviation: Deviation) -> str:
    is_stub = deviation.is_in_lex and deviation.state in OPEN
    return str(_("utreds enligt lex")) if is_stub else str(deviation.get_state_display())


def _laws(deviation: Deviation) -> str:
    return ", ".join(
        str(law.label) for law, has in ((Law.SOL, deviation.has_sol), (Law.HSL, deviation.has_hsl)) if has
    )


COLUMNS: list[tuple[str, Callable[[Deviation], Cell]]] = [
    ("Nummer", lambda deviation: deviation.number),
    ("Enhet", lambda deviation: deviation.unit.name),
    ("Hände", lambda deviation: deviation.happened_on.isoformat()),
    ("Rapporterad", lambda deviation: localtime(deviation.reported_at).strftime("%Y-%m-%d %H:%M")),
    ("Vad det gällde", _outside_lex(lambda deviation: deviation.get_tile_display())),
    ("Slag", _outside_lex(lambda deviation: deviation.get_event_class_display())),
    ("Lagar", _laws),
    *_about(Law.SOL),
    *_about(Law.HSL),
    ("Liten händelse", lambda deviation: "ja" if deviation.is_small else ""),
    ("Status", _state),
    ("Bedöms senast", lambda deviation: deviation.judge_by.isoformat()),
    ("Utreds senast", lambda deviation: deviation.investigate_by.isoformat()),
    (
        "Avslutad",
        lambda deviation: f"{localtime(deviation.closed_at):%Y-%m-%d}" if deviation.closed_at else "",
    ),
]


def lines(found: DeviationQuerySet, parts: "Prefetch[str]") -> Iterator[list[Cell]]:
    """The heads, then a row a deviation, read a thousand at a time."""
    yield [head for head, _said in COLUMNS]
    for deviation in found.prefetch_related(parts).iterator(chunk_size=AT_ONCE):
        yield [said(deviation) for _head, said in COLUMNS]
