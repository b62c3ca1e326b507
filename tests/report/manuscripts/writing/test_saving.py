"""Nothing that anybody wrote is lost, and who wrote what stays."""

from datetime import timedelta

import pytest

from hjulet.base.log.models import Entry
from hjulet.report.manuscripts.choices import Obstacle, Part
from hjulet.report.manuscripts.models import CannotChange, Manuscript, SectionText, TextVersion
from hjulet.report.manuscripts.workflows.starting import Wanted, start
from hjulet.report.manuscripts.workflows.writing import (
    answer_offer,
    offer_text,
    restore,
    save_text,
    settle,
)
from hjulet.report.reports.choices import Kind
from tests.report.manuscripts.writing.conftest import NOON

LATER = NOON + timedelta(hours=1)


def _versions(**about):
    found = TextVersion.objects.filter(**about).order_by("pk")
    return [(version.markdown, version.written_by.name, version.is_beside) for version in found]


def test_two_who_begin_the_same_report_get_the_same(world, manuscript):
    wanted = Wanted(Kind.QUALITY, world.units["sektorn"], 2025)

    assert start(wanted, by=world.people["mas"], at=LATER) == (manuscript, False)
    assert Manuscript.objects.count() == 1
    assert Entry.objects.filter(event="manuscript.started").count() == 1


def test_next_edition_is_begun_beside_the_approved_one(world, manuscript):
    Manuscript.objects.update(
        state="approved", registry_number="KOS 2026/1", approved_at=NOON, approved_by=world.people["director"]
    )
    found, is_new = start(
        Wanted(Kind.QUALITY, world.units["sektorn"], 2025), by=world.people["sas"], at=LATER
    )

    assert (found.number, is_new) == (2, True)


def test_typing_on_is_one_version_and_one_log_entry(world, place):
    sas = world.people["sas"]
    first = save_text(place(), "Vi har", revision=0, by=sas, at=NOON)
    save_text(
        place(), "Vi har mätt.\r\n", revision=first.text.revision, by=sas, at=NOON + timedelta(minutes=1)
    )

    assert _versions() == [("Vi har mätt.", "Stina Sas", False)]
    assert SectionText.objects.get().revision == 2
    assert Entry.objects.filter(event="manuscript.written").count() == 1


def test_log_says_where_but_never_what_was_written(world, place):
    save_text(place(), "Hemligheten", revision=0, by=world.people["sas"], at=NOON)
    entry = Entry.objects.get(event="manuscript.written")

    assert entry.details == {"section": "processer", "part": "analysis", "revision": 1}


def test_two_who_write_at_once_are_both_kept(world, place):
    sas, mas = world.people["sas"], world.people["mas"]
    save_text(place(), "Stinas text.", revision=0, by=sas, at=NOON)
    saved = save_text(place(), "Mias text.", revision=0, by=mas, at=NOON)

    assert SectionText.objects.get().markdown == "Stinas text."
    assert saved.beside.markdown == "Mias text."
    assert _versions() == [("Stinas text.", "Stina Sas", False), ("Mias text.", "Mia Mas", True)]


def test_the_one_who_writes_beside_goes_on_in_the_same_version(world, place):
    sas, mas = world.people["sas"], world.people["mas"]
    save_text(place(), "Stinas text.", revision=0, by=sas, at=NOON)
    for words in ("Mias", "Mias text", "Mias text."):
        save_text(place(), words, revision=0, by=mas, at=NOON)

    assert _versions(is_beside=True) == [("Mias text.", "Mia Mas", True)]


def test_what_stands_beside_is_put_last_and_then_settled_once(world, place):
    sas, mas = world.people["sas"], world.people["mas"]
    save_text(place(), "Stinas text.", revision=0, by=sas, at=NOON)
    beside = save_text(place(), "Mias text.", revision=0, by=mas, at=NOON).beside
    for _press in range(2):
        settle(beside, append=True, by=sas, at=LATER)

    assert SectionText.objects.get().markdown == "Stinas text.\n\nMias text."
    assert not TextVersion.objects.waiting().exists()
    assert TextVersion.objects.get(is_beside=True).settled_by == sas


def test_what_is_written_while_the_report_is_reviewed_is_kept_beside_it(world, manuscript, place):
    Manuscript.objects.update(state="review")
    saved = save_text(place(), "För sent.", revision=0, by=world.people["sas"], at=NOON)

    assert saved.obstacles == (Obstacle.IN_REVIEW,)
    assert _versions() == [("För sent.", "Stina Sas", True)]
    assert SectionText.objects.get().markdown == ""


def test_text_that_is_too_long_is_refused_whole(world, place):
    with pytest.raises(CannotChange) as refused:
        save_text(place(), "x" * 20_001, revision=0, by=world.people["sas"], at=NOON)

    assert refused.value.obstacles == [Obstacle.TOO_LONG]


def test_older_version_comes_back_as_a_new_one(world, place):
    sas = world.people["sas"]
    save_text(place(), "Den första texten.", revision=0, by=sas, at=NOON)
    save_text(place(), "Något helt annat.", revision=1, by=sas, at=LATER)
    restore(TextVersion.objects.order_by("pk").first(), by=sas, at=LATER)

    assert [words for words, _who, _beside in _versions()] == [
        "Den första texten.",
        "Något helt annat.",
        "Den första texten.",
    ]
    assert TextVersion.objects.order_by("-pk").first().is_restored


def test_offer_is_nobodys_until_somebody_makes_it_their_own(world, place):
    sas = world.people["sas"]
    text = offer_text(place(), "Ett förslag.", by=sas, at=NOON)
    assert (text.is_offered, text.changed_by, _versions()) == (True, None, [])

    answer_offer(place(), own=True, by=sas, at=LATER)
    text.refresh_from_db()
    assert (text.is_offered, text.changed_by, text.markdown) == (False, sas, "Ett förslag.")
    assert _versions() == [("Ett förslag.", "Stina Sas", False)]


def test_offer_that_is_edited_is_the_editors_own(world, place):
    offer_text(place(), "Ett förslag.", by=world.people["sas"], at=NOON)
    saved = save_text(place(), "Ett bättre.", revision=1, by=world.people["mas"], at=NOON)

    assert (saved.text.is_offered, saved.text.changed_by.name) == (False, "Mia Mas")


def test_offer_that_is_taken_away_leaves_nothing(world, place):
    offer_text(place(), "Ett förslag.", by=world.people["sas"], at=NOON)
    answer_offer(place(), own=False, by=world.people["sas"], at=NOON)

    assert SectionText.objects.get().markdown == ""


@pytest.mark.parametrize(
    ("written", "draft", "expected"),
    [("Finns.", "Ett förslag.", Obstacle.HAS_TEXT), ("", "", Obstacle.NOTHING_TO_SAY)],
)
def test_offer_says_why_not(world, place, written, draft, expected):
    save_text(place(), written, revision=0, by=world.people["sas"], at=NOON)
    with pytest.raises(CannotChange) as refused:
        offer_text(place(Part.ANALYSIS), draft, by=world.people["sas"], at=NOON)

    assert refused.value.obstacles == [expected]
