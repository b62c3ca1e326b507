"""Asking about a figure, answering, handing over, following up and taking back."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.management import call_command

from hjulet.base.log.models import Entry
from hjulet.base.notices.models import Notice
from hjulet.base.people.choices import Role
from hjulet.base.people.models import Absence
from hjulet.check.indicators.imports import filling, planning
from hjulet.check.indicators.imports.choices import ImportObstacle
from hjulet.check.indicators.imports.planning import CannotImport
from hjulet.check.indicators.measuring.choices import Rhythm
from hjulet.check.indicators.models import CannotAsk, FigureQuestion, MeasuredUnit, Measurement, Value
from hjulet.check.indicators.questions import workflows
from hjulet.check.indicators.questions.access import answering, may_answer
from hjulet.check.indicators.questions.choices import QuestionObstacle as Obstacle
from hjulet.check.indicators.questions.workflows import Said
from tests.check.indicators.imports.making import csv, kept
from tests.check.indicators.questions.making import AT, DAY, answered, as_seen, asked, figure, seen_by
from tests.factories import ActionFactory, IndicatorFactory, RoleHoldingFactory

LATER = AT + timedelta(hours=1)


def told(kind):
    found = Notice.objects.filter(kind=kind, withdrawn_at=None)
    return sorted((notice.user.name, notice.title) for notice in found.select_related("user"))


def waiting_for(user, day=DAY):
    return list(FigureQuestion.objects.visible_to(user, day).waiting_for(user, day))


def test_question_waits_for_sas_who_is_told_without_a_word_of_it(world):
    question = asked(world)

    assert (question.was, question.was_said, question.answer_by) == (
        Decimal(94),
        "94\u00a0%",
        date(2026, 12, 4),
    )
    assert told("figure_asked") == [("Stina Sas", "En fråga om en siffra väntar på ditt svar.")]
    assert waiting_for(world.people["sas"]) == [question]
    assert waiting_for(world.people["developer"]) == []


def test_log_says_who_asked_about_which_figure_and_nothing_of_the_words(world):
    question = asked(world, text="Varför just Solgården?")

    entry = Entry.objects.get(event="figurequestion.asked")
    assert (entry.actor_name, entry.object_id) == ("Per Politiker", str(question.pk))
    assert "Solgården" not in str(entry.details)


def test_where_nobody_is_sas_it_waits_for_those_who_else_may_answer(world):
    world.people["sas"].roles.all().delete()
    question = asked(world)

    assert [name for name, _title in told("figure_asked")] == ["Mia Mas", "Mårten Mar", "Ulla Utvecklare"]
    assert waiting_for(world.people["mas"]) == [question]


def test_what_the_only_sas_asks_waits_for_the_others(world):
    question = asked(world, "sas")

    assert "Stina Sas" not in [name for name, _title in told("figure_asked")]
    assert waiting_for(world.people["sas"]) == []
    assert waiting_for(world.people["developer"]) == [question]


def test_question_on_an_own_measurement_waits_for_whoever_measures(world):
    value, staff = figure(world), world.people["staff"]
    measurement = Measurement.objects.create(
        indicator=value.indicator, rhythm=Rhythm.YEAR, first_day=date(2024, 1, 1), made_by=staff, made_at=AT,
        form_token=uuid4(),
    )  # fmt: skip
    MeasuredUnit.objects.create(measurement=measurement, unit=value.unit, owner=staff)

    question = asked(world, value=value)

    assert [name for name, _title in told("figure_asked")] == ["Sara Natt"]
    assert waiting_for(staff) == [question]
    assert may_answer(staff, question, DAY)


def test_question_on_the_whole_municipality_waits_for_sas_of_the_sector(world):
    question = asked(world, value=figure(world, "ekvik"))

    assert [name for name, _title in told("figure_asked")] == ["Stina Sas"]
    assert waiting_for(world.people["sas"]) == [question]
    assert waiting_for(world.people["developer"]) == []
    assert may_answer(world.people["sas"], question, DAY)


def test_substitute_who_may_answer_is_told_first(world):
    Absence.objects.create(
        user=world.people["sas"],
        substitute=world.people["mas"],
        starts_on=DAY,
        ends_on=DAY + timedelta(days=3),
    )
    asked(world)

    ways = {notice.user.name: notice.way for notice in Notice.objects.filter(kind="figure_asked")}
    assert ways == {"Mia Mas": "digest", "Stina Sas": "app"}


def test_form_sent_twice_asks_once(world):
    user, value, token = world.people["politician"], figure(world), uuid4()
    first, second = (
        workflows.ask(seen_by(user, value), "Varför?", token, by=user, at=AT) for _time in range(2)
    )

    assert first == second
    assert FigureQuestion.objects.count() == 1


def test_answer_stays_and_the_one_who_asked_is_told(world):
    question = answered(asked(world), world.people["sas"])

    question.refresh_from_db()
    assert (question.state, question.answers.get().text) == (
        "answered",
        "Vi började med fast omsorgskontakt.",
    )
    assert told("figure_answered") == [("Per Politiker", "Din fråga om en siffra har fått svar.")]
    assert told("figure_asked") == []
    assert waiting_for(world.people["sas"]) == []


def test_two_who_answer_at_once_do_not_write_over_each_other(world):
    question = answered(asked(world), world.people["sas"])

    with pytest.raises(CannotAsk) as refused:
        workflows.answer(question, Said("Något annat."), seen=0, by=world.people["developer"], at=LATER)

    assert refused.value.obstacles == [Obstacle.FASTER]
    assert [answer.by.name for answer in question.answers.all()] == ["Stina Sas"]


def test_corrected_answer_keeps_the_earlier_one_and_is_told(world):
    question = answered(asked(world), world.people["sas"])
    workflows.answer(question, Said("Vi började i mars."), seen=1, by=world.people["developer"], at=LATER)

    said = [(answer.number, answer.text, answer.by.name) for answer in question.answers.all()]
    assert said == [
        (1, "Vi började med fast omsorgskontakt.", "Stina Sas"),
        (2, "Vi började i mars.", "Ulla Utvecklare"),
    ]
    assert ("Per Politiker", "Svaret på din fråga är rättat.") in told("figure_answered")


def test_answer_with_the_same_words_and_another_action_is_a_correction(world):
    question = answered(asked(world), world.people["sas"], "Ja.")
    action = ActionFactory(unit=world.units["solgarden"])

    workflows.answer(question, Said("Ja.", action=action), seen=1, by=world.people["sas"], at=LATER)

    assert [answer.action for answer in question.answers.all()] == [None, action]


def test_question_is_taken_back_and_nobody_is_asked_any_more(world):
    question = asked(world)
    workflows.withdraw(question, by=world.people["politician"], at=LATER)

    assert told("figure_asked") == []
    assert not FigureQuestion.objects.visible_to(world.people["sas"], DAY).exists()
    assert FigureQuestion.objects.visible_to(world.people["politician"], DAY).get() == question


def test_what_has_an_answer_is_not_taken_back(world):
    question = answered(asked(world), world.people["sas"])

    with pytest.raises(CannotAsk) as refused:
        workflows.withdraw(question, by=world.people["politician"], at=LATER)

    assert refused.value.obstacles == [Obstacle.ANSWERED]


def test_what_is_taken_back_is_not_answered(world):
    question = asked(world)
    workflows.withdraw(question, by=world.people["politician"], at=LATER)

    with pytest.raises(CannotAsk) as refused:
        workflows.answer(question, Said("Ja."), seen=0, by=world.people["sas"], at=LATER)

    assert refused.value.obstacles == [Obstacle.WITHDRAWN]


def test_answer_is_followed_up_once_even_by_two_at_once(world):
    politician, auditor = world.people["politician"], world.people["auditor"]
    question = answered(asked(world), world.people["sas"])
    more = workflows.follow_up(
        as_seen(politician, question), "Och de andra?", uuid4(), by=politician, at=LATER
    )

    with pytest.raises(CannotAsk) as refused:
        workflows.follow_up(as_seen(auditor, question), "Och sedan?", uuid4(), by=auditor, at=LATER)

    assert (more.follows, more.value) == (question, question.value)
    assert refused.value.obstacles == [Obstacle.FOLLOWED]


def test_follow_up_that_is_taken_back_leaves_room_for_another(world):
    politician, auditor = world.people["politician"], world.people["auditor"]
    question = answered(asked(world), world.people["sas"])
    first = workflows.follow_up(as_seen(politician, question), "Och?", uuid4(), by=politician, at=LATER)
    workflows.withdraw(first, by=politician, at=LATER)

    second = workflows.follow_up(as_seen(auditor, question), "Och då?", uuid4(), by=auditor, at=LATER)

    assert second.follows == question


def test_question_handed_over_waits_for_that_person_alone(world):
    question, manager = asked(world), world.people["manager"]
    workflows.hand_over(question, manager, by=world.people["sas"], at=LATER)

    assert [name for name, _title in told("figure_asked")] == ["Erik Chef"]
    assert waiting_for(manager) == [question]
    assert waiting_for(world.people["sas"]) == []


def test_question_of_somebody_who_has_left_waits_for_the_others_again(world):
    question, manager, sas = asked(world), world.people["manager"], world.people["sas"]
    workflows.hand_over(question, manager, by=sas, at=LATER)
    manager.roles.update(ends_on=DAY - timedelta(days=1))

    assert waiting_for(sas) == [question]
    assert answering(question, DAY) == [sas]


def test_question_is_handed_over_to_nobody_who_may_not_see_the_figure(world):
    with pytest.raises(CannotAsk) as refused:
        workflows.hand_over(asked(world), world.people["other_manager"], by=world.people["sas"], at=LATER)

    assert refused.value.obstacles == [Obstacle.CANNOT_ANSWER]


def test_follow_up_goes_to_whom_the_question_was_handed_over(world):
    question, manager, politician = asked(world), world.people["manager"], world.people["politician"]
    workflows.hand_over(question, manager, by=world.people["sas"], at=LATER)
    answered(question, manager)

    more = workflows.follow_up(as_seen(politician, question), "Och?", uuid4(), by=politician, at=LATER)

    assert more.asked_of == manager


@pytest.mark.parametrize(
    ("key", "sees"),
    [
        ("politician", False), ("auditor", False), ("staff", False), ("director", False), ("sas", True),
        ("manager", True), ("other_manager", False), ("neighbour", False),
    ],
)  # fmt: skip
def test_question_on_a_hidden_small_figure_is_hidden_with_it(world, key, sees):
    value = figure(world, is_published_source=False, respondents=4)
    asked(world, "manager", value=value)

    found = FigureQuestion.objects.visible_to(world.people[key], DAY)
    assert found.exists() == sees


def test_question_is_hidden_when_its_figure_becomes_small(world):
    value = figure(world)
    asked(world, value=value)
    Value.objects.update(respondents=3, is_published_source=False)

    assert not FigureQuestion.objects.visible_to(world.people["politician"], DAY).exists()


def test_page_says_what_the_figure_was_when_somebody_asked(world, client):
    question = asked(world)
    question.value.revise(to=Decimal(91), missing="", why="Fel i filen.", by=world.people["sas"], at=LATER)
    client.force_login(world.people["politician"])

    html = client.get(question.get_absolute_url()).content.decode()

    assert "När frågan ställdes stod det 94\u00a0%. Värdet är ändrat efter det, till 91\u00a0%." in html


def test_late_answer_is_reminded_of_once_a_week(world, capsys):
    asked(world)
    for day in ("2026-12-03", "2026-12-04", "2026-12-05", "2026-12-11"):
        call_command("remind_about_figures", today=date.fromisoformat(day))

    titles = [title for _name, title in told("figure_asked")]
    assert titles.count("En fråga om en siffra väntar fortfarande på ditt svar.") == 2


# -- a file that was read in ---------------------------------------------------------------------------------------
@pytest.fixture
def imported(world):
    by = world.people["developer"]
    measure = IndicatorFactory(municipality=world.municipality)
    batch = kept(world, csv("Mått;Enhet;År;Värde", f"{measure.name};Solgården;2025;94"), is_published=True)
    filling.read_in(batch, planning.plan(batch, by, DAY).fingerprint, skips_faulty=False, by=by, at=AT)
    return batch


def test_file_with_a_value_that_somebody_has_asked_about_is_not_undone(world, imported):
    question = asked(world, value=Value.objects.get())

    with pytest.raises(CannotImport) as refused:
        filling.undo(imported, by=world.people["developer"], at=LATER)

    assert refused.value.obstacles == [ImportObstacle.ASKED]
    assert question.value == Value.objects.get()


def test_question_that_was_taken_back_stops_no_undo(world, imported):
    question = asked(world, value=Value.objects.get())
    workflows.withdraw(question, by=world.people["politician"], at=LATER)

    filling.undo(imported, by=world.people["developer"], at=LATER)

    assert not Value.objects.exists()


def test_question_on_a_figure_that_is_gone_is_refused(world, imported):
    user = world.people["politician"]
    value = seen_by(user, Value.objects.get())
    filling.undo(imported, by=world.people["developer"], at=LATER)

    with pytest.raises(Value.DoesNotExist):
        workflows.ask(value, "Varför?", uuid4(), by=user, at=LATER)


def test_role_that_ends_takes_the_waiting_questions_with_it(world):
    asked(world)
    world.people["sas"].roles.update(ends_on=DAY - timedelta(days=1))
    RoleHoldingFactory(user=world.people["staff"], role=Role.SAS, unit=world.units["sektorn"])

    assert waiting_for(world.people["sas"]) == []
    assert len(waiting_for(world.people["staff"])) == 1
