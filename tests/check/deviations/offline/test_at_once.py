"""The same letter from two tabs, and two people who mend the same report, at the very same time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from hjulet.check.deviations.models import Deviation, OfflineReport, StrandedReport
from tests.check.deviations.offline.support import Phone, send, written
from tests.world import make_world

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
TABS = 6


def together(call):
    barrier = Barrier(TABS)

    def run(_number):
        barrier.wait()
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(TABS) as pool:
        return list(pool.map(run, range(TABS)))


def phone_of(world, key="staff"):
    client = Client()
    client.force_login(world.people[key])
    return Phone.of(client), client


def test_one_letter_from_many_tabs_is_one_report():
    world = make_world()
    phone, _client = phone_of(world)
    ticket = phone.tickets[0]
    letter = phone.letter(written(ticket, unit=world.units["solgarden"].pk))

    said = [answer.json()["status"] for answer in together(lambda: send(ticket, letter))]

    assert sorted(said) == ["already"] * (TABS - 1) + ["received"]
    assert Deviation.objects.count() == OfflineReport.objects.count() == 1


def test_one_refused_letter_from_many_tabs_strands_once():
    world = make_world()
    phone, _client = phone_of(world)
    ticket = phone.tickets[0]
    letter = phone.letter(written(ticket, unit=world.units["solgarden"].pk, what_happened=""))

    assert {answer.json()["status"] for answer in together(lambda: send(ticket, letter))} == {"kept"}
    assert StrandedReport.objects.count() == 1


def test_stranded_report_mended_many_times_at_once_is_one_report():
    world = make_world()
    phone, client = phone_of(world)
    ticket, unit = phone.tickets[0], world.units["solgarden"].pk
    send(ticket, phone.letter(written(ticket, unit=unit, what_happened="")))
    page = reverse("deviations:stranded", args=[StrandedReport.objects.get().pk])
    said = written(ticket, unit=unit)

    def mend():
        own = Client()
        own.cookies = client.cookies
        return own.post(page, said).status_code

    assert set(together(mend)) <= {302, 404}
    assert (Deviation.objects.count(), StrandedReport.objects.count()) == (1, 0)
