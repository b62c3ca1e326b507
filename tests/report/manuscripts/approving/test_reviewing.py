"""Draft → review → back with the reason, or approved by somebody else."""

import pytest

from hjulet.base.notices.models import Notice
from hjulet.report.manuscripts.choices import Obstacle, Part, State
from hjulet.report.manuscripts.models import CannotChange, Manuscript, Round, SectionText
from hjulet.report.manuscripts.workflows.approving import Approval, approve
from hjulet.report.manuscripts.workflows.reviewing import send, send_back
from hjulet.report.manuscripts.workflows.writing import Place, save_text
from tests.report.manuscripts.approving.conftest import DAY, NOON
from tests.report.manuscripts.approving.making import AT, SECTION, WORDS


def test_sent_report_waits_for_the_director_who_is_told(world, in_review):
    assert in_review.state == State.REVIEW
    assert (
        Notice.objects.get(user=world.people["director"]).title == "En rapport väntar på att du granskar den."
    )


def test_sending_twice_is_one_turn(world, in_review):
    send(in_review, by=world.people["mas"], at=NOON, day=DAY)

    assert Round.objects.get().sent_by == world.people["sas"]


def test_texts_stand_still_while_the_report_is_reviewed(world, in_review):
    place = Place(in_review, SECTION, Part.ANALYSIS)
    save_text(place, "Något annat.", revision=1, by=world.people["sas"], at=AT)

    assert SectionText.objects.get(manuscript=in_review, section=SECTION).markdown == WORDS


def test_sent_back_report_says_what_must_be_done_and_can_be_written_again(world, in_review):
    send_back(in_review, "Skriv om lokalerna.", by=world.people["director"], at=NOON, day=DAY)

    found = Manuscript.objects.get()
    assert (found.state, found.rounds.get().reason) == (State.DRAFT, "Skriv om lokalerna.")
    assert Notice.objects.filter(user=world.people["sas"], title__contains="kommit tillbaka").exists()
    assert not Notice.objects.filter(user=world.people["director"], withdrawn_at=None).exists()


def test_report_is_not_sent_back_without_a_reason(world, in_review):
    with pytest.raises(CannotChange) as refused:
        send_back(in_review, " ", by=world.people["director"], at=NOON, day=DAY)

    assert refused.value.obstacles == [Obstacle.NO_REASON]


@pytest.mark.parametrize(
    ("number", "by", "obstacle"),
    [
        ("", "director", Obstacle.NO_REGISTRY_NUMBER),
        ("KOS 1", "sas", Obstacle.OWN_REPORT),
        ("KOS 1", "director", Obstacle.CHANGED_MEANWHILE),  # another fingerprint than the one that was read
    ],
)
def test_report_is_not_approved_when_something_is_missing(world, in_review, number, by, obstacle):
    with pytest.raises(CannotChange) as refused:
        approve(in_review, Approval(number, "0" * 64), by=world.people[by], at=NOON)

    assert refused.value.obstacles == [obstacle]
    assert Manuscript.objects.get().state == State.REVIEW


def test_draft_is_not_approved(world, draft):
    with pytest.raises(CannotChange) as refused:
        approve(draft, Approval("KOS 1", ""), by=world.people["director"], at=NOON)

    assert Obstacle.WRONG_STATE in refused.value.obstacles
