"""A new key is put first, everything is resealed, and the old key can be thrown away."""

import re
from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.db import models
from django.db.models import Value
from django.db.models.functions import Cast

from hjulet.base.identities.models import Identity
from hjulet.base.identities.resealing import reseal_column, sealed_columns
from hjulet.base.identities.sealing import (
    CannotOpen,
    blind,
    is_newest,
    open_bytes,
    reseal,
    seal,
    seal_bytes,
    unseal,
)
from hjulet.base.log.models import Entry
from tests.base.identities.test_identities import AT

OLD, NEW, LOST = (Fernet.generate_key().decode() for _ in range(3))


@pytest.fixture
def identities(world, settings):
    """Five, the last one forgotten, all under the old key; the new key is put first."""
    settings.SEALING_KEYS = [OLD]
    made = [
        Identity.keep(name, "", municipality=world.municipality, is_protected=False, by=None, at=AT)
        for name in ("Anna", "Bo", "Carin", "Åke", "Östen")
    ]
    made[-1].forget(by=None, at=AT)
    settings.SEALING_KEYS = [NEW, OLD]
    return made


def run(*arguments):
    out, err = StringIO(), StringIO()
    call_command("reseal", *arguments, stdout=out, stderr=err)
    return out.getvalue().replace("\r", "\n"), err.getvalue()


def raw_texts():
    found = Identity.objects.annotate(raw=Cast("sealed", models.TextField())).order_by("pk")
    return list(found.values_list("raw", flat=True))


def names():
    return re.findall(
        r'"name": "(\w+)"', "".join(Identity.objects.order_by("pk").values_list("sealed", flat=True))
    )


def column():
    return next(column for column in sealed_columns() if column.model is Identity)


def test_every_sealed_column_is_found():
    assert "identities.Identity.sealed" in map(str, sealed_columns())


@pytest.mark.parametrize("batch", ["1", "2", "500"])
def test_after_resealing_the_old_key_is_not_needed(identities, settings, batch):
    said, _ = run("--batch", batch)
    settings.SEALING_KEYS = [NEW]

    assert names() == ["Anna", "Bo", "Carin", "Åke"]
    assert raw_texts()[-1] == ""
    assert "identities.Identity.sealed: 4 texter, 4 med äldre nyckel" in said
    assert "4 texter förseglade om." in said
    assert Entry.objects.get(event="identity.resealed").details == {"texts": 4}


def test_resealing_twice_changes_nothing_more(identities):
    run()
    before = raw_texts()

    said, _ = run()

    assert raw_texts() == before
    assert "0 texter förseglade om." in said
    assert Entry.objects.filter(event="identity.resealed").count() == 1


def test_dry_run_counts_and_changes_nothing(identities):
    before = raw_texts()

    said, _ = run("--dry-run")

    assert raw_texts() == before
    assert "4 texter att försegla om. Inget är ändrat." in said
    assert not Entry.objects.filter(event="identity.resealed").exists()


def test_stopped_in_the_middle_loses_nothing_and_goes_on_later(identities, settings):
    batches = reseal_column(column(), at_a_time=2)
    next(batches)
    batches.close()

    assert [is_newest(text.encode()) for text in raw_texts() if text] == [True, True, False, False]
    assert names() == ["Anna", "Bo", "Carin", "Åke"]
    run()
    settings.SEALING_KEYS = [NEW]
    assert names() == ["Anna", "Bo", "Carin", "Åke"]


def test_failure_inside_a_batch_undoes_the_whole_batch(identities, settings):
    before = raw_texts()
    batches = reseal_column(column(), at_a_time=3)
    settings.SEALING_KEYS = [NEW, OLD, "no key at all"]

    with pytest.raises(ValueError, match="Fernet"):
        next(batches)

    settings.SEALING_KEYS = [NEW, OLD]
    assert raw_texts() == before


def test_text_that_no_key_opens_is_left_alone_and_reported(identities, settings):
    settings.SEALING_KEYS = [LOST]
    lost = seal("vem?")
    settings.SEALING_KEYS = [NEW, OLD]
    Identity.objects.filter(pk=identities[1].pk).update(sealed=Value(lost, output_field=models.TextField()))

    with pytest.raises(CommandError, match="1 texter går inte att öppna") as error:
        run()

    assert error.value.returncode == 1
    assert raw_texts()[1] == lost
    assert [is_newest(text.encode()) for text in raw_texts() if text] == [True, False, True, True]


def test_batch_of_nothing_is_refused(db):
    with pytest.raises(CommandError, match="minst 1"):
        run("--batch", "0")


# --- sealing -------------------------------------------------------------------------------------------------------


def test_what_is_sealed_opens_with_any_key_and_with_no_other(settings):
    settings.SEALING_KEYS = [OLD]
    sealed = seal("Hon föll i köket. 🙂")
    settings.SEALING_KEYS = [NEW, OLD]
    assert unseal(sealed) == unseal(reseal(sealed)) == "Hon föll i köket. 🙂"
    assert (is_newest(sealed.encode()), is_newest(reseal(sealed).encode())) == (False, True)

    settings.SEALING_KEYS = [NEW]
    with pytest.raises(CannotOpen):
        unseal(sealed)
    with pytest.raises(CannotOpen):
        reseal(sealed)


def test_nothing_is_sealed_as_nothing():
    assert seal("") == unseal("") == reseal("") == ""
    assert open_bytes(seal_bytes(b"")) == b""


@pytest.mark.parametrize("sealed", ["x", "gAAAA", "Anna", "🙂"])
def test_what_was_never_sealed_does_not_open(sealed):
    with pytest.raises(CannotOpen):
        unseal(sealed)


def test_changed_sealed_text_does_not_open():
    sealed = seal("Anna")

    with pytest.raises(CannotOpen):
        unseal(sealed[:-10] + ("A" if sealed[-10] != "A" else "B") + sealed[-9:])


def test_blind_mark_depends_on_purpose_parts_and_key(settings):
    marks = [
        blind("a", "b"),
        blind("b", "a"),
        blind("a", "b", ""),
        blind("a", "b\x1fc"),
        blind("a", "b", "c"),
    ]
    settings.BLIND_KEY = "another"
    marks.append(blind("a", "b"))

    assert len(set(marks)) == len(marks)
    assert all(re.fullmatch("[0-9a-f]{64}", mark) for mark in marks)
    assert blind("a", "b") == marks[-1]
