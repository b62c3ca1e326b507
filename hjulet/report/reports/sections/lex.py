"""Lex Sarah and lex Maria in a year: how many, and what came of them. SoL 27 kap., LSS 24 b–f §§, PSL 3 kap."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from hjulet.base.organisation.choices import UnitKind
from hjulet.check.deviations.choices import Law
from hjulet.check.lex.choices import Kind, Outcome
from hjulet.check.lex.models import LexCase
from hjulet.check.lex.rules import NOTIFIABLE, Cell
from hjulet.report.reports.scope import Scope

KINDS = {None: tuple(Kind), Law.SOL: (Kind.LEX_SARAH,), Law.HSL: (Kind.LEX_MARIA,)}
WIDE = frozenset(
    {UnitKind.MUNICIPALITY, UnitKind.SECTOR}
)  # lex cases are never told of a part of the organisation


@dataclass(frozen=True)
class LexFacts:
    kind: Kind
    received: int
    outcomes: tuple[tuple[str, int], ...]  # of those decided, in the order of the law
    undecided: int
    notifiable: int


def lex_of(scope: Scope, only: Law | None = None) -> tuple[LexFacts, ...]:
    """Only of the whole: in a unit of twenty everybody would know whom it is about (access.md)."""
    if scope.unit.kind not in WIDE:
        return ()
    cells = LexCase.objects.counted(scope.municipality, scope.year)
    return tuple(found for kind in KINDS[only] if (found := _of_kind(kind, cells)).received)


def _of_kind(kind: Kind, cells: Iterable[Cell]) -> LexFacts:
    found = Counter[str]()
    for cell in cells:
        if cell.kind == kind:
            found[cell.outcome] += cell.amount
    return LexFacts(
        kind=kind,
        received=sum(found.values()),
        outcomes=tuple((str(word.label), found[word]) for word in Outcome if found[word]),
        undecided=found[""],
        notifiable=sum(found[word] for word in NOTIFIABLE),
    )
