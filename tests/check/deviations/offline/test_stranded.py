"""What could not be received as it was is kept, and those who can mend it find it; the text stands in one place only."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hjulet.base.log.models import Entry
from hjulet.base.notices.models import Notice
from hjulet.check.deviations.choices import Door, WhyStranded
from hjulet.check.deviations.models import Deviation, StrandedReport
from hjulet.check.deviations.workflows import offline
from tests.check.deviations.offline.support import Phone, send, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(world, signed_in):
    return Phone.of(signed_in("staff"))


@pytest.fixture
def unit(world):
    return world.units["solgarden"]


def strand(phone, number=0, **said):
    """What the form refuses: nothing is written about what happened."""
    ticket = phone.tickets[number]
    answer = send(
        ticket, phone.letter(written(ticket, **{"what_happened": "", "place_note": "trappan"} | said))
    )
    assert answer.json() == {"status": "kept", "number": ""}
    return StrandedReport.objects.get(client_id=ticket["client_id"])


def page(kept):
    return reverse("deviations:stranded", args=[kept.pk])


def test_refused_report_is_kept_once_and_its_writer_is_told(world, phone, unit):
    kept = strand(phone, unit=unit.pk)
    strand(phone, unit=unit.pk)

    assert StrandedReport.objects.count() == 1
    assert (kept.user, kept.unit, kept.door, kept.why) == (
        world.people["staff"],
        unit,
        Door.SIGNED_IN,
        WhyStranded.FORM,
    )
    notice = Notice.objects.get()
    assert (notice.user, notice.path) == (world.people["staff"], page(kept))
    assert "trappan" not in notice.title


def test_writer_mends_it_and_it_becomes_the_report_it_was_to_be(signed_in, world, phone, unit):
    kept = strand(phone, unit=unit.pk)
    client = signed_in("staff")

    shown = client.get(page(kept))
    assert "trappan" in shown.content.decode()
    assert "Skriv kort vad som hände" in shown.content.decode()
    said = written(phone.tickets[0], unit=unit.pk, client_id="something else", place_note="trappan")
    answer = client.post(page(kept), said)

    made = Deviation.objects.get()
    assert answer.url == reverse("deviations:stranded_list")
    assert (made.client_id, made.reported_by, made.place_note) == (
        kept.client_id,
        world.people["staff"],
        "trappan",
    )
    assert made.offline.written_at == kept.written_at
    assert not StrandedReport.objects.exists()
    assert not Notice.objects.filter(withdrawn_at=None, path=page(kept)).exists()
    assert send(phone.tickets[0], phone.letter(said | {"what_happened": ""})).json()["status"] == "kept"


def test_number_in_the_text_is_asked_about_when_somebody_mends(signed_in, phone, unit):
    kept = strand(phone, unit=unit.pk)
    said = written(phone.tickets[0], unit=unit.pk, what_happened="Ring 0247-123 45")

    assert "Skicka ändå" in signed_in("staff").post(page(kept), said).content.decode()
    assert not Deviation.objects.exists()


def test_manager_mends_an_anonymous_report_and_it_stays_anonymous(world, signed_in, door):
    phone = Phone.of(Client(), door=door.token)
    kept = strand(phone)

    assert Notice.objects.get().user == world.people["manager"]
    signed_in("manager").post(page(kept), written(phone.tickets[0], unit=door.unit.pk))

    made = Deviation.objects.get()
    assert (made.reported_by, made.door) == (None, Door.UNIT)
    assert Client().post("/avvikelser/svar/", {"code": phone.tickets[0]["code"]}).status_code == 302


SEES = {
    "": {"manager", "department_head"},
    "on": {"department_head", "sas"},
}


@pytest.mark.parametrize("about_manager", SEES)
def test_only_those_who_would_have_received_it_see_it(world, signed_in, door, about_manager):
    kept = strand(Phone.of(Client(), door=door.token), concerns_manager=about_manager)

    seen = {
        key for key in world.people if key != "former" and signed_in(key).get(page(kept)).status_code == 200
    }

    assert seen == SEES[about_manager]
    told = set(Notice.objects.values_list("user__email", flat=True))
    assert told == {"department_head@example.se" if about_manager else "manager@example.se"}


def test_who_reads_it_is_logged(signed_in, world, phone, unit):
    kept = strand(phone, unit=unit.pk)

    signed_in("manager").get(page(kept))

    assert Entry.objects.get(event="strandedreport.read").actor_id == world.people["manager"].pk


@pytest.mark.parametrize(
    "said",
    [
        {"tile": "meteorite"},
        {"what_happened": "x" * 10_001},
        {"unit": "99999999"},
        {"unit": ""},
        {"unit": "9" * 30},
        {"when": "another_day", "day": "2099-01-01"},
        {"about_number": "19121212-1213"},
        {"how_bad": "\x00"},
    ],
)
def test_bad_input_is_kept_and_never_a_fault(phone, unit, said):
    ticket = phone.tickets[0]

    assert send(ticket, phone.letter(written(ticket, **{"unit": unit.pk} | said))).json()["status"] == "kept"
    assert StrandedReport.objects.get().unit == unit


def test_unit_of_another_municipality_is_not_reached_with_our_ticket(world, phone, unit):
    kept = strand(phone, unit=world.units["granby"].pk, what_happened="Föll")

    assert kept.municipality == world.municipality
    assert kept.unit == unit


def test_unit_that_closed_before_the_writing_is_kept_at_the_place_of_work(world, phone, unit):
    closed = world.units["lonnen"]
    closed.valid_to = timezone.localdate() - timedelta(days=2)
    closed.save(update_fields=["valid_to"])
    ticket = phone.tickets[0]

    answer = send(ticket, phone.letter(written(ticket, unit=closed.pk)))

    assert answer.json()["status"] == "kept"
    assert StrandedReport.objects.get().unit == closed


def test_letter_of_a_key_that_is_gone_waits_sealed_until_the_key_is_back(
    world, signed_in, phone, unit, settings, two_keys
):
    ticket = phone.tickets[0]
    letter = phone.letter(written(ticket, unit=unit.pk))
    settings.ENVELOPE_KEY = two_keys[1]

    assert [send(ticket, letter).json()["status"] for _ in range(2)] == ["kept", "kept"]
    kept = StrandedReport.objects.get()
    assert kept.why == WhyStranded.UNKNOWN_KEY
    assert "sängen" not in kept.said
    assert "lägga tillbaka nyckeln" in signed_in("staff").get(page(kept)).content.decode()

    call_command("open_stranded")
    assert StrandedReport.objects.exists()
    settings.ENVELOPE_KEY = two_keys[1] + two_keys[0]
    call_command("open_stranded")

    made = Deviation.objects.get()
    assert not StrandedReport.objects.exists()
    assert (made.reported_by, made.offline.written_at) == (world.people["staff"], kept.written_at)


def test_list_shows_what_waits_and_an_empty_one_says_what_it_is_for(signed_in, phone, unit):
    strand(phone, unit=unit.pk)

    assert "Skriven av dig" in signed_in("staff").get(reverse("deviations:stranded_list")).content.decode()
    assert (
        "Inget behöver kompletteras"
        in signed_in("sas").get(reverse("deviations:stranded_list")).content.decode()
    )


def test_code_of_a_form_is_not_given_to_others(world, signed_in, phone, unit):
    staff = signed_in("staff")
    drafted, sent = phone.tickets[0]["client_id"], phone.tickets[1]["client_id"]
    staff.post("/avvikelser/rapportera/utkast/", {"client_id": drafted, "what_happened": "Hon"})
    send(phone.tickets[1], phone.letter(written(phone.tickets[1], unit=unit.pk)))

    given = {form: Phone.of(signed_in("manager"), form=form).tickets for form in (drafted, sent)}

    assert [len(tickets) for tickets in given.values()] == [3, 3]
    assert not {one["client_id"] for tickets in given.values() for one in tickets} & {drafted, sent}
    assert Phone.of(staff, form=drafted).tickets[0]["client_id"] == drafted


def test_ticket_tells_nothing_and_nobody_gets_more_than_a_few(world, signed_in):
    at = timezone.now()
    many = offline.tickets_for(user=world.people["staff"], door=None, form=None, spare=99, at=at)

    assert len(many) == offline.MOST_SPARE
    assert not any(str(world.people["staff"].pk) == part for one in many for part in one["ticket"].split(":"))
    assert signed_in("politician").post(reverse("deviations:offline_ticket")).status_code == 403
