"""A deviation becomes a lex case: its texts move, a stub is left, and a planted word is nowhere else."""

import sqlite3
from datetime import timedelta
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from hjulet.base.files.workflows import receive
from hjulet.base.identities.fields import SealedTextField
from hjulet.base.identities.models import Identity
from hjulet.base.log.models import Entry
from hjulet.base.notices.choices import Kind as NoticeKind
from hjulet.base.notices.models import Notice
from hjulet.base.notices.workflows import tell
from hjulet.base.search.stems import blinded
from hjulet.check.deviations.models import Cause, Contribution, Deviation, Message, Part, TeamMember
from hjulet.check.deviations.workflows.reporting import SEARCH
from hjulet.check.lex.choices import Kind, Obstacle
from hjulet.check.lex.models import LexCase, Refused
from hjulet.check.lex.workflows import deciding
from hjulet.check.lex.workflows.opening import open_from_deviation
from tests.base.search.test_planted_word import files_with, has
from tests.check.lex.making import AT, DAY, SARAH, delegate
from tests.factories import DeviationFactory, PartFactory
from tests.world import make_world

SECRET = "Kvastfening"
OPEN = "Solgården"
IS_POSTGRES = connection.vendor == "postgresql"


def planted(world, **said):
    """A deviation with the word in every text that there is."""
    people, at = world.people, AT
    deviation = DeviationFactory(
        unit=world.units["solgarden"], reported_by=people["staff"], place_note=f"{SECRET} plats",
        reporter_name=f"{SECRET} namn", reason=f"{SECRET} skäl", no_action_reason=f"{SECRET} ingen åtgärd", **said,
    )  # fmt: skip
    deviation.identity = Identity.keep(
        f"{SECRET} Andersson", "", municipality=world.municipality, is_protected=False, by=None, at=at
    )
    deviation.save(update_fields=["identity"])
    upload = SimpleUploadedFile(f"{SECRET}.txt", f"Om {SECRET}".encode(), "text/plain")
    deviation.files.set(receive([upload], municipality=world.municipality, by=None, at=at).files)
    part = deviation.parts.get()
    for field in sealed(part):
        setattr(part, field, f"{SECRET} i {field}")
    part.words = blinded(SECRET, purpose=SEARCH)
    part.lex_considered_at, part.lex_considered_by = at, people["sas"]
    part.save()
    Cause.objects.create(part=part, category="competence", explanation=f"{SECRET} orsak")
    TeamMember.objects.create(
        part=part, user=people["case_officer"], invited_by=people["manager"], invited_at=at
    )
    Contribution.objects.create(
        part=part, text=f"{SECRET} bidrag", written_by=people["case_officer"], written_at=at
    )
    Message.objects.create(
        deviation=deviation, is_from_reporter=True, text=f"{SECRET} fråga", written_at=at, form_token=uuid4()
    )
    tell(
        [people["manager"]], NoticeKind.DEVIATION_NEW, "En ny avvikelse", deviation.get_absolute_url(),
        key="new", about=deviation, at=at, day=DAY,
    )  # fmt: skip
    return deviation


def sealed(thing):
    return [field.name for field in thing._meta.concrete_fields if isinstance(field, SealedTextField)]


def converted(world, deviation, by="manager", **said):
    return open_from_deviation(
        deviation, Kind.LEX_SARAH, laws=["sol"], why=f"{SECRET} därför", by=world.people[by], at=AT, **said
    )


def test_every_text_moves_and_only_immediate_measures_stay(world):
    deviation = planted(world)
    case = converted(world, deviation)
    part = deviation.parts.get()

    assert [name for name in sealed(part) if getattr(part, name)] == ["done_at_once"]
    assert [name for name in sealed(Deviation.objects.get()) if getattr(Deviation.objects.get(), name)] == []
    assert (part.words, part.moved_to_lex_at) == ("", AT)
    assert not any(SECRET in cause.explanation for cause in part.causes.all())
    assert (part.contributions.count(), part.team.count()) == (0, 0)
    assert [message.text for message in Message.objects.all()] == ["Meddelandet finns i lex-ärendet."]
    texts = " ".join(paper.text for paper in case.papers.all())
    for word in (
        "what_happened",
        "judgement",
        "course",
        "orsak",
        "bidrag",
        "fråga",
        "plats",
        "skäl",
        "därför",
    ):
        assert f"{SECRET} {word}" in texts or f"{SECRET} i {word}" in texts, word


