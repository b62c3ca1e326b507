"""What must hold for rounds, days and scales."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from hjulet.check.surveys import rules, scales
from hjulet.check.surveys.choices import (
    UNKNOWN,
    Audience,
    Dimension,
    Doorway,
    Index,
    Language,
    Obstacle,
    Scale,
    State,
    Warned,
)
from hjulet.check.surveys.ready_made import HME, READY_MADE
from hjulet.check.surveys.words import WORDS, label

TODAY = date(2026, 10, 1)
READY = rules.Planned(
    Audience.USERS, State.PLANNED, date(2026, 10, 1), date(2026, 10, 20), date(2027, 2, 28), owners=[1, 2],
    scales=[Scale.YES_SOMETIMES_NO], screener=None,
)  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"state": State.CLOSED}, []),
        ({"state": State.OPEN}, [Obstacle.WRONG_STATE]),
        ({"state": State.SETTLED}, [Obstacle.WRONG_STATE]),
        ({"owners": [1, None]}, [Obstacle.NO_OWNER]),
        ({"owners": []}, [Obstacle.NO_UNITS]),
        ({"talk_on": None}, [Obstacle.NO_TALK]),
        ({"talk_on": date(2026, 10, 20)}, [Obstacle.TALK_TOO_EARLY]),
        ({"closes_on": date(2026, 9, 30), "opens_on": date(2026, 9, 1)}, [Obstacle.IS_OVER]),
        ({"scales": []}, [Obstacle.NO_QUESTIONS]),
        ({"scales": [Scale.TEXT]}, [Obstacle.NO_SCREENER]),
        ({"scales": [Scale.TEXT], "screener": 3}, []),
        ({"scales": [Scale.TEXT], "screener": 3, "screener_is_manager": True}, [Obstacle.SCREENER_IS_MANAGER]),
        ({"overlaps": True}, [Obstacle.OVERLAPS]),
        ({"audience": Audience.FOLLOWED}, [Obstacle.IS_FOLLOWED]),
        ({"index": Index.HME}, [Obstacle.INDEX_INCOMPLETE]),
        ({"owners": [None], "talk_on": None}, [Obstacle.NO_OWNER, Obstacle.NO_TALK]),
    ],
)  # fmt: skip
def test_round_opens_only_with_owner_talk_and_all_else(changed, expected):
    assert rules.obstacles_to_opening(replace(READY, **changed), TODAY) == expected


def test_hme_needs_three_statements_in_each_part():
    parts = [one.dimension for one in HME.questions]
    scale = [one.scale for one in HME.questions]

    assert rules.index_is_whole(Index.HME, scale, parts)
    assert not rules.index_is_whole(
        Index.HME, scale, [Dimension.MOTIVATION, *parts[1:-1], Dimension.MOTIVATION]
    )
    assert not rules.index_is_whole(Index.HME, scale[:8], parts[:8])


@pytest.mark.parametrize(
    ("closes", "audience", "talk"),
    [
        (date(2026, 10, 20), Audience.USERS, date(2027, 2, 28)),
        (date(2027, 12, 31), Audience.RELATIVES, date(2028, 2, 29)),
        (date(2027, 2, 28), Audience.USERS, date(2028, 2, 29)),
        (date(2026, 4, 30), Audience.STAFF, date(2026, 8, 31)),
        (date(2026, 8, 31), Audience.STAFF, date(2027, 8, 31)),
    ],
)
def test_talk_is_at_the_end_of_february_or_august(closes, audience, talk):
    assert rules.default_talk(closes, audience) == talk


NOON = datetime(2026, 10, 10, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("state", "ended", "begun", "now", "expected"),
    [
        (State.PLANNED, None, None, NOON, Doorway.NOT_YET),
        (State.OPEN, None, None, NOON - timedelta(days=20), Doorway.NOT_YET),
        (State.OPEN, None, None, NOON, Doorway.OPEN),
        (State.OPEN, None, None, datetime(2026, 10, 20, 23, 59, tzinfo=UTC), Doorway.OPEN),
        (State.OPEN, None, None, datetime(2026, 10, 21, 0, 0, tzinfo=UTC), Doorway.CLOSED),
        (State.OPEN, None, datetime(2026, 10, 20, 23, 50, tzinfo=UTC), datetime(2026, 10, 21, 0, 30, tzinfo=UTC), Doorway.OPEN),
        (State.CLOSED, NOON, None, NOON, Doorway.CLOSED),
        (State.CLOSED, NOON, NOON - timedelta(minutes=9), NOON + timedelta(minutes=60), Doorway.OPEN),
        (State.CLOSED, NOON, NOON - timedelta(minutes=9), NOON + timedelta(minutes=61), Doorway.CLOSED),
        (State.CLOSED, NOON, NOON + timedelta(minutes=1), NOON + timedelta(minutes=2), Doorway.CLOSED),
        (State.SETTLED, NOON, NOON - timedelta(minutes=9), NOON + timedelta(minutes=5), Doorway.CLOSED),
    ],
)  # fmt: skip
def test_what_meets_the_one_who_comes_to_answer(state, ended, begun, now, expected):
    found = rules.doorway(state, date(2026, 10, 1), date(2026, 10, 20), ended, begun=begun, now=now)

    assert found == expected


@pytest.mark.parametrize(
    ("state", "ended", "at", "expected"),
    [
        (State.OPEN, None, NOON, [Obstacle.WRONG_STATE]),
        (State.CLOSED, NOON, NOON + timedelta(minutes=60), [Obstacle.STILL_SENDING]),
        (State.CLOSED, NOON, NOON + timedelta(minutes=61), []),
        (State.SETTLED, NOON, NOON + timedelta(days=1), [Obstacle.WRONG_STATE]),
    ],
)
def test_results_are_counted_when_nobody_can_send_any_more(state, ended, at, expected):
    assert rules.obstacles_to_settling(state, ended, at) == expected


@pytest.mark.parametrize(
    ("answered", "invited", "expected"),
    [(10, 20, 50.0), (9, 20, None), (12, None, None), (12, 0, None), (30, 20, 100.0)],
)
def test_response_rate_of_few_is_not_told(answered, invited, expected):
    assert rules.rate(answered, invited) == expected


@pytest.mark.parametrize(("count", "told"), [(0, 0), (4, 0), (5, 5), (14, 10)])
def test_answers_are_counted_in_fives_while_the_round_is_open(count, told):
    assert rules.coarse(count) == told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maten är kall.", []),
        ("Ring 0247-123 45.", [Warned.PHONE]),
        ("Jag heter något, 19121212-1212.", [Warned.NUMBER]),
        ("Det var snällt av Britta igår.", [Warned.NAME]),
        ("stina sas lyssnar aldrig", [Warned.NAME]),
        ("Britta är snäll.", [Warned.NAME]),
        ("När jag vill gå ut. Ibland går det.", []),
    ],
)
def test_screener_is_warned_of_what_may_name_somebody(text, expected):
    assert rules.warnings_about(text, ["Stina Sas"]) == expected


@pytest.mark.parametrize(
    ("scale", "is_reversed", "best", "points"),
    [
        (Scale.YES_SOMETIMES_NO, False, {1}, (100, 50, 0)),
        (Scale.YES_SOMETIMES_NO, True, {3}, (0, 50, 100)),
        (Scale.ALL_SOME_NONE, False, {1}, (100, 50, 0)),
        (Scale.ONE_TO_FIVE, False, {4, 5}, (0, 25, 50, 75, 100)),
        (Scale.ONE_TO_FIVE, True, {1, 2}, (100, 75, 50, 25, 0)),
        (Scale.VERY_NOT_AT_ALL, False, {1, 2}, (100, 200 / 3, 100 / 3, 0)),
        (Scale.TEXT, False, set(), ()),
    ],
)
def test_scales_have_best_steps_and_points(scale, is_reversed, best, points):
    found = scales.steps_of(scale, is_reversed=is_reversed)

    assert (found.best, found.points) == (best, pytest.approx(points))


@pytest.mark.parametrize("language", Language)
def test_every_language_has_words_for_every_step_and_button(language):
    words = WORDS[language]
    for scale, found in scales.SCALES.items():
        assert len(words.scales[scale]) == len(found.points)
        assert all(label(scale, step, language) for step in (UNKNOWN, *found.numbers))
    assert all(vars(words).values())
    assert "{number}" in words.question
    assert "{total}" in words.question


@pytest.mark.parametrize("ready", READY_MADE, ids=lambda ready: ready.key)
def test_ready_made_questionnaires_can_be_asked(ready):
    scale, parts = [one.scale for one in ready.questions], [one.dimension for one in ready.questions]

    assert rules.index_is_whole(ready.index, scale, parts)
    assert len({one.text for one in ready.questions}) == len(ready.questions)
