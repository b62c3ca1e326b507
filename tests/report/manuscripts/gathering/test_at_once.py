"""Two who gather at the very same time, on a database that lets them."""

from uuid import uuid4

import pytest

from hjulet.base.notices.models import Notice
from hjulet.report.manuscripts.models import CannotChange, Inquiry, SectionOwner, SectionRequest
from hjulet.report.manuscripts.workflows.asking import Handing, Question, ask, hand_over
from hjulet.report.manuscripts.workflows.inquiring import inquire
from hjulet.report.manuscripts.workflows.leading import remind_late
from hjulet.report.manuscripts.workflows.owning import Choice, choose_owners
from tests.act.actions.test_at_once import together
from tests.report.manuscripts.gathering.conftest import DUE, FRIDAY, NOON, begun
from tests.report.manuscripts.gathering.test_leading import LATE
from tests.world import make_world

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def _question(world, to="staff"):
    return Question("samverkan", "Samverkan", world.people[to], "Hur gick det?", DUE)


def test_double_click_is_one_inquiry_and_one_message():
    world, token = make_world(), uuid4()
    found, sas = begun(world), world.people["sas"]
    together(*[lambda: inquire(found, [_question(world)], token, by=sas, at=NOON, day=FRIDAY)] * 4)

    assert (Inquiry.objects.count(), SectionRequest.objects.count(), Notice.objects.count()) == (1, 1, 1)


def test_of_two_who_ask_the_same_person_at_once_one_asks():
    world = make_world()
    found = begun(world)

    def asking(key):
        return lambda: inquire(found, [_question(world)], uuid4(), by=world.people[key], at=NOON, day=FRIDAY)

    together(*[asking(key) for key in ("sas", "mas", "developer")])
    assert SectionRequest.objects.waiting().count() == 1
    assert sum(len(one.not_asked) for one in Inquiry.objects.all()) == 2


def test_of_two_who_choose_an_owner_at_once_one_is_told_that_the_other_was_faster():
    world = make_world()
    found = begun(world)

    def choosing(by, to):
        chosen = [Choice("samverkan", "Samverkan", world.people[to])]
        return lambda: choose_owners(found, chosen, by=world.people[by], at=NOON, day=FRIDAY)

    ended = together(choosing("sas", "staff"), choosing("mas", "manager"))
    assert sorted(len(chosen.taken) for chosen in ended) == [0, 1]
    assert SectionOwner.objects.count() == 1


def test_person_and_substitute_hand_over_to_one():
    world = make_world()
    asked = ask(begun(world), _question(world), uuid4(), by=world.people["sas"], at=NOON, day=FRIDAY)

    def handing(to):
        said = Handing(world.people[to], "")
        return lambda: hand_over(asked, said, by=world.people["staff"], at=NOON, day=FRIDAY)

    ended = together(handing("manager"), handing("mas"))
    assert ended[0] == ended[1]


def test_late_are_reminded_by_one_of_two():
    world = make_world()
    found = begun(world)
    inquire(found, [_question(world)], uuid4(), by=world.people["sas"], at=NOON, day=FRIDAY)

    def reminding(key):
        def remind():
            try:
                return remind_late(found, by=world.people[key], at=NOON, day=LATE)
            except CannotChange:
                return 0

        return remind

    assert sorted(together(reminding("sas"), reminding("mas"))) == [0, 1]
