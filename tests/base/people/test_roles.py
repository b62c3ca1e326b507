"""The table Verb × Role, and how a role reaches down the tree for a period."""

from datetime import date, timedelta

import pytest
from django.conf import settings

from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Role, Verb
from hjulet.base.people.handbook import access_page
from hjulet.base.people.models import RoleHolding, RoleInAnotherMunicipality, User, units_visible_to
from hjulet.base.people.roles import PAGES, TABLE, may, may_see, units_given_roles_by, verbs_of
from hjulet.base.ui.navigation import STEPS, USER_MENU
from tests.base.log.test_chain import AT
from tests.world import TODAY


def test_every_verb_has_a_row():
    assert list(TABLE) == list(Verb)


def test_every_verb_is_given_to_somebody():
    assert all(TABLE.values())


def test_every_link_of_the_side_navigation_says_which_verb_opens_it():
    assert {link.url_name for step in STEPS for link in step.links} <= set(PAGES)
    assert not {link.url_name for link in USER_MENU} & set(PAGES)


@pytest.mark.parametrize(
    "verb", [Verb.SEE_FIGURES, Verb.SEE_ACTIONS, Verb.READ_INTERNAL_REPORT, Verb.DECIDE_ACTION]
)
def test_administrator_has_no_right_to_the_work_itself(verb):
    assert Role.ADMINISTRATOR not in TABLE[verb]


@pytest.mark.parametrize("role", [Role.POLITICIAN, Role.AUDITOR])
def test_elected_read_and_ask_and_change_nothing(role):
    reading = {Verb.SEE_FIGURES, Verb.SEE_STEERING, Verb.SEE_ORGANISATION, Verb.READ_PUBLIC_REPORT}
    assert set(verbs_of({role})) == reading | {Verb.ASK_ABOUT_FIGURE}


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("solgarden", True),
        ("bjorkgarden", False),
        ("aldreomsorg", False),
        ("lonnen", False),
        ("granby", False),
    ],
)
def test_role_reaches_its_own_unit_and_not_beside_or_above(world, unit, expected):
    assert may(world.people["manager"], Verb.RAISE_NEED, TODAY, at=world.units[unit]) is expected


@pytest.mark.parametrize("unit", ["sektorn", "aldreomsorg", "solgarden", "lss", "lonnen"])
def test_role_reaches_everything_below(world, unit):
    assert may(world.people["director"], Verb.RAISE_NEED, TODAY, at=world.units[unit])


def test_without_a_unit_the_question_is_whether_anywhere(world):
    assert may(world.people["manager"], Verb.RAISE_NEED, TODAY)
    assert not may(world.people["manager"], Verb.CHANGE_PEOPLE, TODAY)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2019, 12, 31), False),
        (date(2020, 1, 1), True),
        (date(2025, 12, 31), True),
        (date(2026, 1, 1), False),
    ],
)
def test_access_ends_with_the_last_day(world, day, expected):
    assert may(world.people["former"], Verb.RAISE_NEED, day) is expected


def test_remembered_roles_are_asked_for_once_and_only_for_their_day(world, django_assert_num_queries):
    user = User.objects.get(pk=world.people["manager"].pk)
    with django_assert_num_queries(1):
        user.remember_roles(TODAY)
        assert may(user, Verb.RAISE_NEED, TODAY, at=world.units["solgarden"])
        assert may_see(user, "actions:list", TODAY)
    with django_assert_num_queries(1):
        assert not user.roles_on(TODAY - timedelta(days=9999))


def test_page_without_a_verb_is_open_to_everyone(world):
    assert may_see(world.people["staff"], "people:me", TODAY)
    assert not may_see(world.people["staff"], "log:list", TODAY)


def test_units_are_visible_within_the_own_municipality_and_only_with_a_role(world):
    own = set(Unit.objects.filter(municipality=world.municipality))

    assert set(units_visible_to(world.people["staff"], TODAY)) == own
    assert set(units_visible_to(world.people["neighbour"], TODAY)) == {world.units["granby"]}
    assert set(units_visible_to(world.people["former"], TODAY)) == set()


def test_colleagues_are_visible_within_the_own_municipality_and_only_with_a_role(world):
    seen = set(User.objects.visible_to(world.people["staff"], TODAY))

    assert world.people["former"] in seen
    assert world.people["neighbour"] not in seen
    assert set(User.objects.visible_to(world.people["former"], TODAY)) == set()


def test_role_at_a_unit_of_another_municipality_is_refused(world):
    with pytest.raises(RoleInAnotherMunicipality):
        world.people["staff"].give_role(Role.MANAGER, world.units["granby"], TODAY, None, by=None, at=AT)

    assert not RoleHolding.objects.filter(unit=world.units["granby"], user=world.people["staff"]).exists()


def test_administrator_of_a_part_gives_roles_in_that_part_only(world):
    part = world.give("part_administrator", Role.ADMINISTRATOR, "lss", "Del Förvaltare")

    assert set(units_given_roles_by(part, TODAY)) == {world.units["lss"], world.units["lonnen"]}


def test_handbook_page_says_what_the_table_says():
    path = settings.BASE_DIR / "docs" / "handbook" / "behorigheter.md"

    assert path.read_text(encoding="utf-8") == access_page(), "run manage.py write_access_page"
