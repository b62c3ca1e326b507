"""The chapter about deviations: what is counted, what is hidden, what is said of change, and that published totals stand alone."""

from dataclasses import replace
from datetime import date

import pytest

from hjulet.check.deviations.choices import Law
from hjulet.check.deviations.models import MonthCount
from hjulet.check.lex.choices import Kind as LexKind
from hjulet.report.reports.blocks import ChartBlock, Figure, Heading, Note, Report, Table, figures
from hjulet.report.reports.choices import Edition, Kind
from hjulet.report.reports.scope import Scope
from hjulet.report.reports.sections import deviation_blocks, deviations
from hjulet.report.reports.sections.deviations import Facts, Improved, LawFacts, Timely, whole_months
from hjulet.report.reports.sections.lex import LexFacts
from hjulet.report.reports.sections.quiet import Quiet
from hjulet.report.reports.workflows import build
from tests.factories import DeviationFactory, LexCaseFactory

FACTS = Facts(
    organisation="Ekvik", slug="ekvik", year=2025, period="2025", is_public=False,
    laws=(LawFacts(Law.SOL, 40, 38, is_sure=False), LawFacts(Law.HSL, 300, 200, is_sure=True)),
    months=("jan", "feb", "mar"), by_month=((Law.SOL, (12, 4, 24)), (Law.HSL, (90, 110, 100))),
    units=(("Solgården", (30, 250)), ("Björkgården", (8, 48)), ("Lönnen", (2, 2))),
    types=((Law.HSL, (("Fall", 200), ("Läkemedel", 98), ("Trycksår", 2))),),
    severities=((Law.HSL, (0, 250, 40, 9, 1)),), care_injuries=(("ja, vårdskada", 30), ("nej, inte vårdskada", 270)),
    causes=(("Rutiner", 80),), timely=Timely(300, 290, 340), improved=Improved(3, (("stark", 2),), (("Förbättring", 1),)),
    quiet=(Quiet("Lönnen", 2, 20),),
    lex=(LexFacts(LexKind.LEX_SARAH, 6, (("missförhållande", 5), ("allvarligt missförhållande", 1)), 0, 1),),
)  # fmt: skip
PUBLIC = replace(FACTS, is_public=True)


def blocks(facts: Facts | None) -> list:
    return list(deviation_blocks.blocks_of(facts, level=3))


def cells(facts: Facts, caption: str) -> dict[str, list[str]]:
    found = next(one for one in blocks(facts) if isinstance(one, Table) and one.caption.startswith(caption))
    return {str(row.cells[0]): [cell.text for cell in row.cells[1:]] for row in found.rows}


def words(facts: Facts) -> str:
    return " ".join(
        run.text for block in blocks(facts) for run in getattr(block, "runs", ()) if hasattr(run, "text")
    )


def test_nothing_is_said_where_nothing_is_reported():
    assert blocks(None) == []


def test_small_cells_and_enough_others_are_hidden_for_every_reader():
    for facts in (FACTS, PUBLIC):
        found = cells(facts, "Avvikelser per enhet")
        assert found["Lönnen"] == ["visas inte", "visas inte"]
        assert "visas inte" in found["Björkgården"] + found["Solgården"]


def test_a_hidden_cell_does_not_say_how_small_it_is():
    hidden = [one for block in blocks(FACTS) if isinstance(block, Table) for row in block.rows for one in row.cells if isinstance(one, Figure) and one.value is None]  # fmt: skip

    assert hidden
    assert {one.text for one in hidden} == {"visas inte"}


def told(facts: Facts) -> dict[str, Figure]:
    report = Report("k", "", "", "Ekvik", "Ekvik", 2025, "public", (), "2025-12-31", tuple(blocks(facts)))
    return {one.id: one for one in figures(report)}


FEW = replace(
    PUBLIC,
    laws=(LawFacts(Law.SOL, 3, 2, is_sure=False), LawFacts(Law.HSL, 40, 30, is_sure=False)),
    types=((Law.SOL, (("Fall", 3),)), (Law.HSL, (("Fall", 30), ("Läkemedel", 6), ("Trycksår", 4)))),
    timely=Timely(40, 39, 43),
)


def test_a_sum_of_few_is_said_neither_itself_nor_as_what_is_left_of_another():
    found = told(FEW)

    assert (found["avvikelser/sol/ekvik/2025"].value, found["avvikelser/sol/fore/ekvik/2025"].value) == (
        None,
        None,
    )
    assert found["avvikelser/hsl/ekvik/2025"].value == 40
    assert (
        found["avvikelser/bedomda-i-tid/ekvik/2025"].n is None
    )  # 43 would say that three are of the other law
    assert "osäkerhet" not in words(FEW)


