"""The pages of routines and processes as people use them, and as they should not be used."""

from io import BytesIO

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document
from openpyxl import Workbook

from hjulet.plan.procedures.choices import Part, State
from hjulet.plan.procedures.models import Activity, Process, Routine, RoutineVersion
from hjulet.plan.procedures.workflows import starting
from tests.factories import ActionFactory
from tests.plan.procedures.access_makers import with_files
from tests.plan.procedures.making import AT, approved, drafted, png, process


def _url(name, version):
    return reverse(f"procedures:{name}", args=[version.routine_id, version.number])


def _text(answer):
    return answer.content.decode()


def test_routine_goes_from_the_first_word_to_being_open_to_all(world, signed_in):
    manager = signed_in("manager")
    said = {
        "title": "Signera",
        "kind": "routine",
        "unit": world.units["solgarden"].pk,
        "review_months": 12,
        "is_public": "on",
        "owner": world.people["manager"].pk,
    }
    written = manager.post(reverse("procedures:create"), said).url
    version = RoutineVersion.objects.get()
    texts = {
        "markdown-how": "# Före\n\nLäs listan.",
        "revision-how": 0,
        "markdown-who": "Den som ger.",
        "revision-who": 0,
    }
    assert manager.post(written, texts).url == written

    manager.post(_url("send", version))
    page = _text(manager.get(_url("approve", version)))
    version.refresh_from_db()
    decided = {
        "valid_from": "2030-01-01",
        "review_by": "2031-01-01",
        "fingerprint": version.computed_fingerprint(),
    }
    assert "Granska och fastställ" in page
    manager.post(_url("approve", version), decided)
    version.refresh_from_db()
    assert (version.state, str(version.valid_from)) == (State.APPROVED, "2030-01-01")
    assert Client().get(reverse("procedures:open", args=["ekvik", 1])).status_code == 404  # not yet in force

    RoutineVersion.objects.update(valid_from="2026-01-01")
    shown = _text(Client().get(reverse("procedures:open", args=["ekvik", 1])))
    assert "Läs listan." in shown
    assert "Erik Chef" not in shown  # nobody's name where anyone may read
    assert "Signera" in _text(Client().get(reverse("procedures:open_library", args=["ekvik"])))


@pytest.mark.parametrize(("key", "is_shown"), [("manager", True), ("sas", True), ("staff", False)])
def test_what_is_approved_leads_on_to_sending_it_out(world, signed_in, key, is_shown):
    made = approved(world.units["solgarden"], world.people["manager"]).versions.get()
    send = f'href="{reverse("participation:send", args=[made.pk])}"'

    assert (send in _text(signed_in(key).get(made.get_absolute_url()))) == is_shown
    RoutineVersion.objects.update(state=State.REPLACED, ended_on=timezone.localdate())
    assert send not in _text(signed_in(key).get(made.get_absolute_url()))


def test_page_says_which_part_is_missing(world, signed_in):
    version = drafted(world.units["solgarden"], world.people["manager"], how="Så.")

    page = _text(signed_in("manager").get(_url("approve", version)))

    assert "Det saknas vem som svarar för vad" in page
    assert "Det saknas hur det ska göras" not in page


def test_two_who_save_at_once_are_told_and_nothing_is_lost(world, signed_in):
    version = drafted(world.units["solgarden"], world.people["manager"])
    for key, words, status in (("manager", "Först.", 200), ("sas", "Sedan.", 409)):
        answer = signed_in(key).post(
            _url("autosave", version), {"part": "how", "markdown": words, "revision": 0}
        )
        assert answer.status_code == status

    assert "inget är borta" in answer.json()["said"]
    assert "Sedan." in _text(signed_in("manager").get(_url("write", version)))


