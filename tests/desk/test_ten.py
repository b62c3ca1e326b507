"""Dagens tio minuter: as much as fits, the most pressing first; and what each role finds there."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hjulet.base.notices.choices import Kind
from hjulet.check.deviations.models import Draft, TeamMember
from hjulet.desk.ten import ten_minutes
from hjulet.desk.waiting.rows import Waiting
from tests.factories import (
    ActionFactory,
    DeviationFactory,
    EffectReviewFactory,
    LexCaseFactory,
    NoticeFactory,
    SpreadFactory,
)

TODAY = date(2026, 11, 21)


def row(text: str, minutes: int, due: int | None = None) -> Waiting:
    day = None if due is None else TODAY + timedelta(days=due)
    return Waiting(text, "/", is_late=due is not None and due < 0, due_on=day, minutes=minutes)


@pytest.mark.parametrize(
    ("minutes", "now", "later"),
    [
        ([], 0, 0),
        ([3, 3, 3], 3, 0),
        ([5, 5, 1], 2, 1),
        ([5, 6, 1], 1, 2),  # what does not fit waits, and so does what comes after it
        ([40], 1, 0),  # the first one always, however long it takes
    ],
)
def test_as_much_as_fits_in_ten_minutes(minutes, now, later):
    found = ten_minutes([row(str(number), one, number) for number, one in enumerate(minutes)])

    assert (len(found.now), len(found.later)) == (now, later)


def test_late_comes_first_then_by_day_and_what_has_no_day_last():
    rows = [
        row("utan dag", 1),
        row("i morgon", 1, 1),
        row("sen", 1, -1),
        row("i dag", 1, 0),
        row("senare", 1, -9),
    ]

    assert [one.text for one in ten_minutes(rows).now] == ["senare", "sen", "i dag", "i morgon", "utan dag"]


def waits(client) -> list[str]:
    return [one.text for one in client.get(reverse("desk:start")).context["waiting"]]


def test_a_new_deviation_waits_for_the_manager_and_for_nobody_else(world, signed_in):
    made = DeviationFactory(unit=world.units["solgarden"], tile="fall")

    assert waits(signed_in("manager")) == [f"Bedöm Fall, {made.number}"]
    for key in ("staff", "other_manager", "sas", "mas", "director", "politician"):
        assert not [text for text in waits(signed_in(key)) if made.number in text], key


def test_a_deviation_past_its_day_is_late(world, signed_in):
    DeviationFactory(unit=world.units["solgarden"], judge_by=timezone.localdate() - timedelta(days=1))

    page = signed_in("manager").get(reverse("desk:start"))

    assert [one.is_late for one in page.context["waiting"]] == [True]
    assert "försenad" in page.content.decode()


def test_a_judged_deviation_waits_to_be_investigated_and_an_acted_on_one_for_its_actions(world, signed_in):
    judged = {"judged_by": world.people["manager"], "judged_at": timezone.now()}
    DeviationFactory(unit=world.units["solgarden"], state="judged", **judged)
    DeviationFactory(unit=world.units["solgarden"], state="acted_on", **judged)

    assert [text.split(":")[0] for text in waits(signed_in("manager"))] == ["Ta reda på vad som bidrog"]


def test_what_has_become_lex_is_nothing_for_the_manager(world, signed_in):
    DeviationFactory(
        unit=world.units["solgarden"], part={"moved_to_lex_at": timezone.now(), "what_happened": ""}
    )

    assert waits(signed_in("manager")) == []


def test_no_word_of_the_case_stands_on_the_page(world, signed_in):
    DeviationFactory(unit=world.units["solgarden"], text="Hemliga ord om Berta")

    assert "Berta" not in signed_in("manager").get(reverse("desk:start")).content.decode()


def test_the_one_named_on_a_team_is_asked_until_the_case_ends(world, signed_in):
    made = DeviationFactory(unit=world.units["lonnen"])
    TeamMember.objects.create(
        part=made.parts.get(), user=world.people["staff"], invited_by=world.people["provider"],
        invited_at=timezone.now(),
    )  # fmt: skip

    assert waits(signed_in("staff")) == [f"Bidra till analysen av {made.number}"]


def test_lex_waits_for_its_own_people_without_a_word_of_it(world, signed_in):
    unit = world.units["solgarden"]
    LexCaseFactory(unit=unit)
    LexCaseFactory(unit=unit, state="investigated", investigator=world.people["lex_investigator"])

    assert waits(signed_in("lex_sarah")) == ["Utse en utredare i LS 2026-001"]
    assert waits(signed_in("lex_investigator")) == ["Utred LS 2026-002"]
    assert waits(signed_in("registrar")) == ["Diarieför 2 lex-ärenden"]
    for key in ("manager", "staff", "lex_maria", "mas", "director", "administrator"):
        assert not [text for text in waits(signed_in(key)) if "LS" in text], key


def test_effects_spreads_answers_and_a_begun_report_wait(world, signed_in):
    mine = {"unit": world.units["solgarden"], "status": "done", "title": "Ny rutin"}
    action = ActionFactory(owner=world.people["manager"], **mine)
    EffectReviewFactory(action=action, booked_by=world.people["sas"], due_on=timezone.localdate())
    other = ActionFactory(unit=world.units["bjorkgarden"], title="Deras")
    asked = EffectReviewFactory(action=other, booked_by=world.people["sas"], is_concluded=True)
    SpreadFactory(review=asked, unit=world.units["solgarden"])
    NoticeFactory(user=world.people["manager"], kind=Kind.DEVIATION_ANSWER)
    Draft.objects.create(
        user=world.people["manager"],
        client_id="0b5a2f8e-6a37-4f0f-8f2c-3f9d4d0f7a11",
        said="{}",
        saved_at=timezone.now(),
    )

    assert set(waits(signed_in("manager"))) >= {
        "Följ upp effekten: Ny rutin", "Svara om Solgården inför: Deras", "Läs 1 svar om dina rapporter",
        "Skriv klart din rapport",
    }  # fmt: skip


def test_more_than_a_page_of_cases_leads_to_the_list(world, signed_in):
    for _number in range(32):
        DeviationFactory(unit=world.units["solgarden"])

    found = waits(signed_in("manager"))

    assert len(found) == 31
    assert "Det finns fler avvikelser som väntar på dig" in found


def test_as_many_questions_for_one_case_as_for_three(world, signed_in, django_assert_max_num_queries):
    client = signed_in("manager")
    for number in (1, 3):
        for _row in range(number):
            DeviationFactory(unit=world.units["solgarden"])
        with django_assert_max_num_queries(30):  # one for each feature, whatever the cases
            client.get(reverse("desk:start"))
