"""Two requests at the very same time, on a database that lets them."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from hjulet.act.actions.models import Action
from hjulet.act.actions.workflows import SomebodyWasFaster, create_action, rewrite_action
from hjulet.base.log.models import Entry
from tests.act.actions.test_workflows import text
from tests.world import make_world

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def together(*calls) -> list[object]:
    """Each call in a thread and connection of its own, started at once; what it gave or raised."""
    barrier = Barrier(len(calls))

    def run(call):
        barrier.wait()
        try:
            return call()
        except SomebodyWasFaster as error:
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
