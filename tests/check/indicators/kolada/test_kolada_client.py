"""The conversation with Kolada, against a server on loopback that behaves as API v3 does."""

import threading
from datetime import date
from decimal import Decimal

import pytest

from hjulet.check.indicators.sources.kolada import Client, Datum, Fault, Unavailable
from hjulet.check.indicators.sources.kolada.client import in_lists, seconds_in, wait_for
from tests.check.indicators.kolada.server import OWN, kpi, value

pytestmark = pytest.mark.usefixtures("settings")
IDS = [f"N{n:05}" for n in range(60)]


def test_every_page_is_read_until_the_empty_one_and_never_from_another_server(kolada, client_of_kolada):
    kolada.kpis = [kpi(one) for one in IDS]
    kolada.most_per_page = 20

    assert [found.id for found in client_of_kolada.catalogue()] == IDS
    assert (
        len(kolada.asked) == 4
    )  # three full ones and the empty one, all from the server that was asked first


def test_sixty_ids_are_asked_for_in_lists_of_twenty_five(kolada, client_of_kolada):
    for one in IDS:
        kolada.put(one, OWN, 2025, 80)

    found = list(client_of_kolada.data(IDS, [2025]))

    assert [datum.kpi for datum in found] == IDS
    assert [path.count(",") + 1 for path in kolada.asked] == [25, 25, 10]


def test_the_server_refuses_more_than_twenty_five_as_the_real_one_does(kolada, client_of_kolada):
    with pytest.raises(Unavailable, match="400"):
        list(client_of_kolada._data("/data/kpi/" + ",".join(IDS) + "/year/2025", {}))


def test_more_than_twenty_five_years_are_asked_for_in_two_lists(kolada, client_of_kolada):
    list(client_of_kolada.data(["U23471"], range(2000, 2026)))

    assert len(kolada.asked) == 2


def test_a_number_is_kept_as_it_is_written_and_null_is_missing_never_zero(kolada, client_of_kolada):
    kolada.values["U23471", OWN, 2025] = [
        value(82.3),
        value(None, "K"),
        value(0, "M"),
        value(None, "T", status="Private"),
    ]

    assert list(client_of_kolada.data(["U23471"], [2025])) == [
        Datum("U23471", OWN, "", 2025, "T", Decimal("82.3"), ""),
        Datum("U23471", OWN, "", 2025, "K", None, "Missing"),
        Datum("U23471", OWN, "", 2025, "M", Decimal(0), ""),
        Datum("U23471", OWN, "", 2025, "T", None, "Private"),
    ]


def test_changes_since_a_day_are_asked_for_with_that_day(kolada, client_of_kolada):
    list(client_of_kolada.data(["U23471"], [2025], since=date(2026, 5, 1)))

    assert "from_date=2026-05-01" in kolada.asked[0]


def test_the_product_says_its_name(kolada, client_of_kolada):
    list(client_of_kolada.catalogue())

    assert kolada.agents == {"Kvalitetshjulet 0.1.0"}


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_server_is_asked_again(kolada, client_of_kolada, status):
    kolada.trouble = [(status, {"Retry-After": "1"}), (status, {})]

    assert [found.id for found in client_of_kolada.catalogue()] == ["U23471", "U21468"]
    assert len(kolada.asked) == 3


def test_a_redirect_is_followed_once_and_never_to_another_server(kolada, client_of_kolada):
    moved = (307, {"Location": "http://elsewhere.example/v3/kpi?per_page=5000"})
    kolada.trouble = [moved]
    assert len(list(client_of_kolada.catalogue())) == 2

    kolada.trouble = [moved, moved]
    with pytest.raises(Unavailable, match="307"):
        list(client_of_kolada.catalogue())


def test_what_is_not_found_is_empty(kolada, client_of_kolada):
    kolada.trouble = [(404, {})]

    assert list(client_of_kolada.catalogue()) == []


def test_a_server_that_never_answers_is_given_up_with_words(kolada, client_of_kolada):
    kolada.trouble = [(504, {})] * 3

    with pytest.raises(Unavailable, match=r"Kolada svarar inte just nu \(504"):
        list(client_of_kolada.catalogue())


def test_what_the_server_refuses_is_not_asked_again(kolada, client_of_kolada):
    kolada.trouble = [(403, {})]

    with pytest.raises(Unavailable, match="403"):
        list(client_of_kolada.catalogue())
    assert len(kolada.asked) == 1


def test_a_slow_answer_is_asked_for_again_and_then_given_up(kolada):
    kolada.slow = threading.Event()

    with (
        Client(kolada.url, pause=0, timeout=0.05) as client,
        pytest.raises(Unavailable, match="går inte att nå"),
    ):
        list(client.catalogue())
    assert len(kolada.asked) == 3


def test_nobody_at_home_is_said_in_words(kolada):
    with Client("http://127.0.0.1:9/v3", pause=0) as client, pytest.raises(Unavailable, match="ConnectError"):
        list(client.catalogue())


@pytest.mark.parametrize(
    "body", [b"<html>", b"\xff\xfe", b"[" * 100_000, b"[]", b'{"count": 1}', b'{"values": [1]}']
)
def test_an_answer_that_is_no_answer_is_a_fault(kolada, client_of_kolada, body):
    kolada.says = body

    with pytest.raises(Fault, match="Kolada"):
        list(client_of_kolada.catalogue())


def test_an_id_that_is_no_id_never_reaches_an_address(client_of_kolada):
    with pytest.raises(ValueError, match="är inte ett id"):
        list(client_of_kolada.data(["../ou"], [2025]))


def test_lists_hold_twenty_five_and_name_each_once():
    assert [part.count(",") + 1 for part in in_lists([*IDS, *IDS])] == [25, 25, 10]


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("3", 3.0), ("9999", 120.0), ("", None), ("Wed, 21 Oct 2026 07:28:00 GMT", None), ("²", None)],
)
def test_how_long_to_wait_is_read_from_the_answer_and_never_longer_than_two_minutes(said, seconds):
    assert seconds_in(said) == seconds


def test_other_faults_are_not_tried_again():
    assert wait_for(ValueError()) is False


def test_questions_are_at_least_a_fifth_of_a_second_apart():
    assert Client("http://localhost").pause == 0.2