def test_files_person_and_actions_go_with_it_and_drafts_are_begun(world):
    deviation = planted(world)
    identity = deviation.identity
    case = converted(world, deviation)
    deviation.refresh_from_db()

    assert (deviation.identity, deviation.files.count()) == (None, 0)
    assert (case.identity, case.files.count()) == (identity, 1)
    assert (case.number, case.reported_by, case.reporter_name) == (
        "LS 2026-001", world.people["staff"], f"{SECRET} namn",
    )  # fmt: skip
    drafts = {item.key for item in case.items.all() if item.text}
    assert drafts == {"concerns", "received", "noticed", "at_once", "course", "causes"}


def test_manager_reads_the_stub_and_not_the_part_or_the_case(world):
    deviation = planted(world)
    case = converted(world, deviation)
    manager = world.people["manager"]

    assert Deviation.objects.visible_to(manager, DAY).get().parts.get().done_at_once
    assert not Part.objects.visible_to(manager, DAY).exists()
    assert not LexCase.objects.visible_to(manager, DAY).exists()
    assert LexCase.objects.visible_to(world.people["sas"], DAY).get() == case


def test_messages_about_the_deviation_are_withdrawn(world):
    converted(world, planted(world))

    assert not Notice.objects.visible_to(world.people["manager"], DAY).exists()


def test_other_laws_part_stays_where_it_was_with_the_person(world):
    deviation = planted(world, has_hsl=True)
    PartFactory(deviation=deviation, law="hsl", what_happened="Fel dos gavs.")
    case = converted(world, deviation)
    deviation.refresh_from_db()

    other = Part.objects.visible_to(world.people["manager"], DAY).get()
    assert (other.law, other.what_happened) == ("hsl", "Fel dos gavs.")
    assert deviation.identity == case.identity
    second = open_from_deviation(deviation, Kind.LEX_MARIA, by=world.people["mas"], at=AT)
    deviation.refresh_from_db()
    assert (second.number, deviation.identity) == ("LM 2026-001", None)


def test_doublets_that_tell_the_same_move_too(world):
    deviation = planted(world)
    doublet = DeviationFactory(unit=deviation.unit, state="duplicate", merged_into=deviation)
    Part.objects.filter(deviation=doublet).update(what_happened=f"{SECRET} igen")
    case = converted(world, deviation)

    assert Part.objects.get(deviation=doublet).what_happened == ""
    assert f"{SECRET} igen" in [paper.text for paper in case.papers.all()]


@pytest.mark.parametrize(
    ("kind", "laws", "expected"),
    [
        (Kind.LEX_MARIA, [], [Obstacle.NO_PART]),
        (Kind.LEX_SARAH, [], [Obstacle.NO_LAW]),
    ],
)
def test_conversion_is_refused_with_words(world, kind, laws, expected):
    deviation = planted(world)

    with pytest.raises(Refused) as caught:
        open_from_deviation(deviation, kind, laws=laws, by=world.people["manager"], at=AT)

    assert caught.value.obstacles == expected
    assert SECRET in deviation.parts.get().what_happened


def test_second_conversion_is_refused(world):
    deviation = planted(world)
    converted(world, deviation)

    with pytest.raises(Refused) as caught:
        converted(world, deviation)

    assert caught.value.obstacles == [Obstacle.ALREADY_LEX]


def test_what_the_reporter_writes_afterwards_is_read_by_the_lex_group(world, signed_in):
    deviation = planted(world)
    case = converted(world, deviation)
    Message.objects.create(
        deviation=deviation, is_from_reporter=True, text="Det hände igen.", written_at=AT + timedelta(hours=1),
        form_token=uuid4(),
    )  # fmt: skip

    assert "Det hände igen." in signed_in("sas").get(reverse("lex:detail", args=[case.pk])).text
    assert "Det hände igen." not in signed_in("manager").get(deviation.get_absolute_url()).text


