"""E-mail: once, at the right time, with nothing secret in it; never lost."""

import re
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from hjulet.base.log.models import Entry
from hjulet.base.notices import rules
from hjulet.base.notices.choices import Kind, Way
from hjulet.base.notices.models import Notice
from hjulet.base.notices.sending import send_mail
from hjulet.base.notices.workflows import choose, mark_read, withdraw
from tests.base.notices import servers
from tests.base.notices.telling import FRIDAY, MORNING, NOON, TITLE, away, got, told

GRAVE = {"kind": Kind.DEVIATION_GRAVE, "key": "grave"}


def sent_at(at: datetime, **other) -> list[list[str]]:
    """Who got a letter in this round."""
    before = len(mail.outbox)
    send_mail(lambda: at, **other)
    return [letter.to for letter in mail.outbox[before:]]


def test_grave_goes_at_once_and_the_rest_waits_for_the_morning(world):
    told(world, "manager", **GRAVE)
    told(world, "mas")
    evening = NOON + timedelta(hours=7)

    assert sent_at(evening, has_digest=False) == [["manager@example.se"]]
    assert sent_at(MORNING) == [["mas@example.se"]]
    assert sent_at(MORNING) == []
    assert {notice.mailed_at for notice in got(world).values()} == {evening, MORNING}


