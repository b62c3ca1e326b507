"""What reports wait for from me: questions, sections, and on my page."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from hjulet.base.people.models import Absence
from hjulet.desk.waiting import reports
from hjulet.report.manuscripts.choices import Part
from hjulet.report.manuscripts.models import Manuscript
from hjulet.report.manuscripts.workflows.owning import Choice, choose_owners
from hjulet.report.manuscripts.workflows.writing import Place, save_text
from tests.report.manuscripts.gathering.conftest import FRIDAY, NOON

MINE = reverse("manuscripts:mine")


def _page(signed_in, key):
    answer = signed_in(key).get(MINE)
    assert answer.status_code == 200
    return answer.content.decode()


def _give(world, manuscript, key="manager"):
    chosen = [Choice("samverkan", "Samverkan", world.people[key])]
    choose_owners(manuscript, chosen, by=world.people["sas"], at=NOON, day=FRIDAY)


def test_questions_stand_with_who_asks_and_by_when(sent, signed_in):
    sent(("samverkan", "manager"), ("processer", "manager"))
    page = _page(signed_in, "manager")

    assert "Hur gick det med samverkan?" in page
    assert "Stina Sas frågar, svar senast 4 december 2026." in page
    assert "Ingen rapport väntar på dig just nu." in _page(signed_in, "staff")


def test_substitute_sees_whose_question_it_is(world, sent, signed_in):
    sent(("samverkan", "staff"))
    today = timezone.localdate()
    Absence.objects.create(
        user=world.people["staff"], substitute=world.people["manager"], starts_on=today, ends_on=today
    )

    assert "Du är ersättare för Sara Natt." in _page(signed_in, "manager")


def test_many_questions_are_one_row_on_my_page_and_a_few_are_a_row_each(world, sent):
    sections = ("samverkan", "processer", "riskanalys")
    sent(*[(section, "manager") for section in sections])
    assert len(list(reports.to_answer(world.people["manager"], FRIDAY))) == 3

    sent(("klagomal", "manager"))
    row = next(iter(reports.to_answer(world.people["manager"], FRIDAY)))
    assert (row.text, row.href) == ("Svara på 4 frågor om rapporter", MINE)
    assert row.detail == "Ska vara klar 4 december 2026"


def test_section_stands_on_my_page_until_somebody_writes_in_it(world, manuscript):
    _give(world, manuscript)
    manager, today = world.people["manager"], FRIDAY
    Manuscript.objects.update(due_on=today + timedelta(days=9))
    row = next(iter(reports.to_write(manager, today)))
    assert (row.text, row.detail) == ("Skriv avsnittet Samverkan", "Ska vara klar 29 november 2026")
    assert row.href == reverse("manuscripts:section", args=[manuscript.pk, "samverkan"])

    save_text(Place(manuscript, "samverkan", Part.ACTIONS), "Så.", revision=0, by=manager, at=NOON)
    assert list(reports.to_write(manager, today)) == []


def test_section_of_a_report_that_is_reviewed_waits_for_nobody(world, manuscript):
    _give(world, manuscript)
    Manuscript.objects.update(state="review")

    assert list(reports.to_write(world.people["manager"], FRIDAY)) == []


def test_politician_is_never_asked_to_write(world):
    assert list(reports.to_write(world.people["politician"], FRIDAY)) == []
