"""Two requests at the very same time, on a database that lets them."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone

from hjulet.act.actions.choices import NextStep, Status, Verdict
from hjulet.act.actions.models import Action, CannotReview, Conclusion, EffectReview, Spread
from hjulet.act.actions.workflows import SomebodyWasFaster, conclude_review, create_action, rewrite_action
from hjulet.base.log.chain import record
from hjulet.base.log.models import Entry
from tests.act.actions.test_workflows import text
from tests.factories import ActionFactory, EffectReviewFactory
from tests.world import make_world

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def together(*calls) -> list[object]:
    """Each call in a thread and connection of its own, started at once; what it gave or raised."""
    barrier = Barrier(len(calls))

    def run(call):
        barrier.wait()
        try:
            return call()
        except (SomebodyWasFaster, CannotReview) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_a_double_click_makes_one_action():
    world, token = make_world(), uuid4()
    manager, said = world.people["manager"], text(world)

    made = together(*[lambda: create_action(said, token, by=manager, at=timezone.now())] * 4)

    assert len({action.pk for action in made}) == Action.objects.count() == Entry.objects.count() == 1


def test_of_two_who_save_at_once_one_is_told():
    world = make_world()
    action = create_action(text(world), uuid4(), by=world.people["manager"], at=timezone.now())

    def saving(key: str, title: str):
        row = Action.objects.get(pk=action.pk)
        return lambda: rewrite_action(
            row, text(world, title=title), revision=1, by=world.people[key], at=timezone.now()
        )

    ended = together(saving("manager", "Chefens"), saving("sas", "SAS ord"))

    action.refresh_from_db()
    assert sorted(isinstance(end, SomebodyWasFaster) for end in ended) == [False, True]
    assert (action.revision, Entry.objects.filter(event="action.rewritten").count()) == (2, 1)


def test_a_feature_that_has_logged_and_a_double_click_do_not_wait_for_each_other():
    world = make_world()
    manager, token = world.people["manager"], uuid4()

    def by_a_feature():
        with transaction.atomic():
            record("need.raised", None, by=manager, at=timezone.now())
            return create_action(text(world, title="Ur ett ärende"), uuid4(), by=manager, at=timezone.now())

    def by_a_form():
        return create_action(text(world), token, by=manager, at=timezone.now())

    made = together(by_a_feature, by_a_form, by_a_feature, by_a_form)

    assert len({action.pk for action in made}) == Action.objects.count() == 3


def test_of_two_who_conclude_at_once_one_is_told():
    world = make_world()
    action = ActionFactory(unit=world.units["solgarden"], status=Status.ONGOING)
    review = EffectReviewFactory(action=action, booked_by=world.people["sas"], due_on=timezone.localdate())

    def concluding(key: str):
        row = EffectReview.objects.get(pk=review.pk)
        said = Conclusion(
            Verdict.IMPROVED, {}, Verdict.IMPROVED, key, NextStep.SPREAD, (world.units["bjorkgarden"],)
        )
        day, at = timezone.localdate(), timezone.now()
        return lambda: conclude_review(row, said, by=world.people[key], at=at, day=day)

    ended = together(concluding("manager"), concluding("sas"))

    assert sorted(isinstance(end, CannotReview) for end in ended) == [False, True]
    assert Spread.objects.count() == 1
