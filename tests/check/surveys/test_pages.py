"""Making a survey, reading its results, following a person: what pages take, refuse and show."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from PIL import Image

from hjulet.base.identities.models import Identity
from hjulet.base.log.models import Entry
from hjulet.check.indicators.models import Value
from hjulet.check.surveys.choices import State
from hjulet.check.surveys.models import (
    AnswerPicture,
    FollowedPerson,
    FollowUpSheet,
    Question,
    Survey,
    SurveyRound,
)
from hjulet.check.surveys.workflows.following import Consent, follow, measure
from tests.check.surveys import making
from tests.check.surveys.access_makers import settled
from tests.factories import IndicatorFactory


def picture():
    made = BytesIO()
    Image.new("RGB", (40, 40), "#226644").save(made, "PNG")
    return SimpleUploadedFile("bild.png", made.getvalue(), "image/png")


@pytest.fixture
def survey(world):
    return making.survey(world.units["lss"], world.people["sas"])


def test_survey_is_made_once_however_often_the_form_is_sent(world, signed_in):
    client = signed_in("manager")
    data = {
        "ready": "lss",
        "title": "Hur har du det?",
        "unit": world.units["solgarden"].pk,
        "token": str(uuid4()),
    }
    first, second = client.post("/enkater/ny/", data), client.post("/enkater/ny/", data)

    assert first.url == second.url
    made = Survey.objects.get()
    assert (made.audience, made.subject, made.newest.questions.count()) == ("users", "lss", 7)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""}, {"unit": "0"}, {"unit": "x"}, {"ready": "finns inte"}, {"token": "x"}, {"title": "x" * 200},
        {"ready": "hme", "audience": "users"}, {"audience": "alla"},
    ],
)  # fmt: skip
def test_what_cannot_be_a_survey_comes_back_with_words(world, signed_in, wrong):
    data = {"ready": "lss", "title": "Hej", "unit": world.units["solgarden"].pk, "token": str(uuid4())}
    answer = signed_in("manager").post("/enkater/ny/", {**data, **wrong})

    assert answer.status_code == 200
    assert not Survey.objects.exists()


def test_manager_cannot_make_a_survey_for_another_unit(world, signed_in):
    data = {"ready": "lss", "title": "Hej", "unit": world.units["bjorkgarden"].pk, "token": str(uuid4())}

    assert signed_in("manager").post("/enkater/ny/", data).status_code == 200
    assert not Survey.objects.exists()


def test_every_answer_can_have_its_own_picture_and_whoever_has_the_link_sees_it(world, signed_in, survey):
    question = survey.newest.questions.first()
    client = signed_in("sas")
    page = client.get(f"/enkater/fraga/{question.pk}/")
    data = {"text": question.text, "scale": question.scale, "seen": page.context["form"].initial["seen"]}
    client.post(f"/enkater/fraga/{question.pk}/", {**data, "picture-1": picture(), "picture": picture()})

    own = AnswerPicture.objects.get()
    assert (own.step, own.file.media_type) == (1, "image/jpeg")  # drawn anew
    found = making.opened(
        survey, [world.units["lonnen"]], world.people["sas"], screener=world.people["developer"]
    )
    SurveyRound.objects.filter(pk=found.pk).update(closes_on="2099-01-01", opens_on="2020-01-01")
    token = making.asked(found, world.units["lonnen"]).token
    html = Client().get(f"/svara/{token}/").content.decode()
    assert f"/svara/{token}/bild/{own.file_id}/" in html
    assert Client().get(f"/svara/{token}/bild/{own.file_id}/").status_code == 200
    assert Client().get(f"/svara/{token}/bild/{own.file_id + 99}/").status_code == 404


@pytest.mark.parametrize("name", ["bild.png", "bild.exe", "papper.pdf", "text.txt"])
def test_what_is_no_picture_is_said_and_the_question_is_saved(signed_in, survey, name):
    upload = SimpleUploadedFile(name, b"inte en bild", "image/png")
    data = {"text": "Ny fråga?", "scale": "yes_sometimes_no", "picture": upload}
    answer = signed_in("sas").post(f"/enkater/fragor/{survey.newest.pk}/ny/", data, follow=True)

    assert Question.objects.get(text="Ny fråga?").picture is None
    assert answer.context["messages"]


def test_two_who_change_a_question_do_not_write_over_each_other(signed_in, survey):
    question = survey.newest.questions.first()
    client = signed_in("sas")
    seen = client.get(f"/enkater/fraga/{question.pk}/").context["form"].initial["seen"]
    data = {"scale": question.scale, "seen": seen}
    client.post(f"/enkater/fraga/{question.pk}/", {**data, "text": "Först?"})
    answer = client.post(f"/enkater/fraga/{question.pk}/", {**data, "text": "Sedan?"}, follow=True)

    assert Question.objects.get(pk=question.pk).text == "Först?"
    assert "Någon annan har ändrat samtidigt" in answer.content.decode()


def test_language_without_a_title_is_taken_away(signed_in, survey):
    client, first = signed_in("sas"), survey.newest.questions.first()
    address = f"/enkater/fragor/{survey.newest.pk}/sprak/ar/"
    client.post(address, {"title": "كيف حالك؟", f"text-{first.pk}": "هل أنت بخير؟"})
    assert first.texts.get().text == "هل أنت بخير؟"
    client.post(address, {"title": ""})

    assert not first.texts.exists()
    assert [one.value for one in Survey.objects.get().newest.languages] == ["sv"]
    assert client.get(f"/enkater/fragor/{survey.newest.pk}/sprak/sv/").status_code == 404
    assert client.get(f"/enkater/fragor/{survey.newest.pk}/sprak/xx/").status_code == 404


def test_preview_sends_nothing(signed_in, survey):
    html = signed_in("sas").get(f"/enkater/fragor/{survey.newest.pk}/se/").content.decode()

    assert "Trivs du hemma?" in html
    assert "data-send disabled" in html


def round_data(world, **more):
    people = {"owner": world.people["sas"].pk, "screener": world.people["developer"].pk}
    days = {"opens_on": "2026-11-01", "closes_on": "2099-11-20", "talk_on": "2100-02-28"}
    return {
        "name": "Höst",
        "units": [world.units["lonnen"].pk],
        "way": "link",
        "token": str(uuid4()),
        **people,
        **days,
        **more,
    }


def test_round_is_planned_filled_in_and_opened(world, signed_in, survey):
    client = signed_in("sas")
    client.post(f"/enkater/{survey.pk}/ny-omgang/", round_data(world))
    found = SurveyRound.objects.get()
    place = found.units.get()
    client.post(
        f"/enkater/omgang/{found.pk}/enheter/", {f"invited-{place.pk}": "12", f"owner-{place.pk}": ""}
    )
    answer = client.post(f"/enkater/omgang/{found.pk}/status/", {"to": "open"}, follow=True)

    found.refresh_from_db()
    assert found.state == State.OPEN
    assert "Omgången är öppen." in answer.content.decode()
    assert (found.units.get().invited, found.units.get().owner) == (12, world.people["sas"])


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"owner": ""}, "Bestäm vem som äger resultatet"),
        ({"talk_on": ""}, "Bestäm vilken dag resultatet"),
        ({"talk_on": "2026-11-02"}, "måste ligga efter"),
        ({"closes_on": "2026-10-01"}, "ligger före den första"),
        ({"units": []}, "Välj minst en enhet."),
        ({"opens_on": "igår"}, "id_opens_on_error"),
        ({"units": ["x"]}, "id_units_error"),
    ],
)
def test_round_that_lacks_something_comes_back_with_words(world, signed_in, survey, wrong, words):
    answer = signed_in("sas").post(f"/enkater/{survey.pk}/ny-omgang/", round_data(world, **wrong))

    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not SurveyRound.objects.exists()


def test_round_page_counts_in_fives_while_it_is_open(world, signed_in):
    of = making.survey(world.units["aldreomsorg"], world.people["sas"], "hme")
    found = making.opened(of, [world.units["solgarden"]], world.people["sas"])
    making.alike(found, world.units["solgarden"], 8)
    html = signed_in("manager").get(f"/enkater/omgang/{found.pk}/").content.decode()

    assert "minst 5 svar" in html
    assert "8 svar" not in html


# -- results -------------------------------------------------------------------------------------------------------
@pytest.fixture
def three(world):
    """Three units: one too small, and a second hidden with it."""
    sas = world.people["sas"]
    of = making.survey(world.units["sektorn"], sas, "hme", title="Medarbetare")
    units = [world.units[name] for name in ("solgarden", "bjorkgarden", "lonnen")]
    found = making.opened(of, units, sas)
    making.alike(found, units[0], 20, step=5)
    making.alike(found, units[1], 3, step=1)
    making.alike(found, units[2], 8, step=4)
    return making.close_and_settle(found)


def test_result_shows_what_may_be_shown_and_hides_the_rest(three, signed_in):
    html = signed_in("sas").get(f"/enkater/omgang/{three.pk}/resultat/").content.decode()

    assert "31 svar" in html
    assert "20 svar" in html
    assert "8 svar" not in html  # with it the three could be counted out
    assert "Visas inte, för få svar" in html


def test_manager_reads_the_own_unit_and_all_together_and_no_other(three, signed_in):
    html = signed_in("manager").get(f"/enkater/omgang/{three.pk}/resultat/").content.decode()

    assert "Solgården" in html
    assert "Björkgården" not in html
    assert "Alla tillsammans" in html
    other = (
        signed_in("manager").get(f"/enkater/omgang/{three.pk}/resultat/?enhet=bjorkgarden").content.decode()
    )
    assert "Björkgården" not in other


def test_small_unit_is_told_in_words_that_it_is_too_small(three, signed_in):
    html = (
        signed_in("other_manager")
        .get(f"/enkater/omgang/{three.pk}/resultat/?enhet=bjorkgarden")
        .content.decode()
    )

    assert "För få svar för att visas" in html


def test_all_alike_is_told_without_a_false_interval(three, signed_in):
    html = signed_in("manager").get(f"/enkater/omgang/{three.pk}/resultat/?enhet=solgarden").content.decode()

    assert "HME, hållbart medarbetarengagemang är 100 av 100." in html
    assert "Alla svarade lika, så det går inte att säga hur säkert det är." in html


def test_files_hold_what_the_page_shows_and_no_more(three, signed_in):
    client = signed_in("manager")
    text = client.get(f"/enkater/omgang/{three.pk}/resultat.csv").getvalue().decode("utf-8-sig")
    book = load_workbook(BytesIO(client.get(f"/enkater/omgang/{three.pk}/resultat.xlsx").getvalue()))

    assert "Björkgården" not in text
    assert "Solgården;Mitt arbete känns meningsfullt;4 eller 5;20 av 20;100;84;100;20" in text
    assert book.active.max_row == 1 + 2 * 9
    assert client.get(f"/enkater/omgang/{three.pk}/resultat.exe").status_code == 404
    assert Entry.objects.filter(event="surveyround.downloaded").count() == 2


def test_formula_in_a_question_stays_a_text(world, signed_in):
    of = making.survey(world.units["solgarden"], world.people["sas"], "hemtjanst")
    of.newest.questions.filter(scale="text").delete()
    of.newest.questions.filter(position=0).update(text="=1+1")
    found = making.opened(of, [world.units["solgarden"]], world.people["sas"])
    making.alike(found, world.units["solgarden"], 6)
    making.close_and_settle(found)

    assert ";'=1+1;" in signed_in("sas").get(f"/enkater/omgang/{found.pk}/resultat.csv").getvalue().decode()


def test_national_value_stands_beside_the_own_question(world, signed_in):
    place = settled(world.units["solgarden"], world.people["sas"])
    indicator = IndicatorFactory(municipality=world.municipality, unit_of_measure="%")
    Value.objects.create(
        indicator=indicator, comparison="country", period_start="2025-01-01", period_end="2025-12-31",
        period_said="2025", value=84,
    )  # fmt: skip
    Question.objects.filter(questionnaire=place.round.questionnaire, position=0).update(indicator=indicator)
    html = signed_in("sas").get(f"/enkater/omgang/{place.round_id}/resultat/").content.decode()

    assert "Riket 84\xa0% (2025)" in html


def test_earlier_round_and_three_years_are_told_in_words(world, signed_in):
    unit, sas = world.units["solgarden"], world.people["sas"]
    of = making.survey(unit, sas, "hemtjanst")
    of.newest.questions.filter(scale="text").delete()
    for year, good in ((2024, 38), (2025, 28), (2026, 14)):
        first = making.DAY.replace(year=year)
        found = making.opened(of, [unit], sas, opens_on=first)
        key = making.keys(found)[0]
        making.answer(found, unit, [{key: 1}] * good + [{key: 3}] * (40 - good))
        making.close_and_settle(found)
    html = signed_in("manager").get(f"/enkater/omgang/{found.pk}/resultat/").content.decode()

    assert "”Kommer personalen när de har sagt?” har blivit sämre." in html
    assert "Åren tillsammans: ned ungefär 30 procentenheter om året" in html
    assert "över 3 omgångar" in html


def test_round_that_nobody_answered_has_a_page(world, signed_in):
    of = making.survey(world.units["solgarden"], world.people["sas"], "hme")
    found = making.opened(of, [world.units["solgarden"]], world.people["sas"])
    making.close_and_settle(found)

    assert (
        "Ingen svarade" in signed_in("manager").get(f"/enkater/omgang/{found.pk}/resultat/").content.decode()
    )


# -- ISU -----------------------------------------------------------------------------------------------------------
@pytest.fixture
def following(world):
    return making.survey(world.units["sektorn"], world.people["sas"], "isu")


def followed(of, world, name="Påhittad Person"):
    said = Consent(world.units["solgarden"], name, "", making.DAY)
    return follow(of, said, uuid4(), by=world.people["case_officer"], at=making.AT)


def pair(of, world, before, after):
    person = followed(of, world)
    keys = [one.key for one in of.newest.questions.all()]
    for occasion, step in ((1, before), (2, after)):
        steps = dict.fromkeys(keys[:3], step)
        measure(person, occasion, steps, by=world.people["case_officer"], at=making.AT)
    return person


def test_person_is_followed_under_a_code_name(following, world, signed_in):
    client = signed_in("case_officer")
    data = {
        "name": "Hemlig Person", "unit": world.units["solgarden"].pk, "consented_on": "2026-10-01",
        "has_consented": "on", "token": str(uuid4()),
    }  # fmt: skip
    answer = client.post(f"/enkater/{following.pk}/isu/ny/", data, follow=True)

    person = FollowedPerson.objects.get()
    assert person.pseudonym in answer.content.decode()
    assert "Hemlig Person" not in answer.content.decode()
    assert "Hemlig" not in str(
        Identity._base_manager.extra(select={"raw": "sealed"}).values_list("raw", flat=True)[0]
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"consented_on": ""},
        {"has_consented": ""},
        {"consented_on": "2099-01-01"},
        {"number": "123"},
    ],
)
def test_nobody_is_followed_without_name_and_consent(following, world, signed_in, wrong):
    data = {
        "name": "Person", "unit": world.units["solgarden"].pk, "consented_on": "2026-10-01", "has_consented": "on",
        "token": str(uuid4()),
    }  # fmt: skip
    assert (
        signed_in("case_officer").post(f"/enkater/{following.pk}/isu/ny/", {**data, **wrong}).status_code
        == 200
    )
    assert not FollowedPerson.objects.exists()


def test_four_pairs_are_not_shown_and_five_are(following, world, signed_in):
    for _person in range(4):
        pair(following, world, 2, 4)
    client = signed_in("sas")
    assert (
        "4 personer har svarat både före och efter. Resultatet visas när minst fem"
        in client.get(f"/enkater/{following.pk}/isu/").content.decode()
    )
    pair(following, world, 2, 5)
    html = client.get(f"/enkater/{following.pk}/isu/").content.decode()

    assert "5 personer har svarat både före och efter." in html
    assert "+55 poäng" in html


def test_who_it_is_is_opened_for_a_reason_that_is_logged(following, world, signed_in):
    person = followed(following, world)
    client = signed_in("manager")
    assert (
        "Påhittad Person" not in client.post(f"/enkater/isu/{person.pk}/vem/", {"why": ""}).content.decode()
    )
    html = client.post(
        f"/enkater/isu/{person.pk}/vem/", {"why": "Ska ringa inför uppföljningen"}
    ).content.decode()

    assert "Påhittad Person" in html
    assert Entry.objects.get(event="identity.read").details == {"why": "Ska ringa inför uppföljningen"}


def test_consent_that_is_taken_back_takes_everything_with_it(following, world, signed_in):
    person = pair(following, world, 1, 2)
    identity = person.identity
    client = signed_in("case_officer")
    client.post(f"/enkater/isu/{person.pk}/ta-bort/")

    identity.refresh_from_db()
    assert identity.is_forgotten
    assert not FollowUpSheet.objects.exists()
    assert client.get(f"/enkater/isu/{person.pk}/").status_code == 404
