"""The quality registers, comparisons and methods that the year's self-inspection leant on."""

from dataclasses import dataclass

from hjulet.check.indicators.models import Register
from hjulet.report.reports.blocks import Block, Column, Row, Table
from hjulet.report.reports.scope import Scope


@dataclass(frozen=True)
class Used:
    name: str
    kind: str
    area: str
    source: str


def collect(scope: Scope) -> tuple[Used, ...]:
    registers = Register.objects.filter(municipality=scope.municipality, year=scope.year).select_related(
        "document"
    )
    return tuple(Used(used.name, used.kind, used.area, str(used.document or "")) for used in registers)


def blocks_of(facts: tuple[Used, ...]) -> tuple[Block, ...]:
    if not facts:
        return ()
    columns = (
        Column("Register eller metod", share=2.2),
        Column("Slag", share=1.8),
        Column("Område", share=3.0),
    )
    rows = tuple(Row((used.name, used.kind.capitalize(), used.area.capitalize() or "–")) for used in facts)
    source = "; ".join(dict.fromkeys(used.source for used in facts if used.source))
    return (Table("Register, jämförelser och metoder som använts", columns, rows, source=source),)
