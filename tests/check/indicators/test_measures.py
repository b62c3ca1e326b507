"""Laying up a measure and changing what it says: roles, refusals with reasons, addresses, and two people at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from hjulet.base.log.models import Entry
from hjulet.check.indicators.models import Indicator
from hjulet.check.indicators.rules import fixed, free_slug
from tests.factories import DocumentFactory, GoalFactory, IndicatorFactory, TargetFactory

CREATE = reverse("indicators:create")


def edit(indicator):
    return reverse("indicators:edit", args=[indicator.slug])


def typed(**said):
    return {
        "name": "Nöjda med bemötandet", "subject": "hemtjänst", "unit_of_measure": "%", "direction": "higher",
        "measure": "value", "source_register": "egen mätning", "kolada_id": "", "goal": "", "note": "",
    } | said  # fmt: skip


def opened(client, indicator):
    """The form as the page gives it, ready to be sent back."""
    form = client.get(edit(indicator)).context["form"]
    return {bound.name: bound.value() if bound.value() is not None else "" for bound in form}


def test_a_measure_is_laid_up_logged_and_shown(world, signed_in):
    goal = GoalFactory(municipality=world.municipality)

    page = signed_in("developer").post(CREATE, typed(goal=goal.pk, kolada_id="U21468"), follow=True)

    made = Indicator.objects.get()
    assert page.redirect_chain == [(reverse("indicators:detail", args=["nojda-med-bemotandet"]), 302)]
    assertContains(page, "Måttet är upplagt.")
    assert (made.municipality, made.goal, made.kolada_id, made.is_share) == (
        world.municipality,
        goal,
        "U21468",
        True,
    )
    logged = Entry.objects.get()
    assert (logged.event, logged.actor_name, logged.details["slug"]) == (
        "indicator.created",
        "Ulla Utvecklare",
        "nojda-med-bemotandet",
    )


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"name": ""}, "Fyll i det här."),
        ({"name": "x" * 301}, "300"),
        ({"subject": " "}, "Fyll i det här."),
        ({"direction": ""}, "Välj ett av alternativen."),
        ({"direction": "uppåt"}, "uppåt"),
        ({"measure": "känsla"}, "känsla"),
        ({"kolada_id": "N 0945"}, "Skriv bokstaven och siffrorna, till exempel N00945."),
        ({"goal": "999999"}, "Välj"),
        ({"note": "x" * 2001}, "2"),
    ],
)
def test_a_measure_is_refused_with_the_reason_and_nothing_is_saved(world, signed_in, said, reason):
    assertContains(signed_in("developer").post(CREATE, typed(**said)), reason)
    assert (Indicator.objects.count(), Entry.objects.count()) == (0, 0)


def test_a_goal_of_another_municipality_cannot_be_chosen(world, signed_in):
    goal = GoalFactory(municipality=world.neighbour, title="Granbys mål")

    assertNotContains(signed_in("sas").get(CREATE), "Granbys mål")
    assert signed_in("sas").post(CREATE, typed(goal=goal.pk)).status_code == 200
    assert Indicator.objects.count() == 0


def test_the_same_form_sent_twice_makes_one_measure_and_the_second_is_told(signed_in):
    client = signed_in("mas")
    client.post(CREATE, typed())

    assertContains(client.post(CREATE, typed()), "Måttet finns redan")
    assert Indicator.objects.count() == 1


def test_the_same_name_from_another_source_gets_a_number_in_its_address(world, signed_in):
    IndicatorFactory(municipality=world.neighbour, slug="nojda-med-bemotandet")
    for register in ("Socialstyrelsen", "Kvalitetsregister", "SCB"):
        signed_in("sas").post(CREATE, typed(source_register=register))

    ours = Indicator.objects.of(world.municipality).order_by("pk")
    assert [one.slug for one in ours] == [f"nojda-med-bemotandet{number}" for number in ("", "-2", "-3")]
    assert [one.position for one in ours] == [0, 1, 2]


@pytest.mark.parametrize(
    ("name", "taken", "expected"),
    [
        ("Känner sig trygg", set(), "kanner-sig-trygg"),
        ("Känner sig trygg", {"kanner-sig-trygg", "kanner-sig-trygg-2"}, "kanner-sig-trygg-3"),
        ("Nytt", set(), "nytt-2"),
        ("Förändringar", set(), "forandringar-2"),
        ("Värde", set(), "varde-2"),
        ("Kolada N00945", set(), "matt-kolada-n00945"),
        ("%", set(), "matt"),
        ("x" * 300, set(), "x" * 100),
    ],
)
def test_an_address_is_made_of_the_name_and_is_free(name, taken, expected):
    assert free_slug(name, taken) == expected


def test_the_subject_is_written_as_the_others_write_it_and_per_cent_is_a_sign(world, signed_in):
    IndicatorFactory(municipality=world.municipality, subject="hemtjänst")

    signed_in("mar").post(CREATE, typed(subject=" Hemtjänst ", unit_of_measure="procent"))

    made = Indicator.objects.get(slug="nojda-med-bemotandet")
    assert (made.subject, made.unit_of_measure) == ("hemtjänst", "%")


@pytest.mark.parametrize("who", ["manager", "director", "staff", "politician", "administrator", "provider"])
def test_only_those_who_keep_the_figures_lay_up_and_change_measures(signed_in, indicator, who):
    for url in (CREATE, edit(indicator)):
        assert (signed_in(who).get(url).status_code, signed_in(who).post(url, typed()).status_code) == (
            403,
            403,
        )
    assert Entry.objects.count() == 0


def test_the_neighbour_does_not_find_the_measure(signed_in, indicator):
    assert signed_in("neighbour").get(edit(indicator)).status_code == 404


@pytest.mark.parametrize(("who", "shown"), [("developer", True), ("manager", False)])
def test_the_links_stand_where_they_may_be_used(signed_in, indicator, who, shown):
    pages = [
        signed_in(who).get(reverse("indicators:list")),
        signed_in(who).get(reverse("indicators:detail", args=["trygg"])),
    ]

    assert [
        url in page.content.decode() for url, page in zip([CREATE, edit(indicator)], pages, strict=True)
    ] == [
        shown,
        shown,
    ]


def test_without_a_measure_the_list_says_how_to_begin(signed_in):
    page = signed_in("developer").get(reverse("indicators:list"))

    assertContains(page, "Det finns inga mått än")
    assertContains(page, CREATE)
    assertNotContains(signed_in("manager").get(reverse("indicators:list")), CREATE)


def test_what_changes_is_saved_and_logged_with_what_it_was(signed_in, indicator):
    client = signed_in("sas")

    page = client.post(
        edit(indicator), opened(client, indicator) | {"name": "Trygg hemma", "note": "Ny fråga"}, follow=True
    )

    assertContains(page, "Måttet är ändrat.")
    indicator.refresh_from_db()
    assert (indicator.name, indicator.note, indicator.slug, indicator.concept) == (
        "Trygg hemma",
        "Ny fråga",
        "trygg",
        "trygg",
    )
    logged = Entry.objects.get()
    assert (logged.event, logged.details) == (
        "indicator.changed",
        {"was": {"name": "Känner sig trygg", "note": ""}, "now": {"name": "Trygg hemma", "note": "Ny fråga"}},
    )


def test_saving_without_a_change_is_no_change(signed_in, indicator):
    client = signed_in("sas")
    client.post(edit(indicator), opened(client, indicator))

    assert Entry.objects.count() == 0


def test_when_two_change_the_same_measure_the_second_is_told_and_loses_nothing(signed_in, indicator):
    first, second = signed_in("sas"), signed_in("developer")
    one, other = opened(first, indicator), opened(second, indicator)
    first.post(edit(indicator), one | {"name": "Trygg, säger den första", "direction": "lower"})

    page = second.post(edit(indicator), other | {"name": "Trygg, säger den andra"})

    assertContains(page, "Någon annan ändrade måttet medan du skrev")
    assertContains(page, "Namn: Trygg, säger den första")
    assertContains(page, "Riktning: lägre är bättre")
    assertContains(page, 'value="Trygg, säger den andra"')
    indicator.refresh_from_db()
    assert indicator.name == "Trygg, säger den första"

    again = {bound.name: bound.value() or "" for bound in page.context["form"]}
    second.post(edit(indicator), again)
    indicator.refresh_from_db()
    assert (indicator.name, indicator.direction) == ("Trygg, säger den andra", "higher")
    assert Entry.objects.count() == 2


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"unit_of_measure": "kr"}, "enheten kan inte ändras"),
        ({"direction": "lower"}, "riktningen kan inte ändras"),
        ({"measure": "rank"}, "slaget av tal kan inte ändras"),
    ],
)
@pytest.mark.parametrize("used_by", ["a value", "target levels"])
def test_what_the_numbers_mean_stands_once_there_are_numbers(
    request, signed_in, indicator, used_by, said, reason
):
    if used_by == "a value":
        request.getfixturevalue("value")
    else:
        TargetFactory(indicator=indicator)
    client = signed_in("developer")

    page = client.post(edit(indicator), opened(client, indicator) | {"name": "Annat"} | said)

    assertContains(page, reason)
    assertContains(page, "Lägg upp ett nytt mått i stället.")
    indicator.refresh_from_db()
    assert (indicator.name, Entry.objects.count()) == ("Känner sig trygg", 0)


@pytest.mark.parametrize("said", [{"unit_of_measure": "kr"}, {"direction": "lower"}, {"measure": "rank"}])
def test_without_numbers_everything_can_change(signed_in, indicator, said):
    client = signed_in("developer")
    client.post(edit(indicator), opened(client, indicator) | said)

    assert Indicator.objects.filter(**said).exists()


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"source_register": "SCB"}, "källan kan inte ändras"),
        ({"kolada_id": "N00946"}, "numret kan inte ändras"),
    ],
)
def test_what_is_fetched_from_kolada_keeps_its_source(world, signed_in, said, reason):
    fetched = IndicatorFactory(
        municipality=world.municipality, slug="kolada-n00945", kolada_id="N00945", source_register="Kolada",
        subject="lss",
    )  # fmt: skip
    client = signed_in("developer")

    assertContains(client.post(edit(fetched), opened(client, fetched) | said), reason)
    assert Entry.objects.count() == 0


@pytest.mark.parametrize(
    ("is_used", "is_fetched", "expected"),
    [
        (False, False, []),
        (True, False, ["unit_of_measure", "direction", "measure"]),
        (False, True, ["source_register", "kolada_id"]),
        (True, True, ["unit_of_measure", "direction", "measure", "source_register", "kolada_id"]),
    ],
)
def test_what_is_fixed_follows_from_use_and_source(is_used, is_fetched, expected):
    names = ["name", "unit_of_measure", "direction", "measure", "source_register", "kolada_id"]
    was, now = dict.fromkeys(names, "a"), dict.fromkeys(names, "b")

    assert fixed(was, now, is_used=is_used, is_fetched=is_fetched) == expected
    assert fixed(was, was, is_used=is_used, is_fetched=is_fetched) == []


def test_as_many_queries_for_one_goal_and_subject_as_for_three(world, signed_in, indicator):
    client = signed_in("developer")

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get(CREATE)
            client.get(edit(indicator))
        return len(found)

    GoalFactory(municipality=world.municipality)
    one = asked()
    for number in range(2):
        goal = GoalFactory(
            municipality=world.municipality, document=DocumentFactory(municipality=world.municipality)
        )
        IndicatorFactory(municipality=world.municipality, goal=goal, subject=f"område {number}")

    assert asked() == one <= 40
