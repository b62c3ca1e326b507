"""Whoever cannot answer says who can: the question goes on, and the one who asked is told."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hjulet.base.log.models import Entry
from hjulet.base.notices.models import Notice
from hjulet.report.manuscripts.choices import Obstacle, RequestState
from hjulet.report.manuscripts.models import CannotChange, SectionRequest
from hjulet.report.manuscripts.workflows.asking import Handing, answer, hand_over, take_back
from tests.report.manuscripts.gathering.conftest import FRIDAY, NOON

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def asked(sent):
    return sent(("samverkan", "staff"), ("processer", "staff")).requests.get(section="samverkan")


def _hand(world, asked, to="manager", word="Du var med på mötena."):
    said = Handing(world.people[to], word)
    return hand_over(asked, said, by=world.people["staff"], at=LATER, day=FRIDAY)


def _page(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def _url(asked):
    return reverse("manuscripts:hand_over", args=[asked.pk])


def test_question_goes_on_with_its_day_and_a_word_and_the_asker_is_told(world, asked):
    made = _hand(world, asked)
    asked.refresh_from_db()

    assert (asked.state, made.to.name, made.due_on) == (RequestState.HANDED_OVER, "Erik Chef", asked.due_on)
    assert (made.question, made.asked_by.name) == (asked.question, "Stina Sas")
    assert Notice.objects.get(user=world.people["manager"]).path == made.get_absolute_url()
    assert "lämnats vidare" in Notice.objects.get(user=world.people["sas"]).title
    assert Entry.objects.filter(event="manuscript.handed_over").count() == 1


def test_handing_over_twice_is_once(world, asked):
    assert _hand(world, asked) == _hand(world, asked, to="mas")
    assert SectionRequest.objects.waiting().filter(section="samverkan").count() == 1


def test_question_can_go_back_to_the_one_who_asked_and_on_again(world, asked):
    back = _hand(world, asked, to="sas")
    on = hand_over(back, Handing(world.people["mas"], ""), by=world.people["sas"], at=LATER, day=FRIDAY)

    assert [one.to.name for one in (asked, back, on)] == ["Sara Natt", "Stina Sas", "Mia Mas"]


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (lambda world, asked: answer(asked, "Ja.", revision=1, by=world.people["staff"], at=LATER, day=FRIDAY), [Obstacle.ANSWERED]),
        (lambda world, asked: take_back(asked, by=world.people["sas"], at=LATER), [Obstacle.WITHDRAWN]),
    ],
)  # fmt: skip
def test_question_that_waits_for_nobody_is_not_handed_over(world, asked, before, expected):
    before(world, asked)
    with pytest.raises(CannotChange) as refused:
        _hand(world, asked)

    assert refused.value.obstacles == expected


def test_nobody_gets_a_question_that_they_already_have(world, sent, asked):
    sent(("samverkan", "manager"))
    with pytest.raises(CannotChange) as refused:
        _hand(world, asked)

    assert refused.value.obstacles == [Obstacle.HAS_QUESTION]


def test_question_that_is_handed_over_is_neither_answered_nor_taken_back(world, asked):
    _hand(world, asked)
    for verb in (
        lambda: answer(asked, "Ja.", revision=1, by=world.people["staff"], at=LATER, day=FRIDAY),
        lambda: take_back(asked, by=world.people["sas"], at=LATER),
    ):
        with pytest.raises(CannotChange) as refused:
            verb()
        assert refused.value.obstacles == [Obstacle.HANDED_OVER]


def test_person_hands_over_on_a_page_and_both_pages_say_so(world, asked, signed_in):
    client = signed_in("staff")
    assert "Jag kan inte svara, fråga någon annan i stället" in _page(client.get(asked.get_absolute_url()))
    said = {"to": "Erik Chef, enhetschef Solgården", "word": "Du var med."}
    page = _page(client.post(_url(asked), said, follow=True))
    assert "Frågan är lämnad till Erik Chef." in page
    assert "/fraga/" + str(asked.pk) not in page

    made = SectionRequest.objects.get(handed_from=asked)
    page = _page(signed_in("manager").get(made.get_absolute_url()))
    assert "Sara Natt lämnade frågan vidare. ”Du var med.”" in page
    assert "Frågan är lämnad vidare till Erik Chef." in _page(client.get(asked.get_absolute_url()))


@pytest.mark.parametrize("to", ["", "Nils Utifrån", "Frida Före", "x" * 400, "\x00"])
def test_name_that_nobody_has_is_refused_and_the_word_is_kept(asked, signed_in, to):
    page = _page(signed_in("staff").post(_url(asked), {"to": to, "word": "Mitt ord"}))

    assert "id_to_error" in page
    assert "Mitt ord" in page
    assert SectionRequest.objects.count() == 2
