"""As last year: the same questions to the same people, a year on, and what to do when they have left."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from hjulet.base.people.choices import Role
from hjulet.base.people.models import RoleHolding
from hjulet.report.manuscripts import rules
from hjulet.report.manuscripts.models import SectionOwner, SectionRequest
from hjulet.report.manuscripts.workflows.asking import Question
from hjulet.report.manuscripts.workflows.inquiring import inquire
from hjulet.report.manuscripts.workflows.owning import Choice, choose_owners
from tests.factories import RoleHoldingFactory, UserFactory
from tests.report.manuscripts.gathering.conftest import FRIDAY, NOON, begun


@pytest.fixture
def last_year(world):
    """In the report for 2024 Frida, who was manager then, and Sara were asked about samverkan."""
    report = begun(world, 2024)
    asked = [
        Question(
            "samverkan",
            "Samverkan",
            world.people[key],
            "Hur var samverkan 2024? Och 2025?",
            date(2026, 12, 4),
        )
        for key in ("manager", "staff")
    ]
    inquire(report, asked, uuid4(), by=world.people["sas"], at=NOON, day=FRIDAY)
    return report


def _page(signed_in, report):
    url = reverse("manuscripts:ask_many", args=[report.pk])
    answer = signed_in("sas").get(url, {"borja": "forra-aret"})
    assert answer.status_code == 200
    return answer.content.decode()


def _left(world, key):
    yesterday = timezone.localdate() - timedelta(days=1)
    RoleHolding.objects.filter(user=world.people[key]).update(starts_on=date(2020, 1, 1), ends_on=yesterday)


def test_same_sections_are_ticked_with_the_same_people_and_the_years_moved(world, last_year, signed_in):
    page = _page(signed_in, begun(world))

    assert 'name="pick-samverkan" checked' in page
    assert 'name="pick-processer" checked' not in page
    assert "Hur var samverkan 2025? Och 2026?" in page
    assert 'value="Erik Chef, enhetschef Solgården"' in page
    assert 'value="Sara Natt, medarbetare Solgården"' in page
    assert not SectionRequest.objects.filter(manuscript__year=2025).exists()


def test_section_that_the_report_no_longer_has_is_named(world, last_year, signed_in):
    SectionRequest.objects.update(section="hemtjanst-2024", section_title="Hemtjänsten i norr")

    assert "finns inte i årets rapport: Hemtjänsten i norr." in _page(signed_in, begun(world))


def test_day_is_the_same_weekday_a_year_later_unless_it_has_been(world, last_year, signed_in):
    soon = timezone.localdate() - timedelta(days=360)
    SectionRequest.objects.update(due_on=soon)
    assert f'value="{rules.a_year_later(soon)}"' in _page(signed_in, begun(world))

    SectionRequest.objects.update(due_on=date(2020, 12, 4))
    assert f'value="{timezone.localdate() + timedelta(days=14)}"' in _page(signed_in, begun(world))


def test_whoever_has_left_is_followed_by_the_only_one_with_the_role(world, last_year, signed_in):
    _left(world, "manager")
    new = UserFactory(municipality=world.municipality, name="Nora Ny")
    RoleHoldingFactory(user=new, role=Role.MANAGER, unit=world.units["solgarden"])
    page = _page(signed_in, begun(world))

    assert "Erik Chef har slutat. Den som har rollen nu är vald." in page
    assert 'value="Nora Ny, enhetschef Solgården"' in page


def test_whoever_has_left_is_followed_by_nobody_when_there_are_two_or_none(world, last_year, signed_in):
    _left(world, "manager")
    assert "Erik Chef har slutat, och ingen ensam har samma roll." in _page(signed_in, begun(world))

    for name in ("Nora Ny", "Nils Ny"):
        new = UserFactory(municipality=world.municipality, name=name)
        RoleHoldingFactory(user=new, role=Role.MANAGER, unit=world.units["solgarden"])
    page = _page(signed_in, begun(world))
    assert "Erik Chef har slutat, och ingen ensam har samma roll." in page


def test_whoever_has_been_asked_this_year_already_is_not_proposed_again(world, last_year, signed_in):
    now, sas = begun(world), world.people["sas"]
    for key, ticked in (("manager", True), ("staff", False)):
        said = Question("samverkan", "Samverkan", world.people[key], "Hur?", date(2026, 12, 4))
        inquire(now, [said], uuid4(), by=sas, at=NOON, day=FRIDAY)
        page = _page(signed_in, now)
        assert ('name="pick-samverkan" checked' in page) is ticked
        assert f'value="{world.people[key].name}, ' not in page.split("<form class")[1]


def test_nothing_is_proposed_where_the_report_was_not_written_the_year_before(world, signed_in):
    assert "samma som förra året" not in _page(signed_in, begun(world))


def test_owners_come_with_the_next_year_and_the_next_edition(world):
    before = begun(world, 2024)
    chosen = [Choice("infor", "Inför 2025", world.people["manager"])]
    choose_owners(before, chosen, by=world.people["sas"], at=NOON, day=FRIDAY)
    owner = SectionOwner.objects.get(manuscript=begun(world))

    assert (owner.user.name, owner.section_title) == ("Erik Chef", "Inför 2026")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 2, 13), date(2027, 2, 12)),  # a Friday stays one
        (date(2024, 2, 29), date(2025, 2, 27)),
        (date(2025, 1, 7), date(2026, 1, 7)),  # Tuesday would be Epiphany: the day after
        (date(2026, 2, 14), date(2027, 2, 13)),  # somebody who chose a Saturday may have it
    ],
)
def test_a_year_later_is_the_same_weekday_or_the_next_working_day(day, expected):
    assert rules.a_year_later(day) == expected


@pytest.mark.parametrize(
    ("held", "now", "expected"),
    [
        ({("manager", 1)}, {("manager", 1): {7}}, 7),
        ({("manager", 1)}, {("manager", 1): {7, 8}}, None),
        ({("manager", 1)}, {("manager", 2): {7}}, None),
        ({("manager", 1), ("manager", 2)}, {("manager", 1): {7}, ("manager", 2): {7}}, 7),
        (set(), {}, None),
    ],
)
def test_successor_is_the_only_one_who_holds_what_was_left(held, now, expected):
    assert rules.only_successor(held, now) == expected
