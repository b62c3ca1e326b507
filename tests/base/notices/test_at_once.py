"""Two workers, and two who tell, at the very same time, on a database that lets them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection

from hjulet.base.notices.choices import Kind
from hjulet.base.notices.models import Notice
from hjulet.base.notices.sending import send_mail
from tests.base.notices.telling import MORNING, told
from tests.world import make_world

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
WORKERS = 4


def together(call: Callable[[], object]) -> None:
    """The call in several threads and connections, started at once."""
    barrier = Barrier(WORKERS)

    def run(_number: int) -> None:
        barrier.wait()
        try:
            call()
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(run, range(WORKERS)))


@pytest.mark.parametrize("kind", [Kind.DEVIATION_GRAVE, Kind.ACTION_DUE])
def test_workers_at_once_send_each_letter_once(kind, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    world = make_world()
    people = ["manager", "mas", "sas", "director"]
    for number in range(3):
        told(world, *people, kind=kind, key=f"k{number}")
    mail.outbox.clear()

    together(lambda: send_mail(lambda: MORNING))

    each = 3 if kind == Kind.DEVIATION_GRAVE else 1
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(
        f"{key}@example.se" for key in people * each
    )
    assert Notice.objects.filter(mailed_at=None).count() == 0


def test_saying_the_same_at_once_makes_one_message():
    world = make_world()

    together(lambda: told(world, "manager", "mas", "sas"))

    assert Notice.objects.count() == 3
