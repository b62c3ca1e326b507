"""The figures: who sees which counts, what is hidden, which picture they deserve, and the sentence that stands first."""

import csv
import re
from datetime import date
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hjulet.base.ui.charts import ControlChart, LineChart
from hjulet.check.deviations.models import MonthCount
from hjulet.check.deviations.pages import figure_charts
from hjulet.check.deviations.pages import figures as pages
from tests.check.deviations.lists.helping import event, kind
from tests.factories import UnitFactory

FIGURES = reverse("deviations:figures")
METHODS = re.compile(r"diagram|XmR|p-värde|Poisson|konfidens|medianen", re.IGNORECASE)


def _count(world, unit="solgarden", back=1, number=1, law="sol", **more):
    month = pages.months_before(timezone.localdate(), back)[0]
    return MonthCount.objects.create(unit=world.units[unit], month=month, law=law, number=number, **more)


def _every_month(world, *numbers, unit="solgarden", **more):
    """The oldest first; the last number is last month's."""
    for back, number in enumerate(reversed(numbers), start=1):
        if number:
            _count(world, unit, back, number, **more)


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2026, 11, 22), date(2024, 11, 1), date(2026, 10, 1)),
        (date(2026, 1, 1), date(2024, 1, 1), date(2025, 12, 1)),
        (date(2026, 12, 31), date(2024, 12, 1), date(2026, 11, 1)),
    ],
)
def test_months_are_whole_and_the_present_one_is_not(today, first, last):
    months = pages.months_before(today, 24)

    assert (months[0], months[-1], len(set(months))) == (first, last, 24)


@pytest.mark.parametrize(
    ("who", "asked", "sum_of_types"),
    [
        ("manager", "", 7),
        ("sas", "", 12),
        ("sas", "enhet=bjorkgarden", 5),
        ("sas", "lag=hsl", 1),
        ("sas", "typ=fall", 1),
        ("mas", "enhet=aldreomsorg", 12),
        ("other_manager", "enhet=solgarden", 5),  # not theirs: the word is not read
        ("neighbour", "", 0),
    ],
)
def test_counts_reach_as_far_as_the_role(signed_in, world, who, asked, sum_of_types):
    _every_month(world, 6)
    _count(world, number=1, law="hsl", type=kind(world, "hsl", "fall"))
    _every_month(world, 5, unit="bjorkgarden")

    figures = signed_in(who).get(f"{FIGURES}?{asked}").context["figures"]

    assert sum(line.recent for line in figures.types) == sum_of_types


@pytest.mark.parametrize(
    ("who", "hidden"),
    [("manager", False), ("sas", False), ("mas", False), ("staff", True), ("department_head", True),
     ("director", True), ("developer", True)],
)  # fmt: skip
def test_counts_under_five_are_seen_by_those_who_may(signed_in, world, who, hidden):
    _count(world, number=3, type=kind(world, "sol", "stold"))
    _count(world, number=20, type=kind(world, "sol", "sen"))

    figures = signed_in(who).get(f"{FIGURES}?enhet=solgarden").context["figures"]

    told = {line.name: line.recent for line in figures.types}
    assert figures.is_hidden is hidden
    assert told["Typ stold"] == (None if hidden else 3)
    assert (told["Typ sen"] is None) is hidden  # or the total would give it away
    assert (figures.picture is None) is hidden


def test_hidden_counts_are_hidden_in_the_file_and_in_the_sentence(signed_in, world):
    _count(world, number=3, type=kind(world, "sol", "stold"))
    client = signed_in("staff")

    page = client.get(FIGURES).content.decode()
    response = client.get(reverse("deviations:figures_download"))

    rows = list(csv.reader(StringIO(b"".join(response.streaming_content).decode("utf-8-sig")), delimiter=";"))
    assert "Antalet är så litet att det inte visas" in page
    assert rows[1] == ["typ", "Typ stold", "färre än fem, eller dolt", "0"]


def test_file_holds_the_tables(signed_in, world):
    _count(world, number=8, type=kind(world, "sol", "sen"))

    response = signed_in("sas").get(reverse("deviations:figures_download"))

    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert "typ;Typ sen;8;0" in text
    assert "enhet;Äldreomsorg;8;0" in text


def test_units_below_are_added_up_level_by_level(signed_in, world):
    _every_month(world, *[2] * 24)
    _every_month(world, *[1] * 12, unit="bjorkgarden")
    _every_month(world, *[3] * 12, unit="lonnen")

    units = signed_in("sas").get(FIGURES).context["figures"].units

    assert {unit.name: (unit.recent, unit.earlier) for unit in units} == {
        "Äldreomsorg": (36, 24),
        "LSS": (36, 0),
    }


