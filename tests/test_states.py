"""The state diagrams in docs/states are printed from the rules, and stay true.

python -m tests.test_states     writes them anew
"""

import os
from enum import StrEnum
from pathlib import Path

import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

from hjulet.act.actions import rules as actions
from hjulet.check.deviations import rules as deviations
from hjulet.check.indicators.questions import rules as questions
from hjulet.check.lex import rules as lex
from hjulet.check.surveys import rules as surveys
from hjulet.plan.cooperation import rules as cooperation
from hjulet.plan.procedures import rules as procedures
from hjulet.report.manuscripts import rules as manuscripts

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "states"
DIAGRAMS = {
    "atgard.md": ("Åtgärd", actions.TRANSITIONS),
    "avvikelse.md": ("Avvikelse", deviations.TRANSITIONS),
    "enkatomgang.md": ("Omgång av en enkät", surveys.TRANSITIONS),
    "fraga-om-en-siffra.md": ("Fråga om en siffra", questions.TRANSITIONS),
    "lex.md": ("Lex Sarah och lex Maria", lex.TRANSITIONS),
    "rutin.md": ("Version av rutin", procedures.TRANSITIONS),
    "samverkan.md": ("Samverkan", cooperation.TRANSITIONS),
    "rapport.md": ("Rapport som skrivs", manuscripts.TRANSITIONS),
}


def diagram(title: str, transitions: dict[StrEnum, frozenset[StrEnum]]) -> str:
    """A Mermaid diagram with the Swedish words; the order is that of the states."""
    order = list(transitions)
    lines = [
        f"# {title}: status",
        "",
        "Skriven ur `TRANSITIONS`; ett test jämför.",
        "",
        "```mermaid",
        "stateDiagram-v2",
    ]
    lines += [f"    {state.name} : {state.label}" for state in order]
    lines += [
        f"    {state.name} --> {target.name}"
        for state in order
        for target in sorted(transitions[state], key=order.index)
    ]
    return "\n".join([*lines, "```", ""])


@pytest.mark.parametrize("name", DIAGRAMS)
def test_the_state_diagram_is_what_the_rules_say(name):
    title, transitions = DIAGRAMS[name]

    assert (FOLDER / name).read_text(encoding="utf-8") == diagram(title, transitions)


@pytest.mark.parametrize("name", DIAGRAMS)
def test_every_state_has_a_way_out_or_is_an_end(name):
    _title, transitions = DIAGRAMS[name]
    reached = {target for targets in transitions.values() for target in targets}

    assert set(transitions) >= reached


if __name__ == "__main__":
    import django

    django.setup()
    for name, (title, transitions) in DIAGRAMS.items():
        (FOLDER / name).write_text(diagram(title, transitions), encoding="utf-8")