def test_shares_of_few_are_not_said():
    found = told(replace(FEW, timely=Timely(2, 1, 3)))

    assert {found[f"avvikelser/{key}/ekvik/2025"].text for key in ("bedomda-i-tid", "avslutade-i-tid")} == {
        "visas inte"
    }


@pytest.mark.parametrize(
    ("named", "caption"),
    [
        ((("Fall", 30), ("Annat", 10)), "HSL: fall är vanligast, 75 procent"),
        ((("Fall", 6), ("Annat", 3)), "HSL: avvikelser per typ"),  # the share would tell how many fell
        ((("Fall", 3), ("Annat", 1)), "HSL: avvikelser per typ"),
    ],
)
def test_what_is_most_common_is_said_where_it_is_shown(named, caption):
    captions = [
        one.caption for one in blocks(replace(PUBLIC, types=((Law.HSL, named),))) if isinstance(one, Table)
    ]

    assert caption in captions


def test_hidden_types_stand_last_by_name_for_their_place_would_tell_how_many():
    named = (("Öga", 90), ("Fall", 8), ("Bett", 3), ("Arm", 2), ("Zon", 1))
    found = cells(replace(PUBLIC, types=((Law.HSL, named),)), "HSL: öga")

    assert list(found) == ["Öga", "Fall", "Arm", "Bett", "Zon"]
    assert list(found.values()) == [["90"], ["8"], ["visas inte"], ["visas inte"], ["visas inte"]]


def test_figures_keep_their_names_when_the_order_changes():
    one, other = (("Fall", 30), ("Annat", 10)), (("Annat", 40), ("Fall", 30))
    ids = [set(told(replace(PUBLIC, types=((Law.HSL, named),)))) for named in (one, other)]

    assert ids[0] == ids[1]


def test_units_of_one_name_are_different_figures():
    found = told(replace(PUBLIC, units=(("Natten", (10, 10)), ("Natten", (20, 20)))))

    assert found["avvikelser/enhet/natten/sol/ekvik/2025"].value == 10
    assert found["avvikelser/enhet/natten--2/sol/ekvik/2025"].value == 20


def test_the_sum_of_some_outcomes_is_not_said_where_one_of_them_is_hidden():
    outcomes = (("missförhållande", 9), ("påtaglig risk", 7), ("allvarligt missförhållande", 3))
    lex = LexFacts(LexKind.LEX_SARAH, 19, outcomes, 0, 10)

    assert "anmälas till IVO" in words(replace(FACTS, lex=(lex,)))
    assert "anmälas till IVO" not in words(replace(PUBLIC, lex=(lex,)))


@pytest.mark.parametrize(
    ("law", "expected"),
    [
        (LawFacts(Law.SOL, 40, 38, is_sure=False), "kan bero på slumpen"),
        (LawFacts(Law.SOL, 80, 38, is_sure=True), "är större än slumpen"),
        (LawFacts(Law.SOL, 38, 38, is_sure=False), "lika många"),
        (LawFacts(Law.SOL, 40, None, is_sure=False), "inget att jämföra med"),
    ],
)
def test_a_change_is_told_with_how_sure_we_are(law, expected):
    assert expected in words(replace(FACTS, laws=(law, LawFacts(Law.HSL, 0, 0, is_sure=False))))


def test_more_reports_are_never_called_worse():
    said = words(replace(FACTS, laws=(LawFacts(Law.SOL, 80, 38, is_sure=True), FACTS.laws[1])))

    assert "Försämring" not in said
    assert "varken bättre eller sämre" in said


def test_a_silent_unit_is_named_inside_and_counted_outside():
    inside = next(one for one in blocks(FACTS) if isinstance(one, Note) and one.title.startswith("Färre"))
    public = next(one for one in blocks(PUBLIC) if isinstance(one, Note) and one.title.startswith("Färre"))

    assert "Lönnen: färre än 5, väntat ungefär 20" in inside.runs[0].text
    assert "Lönnen" not in public.runs[0].text
    assert "1 enhet " in public.runs[0].text


def test_lex_outcomes_are_whole_inside_and_hidden_under_five_outside():
    assert cells(FACTS, "Utfall enligt lex Sarah") == {
        "Missförhållande": ["5"],
        "Allvarligt missförhållande": ["1"],
    }
    assert set(cells(PUBLIC, "Utfall enligt lex Sarah")["Missförhållande"]) == {"visas inte"}
    assert "anmälas till IVO" in words(FACTS)
    assert "anmälas till IVO" not in words(PUBLIC)


