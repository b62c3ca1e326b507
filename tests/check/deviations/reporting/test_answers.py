"""What becomes of a report, for the one who wrote it: own page, receipt code, words back."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hjulet.base.log.models import Entry
from hjulet.base.notices.models import Notice
from hjulet.check.deviations import throttling
from hjulet.check.deviations.choices import State
from hjulet.check.deviations.models import Deviation, Message
from hjulet.check.deviations.pages.reporting import soon, state_in_words
from tests.check.deviations.reporting.codes import code_in
from tests.factories import DeviationFactory

ANSWER = "/avvikelser/svar/"


@pytest.fixture
def sent(told, door):
    """A report through the door, and its code."""
    page = Client().post(f"/avvikelser/d/{door.token}/", told(unit=None), follow=True).content.decode()
    return Deviation.objects.get(), code_in(page)


def answered(deviation, world, text="Vi har ändrat rutinen."):
    Message.objects.create(
        deviation=deviation, is_from_reporter=False, is_answer=True, text=text, form_token=uuid4(),
        written_by=world.people["manager"], written_at=timezone.now(),
    )  # fmt: skip


def test_code_reads_state_and_answers_but_not_the_report(world, sent):
    deviation, code = sent
    answered(deviation, world)
    client = Client()

    page = client.post(ANSWER, {"code": f"{code[:4]} {code[4:8]}-{code[8:]}"}, follow=True).content.decode()

    assert deviation.number in page
    assert "Läses av chefen" in page
    assert "Vi har ändrat rutinen." in page
    assert "Kvällsdosen" not in page
    assert [entry.event for entry in Entry.objects.filter(event="deviation.read_by_code")] == [
        "deviation.read_by_code"
    ]


def test_code_is_in_no_address_and_no_log(sent):
    _deviation, code = sent
    answer = Client().post(ANSWER, {"code": code})

    assert answer.url == ANSWER
    assert code not in str(list(Entry.objects.values())) + str(answer.headers) + answer.cookies.output()


def test_one_who_holds_the_code_writes_back_once_and_the_manager_is_told(world, sent):
    deviation, code = sent
    client = Client()
    client.post(ANSWER, {"code": code})
    said = {"text": "Larmet var av.", "token": str(uuid4())}

    for _time in range(2):
        client.post(reverse("deviations:answer_write"), said)

    message = Message.objects.get()
    assert (message.is_from_reporter, message.written_by, message.text) == (True, None, "Larmet var av.")
    told = Notice.objects.get(kind="deviation_message")
    assert told.user == world.people["manager"]
    assert told.title == f"Den som rapporterade avvikelse {deviation.number} har skrivit"


def test_page_closes_by_hand(sent):
    client = Client()
    client.post(ANSWER, {"code": sent[1]})
    client.post(reverse("deviations:answer_close"))

    assert sent[0].number not in client.get(ANSWER).content.decode()
    assert client.post(reverse("deviations:answer_write"), {"text": "x"}, follow=True).status_code == 200
    assert Message.objects.count() == 0


def test_cookie_that_somebody_made_opens_nothing(sent):
    client = Client()
    client.cookies["hjulet_svar"] = f'{{"pk": {sent[0].pk}, "until": 9999999999}}'

    assert sent[0].number not in client.get(ANSWER).content.decode()


@pytest.mark.parametrize("code", ["", "1234", "0" * 16, "abcd", "\x00", "9" * 500])
def test_wrong_code_is_told_in_words(sent, code):
    answer = Client().post(ANSWER, {"code": code})

    assert answer.status_code == 200
    assert "data-error-summary" in answer.content.decode()


def test_ten_wrong_codes_make_a_pause_for_codes_that_begin_alike_and_for_no_others(sent):
    _deviation, code = sent
    start = "0000" if code[:4] != "0000" else "1111"
    for number in range(10):
        assert Client().post(ANSWER, {"code": f"{start}{number:012}"}).status_code == 200

    assert Client().post(ANSWER, {"code": f"{start}{99:012}"}).status_code == 429
    assert Client().post(ANSWER, {"code": code}).status_code == 302


@pytest.mark.parametrize(("more", "minutes"), [(0, 10), (1, 20), (3, 80), (50, 24 * 60)])
def test_every_further_wrong_code_doubles_the_pause_up_to_a_day(more, minutes):
    assert throttling.pause_after(more) == timedelta(minutes=minutes)


def test_own_report_shows_what_was_written_and_its_state_and_is_logged(world, signed_in, told):
    client = signed_in("staff")
    client.post("/avvikelser/rapportera/", told())
    made = Deviation.objects.get()
    answered(made, world)

    page = client.get(reverse("deviations:own", args=[made.pk])).content.decode()

    assert "Kvällsdosen gavs två gånger." in page
    assert "Vi har ändrat rutinen." in page
    assert Entry.objects.filter(event="deviation.read", actor_id=world.people["staff"].pk).count() == 1


def test_text_that_became_a_lex_case_is_not_shown_even_to_the_one_who_wrote_it(world, signed_in):
    made = DeviationFactory(
        unit=world.units["solgarden"], reported_by=world.people["staff"], text="En hemlig sak",
        part={"moved_to_lex_at": timezone.now()},
    )  # fmt: skip

    page = signed_in("staff").get(reverse("deviations:own", args=[made.pk])).content.decode()

    assert "En hemlig sak" not in page
    assert "med särskild sekretess" in page


def test_reporter_writes_back_on_the_own_page(world, signed_in):
    made = DeviationFactory(unit=world.units["solgarden"], reported_by=world.people["staff"])
    said = {"text": "Jag kom på en sak.", "token": str(uuid4())}

    for _time in range(2):
        signed_in("staff").post(reverse("deviations:own", args=[made.pk]), said)

    assert [message.text for message in made.messages.all()] == ["Jag kom på en sak."]


def test_list_shows_only_ones_own_with_words_for_the_state(world, signed_in):
    unit = world.units["solgarden"]
    DeviationFactory(unit=unit, reported_by=world.people["staff"], tile="fall")
    DeviationFactory(unit=unit, reported_by=world.people["manager"], tile="equipment")

    page = signed_in("staff").get(reverse("deviations:mine")).content.decode()

    assert "Fall, 20 november 2026" in page
    assert "Läses av chefen" in page
    assert "Utrustning," not in page


@pytest.mark.parametrize("number", [1, 3])
def test_list_asks_the_same_however_many_there_are(world, signed_in, number, django_assert_num_queries):
    client = signed_in("staff")
    for _one in range(number):
        DeviationFactory(unit=world.units["solgarden"], reported_by=world.people["staff"])

    with django_assert_num_queries(6):
        client.get(reverse("deviations:mine"))


@pytest.mark.parametrize(
    ("state", "concerns", "answers", "words"),
    [
        (State.RECEIVED, False, 0, "Läses av chefen"),
        (State.RECEIVED, True, 0, "Läses av avdelningschefen"),
        (State.JUDGED, False, 0, "Utreds"),
        (State.INVESTIGATED, False, 1, "Utreds"),
        (State.ACTED_ON, False, 0, "Åtgärdas"),
        (State.CLOSED, False, 1, "Klar – läs svaret"),
        (State.NOT_A_DEVIATION, False, 0, "Klar"),
        (State.DUPLICATE, False, 0, "Utreds ihop med en annan rapport"),
        (State.REOPENED, False, 1, "Utreds"),
    ],
)
def test_state_in_words_that_the_reporter_understands(state, concerns, answers, words):
    found = Deviation(state=state, concerns_manager=concerns)
    found.answers = answers

    assert state_in_words(found) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 21), "i dag"),
        (date(2026, 11, 22), "i morgon"),
        (date(2026, 11, 23), "måndag"),
        (date(2026, 11, 27), "fredag"),
        (date(2026, 11, 28), "lördag 28 november"),
        (date(2026, 12, 4), "fredag 4 december"),
    ],
)
def test_day_is_said_as_one_says_it(day, words):
    assert soon(day, date(2026, 11, 21)) == words
