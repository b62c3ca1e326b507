"""How messages reach people, as tables."""

from datetime import date, datetime, timedelta

import pytest

from hjulet.base.notices import rules
from hjulet.base.notices.choices import Due, Group, Kind, Way

MONDAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12)  # noqa: DTZ001 - a clock on the wall


def test_every_kind_stands_under_one_heading():
    listed = [kind for kinds in rules.KINDS_OF.values() for kind in kinds]

    assert sorted(listed) == sorted(Kind)
    assert set(rules.KINDS_OF) == set(Group)


@pytest.mark.parametrize(
    ("kind", "chosen", "way"),
    [
        (Kind.DEVIATION_NEW, None, Way.DIGEST),
        (Kind.DEVIATION_NEW, Way.AT_ONCE, Way.AT_ONCE),
        (Kind.DEVIATION_NEW, Way.APP, Way.APP),
        (Kind.ACTION_DUE, None, Way.DIGEST),
        (Kind.GENERAL, Way.DIGEST, Way.DIGEST),
        (Kind.DEVIATION_GRAVE, None, Way.AT_ONCE),
        (Kind.DEVIATION_GRAVE, Way.DIGEST, Way.DIGEST),
        (Kind.DEVIATION_GRAVE, Way.APP, Way.AT_ONCE),  # cannot be turned off
        (Kind.LEX_NEW, None, Way.AT_ONCE),
        (Kind.LEX_NEW, Way.APP, Way.AT_ONCE),
        (Kind.LEX_DEADLINE, None, Way.AT_ONCE),
        (Kind.LEX_DEADLINE, Way.APP, Way.AT_ONCE),
    ],
)
def test_what_a_person_chose_holds_unless_it_is_important(kind, chosen, way):
    assert rules.way_of(kind, chosen) == way


@pytest.mark.parametrize("kind", Kind)
def test_only_what_is_not_important_can_be_kept_from_the_mail(kind):
    assert (Way.APP in rules.ways(kind)) == (kind not in rules.IMPORTANT)


@pytest.mark.parametrize(
    ("substitutes", "ready", "found"),
    [
        ({}, {1}, 1),
        ({1: 2}, {1, 2}, 2),
        ({1: 2, 2: 3}, {1, 2, 3}, 3),
        ({1: 2, 2: 3, 3: 4}, {1, 2, 3, 4}, 4),
        ({1: 2, 2: 3, 3: 4, 4: 5}, {1, 2, 3, 4, 5}, 1),  # too far away
        ({1: 2, 2: 1}, {1, 2}, 1),  # both are away and stand in for each other
        ({1: 2, 2: 3, 3: 2}, {1, 2, 3}, 1),
        ({1: 2}, {1}, 1),  # the substitute has left
        ({1: 2, 2: 3}, {1, 3}, 3),
        ({5: 6}, {1, 6}, 1),
    ],
)
def test_message_goes_to_the_nearest_who_is_at_work_or_stays(substitutes, ready, found):
    assert rules.stand_in(1, substitutes, ready) == found


@pytest.mark.parametrize(
    ("hour", "minute", "is_workday", "is_time"),
    [(6, 59, True, False), (7, 0, True, True), (23, 59, True, True), (12, 0, False, False)],
)
def test_digest_goes_on_working_days_from_the_morning(hour, minute, is_workday, is_time):
    assert rules.is_time_for_digest(NOON.replace(hour=hour, minute=minute), is_workday=is_workday) == is_time


def test_pauses_grow_until_the_fifth_failure_which_is_the_last():
    pauses = [rules.next_try(tries, NOON) for tries in range(1, 6)]

    assert pauses[:4] == [NOON + wait for wait in (
        timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(days=1)
    )]  # fmt: skip
    assert pauses[4] is None
    assert len(rules.WAITS) == rules.MOST_TRIES - 1


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (None, None),
        (date(2026, 11, 22), Due.PASSED),
        (MONDAY, Due.TODAY),
        (date(2026, 11, 24), Due.AHEAD),
    ],
)
def test_last_day_says_whether_it_has_passed(on, said):
    assert rules.due(on, MONDAY) == said
