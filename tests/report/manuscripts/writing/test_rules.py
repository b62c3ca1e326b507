"""What must hold for texts, figures in them, and questions."""

from datetime import date

import pytest

from hjulet.report.manuscripts import rules
from hjulet.report.manuscripts.choices import Obstacle, RequestState, Standing, State


def test_reference_is_read_back_as_the_figure_it_names():
    written = rules.reference("kpb/säbo/65-79 år/2025/cost", "1\u00a0234 {kr}|")

    assert written == "{{siffra:kpb/säbo/65-79 år/2025/cost|1 234 kr}}"
    assert rules.references(f"Så {written} och {written}, {{{{siffra:b}}}}.") == [
        "kpb/säbo/65-79 år/2025/cost",
        "b",
    ]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("{{siffra:a|93 %}}", [("a", "93 %", "94 %")]),
        ("{{siffra:a|94 %}}", []),
        ("{{siffra:a}}", []),
        ("{{siffra:gone|93 %}}", []),
    ],
)
def test_figure_that_has_changed_since_it_was_put_in_is_told(markdown, expected):
    assert rules.changed_since(markdown, {"a": "94 %"}) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"required": True}, Standing.EMPTY),
        ({}, Standing.OPTIONAL),
        ({"written": True}, Standing.WRITTEN),
        ({"asked": True}, Standing.ASKED),
        ({"written": True, "asked": True}, Standing.ASKED),
        ({"offered": True, "asked": True}, Standing.OFFERED),
        ({"written": True, "commented": True, "offered": True}, Standing.COMMENTED),
    ],
)
def test_section_has_the_one_word_that_asks_most_of_somebody(said, expected):
    nothing = dict.fromkeys(("written", "offered", "asked", "commented", "required"), False)

    assert rules.standing(**nothing | said) == expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [(State.DRAFT, []), (State.REVIEW, [Obstacle.IN_REVIEW]), (State.APPROVED, [Obstacle.CLOSED])],
)
def test_text_changes_in_the_draft_alone(state, expected):
    assert rules.obstacles_to_writing(state) == expected


@pytest.mark.parametrize(
    ("state", "report", "expected"),
    [
        (RequestState.OPEN, State.DRAFT, []),
        (RequestState.OPEN, State.REVIEW, []),
        (RequestState.OPEN, State.APPROVED, [Obstacle.CLOSED]),
        (RequestState.ANSWERED, State.DRAFT, [Obstacle.ANSWERED]),
        (RequestState.TAKEN, State.DRAFT, [Obstacle.ANSWERED]),
        (RequestState.WITHDRAWN, State.DRAFT, [Obstacle.WITHDRAWN]),
    ],
)
def test_question_is_answered_once_while_it_waits(state, report, expected):
    assert rules.obstacles_to_answering(state, report) == expected


def test_patient_safety_report_is_due_the_first_of_march():
    assert rules.is_due_on("patientsakerhetsberattelse", 2025) == date(2026, 3, 1)
    assert rules.is_due_on("kvalitetsberattelse", 2025) is None
