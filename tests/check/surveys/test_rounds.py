"""A round from plan to result: opening, closing, mixing, values, needs, talks and reminders."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from hjulet.act.actions.models import Need
from hjulet.base.log.models import Entry
from hjulet.base.notices.models import Notice
from hjulet.check.indicators.models import Indicator, Value
from hjulet.check.surveys.choices import Obstacle, Screening, State
from hjulet.check.surveys.models import (
    AccessCode,
    AnswerSheet,
    CannotMove,
    IsLocked,
    SurveyRound,
    WrittenAnswer,
)
from hjulet.check.surveys.workflows import building, planning
from hjulet.check.surveys.workflows.reminding import remind, run
from hjulet.check.surveys.workflows.screening import screen
from hjulet.check.surveys.workflows.settling import settle
from tests.check.surveys import making


@pytest.fixture
def sas(world):
    return world.people["sas"]


@pytest.fixture
def homes(world):
    return [world.units["solgarden"], world.units["bjorkgarden"]]


@pytest.fixture
def found(world, sas, homes):
    """An open round of home care questions without own words, at two units."""
    of = making.survey(world.units["aldreomsorg"], sas, "hemtjanst", title="Hur går det?")
    of.newest.questions.filter(scale="text").delete()
    return making.opened(of, homes, sas)


def values(of, unit):
    rows = Value.objects.filter(indicator__name__startswith=of.title, unit=unit)
    return {row.indicator.name.split(" – ")[1]: row for row in rows.select_related("indicator")}


def test_round_locks_its_questions_for_ever(found, sas):
    questionnaire = found.questionnaire
    questionnaire.refresh_from_db()
    assert questionnaire.is_locked
    with pytest.raises(IsLocked):
        questionnaire.lock()
    with pytest.raises(CannotMove) as refused:
        building.remove_question(questionnaire.questions.first(), by=sas, at=making.AT)

    assert refused.value.obstacles == [Obstacle.LOCKED]


def test_round_without_talk_does_not_open(world, sas, homes):
    of = making.survey(world.units["aldreomsorg"], sas, "hme")
    found = making.planned(of, homes, sas, talk_on=None)
    with pytest.raises(CannotMove) as refused:
        found.open(by=sas, at=making.AT)

    assert refused.value.obstacles == [Obstacle.NO_TALK]
    assert SurveyRound.objects.get(pk=found.pk).state == State.PLANNED


def test_database_holds_that_an_open_round_has_an_owner_and_a_talk(found):
    with pytest.raises(IntegrityError), transaction.atomic():
        SurveyRound.objects.filter(pk=found.pk).update(talk_on=None)


def test_manager_of_the_unit_owns_its_result(found, world, homes):
    assert making.asked(found, homes[0]).owner == world.people["manager"]
    assert making.asked(found, homes[1]).owner == world.people["other_manager"]


def test_manager_may_not_screen_what_is_written_of_the_own_unit(world, sas, homes):
    of = making.survey(world.units["aldreomsorg"], sas, "sabo")
    found = making.planned(of, homes, sas, screener=world.people["manager"])

    assert found.obstacles_to_opening(making.DAY) == [Obstacle.SCREENER_IS_MANAGER]


def test_two_rounds_of_one_survey_do_not_ask_a_unit_at_once(found, sas, homes):
    second = making.planned(found.survey, homes[:1], sas, opens_on=making.DAY + timedelta(days=5))

    assert second.obstacles_to_opening(making.DAY) == [Obstacle.OVERLAPS]


def test_open_round_keeps_its_first_day_and_does_not_end_before_it(found, sas, homes):
    names = {name: getattr(found, name) for name in planning.SAID}
    said = planning.RoundSaid(**{**names, "opens_on": date(2020, 1, 1), "closes_on": date(2020, 2, 1)})
    with pytest.raises(CannotMove) as refused:
        planning.rewrite_round(found, said, homes, by=sas, at=making.AT)

    assert refused.value.obstacles == [Obstacle.ENDS_BEFORE]
    assert SurveyRound.objects.get(pk=found.pk).closes_on == making.DAY + making.LASTS


def test_settling_waits_for_those_who_had_begun(found):
    found.close(by=None, at=making.AT)
    with pytest.raises(CannotMove) as refused:
        settle(found, by=None, at=making.AT + timedelta(minutes=59))

    assert refused.value.obstacles == [Obstacle.STILL_SENDING]


def test_settling_mixes_the_answers_and_forgets_the_codes(found, homes, sas):
    making.alike(found, homes[0], 6)
    planning.make_codes(making.asked(found, homes[0]), 4, by=sas, at=making.AT)
    before = set(AnswerSheet.objects.values_list("pk", flat=True))
    making.close_and_settle(found)

    assert AnswerSheet.objects.count() == 6
    assert not before & set(AnswerSheet.objects.values_list("pk", flat=True))
    assert not AccessCode.objects.exists()


def test_results_are_values_with_their_number_of_answers(found, homes, world):
    making.alike(found, homes[0], 6)
    making.alike(found, homes[1], 8, step=3)
    making.close_and_settle(found)

    own = values(found.survey, homes[0])["Kommer personalen när de har sagt?"]
    total = values(found.survey, world.units["aldreomsorg"])["Kommer personalen när de har sagt?"]
    assert (own.value, own.respondents, own.period_said) == (100, 6, "2026-10")
    assert (total.value, total.respondents, total.decimals) == (43, 14, 0)
    assert own.indicator.source_register == "egen mätning (brukarundersökning)"
    assert own.indicator.subject == "hemtjänst"


def test_hidden_result_is_a_value_that_says_why_and_no_number_of_answers(found, homes, world):
    making.alike(found, homes[0], 3)
    making.alike(found, homes[1], 9)
    making.close_and_settle(found)

    for unit in homes:  # the other is hidden too, so that the total does not tell
        value = next(iter(values(found.survey, unit).values()))
        assert (value.value, value.missing, value.respondents) == (None, "too_few", None)
    assert next(iter(values(found.survey, world.units["aldreomsorg"]).values())).respondents == 12


def test_round_that_nobody_answered_has_no_values(found):
    making.close_and_settle(found)

    assert not Value.objects.exists()
    assert found.state == State.SETTLED


def test_second_round_gives_the_same_measure_another_value(found, homes, sas):
    making.alike(found, homes[0], 6)
    making.close_and_settle(found)
    again = making.opened(found.survey, homes, sas, opens_on=date(2027, 10, 1), talk_on=date(2028, 2, 29))
    making.alike(again, homes[0], 6, step=2)
    making.close_and_settle(again)

    assert Indicator.objects.count() == len(making.questions(found))
    first = values(found.survey, homes[0])
    assert Value.objects.filter(indicator=next(iter(first.values())).indicator, unit=homes[0]).count() == 2


def test_hme_is_a_measure_with_its_parts(world, sas, homes):
    of = making.survey(world.units["aldreomsorg"], sas, "hme", title="Medarbetare")
    found = making.opened(of, homes, sas)
    making.alike(found, homes[0], 12, step=4)
    making.close_and_settle(found)

    names = set(values(of, homes[0]))
    assert {"HME, hållbart medarbetarengagemang", "HME motivation", "HME ledarskap", "HME styrning"} <= names
    assert values(of, homes[0])["HME motivation"].value == 75
    assert values(of, homes[0])["HME motivation"].indicator.unit_of_measure == "index"


def test_owners_are_told_of_the_result_and_nobody_is_named(found, homes, world):
    making.alike(found, homes[0], 6)
    making.close_and_settle(found)

    told = Notice.objects.filter(kind="survey_result")
    assert {notice.user for notice in told} == {world.people["manager"], world.people["other_manager"]}


def test_worst_answer_becomes_one_need_however_often_it_is_pressed(found, homes, world, signed_in):
    making.alike(found, homes[0], 6, step=3)
    making.close_and_settle(found)
    client, address = signed_in("manager"), f"/enkater/enhet/{making.asked(found, homes[0]).pk}/behov/"
    key = making.keys(found)[0]
    answers = [client.post(address, {"fraga": key}) for _time in range(2)]

    need = Need.objects.get()
    assert [answer.url for answer in answers] == [need.get_absolute_url()] * 2
    assert (need.unit, need.area, need.raised_by) == (homes[0], "egenkontroll", world.people["manager"])
    assert (
        "Se behovet" in client.get(f"/enkater/omgang/{found.pk}/resultat/?enhet=solgarden").content.decode()
    )


def test_what_all_say_together_becomes_a_need_of_the_surveys_own_unit(found, homes, signed_in):
    for home in homes:
        making.alike(found, home, 6, step=3)
    making.close_and_settle(found)
    client, page = signed_in("sas"), f"/enkater/omgang/{found.pk}/resultat/"
    key, address = making.keys(found)[0], f"/enkater/omgang/{found.pk}/behov/"
    assert f'action="{address}"' in client.get(page).content.decode()
    answers = [client.post(address, {"fraga": key}) for _time in range(2)]

    need = Need.objects.get()
    assert [answer.url for answer in answers] == [need.get_absolute_url()] * 2
    assert need.unit == found.survey.unit
    assert "Se behovet" in client.get(page).content.decode()
    assert "Se behovet" not in client.get(f"{page}?enhet=solgarden").content.decode()


@pytest.mark.parametrize("asked", ["", "finns-inte"])
def test_nothing_is_raised_from_a_question_that_is_not_shown(found, homes, asked, signed_in):
    making.alike(found, homes[0], 3, step=3)
    making.close_and_settle(found)
    for key in (asked, making.keys(found)[0]):  # three answers are too few to be shown
        answer = signed_in("sas").post(f"/enkater/omgang/{found.pk}/behov/", {"fraga": key})
        assert answer.status_code == 404

    assert not Need.objects.exists()


def test_talk_is_told_after_the_result_and_never_before(found, homes, sas):
    place = making.asked(found, homes[0])
    with pytest.raises(CannotMove):
        place.tell_of_talk(making.DAY, "", by=sas, at=making.AT)
    making.close_and_settle(found)
    place.refresh_from_db()
    place.tell_of_talk(date(2027, 1, 15), "Fler ska få välja tid.", by=sas, at=making.AT)

    assert making.asked(found, homes[0]).talked_on == date(2027, 1, 15)


# -- own words -----------------------------------------------------------------------------------------------------
@pytest.fixture
def written(world, sas, homes):
    of = making.survey(world.units["aldreomsorg"], sas, "sabo")
    found = making.opened(of, homes[:1], sas, screener=world.people["developer"])
    making.alike(found, homes[0], 6)
    making.wrote(found, homes[0], "Britta är snäll men maten är kall.")
    making.close_and_settle(found)
    return WrittenAnswer.objects.get()


def test_own_words_are_not_seen_before_somebody_has_screened_them(written, signed_in, world):
    address = f"/enkater/omgang/{written.round_unit.round_id}/resultat/"
    before = signed_in("manager").get(address).content.decode()
    assert "Britta" not in before
    assert "väntar på att Ulla Utvecklare läser den först" in before

    screen(written, "Någon är snäll men maten är kall.", by=world.people["developer"], at=making.AT)
    after = signed_in("manager").get(address).content.decode()
    assert "Någon är snäll men maten är kall." in after
    assert "Britta" not in after


def test_screener_sees_warnings_and_the_reading_is_logged(written, signed_in):
    address = f"/enkater/omgang/{written.round_unit.round_id}/granska/"
    html = signed_in("developer").get(address).content.decode()

    assert "Det ser ut att stå ett namn." in html
    assert Entry.objects.filter(event="writtenanswer.read", actor_name="Ulla Utvecklare").count() == 1
    assert signed_in("sas").get(address).status_code == 403
    assert signed_in("manager").get(address).status_code == 403


def test_text_can_be_withheld(written, signed_in):
    address = f"/enkater/omgang/{written.round_unit.round_id}/granska/"
    client = signed_in("developer")
    for number in ("inget", "", "z" * 32, str(uuid4())):
        assert client.post(address, {"text": number, "shown": "x"}).status_code == 404
    client.post(address, {"text": str(written.pk), "shown": "x", "dolj": "1"})

    assert WrittenAnswer.objects.get().state == Screening.WITHHELD


# -- the daily round -----------------------------------------------------------------------------------------------
def test_daily_round_opens_closes_and_settles(world, sas, homes):
    of = making.survey(world.units["aldreomsorg"], sas, "hme")
    found = making.planned(of, homes, sas)
    last = making.DAY + making.LASTS
    for day in (making.DAY - timedelta(days=1), making.DAY, making.DAY, last, last + timedelta(days=1)):
        list(run(day, making.at_noon(day)))
    found.refresh_from_db()

    assert found.state == State.SETTLED
    events = [one.event for one in Entry.objects.filter(event__startswith="surveyround.").order_by("id")]
    assert events == [
        "surveyround.planned",
        "surveyround.opened",
        "surveyround.closed",
        "surveyround.settled",
    ]


def test_round_that_lacks_something_does_not_open_by_itself(world, sas, homes):
    of = making.survey(world.units["aldreomsorg"], sas, "sabo")
    found = making.planned(of, homes, sas)  # nobody screens
    list(run(making.DAY, making.at_noon(making.DAY)))
    found.refresh_from_db()

    assert found.state == State.PLANNED


def test_staff_are_all_reminded_alike_and_once(world, sas, homes):
    of = making.survey(world.units["aldreomsorg"], sas, "hme")
    found = making.opened(of, homes[:1], sas)
    first = remind(found, at=making.at_noon(making.DAY), key="idag")
    second = remind(found, at=making.at_noon(making.DAY), key="idag")

    assert (first, second) == (2, 0)  # Sara and Erik hold roles there; nobody knows who has answered
    notice = Notice.objects.filter(kind="survey_open").first()
    assert notice.path == f"/svara/{making.asked(found, homes[0]).token}/"


def test_users_are_reminded_through_the_owner(found, world):
    told = remind(found, at=making.at_noon(making.DAY), key="2")

    assert told == 2
    assert {notice.user.name for notice in Notice.objects.filter(kind="survey_open")} == {
        "Erik Chef",
        "Anna Granne",
    }


def test_command_can_be_run_twice(found, capsys):
    for _time in range(2):
        call_command("run_surveys", today=making.DAY)

    assert "ändringar" in capsys.readouterr().out


# -- versions ------------------------------------------------------------------------------------------------------
def test_new_version_keeps_keys_texts_and_pictures(found, sas):
    question = found.questionnaire.questions.first()
    found.questionnaire.texts.create(language="en", title="How?")
    question.texts.create(language="en", text="On time?")
    new = building.renew(found.survey, by=sas, at=making.AT)

    assert (new.number, new.is_locked) == (2, False)
    assert [one.key for one in new.questions.all()] == [
        one.key for one in found.questionnaire.questions.all()
    ]
    assert new.questions.first().texts.get().text == "On time?"
    assert building.renew(found.survey, by=sas, at=making.AT) == new


def test_question_with_another_scale_is_another_question(found, sas):
    new = building.renew(found.survey, by=sas, at=making.AT)
    question = new.questions.first()
    was = question.key
    said = building.QuestionSaid(question.text, "", "one_to_five")
    seen = building.rewriting.fingerprint(question, building.SAID)
    building.rewrite_question(question, said, {}, [], seen=seen, by=sas, at=making.AT)

    assert new.questions.first().key != was


def test_moved_question_keeps_the_others_in_order(world, sas):
    of = making.survey(world.units["lss"], sas)
    first, second, *_rest = [one.key for one in of.newest.questions.all()]
    building.move_question(of.newest.questions.first(), 1, by=sas, at=making.AT)
    building.move_question(of.newest.questions.first(), -1, by=sas, at=making.AT)  # first already: it stays

    assert [one.key for one in of.newest.questions.all()][:2] == [second, first]
