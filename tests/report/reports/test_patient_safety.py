"""The patientsäkerhetsberättelse: every part the law asks for, fed by events in the care, saying what is missing and whose it is."""

from datetime import date

import pytest

from hjulet.act.actions.choices import Status
from hjulet.check.deviations.models import DeviationType, MonthCount
from hjulet.report.manuscripts.checks import is_required
from hjulet.report.manuscripts.outline import outline
from hjulet.report.manuscripts.rules import is_due_on
from hjulet.report.reports.blocks import Heading, Note, Paragraph, Report, Table, figures
from hjulet.report.reports.choices import Edition, Kind
from hjulet.report.reports.pdfcheck import faults
from hjulet.report.reports.rules import SAFETY_PARTS
from hjulet.report.reports.scope import Scope
from hjulet.report.reports.sections import patient_safety
from hjulet.report.reports.sections.patient_safety import Answering, Safety
from hjulet.report.reports.workflows import build
from tests.factories import DeviationFactory, IndicatorFactory, LexCaseFactory, ValueFactory
from tests.paper import words_of
from tests.report.reports.test_deviations import count


def safety(world, unit: str = "sektorn", edition: Edition = Edition.INTERNAL) -> Report:
    return build(Kind.SAFETY, world.units[unit], 2025, edition)


def scope(world) -> Scope:
    return Scope(Kind.SAFETY, world.units["sektorn"], 2025, Edition.INTERNAL)


def under(report: Report, anchor: str) -> list:
    return list(next(one.blocks for one in outline(report) if one.anchor == anchor))


def words(blocks) -> str:
    lines = [
        runs
        for one in blocks
        for runs in (*getattr(one, "items", ()), getattr(one, "runs", ()))
        if isinstance(runs, tuple)
    ]
    return " ".join("".join(run.text for run in runs) for runs in lines)


def harmed(world, number: int, **said) -> None:
    for _each in range(number):
        case = DeviationFactory(
            unit=world.units["solgarden"], happened_on=date(2025, 3, 3), state="judged",
            judged_by=world.people["manager"], judged_at="2025-03-04T08:00:00Z", has_hsl=True,
        )  # fmt: skip
        part, _made = case.parts.get_or_create(law="hsl")
        for name, value in {"care_injury": "yes", **said}.items():
            setattr(part, name, value)
        part.save()


def test_every_part_that_the_law_asks_for_is_a_chapter_with_its_paragraph(world):
    chapters = {
        one.anchor: one.law for one in safety(world).blocks if isinstance(one, Heading) and one.level == 1
    }

    assert set(chapters) >= SAFETY_PARTS
    assert all(chapters[part] for part in SAFETY_PARTS)
    assert "3 kap. 10 § patientsäkerhetslagen (2010:659)" in chapters["forbattring"]


def test_it_is_due_on_the_first_of_march():
    assert is_due_on(Kind.SAFETY, 2025) == date(2026, 3, 1)
    assert is_due_on(Kind.QUALITY, 2025) is None


@pytest.mark.parametrize(
    "part", ["mal-och-strategier", "samverkan", "rapportering", "klagomal", "forbattring"]
)
def test_a_part_without_data_says_what_is_missing_and_who_owns_it(world, part):
    owed = [one for one in under(safety(world), part) if isinstance(one, Note) and one.kind == "owed"]

    assert owed
    assert any(owner in words(owed) for owner in ("MAS", "Enhetschefer"))


def test_every_part_needs_a_text_before_it_is_approved(world):
    required = {one.anchor for one in outline(safety(world)) if is_required(Kind.SAFETY, one)}

    assert required >= SAFETY_PARTS


def test_it_counts_events_under_the_health_law_alone(world):
    for month in range(1, 13):
        count(world, "solgarden", 10, date(2025, month, 1), "hsl")
        count(world, "solgarden", 30, date(2025, month, 1), "sol")
    LexCaseFactory(unit=world.units["solgarden"], year=2025, kind="lex_sarah")

    report = safety(world)
    by_id = {one.id: one.value for one in figures(report)}

    assert by_id["avvikelser/hsl/sociala-sektorn/2025"] == 120
    assert not [name for name in by_id if "/sol" in name or "lex_sarah" in name]


def test_the_summary_tells_what_was_most_common_who_was_harmed_and_what_came_of_it(world):
    said = {"municipality": world.municipality, "law": "hsl"}
    fall, drugs = (
        DeviationType.objects.create(code=name.lower(), name=name, **said) for name in ("Fall", "Läkemedel")
    )
    for month in range(1, 13):
        for kind, number in ((fall, 5), (drugs, 9)):
            MonthCount.objects.create(
                unit=world.units["solgarden"], month=date(2025, month, 1), law="hsl", type=kind, number=number
            )
    told = words(under(safety(world), "sammanfattning"))

    assert "Under 2025 rapporterades 168 händelser i vården." in told
    assert "Vanligast är läkemedel (108), därefter fall (60)." in told
    assert "Ingen händelse under 2025 är bedömd som vårdskada" in told
    assert "Inga åtgärder är knutna till årets händelser." in told


