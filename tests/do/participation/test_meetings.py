"""The meeting pack in one click, what it may tell, its decisions, and the unit's plan for the wall."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from hjulet.act.actions.models import Action
from hjulet.check.deviations.models import MonthCount
from hjulet.do.participation.models import Meeting
from hjulet.do.participation.pages.deviations_told import told
from hjulet.do.participation.pages.pack import put_together
from hjulet.do.participation.talk import StandsOut, questions
from tests.do.participation.making import TODAY, a_meeting, a_reading, a_role, an_answered_idea
from tests.factories import ActionFactory, GoalFactory, LexCaseFactory
from tests.paper import words_of

NOVEMBER = date(2026, 11, 1)


@pytest.fixture
def unit(world):
    return world.units["solgarden"]


def counted(unit, per_month, months=36):
    """So many deviations a month until the last whole one."""
    for back in range(months):
        number = 2026 * 12 + 9 - back
        MonthCount.objects.create(
            unit=unit, month=date(number // 12, number % 12 + 1, 1), law="hsl", number=per_month
        )


# -- two questions -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("found", "words"),
    [
        (StandsOut(pattern="Fall"), "ändrats i Fall"),
        (StandsOut(is_silent=True), "färre avvikelser"),
        (StandsOut(newest_routine="Kvällsrutin"), "Kvällsrutin"),
        (StandsOut(read_percent=40), "hunnit läsa"),
        (StandsOut(common_type="Läkemedel"), "läkemedel"),
        (StandsOut(done_action="Ny lista"), "Ny lista"),
        (StandsOut(overdue=2), "försenade"),
        (StandsOut(read_percent=95), "gick bra"),
    ],
)
def test_the_first_question_is_about_what_stands_out(found, words):
    first, second = questions(found)

    assert words in first
    assert second != first


# -- what may be told --------------------------------------------------------------------------------------------------
def test_a_unit_with_few_deviations_is_told_no_number_and_no_month(world, unit):
    counted(unit, 0)
    MonthCount.objects.filter(month=date(2025, 3, 1)).update(number=3)
    found = told(unit, TODAY)

    assert "så få under 2025" in found.sentence
    assert found.chart is None
    assert found.types == ()


def test_a_unit_with_many_is_told_by_the_year_and_month_by_month(world, unit):
    counted(unit, 8)
    found = told(unit, TODAY)

    assert "HSL: 96 under 2025, mot 96 under 2024." in found.sentence
    assert found.chart is not None


def test_a_number_that_would_give_away_a_neighbours_is_not_told(world, unit):
    counted(unit, 8)
    counted(world.units["bjorkgarden"], 0)
    MonthCount.objects.filter(unit=world.units["bjorkgarden"], month=date(2025, 3, 1)).update(number=2)

    assert "96 under 2025" not in told(unit, TODAY).sentence


def test_actions_of_a_lex_case_are_in_no_pack(world, unit):
    open_action = ActionFactory(unit=unit, status="ongoing", title="Ny kvällsrutin")
    hidden = ActionFactory(unit=unit, status="ongoing", title="Åtgärd i utredningen")
    LexCaseFactory(unit=unit).actions.add(hidden)
    contents, _questions = put_together(unit, NOVEMBER, TODAY)

    assert [item["title"] for item in contents["under_way"]] == [open_action.title]


def test_the_pack_holds_what_is_new_since_the_month_before(world, unit):
    a_reading(unit, sent_on=date(2026, 10, 3), due_on=date(2026, 10, 17))
    a_reading(unit, sent_on=date(2026, 9, 3), due_on=date(2026, 9, 17))
    an_answered_idea(unit, world.people["manager"], answered_on=date(2026, 11, 3))
    contents, (first, _second) = put_together(unit, NOVEMBER, TODAY)

    assert [item["title"] for item in contents["news"]] == ["Läkemedel på kvällen"]
    assert len(contents["ideas"]) == 1
    assert "Läkemedel på kvällen" in first
    assert contents["reading"] == ""  # one reader: no share is told


# -- one click, and after ----------------------------------------------------------------------------------------------
def test_one_click_makes_the_pack_and_two_make_no_more(world, signed_in, unit):
    counted(unit, 8)
    url = reverse("participation:make_meeting")
    for _time in range(2):
        answer = signed_in("manager").post(url, {"enhet": "solgarden"}, follow=True)

    meeting = Meeting.objects.get()
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == meeting.get_absolute_url()
    assert meeting.first_question in page
    assert "<svg" in page
    assert "APT" in words_of(
        signed_in("staff").get(reverse("participation:meeting_pdf", args=[meeting.pk])).content
    )


@pytest.mark.parametrize("slug", ["bjorkgarden", "granby", "", "\x00", "x" * 300])
def test_a_manager_makes_no_pack_for_others(signed_in, unit, slug):
    assert (
        signed_in("manager").post(reverse("participation:make_meeting"), {"enhet": slug}).status_code == 404
    )


def test_a_held_meeting_keeps_the_pack_as_it_was(world, signed_in, unit):
    meeting = a_meeting(unit)
    client = signed_in("manager")
    tomorrow = timezone.localdate() + timedelta(days=1)
    client.post(reverse("participation:hold_meeting", args=[meeting.pk]), {"held_on": tomorrow})
    meeting.refresh_from_db()
    assert meeting.held_on is None
    client.post(reverse("participation:hold_meeting", args=[meeting.pk]), {"held_on": timezone.localdate()})
    page = client.post(reverse("participation:refresh_meeting", args=[meeting.pk]), follow=True)

    assert "Mötet är hållet. Underlaget ändras inte längre." in page.content.decode()
    was = meeting.contents
    meeting.refresh_from_db()
    assert (meeting.contents, meeting.held_by) == (was, world.people["manager"])


def test_fresh_contents_leave_peoples_own_words(world, signed_in, unit):
    meeting = a_meeting(unit, notes="Vi pratade om nätter.")
    signed_in("manager").post(reverse("participation:refresh_meeting", args=[meeting.pk]))
    meeting.refresh_from_db()

    assert (meeting.notes, meeting.first_question) == ("Vi pratade om nätter.", "Vad gick bra?")
    assert meeting.contents["made_on"] == timezone.localdate().isoformat()


def test_two_who_write_do_not_undo_each_other(signed_in, unit):
    meeting = a_meeting(unit)
    said = {"first_question": "Ny fråga?", "second_question": "Vad?", "notes": "Ett", "revision": 1}
    url = reverse("participation:write_meeting", args=[meeting.pk])
    signed_in("manager").post(url, said)
    page = signed_in("manager").post(url, {**said, "notes": "Två"})

    assert "Någon annan" in page.content.decode()
    meeting.refresh_from_db()
    assert meeting.notes == "Ett"


def test_a_decision_is_an_action_once(world, signed_in, unit):
    meeting = a_meeting(unit)
    said = {"title": "Vi prövar en ny signeringslista", "token": str(uuid4())}
    for _time in range(2):
        signed_in("manager").post(reverse("participation:decide_meeting", args=[meeting.pk]), said)

    action = Action.objects.get()
    assert list(meeting.actions.all()) == [action]
    assert [source.name for source in action.sources() if source.rows] == ["meetings"]
    page = signed_in("manager").get(action.get_absolute_url()).content.decode()
    assert f"{meeting}" in page
    assert f"{meeting}".endswith(f"{meeting.month.year}, Solgården")


def test_a_decision_without_words_keeps_the_rest_that_was_typed(world, signed_in, unit):
    meeting = a_meeting(unit)
    said = {"title": "", "due_on": "2026-12-24", "owner": world.people["manager"].pk, "token": str(uuid4())}

    page = signed_in("manager").post(reverse("participation:decide_meeting", args=[meeting.pk]), said)

    assert page.status_code == 200
    assert "2026-12-24" in page.content.decode()
    assert page.context["decide_form"].errors.keys() == {"title"}
    assert Action.objects.count() == 0


# -- the wall ----------------------------------------------------------------------------------------------------------
def test_the_wall_has_goals_actions_and_ombud_for_everybody_at_the_unit(world, signed_in, unit):
    GoalFactory(municipality=world.municipality, title="Trygg hela natten", first_year=2020)
    ActionFactory(unit=unit, status="ongoing", title="Ny kvällsrutin", owner=world.people["manager"])
    a_role(world.people["staff"], unit)
    page = signed_in("staff").get(reverse("participation:wall", args=["solgarden"])).content.decode()

    assert all(words in page for words in ("Trygg hela natten", "Ny kvällsrutin", "Sara Natt"))


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_the_wall_is_printed_on_one_page(world, signed_in, unit, paper):
    ActionFactory(unit=unit, status="ongoing", title="Ny kvällsrutin")
    answer = signed_in("staff").get(reverse("participation:wall_pdf", args=["solgarden", paper]))

    assert "Ny kvällsrutin" in words_of(answer.content)
    assert (
        signed_in("staff").get(reverse("participation:wall_pdf", args=["solgarden", "a5"])).status_code == 404
    )
