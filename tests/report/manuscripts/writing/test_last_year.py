"""What last year's report said stands beside the editor, and may begin this year's text."""

import re
from dataclasses import replace

import pytest
from django.core.cache import cache
from django.urls import reverse

from hjulet.report.manuscripts.choices import Obstacle, Part
from hjulet.report.manuscripts.facts import facts_of, key_of
from hjulet.report.manuscripts.lastyear import brought_forward, of_section, this_years
from hjulet.report.manuscripts.models import Approved, CannotChange, Manuscript, SectionText
from hjulet.report.manuscripts.rules import faults_in, reference
from hjulet.report.manuscripts.workflows.writing import offer_text, save_text
from hjulet.report.reports.blocks import Column, Heading, Row, Table
from tests.report.manuscripts.approving.access_makers import stored
from tests.report.manuscripts.writing.conftest import NOON, SECTION
from tests.report.reports.sample import measured

THEN = "trygg/leksand/2024"
NOW = "trygg/leksand/2025"


def _known(*ids):
    return {id_: replace(measured("trygg", "96"), id=id_) for id_ in ids}


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (THEN, NOW),
        ("raknat/atgarder/alla/2024", "raknat/atgarder/alla/2025"),
        ("hme-2024-chef/sektorn/2024-09", "hme-2024-chef/sektorn/2025-09"),
        ("kpb/tabell/Hemtjänst/2024/cost", "kpb/tabell/Hemtjänst/2025/cost"),
        ("mal/leksand/2023–2024", "mal/leksand/2024–2025"),
    ],
)
def test_same_figure_a_year_later_is_found_by_its_period(was, now):
    assert this_years(was, _known(was, now)).id == now


def test_figure_without_a_year_is_itself_and_one_that_is_gone_is_none():
    assert this_years("antal-enheter/leksand", _known("antal-enheter/leksand")).id == "antal-enheter/leksand"
    assert this_years(THEN, _known(THEN)) is None


def test_beginning_has_this_years_figures_and_marks_those_that_have_none():
    text = f"Det var {reference(THEN, '94 %')}, mot {reference('borta/leksand/2024', '12')}."

    made = brought_forward(text, _known(NOW), {})
    assert made == f"Det var {reference(NOW, '96 %')}, mot **[förra årets siffra: 12]**."
    assert [(found.fault, found.about) for found in faults_in("processer", made, {NOW})] == [
        ("last_years_figure", "12")
    ]


def test_chapter_that_follows_up_reads_what_was_promised():
    texts = {"infor": {"analysis": "Vi ska minska fallen."}, "loften": {"next_year": "Mer."}}

    assert of_section("loften", 2024, {}, texts).promised == ("Vi ska minska fallen.", "Mer.")
    assert of_section("processer", 2024, {}, texts) is None


@pytest.fixture
def last_year(world, manuscript):
    """The report of 2024, approved with a text and a figure that has another value this year."""
    found = stored(world.units["sektorn"], world.people["director"], published=False).manuscript
    figures = [{"id": THEN, "label": "Trygg", "text": "94 %"}]
    texts = {
        SECTION: {
            "analysis": f"Andelen var {reference(THEN, '94 %')}.",
            "next_year": "Vi ska kartlägga **allt**.",
        }
    }
    Approved.objects.filter(manuscript=found).update(facts={"title": "K", "figures": figures}, texts=texts)
    figure = replace(measured("trygg", "96"), id=NOW)
    table = Table("Mått", (Column("Mått"), Column("2025")), (Row(("Trygg", figure)),))
    report = facts_of(manuscript)
    cache.set(
        key_of(manuscript), replace(report, blocks=(Heading(2, "Processer och rutiner", SECTION), table))
    )
    return found


def _page(client, manuscript):
    answer = client.get(reverse("manuscripts:section", args=[manuscript.pk, SECTION]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_last_years_text_is_shown_with_its_figures_as_they_stood(manuscript, last_year, signed_in):
    page = _page(signed_in("sas"), manuscript)

    assert "Så stod det i rapporten för 2024" in page
    assert "94" in re.sub("<[^>]+>", "", page.split('class="last-year"')[1])
    promised = page.split('class="promised"')[1].split("</section>")[0]
    assert "Vi ska kartlägga <strong>allt</strong>." in promised
    assert page.index('class="promised"') < page.index('id="analysis"')


def test_nothing_is_shown_when_last_year_has_no_approved_report(manuscript, signed_in):
    page = _page(signed_in("sas"), manuscript)

    assert "Så stod det i rapporten" not in page
    assert 'class="promised"' not in page


def test_newest_edition_of_last_year_is_the_one_shown(world, manuscript, last_year, signed_in):
    later = stored(world.units["sektorn"], world.people["director"], published=False, number=2).manuscript
    Approved.objects.filter(manuscript=later).update(texts={SECTION: {"analysis": "Rättat."}})

    assert "Rättat." in _page(signed_in("sas"), manuscript)


def test_last_years_text_begins_this_years_and_is_nobodys_until_owned(manuscript, last_year, signed_in):
    client = signed_in("sas")
    url = reverse("manuscripts:section", args=[manuscript.pk, SECTION])
    page = client.post(url, {"do": "last:analysis"}, follow=True).content.decode()

    text = SectionText.objects.get()
    assert (text.markdown, text.is_offered, text.is_last_years) == (
        f"Andelen var {reference(NOW, '96 %')}.",
        True,
        True,
    )
    assert "Det här är förra årets text, med årets siffror" in page

    client.post(
        url, {"do": "own:analysis", "markdown-analysis": text.markdown, "revision-analysis": text.revision}
    )
    text.refresh_from_db()
    assert (text.is_offered, text.is_last_years, text.changed_by.name) == (False, False, "Stina Sas")


def test_last_years_text_does_not_replace_what_is_written(manuscript, last_year, place, world):
    save_text(place(), "Mitt.", revision=0, by=world.people["sas"], at=NOON)
    with pytest.raises(CannotChange) as refused:
        offer_text(place(), "Förra årets.", is_last_years=True, by=world.people["mas"], at=NOON)

    assert refused.value.obstacles == [Obstacle.HAS_TEXT]


def test_part_that_had_no_text_gives_none(manuscript, last_year, place, world):
    with pytest.raises(CannotChange) as refused:
        offer_text(place(Part.ACTIONS), "", is_last_years=True, by=world.people["sas"], at=NOON)

    assert refused.value.obstacles == [Obstacle.NOT_LAST_YEAR]
    assert not SectionText.objects.exists()


def test_report_of_another_unit_or_kind_is_not_last_years(world, manuscript, last_year, signed_in):
    Manuscript.objects.filter(pk=last_year.pk).update(kind="patientsakerhetsberattelse")

    assert "Så stod det i rapporten" not in _page(signed_in("sas"), manuscript)