def test_the_quality_registers_of_the_care_stand_with_the_self_inspection(world):
    for register, subject in (("Senior alert", "kvalitetsregister"), ("Hemtjänstindex", "hemtjänst")):
        measured = IndicatorFactory(
            municipality=world.municipality, source_register=register, subject=subject
        )
        ValueFactory(
            indicator=measured,
            unit=world.units["sektorn"],
            value=80,
            respondents=60,
            is_published_source=True,
        )
    captions = [one.caption for one in safety(world).blocks if isinstance(one, Table)]

    assert any("Senior alert" in caption for caption in captions)
    assert not any("Hemtjänstindex" in caption for caption in captions)


def test_only_what_is_told_stands_among_the_sources(world):
    for register, subject in (("Senior alert", "kvalitetsregister"), ("Hemtjänstindex", "hemtjänst")):
        measure = IndicatorFactory(municipality=world.municipality, source_register=register, subject=subject)
        ValueFactory(indicator=measure, unit=world.units["ekvik"], value=80, respondents=40, year=2025)

    said = words(under(safety(world, "ekvik"), "kallor"))

    assert "Senior alert" in said
    assert "Hemtjänstindex" not in said


def test_a_part_without_data_says_what_should_be_told(world):
    told = words(under(safety(world), "klagomal"))

    assert "patientnämnden" in told
    assert "Enhetscheferna och MAS äger avsnittet." in told


def test_no_figure_comes_twice_with_different_numbers(world):
    for month in range(1, 13):
        count(world, "solgarden", 10, date(2025, month, 1), "hsl")
    values: dict[str, set] = {}
    for one in figures(safety(world)):
        values.setdefault(one.id, set()).add(one.value)

    assert not [name for name, found in values.items() if len(found) > 1]


def test_responsibility_is_told_as_roles_and_never_as_names(world):
    blocks = under(safety(world), "ansvar")
    table = next(one for one in blocks if isinstance(one, Table))
    held = {row.cells[0]: row.cells[2].value for row in table.rows}

    assert held["MAS"] == 1
    assert held["Lex Maria-ansvarig"] == 0 or "Lex Maria-ansvarig" in held
    assert world.people["mas"].name not in str(blocks)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ((0, 0, 0), "Ingen händelse under 2025 är bedömd som vårdskada"),
        ((4, 4, 4), "Färre än fem händelser"),
        ((12, 12, 12), "Alla patienter är informerade."),
        ((12, 10, 10), "Antalet visas inte, eftersom det rör få."),
        ((12, 6, 6), "I 6 av dem är patienten informerad."),
    ],
)
def test_those_who_were_harmed_are_told_without_counting_few(world, facts, said):
    found = Safety((), *facts, ())
    blocks = list(patient_safety.injuries(found, scope(world), may_count=True))

    told = "".join(run.text for one in blocks if isinstance(one, Paragraph) for run in one.runs)
    assert said in told
    assert ("Anteckna i journalen" in str(blocks)) == (facts[2] < facts[0])


def test_what_the_table_hides_no_sentence_counts(world):
    found = Safety((), 12, 6, 12, ())
    told = str(list(patient_safety.injuries(found, scope(world), may_count=False)))

    assert "visas inte" in told
    assert "Alla patienter är inte informerade." in told
    assert "Decimal" not in told


def test_care_injuries_of_the_year_are_counted_with_whether_the_patient_knows(world):
    harmed(world, 6, informed="yes", informed_on=date(2025, 3, 4), noted_in_record_on=date(2025, 3, 4))
    harmed(world, 5, informed="")
    found = patient_safety.collect(scope(world))

    assert (found.injured, found.informed, found.noted) == (11, 6, 6)


def test_actions_that_answer_events_are_told_with_their_effect():
    found = Safety(
        (), 0, 0, 0, (Answering("Larm i korridoren", "Solgården", Status.DONE, "Förbättring", "good"),)
    )
    table = next(iter(patient_safety.actions(found)))

    assert [getattr(cell, "text", cell) for cell in table.rows[0].cells] == [
        "Larm i korridoren", "Solgården", "Genomförd", "Förbättring",
    ]  # fmt: skip


def test_public_edition_has_no_way_in_to_the_cases(world):
    for month in range(1, 13):
        count(world, "solgarden", 10, date(2025, month, 1), "hsl")
    found = [
        one for one in figures(safety(world, edition=Edition.PUBLIC)) if one.id.startswith("avvikelser/")
    ]

    assert found
    assert {one.url for one in found} == {""}


@pytest.mark.django_db
def test_paper_passes_the_gate_and_names_its_paragraphs(made):
    safety = made["safety"]

    assert faults(safety.pdf) == []
    assert "patientsäkerhetslagen" in " ".join(words_of(safety.pdf).split())
    assert safety.json["kind"] == "patientsakerhetsberattelse"
    assert safety.docx[:2] == b"PK"
