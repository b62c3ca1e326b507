"""The pages of what came of an action: booking, moving, and the units that are asked to take it up."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hjulet.act.actions.choices import Answer, NextStep, Status, Verdict
from hjulet.act.actions.effect import units_to_ask
from hjulet.act.actions.forms import ConcludeForm
from hjulet.act.actions.models import EffectReview, Spread
from hjulet.base.log.models import Entry
from hjulet.base.organisation.models import Unit
from tests.act.actions.support import LIST, action, html, queries, url
from tests.factories import EffectReviewFactory, SpreadFactory

SPREADS = reverse("actions:spreads")
TODAY = timezone.localdate()
TOMORROW = TODAY + timedelta(days=1)


def review(world, **changes) -> EffectReview:
    row = action(world, status=Status.ONGOING, owner=world.people["staff"], title="Larm i korridoren")
    return EffectReviewFactory(
        **{"action": row, "booked_by": world.people["manager"], "due_on": TODAY} | changes
    )


def question(world, unit: str = "bjorkgarden", **changes) -> Spread:
    concluded = review(world, is_concluded=True, next_step=NextStep.SPREAD)
    return SpreadFactory(
        **{"review": concluded, "unit": world.units[unit], "asked_by": world.people["manager"]} | changes
    )


def test_a_day_to_look_is_booked_from_the_action(world, signed_in):
    client, row = signed_in("manager"), action(world)
    assert "Effekten är inte uppföljd." in html(client.get(url("detail", row)))

    page = html(client.post(url("book_review", row), {"due_on": TOMORROW.isoformat()}, follow=True))

    assert EffectReview.objects.get().due_on == TOMORROW
    assert "Uppföljningen är bokad till den" in page
    assert "Flytta uppföljningen" in page


@pytest.mark.parametrize(
    ("due_on", "reason"),
    [
        ("", "Ingen uppföljning är bokad."),
        ("i morgon", "Ingen uppföljning är bokad."),
        ("2020-01-01", "Dagen har redan varit."),
    ],
)
def test_a_day_that_cannot_be_booked_is_told_in_words(world, signed_in, due_on, reason):
    page = html(signed_in("manager").post(url("book_review", action(world)), {"due_on": due_on}, follow=True))

    assert reason in page
    assert EffectReview.objects.count() == 0


def test_a_review_is_moved_with_a_reason(world, signed_in):
    client, row = signed_in("manager"), review(world)
    said = {"due_on": TOMORROW.isoformat(), "reason": "", "revision": "1"}

    without = html(client.post(url("move_review", row), said, follow=True))
    page = html(client.post(url("move_review", row), said | {"reason": "Få månader än"}, follow=True))

    row.refresh_from_db()
    assert "Skriv varför uppföljningen flyttas." in without
    assert "Få månader än" in page
    assert (row.due_on, row.revision) == (TOMORROW, 2)


@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("manager", 302),
        ("sas", 302),
        ("staff", 403),
        ("politician", 403),
        ("other_manager", 404),
        ("neighbour", 404),
    ],
)
def test_reviews_are_booked_and_moved_by_those_who_decide_there(world, signed_in, key, status):
    client, row = signed_in(key), review(world)

    assert client.post(url("book_review", row.action), {"due_on": TOMORROW}).status_code == status
    assert client.post(url("move_review", row)).status_code == status
    assert client.get(url("move_review", row)).status_code == 405


def test_staff_see_the_effect_and_cannot_book(world, signed_in):
    row = review(world, due_on=TODAY - timedelta(days=3))

    page = html(signed_in("staff").get(url("detail", row.action)))

    assert "Följs upp" in page
    assert "försenad" in page
    assert "Boka uppföljning" not in page
    assert "Flytta uppföljningen" not in page


def test_a_review_that_cannot_be_done_yet_says_why(world, signed_in):
    row = review(world)
    row.action.status = Status.DECIDED
    row.action.save(update_fields=["status"])

    assert "Åtgärden är inte påbörjad." in html(signed_in("manager").get(url("detail", row.action)))


def test_the_figures_word_and_the_owners_stand_beside_each_other_with_the_answers(world, signed_in):
    row = review(world, is_concluded=True, judged=Verdict.TOO_EARLY, judgement="Lugnare <b>nätter</b>")
    answered = {"answer": Answer.NO, "answer_text": "Vi har larm", "answered_at": timezone.now()}
    SpreadFactory(review=row, unit=world.units["lonnen"], answered_by=world.people["provider"], **answered)
    SpreadFactory(review=row, unit=world.units["bjorkgarden"])

    page = html(signed_in("staff").get(url("detail", row.action)))

    for words in (
        "Förbättring",
        "För tidigt att säga",
        "behåll",
        "vi inför den inte",
        "Vi har larm",
        "inget svar än",
    ):
        assert words in page
    assert "Lugnare &lt;b&gt;nätter" in page


@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("other_manager", 200), ("department_head", 200), ("sas", 200), ("politician", 403), ("administrator", 403),
        ("manager", 404), ("staff", 404), ("provider", 404), ("neighbour", 404), ("former", 403),
    ],
)  # fmt: skip
def test_a_question_is_read_and_answered_by_those_who_decide_at_the_unit_that_is_asked(
    world, signed_in, key, status
):
    client, row = signed_in(key), question(world)

    assert client.get(url("spread", row)).status_code == status
    sent = client.post(url("spread", row), {"answer": "yes"})
    row.refresh_from_db()
    assert sent.status_code == (302 if status == 200 else status)
    assert row.answer == (Answer.YES if status == 200 else "")


def test_who_is_asked_reads_what_it_gave_without_reaching_the_action(world, signed_in):
    row = question(world)

    page = html(signed_in("other_manager").get(url("spread", row)))

    assert "Ska Björkgården införa det här?" in page
    assert "Larm i korridoren" in page
    assert "Vi märker skillnad." in page
    assert url("detail", row.review.action) not in page
    assert url("detail", row.review.action) in html(signed_in("department_head").get(url("spread", row)))


def test_a_no_without_a_reason_comes_back_with_the_form(world, signed_in):
    client, row = signed_in("other_manager"), question(world)

    page = html(client.post(url("spread", row), {"answer": "no", "text": ""}))
    later = html(client.post(url("spread", row), {"answer": "later", "text": "Efter nyår"}, follow=True))
    answered = html(client.post(url("spread", row), {"answer": "no", "text": "Vi har larm"}, follow=True))
    again = html(client.post(url("spread", row), {"answer": "yes"}, follow=True))

    assert "Skriv varför ni inte inför den." in page
    assert "Skicka svaret" in later
    assert "Skicka svaret" not in answered
    assert "Frågan är redan besvarad. Det svaret gäller." in again
    row.refresh_from_db()
    assert (row.answer, row.answer_text) == (Answer.NO, "Vi har larm")


def test_open_questions_come_first_and_the_list_of_actions_tells_of_them(world, signed_in):
    client, row = signed_in("other_manager"), question(world)
    question(world, "lonnen")
    assert "1 fråga från en annan enhet väntar på svar" in html(client.get(LIST))
    page = html(client.get(SPREADS))
    assert page.count("Larm i korridoren") == 1
    assert "väntar på svar" in page

    client.post(url("spread", row), {"answer": "yes"})

    assert "väntar på svar" not in html(client.get(LIST))
    assert "Besvarade" in html(client.get(SPREADS))


def test_without_questions_the_page_says_what_it_is_for(world, signed_in):
    assert "Inga frågor väntar" in html(signed_in("manager").get(SPREADS))


@pytest.mark.parametrize("where", ["detail", "spreads", "spread"])
def test_as_many_queries_for_one_review_as_for_three(world, signed_in, where):
    row = question(world)
    EffectReviewFactory(action=row.review.action, booked_by=world.people["sas"], due_on=TOMORROW)
    page = {"detail": url("detail", row.review.action), "spreads": SPREADS, "spread": url("spread", row)}[
        where
    ]
    client = signed_in("department_head")
    one = queries(client, page)
    for number in range(2):
        more = {"action": row.review.action, "booked_by": world.people["sas"]}
        EffectReviewFactory(**more, due_on=TOMORROW + timedelta(days=number + 1))
        again = EffectReviewFactory(**more, is_concluded=True)
        SpreadFactory(review=again, unit=world.units["bjorkgarden"])
        SpreadFactory(review=row.review, unit=world.units[("aldreomsorg", "lss")[number]])

    assert queries(client, page) == one <= 20


def test_looking_at_effects_changes_nothing(world, signed_in):
    row = question(world)
    before = list(EffectReview.objects.values()), list(Spread.objects.values())
    client = signed_in("department_head")

    for page in (url("detail", row.review.action), SPREADS, url("spread", row)):
        assert client.get(page).status_code == 200

    assert (list(EffectReview.objects.values()), list(Spread.objects.values())) == before
    assert Entry.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, []),
        ({"judgement": " "}, ["judgement"]),
        ({"judged": "toppen"}, ["judged"]),
        ({"next_step": ""}, ["next_step"]),
        ({"next_step": "spread"}, ["spread_to"]),
        ({"next_step": "spread", "spread_to": ["granby"]}, ["spread_to"]),
        ({"next_step": "spread", "spread_to": ["solgarden"]}, ["spread_to"]),
        ({"next_step": "spread", "spread_to": ["lonnen", "bjorkgarden"]}, []),
    ],
)
def test_the_form_of_a_conclusion_takes_the_owners_words_alone(world, changes, fields):
    said = {"judged": "improved", "judgement": "Vi ser det", "next_step": "keep"} | changes
    said["spread_to"] = [world.units[key].pk for key in said.get("spread_to", [])]

    form = ConcludeForm(said, units=units_to_ask(action(world), TODAY))

    assert list(form.errors) == fields
    if not fields:
        told = form.said(Verdict.NO_SURE_CHANGE, {"n": 3})
        assert (told.verdict, told.facts, told.judged) == (Verdict.NO_SURE_CHANGE, {"n": 3}, Verdict.IMPROVED)
        assert {unit.pk for unit in told.spread_to} == set(said["spread_to"])


def test_units_that_have_ended_are_not_asked(world):
    Unit.objects.filter(pk=world.units["lonnen"].pk).update(valid_to=TODAY - timedelta(days=1))

    asked = units_to_ask(action(world), TODAY)

    assert world.units["lonnen"] not in asked
    assert world.units["bjorkgarden"] in asked
    assert world.units["granby"] not in asked
