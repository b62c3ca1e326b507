from hashlib import sha256

import pytest
from django.db import IntegrityError, connection, transaction

from hjulet.base.files import rules, storage
from hjulet.base.files.choices import Damage, Fault
from hjulet.base.files.models import CannotRead, StoredFile
from hjulet.base.files.workflows import Refusal, keep, prepare, receive
from hjulet.base.log.models import Entry
from tests.base.files import made
from tests.base.files.conftest import AT


def on_disk(disk):
    return [path for path in disk.rglob("*") if path.is_file()] if disk.exists() else []


def test_good_files_are_kept_although_others_are_refused(take):
    received = take(
        ("fönster.jpg", made.photo()),
        ("virus.exe", b"MZ\x90\x00"),
        ("rutin.docx", made.word()),
        ("tom.txt", b""),
    )

    assert [file.name for file in received.files] == ["fönster.jpg", "rutin.docx"]
    assert [(refusal.name, refusal.faults) for refusal in received.refused] == [
        ("virus.exe", [Fault.UNKNOWN_KIND]),
        ("tom.txt", [Fault.EMPTY]),
    ]
    assert StoredFile.objects.count() == 2


def test_row_says_what_the_kept_content_is(take, world):
    received = take(("bild.png", made.photo("PNG", size=(80, 60), orientation=6)), ("a.txt", b"hej"))
    picture, text = StoredFile.objects.order_by("pk")
    content = picture.content()

    assert received.files == [picture, text]
    assert (picture.name, picture.media_type, picture.is_picture) == ("bild.jpg", "image/jpeg", True)
    assert (picture.width, picture.height) == (60, 80)
    assert (picture.size, picture.sha256) == (len(content), sha256(content).hexdigest())
    assert (picture.municipality, picture.uploaded_by) == (world.municipality, world.people["staff"])
    assert (picture.uploaded_at, picture.removed_at) == (AT, None)
    assert (text.content(), text.media_type, text.is_picture) == (b"hej", "text/plain", False)
    assert (text.width, text.height) == (None, None)


def test_somebody_who_is_nobody_may_attach(take):
    received = take(("a.txt", b"hej"), by=None)

    assert received.files[0].uploaded_by is None


