"""The start page: what waits first, then the wheel, then what is new; by role."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hjulet.act.actions.choices import Status
from hjulet.base.law import AREAS
from hjulet.base.log.models import Entry
from tests.factories import (
    ActionFactory,
    DocumentFactory,
    IndicatorFactory,
    NeedFactory,
    SelfAssessmentFactory,
    ValueFactory,
)

START = reverse("desk:start")
AT = datetime(2026, 11, 21, 9, tzinfo=UTC)


def html(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def waits(client: Client) -> list[str]:
    return [one.text for one in client.get(START).context["waiting"]]


def due(days: int):
    return timezone.localdate() + timedelta(days=days)


def rated(world, areas=AREAS, year: int | None = None) -> None:
    for area in areas:
        SelfAssessmentFactory(
            unit=world.units["sektorn"], area=area.key, year=year or timezone.localdate().year, rating="met"
        )


def test_nothing_waiting_is_said_and_is_good(world, signed_in):
    page = html(signed_in("manager").get(START))

    assert "Inget väntar på dig." in page


@pytest.mark.parametrize(
    ("days", "status", "waiting"),
    [(-1, Status.ONGOING, True), (0, Status.PLANNED, True), (7, Status.PLANNED, True), (8, Status.PLANNED, False), (-1, Status.DONE, False)],
)  # fmt: skip
def test_own_actions_wait_when_they_are_late_or_soon_due(world, signed_in, days, status, waiting):
    ActionFactory(
        unit=world.units["solgarden"],
        title="Min",
        owner=world.people["staff"],
        status=status,
        due_on=due(days),
    )

    assert waits(signed_in("staff")) == (["Min"] if waiting else [])


def test_the_latest_comes_first_and_says_so(world, signed_in):
    for days, title in ((3, "snart"), (-9, "sen"), (-2, "mindre sen")):
        ActionFactory(
            unit=world.units["solgarden"], title=title, owner=world.people["staff"], due_on=due(days)
        )
    client = signed_in("staff")

    assert waits(client) == ["sen", "mindre sen", "snart"]
    assert html(client.get(START)).count("försenad</span>") == 2


def test_somebody_elses_action_does_not_wait_for_me(world, signed_in):
    ActionFactory(unit=world.units["solgarden"], owner=world.people["manager"], due_on=due(-1))

    assert waits(signed_in("staff")) == []


def test_actions_without_owner_and_needs_without_action_wait_for_those_who_decide_there(world, signed_in):
    for unit in ("solgarden", "solgarden", "bjorkgarden", "granby"):
        ActionFactory(unit=world.units[unit])
    NeedFactory(unit=world.units["solgarden"])

    assert waits(signed_in("manager")) == ["2 åtgärder saknar ansvarig", "1 behov har ingen åtgärd"]
    assert waits(signed_in("other_manager")) == ["1 åtgärd saknar ansvarig"]
    assert waits(signed_in("staff")) == []
    assert waits(signed_in("politician")) == []


@pytest.mark.parametrize("key", ["sas", "developer", "director"])
def test_areas_not_rated_this_year_wait_for_those_who_rate(world, signed_in, key):
    rated(world, AREAS[:3])
    rated(world, AREAS[3:], year=timezone.localdate().year - 1)

    assert waits(signed_in(key)) == [f"9 områden är inte skattade {timezone.localdate().year}"]
    assert waits(signed_in("mas")) == []


def test_when_every_area_is_rated_nothing_of_it_waits(world, signed_in):
    rated(world)

    assert waits(signed_in("sas")) == []
    assert f"12 av 12 områden skattade {timezone.localdate().year}" in html(signed_in("staff").get(START))


def test_the_wheel_tells_what_is_in_each_step(world, signed_in):
    ActionFactory(
        unit=world.units["solgarden"], status=Status.ONGOING, owner=world.people["staff"], due_on=due(-1)
    )
    NeedFactory(unit=world.units["solgarden"])
    ValueFactory(indicator=IndicatorFactory(municipality=world.municipality), unit=world.units["solgarden"])

    page = html(signed_in("manager").get(START))

    for line in ("1 åtgärd pågår", "1 försenad", "1 behov utan åtgärd", "1 mått att följa"):
        assert line in page
    for name in (
        "steering:overview",
        "indicators:list",
        "indicators:changes",
        "actions:needs",
        "actions:list",
    ):
        assert reverse(name) in page


@pytest.mark.parametrize(
    ("key", "shown", "hidden"),
    [
        ("politician", ["Läs rapporterna"], ["Logg", "Personer och roller"]),
        ("administrator", ["Personer och roller", "Logg", "Läs in enheter"], ["Läs rapporterna"]),
        ("privacy_officer", ["Logg"], ["Läs rapporterna"]),
        ("manager", [], ["Logg", "Läs in enheter", "Läs rapporterna"]),
    ],
)
def test_shortcuts_follow_the_role(world, signed_in, key, shown, hidden):
    titles = [title for title, _href in signed_in(key).get(START).context["shortcuts"]]

    assert set(shown) <= set(titles)
    assert not set(hidden) & set(titles)


@pytest.mark.parametrize("key", ["politician", "administrator", "privacy_officer"])
def test_a_role_without_actions_sees_no_counts_of_them(world, signed_in, key):
    ActionFactory(unit=world.units["solgarden"], status=Status.ONGOING, title="Hemlig", changed_at=AT)

    page = html(signed_in(key).get(START))

    assert "Hemlig" not in page
    assert "åtgärd pågår" not in page
    assert "Inte för din roll" in page


def test_what_is_new_is_told_newest_first_and_only_within_reach(world, signed_in):
    ActionFactory(unit=world.units["solgarden"], title="Äldst", changed_at=AT - timedelta(days=3))
    NeedFactory(unit=world.units["solgarden"], title="Nyast", raised_at=AT, raised_by=world.people["manager"])
    ActionFactory(unit=world.units["lonnen"], title="Annan enhet", changed_at=AT)
    ActionFactory(unit=world.units["solgarden"], title="Inläst ur en rapport")

    news = signed_in("staff").get(START).context["news"]

    assert [change.text for change in news] == ["Nyast", "Äldst"]
    assert news[0].who == "Erik Chef"


def test_no_more_than_eight_news(world, signed_in):
    for n in range(6):
        ActionFactory(unit=world.units["solgarden"], changed_at=AT + timedelta(hours=n))
        NeedFactory(unit=world.units["solgarden"], raised_at=AT + timedelta(hours=n))

    assert len(signed_in("staff").get(START).context["news"]) == 8


def test_markup_in_a_title_is_only_letters(world, signed_in):
    title = "<script>alert(1)</script> 👩‍⚕️"
    ActionFactory(
        unit=world.units["solgarden"], title=title, owner=world.people["staff"], due_on=due(0), changed_at=AT
    )

    page = html(signed_in("staff").get(START))

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("key", ["manager", "sas", "staff", "politician", "administrator"])
def test_as_many_queries_for_one_row_as_for_three(world, signed_in, key):
    client = signed_in(key)

    def add() -> None:
        people = {"owner": world.people[key], "changed_by": world.people["sas"]}
        ActionFactory(unit=world.units["solgarden"], due_on=due(-1), changed_at=AT, **people)
        ActionFactory(unit=world.units["bjorkgarden"], changed_at=AT)
        NeedFactory(unit=world.units["solgarden"], raised_at=AT, raised_by=world.people["manager"])
        ValueFactory(
            indicator=IndicatorFactory(municipality=world.municipality), unit=world.units["solgarden"]
        )

    add()
    rated(world, AREAS[:1])
    one = queries(client)
    add()
    add()
    rated(world, AREAS[1:3])

    assert queries(client) == one <= 31  # one question for each feature


def queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(START).status_code == 200
    return len(caught)


def test_looking_changes_nothing(world, signed_in):
    for page in ("start", "sources", "accessibility"):
        signed_in("sas").get(reverse(f"desk:{page}"))

    assert Entry.objects.count() == 0


def test_the_start_page_is_for_those_with_a_role(world, signed_in):
    assert Client().get(START).status_code == 302
    assert signed_in("former").get(START).status_code == 403


def test_sources_are_those_of_the_own_municipality(world, signed_in):
    DocumentFactory(municipality=world.municipality, title="Vår berättelse", registry_number="KOS 2026/326")
    DocumentFactory(municipality=world.neighbour, title="Granbys berättelse")

    page = html(signed_in("politician").get(reverse("desk:sources")))

    assert "Vår berättelse" in page
    assert "KOS 2026/326" in page
    assert "Granbys" not in page


def test_anybody_may_read_how_accessible_it_is(db):
    page = html(Client().get(reverse("desk:accessibility")))

    assert "WCAG 2.2" in page
    assert "Ingen oberoende granskning är gjord än" in page
