"""Asking many at once: who is asked, who is told how often, who cannot be and why, and what the page keeps."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from hjulet.base.log.models import Entry
from hjulet.base.notices.models import Notice
from hjulet.base.people.models import Absence, RoleHolding
from hjulet.report.manuscripts.choices import NotAsked, Obstacle
from hjulet.report.manuscripts.models import CannotChange, Inquiry, Manuscript, SectionRequest
from hjulet.report.manuscripts.workflows.asking import answer, take_back
from hjulet.report.manuscripts.workflows.inquiring import inquire
from tests.report.manuscripts.gathering.conftest import FRIDAY, NOON

LATER = NOON + timedelta(hours=1)
ERIK = "Erik Chef, enhetschef Solgården"


def _page(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def _url(manuscript):
    return reverse("manuscripts:ask_many", args=[manuscript.pk])


def _form(**said):
    return {"token": uuid4(), "due_on": timezone.localdate() + timedelta(days=14), "common": ""} | said


def _why(inquiry):
    return [(row["section"], row["why"]) for row in inquiry.not_asked]


def test_person_with_several_questions_gets_one_message_that_leads_to_the_list(world, sent):
    sent(("samverkan", "manager"), ("processer", "manager"), ("riskanalys", "staff"))
    notices = {notice.user.name: (notice.title, notice.path) for notice in Notice.objects.all()}

    assert notices["Erik Chef"] == ("Du har fått 2 frågor om en rapport.", reverse("manuscripts:mine"))
    assert notices["Sara Natt"][1] == SectionRequest.objects.get(section="riskanalys").get_absolute_url()
    assert len(notices) == 2


def test_message_about_several_is_read_when_the_last_is_answered_or_taken_back(world, sent):
    inquiry = sent(("samverkan", "manager"), ("processer", "manager"))
    first, second = inquiry.requests.order_by("pk")
    answer(first, "Bra.", revision=1, by=world.people["manager"], at=LATER, day=FRIDAY)
    assert Notice.objects.get(user=world.people["manager"]).is_unread

    take_back(second, by=world.people["sas"], at=LATER)
    assert not Notice.objects.get(user=world.people["manager"]).is_unread


@pytest.mark.parametrize(
    ("to", "due_on", "why"),
    [
        ("former", date(2026, 12, 4), NotAsked.NO_ROLE),
        ("sas", date(2026, 12, 4), NotAsked.ONESELF),
        ("manager", date(2027, 6, 1), NotAsked.LEAVES),
    ],
)
def test_who_cannot_be_asked_is_told_with_the_reason_and_the_others_are_asked(world, sent, to, due_on, why):
    RoleHolding.objects.filter(user=world.people["manager"]).update(ends_on=date(2027, 1, 31))
    inquiry = sent(("samverkan", to), ("samverkan", "staff"), due_on=due_on)

    assert _why(inquiry) == [("samverkan", why)]
    assert [one.to.name for one in inquiry.requests.all()] == ["Sara Natt"]


def test_nobody_has_two_open_questions_about_one_section(world, sent):
    sent(("samverkan", "manager"))
    inquiry = sent(("samverkan", "manager"), ("processer", "manager"), ("processer", "manager"))

    assert _why(inquiry) == [("samverkan", NotAsked.HAS_QUESTION)]
    assert SectionRequest.objects.count() == 2


def test_same_form_twice_is_one_inquiry_and_one_log_entry(world, manuscript, question):
    token, sas = uuid4(), world.people["sas"]
    for is_new in (True, False):
        made = inquire(manuscript, [question("samverkan", "staff")], token, by=sas, at=NOON, day=FRIDAY)
        assert made.is_new is is_new

    assert SectionRequest.objects.count() == 1
    assert Entry.objects.filter(event="manuscript.asked_many").count() == 1


@pytest.mark.parametrize(("state", "why"), [("review", Obstacle.IN_REVIEW)])
def test_nobody_is_asked_while_the_report_is_reviewed(world, manuscript, question, state, why):
    Manuscript.objects.update(state=state)
    with pytest.raises(CannotChange) as refused:
        inquire(
            manuscript, [question("samverkan", "staff")], uuid4(), by=world.people["sas"], at=NOON, day=FRIDAY
        )

    assert refused.value.obstacles == [why]


def test_sas_asks_two_about_sections_of_their_own_on_one_page(world, manuscript, signed_in):
    said = {
        "pick-samverkan": "on", "to-samverkan": [ERIK, "anna granne"], "question-samverkan": "Hur gick mötena?",
        "pick-processer": "on", "to-processer": ["Sara Natt", ""],
    }  # fmt: skip
    page = _page(signed_in("sas").post(_url(manuscript), _form(**said), follow=True))

    asked = SectionRequest.objects.order_by("pk").values_list("section", "to__name", "question")
    own = (
        "Vilka processer och rutiner har ni tagit fram eller ändrat under 2025? Vilka behöver ses över 2026?"
    )
    assert set(asked) == {
        ("samverkan", "Erik Chef", "Hur gick mötena?"),
        ("samverkan", "Anna Granne", "Hur gick mötena?"),
        ("processer", "Sara Natt", own),
    }
    assert "3 personer är frågade" in page


def test_all_who_lead_units_below_one_get_a_question_each(world, manuscript, signed_in):
    said = {"pick-samverkan": "on", "to-samverkan": ["Alla enhetschefer under Äldreomsorg"]}
    signed_in("sas").post(_url(manuscript), _form(**said))

    assert {one.to.name for one in SectionRequest.objects.all()} == {"Erik Chef", "Anna Granne"}
    assert "0 av 2 har svarat" in _page(signed_in("sas").get(manuscript.get_absolute_url()))


def test_question_to_all_stands_where_a_section_has_none_of_its_own(world, manuscript, signed_in):
    url, page = _url(manuscript), _page(signed_in("sas").get(_url(manuscript)))
    assert "Med vilka har ni samverkat under 2025" in page
    said = {
        "common": "Vad har hänt?", "pick-samverkan": "on", "to-samverkan": [ERIK],
        "pick-processer": "on", "to-processer": [ERIK], "question-processer": "Vilka är nya?",
    }  # fmt: skip
    signed_in("sas").post(url, _form(**said))

    assert dict(SectionRequest.objects.values_list("section", "question")) == {
        "samverkan": "Vad har hänt?",
        "processer": "Vilka är nya?",
    }


def test_whole_chapter_asks_about_the_sections_that_must_have_a_text(world, manuscript, signed_in):
    chapter = "Ledningssystemets grundläggande uppbyggnad"
    page = _page(signed_in("sas").get(_url(manuscript)))
    number = page.split(chapter)[1].split('name="whole-')[1].split('"')[0]
    sections = ("lagrum", "processer", "samverkan")
    said = {f"whole-{number}": "on"} | {f"to-{one}": [ERIK] for one in sections}
    signed_in("sas").post(_url(manuscript), _form(**said))

    assert set(SectionRequest.objects.values_list("section", flat=True)) == set(sections)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, "Välj minst ett avsnitt att fråga om."),
        ({"pick-samverkan": "on"}, "Skriv vem du frågar, eller välj bort avsnittet."),
        (
            {"pick-samverkan": "on", "to-samverkan": ["Nils Utifrån"]},
            "Nils Utifrån: Ingen heter så, eller flera.",
        ),
        ({"pick-samverkan": "on", "to-samverkan": [ERIK], "due_on": "2020-01-01"}, "Dagen har redan varit."),
        ({"pick-samverkan": "on", "to-samverkan": [ERIK], "due_on": "i morgon"}, "due_on_error"),
        ({"pick-samverkan": "on", "to-samverkan": [ERIK], "question-samverkan": "x" * 2001}, "2000"),
        ({"pick-samverkan": "on", "to-samverkan": [ERIK], "token": "nej"}, "UUID"),
        ({"pick-finns-inte": "on", "to-samverkan": ["x" * 5000]}, "Välj minst ett avsnitt att fråga om."),
    ],
)
def test_what_cannot_be_sent_is_said_at_its_place_and_nothing_that_was_typed_is_lost(
    world, manuscript, signed_in, said, expected
):
    typed = {"to-riskanalys": ["Mia"], "question-riskanalys": "Min egen fråga", "common": "Till alla"}
    page = _page(signed_in("sas").post(_url(manuscript), _form(**typed | said)))

    assert expected in page
    for words in ("Mia", "Min egen fråga", "Till alla"):
        assert words in page
    assert not SectionRequest.objects.exists()


def test_result_names_who_could_not_be_asked_and_whose_substitute_gets_it(world, sent, signed_in):
    Absence.objects.create(
        user=world.people["staff"], substitute=world.people["manager"],
        starts_on=date(2026, 11, 16), ends_on=date(2026, 11, 30),
    )  # fmt: skip
    inquiry = sent(("samverkan", "former"), ("processer", "staff"))
    page = _page(signed_in("sas").get(inquiry.get_absolute_url()))

    assert "Samverkan: Frida Före har ingen roll i dag." in page
    assert "Sara Natt är borta till och med 30 november 2026. Erik Chef får frågan först." in page


def test_page_begins_with_what_is_missing_and_with_the_one_who_has_the_section(world, manuscript, signed_in):
    page = _page(signed_in("sas").get(_url(manuscript), {"borja": "saknas"}))

    assert 'name="pick-samverkan" checked' in page
    assert 'name="pick-kallor" checked' not in page
    assert _page(signed_in("sas").get(_url(manuscript), {"borja": "<script>"}))


def test_no_inquiry_is_seen_from_outside(world, sent, signed_in):
    inquiry = sent(("samverkan", "manager"))

    assert signed_in("neighbour").get(inquiry.get_absolute_url()).status_code == 404
    assert signed_in("manager").get(inquiry.get_absolute_url()).status_code == 404
    assert Inquiry.objects.count() == 1
