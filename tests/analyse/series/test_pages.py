"""The pages of series: who sees months, who sees whole years, and what is hidden."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hjulet.analyse.series.models import Break
from hjulet.base.log.models import Entry
from tests.analyse.support import FIRST, a_break, a_type, count, fall, steady
from tests.factories import IndicatorFactory, ValueFactory

LIST, BREAKS, NEW = reverse("series:list"), reverse("series:breaks"), reverse("series:create_break")


def html(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def page(client, key) -> str:
    return html(client.get(reverse("series:detail", args=[str(key)])))


def queries(client, where) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(where).status_code == 200
    return len(caught)


def a_change(**more):
    return {
        "title": "Nytt system",
        "month": "3",
        "year": 2025,
        "unit": "",
        "touches": "",
        "revision": "",
    } | more


@pytest.mark.parametrize(("key", "sees"), [
    ("manager", True), ("sas", True), ("mas", True), ("mar", True), ("staff", False), ("director", False),
    ("department_head", False), ("developer", False), ("case_officer", False),
])  # fmt: skip
def test_months_are_for_those_whose_duty_it_is(world, signed_in, key, sees):
    count(world.units["solgarden"], a_type(world), steady(4))

    shown = page(signed_in(key), fall())

    assert ("Visa som tabell" in shown) is sees
    assert ("Här står hela år" in shown) is not sees


def test_whole_years_hide_what_is_under_five_and_what_would_give_it_away(world, signed_in):
    kind = a_type(world)
    count(world.units["solgarden"], kind, [1, 1, 1], first=date(2025, 1, 1))
    count(world.units["solgarden"], a_type(world, "annat"), [9] * 36)
    count(world.units["bjorkgarden"], kind, [4] * 12, first=date(2025, 1, 1))
    count(world.units["bjorkgarden"], a_type(world, "annat"), [9] * 36)

    small, beside, above = (
        page(signed_in("director"), fall(unit)) for unit in ("solgarden", "bjorkgarden", "aldreomsorg")
    )

    assert '<th scope="row">2025</th><td class="number">dolt</td>' in small
    assert '<th scope="row">2025</th><td class="number">dolt</td>' in beside  # 51 - 48 would be 3
    assert '<th scope="row">2025</th><td class="number">51</td>' in above


def test_running_year_is_never_shown_as_a_sum(world, signed_in):
    count(world.units["solgarden"], a_type(world), [9] * 36)

    assert ">2026<" not in page(signed_in("director"), fall())


def test_politician_sees_no_counts(world, signed_in):
    count(world.units["solgarden"], a_type(world), steady(4))

    assert signed_in("politician").get(reverse("series:detail", args=[str(fall())])).status_code == 403


@pytest.mark.parametrize(
    "key",
    [
        "hej",
        "deviations:sol:*:granby",
        "deviations:hsl:finns-inte:solgarden",
        "indicator:finns-inte:solgarden",
    ],
)
def test_what_does_not_exist_is_not_found(world, signed_in, key):
    assert signed_in("sas").get(reverse("series:detail", args=[key])).status_code == 404


def test_change_of_measuring_is_marked_in_the_picture_and_said(world, signed_in):
    count(world.units["solgarden"], a_type(world), steady(4))
    a_break(world, date(2025, 3, 1), title="Nytt system mars 2025")

    shown = page(signed_in("manager"), fall())

    assert shown.count("Nytt system mars 2025") >= 3
    assert "Mätsättet har ändrats" in shown


def test_rare_series_shows_years_and_says_why(world, signed_in):
    count(world.units["solgarden"], a_type(world, "annat"), steady(4))
    count(world.units["solgarden"], a_type(world), [0, 0, 0, 0, 0, 1] * 6)

    shown = page(signed_in("manager"), fall())

    assert "För få händelser för att se ett mönster" in shown
    assert "Antal på tolv månader" in shown


def test_catalogue_lists_every_series_and_asks_no_more_when_they_are_many(world, signed_in):
    where, client = f"{LIST}?enhet=solgarden", signed_in("manager")
    count(world.units["solgarden"], a_type(world, "fall"), steady(8))
    few = queries(client, where)
    for number in range(6):
        count(world.units["solgarden"], a_type(world, f"typ-{number}"), steady(3, seed=number))

    assert queries(client, where) == few <= 20
    shown = html(client.get(where))
    assert str(fall()) in shown
    assert "Typ-5" in shown


def test_catalogue_without_months_says_so(world, signed_in):
    a_type(world)

    assert "Månadsvärden saknas" in html(signed_in("manager").get(f"{LIST}?enhet=solgarden"))


def test_catalogue_says_no_numbers_to_those_who_do_not_see_small_ones(world, signed_in):
    count(world.units["solgarden"], a_type(world), steady(4))

    shown = html(signed_in("director").get(f"{LIST}?enhet=solgarden"))

    assert "Fall" in shown
    assert "på tolv månader" not in shown


def test_indicator_is_a_series_too(world, signed_in):
    indicator = IndicatorFactory(municipality=world.municipality, slug="nojd", name="Nöjda boende")
    for year in (2024, 2025):
        ValueFactory(indicator=indicator, unit=world.units["solgarden"], year=year, value=80, respondents=40)

    assert "Nöjda boende" in html(signed_in("manager").get(f"{LIST}?enhet=solgarden"))
    assert "Nöjda boende" in page(signed_in("manager"), "indicator:nojd:solgarden")


def test_file_holds_what_the_page_shows_and_is_logged(world, signed_in):
    count(world.units["solgarden"], a_type(world), [9] * 36)
    where = reverse("series:download", args=[str(fall())])

    months, years = (
        signed_in(key).get(where).getvalue().decode("utf-8-sig") for key in ("manager", "director")
    )

    assert "november 2023;9" in months
    assert "2025;108" in years
    assert "november" not in years
    assert [entry.details["series"] for entry in Entry.objects.filter(event="series.downloaded")] == [
        str(fall())
    ] * 2


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [(12, 4, "färre än året innan"), (4, 12, "fler än året innan"), (6, 6, "inget mönster")],
)
def test_list_says_of_a_series_what_its_own_page_says(world, signed_in, before, after, word):
    count(world.units["solgarden"], a_type(world), [before - 1, before + 1] * 12 + [after - 1, after + 1] * 6)
    client = signed_in("manager")

    listed, own = html(client.get(f"{LIST}?enhet=solgarden")), page(client, fall())

    assert word in listed
    assert ("slumpen förklarar" in own) == (before != after)


# -- changes of the way of measuring -------------------------------------------------------------------------------
def test_change_is_written_down_once_and_logged(world, signed_in):
    a_type(world)
    client = signed_in("sas")
    for _again in range(2):
        assert client.post(NEW, a_change(touches="hsl:fall")).url == BREAKS

    made = Break.objects.get()
    assert (made.month, made.law, made.type_code, made.unit) == (date(2025, 3, 1), "hsl", "fall", None)
    assert [entry.event for entry in Entry.objects.filter(event__startswith="break.")] == ["break.documented"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"title": ""}, "Fyll i det här"),
        ({"month": "13"}, "giltigt"),
        ({"year": 2030}, "har inte börjat än"),
        ({"year": "när som helst"}, "heltal"),
        ({"touches": "hsl:finns-inte"}, "giltigt"),
        ({"title": "x" * 81}, "80"),
    ],
)
def test_change_that_cannot_be_understood_is_said_in_words(world, signed_in, changed, words):
    assert words in html(signed_in("sas").post(NEW, a_change(**changed)))
    assert not Break.objects.exists()


def test_change_of_somebody_faster_is_not_written_over(world, signed_in):
    found = a_break(world, date(2025, 3, 1))
    where = reverse("series:edit_break", args=[found.pk])
    client = signed_in("sas")

    assert client.post(where, a_change(title="Först", revision=1)).status_code == 302
    assert "Någon annan hann ändra" in html(client.post(where, a_change(title="Sist", revision=1)))
    assert Break.objects.get().title == "Först"


def test_change_is_taken_away_and_the_series_is_whole_again(world, signed_in):
    count(world.units["solgarden"], a_type(world), steady(4))
    found = a_break(world, date(2025, 3, 1), title="Inget byte")
    client = signed_in("sas")

    assert client.post(reverse("series:delete_break", args=[found.pk])).url == BREAKS
    assert "Inget byte" not in page(client, fall())
    assert "Inga ändringar är inskrivna" in html(client.get(BREAKS))


def test_first_known_month_begins_the_picture(world, signed_in):
    count(world.units["solgarden"], a_type(world), [4] * 12, first=date(2025, 11, 1))

    shown = page(signed_in("manager"), fall())

    assert "nov 2025" in shown
    assert "okt 2025" not in shown
    assert FIRST.year == 2023
