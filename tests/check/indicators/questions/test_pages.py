"""The pages of questions, as somebody meets them in the browser."""

from uuid import uuid4

import pytest
from django.urls import reverse

from hjulet.check.indicators.models import FigureQuestion
from hjulet.check.indicators.questions import workflows
from hjulet.check.indicators.questions.workflows import Said
from tests.check.indicators.questions.making import AT, answered, asked, figure
from tests.factories import ActionFactory, NeedFactory


def url(name, thing):
    return reverse(f"indicators:{name}", args=[thing.pk])


def html(client, address, **said):
    return client.get(address, said).content.decode()


def test_whole_way_from_the_figure_to_the_answer_beside_it(world, signed_in):
    value = figure(world)
    politician = signed_in("politician")
    assert url("ask", value) in html(politician, url("value", value))
    sent = politician.post(url("ask", value), {"text": "Varför?", "token": uuid4()}, follow=True)
    assert "Frågan är skickad." in sent.content.decode()
    question = FigureQuestion.objects.get()

    sas = signed_in("sas")
    sas.post(url("question_answer", question), {"text": "Därför.", "seen": 0})

    for page in (url("value", value), reverse("indicators:detail", args=[value.indicator.slug])):
        assert "Därför." in html(signed_in("auditor"), page)


def test_hidden_small_figure_offers_no_question_and_takes_none(world, signed_in):
    value = figure(world, is_published_source=False, respondents=4)
    director = signed_in("director")

    assert url("ask", value) not in html(director, url("value", value))
    assert director.post(url("ask", value), {"text": "Varför?"}).status_code == 403
    assert not FigureQuestion.objects.exists()


def test_figure_of_others_takes_no_question(world, signed_in):
    value = figure(world)
    value.unit, value.comparison = None, "country"
    value.save(update_fields=["unit", "comparison"])

    assert signed_in("politician").post(url("ask", value), {"text": "Varför?"}).status_code == 403


def test_number_of_somebody_gives_pause_and_is_sent_when_meant(world, signed_in):
    value, politician = figure(world), signed_in("politician")
    said = {"text": "Gäller det 19121212-1212?", "token": uuid4()}

    assert "19121212-1212" in politician.post(url("ask", value), said).content.decode()
    assert not FigureQuestion.objects.exists()
    politician.post(url("ask", value), said | {"send_anyway": "1"})
    assert FigureQuestion.objects.count() == 1


@pytest.mark.parametrize("text", ["", "   ", "a" * 1001, "half \x00 sign"])
def test_question_that_cannot_be_sent_says_so_and_sends_nothing(world, signed_in, text):
    value = figure(world)

    answer = signed_in("politician").post(url("ask", value), {"text": text, "token": "no number"})

    assert answer.status_code == 200
    assert not FigureQuestion.objects.exists()


def test_second_who_answers_is_shown_the_first_answer_and_may_go_on(world, signed_in):
    question = answered(asked(world), world.people["sas"], "Det här sa jag.")
    developer = signed_in("developer")

    refused = developer.post(url("question_answer", question), {"text": "Och det här jag.", "seen": 0})
    page = refused.content.decode()
    assert "Stina Sas svarade medan du skrev" in page
    assert "Och det här jag." in page
    assert question.answers.count() == 1

    developer.post(
        url("question_answer", question),
        {"text": "Och det här jag.", "seen": refused.context["form"]["seen"].value()},
    )
    assert [answer.text for answer in question.answers.all()] == ["Det här sa jag.", "Och det här jag."]


@pytest.mark.parametrize("seen", ["-1", "", "x", "99"])
def test_answer_with_an_odd_form_changes_nothing(world, signed_in, seen):
    question = asked(world)

    answer = signed_in("sas").post(
        url("question_answer", question), {"text": "Ja.", "seen": seen, "action": "0"}
    )

    assert answer.status_code == 200
    assert not question.answers.exists()


def test_action_is_named_for_those_who_work_with_it_and_told_in_a_word_to_others(world, signed_in):
    action = ActionFactory(unit=world.units["solgarden"], title="Fadder åt alla nya")
    need = NeedFactory(unit=world.units["solgarden"], title="Nya vet inte var rutinen finns")
    question = asked(world)
    answered(question, world.people["sas"], action=action, need=need)

    for key, sees in (("sas", True), ("politician", False)):
        page = html(signed_in(key), question.get_absolute_url())
        assert (action.title in page, need.title in page) == (sees, sees)
        assert ("En åtgärd i verksamheten" in page) is not sees


def test_answer_takes_only_actions_that_the_writer_may_open(world, signed_in):
    question, elsewhere = asked(world), ActionFactory(unit=world.units["granby"])
    ActionFactory(unit=world.units["solgarden"])

    signed_in("sas").post(
        url("question_answer", question), {"text": "Ja.", "seen": 0, "action": elsewhere.pk}
    )

    assert not question.answers.exists()


def test_list_shows_what_is_asked_for_and_reads_nonsense_as_nothing(world, signed_in):
    answered(asked(world, text="Fråga ett?"), world.people["sas"])
    asked(world, text="Fråga två?")
    address, client = reverse("indicators:questions"), signed_in("politician")

    def shown(**said):
        page = html(client, address, **said)
        return [text in page for text in ("Fråga ett?", "Fråga två?")]

    assert shown() == [True, True]
    assert shown(visa="oppna") == [False, True]
    assert shown(visa="besvarade", ar="2026") == [True, False]
    assert shown(visa="mina") == [True, True]
    assert shown(visa="rymden", ar="1e9", page="x") == [True, True]
    assert "Inga frågor stämmer" in html(signed_in("auditor"), address, visa="mina")


def test_empty_list_says_what_it_is_for(world, signed_in):
    assert "Ingen har frågat om en siffra än" in html(
        signed_in("politician"), reverse("indicators:questions")
    )


def test_question_taken_back_is_gone_for_others(world, signed_in):
    question = asked(world)
    signed_in("politician").post(url("question_withdraw", question))

    assert signed_in("sas").get(question.get_absolute_url()).status_code == 404
    assert "Du har dragit tillbaka frågan" in html(signed_in("politician"), question.get_absolute_url())


def test_one_who_was_handed_the_question_may_answer_it(world, signed_in):
    question, manager = asked(world), signed_in("manager")
    assert manager.get(url("question_answer", question)).status_code == 403

    signed_in("sas").post(url("question_hand_over", question), {"to": world.people["manager"].pk})
    assert "Ligger hos Erik Chef" in html(signed_in("politician"), question.get_absolute_url())
    signed_in("manager").post(url("question_answer", question), {"text": "Jag vet.", "seen": 0})

    assert question.answers.get().by == world.people["manager"]


def test_my_page_has_a_row_with_the_day(world, signed_in):
    asked(world)

    page = html(signed_in("sas"), "/")

    assert "Svara på en fråga om en siffra: Brukarna känner sig trygga" in page


@pytest.mark.parametrize("amount", [1, 4])
def test_queries_do_not_grow_with_the_questions(world, signed_in, django_assert_max_num_queries, amount):
    value = figure(world)
    for number in range(amount):
        question = asked(world, text=f"Fråga {number}?", value=value)
        workflows.answer(question, Said("Svar."), seen=0, by=world.people["sas"], at=AT)
    client = signed_in("sas")

    with django_assert_max_num_queries(20):
        client.get(url("value", value))
