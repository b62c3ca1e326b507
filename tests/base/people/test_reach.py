"""Which units a condition made of paths finds: ranges of the tree, the same on both databases."""

import pytest

from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Role
from hjulet.base.people.reach import is_wide, paths_reached, touching, within
from tests.factories import RoleHoldingFactory
from tests.world import TODAY

pytestmark = pytest.mark.django_db
ALL = {"ekvik", "sociala-sektorn", "aldreomsorg", "lss", "solgarden", "bjorkgarden", "lonnen"}


def found(condition):
    return set(Unit.objects.filter(condition).values_list("slug", flat=True))


@pytest.mark.parametrize(
    ("place", "below", "touched"),
    [
        ("solgarden", {"solgarden"}, {"ekvik", "sociala-sektorn", "aldreomsorg", "solgarden"}),
        (
            "aldreomsorg",
            {"aldreomsorg", "solgarden", "bjorkgarden"},
            {"ekvik", "sociala-sektorn", "aldreomsorg", "solgarden", "bjorkgarden"},
        ),
        ("sektorn", ALL - {"ekvik"}, ALL),
        ("ekvik", ALL, ALL),
        ("granby", {"granby"}, {"granby"}),
    ],
)
def test_paths_reach_down_the_tree_and_touch_what_is_above(world, place, below, touched):
    path = world.units[place].path

    assert found(within([path], "path")) == below
    assert found(touching([path], "path")) == touched


def test_no_paths_find_nothing(world):
    assert found(within([], "path")) == found(touching([], "path")) == set()


def test_two_branches_are_both_found(world):
    paths = [world.units["solgarden"].path, world.units["lss"].path]

    assert found(within(paths, "path")) == {"solgarden", "lss", "lonnen"}
    assert found(touching(paths, "path")) == ALL - {"bjorkgarden"}


def test_role_below_another_role_adds_nothing_and_other_roles_do_not_count(world):
    head = world.people["department_head"]
    RoleHoldingFactory(user=head, role=Role.DEPARTMENT_HEAD, unit=world.units["solgarden"])
    RoleHoldingFactory(user=head, role=Role.STAFF, unit=world.units["lss"])

    assert paths_reached(head, TODAY, Role.DEPARTMENT_HEAD) == (world.units["aldreomsorg"].path,)


def test_role_that_has_ended_reaches_nothing(world):
    assert paths_reached(world.people["former"], TODAY, *Role) == ()


@pytest.mark.parametrize(("place", "wide"), [("ekvik", True), ("sektorn", True), ("aldreomsorg", False)])
def test_municipality_and_sector_are_wide(world, place, wide):
    assert is_wide([world.units[place].path]) is wide
