"""The unit's QR door: write only, without a name if one likes, and closed without a blank wall."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hjulet.base.log.models import Entry
from hjulet.check.deviations.models import Deadlines, Deviation, Draft, UnitDoor
from tests.base.files.made import photo, upload
from tests.check.deviations.reporting.codes import code_in

DOOR = "/avvikelser/d/solgardens-dorr/"


@pytest.fixture
def at_door(told, door):
    """at_door(how_bad="grave") → what is sent through the door."""
    return lambda **other: told(unit=None, **other)


def test_anybody_writes_through_the_door_and_gets_a_code_once(at_door):
    client = Client()

    page = client.post(DOOR, at_door(), follow=True).content.decode()

    made = Deviation.objects.get()
    assert (made.door, made.reported_by, made.reporter_name) == ("unit", None, "")
    assert made.unit.slug == "solgarden"
    assert len(code_in(page)) == 16
    assert made.number in page
    assert "Skyldigheten är personlig." in page
    assert "En anonym rapport uppfyller den inte" in page
    assert "Koden visas bara en gång" in client.get(f"{DOOR}mottagen/").content.decode()


def test_name_may_be_given_and_is_sealed(at_door):
    Client().post(DOOR, at_door(reporter_name="Maj i köket"))

    assert Deviation.objects.get().reporter_name == "Maj i köket"
    assert "Maj" not in str(Entry.objects.values_list("details", "actor_name"))


def test_nothing_is_left_of_the_one_who_wrote(at_door, client):
    address = "203.0.113.77"
    client.post(
        DOOR, at_door(), REMOTE_ADDR=address, HTTP_X_FORWARDED_FOR=address, HTTP_USER_AGENT="Telefonen"
    )

    said = str([*Entry.objects.values(), *Deviation.objects.values()])
    assert address not in said
    assert "Telefonen" not in said
    assert Session.objects.count() == 0
    assert Draft.objects.count() == 0
    assert "sessionid" not in client.cookies


def test_signed_in_person_writes_through_the_door_without_a_name(signed_in, at_door):
    client = signed_in("staff")

    assert "sparas utan ditt namn" in client.get(DOOR).content.decode()
    client.post(DOOR, at_door())

    assert Deviation.objects.get().reported_by is None
    assert [entry.actor_name for entry in Entry.objects.filter(event="deviation.reported")] == [""]


def test_door_tells_nothing_of_what_others_wrote(at_door):
    Client().post(DOOR, at_door(what_happened="En hemlig sak"))

    assert "En hemlig sak" not in Client().get(DOOR).content.decode()
    assert "En hemlig sak" not in Client().get(f"{DOOR}mottagen/").content.decode()


def test_door_is_kept_by_nobody_in_between_and_its_address_stays_with_us(door):
    answer = Client().get(DOOR)

    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


def test_door_asks_for_the_csrf_token(at_door):
    client = Client(enforce_csrf_checks=True)
    assert client.post(DOOR, at_door()).status_code == 403

    page = client.get(DOOR)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[1]
    assert page.cookies["csrftoken"]["max-age"] == ""  # ends with the browser
    assert client.post(DOOR, at_door(csrfmiddlewaretoken=token)).status_code == 302


def test_form_sent_twice_is_one_report_with_the_same_code(at_door):
    said = at_door()

    codes = {code_in(Client().post(DOOR, said, follow=True).content.decode()) for _time in range(2)}

    assert (Deviation.objects.count(), len(codes)) == (1, 1)


def test_door_of_another_unit_gives_nobody_the_code(world, at_door):
    said = at_door()
    Client().post(DOOR, said)
    other = UnitDoor.objects.create(unit=world.units["lonnen"], token="lonnens-dorr")

    page = Client().post(f"/avvikelser/d/{other.token}/", said, follow=True).content.decode()

    assert "Koden visas bara en gång" in page


def test_violence_shows_the_on_call_number_and_112(world, at_door):
    world.units["solgarden"].state_on_call_phone("0247-123 45", by=world.people["manager"], at=timezone.now())

    page = Client().post(DOOR, at_door(tile="violence"), follow=True).content.decode()

    assert 'href="tel:112"' in page
    assert 'href="tel:0247-12345"' in page


def test_wrong_form_keeps_text_and_photo(at_door):
    wrong = at_door(how_bad=None, attachments=[upload("bild.jpg", photo())])

    page = Client().post(DOOR, wrong).content.decode()
    kept = re.search(r'name="kept_files" value="([^"]+)"', page)[1]
    Client().post(DOOR, at_door(kept_files=kept))

    assert "Kvällsdosen gavs två gånger." in page
    assert Deviation.objects.get().files.count() == 1


@pytest.mark.parametrize("how", ["unknown", "closed", "renewed", "unit over", "switched off"])
def test_door_that_leads_nowhere_says_who_to_call(world, door, how):
    unit, by, at = world.units["solgarden"], world.people["manager"], timezone.now()
    unit.state_on_call_phone("0247-123 45", by=by, at=at)
    token = "finns-inte" if how == "unknown" else door.token
    if how == "closed":
        door.turn(is_open=False, by=by, at=at)
    elif how == "renewed":
        UnitDoor.objects.filter(pk=door.pk).update(token="ny")
    elif how == "unit over":
        unit.valid_to = timezone.localdate() - timedelta(days=1)
        unit.save(update_fields=["valid_to"])
    elif how == "switched off":
        Deadlines.objects.create(municipality=world.municipality, doors_are_on=False)

    for answer in (Client().get(f"/avvikelser/d/{token}/"), Client().post(f"/avvikelser/d/{token}/", {})):
        page = answer.content.decode()
        assert answer.status_code == 404
        assert "Den här QR-koden gäller inte" in page
        assert 'href="tel:112"' in page
        assert ("tel:0247-12345" in page) == (how not in {"unknown", "renewed"})
    assert Deviation.objects.count() == 0


def test_too_many_reports_are_told_to_wait_or_call_and_lose_nothing(settings, at_door):
    settings.DOOR_REPORTS = 2
    for _number in range(2):
        assert Client().post(DOOR, at_door()).status_code == 302

    answer = Client().post(DOOR, at_door(what_happened="Den tredje"))

    assert answer.status_code == 429
    assert "Just nu kommer många rapporter" in answer.content.decode()
    assert "Den tredje" in answer.content.decode()
    assert Deviation.objects.count() == 2


def test_manager_opens_closes_and_renews_the_door_and_it_is_logged(world, signed_in):
    client, slug = signed_in("manager"), "solgarden"
    client.post(reverse("deviations:turn_door", args=[slug]), {"to": "open"})
    first = UnitDoor.objects.get().token
    client.post(reverse("deviations:turn_door", args=[slug]), {"to": "closed"})
    client.post(reverse("deviations:turn_door", args=[slug]), {"to": "open"})
    client.post(reverse("deviations:renew_door", args=[slug]))

    door = UnitDoor.objects.get()
    logged = Entry.objects.filter(event__startswith="unitdoor.")
    assert door.is_open
    assert door.token != first
    assert [entry.event for entry in logged] == [
        "unitdoor.made", "unitdoor.turned", "unitdoor.turned", "unitdoor.renewed",
    ]  # fmt: skip
    assert door.token not in str(list(logged.values()))
    assert Client().get(f"/avvikelser/d/{first}/").status_code == 404
    assert Client().get(f"/avvikelser/d/{door.token}/").status_code == 200


@pytest.mark.parametrize(("said", "kept"), [("0247-123 45", "0247-123 45"), ("ring Eva", ""), ("", "")])
def test_manager_states_the_on_call_number(world, signed_in, said, kept):
    page = signed_in("manager").post(
        reverse("deviations:on_call", args=["solgarden"]), {"phone": said}, follow=True
    )

    world.units["solgarden"].refresh_from_db()
    assert world.units["solgarden"].on_call_phone == kept
    assert ("Numret är oförändrat" in page.content.decode()) == (said == "ring Eva")


def test_poster_holds_code_unit_number_and_112(world, signed_in, door, settings):
    settings.BASE_URL = "https://kvalitet.ekvik.se"
    world.units["solgarden"].state_on_call_phone("0247-123 45", by=world.people["manager"], at=timezone.now())

    page = signed_in("manager").get(reverse("deviations:poster", args=["solgarden"])).content.decode()

    assert "https://kvalitet.ekvik.se/avvikelser/d/solgardens-dorr/" in page
    assert "<svg" in page
    assert 'class="qr"' in page
    assert "style=" not in page
    assert "0247-123 45" in page
    assert "112" in page
    assert "Spara kvittokoden." in page


def test_poster_of_a_closed_door_is_not_printed(world, signed_in, door):
    door.turn(is_open=False, by=world.people["manager"], at=timezone.now())

    page = signed_in("manager").get(reverse("deviations:poster", args=["solgarden"])).content.decode()

    assert "QR-koden är inte öppen" in page
    assert door.token not in page
