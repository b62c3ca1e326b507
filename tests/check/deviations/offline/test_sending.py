"""A report that was written without a net comes in once, and is never lost."""

import base64
import io
import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image

from hjulet.base.log.models import Entry
from hjulet.check.deviations import throttling
from hjulet.check.deviations.choices import Door
from hjulet.check.deviations.models import Deviation, OfflineReport, StrandedReport
from hjulet.check.deviations.workflows import offline
from hjulet.check.deviations.workflows.reporting import receipt_mark
from tests.check.deviations.offline.support import Phone, new_id, send, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(world, signed_in):
    return Phone.of(signed_in("staff"))


@pytest.fixture
def unit(world):
    return world.units["solgarden"]


def test_report_comes_in_with_an_expired_session_as_the_one_who_was_signed_in(world, phone, unit):
    ticket = phone.tickets[0]

    answer = send(ticket, phone.letter(written(ticket, unit=unit.pk)), age=3600)

    made = Deviation.objects.get()
    assert answer.json() == {"status": "received", "number": made.number}
    assert (made.reported_by, made.door, made.unit) == (world.people["staff"], Door.SIGNED_IN, unit)
    assert made.parts.get().what_happened == "Föll vid sängen i natt."
    assert made.offline.is_late is False


def test_same_letter_twice_makes_one_report_and_says_so(phone, unit):
    ticket = phone.tickets[0]
    letter = phone.letter(written(ticket, unit=unit.pk))

    answers = [send(ticket, letter).json() for _ in range(3)]

    number = Deviation.objects.get().number
    assert answers == [{"status": status, "number": number} for status in ("received", "already", "already")]
    assert OfflineReport.objects.count() == 1


def test_killed_between_the_report_and_its_note_the_next_try_finishes(phone, unit, monkeypatch):
    ticket = phone.tickets[0]
    letter = phone.letter(written(ticket, unit=unit.pk))

    def killed(*args, **kwargs):
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(offline, "note_offline", killed)
        with pytest.raises(SystemExit):
            send(ticket, letter)

    assert send(ticket, letter).json()["status"] == "already"
    assert Deviation.objects.get().offline is not None


def test_form_that_reached_us_after_all_is_not_received_again(world, signed_in, unit):
    client = signed_in("staff")
    form = new_id()
    phone = Phone.of(client, form=form)
    said = written(phone.tickets[0], unit=unit.pk)
    client.post("/avvikelser/rapportera/", said)  # the answer never came

    answer = send(phone.tickets[0], phone.letter(said))

    assert phone.tickets[0]["client_id"] == form
    assert answer.json() == {"status": "already", "number": Deviation.objects.get().number}


def test_code_on_the_telephone_opens_the_answer(phone, unit):
    ticket = phone.tickets[0]
    send(ticket, phone.letter(written(ticket, unit=unit.pk)))

    assert Deviation.objects.get().receipt_mark == receipt_mark(ticket["code"])
    opened = Client().post("/avvikelser/svar/", {"code": ticket["code"]})
    assert opened.status_code == 302


def test_somebody_else_on_the_same_telephone_is_not_the_one_who_was_signed_in(phone, unit):
    ticket = phone.tickets[0]
    said = written(ticket, unit=unit.pk, reporter_name="Vikarien Vera")

    assert send(ticket, phone.letter(said, writer="other")).json()["status"] == "received"

    made = Deviation.objects.get()
    assert (made.reported_by, made.door, made.reporter_name) == (None, Door.UNIT, "Vikarien Vera")


def test_door_report_is_about_the_doors_unit_and_nobody_whatever_it_says(world, door):
    phone = Phone.of(Client(), door=door.token)
    ticket = phone.tickets[0]
    said = written(ticket, unit=world.units["lonnen"].pk, about_name="Någon", concerns_manager="on")

    assert send(ticket, phone.letter(said)).json()["status"] == "received"

    made = Deviation.objects.get()
    assert (made.unit, made.door, made.reported_by, made.identity) == (door.unit, Door.UNIT, None, None)
    assert made.concerns_manager


def test_door_that_has_closed_since_still_takes_what_was_written_on_its_tickets(world, door):
    phone = Phone.of(Client(), door=door.token)
    door.turn(is_open=False, by=world.people["manager"], at=timezone.now())

    assert send(phone.tickets[0], phone.letter(written(phone.tickets[0]))).json()["status"] == "received"
    assert Client().post(f"/avvikelser/d/{door.token}/lov/", {"spare": "1"}).status_code == 404


