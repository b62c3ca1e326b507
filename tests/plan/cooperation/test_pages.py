"""The pages: what they say, to whom, and what happens when the form is wrong or two write at once."""

import csv
import io
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from hjulet.plan.cooperation.choices import Form, Lasting, State
from hjulet.plan.cooperation.models import Cooperation
from tests.plan.cooperation.making import cooperation

LIST, CREATE, IMPORT = (
    reverse("cooperation:list"),
    reverse("cooperation:create"),
    reverse("cooperation:import"),
)


@pytest.fixture
def unit(world):
    return world.units["solgarden"]


@pytest.fixture
def sas(world):
    return world.people["sas"]


def said(place, **more):
    return {
        "title": "Utskrivning", "form": "agreement", "partners": "Region Norr\nHemsjukvården", "lasting": "until",
        "valid_from": "2025-01-01", "valid_to": "2027-12-31", "signed_on": "2024-12-01", "unit": place.pk,
        "state": "in_force", "token": "00000000-0000-0000-0000-000000000007",
    } | more  # fmt: skip


def test_manager_writes_an_agreement_and_sees_it(signed_in, unit):
    client = signed_in("manager")
    answer = client.post(CREATE, said(unit), follow=True)
    made = Cooperation.objects.get()

    assert answer.redirect_chain == [(reverse("cooperation:detail", args=[made.pk]), 302)]
    page = answer.content.decode()
    assert "Region Norr" in page
    assert "31 december 2027" in page


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"partners": " \n "}, "Parter: fyll i det här."),
        ({"valid_to": ""}, "Gäller till och med: skriv till vilken dag den gäller, eller välj tills vidare."),
        ({"signed_on": ""}, "Undertecknat: skriv vilken dag avtalet undertecknades."),
        ({"valid_to": "2024-12-31"}, "Gäller till och med: sista dagen ligger före den första."),
        ({"unit": "0"}, "Hör till"),
        ({"lasting": "for-evigt"}, "Hur länge gäller det?"),
    ],
)
def test_form_says_what_is_missing_at_its_field(signed_in, unit, more, error):
    answer = signed_in("manager").post(CREATE, said(unit, **more))

    assert answer.status_code == 200
    assert error in answer.content.decode()
    assert Cooperation.objects.count() == 0


def test_second_writer_sees_what_stands_and_keeps_what_is_typed(signed_in, unit, sas):
    found = cooperation(unit, sas)
    edit = reverse("cooperation:edit", args=[found.pk])
    signed_in("manager").post(edit, said(unit, contact="Eva", revision=1))
    second = signed_in("sas")
    answer = second.post(edit, said(unit, contact="Ola", revision=1)).content.decode()

    assert "Någon annan ändrade samverkan medan du skrev" in answer
    assert "Kontakt: Eva" in answer
    assert 'value="Ola"' in answer
    second.post(edit, said(unit, contact="Ola", revision=2))
    found.refresh_from_db()
    assert found.contact == "Ola"


def test_renewing_ends_up_at_the_new_one_with_the_old_as_history(signed_in, unit, sas):
    old = cooperation(unit, sas)
    answer = signed_in("sas").post(
        reverse("cooperation:renew", args=[old.pk]),
        said(unit, valid_from="2028-01-01", valid_to="2029-12-31", title="Utskrivning 2028"),
        follow=True,
    )  # fmt: skip

    page = answer.content.decode()
    assert "Historik" in page
    assert old.title in page


def test_list_answers_the_sentence_and_watch_tells_what_must_be_done(signed_in, unit, sas):
    cooperation(unit, sas, title="Gammalt avtal", valid_to=date(2026, 10, 1))
    cooperation(unit, sas, title="Fältgruppen", form=Form.MEETINGS, lasting=Lasting.OPEN, notice_months=None)
    client = signed_in("staff")

    assert "Fältgruppen" not in client.get(LIST, {"status": "har-lopt-ut"}).content.decode()
    assert "Fältgruppen" in client.get(LIST, {"form": "meetings", "status": "strunt"}).content.decode()
    watch = client.get(reverse("cooperation:watch")).content.decode()
    assert "Har löpt ut" in watch
    assert "Gammalt avtal" in watch


def test_planned_one_begins_by_a_button_and_ends_with_a_reason(signed_in, unit, sas):
    found, client = cooperation(unit, sas, State.PLANNED), signed_in("manager")
    client.post(reverse("cooperation:begin", args=[found.pk]))
    end = reverse("cooperation:end", args=[found.pk])
    refused = client.post(end, {"ended_on": "2099-01-01", "reason": "x"}, follow=True).content.decode()
    client.post(end, {"ended_on": "2026-11-01", "reason": "Behövs inte längre."})
    found.refresh_from_db()

    assert "Skriv en dag som har varit, eller i dag." in refused
    assert (found.state, found.ended_on) == (State.ENDED, date(2026, 11, 1))