@pytest.mark.parametrize(
    ("numbers", "shape", "title"),
    [
        ([0, 0, 1] * 8, LineChart, "tolv månaderna"),
        ([2, 4, 3, 1, 4, 2, 3, 4] * 3, ControlChart, "Antalet varierar som det brukar kring mitten"),
        (
            [2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 6, 7, 6, 7, 6, 7, 6, 7, 6, 7, 6, 7],
            ControlChart,
            "Nivån har ändrats",
        ),
        ([20, 22, 19, 21, 20, 23, 18, 21] * 3, ControlChart, "Ingen månad skiljer sig från det vanliga"),
        (
            [20, 22, 19, 21, 20, 23, 18, 21] * 2 + [20, 22, 19, 21, 20, 23, 18, 60],
            ControlChart,
            "Några månader",
        ),
    ],
)
def test_figures_get_the_picture_they_deserve(numbers, shape, title):
    months = pages.months_before(date(2026, 11, 22), 24)

    rare = figure_charts.is_rare(numbers)
    picture = (
        figure_charts.rare([], numbers, months, date(2026, 11, 22))
        if rare
        else figure_charts.by_month(numbers, months)
    )

    assert title in picture.chart.title
    assert not METHODS.search(picture.chart.title)
    assert isinstance(picture.chart, shape)
    assert rare is (picture.why == "För få händelser för att se ett mönster.")


def test_rare_events_are_told_by_the_days_between_them(signed_in, world):
    for days in (300, 200, 90, 40):
        event(world, days=days, state="closed")
        _count(world, back=days // 31 + 1)

    figures = signed_in("manager").get(FIGURES).context["figures"]

    assert figures.picture.chart.title == "Det har gått 40 dagar sedan det senast hände"
    assert figures.picture.chart.series[0].values == (100, 110, 50)
    assert "För få händelser för att se ett mönster." in figures.picture.why


@pytest.mark.parametrize(
    ("recent", "earlier", "words"),
    [
        (0, 0, ""),
        (12, 14, "Skillnaden kan bero på slumpen."),
        (20, 60, "Färre rapporter är inte säkert färre händelser."),
        (60, 20, "Fler rapporter kan också betyda att fler vågar berätta."),
    ],
)
def test_sentence_says_how_sure_it_is_and_names_no_method(recent, earlier, words):
    said = pages.doubt(recent, earlier)

    assert said.endswith(words)
    assert not METHODS.search(said + pages.finding(recent, earlier, sees_small=True))


def test_silent_unit_is_told_with_curiosity(signed_in, world):
    for number in range(5):
        slug = f"grannen-{number}"
        world.units[slug] = UnitFactory(parent=world.units["aldreomsorg"], slug=slug, law_codes="SoL HSL")
        _every_month(world, *[8] * 12, unit=slug)
    _every_month(world, *[8] * 12, unit="bjorkgarden")
    _every_month(world, 1, 0, 1)

    own = signed_in("manager").get(f"{FIGURES}?enhet=solgarden")
    whole = signed_in("sas").get(f"{FIGURES}?enhet=aldreomsorg").context["figures"]

    assert own.context["figures"].is_silent
    assert "Färre rapporter än väntat" in own.content.decode()
    assert "Björkgården" not in own.content.decode()  # the neighbours' counts are not one's own
    assert [unit.name for unit in whole.units if unit.is_silent] == ["Solgården"]


def test_more_rows_ask_no_more(signed_in, world):
    client = signed_in("sas")

    def queries() -> int:
        _count(world, back=len(MonthCount.objects.all()) + 1, number=9, type=kind(world, "sol"))
        with CaptureQueriesContext(connection) as found:
            client.get(FIGURES)
        return len(found)

    first = queries()
    queries()
    assert queries() == first


@pytest.mark.parametrize("who", ["politician", "auditor", "administrator", "privacy_officer"])
def test_those_without_the_verb_are_refused(signed_in, who):
    assert signed_in(who).get(FIGURES).status_code == 403


def test_no_figures_teach(signed_in):
    assert (
        "Inga rapporter är inte samma sak som inga händelser."
        in signed_in("manager").get(FIGURES).content.decode()
    )


TOO_FEW = "Antalet är så litet att det inte visas"


@pytest.mark.parametrize(
    ("asked", "is_told"),
    [
        ("enhet=aldreomsorg", True),
        ("enhet=solgarden", False),  # the whole, less this, is what the neighbour has
        ("enhet=bjorkgarden", False),
        ("enhet=lonnen", True),
        ("enhet=lonnen&lag=hsl", False),  # all of the unit's, less this, is what is left by the other law
        ("enhet=lonnen&lag=sol", False),
        ("lag=sol", False),  # and so is the other law's sum for everybody
    ],
)
def test_small_count_cannot_be_worked_out_from_another_page(signed_in, world, asked, is_told):
    _count(world, number=10, unit="solgarden")
    _count(world, number=2, unit="bjorkgarden")
    _count(world, number=20, unit="lonnen")
    _count(world, number=3, unit="lonnen", law="hsl")

    figures = signed_in("director").get(f"{FIGURES}?{asked}").context["figures"]

    assert (TOO_FEW not in figures.finding) is is_told
    assert is_told or (figures.types, figures.units, figures.picture) == ((), (), None)


def test_units_by_law_are_for_those_who_see_small_counts(signed_in, world):
    for unit in ("solgarden", "bjorkgarden"):
        _count(world, number=10, unit=unit)
        _count(world, number=10, unit=unit, law="hsl")

    told = {
        who: signed_in(who).get(f"{FIGURES}?enhet=aldreomsorg&lag=hsl").context["figures"]
        for who in ("sas", "director")
    }

    assert (len(told["sas"].units), len(told["director"].units)) == (2, 0)
