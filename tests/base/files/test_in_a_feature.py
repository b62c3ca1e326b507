import logging
from io import BytesIO

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from hjulet.base.files import storage
from hjulet.base.files.forms import ACCEPTED, AttachmentsField
from hjulet.base.files.models import StoredFile
from tests.base.files import made

pytestmark = pytest.mark.urls("tests.base.files.pages")

REPORT = "/prova/rapport/"
MEGABYTE = 1024 * 1024


@pytest.fixture
def client_of_staff(signed_in, disk):
    return signed_in("staff")


@pytest.fixture
def send(client_of_staff):
    """send(("bild.jpg", b"…"), …) → the page's answer."""

    def sent(*files):
        uploads = [SimpleUploadedFile(name, content) for name, content in files]
        return client_of_staff.post(REPORT, {"text": "Fönstret stod öppet.", "files": uploads})

    return sent


def test_several_files_come_through_a_real_form(send):
    said = send(("fönster.jpg", made.photo()), ("rutin.pdf", made.pdf()), ("a.exe", b"MZ\x90\x00")).json()

    assert len(said["kept"]) == 2
    assert said["words"] == [
        "Fil 3 av 3: Vi kan inte ta emot den sortens fil. Texten är sparad. "
        "Välj en bild (JPEG, PNG, WebP), PDF, Word (docx), Excel (xlsx), ODT eller en textfil."
    ]
    assert [file.name for file in StoredFile.objects.all()] == ["fönster.jpg", "rutin.pdf"]


def test_form_without_files_is_as_good(send):
    assert send().json() == {"kept": [], "words": [], "spooled": []}


def test_photo_of_fifty_two_megabytes_is_refused_in_words_and_nothing_is_left(send, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    answer = send(("Anna.jpg", made.photo() + bytes(52 * MEGABYTE - 5000)), ("liten.jpg", made.photo()))
    said = answer.json()

    assert answer.status_code == 200
    assert said["spooled"] == [True, True]  # the whole post is large, so all of it waits on disk
    assert len(said["kept"]) == 1
    assert said["words"] == [
        "Fil 1 av 2: Vi kunde inte spara bilden (52 MB, högst 20). Texten är sparad. Välj en mindre bild."
    ]
    answer.close()
    assert list(tmp_path.glob("*.upload*")) == []


def test_large_photo_within_the_limit_is_kept_and_made_smaller(send):
    noise = Image.effect_noise((5000, 4000), 90).convert("RGB")
    out = BytesIO()
    noise.save(out, "JPEG", quality=90)

    assert 5 * MEGABYTE < len(out.getvalue()) < 20 * MEGABYTE
    said = send(("stor.jpg", out.getvalue())).json()
    assert said["spooled"] == [True]
    (kept,) = StoredFile.objects.all()
    assert (kept.width, kept.height) == (2560, 2048)


def test_limit_is_a_setting(send, settings):
    settings.UPLOAD_LIMIT = MEGABYTE
    said = send(("rutin.pdf", made.pdf() + bytes(MEGABYTE))).json()

    assert said["words"] == [
        "Vi kunde inte spara filen (2 MB, högst 1). Texten är sparad. Välj en mindre fil."
    ]


def test_download_is_a_download_that_runs_nothing_and_stays_nowhere(send, client_of_staff):
    (number,) = send(("Fönster på glänt.pdf", made.pdf())).json()["kept"]
    answer = client_of_staff.get(f"/prova/{number}/hamta/")

    assert answer.content == StoredFile.objects.get().content()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == (
        "attachment; filename*=utf-8''F%C3%B6nster%20p%C3%A5%20gl%C3%A4nt.pdf"
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("name", "content", "way"),
    [("a.jpg", made.photo(), "inline"), ("a.pdf", made.pdf(), "attachment"), ("a.txt", b"<p>", "attachment")],
)
def test_only_a_picture_may_be_shown_in_a_page(send, client_of_staff, name, content, way):
    (number,) = send((name, content)).json()["kept"]
    answer = client_of_staff.get(f"/prova/{number}/visa/")

    assert answer["Content-Disposition"].split(";")[0] == way
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_damaged_file_is_said_in_words_and_in_the_operators_log(send, client_of_staff, caplog):
    (number,) = send(("Anna.txt", b"hej")).json()["kept"]
    file = StoredFile.objects.get()
    storage.delete(file.key)
    with caplog.at_level(logging.ERROR):
        answer = client_of_staff.get(f"/prova/{number}/hamta/")

    assert answer.status_code == 503
    assert answer.content.decode() == (
        "Filen kan inte läsas just nu. Inget annat är påverkat. "
        f"Säg till systemförvaltaren och uppge numret {file.key}."
    )
    assert f"{file.key}: missing" in caplog.text
    assert "Anna" not in caplog.text


def test_removed_file_is_not_found(send, client_of_staff, world):
    (number,) = send(("Anna.txt", b"hej")).json()["kept"]
    StoredFile.objects.get().remove(by=world.people["staff"], at=StoredFile.objects.get().uploaded_at)

    assert client_of_staff.get(f"/prova/{number}/hamta/").status_code == 404


def test_field_says_what_it_takes():
    class Form(forms.Form):
        files = AttachmentsField()

    field = Form()["files"]

    assert 'type="file"' in str(field)
    assert " multiple" in str(field)
    assert f'accept="{ACCEPTED}"' in str(field)
    assert ACCEPTED == ".docx,.odt,.pdf,.txt,.xlsx,image/jpeg,image/png,image/webp"
    assert field.help_text == (
        "Högst 10 filer, 20 MB var: bilder, PDF, Word, Excel, ODT eller text. "
        "Plats och kamera tas bort ur bilderna."
    )


def test_field_that_is_required_wants_a_file():
    class Form(forms.Form):
        files = AttachmentsField(required=True)

    assert Form({}, {}).errors
    assert Form({}, {"files": [made.upload("a.txt", b"")]}).is_valid()  # empty: `receive` says so in words
