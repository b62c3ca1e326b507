"""What a result row may say, and of whom."""

from decimal import Decimal

import pytest

from hjulet.check.indicators.choices import Level
from hjulet.report.reports import results_report
from hjulet.report.reports.blocks import Heading, Table
from hjulet.report.reports.choices import Edition, Kind
from hjulet.report.reports.scope import Scope
from hjulet.report.reports.sections import results
from tests.factories import IndicatorFactory, TargetFactory, UnitFactory, ValueFactory


def _lines(world):
    scope = Scope(Kind.QUALITY, world.units["ekvik"], 2025, Edition.INTERNAL)
    return [line for group in results.collect(scope).groups for line in group.lines]


@pytest.fixture
def measured(world):
    indicator = IndicatorFactory(municipality=world.municipality, source_register="egen mätning")
    TargetFactory(
        indicator=indicator, good_lower=85, good_lower_included=True, middle_lower=70, middle_lower_included=True,
        middle_upper=85, bad_upper=70,
    )  # fmt: skip
    return indicator


def test_a_hidden_value_does_not_tell_its_level_either(world, measured):
    ValueFactory(indicator=measured, unit=world.units["solgarden"], value=Decimal(100), respondents=4)

    [line] = _lines(world)

    assert (line.latest.text, line.level) == ("Färre än 5 svar", None)


def test_the_level_and_the_latest_figure_are_our_own_and_not_the_countrys(world, measured):
    ValueFactory(indicator=measured, unit=world.units["solgarden"], value=Decimal(90), respondents=40)
    ValueFactory(indicator=measured, unit=None, comparison="country", value=Decimal(60))

    own, country = _lines(world)

    assert (own.latest.value, own.level) == (Decimal(90), Level.GOOD)
    assert (country.latest.organisation, country.level) == ("riket", None)


def test_an_own_row_with_the_country_beside_it_ends_with_our_own_value(world, measured):
    other = IndicatorFactory(municipality=world.municipality, source_register="egen mätning")
    ValueFactory(indicator=measured, unit=world.units["solgarden"], value=Decimal(90), respondents=40)
    ValueFactory(indicator=measured, unit=None, comparison="country", value=Decimal(60))
    ValueFactory(indicator=other, unit=world.units["solgarden"], value=Decimal(50), respondents=40)

    own, _other = _lines(world)

    assert (own.latest.organisation, own.level) == ("Solgården", Level.GOOD)


def test_two_units_with_one_name_keep_a_row_each(world, measured):
    for parent, value in (("aldreomsorg", 81), ("lss", 72)):
        unit = UnitFactory(parent=world.units[parent], name="Natten")
        ValueFactory(indicator=measured, unit=unit, value=Decimal(value), respondents=40)

    assert sorted(line.latest.value for line in _lines(world)) == [72, 81]


# -- what was fetched from Kolada --------------------------------------------------------------------------------------


@pytest.fixture
def fetched(world):
    """Three years of the municipality and of the country, a unit's value, and how many answered."""
    shared = {"municipality": world.municipality, "source_register": "Kolada", "subject": "hemtjänst"}
    share, another = IndicatorFactory(**shared), IndicatorFactory(**shared)
    answers = IndicatorFactory(**shared, measure="respondents", unit_of_measure="antal")
    for year in (2023, 2024, 2025):
        ValueFactory(indicator=share, unit=world.units["ekvik"], value=Decimal(80), respondents=40, year=year)
        ValueFactory(indicator=share, unit=None, comparison="country", value=Decimal(81), year=year)
    ValueFactory(indicator=share, unit=world.units["solgarden"], value=Decimal(70), respondents=20)
    ValueFactory(indicator=another, unit=world.units["ekvik"], value=Decimal(60), respondents=40)
    ValueFactory(indicator=answers, unit=world.units["ekvik"], value=Decimal(40))
    return share


