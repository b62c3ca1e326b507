"""Many who answer in the same moment: each answer is kept once, one code gives one answer, nothing comes in too late."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from hjulet.check.surveys.choices import Refusal
from hjulet.check.surveys.models import AnswerSheet, RoundUnit
from hjulet.check.surveys.workflows.answering import NotTaken, send
from hjulet.check.surveys.workflows.planning import code_mark, make_codes
from tests.check.surveys import making
from tests.world import make_world

CROWD, EACH = 8, 10
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def together(verb: Callable[[int], object]) -> list[object]:
    """What each got, all started at the same moment; a refusal is an answer too."""
    ready = Barrier(CROWD)

    def one(number: int) -> object:
        ready.wait()
        try:
            return verb(number)
        except NotTaken as error:
            return error.refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(CROWD) as pool:
        return list(pool.map(one, range(CROWD)))


@pytest.fixture
def place() -> RoundUnit:
    world = make_world()
    of = making.survey(world.units["solgarden"], world.people["sas"], "hme")
    found = making.opened(of, [world.units["solgarden"]], world.people["sas"])
    return making.asked(found, world.units["solgarden"])


NOW = making.at_noon(making.DAY)


def test_a_whole_workplace_answers_in_the_same_meeting(place):
    keys = making.filled(place.round)

    def answer(_number: int) -> int:
        return sum(
            send(place, making.Filled(uuid4(), keys.steps), begun=NOW, now=NOW) for _time in range(EACH)
        )

    assert together(answer) == [EACH] * CROWD
    assert AnswerSheet.objects.count() == CROWD * EACH


def test_one_form_sent_by_eight_clicks_is_one_answer(place):
    filled = making.filled(place.round)
    found = together(lambda _number: send(place, filled, begun=NOW, now=NOW))

    assert sorted(map(bool, found)) == [False] * (CROWD - 1) + [True]
    assert AnswerSheet.objects.count() == 1


def test_one_code_in_eight_browsers_gives_one_answer(place):
    mark = code_mark(make_codes(place, 1, by=place.owner, at=NOW)[0])
    found = together(lambda _number: send(place, making.filled(place.round), code=mark, begun=NOW, now=NOW))

    assert found.count(True) == 1
    assert found.count(Refusal.USED) == CROWD - 1
    assert AnswerSheet.objects.count() == 1


def test_what_is_sent_while_the_round_is_settled_is_counted_or_refused(place):
    making.alike(place.round, place.unit, 6)
    late = making.at_noon(place.round.closes_on)

    def act(number: int) -> object:
        if number == 0:
            return making.close_and_settle(making.SurveyRound.objects.get(pk=place.round_id)).state
        return send(place, making.filled(place.round), begun=late - timedelta(hours=1), now=late)

    found = together(act)
    taken = sum(one is True for one in found)

    assert AnswerSheet.objects.count() == 6 + taken
    assert set(map(str, found)) <= {"settled", "True", "too_late"}