def test_stub_shows_the_outcome_and_closes_with_the_case(world):
    deviation = planted(world)
    case = converted(world, deviation)

    LexCase.objects.filter(pk=case.pk).update(state="proposed", registry_number="SN 2026/12")
    case.conflicts.create(user=world.people["lex_sarah"], doing="decides", has_conflict=False, answered_at=AT)
    delegate(world, person="lex_sarah")
    deciding.decide(case, "misconduct", "Därför.", by=world.people["lex_sarah"], at=AT)
    deviation.refresh_from_db()
    assert deviation.lex_outcome == "missförhållande"

    case.items.update(is_done=True, done_by=world.people["sas"], done_at=AT)
    deciding.inform(case, deciding.Told(deciding.Informed.YES, DAY), by=world.people["sas"], at=AT)
    deciding.close(case, by=world.people["sas"], at=AT)
    deviation.refresh_from_db()
    assert (deviation.state, deviation.closed_by) == ("closed", world.people["sas"])

    deciding.reopen(case, "Nytt vittne.", by=world.people["sas"], at=AT)
    deviation.refresh_from_db()
    assert (deviation.state, deviation.closed_by, deviation.lex_outcome) == ("reopened", None, "")


# -- the planted word ------------------------------------------------------------------------------------------------
@pytest.fixture
def moved(transactional_db, client):
    """Converted and worked with by hand, the way a person does: pages, messages, sessions, mail."""
    world = make_world()
    deviation = planted(world)
    client.force_login(world.people["manager"])
    url = f"{reverse('lex:start')}?avvikelse={deviation.pk}"
    client.get(url)
    client.post(url, {"kind": SARAH, "laws": ["sol"], "why": f"{SECRET} därför"})
    case = LexCase.objects.get()
    client.force_login(world.people["sas"])
    client.get(reverse("lex:detail", args=[case.pk]))
    client.post(reverse("lex:act", args=[case.pk]), {"title": "Byt larm", "token": str(uuid4())})
    call_command("remind_about_lex", "--today", "2027-02-01", stdout=StringIO())
    call_command("send_notices", stdout=StringIO())
    return case


def test_planted_word_is_read_by_the_lex_group(moved):
    assert SECRET in moved.papers.first().text


def test_planted_word_is_in_no_message_mail_session_cache_log_or_dump(moved):
    dump = StringIO()
    call_command("dumpdata", stdout=dump)
    letters = "".join(f"{letter.message().as_string()}" for letter in mail.outbox)
    sessions = "".join(str(session.get_decoded()) for session in Session.objects.all())
    entries = "".join(f"{entry.details}{entry.event}{entry.actor_name}" for entry in Entry.objects.all())
    notices = "".join(f"{notice.title}{notice.path}{notice.key}" for notice in Notice.objects.all())

    assert OPEN in dump.getvalue()
    assert len(mail.outbox) > 0
    for kept in (dump.getvalue(), letters, sessions, entries, notices, str(vars(cache).get("_cache", ""))):
        assert SECRET.lower() not in kept.lower()


def test_planted_word_is_in_no_stored_file(moved, settings):
    files = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]

    assert files
    assert not any(SECRET.encode() in path.read_bytes() or SECRET in path.name for path in files)


@pytest.mark.skipif(IS_POSTGRES, reason="files of SQLite")
def test_planted_word_is_in_no_file_of_sqlite(moved, tmp_path):
    path = tmp_path / "copy.sqlite3"
    with sqlite3.connect(path, isolation_level=None) as copy:
        copy.execute("PRAGMA journal_mode=WAL")
        copy.execute("PRAGMA wal_autocheckpoint=0")
        connection.connection.backup(copy)
        dump = "\n".join(copy.iterdump())
        files = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    copy.close()

    together = b"".join(files.values())
    assert {"copy.sqlite3", "copy.sqlite3-wal"} <= set(files)
    assert has(together, OPEN)
    assert has(dump.encode(), OPEN)
    assert not has(together, SECRET)
    assert not has(dump.encode(), SECRET)


@pytest.mark.postgres
def test_planted_word_is_in_no_file_of_postgresql(moved):
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SHOW data_directory")
        folder = Path(cursor.fetchone()[0])
    if not folder.exists():
        pytest.skip("the server's files are not on this machine")

    assert files_with(OPEN, folder)
    assert files_with(SECRET, folder) == []