@pytest.mark.parametrize("unit", ["ekvik", "sektorn"])
def test_what_kolada_says_is_a_row_of_own_years_with_the_others_beside_the_last(world, fetched, unit):
    scope = Scope(Kind.QUALITY, world.units[unit], 2025, Edition.INTERNAL)
    (group,) = results.collect(scope).groups

    assert group.columns == ("2023", "2024", "2025", "Riket 2025")
    assert len(group.lines) == 2


def test_a_small_unit_is_not_told_what_kolada_says_of_the_municipality(world, fetched):
    scope = Scope(Kind.QUALITY, world.units["solgarden"], 2025, Edition.INTERNAL)

    assert results.collect(scope).groups == ()


# -- where what is fetched and brought in stands in the results report --------------------------------------------------


def chapters(world):
    """The chapters of a results report, each with the captions of its tables."""
    scope = Scope(Kind.RESULTS, world.units["ekvik"], 2025, Edition.INTERNAL)
    found: dict[str, list[str]] = {}
    for block in results_report.blocks_of(scope)[0]:
        if isinstance(block, Heading) and block.level == 1:
            rows = found.setdefault(block.text, [])
        elif isinstance(block, Table):
            rows.append(block.caption)
    return found


@pytest.mark.parametrize(
    ("register", "kolada_id", "subject", "expected"),
    [
        ("Kolada", "U23401", "särskilt boende", ["Kommunens kvalitet i korthet"]),
        ("Kolada", "U21468", "hemtjänst", ["Hemtjänst", "Kommunens kvalitet i korthet"]),
        ("Kolada", "U21463", "hemtjänst", ["Hemtjänst"]),
        ("Kolada", "U00200", "medarbetare", ["Medarbetare"]),
        ("Kolada", "N35030", "individ- och familjeomsorg", ["Individ- och familjeomsorg"]),
        ("Kolada", "U26420", "boendestöd", ["Socialpsykiatri"]),
        ("Hemtjänstindex", "", "", ["Index och kvalitetsregister"]),
        ("Hemtjänstindex", "", "hemtjänst", ["Hemtjänst"]),
        ("Senior alert", "", "kvalitetsregister", ["Index och kvalitetsregister"]),
        ("Egen lista", "", "vad som helst", ["Dokumentation och källor"]),
    ],
)
def test_every_source_has_its_chapter(world, register, kolada_id, subject, expected):
    measure = IndicatorFactory(
        municipality=world.municipality, name="Det som mäts", source_register=register, kolada_id=kolada_id, subject=subject
    )  # fmt: skip
    ValueFactory(indicator=measure, unit=world.units["ekvik"], value=Decimal(80), respondents=40)

    assert [title for title, rows in chapters(world).items() if "Det som mäts" in " ".join(rows)] == expected


def test_a_question_that_stands_in_two_tables_is_tested_once(world):
    """A question of KKiK that is also a survey's: counted twice it would make the others look surer than they are."""
    measure = IndicatorFactory(
        municipality=world.municipality, source_register="Kolada", kolada_id="U21468", subject="hemtjänst"
    )
    for year, value in ((2023, 50), (2024, 70), (2025, 90)):
        ValueFactory(
            indicator=measure, unit=world.units["ekvik"], value=Decimal(value), respondents=200, year=year
        )
    found = results.collect(Scope(Kind.QUALITY, world.units["ekvik"], 2025, Edition.INTERNAL))

    assert [group.title for group in found.groups] == ["KKiK: hemtjänst", "Kolada: hemtjänst"]
    assert len(found.moved) == 1


@pytest.mark.parametrize(("unit", "told"), [("sektorn", ["riket"]), ("solgarden", [])])
def test_what_only_others_have_measured_is_told_of_the_whole_and_not_of_a_small_part(world, unit, told):
    others = IndicatorFactory(municipality=world.municipality, source_register="egen mätning")
    ValueFactory(indicator=others, unit=None, comparison="country", value=Decimal(60))
    scope = Scope(Kind.QUALITY, world.units[unit], 2025, Edition.INTERNAL)

    found = results.collect(scope)

    assert [line.latest.organisation for group in found.groups for line in group.lines] == told
