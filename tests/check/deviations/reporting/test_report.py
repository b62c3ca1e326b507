"""A report comes in: the page, the receipt, the draft."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from hjulet.base.files.models import StoredFile
from hjulet.base.identities.models import Identity
from hjulet.base.log.models import Entry
from hjulet.check.deviations.models import Deviation, Draft
from tests.base.files.made import photo, upload
from tests.factories import UnitFactory

REPORT = "/avvikelser/rapportera/"


def only() -> Deviation:
    return Deviation.objects.get()


def test_report_is_stored_and_thanked_for_with_number_and_code(signed_in, told):
    client = signed_in("staff")

    answer = client.post(REPORT, told(), follow=True)

    made = only()
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == reverse("deviations:received", args=[made.pk])
    assert (made.door, made.reported_by.name, made.unit.slug) == ("signed_in", "Sara Natt", "solgarden")
    assert (made.parts.get().law, made.parts.get().what_happened) == ("hsl", "Kvällsdosen gavs två gånger.")
    assert f"mottagen {timezone.localtime(made.reported_at):%H.%M}" in page
    assert made.number in page
    assert re.search(r">\d{4} \d{4} \d{4} \d{4}<", page)
    assert "27 kap. 2 § socialtjänstlagen, 24 b § LSS" in page


def test_code_and_text_are_shown_once(signed_in, told):
    client = signed_in("staff")
    client.post(REPORT, told(), follow=True)

    page = client.get(reverse("deviations:received", args=[only().pk])).content.decode()

    assert "Kvällsdosen" not in page
    assert not re.search(r"\d{4} \d{4} \d{4} \d{4}", page)


def test_neither_code_nor_text_is_stored_in_the_open_or_logged(signed_in, told):
    client = signed_in("staff")
    page = client.post(REPORT, told(), follow=True).content.decode()
    code = re.search(r">(\d{4} \d{4} \d{4} \d{4})<", page)[1].replace(" ", "")

    logged = str(list(Entry.objects.values_list("event", "details")))
    assert "deviation.reported" in logged
    assert code not in logged + str(list(Deviation.objects.values())) + str(dict(client.session.items()))
    assert "Kvällsdosen" not in logged


def test_form_sent_twice_is_one_report_with_one_person_and_the_same_code(signed_in, told):
    client, said = signed_in("staff"), told(about_name="Astrid Ek")

    pages = [client.post(REPORT, said, follow=True).content.decode() for _time in range(2)]

    codes = {re.search(r">(\d{4} \d{4} \d{4} \d{4})<", page)[1] for page in pages}
    assert (Deviation.objects.count(), Identity.objects.count(), len(codes)) == (1, 1, 1)


def test_somebody_who_sends_anothers_form_number_learns_nothing(signed_in, told):
    said = told()
    signed_in("staff").post(REPORT, said)

    answer = signed_in("manager").post(REPORT, said, follow=True)

    assert answer.status_code == 403
    assert "hjulet_kvitto" not in answer.client.cookies


def test_wrong_form_comes_back_whole_and_the_good_file_is_kept(signed_in, told):
    client = signed_in("staff")
    said = told(how_bad=None, what_happened="Allt det jag skrev", attachments=[upload("bild.jpg", photo())])

    page = client.post(REPORT, said).content.decode()

    assert "Allt det jag skrev" in page
    assert "Redan bifogat" in page
    kept = re.search(r'name="kept_files" value="([^"]+)"', page)[1]
    client.post(REPORT, told(kept_files=kept))
    assert list(only().files.all()) == [StoredFile.objects.get()]


def test_kept_file_belongs_to_the_one_who_sent_it(signed_in, told):
    page = (
        signed_in("staff")
        .post(REPORT, told(how_bad=None, attachments=[upload("bild.jpg", photo())]))
        .content.decode()
    )
    kept = re.search(r'name="kept_files" value="([^"]+)"', page)[1]

    signed_in("manager").post(REPORT, told(kept_files=kept))

    assert only().files.count() == 0


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (SimpleUploadedFile("bild.jpg", b"MZ\x90\x00 not a picture \x00"), "stämmer inte överens"),
        (SimpleUploadedFile("stor.jpg", b"\xff\xd8\xff" + b"0" * 50 * 1024 * 1024), "MB, högst 20)"),
    ],
    ids=["lying", "50 MB"],
)
def test_file_that_cannot_be_kept_never_costs_the_report(signed_in, told, file, words):
    page = signed_in("staff").post(REPORT, told(attachments=[file]), follow=True).content.decode()

    assert only().files.count() == 0
    assert words in page
    assert "Texten är sparad" in page


def test_number_in_the_text_is_asked_about_once_and_then_sent(signed_in, told):
    client, said = signed_in("staff"), told(what_happened="Ring 070-123 45 67 om hon")

    page = client.post(REPORT, said).content.decode()
    assert Deviation.objects.count() == 0
    assert "Skicka ändå" in page
    assert "Ring 070-123 45 67 om hon" in page

    client.post(REPORT, {**said, "send_anyway": "1"})
    assert Deviation.objects.count() == 1


@pytest.mark.parametrize("wrong", ["granby", "closed"])
def test_unit_of_another_municipality_or_closed_long_ago_is_refused_in_words(world, signed_in, told, wrong):
    day = timezone.localdate()
    unit = world.units["granby"]
    if wrong == "closed":
        unit = UnitFactory(parent=world.units["aldreomsorg"], valid_to=day - timedelta(days=400))

    page = signed_in("staff").post(REPORT, told(unit=unit.pk)).content.decode()

    assert "Enheten finns inte längre att välja" in page
    assert "Kvällsdosen" in page
    assert Deviation.objects.count() == 0


def test_unit_that_has_just_closed_is_refused_for_a_day_after_it(world, signed_in, told):
    unit = UnitFactory(parent=world.units["aldreomsorg"], valid_to=timezone.localdate() - timedelta(days=3))

    page = signed_in("staff").post(REPORT, told(unit=unit.pk)).content.decode()

    assert "Enheten fanns inte den dagen" in page
    assert Deviation.objects.count() == 0


def test_own_unit_is_chosen_beforehand_and_carries_its_on_call_number(world, signed_in):
    unit = world.units["solgarden"]
    unit.on_call_phone = "0247-123 45"
    unit.save(update_fields=["on_call_phone"])

    page = signed_in("staff").get(REPORT).content.decode()

    assert f'<option value="{unit.pk}" selected data-on-call="0247-123 45">' in page
    assert 'href="tel:112"' in page
    assert 'href="tel:0247-12345"' in page


def test_person_it_is_about_is_sealed_apart(signed_in, told):
    signed_in("staff").post(REPORT, told(about_name="Astrid Ek", about_number="121212-1212"))

    identity = only().identity
    assert identity.number_kind == "personal"
    assert "Astrid" not in str(only().__dict__) + str(identity)


def test_injured_staff_are_shown_the_way_to_kia(signed_in, told):
    page = signed_in("staff").post(REPORT, told(is_staff_injured="on"), follow=True).content.decode()

    assert 'href="https://kia.afaforsakring.se" rel="noreferrer"' in page


def test_text_for_the_record_has_no_number_and_no_reporter(signed_in, told):
    page = signed_in("staff").post(REPORT, told(), follow=True).content.decode()

    text = re.search(r"<textarea[^>]*id=\"journal\"[^>]*>(.*?)</textarea>", page, re.DOTALL)[1]
    assert "Plats: Solgården, hemma hos personen eller i lägenheten, köket." in text
    assert "Vad som gjordes direkt: Ringde sjuksköterskan." in text
    assert only().number not in text
    assert "Sara" not in text


def test_report_for_another_keeps_who_told_and_the_one_who_wrote(signed_in, told):
    signed_in("staff").post(reverse("deviations:on_behalf"), told(channel="phone", reporter_name="dottern"))

    assert (only().door, only().channel, only().reporter_name) == ("on_behalf", "phone", "dottern")
    assert only().reported_by.name == "Sara Natt"


def test_draft_is_kept_sealed_offered_and_gone_when_sent(signed_in, told):
    client, said = signed_in("staff"), told()
    assert client.post(reverse("deviations:draft"), said).status_code == 204
    assert client.post(reverse("deviations:draft"), {**said, "done_at_once": "Mer"}).status_code == 204

    assert "Du har en påbörjad rapport" in client.get(REPORT).content.decode()
    again = client.get(f"{REPORT}?utkast={said['client_id']}").content.decode()
    assert "Kvällsdosen gavs två gånger." in again
    assert f'value="{said["client_id"]}"' in again

    client.post(REPORT, said)
    assert Draft.objects.count() == 0
    assert (
        client.post(reverse("deviations:draft"), said).status_code == 413
    )  # a late autosave brings nothing back
    assert Draft.objects.count() == 0


def test_draft_is_ones_own(signed_in, told):
    said = told()
    signed_in("staff").post(reverse("deviations:draft"), said)
    other = signed_in("manager")

    assert "Kvällsdosen" not in other.get(f"{REPORT}?utkast={said['client_id']}").content.decode()
    assert other.post(reverse("deviations:draft"), {**said, "what_happened": "x"}).status_code == 413
    other.post(reverse("deviations:draft"), {"client_id": said["client_id"], "forget": "1"})
    assert Draft.objects.get().client_id == UUID(said["client_id"])


def test_draft_can_be_thrown_away_and_old_ones_are(world, signed_in, told):
    client, said = signed_in("staff"), told()
    client.post(reverse("deviations:draft"), said)
    client.post(reverse("deviations:draft"), {"client_id": said["client_id"], "forget": "1"})
    assert Draft.objects.count() == 0

    now = timezone.now()
    for days in (29, 31):
        Draft.objects.create(
            user=world.people["staff"],
            client_id=UUID(int=days),
            said="{}",
            saved_at=now - timedelta(days=days),
        )
    call_command("forget_drafts", verbosity=0)
    assert Draft.objects.get().client_id == UUID(int=29)


def test_nonsense_addresses_break_nothing(signed_in, told):
    client = signed_in("staff")

    assert client.get(f"{REPORT}?utkast=nonsense").status_code == 200
    assert client.post(reverse("deviations:draft"), {"client_id": "nonsense"}).status_code == 400
    assert client.post(REPORT, {"tile": ["fall", "fall"], "unit": "x", "day": "\x00"}).status_code == 200
