"""Saying what the goals and the visions are: roles, refusals with reasons, the log, and two people at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from hjulet.base.log.models import Entry
from hjulet.plan.steering.models import Goal, Vision
from hjulet.plan.steering.rules import overlap
from tests.factories import DocumentFactory, GoalFactory, VisionFactory

PAGE = reverse("steering:overview")
NEW_GOAL, NEW_VISION = reverse("steering:create_goal"), reverse("steering:create_vision")


def address(row):
    return reverse(f"steering:edit_{row._meta.model_name}", args=[row.pk])


def goal(**said):
    return {"number": "5", "title": "Trygg omsorg", "first_year": "2024", "last_year": "2027"} | said


def vision(**said):
    return {"title": "Ekvik 2040", "text": "Alla är trygga.", "until_year": "2040"} | said


def opened(client, row):
    """The form as the page gives it, ready to be sent back."""
    form = client.get(address(row)).context["form"]
    return {bound.name: bound.value() if bound.value() is not None else "" for bound in form}


@pytest.mark.parametrize(
    ("url", "typed", "event", "shown"),
    [
        (NEW_GOAL, goal(), "goal.created", "2024–2027"),
        (NEW_GOAL, goal(last_year=""), "goal.created", "från 2024"),
        (NEW_VISION, vision(), "vision.created", "Alla är trygga."),
        (NEW_VISION, vision(until_year="", text=""), "vision.created", "Ekvik 2040"),
    ],
)
def test_a_goal_and_a_vision_are_made_logged_and_shown(world, signed_in, url, typed, event, shown):
    page = signed_in("director").post(url, typed, follow=True)

    assertRedirects(page, PAGE)
    assertContains(page, shown)
    assert [entry.event for entry in Entry.objects.all()] == [event]
    assert {row.municipality for row in [*Goal.objects.all(), *Vision.objects.all()]} == {world.municipality}


@pytest.mark.parametrize(
    ("url", "typed", "reason"),
    [
        (NEW_GOAL, goal(number=""), "Fyll i det här."),
        (NEW_GOAL, goal(number="0"), "1"),
        (NEW_GOAL, goal(number="fem"), "tal"),
        (NEW_GOAL, goal(title=" "), "Fyll i det här."),
        (NEW_GOAL, goal(title="x" * 201), "200"),
        (NEW_GOAL, goal(first_year="24"), "2000"),
        (NEW_GOAL, goal(last_year="2101"), "2100"),
        (NEW_GOAL, goal(last_year="2023"), "Målet slutar innan det börjar."),
        (NEW_VISION, vision(title=""), "Fyll i det här."),
        (NEW_VISION, vision(title="x" * 121), "120"),
        (NEW_VISION, vision(until_year="1999"), "2000"),
    ],
)
def test_what_cannot_be_saved_is_refused_with_the_reason(signed_in, url, typed, reason):
    assertContains(signed_in("sas").post(url, typed), reason)
    assert (Goal.objects.count(), Vision.objects.count(), Entry.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize(
    ("first", "last", "taken"),
    [("2024", "2027", True), ("2020", "2022", True), ("2026", "", True), ("2010", "", True),
     ("2027", "", False), ("2010", "2021", False)],
)  # fmt: skip
def test_a_number_is_taken_only_in_the_years_of_the_other_goal(world, signed_in, first, last, taken):
    GoalFactory(municipality=world.municipality, number=5, title="Den förra", first_year=2022, last_year=2026)
    GoalFactory(municipality=world.neighbour, number=5, first_year=2000)

    page = signed_in("sas").post(NEW_GOAL, goal(first_year=first, last_year=last), follow=True)

    assert ("Numret är taget: Den förra (2022–2026)." in page.content.decode()) is taken
    assert Goal.objects.filter(municipality=world.municipality).count() == (1 if taken else 2)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((2022, 2026), (2026, 2030), True), ((2022, 2026), (2027, None), False), ((2022, None), (2030, 2031), True),
        ((2022, None), (2020, 2021), False), ((2022, None), (2010, None), True),
    ],
)  # fmt: skip
def test_periods_overlap_when_they_share_a_year(one, other, expected):
    assert overlap(*one, *other) is expected
    assert overlap(*other, *one) is expected


def test_a_changed_goal_is_logged_with_what_it_was_and_no_longer_stands_in_its_document(world, signed_in):
    found = GoalFactory(
        municipality=world.municipality, number=5, title="Trygg", document=DocumentFactory(), line=3, section="2",
    )  # fmt: skip
    client = signed_in("developer")

    client.post(address(found), opened(client, found) | {"title": "Tryggare", "last_year": "2026"})

    found.refresh_from_db()
    assert (found.title, found.last_year, found.origin, found.line) == ("Tryggare", 2026, "", None)
    logged = Entry.objects.get()
    assert (logged.event, logged.details["was"]) == ("goal.changed", {"title": "Trygg", "last_year": None})


def test_saving_without_a_change_changes_nothing_and_keeps_the_source(world, signed_in):
    client = signed_in("sas")
    rows = [
        GoalFactory(municipality=world.municipality, line=3),
        VisionFactory(municipality=world.municipality, line=3),
    ]
    for row in rows:
        client.post(address(row), opened(client, row))
        row.refresh_from_db()

    assert ([row.line for row in rows], Entry.objects.count()) == ([3, 3], 0)


def test_a_changed_goal_may_not_take_the_number_of_another(world, signed_in):
    GoalFactory(municipality=world.municipality, number=1, title="Den första")
    second = GoalFactory(municipality=world.municipality, number=2)
    client = signed_in("sas")

    assertContains(
        client.post(address(second), opened(client, second) | {"number": "1"}), "Den första (från 2022)"
    )
    second.refresh_from_db()
    assert second.number == 2


@pytest.mark.parametrize("factory", [GoalFactory, VisionFactory])
def test_when_two_change_the_same_the_second_is_told_and_loses_nothing(world, signed_in, factory):
    row = factory(municipality=world.municipality)
    first, second = signed_in("sas"), signed_in("director")
    one, other = opened(first, row), opened(second, row)
    first.post(address(row), one | {"title": "Den första skrev"})

    page = second.post(address(row), other | {"title": "Den andra skrev"})

    assertContains(page, "Någon annan sparade medan du skrev")
    assertContains(page, ": Den första skrev")
    assertContains(page, 'value="Den andra skrev"')
    row.refresh_from_db()
    assert row.title == "Den första skrev"

    second.post(address(row), {bound.name: bound.value() or "" for bound in page.context["form"]})
    row.refresh_from_db()
    assert row.title == "Den andra skrev"


def test_the_same_vision_sent_twice_is_one_vision(signed_in):
    client = signed_in("sas")
    client.post(NEW_VISION, vision())
    client.post(NEW_VISION, vision())

    assert (Vision.objects.count(), Entry.objects.count()) == (1, 1)


@pytest.mark.parametrize("who", ["manager", "mas", "politician", "staff", "administrator"])
def test_others_neither_make_nor_change_nor_see_the_links(world, signed_in, who):
    rows = [GoalFactory(municipality=world.municipality), VisionFactory(municipality=world.municipality)]
    client = signed_in(who)

    for url in (NEW_GOAL, NEW_VISION, *map(address, rows)):
        assert (client.get(url).status_code, client.post(url, goal()).status_code) == (403, 403)
    if who != "administrator":
        assertNotContains(client.get(PAGE), NEW_GOAL)


@pytest.mark.parametrize("factory", [GoalFactory, VisionFactory])
def test_the_neighbours_are_not_found(world, signed_in, factory):
    assert signed_in("sas").get(address(factory(municipality=world.neighbour))).status_code == 404


def test_the_links_stand_on_the_page(world, signed_in):
    rows = [GoalFactory(municipality=world.municipality), VisionFactory(municipality=world.municipality)]
    page = signed_in("sas").get(PAGE)

    for url in (NEW_GOAL, NEW_VISION, *map(address, rows)):
        assertContains(page, url)


def test_as_many_queries_for_one_goal_as_for_three(world, signed_in):
    client, row = signed_in("sas"), GoalFactory(municipality=world.municipality)

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get(address(row))
        return len(found)

    one = asked()
    GoalFactory.create_batch(2, municipality=world.municipality)

    assert asked() == one <= 20
