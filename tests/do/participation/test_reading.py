"""Reading receipts: whom they are for, two buttons, names after the agreed days, and evidence for a supervision."""

from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from hjulet.base.log.models import Entry
from hjulet.base.notices.models import Notice
from hjulet.do.participation.models import Reading, ReadingQuestion, Receipt, Terms
from hjulet.do.participation.pages.evidence import evidence
from hjulet.do.participation.pages.reading import mine, rates
from tests.do.participation.making import NOW, TODAY, a_reading, a_version
from tests.factories import RoleHoldingFactory, UserFactory
from tests.paper import words_of


@pytest.fixture
def unit(world):
    return world.units["solgarden"]


def readers(world, unit, number, starts_on=date(2020, 1, 1)):
    people = [UserFactory(municipality=world.municipality) for _number in range(number)]
    for user in people:
        RoleHoldingFactory(user=user, role="staff", unit=unit, starts_on=starts_on)
    return people


# -- whom it is for ----------------------------------------------------------------------------------------------------
def test_a_reading_is_for_the_role_at_the_unit_and_below_it(world, unit):
    reading = a_reading(world.units["aldreomsorg"])

    assert [row.reading for row in mine(world.people["staff"], TODAY)] == [reading]
    for key in ("manager", "provider", "case_officer", "neighbour"):
        assert mine(world.people[key], TODAY) == [], key


def test_somebody_new_has_the_set_of_the_role_from_the_first_day_and_reads_it_whole(world, unit):
    a_reading(unit)
    new = readers(world, unit, 1, starts_on=date(2026, 11, 20))[0]

    row = mine(new, TODAY)[0]
    assert (row.since, row.due_on, row.is_new_here, row.is_late) == (
        date(2026, 11, 20),
        date(2026, 12, 4),
        True,
        False,
    )
    assert mine(world.people["staff"], TODAY)[0].is_late


def test_what_is_replaced_or_has_ended_is_not_asked_for(world, unit):
    a_reading(unit, ended_on=date(2026, 11, 10))
    a_reading(unit, version=a_version(unit, ended_on=TODAY))

    assert mine(world.people["staff"], TODAY) == []


# -- sending -----------------------------------------------------------------------------------------------------------
def send(client, version, unit, **said):
    sent = {"news": "Signera direkt.", "units": [unit.pk], "roles": ["staff"], **said}
    return client.post(reverse("participation:send", args=[version.pk]), sent)


def test_sending_tells_those_it_is_for_once_and_a_newer_one_takes_its_place(world, signed_in, unit):
    first = a_version(unit)
    for _time in range(2):
        send(signed_in("manager"), first, unit)
    assert [notice.user for notice in Notice.objects.all()] == [world.people["staff"]]
    assert Reading.objects.count() == 1

    send(signed_in("manager"), a_version(unit, routine=first.routine), unit)
    older, newer = Reading.objects.order_by("pk")
    assert (older.ended_on, newer.ended_on) == (timezone.localdate(), None)
    assert Notice.objects.filter(withdrawn_at=None).count() == 1


def test_the_form_begins_with_what_is_different_from_the_version_before(world, signed_in, unit):
    first = a_version(unit, how="Signera på listan.")
    version = a_version(unit, routine=first.routine, how="Signera på listan. Ring om du tvekar.")
    page = signed_in("manager").get(reverse("participation:send", args=[version.pk]))

    assert page.context["form"]["news"].value() == "Nytt: Ring om du tvekar."


@pytest.mark.parametrize(
    ("said", "words"), [({"news": " "}, "Fyll i"), ({"units": []}, "Välj"), ({"roles": []}, "Välj")]
)
def test_what_is_missing_is_said_and_nothing_is_sent(world, signed_in, unit, said, words):
    page = send(signed_in("manager"), a_version(unit), unit, **said)

    assert words in page.content.decode()
    assert not Reading.objects.exists()


