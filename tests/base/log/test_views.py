"""The log's page: metadata of the own municipality, for two roles."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from hjulet.base.log.chain import record
from hjulet.base.log.models import Entry
from tests.base.log.test_chain import AT

URL = reverse("log:list")


def fill(world, count, event="unit.read", who="manager"):
    for number in range(count):
        record(
            event,
            world.units["lss"],
            by=world.people[who],
            at=AT + timedelta(minutes=number),
            why=f"hemligt {number}",
        )


@pytest.mark.parametrize("key", ["administrator", "privacy_officer"])
def test_administrator_and_privacy_officer_see_who_did_what(world, signed_in, key):
    fill(world, 1)

    page = signed_in(key).get(URL).content.decode()

    assert "Erik Chef" in page
    assert "unit.read" in page


def test_no_details_are_shown(world, signed_in):
    fill(world, 1)

    assert "hemligt" not in signed_in("privacy_officer").get(URL).content.decode()


def test_nothing_crosses_from_another_municipality(world, signed_in):
    record("unit.read", world.units["granby"], by=world.people["neighbour"], at=AT)

    assert "Nils Utifrån" not in signed_in("privacy_officer").get(URL).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_rows(world, signed_in, rows, django_assert_num_queries):
    fill(world, rows)
    client = signed_in("privacy_officer")
    with django_assert_num_queries(7):
        client.get(URL)


def test_pages_follow_each_other_without_gap_or_overlap(world, signed_in):
    fill(world, 60)
    client = signed_in("privacy_officer")

    first = client.get(URL).context
    second = client.get(URL, {"fore": first["next"]}).context

    seen = [entry.pk for entry in [*first["entries"], *second["entries"]]]
    assert seen == list(Entry.objects.order_by("-id").values_list("id", flat=True))
    assert second["next"] is None


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"event": "unit.read"}, 2),
        ({"who": "chef"}, 2),
        ({"who": "ingen"}, 0),
        ({"first": "2026-11-22"}, 0),
        ({"last": "2026-11-21"}, 3),
        ({"first": "2026-11-21", "last": "2026-11-21", "event": "unit.renamed"}, 1),
    ],
)
def test_reader_can_ask_for_event_person_and_period(world, signed_in, asked, expected):
    fill(world, 2)
    fill(world, 1, event="unit.renamed", who="mas")

    assert len(signed_in("administrator").get(URL, asked).context["entries"]) == expected


def test_day_that_cannot_be_read_is_said_and_the_rest_is_shown(world, signed_in):
    fill(world, 1)

    page = signed_in("administrator").get(URL, {"first": "igår"})

    assert page.status_code == 200
    assert page.context["form"].errors
    assert len(page.context["entries"]) == 1


def test_moments_are_shown_in_swedish_time(world, signed_in):
    record("unit.read", world.units["lss"], by=None, at=datetime(2026, 7, 1, 10, 0, tzinfo=UTC))

    assert "2026-07-01 12.00" in signed_in("administrator").get(URL).content.decode()
