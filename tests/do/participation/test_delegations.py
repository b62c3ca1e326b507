"""Medical tasks: given by those whom MAS has named, confirmed, going out, withdrawn; and ombud and ideas."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from hjulet.act.actions.models import Action
from hjulet.base.log.models import Entry
from hjulet.base.notices.models import Notice
from hjulet.do.participation.models import Delegation, Delegator, Idea, MedicalTask, QualityRole, Terms
from tests.do.participation.making import (
    a_course,
    a_delegation,
    a_delegator,
    a_role,
    a_task,
    an_answered_idea,
    an_idea,
    done,
)
from tests.factories import DeviationFactory


@pytest.fixture
def unit(world):
    return world.units["solgarden"]


@pytest.fixture
def nurse(world, unit):
    a_delegator(world.people["case_officer"], unit)
    return "case_officer"


def give(client, world, unit, **said):
    today = timezone.localdate()
    sent = {
        "unit": unit.pk, "task": a_task(unit).pk, "given_to": world.people["staff"].pk, "starts_on": today,
        "valid_to": today + timedelta(days=300), "token": str(uuid4()), **said,
    }  # fmt: skip
    return client.post(reverse("participation:delegate"), sent)


# -- giving ------------------------------------------------------------------------------------------------------------
def test_only_whom_mas_has_named_delegates(world, signed_in, unit, nurse):
    for key in ("staff", "manager", "mas"):
        assert give(signed_in(key), world, unit).status_code == 403, key
    give(signed_in(nurse), world, unit)

    assert [one.given_to for one in Delegation.objects.all()] == [world.people["staff"]]
    assert [notice.user for notice in Notice.objects.all()] == [world.people["staff"]]


def test_a_double_click_is_one_delegation(world, signed_in, unit, nurse):
    token = str(uuid4())
    for _time in range(2):
        give(signed_in(nurse), world, unit, token=token)

    assert Delegation.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"valid_to": timezone.localdate() + timedelta(days=366)}, "längre än kommunen tillåter"),
        ({"valid_to": timezone.localdate() - timedelta(days=1)}, "har redan varit"),
        ({"valid_to": "i morgon"}, "datum"),
        ({"given_to": "0"}, "Välj"),
    ],
)
def test_what_cannot_be_delegated_is_said(world, signed_in, unit, nurse, said, words):
    page = give(signed_in(nurse), world, unit, **said)

    assert words in page.content.decode()
    assert not Delegation.objects.exists()


def test_the_municipality_decides_how_long(world, signed_in, unit, nurse):
    Terms.objects.create(municipality=world.municipality, delegation_most_days=30)

    assert "längre än kommunen tillåter" in give(signed_in(nurse), world, unit).content.decode()


def test_a_task_that_needs_a_course_is_given_to_those_who_have_it(world, signed_in, unit, nurse):
    course = a_course(unit)
    a_task(unit, course=course)
    assert "den utbildning som uppgiften kräver" in give(signed_in(nurse), world, unit).content.decode()
    done(world.people["staff"], course, timezone.localdate())
    give(signed_in(nurse), world, unit)

    assert Delegation.objects.count() == 1


def test_a_right_that_has_ended_gives_nothing_more(world, signed_in, unit, nurse):
    Delegator.objects.update(ends_on=timezone.localdate() - timedelta(days=1))

    assert give(signed_in(nurse), world, unit).status_code == 403


# -- having ------------------------------------------------------------------------------------------------------------
def test_the_one_who_got_it_confirms_once(world, signed_in, unit):
    given = a_delegation(unit, world.people["mas"], world.people["staff"])
    for _time in range(2):
        signed_in("staff").post(reverse("participation:accept", args=[given.pk]))

    given.refresh_from_db()
    assert given.accepted_at is not None
    assert Entry.objects.filter(event="delegation.accepted").count() == 1


def test_withdrawing_needs_a_reason_and_is_told(world, signed_in, unit):
    given = a_delegation(unit, world.people["mas"], world.people["staff"])
    url = reverse("participation:withdraw", args=[given.pk])
    page = signed_in("manager").post(url, {"reason": " "}, follow=True)
    assert "Skriv varför" in page.content.decode()
    for _time in range(2):
        signed_in("manager").post(url, {"reason": "Har bytt arbetsplats."})

    given.refresh_from_db()
    assert (given.withdrawn_by, given.withdrawn_reason) == (world.people["manager"], "Har bytt arbetsplats.")
    assert [notice.user for notice in Notice.objects.all()] == [world.people["staff"]]


def test_a_medication_case_leads_to_the_units_delegations_for_medication(world, signed_in, unit):
    a_delegation(unit, world.people["mas"], world.people["staff"])
    a_delegation(
        unit, world.people["mas"], world.people["staff"], task=a_task(unit, name="Mäta", is_medication=False)
    )
    case = DeviationFactory(unit=unit, tile="medication")
    link = f"{reverse('participation:delegations')}?enhet=solgarden&amp;lakemedel=1"

    assert link in signed_in("manager").get(case.get_absolute_url()).content.decode()
    page = signed_in("manager").get(link.replace("&amp;", "&"))
    assert [row.delegation.task.name for row in page.context["others"]] == ["Ge läkemedel ur dosett"]


def test_mas_decides_what_may_be_delegated_and_by_whom(world, signed_in, unit):
    client = signed_in("mas")
    client.post(
        reverse("participation:create_task"),
        {"name": " Ge  insulin ", "is_medication": "on", "is_in_use": "on"},
    )
    named = {
        "user": world.people["staff"].pk,
        "unit": unit.pk,
        "profession": "sjuksköterska",
        "starts_on": "2026-01-01",
    }
    for _time in range(2):
        client.post(reverse("participation:name_delegator"), named)
    assert MedicalTask.objects.get().name == "Ge insulin"
    delegator = Delegator.objects.get()
    client.post(reverse("participation:end_delegator", args=[delegator.pk]))

    delegator.refresh_from_db()
    assert delegator.ends_on == timezone.localdate()


# -- ombud -------------------------------------------------------------------------------------------------------------
def test_an_ombud_is_appointed_once_for_a_term(world, signed_in, unit):
    said = {"kind": "hygiene", "unit": unit.pk, "user": world.people["staff"].pk, "starts_on": "2026-01-01"}
    client = signed_in("manager")
    client.post(reverse("participation:appoint"), said)
    page = client.post(reverse("participation:appoint"), said)

    assert "har redan uppdraget" in page.content.decode()
    assert (
        "Skriv vad uppdraget heter"
        in client.post(reverse("participation:appoint"), {**said, "kind": "other"}).content.decode()
    )
    client.post(reverse("participation:end_role", args=[QualityRole.objects.get().pk]))
    assert QualityRole.objects.get().ends_on == timezone.localdate()


def test_an_ombud_writes_the_meetings_of_the_own_kind_alone(world, signed_in, unit):
    url = reverse("participation:write_role_meeting")
    assert signed_in("staff").get(url).status_code == 403
    a_role(world.people["staff"], unit)
    said = {"kind": "hygiene", "unit": unit.pk, "held_on": "2026-11-01", "token": str(uuid4())}

    assert signed_in("staff").post(url, said).status_code == 302
    assert signed_in("staff").post(url, {**said, "kind": "food"}).status_code == 403


# -- ideas -------------------------------------------------------------------------------------------------------------
def leave(client, unit, signed, **said):
    sent = {"text": "Flytta mötet.", "unit": unit.pk, "signed": signed, "token": str(uuid4()), **said}
    return client.post(reverse("participation:leave_idea"), sent)


def test_an_anonymous_idea_holds_no_name_and_no_time_not_even_in_the_log(world, signed_in, unit):
    leave(signed_in("staff"), unit, "nej")

    idea, entry = Idea.objects.get(), Entry.objects.get(event="idea.left")
    assert (idea.written_by, idea.is_anonymous) == (None, True)
    assert (entry.actor_id, entry.actor_name) == (None, "")
    assert timezone.localtime(entry.at).time().isoformat() == "00:00:00"
    assert [notice.user for notice in Notice.objects.all()] == [world.people["manager"]]
    assert signed_in("manager").get(idea.get_absolute_url()).context["row"].who == ""


def test_the_same_form_sent_twice_is_one_idea(signed_in, unit):
    token = str(uuid4())
    for _time in range(2):
        leave(signed_in("staff"), unit, "nej", token=token)

    assert Idea.objects.count() == 1


def test_an_idea_is_answered_thanked_and_told(world, signed_in, unit):
    idea = an_idea(unit, world.people["staff"])
    said = {"state": "tried", "answer": "Vi prövar i fyra veckor.", "revision": 1}
    signed_in("manager").post(idea.get_absolute_url(), said)
    page = signed_in("manager").post(idea.get_absolute_url(), {**said, "answer": "Nej."})  # an old form

    idea.refresh_from_db()
    assert "Någon annan hann svara" in page.content.decode()
    assert (idea.state, idea.answer) == ("tried", "Vi prövar i fyra veckor.")
    assert [notice.user for notice in Notice.objects.all()] == [world.people["staff"]]
    assert "Tack för idén." in signed_in("case_officer").get(idea.get_absolute_url()).content.decode()


def test_an_idea_becomes_an_action_once(world, signed_in, unit):
    idea = an_answered_idea(unit, world.people["manager"])
    said = {"title": "Köp en hylla", "token": str(uuid4())}
    for _time in range(2):
        signed_in("manager").post(reverse("participation:act_on_idea", args=[idea.pk]), said)

    assert list(idea.actions.all()) == [Action.objects.get()]


def test_an_action_of_an_idea_without_words_keeps_the_rest_that_was_typed(world, signed_in, unit):
    idea = an_answered_idea(unit, world.people["manager"])
    said = {"title": "", "due_on": "2026-12-24", "token": str(uuid4())}
    page = signed_in("manager").post(reverse("participation:act_on_idea", args=[idea.pk]), said)

    assert page.status_code == 200
    assert "2026-12-24" in page.content.decode()
    assert (
        f'action="{idea.get_absolute_url()}"' in page.content.decode()
    )  # the answer goes where it always goes
    assert Action.objects.count() == 0