def test_the_public_edition_has_no_way_in_to_the_cases():
    found = [one for block in blocks(PUBLIC) if isinstance(block, Table) for row in block.rows for one in row.cells if isinstance(one, Figure)]  # fmt: skip

    assert {one.url for one in found} == {""}


def test_a_month_with_few_is_not_drawn():
    charts = [one.chart for one in blocks(FACTS) if isinstance(one, ChartBlock)]

    assert [[line.name for line in chart.series] for chart in charts] == [["HSL"]]


@pytest.mark.parametrize(
    ("counted", "year", "first", "last"),
    [
        ([(2024, 11), (2026, 11)], 2024, 11, 12),
        ([(2024, 11), (2026, 11)], 2025, 1, 12),
        ([(2024, 11), (2026, 11)], 2026, 1, 10),  # November is still running
        ([(2024, 11), (2025, 12)], 2025, 1, 12),
        ([(2025, 3), (2025, 8)], 2025, 3, 7),
    ],
)
def test_only_whole_months_are_told(counted, year, first, last):
    found = whole_months([date(year_, month, 1) for year_, month in counted], year)

    assert (found[0].month, found[-1].month) == (first, last)


def test_nothing_counted_has_no_months():
    assert whole_months([], 2025) == []


def count(world, unit: str, number: int, month: date, law: str = "sol") -> None:
    MonthCount.objects.create(unit=world.units[unit], month=month, law=law, number=number)


def scope(world, unit: str = "ekvik", edition: Edition = Edition.INTERNAL) -> Scope:
    return Scope(Kind.QUALITY, world.units[unit], 2025, edition)


def test_the_same_months_of_the_year_before_are_compared(world):
    for year in (2024, 2025):
        for month in range(1, 13):
            count(world, "solgarden", 10 if year == 2025 else 5, date(year, month, 1))

    law = deviations.collect(scope(world)).laws[0]

    assert (law.now, law.before, law.is_sure) == (120, 60, True)


def test_a_year_that_began_late_is_compared_with_nothing(world):
    for month in range(1, 13):
        count(world, "solgarden", 10, date(2025, month, 1))
    count(world, "solgarden", 10, date(2024, 11, 1))

    assert deviations.collect(scope(world)).laws[0].before is None


def test_each_part_of_the_organisation_counts_its_own_and_the_neighbour_nothing(world):
    for unit, number in (("solgarden", 7), ("lonnen", 20), ("granby", 100)):
        count(world, unit, number, date(2025, 2, 1))
        count(world, unit, 1, date(2025, 12, 1))

    assert deviations.collect(scope(world)).laws[0].now == 29
    assert deviations.collect(scope(world, "aldreomsorg")).laws[0].now == 8


def test_lex_is_told_of_the_whole_and_of_no_part(world):
    LexCaseFactory(unit=world.units["solgarden"], year=2025)

    assert [one.received for one in deviations.collect(scope(world)).lex] == [1]
    assert deviations.collect(scope(world, "solgarden")) is None


def test_cases_are_judged_in_time_or_not(world):
    count(world, "solgarden", 2, date(2025, 12, 1))
    said = {"unit": world.units["solgarden"], "happened_on": date(2025, 12, 2), "judge_by": date(2025, 12, 3),
            "judged_by": world.people["manager"], "state": "judged"}  # fmt: skip
    DeviationFactory(judged_at="2025-12-03T22:30:00Z", **said)  # half past eleven that night in Sweden
    DeviationFactory(judged_at="2025-12-03T23:30:00Z", **said)  # half past twelve, the day after

    assert deviations.collect(scope(world)).timely == Timely(1, 0, 2)


def test_no_figure_comes_twice_with_different_numbers(world):
    for month in range(1, 13):
        count(world, "solgarden", 10, date(2025, month, 1))
        count(world, "bjorkgarden", 20, date(2025, month, 1), "hsl")

    report = build(Kind.QUALITY, world.units["ekvik"], 2025, Edition.INTERNAL)
    values: dict[str, set] = {}
    for one in figures(report):
        values.setdefault(one.id, set()).add(one.value)

    assert not [name for name, found in values.items() if len(found) > 1]
    assert any(
        isinstance(block, Heading) and block.anchor == "rapporterade-handelser" for block in report.blocks
    )


@pytest.mark.django_db
def test_a_municipality_with_published_totals_alone_has_no_such_chapter(made):
    for report in (made["quality"].report, made["results"].report):
        assert not [block for block in report.blocks if isinstance(block, Heading) and block.anchor == "rapporterade-handelser"]  # fmt: skip
        assert not [one for one in figures(report) if one.id.startswith("avvikelser/")]
