"""Lex Sarah and lex Maria as paper: whole inside, and outside no outcome of fewer than five."""

from collections.abc import Iterable, Sequence

from hjulet.report.reports.blocks import Block, Column, Figure, Paragraph, Row, Run, Table, Text
from hjulet.report.reports.sections.deviation_figures import (
    FEW,
    HIDDEN,
    SOURCE,
    Named,
    figure,
    figures_of,
    is_few,
    keys,
)
from hjulet.report.reports.sections.deviations import Facts
from hjulet.report.reports.sections.lex import LexFacts


def blocks_of(facts: Facts) -> Iterable[Block]:
    for lex in facts.lex:
        named = [*lex.outcomes, *([("inte avgjord än", lex.undecided)] if lex.undecided else [])]
        found = figures_of(facts, lex.kind, named) if facts.is_public else _all(facts, lex.kind, named)
        yield Paragraph((*received(facts, lex), *_notified(facts, lex, found)))
        rows = tuple(
            Row((name[:1].upper() + name[1:], one)) for (name, _amount), one in zip(named, found, strict=True)
        )
        columns = (Column("Utfall", share=3.2), Column("Antal", is_number=True, share=1.3))
        note = (Text(HIDDEN),) if facts.is_public else ()
        yield Table(f"Utfall enligt {lex.kind.label} {facts.year}", columns, rows, note=note, source=SOURCE)


def _all(facts: Facts, key: str, named: Named) -> list[Figure]:
    """Inside the organisation the outcome of the whole is no secret."""
    names = keys([name for name, _amount in named])
    return [
        figure(facts, f"{key}/{at}", name, amount) for at, (name, amount) in zip(names, named, strict=True)
    ]


def received(facts: Facts, lex: LexFacts) -> tuple[Run, ...]:
    is_hidden = facts.is_public and is_few(lex.received)
    label = f"Rapporter enligt {lex.kind.label}"
    total = figure(facts, lex.kind, label, lex.received, hidden=FEW if is_hidden else "")
    return (Text(f"Under {facts.year} öppnades "), total, Text(f" ärenden enligt {lex.kind.label}."))


def _notified(facts: Facts, lex: LexFacts, outcomes: Sequence[Figure]) -> tuple[Run, ...]:
    """How many were to be notified is the sum of some outcomes: it is told where all of them are."""
    if not lex.notifiable or any(one.value is None for one in outcomes):
        return ()
    notified = figure(facts, f"{lex.kind}/anmalda", f"{lex.kind.label}: till IVO", lex.notifiable)
    return (Text(" Av dem skulle "), notified, Text(" anmälas till IVO."))
