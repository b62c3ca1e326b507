"""What whoever leads does from the board: sees how far it has come, changes the day, reminds the late."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hjulet.base.log.models import Entry
from hjulet.base.notices.models import Notice
from hjulet.report.manuscripts import rules
from hjulet.report.manuscripts.choices import Obstacle, Part, State
from hjulet.report.manuscripts.facts import facts_of
from hjulet.report.manuscripts.models import CannotChange, Manuscript, SectionRequest
from hjulet.report.manuscripts.workflows.asking import answer
from hjulet.report.manuscripts.workflows.commenting import Said, comment
from hjulet.report.manuscripts.workflows.leading import change_due, remind_late
from hjulet.report.manuscripts.workflows.owning import Choice, choose_owners
from hjulet.report.manuscripts.workflows.writing import Place, offer_text, save_text
from tests.report.manuscripts.gathering.conftest import FRIDAY, NOON

LATE = date(2026, 12, 14)  # ten days after the day that the questions have
TODAY, MORNING = date(2026, 11, 21), 20


def _page(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def _board(signed_in, manuscript, key="sas", **said):
    return _page(signed_in(key).get(manuscript.get_absolute_url(), said))


def _url(name, manuscript):
    return reverse(f"manuscripts:{name}", args=[manuscript.pk])


def _write(world, manuscript, section):
    save_text(Place(manuscript, section, Part.ANALYSIS), "Text.", revision=0, by=world.people["sas"], at=NOON)


def test_late_are_reminded_once_a_day_with_a_message_each(world, manuscript, sent):
    sent(("samverkan", "manager"), ("processer", "manager"), ("riskanalys", "staff"))
    assert remind_late(manuscript, by=world.people["sas"], at=NOON, day=LATE) == 2
    titles = {one.user.name: one.title for one in Notice.objects.filter(key__startswith="report-late")}

    assert titles["Erik Chef"].startswith("2 frågor om en rapport har passerat sin dag.")
    assert titles["Sara Natt"].startswith("En fråga om en rapport har passerat sin dag.")
    with pytest.raises(CannotChange) as refused:
        remind_late(manuscript, by=world.people["mas"], at=NOON, day=LATE)
    assert refused.value.obstacles == [Obstacle.REMINDED_TODAY]
    assert remind_late(manuscript, by=world.people["mas"], at=NOON, day=LATE + timedelta(days=1)) == 2
    assert Entry.objects.filter(event="manuscript.reminded").count() == 2


@pytest.mark.parametrize(
    ("state", "reminded_on", "late", "expected"),
    [
        (State.DRAFT, None, 1, []),
        (State.REVIEW, date(2026, 12, 13), 1, []),
        (State.DRAFT, LATE, 1, [Obstacle.REMINDED_TODAY]),
        (State.DRAFT, None, 0, [Obstacle.NOBODY_LATE]),
        (State.APPROVED, None, 1, [Obstacle.CLOSED]),
    ],
)
def test_reminding_needs_somebody_who_is_late_and_a_new_day(state, reminded_on, late, expected):
    assert rules.obstacles_to_reminding(state, reminded_on, LATE, late=late) == expected


def test_board_reminds_with_one_press_and_then_says_that_it_is_done(manuscript, sent, signed_in):
    sent(("samverkan", "manager"))
    SectionRequest.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    assert "Påminn alla som är sena" in _board(signed_in, manuscript)

    page = _page(signed_in("sas").post(_url("remind", manuscript), follow=True))
    assert "1 person är påmind." in page
    assert "De som är sena är påminda i dag." in page
    assert "Påminn alla som är sena" not in page
    assert "redan påmints i dag" in _page(signed_in("sas").post(_url("remind", manuscript), follow=True))


def test_day_is_changed_and_a_press_that_changes_nothing_is_not_logged(world, manuscript):
    for _press in range(2):
        change_due(manuscript, date(2027, 2, 15), by=world.people["sas"], at=NOON)

    assert Manuscript.objects.get().due_on == date(2027, 2, 15)
    assert Entry.objects.filter(event="manuscript.due_changed").count() == 1


@pytest.mark.parametrize("typed", ["", "i morgon", "2027-02-30", "0000-00-00", "\x00"])
def test_day_that_is_none_is_refused_in_words(manuscript, signed_in, typed):
    answer = signed_in("sas").post(_url("change_due", manuscript), {"due_on": typed}, follow=True)

    assert 'data-color="danger"' in _page(answer)
    assert Manuscript.objects.get().due_on is None


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (23, "23 dagar kvar till "),
        (1, "1 dag kvar till "),
        (0, "Rapporten ska vara klar i dag."),
        (-2, ", för 2 dagar sedan."),
        (None, "Ingen dag är vald."),
    ],
)
def test_board_counts_the_days_that_are_left(manuscript, signed_in, days, expected):
    due_on = None if days is None else timezone.localdate() + timedelta(days=days)
    Manuscript.objects.update(due_on=due_on)

    assert expected in _board(signed_in, manuscript)


def test_section_is_done_when_it_is_written_and_nothing_waits_in_it(world, manuscript, signed_in):
    _write(world, manuscript, "samverkan")
    assert "1 av " in _board(signed_in, manuscript)

    comment(manuscript, Said("samverkan", "Varför?"), uuid4(), by=world.people["mas"], at=NOON, day=FRIDAY)
    page = _board(signed_in, manuscript)
    assert "0 av " in page
    assert "1 kommentar är inte löst." in page


def test_next_step_is_what_keeps_others_waiting_then_what_nobody_has_begun(
    world, manuscript, sent, signed_in
):
    assert "ingen är frågad. Fråga flera på en gång" in _board(signed_in, manuscript)

    place = Place(manuscript, "processer", Part.ANALYSIS)
    offer_text(place, "Ett förslag.", by=world.people["sas"], at=NOON)
    assert "Läs förslaget i Processer och rutiner och gör det till ert" in _board(signed_in, manuscript)

    inquiry = sent(("samverkan", "manager"))
    answer(inquiry.requests.get(), "Bra.", revision=1, by=world.people["manager"], at=NOON, day=FRIDAY)
    assert "Lägg in svaret i Samverkan" in _board(signed_in, manuscript)

    Manuscript.objects.update(state="review")
    assert "Rapporten granskas" in _board(signed_in, manuscript)


def test_board_shows_what_is_missing_and_what_is_mine(world, manuscript, signed_in):
    _write(world, manuscript, "samverkan")
    chosen = [Choice("riskanalys", "Riskanalys", world.people["mas"])]
    choose_owners(manuscript, chosen, by=world.people["sas"], at=NOON, day=FRIDAY)
    missing = _board(signed_in, manuscript, visa="saknas")
    assert "/avsnitt/samverkan/" not in missing
    assert "/avsnitt/riskanalys/" in missing

    mine = _board(signed_in, manuscript, key="mas", visa="mina")
    assert "/avsnitt/riskanalys/" in mine
    assert "/avsnitt/processer/" not in mine
    assert "Inget avsnitt är ditt" in _board(signed_in, manuscript, visa="mina")
    assert "/avsnitt/samverkan/" in _board(signed_in, manuscript, visa="' or 1=1")


def test_many_who_are_asked_about_one_section_are_counted_and_the_first_named(manuscript, sent, signed_in):
    keys = ("manager", "other_manager", "staff", "mas", "mar")
    inquiry = sent(*[("samverkan", key) for key in keys])
    first = inquiry.requests.first()
    answer(first, "Bra.", revision=1, by=first.to, at=NOON, day=FRIDAY)
    page = _board(signed_in, manuscript)

    assert "1 av 5 har svarat" in page
    assert "och 2 till" in page
    assert "Svar från Erik Chef att lägga in" in page


def test_director_reads_the_board_and_changes_nothing_from_it(manuscript, sent, signed_in):
    sent(("samverkan", "manager"))
    page = _board(signed_in, manuscript, key="director")

    assert "Fråga flera</a>" not in page.split("Härnäst")[1].split("board-actions")[1]
    assert "Påminn alla" not in page
    assert "<form" not in page.split('class="board')[1]


def test_board_asks_the_database_as_often_with_many_questions_as_with_one(manuscript, sent, signed_in):
    facts_of(manuscript)
    counts = []
    for section in ("samverkan", "processer"):
        sent(*[(section, key) for key in ("manager", "staff", "mas")])
        client = signed_in("sas")
        client.get(manuscript.get_absolute_url())
        with CaptureQueriesContext(connection) as asked:
            client.get(manuscript.get_absolute_url())
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 20