def test_link_follows_a_new_title_and_says_nothing_to_who_may_not_read(world, signed_in):
    target = approved(world.units["aldreomsorg"], world.people["department_head"], "Gammalt namn")
    secret = drafted(world.units["solgarden"], world.people["manager"], "Hemligt utkast").routine
    routine = approved(
        world.units["solgarden"], world.people["manager"], "Länkar",
        how=f"[](rutin:{target.number}) [den](rutin:{secret.number})", is_public=True,
    )  # fmt: skip
    target.title = "Nytt namn"
    target.save(update_fields=["title"])

    read = _text(signed_in("staff").get(routine.get_absolute_url()))
    assert f'<a href="{target.get_absolute_url()}">Nytt namn</a>' in read
    assert secret.get_absolute_url() not in read
    opened = _text(Client().get(reverse("procedures:open", args=["ekvik", routine.number])))
    assert "Nytt namn" not in opened


def _docx():
    paper = BytesIO()
    document = Document()
    document.add_paragraph("Ring sjuksköterskan.")
    document.add_table(1, 2).rows[0].cells[0].text = "Vem"
    document.save(paper)
    return paper.getvalue()


def _xlsx():
    paper = BytesIO()
    book = Workbook()
    book.active.append(["Kontroll", "Skåpet"])
    book.save(paper)
    return paper.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("rutin.docx", _docx(), "Ring sjuksköterskan."),
        ("lista.xlsx", _xlsx(), "Kontroll | Skåpet"),
        ("text.txt", "Å i gammal kod".encode("cp1252"), "Å i gammal kod"),
    ],
)
def test_uploaded_file_is_kept_as_it_was_and_its_text_is_read(world, signed_in, name, content, found):
    version = drafted(world.units["solgarden"], world.people["manager"])

    signed_in("manager").post(_url("put_file", version), {"file": SimpleUploadedFile(name, content)})

    version.refresh_from_db()
    assert found in version.file_text
    assert version.file.content() == content
    assert found in _text(signed_in("manager").get(_url("version", version)))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rutin.docx", b"%PDF-1.4 lying"),
        ("rutin.pdf", b"%PDF-1.4 broken"),
        ("rutin.exe", b"MZ"),
        ("bild.png", png()),
    ],
)
def test_file_that_lies_or_is_no_document_changes_nothing(world, signed_in, name, content):
    version = drafted(world.units["solgarden"], world.people["manager"])

    answer = signed_in("manager").post(
        _url("put_file", version), {"file": SimpleUploadedFile(name, content)}, follow=True
    )

    version.refresh_from_db()
    assert version.file is None
    assert "välj" in _text(answer).lower()


def test_paper_says_all_of_it_and_the_picture_is_on_it(world, signed_in):
    version = with_files(drafted(world.units["solgarden"], world.people["manager"]), world.people["manager"])
    RoutineVersion.objects.filter(pk=version.pk).update(who="| Vem | Vad |\n|---|---|\n| Ssk | Ger |")

    answer = signed_in("manager").get(_url("pdf", version))

    paper = pypdfium2.PdfDocument(answer.content)
    words = "".join(page.get_textpage().get_text_bounded() for page in paper)
    for said in ("Ny rutin", "Vem svarar för vad", "Ssk", "Text ur filen.", "Gäller inte i dag"):
        assert said in words
    assert any(found.type == 3 for page in paper for found in page.get_objects())  # 3: a picture


def test_open_pictures_are_those_that_the_text_in_force_shows(world):
    routine = approved(world.units["solgarden"], world.people["manager"], is_public=True)
    draft = starting.next_version(routine, by=world.people["manager"], at=AT)
    with_files(draft, world.people["manager"])

    assert (
        Client().get(reverse("procedures:open_picture", args=["ekvik", routine.number, 1])).status_code == 404
    )
    assert Client().get(reverse("procedures:open_file", args=["ekvik", routine.number])).status_code == 404


def test_action_opens_the_next_version_and_stands_as_its_reason(world, signed_in):
    routine = approved(world.units["solgarden"], world.people["manager"])
    action = ActionFactory(unit=world.units["solgarden"])

    answer = signed_in("manager").post(
        reverse("procedures:from_action", args=[action.pk]), {"routine": routine.pk}
    )

    version = routine.versions.get(number=2)
    assert answer.url == _url("write", version)
    assert list(version.prompted_by.all()) == [action]


