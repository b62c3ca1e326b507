"""The rules of a case, as tables."""

from dataclasses import replace
from datetime import date

import pytest

from hjulet.check.deviations import rules
from hjulet.check.deviations.choices import CareInjury, HowBad, Law, Obstacle, Severity, State, Tile
from hjulet.check.deviations.rules import CaseFacts, Missing, PartFacts

SOL = PartFacts(
    law=Law.SOL, has_type=True, severity=2, probability=2, care_injury="", causes=1, has_no_cause_reason=False,
    informed="yes", has_not_informed_reason=False, noted_in_record=False,
)  # fmt: skip
HSL = replace(SOL, law=Law.HSL, care_injury="no", noted_in_record=True)
DONE = CaseFacts(
    state=State.ACTED_ON, event_class="event", parts=(SOL,), actions=1, is_answered=True, has_identity=True
)


def test_finished_case_can_be_closed():
    assert rules.obstacles_to_closing(DONE) == []
    assert rules.obstacles_to_closing(replace(DONE, parts=(SOL, HSL))) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"state": State.RECEIVED}, [Obstacle.WRONG_STATE]),
        ({"state": State.CLOSED}, [Obstacle.WRONG_STATE]),
        ({"event_class": ""}, [Obstacle.NO_JUDGEMENT]),
        ({"actions": 0}, [Obstacle.NO_ACTION]),
        ({"actions": 0, "has_no_action_reason": True}, []),
        ({"actions_without_cause": 1}, [Obstacle.ACTION_WITHOUT_CAUSE]),
        ({"is_answered": False}, [Obstacle.NO_ANSWER]),
        ({"is_answered": False, "can_be_answered": False}, []),
        ({"has_identity": False}, []),
    ],
)
def test_closing_needs_of_the_whole(change, expected):
    assert rules.obstacles_to_closing(replace(DONE, **change)) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"severity": None}, [Obstacle.NO_JUDGEMENT]),
        ({"causes": 0}, [Obstacle.NO_CAUSE]),
        ({"causes": 0, "has_no_cause_reason": True}, []),
        ({"informed": ""}, [Obstacle.NOT_INFORMED]),
        ({"informed": "no"}, [Obstacle.NOT_INFORMED]),
        ({"informed": "no", "has_not_informed_reason": True}, []),
        ({"asks_lex": True}, [Obstacle.LEX_NOT_CONSIDERED]),
        ({"asks_lex": True, "is_lex_considered": True}, []),
        ({"severity": 3}, [Obstacle.NO_REVIEW_BOOKED]),
        ({"in_lex": True}, [Obstacle.IN_LEX]),
    ],
)
def test_closing_needs_of_a_part(change, expected):
    assert rules.obstacles_to_closing(replace(DONE, parts=(replace(SOL, **change),))) == expected


@pytest.mark.parametrize(
    ("case", "part", "expected"),
    [
        ({}, {"noted_in_record": False}, [Obstacle.NOT_IN_RECORD]),
        ({}, {"informed": "no", "has_not_informed_reason": True, "noted_in_record": False}, []),
        ({"has_identity": False}, {}, [Obstacle.NO_IDENTITY]),
        ({"has_identity": False, "has_no_identity_reason": True}, {}, []),
    ],
)
def test_closing_an_hsl_part_asks_who_it_is_and_what_stands_in_the_record(case, part, expected):
    facts = replace(DONE, parts=(replace(HSL, **part),), **case)

    assert rules.obstacles_to_closing(facts) == expected


def test_booked_review_is_enough_for_a_grave_case():
    grave = replace(DONE, parts=(replace(SOL, severity=4),))

    assert rules.obstacles_to_closing(grave) == [Obstacle.NO_REVIEW_BOOKED]
    assert rules.obstacles_to_closing(replace(grave, reviews_booked=1)) == []


def test_part_that_is_a_lex_case_does_not_hold_the_other_back():
    moved = replace(SOL, in_lex=True, causes=0, severity=4, informed="")

    assert rules.obstacles_to_closing(replace(DONE, parts=(moved, HSL))) == []


