"""A figure that was chosen elsewhere is put into a report: once, live where the report has it, with what may be said."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from hjulet.report.manuscripts.facts import facts_of
from hjulet.report.manuscripts.models import Manuscript, SectionText
from hjulet.report.manuscripts.outline import outline
from hjulet.report.manuscripts.workflows.starting import Wanted, start
from hjulet.report.reports.choices import Kind
from tests.check.indicators.compare.making import AT, yearly
from tests.factories import IndicatorFactory, ValueFactory


@pytest.fixture
def value(world):
    """Fallen by far more than chance since the year before."""
    measure = IndicatorFactory(
        municipality=world.municipality, slug="tider", name="Kan påverka tider", subject="hemtjänst",
        source_register="KKiK/Kolada", section="KKiK",
    )  # fmt: skip
    for year, share in ((2024, 80), (2025, 50)):
        found = ValueFactory(
            indicator=measure, unit=world.units["sektorn"], value=share, respondents=200, is_published_source=True,
            **yearly(year),
        )  # fmt: skip
    return found


@pytest.fixture
def manuscript(world, value):
    found, _new = start(Wanted(Kind.QUALITY, world.units["sektorn"], 2025), by=world.people["sas"], at=AT)
    return found


def holding(manuscript):
    return next(one for one in outline(facts_of(manuscript)) if "tider/sociala-sektorn/2025" in one.figures)


def address(manuscript, value):
    return reverse("manuscripts:put_into", args=[manuscript.pk, value.pk])


def test_with_one_report_at_work_there_is_nothing_to_choose(signed_in, manuscript, value):
    answer = signed_in("sas").get(reverse("manuscripts:put", args=[value.pk]))

    assertContains(answer, "Var ska siffran stå?")
    assertContains(answer, f'action="{address(manuscript, value)}"')


def test_with_several_one_chooses_and_with_none_one_begins(signed_in, world, value):
    client = signed_in("sas")
    assertContains(client.get(reverse("manuscripts:put", args=[value.pk])), "Ingen rapport skrivs just nu")
    for year in (2024, 2025):
        start(Wanted(Kind.QUALITY, world.units["sektorn"], year), by=world.people["sas"], at=AT)

    answer = client.get(reverse("manuscripts:put", args=[value.pk]))
    for one in Manuscript.objects.all():
        assertContains(answer, address(one, value))


def test_the_sentence_stands_last_in_the_section_with_the_live_figure_and_how_sure(
    signed_in, manuscript, value
):
    client = signed_in("sas")
    section = holding(manuscript)
    assertContains(client.get(address(manuscript, value)), section.title)

    answer = client.post(address(manuscript, value), {"section": section.anchor}, follow=True)

    text = SectionText.objects.get(manuscript=manuscript)
    assertContains(answer, "Meningen står sist i texten.")
    assert "{{siffra:tider/sociala-sektorn/2025|" in text.markdown
    assert text.markdown.endswith("Försämring: förändringen mot mätningen före är större än slumpen.")
    assert (text.section, text.changed_by.name) == (section.anchor, "Stina Sas")


def test_one_press_writes_it_in_the_section_whose_figure_it_is(signed_in, manuscript, value):
    answer = signed_in("sas").post(reverse("manuscripts:put", args=[value.pk]), follow=True)

    assertContains(answer, "Meningen står sist i texten.")
    assert SectionText.objects.get(manuscript=manuscript).section == "resultat-kkik"  # not the summary


@pytest.mark.parametrize("years", [[], [2024, 2025], [2023]])
def test_with_a_choice_to_make_one_press_writes_nothing(signed_in, world, value, years):
    for year in years:  # none at work; two; one that does not have the figure
        start(Wanted(Kind.QUALITY, world.units["sektorn"], year), by=world.people["sas"], at=AT)

    assert signed_in("sas").post(reverse("manuscripts:put", args=[value.pk])).status_code == 200
    assert not SectionText.objects.exists()


def test_pressed_twice_it_is_written_once(signed_in, manuscript, value):
    client = signed_in("sas")
    where = {"section": holding(manuscript).anchor}
    client.post(address(manuscript, value), where)

    assertContains(
        client.post(address(manuscript, value), where, follow=True), "Siffran står redan i texten."
    )
    assert SectionText.objects.get().revision == 1


def test_in_a_section_without_the_figure_it_is_written_as_it_is_today(signed_in, manuscript, value):
    other = next(
        one for one in outline(facts_of(manuscript)) if "tider/sociala-sektorn/2025" not in one.figures
    )

    signed_in("sas").post(address(manuscript, value), {"section": other.anchor})

    assert "siffra:" not in SectionText.objects.get().markdown


def test_a_change_that_chance_explains_is_not_called_a_change(signed_in, manuscript, value):
    value.indicator.values.update(respondents=12)
    value.refresh_from_db()

    assertContains(signed_in("sas").get(address(manuscript, value)), "Förändringen kan bero på slumpen")


@pytest.mark.parametrize("section", ["", "finns-inte", "../x"])
def test_a_section_that_does_not_exist_is_not_found(signed_in, manuscript, value, section):
    assert signed_in("sas").post(address(manuscript, value), {"section": section}).status_code == 404
    assert not SectionText.objects.exists()


def test_a_value_that_may_not_be_shown_is_no_figure_to_write_about(signed_in, manuscript, value):
    value.respondents, value.is_published_source = 4, False
    value.save(update_fields=["respondents", "is_published_source"])

    assert signed_in("developer").get(address(manuscript, value)).status_code == 404


def test_what_is_reviewed_is_left_alone_and_the_sentence_kept_beside(signed_in, manuscript, value):
    Manuscript.objects.update(state="review")

    answer = signed_in("sas").post(
        address(manuscript, value), {"section": holding(manuscript).anchor}, follow=True
    )

    assertContains(answer, "bredvid texten")
    assert SectionText.objects.get().markdown == ""