def test_a_manager_sends_to_the_own_units_alone_and_the_owner_to_all_it_holds_for(world, signed_in, unit):
    version = a_version(world.units["aldreomsorg"], owner=world.people["case_officer"])
    other = world.units["bjorkgarden"]
    send(signed_in("manager"), version, other)
    assert not Reading.objects.exists()

    send(signed_in("case_officer"), version, other)
    assert Reading.objects.get().paths == [other.path]
    assert send(signed_in("staff"), version, unit).status_code == 403


# -- two buttons -------------------------------------------------------------------------------------------------------
def test_reading_is_one_button_and_twice_is_once(world, signed_in, unit):
    reading = a_reading(unit)
    client = signed_in("staff")
    assert reading.news in client.get(reading.get_absolute_url()).content.decode()
    for _time in range(2):
        client.post(reverse("participation:sign", args=[reading.pk]))

    assert [receipt.user for receipt in Receipt.objects.all()] == [world.people["staff"]]
    assert Entry.objects.filter(event="reading.signed").count() == 1


def test_after_one_comes_the_next(world, signed_in, unit):
    first, second = a_reading(unit), a_reading(unit, due_on=date(2026, 11, 20))
    answer = signed_in("staff").post(reverse("participation:sign", args=[first.pk]))

    assert answer.url == second.get_absolute_url()


def test_nobody_signs_what_is_for_others_or_has_been_replaced(world, signed_in, unit):
    reading = a_reading(unit)
    signed_in("manager").post(reverse("participation:sign", args=[reading.pk]))
    over = a_reading(unit, ended_on=date(2026, 11, 10))
    page = signed_in("staff").post(reverse("participation:sign", args=[over.pk]), follow=True)

    assert not Receipt.objects.exists()
    assert "nyare version" in page.content.decode()


def test_a_question_goes_to_the_owner_and_the_answer_to_all(world, signed_in, unit):
    reading = a_reading(unit, version=a_version(unit, owner=world.people["mas"]))
    colleague = readers(world, unit, 1)[0]
    said = {"text": "Gäller det nätter?", "token": str(uuid4())}
    for _time in range(2):
        signed_in("staff").post(reverse("participation:ask", args=[reading.pk]), said)
    question = ReadingQuestion.objects.get()
    assert [notice.user for notice in Notice.objects.all()] == [world.people["mas"]]

    answer = {"answer": "Ja, alla nätter.", "revision": 1}
    url = reverse("participation:answer_question", args=[question.pk])
    assert signed_in("staff").post(url, answer).status_code == 403
    signed_in("mas").post(url, answer)

    told = set(Notice.objects.exclude(user=world.people["mas"]).values_list("user", flat=True))
    assert told == {world.people["staff"].pk, colleague.pk}
    assert "Ja, alla nätter." in signed_in("manager").get(reading.get_absolute_url()).content.decode()
    page = signed_in("mas").post(url, {**answer, "answer": "Nej."})  # an old form
    assert "Någon annan hann svara" in page.content.decode()


def test_an_unanswered_question_is_for_the_owner_and_the_one_who_asked(world, signed_in, unit):
    reading = a_reading(unit, version=a_version(unit, owner=world.people["mas"]))
    said = {"text": "Gäller det nätter?", "token": str(uuid4())}
    signed_in("staff").post(reverse("participation:ask", args=[reading.pk]), said)

    seen = {key: "Gäller det nätter?" in signed_in(key).get(reading.get_absolute_url()).content.decode()
            for key in ("staff", "mas", "case_officer")}  # fmt: skip
    assert seen == {"staff": True, "mas": True, "case_officer": False}


# -- how many, and who -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("days_ago", "names"), [(14, ["Sara Natt"]), (13, [])])
def test_the_manager_sees_how_many_at_once_and_names_after_the_agreed_days(world, unit, days_ago, names):
    sent_on = TODAY - timedelta(days=days_ago)
    reading = a_reading(unit, sent_on=sent_on, due_on=sent_on + timedelta(days=14))

    row = rates(reading, world.people["manager"], TODAY)[0]
    assert (row.asked, row.left) == (1, 1)
    assert [one.user.name for one in row.missing] == names


