"""Who a case is about: kept sealed, opened for a reason that is logged, forgotten when its time is over."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import FieldError
from django.core.management import call_command
from django.core.serializers import deserialize, serialize
from django.db import IntegrityError, connection, models, transaction
from django.db.models.functions import Cast
from django.test.utils import CaptureQueriesContext

from hjulet.base.identities.choices import NumberKind, Obstacle
from hjulet.base.identities.models import CannotKeep, Identity, IsForgotten
from hjulet.base.identities.rules import Named, Number
from hjulet.base.identities.sealing import CannotOpen
from hjulet.base.log.models import Entry

AT = datetime(2026, 11, 22, 1, 10, tzinfo=UTC)
KARIN = "19121212-1212"


@pytest.fixture
def keep(world):
    def kept(name="Karin Karlsson", number=KARIN, *, municipality=None, is_protected=False):
        return Identity.keep(
            name, number, municipality=municipality or world.municipality, is_protected=is_protected,
            by=world.people["manager"], at=AT,
        )  # fmt: skip

    return kept


def in_the_database(identity):
    raw = Cast("sealed", models.TextField())
    return Identity.objects.annotate(raw=raw).values_list("raw", flat=True).get(pk=identity.pk)


def events():
    return list(Entry.objects.order_by("id").values_list("event", flat=True))


def test_identity_opens_for_a_reason_and_the_log_says_who_and_why(world, keep):
    identity = keep("  Karin  Karlsson ", "121212+1212")

    named = Identity.objects.get(pk=identity.pk).open_for(by=world.people["sas"], at=AT, why="Utredning")

    assert named == Named("Karin Karlsson", KARIN)
    assert events() == ["identity.kept", "identity.read"]
    read = Entry.objects.get(event="identity.read")
    assert (read.actor_name, read.details, read.municipality) == ("Stina Sas", {"why": "Utredning"}, "ekvik")


def test_neither_database_nor_log_nor_words_tell_who_it_is(world, keep):
    with CaptureQueriesContext(connection) as queries:
        identity = keep()
        identity.open_for(by=world.people["sas"], at=AT, why="Utredning")
        identity.correct("Karin Karlsson", "", is_protected=True, by=world.people["sas"], at=AT)
    said = " ".join(query["sql"] for query in queries) + str(identity) + repr(identity)

    for secret in ("Karin", "Karlsson", "1212"):
        assert secret not in said.replace(identity.blind_mark, "")
        assert secret not in in_the_database(identity)
    assert "Karin" not in str(list(Entry.objects.values_list("details", flat=True)))


@pytest.mark.parametrize(
    ("name", "number", "kind"),
    [
        ("Karin", KARIN, NumberKind.PERSONAL),
        ("", KARIN, NumberKind.PERSONAL),
        ("Karin", "", NumberKind.NONE),
        ("Karin", "701063-2391", NumberKind.COORDINATION),
        ("Karin", "430512-T123", NumberKind.RESERVE),
    ],
)
def test_name_or_number_is_enough(keep, name, number, kind):
    assert keep(name, number).number_kind == kind


@pytest.mark.parametrize(
    ("name", "number", "obstacle"),
    [
        ("", "", Obstacle.NOBODY),
        ("  ", " ", Obstacle.NOBODY),
        ("Karin", "19121212-1213", Obstacle.CHECK_DIGIT),
        ("Karin", "rum 4", Obstacle.NOT_A_NUMBER),
        ("Karin", "20270101-1212", Obstacle.NO_SUCH_DAY),
    ],
)
def test_what_cannot_be_kept_says_why_and_leaves_nothing(keep, name, number, obstacle):
    with pytest.raises(CannotKeep) as error:
        keep(name, number)

    assert error.value.obstacles == [obstacle]
    assert error.value.__context__ is None or error.value.__suppress_context__
    assert (Identity.objects.count(), events()) == (0, [])


def test_same_person_is_known_again_by_number_else_by_name_and_never_across_municipalities(world, keep):
    first = keep("Karin Karlsson")
    by_number = keep("K. Karlsson", "121212+1212")
    by_name, name_again = keep("Karin Karlsson", ""), keep("karin  KARLSSON", "")
    keep("Karin Karlsson", municipality=world.neighbour)

    assert list(Identity.objects.about_same_as(first)) == [by_number]
    assert list(Identity.objects.about_same_as(by_name)) == [name_again]
    number = Number(NumberKind.PERSONAL, KARIN)
    assert set(Identity.objects.about("", number, world.municipality)) == {first, by_number}
    assert list(Identity.objects.about("", Number(NumberKind.NONE), world.municipality)) == []


def test_correcting_gives_a_new_name_number_and_mark(world, keep):
    identity, mark = keep("Karin, rum 4", ""), ""
    mark = identity.blind_mark

    identity.correct("Karin Karlsson", KARIN, is_protected=True, by=world.people["sas"], at=AT)

    again = Identity.objects.get()
    assert (again.number_kind, again.is_protected, again.blind_mark != mark) == (
        NumberKind.PERSONAL,
        True,
        True,
    )
    assert again.open_for(by=world.people["sas"], at=AT, why="x") == Named("Karin Karlsson", KARIN)
    assert events() == ["identity.kept", "identity.corrected", "identity.read"]


def test_forgotten_identity_has_nothing_left_to_open_and_is_forgotten_once(world, keep):
    identity, same = keep(), keep()
    identity.forget(by=world.people["administrator"], at=AT)
    Identity.objects.get(pk=identity.pk).forget(by=world.people["administrator"], at=AT)

    again = Identity.objects.get(pk=identity.pk)
    assert (again.sealed, again.blind_mark, again.number_kind, again.is_forgotten) == ("", "", "none", True)
    assert list(Identity.objects.about_same_as(again)) == list(Identity.objects.about_same_as(same)) == []
    with pytest.raises(IsForgotten):
        again.open_for(by=world.people["sas"], at=AT, why="x")
    with pytest.raises(CannotKeep) as error:
        again.correct("Karin", "", is_protected=False, by=world.people["sas"], at=AT)
    assert error.value.obstacles == [Obstacle.FORGOTTEN]
    assert events() == ["identity.kept", "identity.kept", "identity.forgotten"]


def test_identity_that_another_has_forgotten_meanwhile_does_not_open(world, keep):
    held = keep()
    Identity.objects.get(pk=held.pk).forget(by=world.people["administrator"], at=AT)

    with pytest.raises(IsForgotten):
        held.open_for(by=world.people["sas"], at=AT, why="x")


@pytest.mark.parametrize(
    "change",
    [
        {"forgotten_at": AT},
        {"forgotten_at": AT, "blind_mark": ""},
        {"forgotten_at": AT, "sealed": ""},
        {"sealed": ""},
        {"blind_mark": ""},
    ],
)
def test_database_refuses_half_a_forgetting(keep, change):
    identity = keep()

    with pytest.raises(IntegrityError), transaction.atomic():
        Identity.objects.filter(pk=identity.pk).update(**change)


def test_nothing_but_its_own_verbs_reads_who_it_is():
    house = Path(__file__).resolve().parents[3] / "hjulet"
    readers = [
        path.name
        for path in [*house.rglob("*.py"), *house.rglob("*.html")]
        if "identities" not in path.parts
        and re.search(r"identit\w*(?:\.|__)sealed", path.read_text(encoding="utf-8"))
    ]

    assert readers == []


# --- the sealed column ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "question", [{"sealed": "x"}, {"sealed__contains": "x"}, {"sealed__in": ["x"]}, {"sealed__gt": ""}]
)
def test_sealed_text_can_not_be_asked_for(db, question):
    with pytest.raises(FieldError):
        list(Identity.objects.filter(**question))


def test_whether_anything_is_written_can_be_asked(world, keep):
    kept, forgotten = keep(), keep()
    forgotten.forget(by=None, at=AT)

    assert list(Identity.objects.filter(sealed="")) == [forgotten]
    assert list(Identity.objects.exclude(sealed="")) == [kept]
    assert not Identity.objects.filter(sealed__isnull=True).exists()


def test_same_text_is_never_sealed_alike(keep):
    assert in_the_database(keep()) != in_the_database(keep())


def test_every_way_to_write_seals(world, keep):
    one, two = keep(), keep()
    Identity.objects.filter(pk=one.pk).update(sealed='{"name": "Å", "number": ""}')
    two.sealed = '{"name": "Ö", "number": ""}'
    Identity.objects.bulk_update([two], ["sealed"])

    for identity, name in ((one, "Å"), (two, "Ö")):
        assert name not in in_the_database(identity)
        again = Identity.objects.get(pk=identity.pk)
        assert again.open_for(by=world.people["sas"], at=AT, why="x").name == name


def test_text_that_no_key_opens_is_said_aloud(keep, settings):
    keep()
    settings.SEALING_KEYS = [Fernet.generate_key().decode()]

    with pytest.raises(CannotOpen):
        Identity.objects.get()


def test_fixture_file_is_sealed_and_opens_again(keep, tmp_path):
    identity = keep()
    sealed = identity.sealed
    dump = serialize("json", [identity])
    assert "Karin" not in dump
    for restored in deserialize("json", dump):
        assert restored.object.sealed == sealed
        restored.save()
    assert Identity.objects.get().sealed == sealed

    path = tmp_path / "dump.json"
    call_command("dumpdata", "identities", output=str(path), verbosity=0)
    assert "Karin" not in path.read_text()
