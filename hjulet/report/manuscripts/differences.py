"""What a later edition tells otherwise than the one before it, figure by figure. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hjulet.report.reports.blocks import Block, Column, Heading, Paragraph, Row, Table, Text

NOT_THERE = "(fanns inte)"
GONE = "(finns inte längre)"
LONGEST = 100
PROTECTED = "Ändrat för att inget litet antal ska gå att räkna ut."  # what is hidden outside has changed, and nothing inside
Facts = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Changed:
    """A figure that says something else now."""

    figure: str
    label: str
    was: str
    now: str


def changed(was: Mapping[str, Any], now: Mapping[str, Any]) -> list[Changed]:
    """The figures of two editions' facts that differ: changed, new or gone; in the order of the later edition."""
    before, after = _renamed(_by_id(was), _by_id(now)), _by_id(now)
    found = [
        Changed(id_, figure["label"][:300], _said(before[id_]) if id_ in before else NOT_THERE, _said(figure))
        for id_, figure in after.items()
        if id_ not in before or _said(before[id_]) != _said(figure)
    ]
    gone = [
        Changed(id_, figure["label"][:300], _said(figure), GONE)
        for id_, figure in before.items()
        if id_ not in after
    ]
    return found + gone


def _renamed(before: Facts, after: Facts) -> Facts:
    """A figure that only got another identity is the same to a reader: what it is called, of whom and when."""
    new: dict[tuple[str, ...], list[str]] = {}
    for id_, figure in after.items():
        if id_ not in before:
            new.setdefault(_name(figure), []).append(id_)
    gone = {id_: _name(figure) for id_, figure in before.items() if id_ not in after}
    times = Counter(gone.values())
    became = {id_: new[name][0] for id_, name in gone.items() if times[name] == len(new.get(name, ())) == 1}
    return {became.get(id_, id_): figure for id_, figure in before.items()}


def _name(figure: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(figure.get(key, "")) for key in ("label", "organisation", "period", "unit"))


def chapter(
    changes: Iterable[Changed], why: Mapping[str, str], *, number: int, registry_number: str
) -> tuple[Block, ...]:
    """The last chapter of a later edition: what differs from the edition before, and why."""
    rows = tuple(Row((one.label, one.was, one.now, why.get(one.figure, PROTECTED))) for one in changes)
    said = f"Den här utgåvan ersätter utgåva {number}"
    said += f", diarienummer {registry_number}. " if registry_number else ". "
    heading = Heading(1, f"Ändringar mot utgåva {number}", "andringar-mot-forra-utgavan")
    if not rows:
        return (heading, Paragraph((Text(f"{said}Inga siffror har ändrats, bara texter."),)))
    columns = (Column("Siffra", share=2), Column("Var"), Column("Är"), Column("Varför", share=2))
    count = "En siffra skiljer sig" if len(rows) == 1 else f"{len(rows)} siffror skiljer sig"
    return (
        heading,
        Paragraph((Text(f"{said}{count} från den."),)),
        Table(f"{count} från utgåva {number}", columns, rows),
    )


def _by_id(facts: Mapping[str, Any]) -> Facts:
    return {figure["id"]: figure for figure in facts.get("figures", ())}


def _said(figure: Mapping[str, Any]) -> str:
    """As printed; that is what a reader of the earlier edition remembers."""
    return str(figure["text"])[:LONGEST]
