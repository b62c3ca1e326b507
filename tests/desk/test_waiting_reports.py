"""What waits for me in reports: asked, answered, sent to review, to be checked for secrecy."""

from datetime import UTC, date, datetime, timedelta

import pytest

from hjulet.desk.waiting import reports
from hjulet.report.manuscripts.choices import Point
from hjulet.report.manuscripts.models import SectionRequest
from hjulet.report.manuscripts.workflows.asking import answer
from hjulet.report.manuscripts.workflows.publishing import sign
from hjulet.report.manuscripts.workflows.reviewing import send, send_back
from hjulet.report.manuscripts.workflows.starting import Wanted, start
from hjulet.report.reports.choices import Kind
from tests.report.manuscripts.approving.access_makers import stored

AT = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)


@pytest.fixture
def manuscript(world):
    return start(Wanted(Kind.QUALITY, world.units["sektorn"], 2025), by=world.people["sas"], at=AT)[0]


@pytest.fixture
def question(world, manuscript):
    return SectionRequest.objects.create(
        manuscript=manuscript, section="samverkan", section_title="Samverkan", to=world.people["manager"],
        question="Hemligt?", due_on=TODAY - timedelta(days=1), asked_by=world.people["sas"], asked_at=AT,
        form_token="6a0d0b1e-0000-4000-8000-0000000000aa",
    )  # fmt: skip


def rows(feature, world, who):
    return [(row.text, row.is_late) for row in feature(world.people[who], TODAY)]


def test_a_question_waits_for_the_one_who_is_asked_and_then_for_the_one_who_asked(world, question):
    assert rows(reports.to_answer, world, "manager") == [("Svara på en fråga: Samverkan", True)]
    assert rows(reports.to_answer, world, "staff") == []
    answer(question, "Så här.", revision=1, by=world.people["manager"], at=AT, day=TODAY)

    assert rows(reports.to_answer, world, "manager") == []
    assert rows(reports.to_take_in, world, "sas") == [("Lägg in ett svar: Samverkan", False)]
    assert rows(reports.to_take_in, world, "manager") == []


def test_a_report_in_review_waits_for_the_one_who_approves(world, manuscript):
    send(manuscript, by=world.people["sas"], at=AT, day=TODAY)

    assert rows(reports.to_review, world, "director") == [
        ("Granska Kvalitetsberättelse 2025, utgåva 1", False)
    ]
    assert rows(reports.to_review, world, "sas") == []


def test_a_report_that_is_sent_back_waits_for_the_one_who_sent_it(world, manuscript):
    send(manuscript, by=world.people["sas"], at=AT, day=TODAY)
    assert rows(reports.to_mend, world, "sas") == []
    send_back(manuscript, "Skriv mer.", by=world.people["director"], at=AT, day=TODAY)

    waiting = [("Rätta Kvalitetsberättelse 2025, utgåva 1 efter granskningen", False)]
    assert rows(reports.to_mend, world, "sas") == waiting
    assert rows(reports.to_mend, world, "mas") == []
    assert rows(reports.to_review, world, "director") == []


def test_an_approved_edition_waits_for_its_secrecy_check(world):
    found = stored(world.units["sektorn"], world.people["director"], published=False)
    waiting = [("Kontrollera sekretessen i Kvalitetsberättelse 2024, utgåva 1", False)]
    assert rows(reports.to_check_for_secrecy, world, "registrar") == waiting
    assert rows(reports.to_check_for_secrecy, world, "developer") == []
    sign(found, Point.values, "", by=world.people["sas"], at=AT)

    assert rows(reports.to_check_for_secrecy, world, "registrar") == []


def test_an_older_edition_waits_no_more(world):
    stored(world.units["sektorn"], world.people["director"], published=False)
    stored(world.units["sektorn"], world.people["director"], published=False, number=2)

    assert [text for text, _late in rows(reports.to_check_for_secrecy, world, "sas")] == [
        "Kontrollera sekretessen i Kvalitetsberättelse 2024, utgåva 2"
    ]