def test_the_municipality_decides_after_how_many_days(world, unit):
    Terms.objects.create(municipality=world.municipality, names_after_days=30)
    reading = a_reading(unit)

    assert rates(reading, world.people["manager"], TODAY)[0].missing == ()
    assert rates(reading, world.people["manager"], date(2026, 12, 1))[0].missing


def test_somebody_new_is_not_named_before_their_own_days(world, unit):
    reading = a_reading(unit)
    new = readers(world, unit, 1, starts_on=TODAY - timedelta(days=3))[0]

    row = rates(reading, world.people["manager"], TODAY)[0]
    assert new not in [one.user for one in row.missing]
    assert (row.left, row.named_from) == (2, TODAY + timedelta(days=11))


def test_nobody_but_the_units_own_manager_ever_sees_names(world, unit):
    reading = a_reading(unit)
    readers(world, unit, 5)

    for key in ("department_head", "director", "sas", "mas", "developer"):
        row = rates(reading, world.people[key], TODAY)[0]
        assert (row.asked, row.missing, row.named_from) == (6, (), None), key


def test_a_small_group_is_hidden_from_others_with_one_more_to_protect_it(world, unit):
    reading = a_reading(world.units["aldreomsorg"])
    readers(world, world.units["bjorkgarden"], 6)

    assert [row.is_hidden for row in rates(reading, world.people["director"], TODAY)] == [True, True]
    assert [row.is_hidden for row in rates(reading, world.people["manager"], TODAY)] == [False]


# -- evidence ----------------------------------------------------------------------------------------------------------
def test_evidence_says_who_had_what_when_also_of_those_who_have_left(world, unit):
    reading = a_reading(unit)
    gone = readers(world, unit, 1)[0]
    gone.roles.update(ends_on=date(2026, 11, 5))
    Receipt.objects.create(reading=reading, user=world.people["staff"], read_at=NOW)

    line = evidence(unit, date(2026, 10, 1), date(2026, 12, 31), TODAY).readings[0]
    people = {one.name: (one.had_from, one.had_to, one.read_on) for one in line.people}
    assert (line.asked, line.read, line.read_in_time) == (2, 1, 0)
    assert people[gone.name] == (date(2026, 11, 1), date(2026, 11, 5), None)
    assert people["Sara Natt"] == (date(2026, 11, 1), TODAY, TODAY)


def test_evidence_of_what_is_new_names_only_those_who_have_read(world, unit):
    sent_on = TODAY - timedelta(days=2)
    a_reading(unit, sent_on=sent_on, due_on=sent_on + timedelta(days=14))

    line = evidence(unit, TODAY, TODAY, TODAY).readings[0]
    assert (line.asked, line.people, line.unnamed) == (1, (), 1)


@pytest.mark.parametrize("form", ["pdf", "xlsx"])
def test_evidence_is_fetched_as_a_file_and_that_is_logged(world, signed_in, unit, form):
    a_reading(unit, version=a_version(unit, title="=Läkemedel"))
    said = {"enhet": "solgarden", "fran": "2026-10-01", "till": "2026-12-31"}
    page = signed_in("manager").get(reverse("participation:evidence"), said)
    assert "Läkemedel" in page.content.decode()
    answer = signed_in("manager").post(reverse("participation:evidence_file", args=[form]), said)

    assert Entry.objects.get(event="reading.exported").details["form"] == form
    if form == "pdf":
        assert "Sara Natt" in words_of(answer.content)
    else:
        book = openpyxl.load_workbook(BytesIO(answer.content))
        assert book.worksheets[0]["A2"].value == "'=Läkemedel"
        assert book.worksheets[1]["C2"].value == "Sara Natt"


@pytest.mark.parametrize(
    "said", [{}, {"enhet": "lonnen"}, {"enhet": "solgarden", "fran": "x", "till": "y"}, {"enhet": "\x00"}]
)
def test_evidence_of_what_cannot_be_asked_for_is_a_page_and_no_file(signed_in, unit, said):
    client = signed_in("manager")
    assert client.get(reverse("participation:evidence"), said).status_code == 200
    assert client.post(reverse("participation:evidence_file", args=["pdf"]), said).status_code == 302
    assert not Entry.objects.filter(event="reading.exported").exists()
