"""Courses: required, tested, held, and what others may know of it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from hjulet.base.log.models import Entry
from hjulet.do.participation.models import Attempt, Completion, Course
from hjulet.do.participation.pages.training import asked_of
from tests.do.participation.making import a_course, a_question, a_requirement, a_session, done
from tests.factories import RoleHoldingFactory, UserFactory
from tests.paper import words_of


def answers(question, *places, token=None):
    return {f"q{question.pk}": [str(place) for place in places], "token": str(token or uuid4())}


@pytest.fixture
def unit(world):
    return world.units["solgarden"]


def test_a_course_of_the_sector_is_asked_of_the_role_at_every_unit_below(world, unit):
    course = a_course(world.units["sektorn"])
    a_requirement(course, world.units["aldreomsorg"])

    today = date(2026, 11, 21)
    assert [row.course for row in asked_of(world.people["staff"], today)] == [course]
    assert asked_of(world.people["manager"], today) == []  # another role
    assert asked_of(world.people["provider"], today) == []  # another unit


def test_a_passed_test_is_a_completion_that_holds_its_months(world, signed_in, unit):
    question = a_question(a_course(unit, valid_months=12))
    url = reverse("participation:test", args=[question.course_id])

    answer = signed_in("staff").post(url, answers(question, 0))

    attempt, completion = Attempt.objects.get(), Completion.objects.get()
    assert answer.url == reverse("participation:attempt", args=[attempt.pk])
    assert (attempt.right, attempt.total, attempt.is_passed) == (1, 1, True)
    assert completion.user == world.people["staff"]
    assert completion.valid_to > completion.done_on + timedelta(days=360)


def test_a_failed_test_is_no_completion_and_nobody_else_sees_the_try(world, signed_in, unit):
    question = a_question(a_course(unit))
    client = signed_in("staff")
    client.post(reverse("participation:test", args=[question.course_id]), answers(question, 1))
    url = reverse("participation:attempt", args=[Attempt.objects.get().pk])

    assert "Inte riktigt än" in client.get(url).content.decode()
    assert not Completion.objects.exists()
    for key in ("manager", "sas", "director", "administrator"):
        assert signed_in(key).get(url).status_code == 404, key
        course = reverse("participation:course", args=[question.course_id])
        assert "av 1" not in signed_in(key).get(course).content.decode(), key


def test_the_log_says_that_somebody_tried_and_not_how_it_went(world, signed_in, unit):
    question = a_question(a_course(unit))
    url = reverse("participation:test", args=[question.course_id])
    signed_in("staff").post(url, answers(question, 1))

    entry = Entry.objects.get(event="course.tested")
    assert entry.details == {}


def test_the_same_form_sent_twice_is_one_try(world, signed_in, unit):
    question = a_question(a_course(unit))
    client, token = signed_in("staff"), uuid4()
    for _time in range(2):
        client.post(
            reverse("participation:test", args=[question.course_id]), answers(question, 0, token=token)
        )

    assert (Attempt.objects.count(), Completion.objects.count()) == (1, 1)


def test_an_unanswered_question_keeps_what_was_answered(world, signed_in, unit):
    first = a_question(a_course(unit))
    a_question(first.course, "Vad gör du vid utbrott?")
    page = signed_in("staff").post(reverse("participation:test", args=[first.course_id]), answers(first, 0))

    assert page.status_code == 200
    assert not Attempt.objects.exists()
    assert page.context["form"][f"q{first.pk}"].value() == "0"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("* Ja", "mellan två och sex"),
        ("Ja\nNej", "stjärna"),
        ("* Ja\nja", "lika"),
    ],
)
def test_a_question_needs_options_and_a_right_one(signed_in, unit, options, words):
    course = a_course(unit)
    url = reverse("participation:create_question", args=[course.pk])
    page = signed_in("manager").post(url, {"text": "Fråga", "options": options})

    assert words in page.content.decode()
    assert not course.questions.exists()


def test_a_full_session_takes_no_more_and_ones_own_place_can_be_left(world, signed_in, unit):
    session = a_session(a_course(unit), timezone.localdate() + timedelta(days=3), places=1)
    url = reverse("participation:book", args=[session.pk])
    signed_in("staff").post(url)
    signed_in("staff").post(url)  # a double click
    page = signed_in("manager").post(url, follow=True)

    assert "fullt" in page.content.decode()
    assert [seat.user for seat in session.seats.all()] == [world.people["staff"]]
    signed_in("staff").post(url, {"lamna": "1"})
    assert not session.seats.exists()


def test_those_who_came_have_done_the_course(world, signed_in, unit):
    session = a_session(a_course(unit), timezone.localdate())
    url = reverse("participation:who_came", args=[session.pk])
    client = signed_in("manager")
    for _time in range(2):
        client.post(url, {"people": [world.people["staff"].pk]})

    completion = Completion.objects.get()
    assert (completion.user, completion.how) == (world.people["staff"], "session")


def test_nobody_has_come_to_what_has_not_been(world, signed_in, unit):
    session = a_session(a_course(unit), timezone.localdate() + timedelta(days=1))
    url = reverse("participation:who_came", args=[session.pk])
    page = signed_in("manager").post(url, {"people": [world.people["staff"].pk]})

    assert "har inte varit" in page.content.decode()
    assert not Completion.objects.exists()


def test_the_units_manager_sees_who_is_missing_and_others_how_many(world, signed_in, unit):
    a_requirement(a_course(unit), unit)
    url = reverse("participation:training")

    assert "Sara Natt" in signed_in("manager").get(url).content.decode()
    for key in ("director", "sas", "developer"):
        page = signed_in(key).get(url).content.decode()
        assert "Basal hygien" in page, key
        assert "Sara Natt" not in page, key
        assert "Gruppen är så liten" in page, key


def test_a_large_group_is_told_in_numbers(world, signed_in, unit):
    course = a_course(unit)
    a_requirement(course, unit)
    people = [UserFactory(municipality=world.municipality) for _number in range(5)]
    for user in people:
        RoleHoldingFactory(user=user, role="staff", unit=unit)
    for user in people[:3]:
        done(user, course, timezone.localdate())

    page = signed_in("sas").get(reverse("participation:training")).content.decode()
    assert "3 av 6 är klara (50 %)" in page


def test_two_who_change_a_course_do_not_undo_each_other(world, signed_in, unit):
    course = a_course(unit)
    said = {"title": "Ny titel", "unit": unit.pk, "minutes": 20, "pass_mark": 80, "revision": 1}
    url = reverse("participation:edit_course", args=[course.pk])
    signed_in("manager").post(url, said)
    page = signed_in("manager").post(url, {**said, "title": "En annan titel"})

    assert "Någon annan ändrade" in page.content.decode()
    assert Course.objects.get().title == "Ny titel"


def test_the_diploma_says_who_what_and_until_when(world, signed_in, unit):
    completion = done(world.people["staff"], a_course(unit), date(2026, 3, 2), valid_to=date(2027, 3, 1))
    answer = signed_in("staff").get(reverse("participation:diploma", args=[completion.pk]))

    text = words_of(answer.content)
    assert answer["Content-Type"] == "application/pdf"
    assert all(word in text for word in ("Sara Natt", "Basal hygien", "2 mars 2026", "1 mars 2027"))


# -- from others -------------------------------------------------------------------------------------------------------
def sent(client, text, name="klara.csv"):
    file = SimpleUploadedFile(name, text.encode())
    return client.post(
        reverse("participation:completions_import"), {"source": "Visibel Care", "file": file}, follow=True
    )


def test_a_file_from_others_is_previewed_and_kept_once(world, signed_in, unit):
    course = a_course(unit)
    client = signed_in("manager")
    text = "person;kurs;klar\nstaff@example.se;basal hygien;2026-02-03\n"
    for new in (1, 0):
        page = sent(client, text)
        assert len(page.context["plan"].new) == new
        client.post(reverse("participation:completions_preview"), {"seen": page.context["plan"].fingerprint})

    completion = Completion.objects.get()
    assert (completion.course, completion.source, completion.how) == (course, "Visibel Care", "imported")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("ingen@example.se;Basal hygien;2026-02-03", "rad 2, person"),
        ("staff@example.se;Okänd kurs;2026-02-03", "rad 2, kurs"),
        ("staff@example.se;Basal hygien;i går", "rad 2, klar"),
        ("staff@example.se;Basal hygien;2099-01-01", "Dagen har inte varit än"),
        ("staff@example.se;;2026-02-03", "Fyll i cellen"),
        ("staff@example.se;Basal hygien;2026-02-03\nstaff@example.se;Basal hygien;2026-02-03", "rad 2"),
        ("neighbour@example.se;Basal hygien;2026-02-03", "rad 2, person"),
    ],
)
def test_every_fault_of_a_file_is_said_by_its_row_and_nothing_is_kept(world, signed_in, unit, row, words):
    a_course(unit)
    page = sent(signed_in("manager"), f"person;kurs;klar\n{row}\n")

    assert words in page.content.decode()
    assert not Completion.objects.exists()


def test_a_file_shown_to_one_is_not_kept_if_it_would_be_something_else(world, signed_in, unit):
    course = a_course(unit)
    client = signed_in("manager")
    page = sent(client, "person;kurs;klar\nstaff@example.se;Basal hygien;2026-02-03\n")
    done(world.people["staff"], course, date(2026, 2, 3))
    answer = client.post(
        reverse("participation:completions_preview"), {"seen": page.context["plan"].fingerprint}, follow=True
    )

    assert "Granska igen" in answer.content.decode()
    assert Completion.objects.count() == 1