def test_what_is_missing_says_in_which_part_and_in_the_order_of_the_work():
    empty = {"causes": 0, "informed": ""}
    case = replace(DONE, parts=(replace(HSL, **empty), replace(SOL, **empty)), actions=0, is_answered=False)

    assert rules.what_is_missing(case) == [
        Missing(Obstacle.NO_CAUSE, Law.HSL),
        Missing(Obstacle.NO_CAUSE, Law.SOL),
        Missing(Obstacle.NO_ACTION),
        Missing(Obstacle.NOT_INFORMED, Law.HSL),
        Missing(Obstacle.NOT_INFORMED, Law.SOL),
        Missing(Obstacle.NO_ANSWER),
    ]
    assert rules.obstacles_to_closing(case) == [
        Obstacle.NO_CAUSE, Obstacle.NO_ACTION, Obstacle.NOT_INFORMED, Obstacle.NO_ANSWER,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (DONE, []),
        (replace(DONE, state=State.RECEIVED), []),
        (replace(DONE, state=State.CLOSED), [Obstacle.WRONG_STATE]),
        (replace(DONE, parts=()), [Obstacle.NO_LAW]),
        (replace(DONE, event_class=""), [Obstacle.NO_CLASS]),
        (replace(DONE, parts=(replace(SOL, has_type=False),)), [Obstacle.NO_TYPE]),
        (replace(DONE, parts=(replace(SOL, severity=None),)), [Obstacle.NO_SEVERITY]),
        (replace(DONE, parts=(replace(SOL, probability=None),)), [Obstacle.NO_SEVERITY]),
        (replace(DONE, parts=(replace(HSL, care_injury=""),)), [Obstacle.NO_CARE_INJURY]),
        (replace(DONE, parts=(replace(SOL, has_type=False, severity=None, in_lex=True),)), []),
    ],
)
def test_judging_needs(case, expected):
    assert rules.obstacles_to_judging(case) == expected


@pytest.mark.parametrize(
    ("law", "severity", "injury", "type_asks", "asks"),
    [
        (Law.SOL, None, "", False, False),
        (Law.SOL, 2, "", False, False),
        (Law.SOL, 3, "", False, True),
        (Law.SOL, 1, "", True, True),
        (Law.HSL, 2, CareInjury.YES, False, False),
        (Law.HSL, 3, CareInjury.NO, False, False),
        (Law.HSL, 3, CareInjury.UNCLEAR, False, True),
        (Law.HSL, 4, CareInjury.YES, False, True),
        (Law.HSL, 1, CareInjury.YES, True, False),
    ],
)
def test_lex_is_asked_about(law, severity, injury, type_asks, asks):
    assert rules.asks_lex(law, severity, injury, type_asks=type_asks) is asks


@pytest.mark.parametrize(
    ("law", "severity", "how_bad", "medication", "device", "told"),
    [
        (Law.HSL, 3, HowBad.LITTLE, False, False, True),
        (Law.HSL, 2, HowBad.LITTLE, False, False, False),
        (Law.HSL, 1, HowBad.LITTLE, True, False, False),
        (Law.HSL, 1, HowBad.HARM, True, False, True),
        (Law.HSL, 2, HowBad.LITTLE, True, False, True),
        (Law.HSL, None, HowBad.NOTHING, False, True, True),
        (Law.HSL, None, HowBad.NOTHING, False, False, False),
        (Law.SOL, 4, HowBad.GRAVE, True, True, False),
    ],
)
def test_mas_is_told_at_once(law, severity, how_bad, medication, device, told):
    assert rules.tells_mas(law, severity, how_bad, is_medication=medication, is_device=device) is told


@pytest.mark.parametrize(
    ("state", "judged", "investigated", "acted_on", "followed_up"),
    [
        (State.RECEIVED, State.JUDGED, State.RECEIVED, State.RECEIVED, State.RECEIVED),
        (State.JUDGED, State.JUDGED, State.INVESTIGATED, State.ACTED_ON, State.JUDGED),
        (State.INVESTIGATED, State.INVESTIGATED, State.INVESTIGATED, State.ACTED_ON, State.INVESTIGATED),
        (State.ACTED_ON, State.ACTED_ON, State.ACTED_ON, State.ACTED_ON, State.FOLLOWED_UP),
        (State.FOLLOWED_UP, State.FOLLOWED_UP, State.FOLLOWED_UP, State.FOLLOWED_UP, State.FOLLOWED_UP),
        (State.REOPENED, State.JUDGED, State.INVESTIGATED, State.ACTED_ON, State.REOPENED),
        (State.CLOSED, State.CLOSED, State.CLOSED, State.CLOSED, State.CLOSED),
    ],
)
def test_work_moves_a_case_forward_and_never_back(state, judged, investigated, acted_on, followed_up):
    assert rules.state_after_judging(state) == judged
    assert rules.state_after_work(state, State.INVESTIGATED) == investigated
    assert rules.state_after_work(state, State.ACTED_ON) == acted_on
    assert rules.state_after_work(state, State.FOLLOWED_UP) == followed_up


