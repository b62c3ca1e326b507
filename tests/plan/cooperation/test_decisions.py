"""What is decided at a meeting with partners becomes an action that says where it comes from."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from hjulet.act.actions.models import Action
from hjulet.base.log.models import Entry
from hjulet.plan.cooperation.decisions import meetings, title_of, to_decide
from hjulet.plan.cooperation.models import CooperationMeeting
from hjulet.plan.cooperation.workflows import note_meeting
from tests.plan.cooperation.making import AT, cooperation

TODAY = date(2026, 11, 21)
TOKEN = UUID(int=9)
LONG = "Vi skriver en gemensam rutin för " + "alla som går hem " * 20


@pytest.fixture
def held(world):
    sas = world.people["sas"]
    found = cooperation(world.units["solgarden"], sas)
    decisions = "- Regionen ringer samma dag\n\n• Vi utser en kontakt\n"
    return note_meeting(found, date(2026, 11, 2), "Vi sågs.", decisions, uuid4(), by=sas, at=AT)


def address(held: CooperationMeeting, line: str = "") -> str:
    return reverse("cooperation:decide", args=[held.cooperation_id, held.pk]) + line


def said(**other: str) -> dict[str, str]:
    return {
        "title": "Regionen ringer samma dag",
        "description": "",
        "owner": "",
        "due_on": "",
        "token": str(TOKEN),
    } | other


def test_decisions_are_read_line_by_line(held):
    assert held.decided == ["Regionen ringer samma dag", "Vi utser en kontakt"]


@pytest.mark.parametrize(
    ("line", "title"),
    [("0", "Regionen ringer samma dag"), ("1", "Vi utser en kontakt"), ("2", ""), ("", ""), ("-1", ""), ("x", ""), ("9" * 30, "")],
)  # fmt: skip
def test_the_form_begins_with_the_decision_that_was_pressed(held, line, title):
    assert to_decide(held, line)["title"] == title


def test_the_only_decision_need_not_be_pressed_and_a_long_one_is_whole_in_the_description(held):
    held.decisions = LONG
    start = to_decide(held, "")

    assert start == {"title": title_of(LONG.strip()), "description": LONG.strip()}
    assert len(start["title"]) == 200


def test_a_decision_becomes_an_action_once_and_the_meeting_shows_it(held, world, signed_in):
    client = signed_in("manager")
    for _time in range(2):
        answer = client.post(address(held), said(due_on="2026-12-24"))
        assert answer.url == held.get_absolute_url()

    action = Action.objects.get()
    assert (action.unit, action.area, action.due_on) == (
        world.units["solgarden"],
        "samverkan",
        date(2026, 12, 24),
    )
    assert list(held.actions.all()) == [action]
    assert Entry.objects.filter(event="cooperationmeeting.decided").exists()
    shown = meetings(held.cooperation, world.people["manager"], TODAY)[0]
    assert [(line.said, line.action) for line in shown.decided] == [
        ("Regionen ringer samma dag", action),
        ("Vi utser en kontakt", None),
    ]
    assert shown.actions == ()
    assert action.get_absolute_url() in client.get(held.cooperation.get_absolute_url()).content.decode()


def test_an_action_with_words_of_its_own_stands_beside_the_decisions(held, world, signed_in):
    signed_in("manager").post(address(held), said(title="Utse Eva"))

    shown = meetings(held.cooperation, world.people["manager"], TODAY)[0]
    assert [action.title for action in shown.actions] == ["Utse Eva"]


def test_the_action_and_the_red_thread_name_the_meeting_for_those_who_see_it(held, signed_in):
    client = signed_in("manager")
    client.post(address(held), said())
    action = Action.objects.get()

    for page in (action.get_absolute_url(), reverse("desk:thread", args=["atgard", action.pk])):
        told = client.get(page).content.decode()
        assert "Utskrivning från sjukhus, 2 november 2026" in told
        assert held.get_absolute_url() in told


def test_what_was_typed_stays_when_something_is_wrong(held, signed_in):
    answer = signed_in("manager").post(
        address(held), said(title="", description="Ring avdelningen", due_on="i morgon")
    )

    assert answer.status_code == 200
    assert "Ring avdelningen" in answer.content.decode()
    assert Action.objects.count() == 0


@pytest.mark.parametrize(
    ("key", "status"),
    [("manager", 200), ("sas", 200), ("staff", 403), ("other_manager", 404), ("neighbour", 404)],
)
def test_who_makes_actions_of_decisions(held, signed_in, key, status):
    assert signed_in(key).get(address(held, "?rad=0")).status_code == status


def test_a_meeting_of_another_cooperation_is_not_there(held, world, signed_in):
    other = cooperation(world.units["solgarden"], world.people["sas"], title="En annan")

    answer = signed_in("manager").get(reverse("cooperation:decide", args=[other.pk, held.pk]))
    assert answer.status_code == 404