@pytest.mark.parametrize(
    ("issued", "age", "is_late"),
    [
        (timedelta(hours=1), timedelta(0), False),
        (timedelta(days=20), timedelta(days=19), False),  # written in time, sent long after
        (timedelta(hours=73), timedelta(0), True),
        (timedelta(hours=1), timedelta(days=300), False),  # a clock that is far off: not before the ticket
    ],
)
def test_time_of_writing_decides_whose_the_report_is(world, unit, signed_in, issued, age, is_late):
    at = timezone.now()
    phone = Phone.of(signed_in("staff"))
    user = world.people["staff"]
    (ticket,) = offline.tickets_for(user=user, door=None, form=None, spare=1, at=at - issued)

    answer = send(ticket, phone.letter(written(ticket, unit=unit.pk)), age=int(age.total_seconds()))

    made = Deviation.objects.get()
    assert answer.json()["status"] == "received"
    assert made.offline.is_late is is_late
    assert made.reported_by == (None if is_late else user)
    lived = max(at - min(age, issued), at - issued)
    assert abs(made.offline.written_at - lived) < timedelta(minutes=1)
    assert made.happened_on == timezone.localtime(made.offline.written_at).date()


@pytest.mark.parametrize("age", ["", "-5", "x", "9" * 40, "١٢"])
def test_telephone_that_cannot_count_is_believed_to_have_written_just_now_or_when_it_could(phone, unit, age):
    ticket = phone.tickets[0]

    assert send(ticket, phone.letter(written(ticket, unit=unit.pk)), age=age).json()["status"] == "received"


def test_photo_comes_along_and_one_that_cannot_be_read_costs_no_text(phone, unit):
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(drawn, "JPEG")
    good = {"data": base64.b64encode(drawn.getvalue()).decode()}
    for ticket, photo in zip(
        phone.tickets, [good, {"data": "%%"}, {"data": base64.b64encode(b"no").decode()}], strict=True
    ):
        assert (
            send(ticket, phone.letter(written(ticket, unit=unit.pk), photo=photo)).json()["status"]
            == "received"
        )

    assert sorted(made.files.count() for made in Deviation.objects.all()) == [0, 0, 1]


def test_number_in_the_text_was_warned_of_while_writing_and_is_sent_anyway(phone, unit):
    ticket = phone.tickets[0]
    said = written(ticket, unit=unit.pk, what_happened="Anhörig på 0247-123 45 ringde")

    assert send(ticket, phone.letter(said)).json()["status"] == "received"


def test_letter_of_the_old_key_opens_while_the_key_is_kept(phone, unit, settings, two_keys):
    ticket = phone.tickets[0]
    letter = phone.letter(written(ticket, unit=unit.pk))
    settings.ENVELOPE_KEY = two_keys[1] + two_keys[0]

    assert send(ticket, letter).json()["status"] == "received"


@pytest.mark.parametrize("part", ["key", "iv", "data"])
def test_damaged_letter_is_refused_in_words_so_that_the_telephone_keeps_it(phone, unit, part):
    ticket = phone.tickets[0]
    letter = phone.letter(written(ticket, unit=unit.pk))
    letter[part] = ("A" if letter[part][0] != "A" else "B") + letter[part][1:]

    answer = send(ticket, letter)

    assert (answer.status_code, answer.json()["status"]) == (400, "refused")
    assert "skadad" in answer.json()["words"]
    assert not Deviation.objects.exists()


NONSENSE = [
    b"",
    b"{",
    b"[]",
    b"null",
    b'{"v": 1}',
    b"[" * 200_000,
    b'{"v":1,"key":1,"iv":2,"data":3}',
    b'{"key_id": []}',
]


@pytest.mark.parametrize("envelope", NONSENSE)
def test_what_is_no_letter_is_refused(phone, envelope):
    assert send(phone.tickets[0], envelope).status_code == 400


@pytest.mark.parametrize(
    "inside", [b"", b"[]", b"{}", b'{"said": 5}', b'{"said": [["a"]]}', b'{"said": [[[], "x"]]}', b"\xff"]
)
def test_letter_with_nonsense_in_it_is_refused_or_kept_and_never_a_fault(phone, inside):
    assert send(phone.tickets[0], phone.sealed(inside)).status_code in {200, 400}


def test_ticket_that_we_did_not_give_gives_nothing(phone, unit, world):
    from hjulet.base.identities.sealing import seal  # noqa: PLC0415 - one test alone

    letter = phone.letter(written(phone.tickets[0], unit=unit.pk))
    others = seal(json.dumps({"until": 1}))

    assert {send(ticket, letter).status_code for ticket in ("", "x", others)} == {400}
    assert not Deviation.objects.exists()
    assert not StrandedReport.objects.exists()


def test_too_many_letters_wait_and_too_large_ones_are_told(phone, unit, monkeypatch):
    ticket = phone.tickets[0]
    letter = phone.letter(written(ticket, unit=unit.pk))

    assert send(ticket, b"x" * (8 * 1024 * 1024 + 1)).status_code == 413
    monkeypatch.setattr(throttling, "OFFLINE_LETTERS", 0)
    assert send(ticket, letter).status_code == 429


def test_no_log_line_tells_what_was_written(phone, unit):
    ticket = phone.tickets[0]
    send(ticket, phone.letter(written(ticket, unit=unit.pk)))

    said = [entry.event for entry in Entry.objects.order_by("id")]
    assert {"deviation.reported", "deviation.written_offline"} <= set(said)
    assert not any("sängen" in json.dumps(entry.details) for entry in Entry.objects.all())
