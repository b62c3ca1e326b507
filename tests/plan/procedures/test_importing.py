"""A folder of documents is taken in whole, or not at all."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from docx import Document

from hjulet.plan.procedures.choices import State
from hjulet.plan.procedures.models import Routine
from hjulet.plan.procedures.sources.folder import COLUMNS, read_files, read_zip
from tests.plan.procedures.making import approved

GOOD = {
    "fil": "signera.docx", "titel": "Signera läkemedel", "slag": "rutin", "enhet": "Solgården", "ansvarig": "Erik Chef",
    "fastställd av": "Eva Chef", "fastställd": "2026-01-15", "gås igenom": "2027-01-15",
    "vem svarar för vad": "Den som ger svarar.", "lagområden": "HSL", "roller": "medarbetare", "öppen": "nej",
    "andra ord": "medicin",
}  # fmt: skip


def docx(text="Läs i listan. Signera direkt."):
    paper = io.BytesIO()
    document = Document()
    document.add_paragraph(text)
    document.save(paper)
    return paper.getvalue()


def table(*rows):
    lines = [";".join(COLUMNS), *(";".join({**GOOD, **row}[column] for column in COLUMNS) for row in rows)]
    return "\r\n".join(lines).encode()


def zipped(files):
    paper = io.BytesIO()
    with zipfile.ZipFile(paper, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return paper.getvalue()


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ({"fil": "saknas.docx"}, "fil", "finns inte i mappen"),
        ({"titel": ""}, "titel", "tom"),
        ({"slag": "påbud"}, "slag", "Välj ett av"),
        ({"fastställd": "i våras"}, "fastställd", "ÅÅÅÅ-MM-DD"),
        ({"lagområden": "HSL, ABC"}, "lagområden", "Välj bland"),
        ({"roller": "trollkarl"}, "roller", "Välj bland"),
        ({"öppen": "kanske"}, "öppen", "ja eller nej"),
    ],
)
def test_fault_says_where_and_what(row, column, reason):
    folder = read_files({"index.csv": table(row), "signera.docx": docx()})

    assert [(fault.row, fault.column) for fault in folder.faults] == [(2, column)]
    assert reason in folder.faults[0].reason


def test_same_file_and_title_twice_are_faults_and_unnamed_files_are_told():
    folder = read_files({"index.csv": table({}, {}), "signera.docx": docx(), "glömd.pdf": b"x"})

    assert {fault.column for fault in folder.faults} == {"fil", "titel"}
    assert folder.unnamed == ("glömd.pdf",)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nothing", zipped({"a.docx": b"x"})])
def test_what_is_no_folder_with_a_table_is_refused_in_words(content):
    folder = read_zip(content)

    assert len(folder.faults) == 1
    assert folder.rows == ()


def test_bomb_is_never_unpacked():
    folder = read_zip(zipped({"index.csv": table({}), "signera.docx": b"0" * 21_000_000}))

    assert "20 MB" in folder.faults[0].reason


def _send(client, files):
    upload = SimpleUploadedFile("mapp.zip", zipped(files))
    return client.post(reverse("procedures:import"), {"documents": [upload]})


def test_folder_is_shown_first_and_then_taken_in(world, signed_in):
    client = signed_in("manager")
    files = {
        "index.csv": table({}, {"fil": "utan.docx", "titel": "Utan ansvar", "vem svarar för vad": ""}),
        "signera.docx": docx(),
        "utan.docx": docx("Så här."),
    }

    shown = _send(client, files)
    assert shown.url == reverse("procedures:import_preview")
    page = client.get(shown.url).content.decode()
    assert "Signera läkemedel" in page
    assert "Det saknas vem som svarar för vad." in page
    assert not Routine.objects.exists()

    client.post(shown.url)
    first, second = Routine.objects.order_by("number")
    version = first.versions.get()
    assert (version.state, version.file_text, version.approved_by_said) == (
        State.APPROVED, "Läs i listan. Signera direkt.", "Eva Chef",
    )  # fmt: skip
    assert version.file.content() == files["signera.docx"]
    assert (first.owner, first.role_codes, first.law_codes) == (world.people["manager"], "staff", "HSL")
    assert second.versions.get().state == State.DRAFT


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"enhet": "Månen"}, "ingen enhet"),
        ({"enhet": "Lönnen"}, "får inte fastställa"),
        ({"ansvarig": "Ingen Alls"}, "ingen person"),
        ({"fastställd": "2099-01-01", "gås igenom": "2099-02-01"}, "har inte varit"),
        ({"gås igenom": "2025-01-01"}, "efter den då"),
    ],
)
def test_with_one_fault_nothing_is_saved(world, signed_in, row, reason):
    page = _send(
        signed_in("manager"),
        {
            "index.csv": table({}, {**row, "fil": "b.docx", "titel": "B"}),
            "signera.docx": docx(),
            "b.docx": docx(),
        },
    )

    assert reason in page.content.decode()
    assert not Routine.objects.exists()


def test_lying_file_is_a_fault_of_its_row(world, signed_in):
    page = _send(signed_in("manager"), {"index.csv": table({}), "signera.docx": b"%PDF-1.4 not a document"})

    assert "rad 2, fil" in page.content.decode()
    assert not Routine.objects.exists()


def test_title_that_came_meanwhile_stops_the_whole_folder(world, signed_in):
    client = signed_in("manager")
    shown = _send(client, {"index.csv": table({}), "signera.docx": docx()})
    approved(world.units["solgarden"], world.people["manager"], "Signera läkemedel")

    page = client.post(shown.url).content.decode()
    assert "redan ett dokument" in page
    assert Routine.objects.count() == 1


def test_command_shows_and_saves_only_when_asked(world, tmp_path, capsys):
    (tmp_path / "index.csv").write_bytes(table({}))
    (tmp_path / "signera.docx").write_bytes(docx())
    said = {"municipality": "ekvik", "by": "manager@example.se"}

    call_command("import_routines", tmp_path, **said)
    assert not Routine.objects.exists()
    call_command("import_routines", tmp_path, save=True, **said)
    assert Routine.objects.count() == 1
    with pytest.raises(CommandError, match="fel"):
        call_command("import_routines", tmp_path, save=True, **said)
    assert "redan ett dokument" in capsys.readouterr().out
