"""Answering: once, anonymously, without loss, and only while the round takes answers."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from hjulet.base.log.models import Entry
from hjulet.check.surveys.choices import Refusal, State
from hjulet.check.surveys.forms.answering import SALT
from hjulet.check.surveys.models import AccessCode, AnswerSheet, SurveyRound, WrittenAnswer
from hjulet.check.surveys.workflows.answering import Filled, NotTaken, send, type_in
from hjulet.check.surveys.workflows.planning import code_mark, make_codes, void_codes
from tests.check.surveys import making
from tests.check.surveys.access_makers import running


@pytest.fixture
def open_unit(world):
    return running(world.units["solgarden"], world.people["sas"])


@pytest.fixture
def page(open_unit):
    return f"/svara/{open_unit.token}/"


def typed(page, step=1, **more):
    """What a browser sends of the page: its hidden fields and a step everywhere."""
    shown = page.context["form"]
    names = {question.name: step for question in page.context["sheet"].questions}
    return {"number": shown["number"].value(), "begun": shown["begun"].value(), **names, **more}


def test_answer_is_kept_without_anybody_being_signed_in(page):
    client = Client()
    data = typed(client.get(page))
    answer = client.post(page, data)

    sheet = AnswerSheet.objects.get()
    assert answer.url == f"{page}tack/?sprak=sv"
    assert set(sheet.answers.values()) == {1}
    assert "Tack för dina svar" in client.get(answer.url).content.decode()


def test_nothing_tells_who_answered_from_where_or_when(page, django_assert_num_queries):
    before = Entry.objects.count()
    client = Client()
    client.post(page, typed(client.get(page)), REMOTE_ADDR="192.0.2.7", HTTP_USER_AGENT="Spårbar/1.0")

    fields = {field.name for field in AnswerSheet._meta.get_fields()}
    assert fields == {"id", "round_unit", "gender", "answers"}
    assert Entry.objects.count() == before
    assert "sessionid" not in client.cookies


def test_same_form_sent_twice_is_one_answer(page):
    client = Client()
    data = typed(client.get(page))
    first, second = client.post(page, data), client.post(page, data)

    assert (first.status_code, second.status_code) == (302, 302)
    assert AnswerSheet.objects.count() == 1


def test_empty_form_comes_back_with_words(page):
    client = Client()
    answer = client.post(page, typed(client.get(page), step=""))

    assert answer.status_code == 200
    assert str(Refusal.EMPTY.label) in answer.content.decode()
    assert not AnswerSheet.objects.exists()


@pytest.mark.parametrize("step", ["99", "-1", "ja", "\uff11", "", "1" * 400, "1.5", "٣"])
def test_choice_that_does_not_exist_is_no_answer_and_no_fault(page, open_unit, step):
    client = Client()
    data = typed(client.get(page), step=step)
    first = open_unit.round.questionnaire.questions.first()
    answer = client.post(page, {**data, f"fraga-{first.pk}": "2"})

    assert answer.status_code == 302
    assert AnswerSheet.objects.get().answers == {first.key: 2}


@pytest.mark.parametrize("number", ["", "x", "'; drop table", "0" * 500])
def test_form_without_a_readable_number_is_taken_all_the_same(page, number):
    client = Client()
    assert client.post(page, typed(client.get(page), number=number)).status_code in {200, 302}


def test_do_not_know_is_kept_apart_from_skipped(page, open_unit):
    client = Client()
    first, second = open_unit.round.questionnaire.questions.all()[:2]
    data = {**typed(client.get(page), step=""), f"fraga-{first.pk}": "0"}
    client.post(page, data)

    assert AnswerSheet.objects.get().answers == {first.key: 0}
    assert second.key not in AnswerSheet.objects.get().answers


@pytest.mark.django_db
def test_unknown_link_is_a_page_in_words():
    answer = Client().get("/svara/finns-inte/")

    assert answer.status_code == 404
    assert "Länken leder ingenstans" in answer.content.decode()


def begun(at):
    return signing.dumps(int(at.timestamp()), salt=SALT)


@pytest.mark.parametrize(
    ("began", "closed", "is_taken"),
    [
        (timedelta(minutes=40), timedelta(minutes=30), True),  # begun before the closing
        (timedelta(minutes=40), timedelta(minutes=61), False),  # the hour has gone
        (timedelta(minutes=20), timedelta(minutes=30), False),  # begun after it
    ],
    ids=["within the hour", "too late", "begun after"],
)
def test_what_was_begun_before_the_closing_may_be_sent_for_an_hour(page, open_unit, began, closed, is_taken):
    client, now = Client(), timezone.now()
    data = typed(
        client.get(page),
        begun=begun(
            now - max(began, closed + timedelta(minutes=1))
            if is_taken or closed > timedelta(hours=1)
            else now - began
        ),
    )
    SurveyRound.objects.filter(pk=open_unit.round_id).update(state=State.CLOSED, ended_at=now - closed)
    answer = client.post(page, data)

    assert AnswerSheet.objects.exists() == is_taken
    assert answer.status_code == (302 if is_taken else 403)


def test_time_that_somebody_else_wrote_is_no_time(page, open_unit):
    client, now = Client(), timezone.now()
    data = typed(client.get(page), begun=f"{int(now.timestamp()) - 9999}:fel")
    SurveyRound.objects.filter(pk=open_unit.round_id).update(state=State.CLOSED, ended_at=now)

    assert client.post(page, data).status_code == 403


def test_what_is_sent_while_the_round_is_settled_is_undone(open_unit):
    now = timezone.now()
    stale = open_unit
    SurveyRound.objects.filter(pk=open_unit.round_id).update(
        state=State.SETTLED, ended_at=now - timedelta(hours=2), settled_at=now
    )
    with pytest.raises(NotTaken):
        send(stale, making.filled(stale.round), begun=now - timedelta(hours=3), now=now)

    assert not AnswerSheet.objects.exists()


# -- codes ---------------------------------------------------------------------------------------------------------
@pytest.fixture
def coded(open_unit, world):
    SurveyRound.objects.filter(pk=open_unit.round_id).update(way="code")
    open_unit.round.refresh_from_db()
    return make_codes(open_unit, 3, by=world.people["sas"], at=making.AT)


def test_code_lets_one_answer_and_then_no_more(page, coded):
    client = Client()
    assert client.post(page, {"code": coded[0].lower()}).status_code == 302
    assert client.post(page, typed(client.get(page))).url.startswith(f"{page}tack")

    again = Client().post(page, {"code": coded[0]})
    assert again.status_code == 200
    assert "redan använd" in again.content.decode()
    assert AnswerSheet.objects.count() == 1


def test_code_is_used_up_by_sending_and_not_by_looking(page, coded):
    for _time in range(2):
        assert Client().post(page, {"code": coded[0]}).status_code == 302

    assert not AccessCode.objects.filter(is_used=True).exists()


def test_two_browsers_with_one_code_give_one_answer(open_unit, coded):
    mark, now = code_mark(coded[1]), timezone.now()
    send(open_unit, making.filled(open_unit.round), code=mark, begun=now, now=now)
    with pytest.raises(NotTaken) as found:
        send(open_unit, making.filled(open_unit.round), code=mark, begun=now, now=now)

    assert found.value.refusal == Refusal.USED
    assert AnswerSheet.objects.count() == 1


def test_code_is_given_back_when_the_answer_could_not_be_kept(open_unit, coded):
    mark, now = code_mark(coded[1]), timezone.now()
    SurveyRound.objects.filter(pk=open_unit.round_id).update(
        state=State.CLOSED, ended_at=now - timedelta(hours=2)
    )
    with pytest.raises(NotTaken):
        send(open_unit, making.filled(open_unit.round), code=mark, begun=None, now=now)

    assert AccessCode.objects.get(mark=mark).is_used is False


def test_code_stands_nowhere_but_as_a_mark(coded):
    stored = str(list(AccessCode.objects.values())) + str(list(Entry.objects.values()))

    assert not [code for code in coded if code in stored]


def test_code_of_another_unit_opens_nothing(page, world, coded):
    other = running(world.units["bjorkgarden"], world.people["sas"])
    SurveyRound.objects.filter(pk=other.round_id).update(way="code")
    client = Client()
    client.post(page, {"code": coded[0]})

    assert "Koden på ditt brev" in client.get(f"/svara/{other.token}/").content.decode()


def test_fifty_wrong_codes_make_a_pause(page, coded):
    client = Client()
    for _time in range(50):
        client.post(page, {"code": "FELFELFE"})
    answer = client.post(page, {"code": coded[0]})

    assert "Vänta tio minuter" in answer.content.decode()


def test_codes_that_went_astray_can_be_taken_away(open_unit, coded, world, page):
    void_codes(open_unit, by=world.people["sas"], at=making.AT)

    assert "stämmer inte" in Client().post(page, {"code": coded[0]}).content.decode()


# -- own words, gender, paper, pictures ----------------------------------------------------------------------------
def test_own_words_are_sealed_and_not_tied_to_the_rest(world):
    of = making.survey(world.units["solgarden"], world.people["sas"], "sabo")
    found = making.opened(
        of, [world.units["solgarden"]], world.people["sas"], screener=world.people["developer"]
    )
    place, now = making.asked(found, world.units["solgarden"]), making.at_noon(making.DAY)
    text = of.newest.questions.get(scale="text")
    send(place, Filled(uuid4(), {"x": 1}, "", [(text, "Maten är kall.")]), begun=now, now=now)

    written = WrittenAnswer.objects.get()
    assert written.text == "Maten är kall."
    assert {field.name for field in WrittenAnswer._meta.get_fields()} >= {"round_unit", "question", "text"}
    assert not any(field.related_model is AnswerSheet for field in WrittenAnswer._meta.get_fields())
    raw = WrittenAnswer._base_manager.extra(select={"raw": '"surveys_writtenanswer"."text"'}).values_list(
        "raw", flat=True
    )
    assert "kall" not in raw[0]


def test_gender_is_kept_only_where_it_is_asked(page, open_unit):
    client = Client()
    client.post(page, typed(client.get(page), gender="woman"))
    assert AnswerSheet.objects.get().gender == ""

    SurveyRound.objects.filter(pk=open_unit.round_id).update(asks_gender=True)
    client.post(page, typed(client.get(page), gender="woman"))
    assert sorted(AnswerSheet.objects.values_list("gender", flat=True)) == ["", "woman"]


def test_paper_answer_is_typed_in_and_logged_without_what_it_says(open_unit, world):
    taken = type_in(open_unit, making.filled(open_unit.round), by=world.people["staff"], at=timezone.now())

    entry = Entry.objects.get(event="surveyround.paper_typed")
    assert taken
    assert entry.actor_name == "Sara Natt"
    assert entry.details == {"unit": "solgarden"}


def test_paper_can_not_be_typed_in_after_the_round(open_unit, world):
    SurveyRound.objects.filter(pk=open_unit.round_id).update(
        state=State.CLOSED, ended_at=timezone.now() - timedelta(hours=2)
    )
    open_unit.refresh_from_db()
    with pytest.raises(NotTaken):
        type_in(open_unit, making.filled(open_unit.round), by=world.people["staff"], at=timezone.now())


def test_other_language_turns_the_page_round(page, open_unit):
    questionnaire = open_unit.round.questionnaire
    questionnaire.texts.create(language="ar", title="كيف حالك؟")
    html = Client().get(f"{page}?sprak=ar").content.decode()

    assert 'lang="ar" dir="rtl"' in html
    assert "كيف حالك؟" in html
    assert "أحيانا" in html
    assert 'dir="ltr"' in Client().get(f"{page}?sprak=fi").content.decode()  # not written: Swedish