def test_meeting_and_document_stand_on_the_page_and_the_file_can_be_read(signed_in, unit, sas):
    found, client = cooperation(unit, sas), signed_in("manager")
    client.post(
        reverse("cooperation:note", args=[found.pk]),
        {"held_on": "2026-11-02", "notes": "Vi sågs.", "decisions": "Ny kontakt."},
    )
    upload = SimpleUploadedFile("avtal.txt", b"Vi samverkar.", "text/plain")
    client.post(reverse("cooperation:attach", args=[found.pk]), {"documents": [upload]})
    page = client.get(found.get_absolute_url()).content.decode()
    file = reverse("cooperation:file", args=[found.pk, found.files.get().pk])

    assert "Ny kontakt." in page
    assert "avtal.txt" in page
    assert client.get(file).content == b"Vi samverkar."
    client.post(reverse("cooperation:detach", args=[found.pk, found.files.get().pk]))
    assert client.get(file).status_code == 404


def test_file_has_the_rows_of_the_list_and_can_be_read_in_again(signed_in, unit, sas):
    cooperation(unit, sas, contact="+46 70")
    client = signed_in("sas")
    text = b"".join(client.get(reverse("cooperation:csv")).streaming_content).decode("utf-8-sig")
    head, row = csv.reader(io.StringIO(text), delimiter=";")
    book = load_workbook(BytesIO(client.get(reverse("cooperation:xlsx")).content))

    assert dict(zip(head, row, strict=True)) | {} == {
        "rubrik": "Utskrivning från sjukhus", "parter": "Hemsjukvården; Region Norr", "form": "avtal", "enhet": "solgarden",
        "gäller från": "2025-01-01", "gäller till": "2027-12-31", "undertecknat": "2024-12-01", "uppsägning månader": "6",
        "förlängs månader": "", "ansvarig": "", "lagområden": "", "processer": "", "diarienummer": "", "kontakt": "'+46 70",
        "vad": "", "hur": "", "står": row[16], "sista dag att säga upp": "2027-06-30", "källa": "",
    }  # fmt: skip
    assert [cell.value for cell in book.active[2]][:2] == [
        "Utskrivning från sjukhus",
        "Hemsjukvården; Region Norr",
    ]
    preview = client.post(IMPORT, {"file": SimpleUploadedFile("a.csv", text.replace("'+46 70", "").encode())})
    assert "Allt finns redan" in preview.content.decode()


def test_list_is_read_in_after_a_look_once_and_never_with_a_fault(signed_in, unit):
    client = signed_in("manager")
    bad = SimpleUploadedFile("a.csv", b"rubrik;parter;enhet\nF\xc3\xa4ltet;Polisen;Lunnen\n")
    assert "rad 2" not in (page := client.post(IMPORT, {"file": bad}).content.decode())
    assert "Ingen enhet heter så" in page
    good = SimpleUploadedFile(
        "a.csv", b"rubrik;parter\nF\xc3\xa4ltet;Polisen; Skolan\nTSI;Skolan\n".replace(b"; S", b", S")
    )
    preview = client.post(IMPORT, {"file": good})
    save = {"signed": preview.context["signed"], "seen": preview.context["plan"].digest}

    assert Cooperation.objects.count() == 0
    client.post(IMPORT, save)
    client.post(IMPORT, save)  # the same again: it has changed since it was looked at
    assert sorted(Cooperation.objects.values_list("title", "unit__slug")) == [
        ("Fältet", "solgarden"),
        ("TSI", "solgarden"),
    ]


def test_somebody_elses_preview_is_not_saved(signed_in, unit):
    good = SimpleUploadedFile("a.csv", b"rubrik;parter\nTSI;Skolan\n")
    signed = signed_in("sas").post(IMPORT, {"file": good}).context["signed"]

    assert signed_in("manager").post(IMPORT, {"signed": signed, "seen": ""}).status_code == 403
    assert signed_in("sas").post(IMPORT, {"signed": "strunt", "seen": ""}).status_code == 302


def test_partner_is_described_once_for_all(signed_in, unit, sas):
    found = cooperation(unit, sas).partners.get(name="Region Norr")
    client = signed_in("manager")
    edit = reverse("cooperation:edit_partner", args=[found.pk])
    seen = client.get(edit).context["form"].initial["seen"]
    taken = client.post(edit, {"name": "Hemsjukvården", "kind": "", "seen": seen}).content.decode()
    client.post(edit, {"name": "Region Norr", "kind": "care_giver", "contact": "Eva", "seen": seen})
    page = client.get(found.get_absolute_url()).content.decode()

    assert "Det finns redan en part som heter så." in taken
    assert "vårdgivare" in page
    assert "Utskrivning från sjukhus" in page