def test_documents_are_handed_over_by_those_who_write_them_alone(world, signed_in):
    mine = approved(world.units["solgarden"], world.people["manager"], owner=world.people["former"])
    others = approved(world.units["bjorkgarden"], world.people["other_manager"], "Annans", owner=None)
    said = {"routine": [mine.pk, others.pk], "to": world.people["sas"].pk}

    signed_in("manager").post(reverse("procedures:hand_over"), said)

    owners = dict(Routine.objects.values_list("pk", "owner"))
    assert owners == {mine.pk: world.people["sas"].pk, others.pk: None}


def _rows(*rows):
    data = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": 0, "revision": 1}
    for place, (position, lane, name, question, ways, pk) in enumerate(rows):
        names = {
            "position": position,
            "lane": lane,
            "name": name,
            "question": question,
            "ways": ways,
            "pk": pk,
        }
        data |= {f"form-{place}-{key}": value for key, value in names.items()}
    return data


def test_activities_are_written_in_order_with_their_ways(world, signed_in):
    made = process(world.units["solgarden"], world.people["manager"], steps=1)
    first = made.activities.get()
    routine = approved(world.units["solgarden"], world.people["manager"], activities=(first,))
    rows = _rows(
        ("2", "SAS", "Utred", "", "slut", ""),
        ("1", "chef", "Bedöm", "Är det allvarligt?", "ja: 2, nej: slut", first.pk),
        ("", "", "", "", "", ""),
    )

    client = signed_in("manager")
    client.post(reverse("procedures:activities", args=[made.pk]), rows)

    activities = list(Activity.objects.filter(process=made))
    assert [(one.position, one.name, one.is_end) for one in activities] == [
        (1, "Bedöm", False),
        (2, "Utred", True),
    ]
    assert [(way.label, way.to) for way in activities[0].branches.all()] == [
        ("ja", activities[1]),
        ("nej", None),
    ]
    assert list(routine.activities.all()) == [first]  # what was there keeps its routines
    page = _text(client.get(made.get_absolute_url()))
    assert "Är det allvarligt?" in page
    assert "Signera läkemedel" in page


@pytest.mark.parametrize("ways", ["ja: 9", "ja", "-1", "1e9", "ja: ²"])
def test_way_that_leads_nowhere_is_told_and_nothing_is_saved(world, signed_in, ways):
    made = process(world.units["solgarden"], world.people["manager"], steps=1)

    page = _text(
        signed_in("manager").post(
            reverse("procedures:activities", args=[made.pk]), _rows(("1", "x", "y", "", ways, ""))
        )
    )

    assert "leder ingenstans" in page
    assert made.activities.get().name == "Steg 1"


def test_process_is_established_and_says_when_it_has_changed_since(world, signed_in):
    made = process(world.units["solgarden"], world.people["manager"])
    client = signed_in("manager")
    client.post(reverse("procedures:establish", args=[made.pk]), {"revision": 1})
    made.refresh_from_db()
    assert made.is_established

    client.post(reverse("procedures:activities", args=[made.pk]), _rows(("1", "x", "y", "", "", "")))
    assert not Process.objects.get(pk=made.pk).is_established
    assert "ändrad sedan den fastställdes" in _text(client.get(made.get_absolute_url()))


@pytest.mark.parametrize(
    "query",
    [
        "slag=x&visa=y&enhet=z",
        "efter=..",
        "efter=a.99999999999999999999999",
        "ord=%00",
        "ord=99999999999999999999",
        "efter=%00.1",
    ],
)
def test_nonsense_in_the_address_of_the_list_does_no_harm(world, signed_in, query):
    assert signed_in("manager").get(f"{reverse('procedures:routines')}?{query}").status_code == 200


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"part": "x"},
        {"part": Part.HOW, "revision": "-1"},
        {"part": Part.HOW, "markdown": "a" * 70_000, "revision": 0},
    ],
)
def test_nonsense_to_the_autosave_is_refused_in_words(world, signed_in, data):
    version = drafted(world.units["solgarden"], world.people["manager"])

    answer = signed_in("manager").post(_url("autosave", version), data)

    assert (answer.status_code, "inte sparad" in answer.json()["said"]) == (400, True)
