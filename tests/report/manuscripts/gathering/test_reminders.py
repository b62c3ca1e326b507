"""Who is reminded of sections, and what whoever leads is told once a week."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from hjulet.base.notices.models import Notice
from hjulet.base.people.models import RoleHolding
from hjulet.report.manuscripts.choices import Part
from hjulet.report.manuscripts.models import Manuscript
from hjulet.report.manuscripts.workflows.owning import Choice, choose_owners
from hjulet.report.manuscripts.workflows.writing import Place, save_text
from tests.report.manuscripts.gathering.conftest import FRIDAY, NOON

DUE = date(2026, 12, 4)  # a Friday


def _run(day):
    call_command("remind_about_reports", today=day, stdout=StringIO())


def _told(key):
    return sorted((one.user.name, one.title) for one in Notice.objects.filter(key__startswith=key))


@pytest.fixture
def shared(world, manuscript):
    """Erik has two sections of a report that is to be ready on 4 December."""
    Manuscript.objects.update(due_on=DUE)
    chosen = [
        Choice(section, title, world.people["manager"])
        for section, title in (("samverkan", "Samverkan"), ("riskanalys", "Riskanalys"))
    ]
    choose_owners(manuscript, chosen, by=world.people["sas"], at=NOON, day=FRIDAY)
    return manuscript


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 20), []),  # the day it is given the message itself is told
        (date(2026, 11, 26), []),
        (date(2026, 11, 27), ["2 avsnitt som du ansvarar för ska vara klara 4 december 2026."]),
        (date(2026, 12, 12), ["2 avsnitt som du ansvarar för skulle ha varit klara 4 december 2026."]),
    ],
)
def test_owner_is_reminded_once_of_all_the_sections_without_a_text(shared, day, expected):
    for _round in range(2):
        _run(day)

    assert [title for _name, title in _told("report-section-due")] == expected


def test_section_with_a_text_is_not_reminded_of(world, shared):
    for section in ("samverkan", "riskanalys"):
        place = Place(shared, section, Part.ANALYSIS)
        save_text(place, "Text.", revision=0, by=world.people["manager"], at=NOON)
    _run(date(2026, 12, 12))

    assert not Notice.objects.filter(key__startswith="report-section-due").exists()
    assert _told("report-summary") == []


def test_sas_is_told_once_a_week_what_is_late(sent, shared):
    sent(("processer", "staff"))
    for days in range(14):  # the first late day is Saturday 5 December
        _run(DUE + timedelta(days=days))

    said = "En fråga om en rapport har passerat sin dag utan svar. 2 avsnitt i en rapport är sena."
    assert _told("report-summary") == [("Stina Sas", said)] * 3
    assert Notice.objects.filter(key__startswith="report-summary").first().path.endswith("?visa=saknas")


def test_another_sas_is_told_when_the_one_who_began_has_left(world, sent):
    sent(("processer", "staff"))
    RoleHolding.objects.filter(user=world.people["sas"]).update(ends_on=date(2026, 11, 30))
    RoleHolding.objects.filter(user=world.people["developer"]).update(role="sas")
    _run(date(2026, 12, 7))

    assert [name for name, _title in _told("report-summary")] == ["Ulla Utvecklare"]


def test_nothing_is_said_of_a_report_that_is_approved(world, sent, shared):
    sent(("processer", "staff"))
    Manuscript.objects.update(
        state="approved", registry_number="1", approved_at=NOON, approved_by=world.people["director"]
    )
    _run(date(2026, 12, 12))

    assert _told("report-summary") == _told("report-section-due") == _told("report-due") == []