@pytest.mark.parametrize("state", State)
def test_every_state_is_open_or_ended_and_only_ended_ones_are_reopened(state):
    assert (state in rules.OPEN) != (state in rules.ENDED)
    assert (rules.obstacles_to_moving(state, State.REOPENED) == []) == (state in rules.ENDED)


@pytest.mark.parametrize(
    ("how_bad", "severities", "lex", "small"),
    [
        (HowBad.LITTLE, [None], False, True),
        (HowBad.NOTHING, [1, 1], False, True),
        (HowBad.LITTLE, [1, 2], False, False),
        (HowBad.HARM, [1], False, False),
        (HowBad.LITTLE, [1], True, False),
    ],
)
def test_small_event_is_the_lowest_in_every_way(how_bad, severities, lex, small):
    assert rules.is_small_enough(how_bad, severities, lex_asked=lex) is small


@pytest.mark.parametrize(
    ("tile", "laws", "expected"),
    [
        (Tile.FALL, ["SoL", "HSL"], Law.HSL),
        (Tile.FALL, ["LSS"], Law.SOL),
        (Tile.TREATMENT, ["HSL"], Law.HSL),
        (Tile.TREATMENT, ["SoL", "HSL"], Law.SOL),
        (Tile.MEDICATION, [], Law.HSL),
    ],
)
def test_law_is_guessed_by_the_tile_unless_the_unit_has_but_one(tile, laws, expected):
    assert rules.guessed_law(tile, laws) == expected


DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("state", "judge_by", "investigate_by", "late"),
    [
        (State.RECEIVED, date(2026, 11, 19), date(2026, 12, 1), True),
        (State.RECEIVED, DAY, date(2026, 11, 1), False),
        (State.JUDGED, date(2026, 11, 1), date(2026, 11, 19), True),
        (State.JUDGED, date(2026, 11, 1), DAY, False),
        (State.REOPENED, date(2026, 11, 1), date(2026, 11, 19), True),
        (State.CLOSED, date(2026, 11, 1), date(2026, 11, 1), False),
        (State.FOLLOWED_UP, date(2026, 11, 1), date(2026, 11, 1), False),
    ],
)
def test_case_is_late_after_its_day_and_not_on_it(state, judge_by, investigate_by, late):
    assert rules.is_late(state, judge_by, investigate_by, DAY) is late


def test_deadlines_count_working_days():
    times = rules.Times(judge_workdays=1, investigate_days=14)

    assert rules.judge_by(date(2026, 11, 20), times) == date(2026, 11, 23)  # a Friday, hence Monday
    assert rules.investigate_by(date(2026, 11, 20), times) == date(2026, 12, 4)
    assert rules.investigate_by(date(2026, 12, 11), times) == date(2026, 12, 28)  # not on Christmas Day


@pytest.mark.parametrize(
    ("happened", "valid_from", "valid_to", "expected"),
    [
        (DAY, None, None, []),
        (date(2026, 11, 21), None, None, [Obstacle.IN_THE_FUTURE]),
        (DAY, date(2026, 11, 21), None, [Obstacle.UNIT_CLOSED]),
        (DAY, None, date(2026, 11, 19), [Obstacle.UNIT_CLOSED]),
        (DAY, DAY, DAY, []),
    ],
)
def test_report_is_about_a_day_that_has_been_at_a_unit_that_was_there(
    happened, valid_from, valid_to, expected
):
    assert rules.obstacles_to_reporting(happened, DAY, valid_from, valid_to) == expected


@pytest.mark.parametrize(
    ("tile", "how_bad", "shown"),
    [
        (Tile.VIOLENCE, HowBad.NOTHING, True),
        (Tile.FALL, HowBad.GRAVE, True),
        (Tile.FALL, HowBad.HARM, False),
    ],
)
def test_on_call_number_is_shown_for_violence_and_the_gravest(tile, how_bad, shown):
    assert rules.shows_on_call(tile, how_bad) is shown


def test_severity_of_a_case_is_its_highest():
    assert rules.highest_severity((SOL, replace(HSL, severity=4))) == Severity.CATASTROPHIC
    assert rules.highest_severity(()) == 0
