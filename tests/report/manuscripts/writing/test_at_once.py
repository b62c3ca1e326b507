"""Two who write at the very same time, on a database that lets them."""

from uuid import uuid4

import pytest
from django.utils import timezone

from hjulet.report.manuscripts.choices import Part
from hjulet.report.manuscripts.models import Comment, Manuscript, SectionText, TextVersion
from hjulet.report.manuscripts.workflows.commenting import Said, comment
from hjulet.report.manuscripts.workflows.starting import Wanted, start
from hjulet.report.manuscripts.workflows.writing import Place, save_text
from hjulet.report.reports.choices import Kind
from tests.act.actions.test_at_once import together
from tests.world import make_world

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def _begin(world, key="sas"):
    wanted = Wanted(Kind.QUALITY, world.units["sektorn"], 2025)
    return start(wanted, by=world.people[key], at=timezone.now())


def test_of_two_who_begin_at_once_both_come_to_the_same_report():
    world = make_world()
    ended = together(*[lambda key=key: _begin(world, key) for key in ("sas", "mas", "developer")])

    assert sorted(is_new for _found, is_new in ended) == [False, False, True]
    assert Manuscript.objects.count() == 1


def test_first_texts_of_two_who_save_at_once_are_both_kept():
    world = make_world()
    place = Place(_begin(world)[0], "processer", Part.ANALYSIS)

    def saving(key):
        return lambda: save_text(place, f"Av {key}.", revision=0, by=world.people[key], at=timezone.now())

    ended = together(*[saving(key) for key in ("sas", "mas", "developer")])

    assert sorted(saved.beside is None for saved in ended) == [False, False, True]
    assert SectionText.objects.count() == 1
    assert {version.markdown for version in TextVersion.objects.all()} == {
        "Av sas.",
        "Av mas.",
        "Av developer.",
    }


def _saying(found, user, token):
    now = timezone.now()
    said = Said("processer", "Varför?")
    return lambda: comment(found, said, token, by=user, at=now, day=now.date())


def test_double_click_is_one_comment():
    world, token = make_world(), uuid4()
    found, sas = _begin(world)[0], world.people["sas"]
    together(*[_saying(found, sas, token)] * 4)

    assert Comment.objects.count() == 1
