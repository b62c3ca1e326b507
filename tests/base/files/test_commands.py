import os
from io import StringIO
from uuid import uuid4

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command

from hjulet.base.files import storage
from hjulet.base.files.choices import Damage
from hjulet.base.files.models import StoredFile
from hjulet.base.identities.sealing import CannotOpen
from tests.base.files.conftest import AT
from tests.factories import StoredFileFactory

TWO_DAYS = 2 * 24 * 60 * 60


def run(name, **options):
    said = StringIO()
    call_command(name, stdout=said, stderr=said, **options)
    return said.getvalue()


def make_old(path):
    moment = path.stat().st_mtime - TWO_DAYS
    os.utime(path, (moment, moment))


def test_sweeping_takes_old_files_without_a_row_and_nothing_else(stored, disk):
    young, old = uuid4(), uuid4()
    for key in (young, old):
        storage.write(key, b"left behind")
    half = storage.path_of(old).parent / f"{storage.HALF_WRITTEN}abc"
    half.write_bytes(b"half")
    foreign = storage.path_of(old).parent / "readme.txt"
    foreign.write_bytes(b"not ours")
    for path in (storage.path_of(old), half, foreign, storage.path_of(stored.key)):
        make_old(path)

    assert run("sweep_files", dry_run=True) == "2 filer utan post skulle tas bort.\n"
    assert storage.path_of(old).exists()
    assert run("sweep_files") == "2 filer utan post borttagna.\n"
    assert not storage.path_of(old).exists()
    assert not half.exists()
    assert storage.path_of(young).exists()
    assert foreign.exists()
    assert stored.content() == b"Plantan i fonstret"
    assert run("sweep_files") == "0 filer utan post borttagna.\n"


def test_sweeping_takes_what_a_removal_could_not(stored, world):
    stored.remove(
        by=world.people["staff"], at=AT
    )  # the test's transaction never ends, so the disk is as it was
    make_old(storage.path_of(stored.key))
    run("sweep_files")

    assert not storage.path_of(stored.key).exists()


def test_checking_reads_every_file_and_is_content(take):
    take(("a.txt", b"hej"))
    StoredFileFactory()

    assert run("check_files") == "2 filer lästa, alla stämmer.\n"


@pytest.mark.parametrize("damage", [Damage.MISSING, Damage.CHANGED, Damage.UNREADABLE])
def test_checking_fails_and_names_the_key_of_what_is_damaged(stored, damage):
    if damage == Damage.MISSING:
        storage.delete(stored.key)
    elif damage == Damage.CHANGED:
        storage.write(stored.key, b"annat")
    else:
        storage.path_of(stored.key).write_bytes(b"skrap")
    said = StringIO()
    with pytest.raises(CommandError) as failed:
        call_command("check_files", stdout=said, stderr=said)

    assert failed.value.returncode == 1
    assert said.getvalue() == f"{stored.key}: {damage.label}\n"


def test_removed_file_is_not_missed(stored, world):
    stored.remove(by=world.people["staff"], at=AT)
    storage.delete(stored.key)

    assert run("check_files") == "0 filer lästa, alla stämmer.\n"


def test_resealing_moves_every_file_to_the_newest_key_and_may_be_run_again(take, settings, disk):
    first, second = take(("a.txt", b"hej"), ("b.txt", b"da")).files
    old, new = settings.SEALING_KEYS[0], Fernet.generate_key().decode()
    settings.SEALING_KEYS = [new, old]
    before = storage.path_of(first.key).read_bytes()

    assert run("reseal_files") == "2 filer förseglade med den nyaste nyckeln, 2 i allt.\n"
    assert run("reseal_files") == "0 filer förseglade med den nyaste nyckeln, 2 i allt.\n"
    assert storage.path_of(first.key).read_bytes() != before
    assert [path for path in disk.rglob("*") if storage.is_half_written(path)] == []
    settings.SEALING_KEYS = [new]
    assert [storage.read(first.key), storage.read(second.key)] == [b"hej", b"da"]


def test_resealing_that_was_stopped_goes_on_where_it_was(take, settings):
    files = take(("a.txt", b"hej"), ("b.txt", b"da")).files
    old, new = settings.SEALING_KEYS[0], Fernet.generate_key().decode()
    settings.SEALING_KEYS = [new, old]
    storage.renew_seal(files[0].key)

    assert [storage.read(file.key) for file in files] == [b"hej", b"da"]
    assert run("reseal_files", batch=1) == (
        "1 av 2\n2 av 2\n1 filer förseglade med den nyaste nyckeln, 2 i allt.\n"
    )


def test_resealing_says_which_file_it_could_not_open_and_goes_on(take, settings):
    lost, found = take(("a.txt", b"hej"), ("b.txt", b"da")).files
    storage.path_of(lost.key).write_bytes(b"skrap")
    settings.SEALING_KEYS = [Fernet.generate_key().decode(), *settings.SEALING_KEYS]
    with pytest.raises(CommandError) as failed:
        run("reseal_files")

    assert failed.value.returncode == 1
    settings.SEALING_KEYS = settings.SEALING_KEYS[:1]
    assert storage.read(found.key) == b"da"
    with pytest.raises(CannotOpen):
        storage.read(lost.key)


def test_resealing_that_cannot_write_leaves_the_old_content_whole(stored, settings):
    settings.SEALING_KEYS = [Fernet.generate_key().decode(), *settings.SEALING_KEYS]
    path = storage.path_of(stored.key)
    beside = list(path.parent.iterdir())
    path.rename(path.with_suffix(".away"))
    path.mkdir()  # renaming onto a folder fails
    with pytest.raises(OSError):  # noqa: PT011
        storage._put(path, b"new")

    path.rmdir()
    path.with_suffix(".away").rename(path)
    assert list(path.parent.iterdir()) == beside
    assert StoredFile.objects.get().content() == b"Plantan i fonstret"
