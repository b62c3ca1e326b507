"""Two who write at the very same time, on a database that lets them."""

from uuid import uuid4

import pytest
from django.utils import timezone

from hjulet.base.notices.choices import Kind
from hjulet.base.notices.models import Notice
from hjulet.report.manuscripts.choices import Obstacle, Part
from hjulet.report.manuscripts.models import CannotChange, Comment, Manuscript, SectionText, TextVersion
from hjulet.report.manuscripts.workflows.commenting import Said, comment, reopen, reply, resolve
from hjulet.report.manuscripts.workflows.starting import Wanted, start
from hjulet.report.manuscripts.workflows.writing import Place, offer_text, save_text
from hjulet.report.reports.choices import Kind as Report
from tests.act.actions.test_at_once import together
from tests.world import make_world

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def _begin(world, key="sas"):
    wanted = Wanted(Report.QUALITY, world.units["sektorn"], 2025)
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


def test_double_click_is_one_answer_and_one_message():
    world, token, now = make_world(), uuid4(), timezone.now()
    found, sas, director = _begin(world)[0], world.people["sas"], world.people["director"]
    thread = _saying(found, director, uuid4())()
    together(*[lambda: reply(thread, "Så här.", token, by=sas, at=now, day=now.date())] * 4)

    assert thread.replies.count() == 1
    assert Notice.objects.filter(user=director, kind=Kind.REPORT_COMMENT).count() == 1


def test_answer_and_resolving_at_once_leave_a_thread_that_holds_together():
    world, now = make_world(), timezone.now()
    found, sas, mas = _begin(world)[0], world.people["sas"], world.people["mas"]
    thread = _saying(found, sas, uuid4())()
    together(
        lambda: resolve(thread, by=sas, at=now),
        lambda: reply(thread, "Nej.", uuid4(), by=mas, at=now, day=now.date()),
        lambda: resolve(thread, by=mas, at=now),
        lambda: reopen(thread, by=sas, at=now),
    )

    thread.refresh_from_db()
    assert (thread.resolved_at is None) == (thread.resolved_by is None)
    assert thread.replies.get().resolved_at is None


def test_two_who_take_last_years_text_at_once_get_it_once():
    world, now = make_world(), timezone.now()
    place = Place(_begin(world)[0], "processer", Part.ANALYSIS)

    def taking(key):
        def take():
            try:
                return offer_text(place, "Förra året.", is_last_years=True, by=world.people[key], at=now)
            except CannotChange as error:
                return error.obstacles

        return take

    ended = together(taking("sas"), taking("mas"), taking("developer"))

    assert sorted(one == [Obstacle.HAS_TEXT] for one in ended) == [False, True, True]
    assert SectionText.objects.get().is_last_years