def test_grave_told_in_a_request_is_mailed_when_the_request_is_through(
    world, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as waiting:
        told(world, "manager", **GRAVE)
        told(world, "mas")

    assert mail.outbox == []
    assert len(waiting) == 1
    waiting[0]()
    assert [letter.to for letter in mail.outbox] == [["manager@example.se"]]


def test_letter_says_title_and_link_and_nothing_more(world, settings):
    settings.BASE_URL = "https://kvalitet.ekvik.example"
    told(world, "manager", **GRAVE, about=world.units["solgarden"])

    sent_at(NOON)

    letter = mail.outbox[0]
    assert letter.subject == "Kvalitetshjulet: Allvarlig avvikelse"
    assert letter.body == (
        f"{TITLE}\n\n"
        "Öppna i Kvalitetshjulet: https://kvalitet.ekvik.example/avvikelser/123/\n\n"
        "Välj hur du får meddelanden: https://kvalitet.ekvik.example/meddelanden/val/\n"
    )
    assert (letter.content_subtype, letter.attachments) == ("plain", [])
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("kind", Kind)
def test_subject_names_neither_unit_nor_person(world, kind):
    told(world, "manager", kind=kind, key="k", title="Solgården: fråga till Erik Chef")

    send_mail(lambda: MORNING)

    assert len(mail.outbox) == 1
    assert not re.search("Solgården|Erik", mail.outbox[0].subject)


def test_digest_sums_by_kind_and_names_the_first_ten(world):
    for number in range(12):
        told(world, "manager", key=f"n{number}", title=f"Avvikelse {number}")
    told(world, "manager", kind=Kind.ACTION_DUE, key="due", title="Åtgärd 7", due_on=FRIDAY)

    assert sent_at(MORNING) == [["manager@example.se"]]

    letter = mail.outbox[0]
    assert letter.subject == "Kvalitetshjulet: 13 nya meddelanden"
    assert "Ny avvikelse: 12\n- Avvikelse 0\n  http" in letter.body
    assert "- Avvikelse 9\n" in letter.body
    assert "- Avvikelse 10\n" not in letter.body
    assert "- och 2 till" in letter.body
    assert "Åtgärd att göra klar: 1\n- Åtgärd 7\n  Senast 20 november 2026." in letter.body


def test_substitute_reads_instead_of_whom(world):
    away(world, "manager", "department_head")
    told(world, "manager", **GRAVE)

    assert sent_at(NOON) == [["department_head@example.se"]]
    assert "Du får det här som ersättare för Erik Chef." in mail.outbox[0].body


@pytest.mark.parametrize(
    ("at", "letters"),
    [
        (datetime(2026, 11, 21, 9, tzinfo=UTC), 0),  # Saturday
        (datetime(2026, 11, 22, 9, tzinfo=UTC), 0),
        (datetime(2026, 11, 23, 5, 59, tzinfo=UTC), 0),  # Monday, 06.59 on the wall
        (datetime(2026, 11, 23, 6, 0, tzinfo=UTC), 1),
        (datetime(2026, 12, 24, 9, tzinfo=UTC), 0),  # Christmas Eve is a Thursday
        (datetime(2026, 12, 25, 9, tzinfo=UTC), 0),
        (datetime(2027, 1, 6, 9, tzinfo=UTC), 0),  # Epiphany
        (datetime(2027, 1, 7, 9, tzinfo=UTC), 1),
    ],
)
def test_digest_waits_over_nights_weekends_and_holidays(world, at, letters):
    told(world, "manager")

    assert len(sent_at(at)) == letters


def test_digest_is_one_letter_a_day(world):
    told(world, "manager")
    assert len(sent_at(MORNING)) == 1
    told(world, "manager", key="later", at=MORNING)

    assert sent_at(MORNING + timedelta(hours=8)) == []
    assert len(sent_at(MORNING + timedelta(days=1))) == 1


def test_digest_waits_until_one_is_back(world):
    told(world, "manager")
    away(world, "manager", "department_head", MORNING.date(), MORNING.date())

    assert sent_at(MORNING) == []
    assert len(sent_at(MORNING + timedelta(days=1))) == 1


def test_what_has_been_read_is_not_mailed(world):
    told(world, "manager", about=world.units["solgarden"])
    mark_read(world.people["manager"], world.units["solgarden"], at=NOON)

    assert sent_at(MORNING) == []


@pytest.mark.parametrize("other", [{}, GRAVE])
def test_withdrawn_is_not_mailed(world, other):
    told(world, "manager", about=world.units["solgarden"], **other)
    withdraw(world.units["solgarden"], at=NOON)

    assert sent_at(MORNING) == []


def test_choosing_moves_what_already_waits(world):
    told(world, "manager", "mas", "sas")
    choose(world.people["manager"], {Kind.DEVIATION_NEW: Way.AT_ONCE}, at=NOON)
    choose(world.people["mas"], {Kind.DEVIATION_NEW: Way.APP}, at=NOON)

    assert sent_at(NOON, has_digest=False) == [["manager@example.se"]]
    assert sent_at(MORNING) == [["sas@example.se"]]


@pytest.mark.parametrize(("other", "at"), [(GRAVE, NOON), ({}, MORNING)])
def test_killed_between_sending_and_marking_sends_once_more_and_never_less(world, settings, other, at):
    told(world, "manager", **other)
    settings.EMAIL_BACKEND = servers.HERE + "KilledAfter"
    with pytest.raises(servers.Killed):
        send_mail(lambda: at)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert sent_at(at + timedelta(minutes=14)) == []  # it may still be on its way
    assert sent_at(at + rules.CLAIM) == [["manager@example.se"]]
    assert len(mail.outbox) == 2
    assert len({letter.extra_headers["Message-ID"] for letter in mail.outbox}) == 1
    assert got(world)["manager"].mailed_at == at + rules.CLAIM


@pytest.mark.parametrize(("other", "at"), [(GRAVE, NOON), ({}, MORNING)])
def test_two_workers_at_once_send_one_letter(world, settings, monkeypatch, other, at):
    told(world, "manager", **other)
    settings.EMAIL_BACKEND = servers.HERE + "Meanwhile"
    monkeypatch.setattr(servers.Meanwhile, "happens", staticmethod(lambda: send_mail(lambda: at)))

    send_mail(lambda: at)

    assert len(mail.outbox) == 1


def test_message_that_comes_while_the_digest_is_on_its_way_waits_for_the_next_day(
    world, settings, monkeypatch
):
    told(world, "manager")

    def meanwhile():
        if told(world, "manager", key="late", at=MORNING):
            send_mail(lambda: MORNING)

    settings.EMAIL_BACKEND = servers.HERE + "Meanwhile"
    monkeypatch.setattr(servers.Meanwhile, "happens", staticmethod(meanwhile))
    send_mail(lambda: MORNING)

    assert len(mail.outbox) == 1
    assert Notice.objects.get(key="late").mailed_at is None


def test_silent_mail_server_is_tried_five_times_and_then_the_log_says_so(world, settings):
    settings.EMAIL_BACKEND = servers.HERE + "Down"
    told(world, "manager", **GRAVE)

    at, tries = NOON, []
    for _round in range(7):
        send_mail(lambda at=at: at, has_digest=False)
        tries.append(got(world)["manager"].mail_tries)
        at += timedelta(days=1)

    assert tries == [1, 2, 3, 4, 5, 5, 5]
    assert got(world)["manager"].given_up_at == NOON + timedelta(days=4)
    entry = Entry.objects.get(event="notice.given_up")
    assert "@" not in str(entry.details)


def test_failed_letter_rests_before_it_is_tried_again(world, settings):
    settings.EMAIL_BACKEND = servers.HERE + "Down"
    told(world, "manager", **GRAVE)
    send_mail(lambda: NOON)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert sent_at(NOON + timedelta(minutes=9)) == []
    assert len(sent_at(NOON + timedelta(minutes=10))) == 1


def test_one_bad_address_does_not_stop_the_others(world, settings):
    settings.EMAIL_BACKEND = servers.HERE + "RefusesOne"
    told(world, "manager", "mas", "sas", **GRAVE)

    assert sorted(sent_at(NOON)) == [["mas@example.se"], ["sas@example.se"]]


def test_when_nobody_answers_three_times_the_rest_waits_for_the_next_round(world, settings, monkeypatch):
    settings.EMAIL_BACKEND = servers.HERE + "Down"
    monkeypatch.setattr(servers.Down, "asked", 0)
    told(world, "manager", "mas", "sas", "mar", "director", **GRAVE)

    send_mail(lambda: NOON)

    assert servers.Down.asked == 3
    assert Notice.objects.filter(mail_tries=0).count() == 2


def test_digests_stop_too_when_nobody_answers(world, settings, monkeypatch):
    settings.EMAIL_BACKEND = servers.HERE + "Down"
    monkeypatch.setattr(servers.Down, "asked", 0)
    told(world, "manager", "mas", "sas", "mar", "director")

    send_mail(lambda: MORNING)

    assert servers.Down.asked == 3


def test_command_says_what_was_given_up(world, settings):
    settings.EMAIL_BACKEND = servers.HERE + "Down"
    told(world, "manager", **GRAVE)
    Notice.objects.update(mail_tries=rules.MOST_TRIES - 1)

    with pytest.raises(CommandError, match=r"1 har prövats för många gånger och finns i loggen\.$"):
        call_command("send_notices", at=NOON)


def test_command_sends_and_says_how_many(world):
    told(world, "manager", **GRAVE)
    said = StringIO()

    call_command("send_notices", at=datetime(2026, 11, 20, 12, 5), stdout=said)  # noqa: DTZ001 - as typed

    assert said.getvalue() == "1 brev skickade\n"
    assert len(mail.outbox) == 1


def test_command_fails_aloud_when_a_letter_did_not_go(world, settings):
    settings.EMAIL_BACKEND = servers.HERE + "Down"
    told(world, "manager", **GRAVE)

    with pytest.raises(CommandError, match=r"^1 brev kunde inte skickas\. De prövas igen\.$"):
        call_command("send_notices", at=NOON)