def test_disk_holds_neither_the_words_nor_the_name(take, disk):
    take(("Anna Svensson.txt", b"Plantan i fonstret"))
    (path,) = on_disk(disk)
    sealed = path.read_bytes()

    assert path.parent.name == path.name[:2]
    assert b"Plantan" not in sealed
    assert "Anna" not in str(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_name_is_sealed_in_the_database_and_in_no_words_about_the_file(stored):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM files_storedfile")
        (name,) = cursor.fetchone()
    entries = [str(entry.hashed()) for entry in Entry.objects.all()]

    assert stored.name == "Anna Svensson.txt"
    assert "Anna" not in name
    assert "Anna" not in str(stored)
    assert "Anna" not in repr(stored)
    assert entries
    assert not any("Anna" in entry for entry in entries)


def test_receiving_is_logged_with_the_checksum(stored, world):
    entry = Entry.objects.get(event="file.received")

    assert (entry.actor_id, entry.municipality, entry.object_id) == (
        world.people["staff"].pk, "ekvik", str(stored.pk),
    )  # fmt: skip
    assert entry.details == {"media_type": "text/plain", "sha256": stored.sha256}


def test_eleventh_file_is_refused_and_ten_are_kept(take):
    received = take(*[(f"{number}.txt", b"hej") for number in range(rules.MOST_FILES + 2)])

    assert len(received.files) == 10
    assert [refusal.faults for refusal in received.refused] == [[Fault.TOO_MANY]] * 2
    assert received.words == [
        "Högst 10 filer kan sparas på en gång. Texten och de första filerna är sparade. "
        "Lägg till resten efteråt."
    ]


def test_refusal_is_said_as_a_nurse_can_use_it_and_without_the_name():
    faults = [Fault.PICTURE_TOO_LARGE]
    alone = Refusal("Anna.jpg", faults, size=52 * rules.MEGABYTE)
    one_of_three = Refusal("Anna.jpg", faults, size=52 * rules.MEGABYTE, number=2, total=3)
    said = "Vi kunde inte spara bilden (52 MB, högst 20). Texten är sparad. Välj en mindre bild."

    assert "Anna" not in repr(alone)
    assert alone.words == [said]
    assert one_of_three.words == [f"Fil 2 av 3: {said}"]


@pytest.mark.parametrize("fault", Fault)
def test_every_refusal_says_what_happened_that_the_text_is_saved_and_what_to_do(fault):
    (said,) = Refusal("Anna.jpg", [fault], size=52 * rules.MEGABYTE).words

    assert "Anna" not in said
    assert "%" not in said
    assert "Texten" in said
    assert said.endswith(".")
    assert any(verb in said for verb in ("Välj", "välj", "Lägg till"))


def test_preparing_writes_no_row_and_keeping_writes_them_all(world, disk):
    uploads = [made.upload("a.txt", b"hej"), made.upload("b.exe", b"MZ")]
    prepared = prepare(uploads, municipality=world.municipality, by=world.people["staff"], at=AT)

    assert StoredFile.objects.count() == 0
    assert len(on_disk(disk)) == 1
    assert keep(prepared) is prepared
    assert StoredFile.objects.get().content() == b"hej"
    assert len(prepared.refused) == 1


def test_transaction_that_is_undone_leaves_no_row(take, disk):
    with transaction.atomic():
        take(("a.txt", b"hej"))
        transaction.set_rollback(True)

    assert StoredFile.objects.count() == 0
    assert len(on_disk(disk)) == 1  # swept tomorrow


def test_full_disk_costs_nobody_their_text(world, disk):
    disk.write_text("a file where the folder should be")
    upload = made.upload("a.txt", b"hej")
    received = receive([upload], municipality=world.municipality, by=None, at=AT)

    assert received.files == []
    assert received.refused[0].faults == [Fault.NOT_NOW]


def test_upload_that_was_read_before_is_read_from_its_beginning(world, disk):
    upload = made.upload("a.txt", b"hej")
    upload.read()
    received = receive([upload], municipality=world.municipality, by=None, at=AT)

    assert received.files[0].content() == b"hej"


@pytest.mark.django_db(transaction=True)
def test_removed_file_is_gone_from_disk_once_that_is_certain(take, disk, world):
    (file,) = take(("Anna.txt", b"hej")).files
    with transaction.atomic():
        file.remove(by=world.people["manager"], at=AT)
        assert len(on_disk(disk)) == 1

    assert on_disk(disk) == []
    kept = StoredFile.objects.get()
    assert (kept.name, kept.removed_by, kept.removed_at) == ("", world.people["manager"], AT)
    assert list(StoredFile.objects.kept()) == []
    with pytest.raises(CannotRead) as refused:
        kept.content()
    assert refused.value.damage == Damage.REMOVED


@pytest.mark.django_db(transaction=True)
def test_removal_that_is_undone_loses_nothing(take, disk, world):
    (file,) = take(("Anna.txt", b"hej")).files
    with transaction.atomic():
        file.remove(by=world.people["manager"], at=AT)
        transaction.set_rollback(True)

    assert StoredFile.objects.get().content() == b"hej"


def test_removing_twice_is_logged_once_and_without_the_name(stored, world):
    stored.remove(by=world.people["manager"], at=AT)
    stored.remove(by=world.people["manager"], at=AT)
    entry = Entry.objects.get(event="file.removed")

    assert entry.details == {"sha256": stored.sha256}


@pytest.mark.parametrize("wrong", [{"size": 0}, {"width": 5}, {"removed_by": "staff"}])
def test_what_must_never_be_false_is_refused_by_the_database(stored, world, wrong):
    if "removed_by" in wrong:
        wrong = {"removed_by": world.people["staff"]}

    with pytest.raises(IntegrityError), transaction.atomic():
        StoredFile.objects.filter(pk=stored.pk).update(**wrong)


def test_damage_says_why_a_content_cannot_be_read(stored, settings):
    path = storage.path_of(stored.key)
    sealed = path.read_bytes()

    assert stored.damage() is None
    storage.write(stored.key, b"something else")
    assert stored.damage() == Damage.CHANGED
    path.write_bytes(sealed[:-9])
    assert stored.damage() == Damage.UNREADABLE
    path.unlink()
    assert stored.damage() == Damage.MISSING
