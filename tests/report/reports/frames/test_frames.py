"""Frames and own tables as people use them: kept in versions, dated, refused in words, two at once."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hjulet.base.log.models import Entry
from hjulet.report.manuscripts.checks import is_required
from hjulet.report.manuscripts.outline import outline
from hjulet.report.reports.blocks import Heading, figures
from hjulet.report.reports.choices import Edition, FrameFault, Kind
from hjulet.report.reports.framing import Planned
from hjulet.report.reports.models import FrameVersion, OwnTable, TableRevision
from hjulet.report.reports.workflows import build
from hjulet.report.reports.workflows.framing import CannotFrame, Wanted, keep_frame
from hjulet.report.reports.workflows.tables import (
    SomebodyWasFaster,
    add_table,
    change_table,
    remove_table,
    restore_table,
)
from tests.report.reports.frames.access_makers import own_table

AT = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
OWN = Planned("eget-forskning", "Vår forskning", "Vad har ni lärt?")
FRAME = reverse("reports:frame", args=["kvalitetsberattelse"])
TABLES = reverse("reports:tables", args=["kvalitetsberattelse"])
NEW = reverse("reports:create_table", args=["kvalitetsberattelse"])


def keep(world, *plan, from_year=2025, seen=0, who="sas"):
    said = Wanted(tuple(plan), from_year, seen)
    return keep_frame(world.municipality, Kind.QUALITY, said, ["ansvar"], by=world.people[who], at=AT)


def chapters(world, year=2025, unit="sektorn") -> list[str]:
    report = build(Kind.QUALITY, world.units[unit], year, Edition.INTERNAL)
    return [one.text for one in report.blocks if isinstance(one, Heading) and one.level == 1]


def test_a_frame_holds_from_its_year_and_an_older_year_keeps_its_own(world):
    keep(world, Planned("medverkan", "Alla är med"), from_year=2024)
    keep(world, OWN, from_year=2025, seen=1)

    assert "Alla är med" in chapters(world, 2024)
    assert "Alla är med" not in chapters(world, 2025)
    assert "Vår forskning" in chapters(world, 2025)
    assert chapters(world, 2023)[0] == "Sammanfattning"


def test_an_own_chapter_needs_a_text_before_the_report_is_approved(world):
    keep(world, OWN)
    report = build(Kind.QUALITY, world.units["sektorn"], 2025, Edition.INTERNAL)
    own = next(one for one in outline(report) if one.anchor == OWN.anchor)

    assert is_required(report.kind, own)
    assert report.extra["frame"] == "1"


def test_the_same_form_sent_twice_is_one_version_and_it_is_logged(world):
    assert keep(world, OWN).pk == keep(world, OWN).pk
    assert [one.event for one in Entry.objects.filter(event="report_frame.saved")] == ["report_frame.saved"]


def test_two_at_once_are_told_of_each_other(world):
    keep(world, OWN)
    with pytest.raises(CannotFrame) as refused:
        keep(world, Planned("infor", "Framåt"), who="developer")

    assert refused.value.faults == [(FrameFault.SOMEBODY_WAS_FASTER, "")]
    assert FrameVersion.objects.get().plan == (OWN,)


def test_a_neighbour_has_a_frame_of_its_own(world):
    keep(world, OWN)

    assert FrameVersion.objects.in_force(world.neighbour, Kind.QUALITY, 2025) is None


def posted(**said):
    boxes = {"anchor": ["sammanfattning", "ansvar"], "title": ["Kort", ""], "guidance": ["", ""], "seen": "0",
             "from_year": "2025", "do": "save"}  # fmt: skip
    return boxes | said


def test_chapters_are_renamed_moved_and_added_on_the_page(world, signed_in):
    sas = signed_in("sas")
    page = sas.post(FRAME, posted(do="down:sammanfattning", new_title="Vår forskning")).content.decode()
    assert page.index('value="ansvar"') < page.index('value="sammanfattning"')
    assert 'value="eget-var-forskning"' in page
    assert not FrameVersion.objects.exists()

    answer = sas.post(FRAME, posted(new_title="Vår forskning", new_guidance="Vad?"), follow=True)
    assert "Ramen är sparad som version 1." in answer.content.decode()
    assert [one.title for one in FrameVersion.objects.get().plan] == ["Kort", "", "Vår forskning"]


def test_a_statutory_chapter_cannot_be_taken_away_whatever_is_posted(signed_in):
    page = signed_in("sas").post(FRAME, posted(hidden=["ansvar"], drop=["ansvar"])).content.decode()

    assert "Kapitlet svarar mot en paragraf" in page
    assert not FrameVersion.objects.exists()


SECTIONS = {
    "anchor": ["uppbyggnad"], "title": [""], "guidance": [""],
    "section_chapter": ["uppbyggnad"] * 3, "section": ["samverkan", "lagrum", "processer"], "section_title": ["Vilka vi gör det med", "", ""],
}  # fmt: skip


def test_sections_are_renamed_and_moved_on_the_page_and_the_report_has_them_so(world, signed_in):
    sas = signed_in("sas")
    page = sas.post(FRAME, posted(**SECTIONS, do="section-down:samverkan")).content.decode()
    assert page.index('name="section" value="lagrum"') < page.index('name="section" value="samverkan"')
    assert '<details class="frame-sections" open>' in page
    assert not FrameVersion.objects.exists()

    sas.post(FRAME, posted(**SECTIONS))
    report = build(Kind.QUALITY, world.units["sektorn"], 2025, Edition.INTERNAL)
    told = [one for one in report.blocks if isinstance(one, Heading) and one.anchor in SECTIONS["section"]]
    assert [one.anchor for one in told] == SECTIONS["section"]
    assert (told[0].text, bool(told[0].law)) == ("Vilka vi gör det med", True)


def test_a_statutory_section_cannot_be_taken_away_whatever_is_posted(signed_in):
    page = signed_in("sas").post(FRAME, posted(**SECTIONS, hidden_section=["samverkan"])).content.decode()

    assert "Vilka vi gör det med: Avsnittet svarar mot en paragraf" in page
    assert not FrameVersion.objects.exists()


def test_an_own_table_is_put_in_a_section(world, signed_in):
    answer = signed_in("mas").post(NEW, typed(world, chapter="samverkan"), follow=True)
    assert "Tabellen är sparad." in answer.content.decode()

    report = build(Kind.QUALITY, world.units["sektorn"], 2025, Edition.INTERNAL)
    anchors = [one.anchor for one in report.blocks if isinstance(one, Heading) and one.level <= 3]
    at = anchors.index("tabell-sociala-sektorn-sokande")
    assert anchors.index("samverkan") < at < anchors.index("forbattringsarbete")


def test_what_was_changed_stays_on_the_page_when_somebody_was_faster(world, signed_in):
    keep(world, OWN)
    page = signed_in("developer").post(FRAME, posted()).content.decode()

    assert "har sparat version 1 medan du ändrade" in page
    assert 'value="Kort"' in page
    assert '<input type="hidden" name="seen" value="1">' in page


@pytest.mark.parametrize(
    "said",
    [
        {"anchor": ["x" * 900, "", "'"], "title": ["y" * 900]}, {"from_year": "9999"}, {"from_year": "å"}, {"seen": "-1"},
        {"do": "up:nothing"}, {"do": "down:"}, {"anchor": []}, {"new_title": "\x00"}, {"drop": ["eget-x"], "hidden": ["y"]},
        {"section": ["x"], "section_chapter": [], "do": "section-up:x"}, {"section": ["\x00"], "section_chapter": ["ansvar"], "section_title": ["z" * 900]},
        {"do": "section-:"}, {"hidden_section": ["'"]},
    ],
)  # fmt: skip
def test_bad_input_never_breaks_the_page(signed_in, said):
    assert signed_in("sas").post(FRAME, posted(**said)).status_code in {200, 302}


# -- own tables


def typed(world, **said):
    boxes = {
        "title": "Sökande", "unit": world.units["sektorn"].pk, "year": "2025", "chapter": "infor",
        "text": "Enhet;2025\nTallen;15\nGranen;8", "source": "Skolan", "token": "6a0d0b1e-0000-4000-8000-000000000001",
    }  # fmt: skip
    return boxes | said


def test_a_typed_table_stands_in_its_chapter_as_figures(world, signed_in):
    answer = signed_in("mas").post(NEW, typed(world), follow=True)
    assert "Tabellen är sparad." in answer.content.decode()

    report = build(Kind.QUALITY, world.units["ekvik"], 2025, Edition.PUBLIC)
    found = {one.id: one.text for one in figures(report)}
    assert found["egen/sociala-sektorn-sokande/tallen/2025/2025"] == "15"


def test_preview_keeps_nothing(world, signed_in):
    page = signed_in("mas").post(NEW, typed(world, do="preview", counts_people="on")).content.decode()

    assert "Så blir tabellen" in page
    assert "I den offentliga utgåvan" in page
    assert not OwnTable.objects.exists()


@pytest.mark.parametrize("name", ["sokande.csv", "sokande.txt"])
def test_a_file_takes_the_place_of_the_box(world, signed_in, name):
    file = SimpleUploadedFile(name, "Enhet;2025\nÅkanten;1 234\n".encode("cp1252"))
    signed_in("mas").post(NEW, typed(world, file=file))

    assert OwnTable.objects.get().rows == [["Åkanten", "1 234"]]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"source": ""}, "Skriv varifrån siffrorna kommer"),
        ({"text": ""}, "minst en rad till"),
        ({"text": "Enhet;2025\na;1;2"}, "En rad har fler celler än rubrikraden. Rad: 2"),
        ({"text": "Vem;2025\n19121212-1212;1"}, "personnummer"),
        ({"year": "2090"}, "Året har inte börjat än"),
        ({"file": SimpleUploadedFile("x.pdf", b"%PDF")}, "går inte att läsa"),
        ({"file": SimpleUploadedFile("x.csv", b"")}, "minst en rad till"),
        ({"chapter": "gone"}, ""),
        ({"token": "x"}, ""),
    ],
)
def test_a_table_is_refused_with_what_to_do(world, signed_in, said, words):
    page = signed_in("mas").post(NEW, typed(world, **said))

    assert page.status_code == 200
    assert words in page.content.decode()
    assert not OwnTable.objects.exists()


def test_the_same_form_makes_one_table(world, signed_in):
    for _time in range(2):
        signed_in("mas").post(NEW, typed(world))

    assert OwnTable.objects.count() == 1


def test_what_a_table_said_is_kept_when_it_changes(world):
    found = own_table(world.units["sektorn"], world.people["sas"])
    change_table(found, {"title": "Sökande 2025"}, revision=1, by=world.people["mas"], at=AT)

    assert OwnTable.objects.get().title == "Sökande 2025"
    assert TableRevision.objects.get().content["title"] == "Sökande"
    with pytest.raises(SomebodyWasFaster):
        change_table(found, {"title": "Annat"}, revision=1, by=world.people["sas"], at=AT)


def test_two_who_change_a_table_see_both(world, signed_in):
    found = own_table(world.units["sektorn"], world.people["sas"])
    change_table(found, {"rows": [["Tallen", "1", "77"]]}, revision=1, by=world.people["mas"], at=AT)
    url = reverse("reports:table", args=[found.pk])
    page = signed_in("sas").post(url, typed(world, revision="1")).content.decode()

    assert "har sparat tabellen medan du skrev" in page
    assert "77" in page
    assert "Tallen; 15" in page
    assert 'name="revision" value="2"' in page
    signed_in("sas").post(url, typed(world, revision="2"))
    assert OwnTable.objects.get().rows == [["Tallen", "15"], ["Granen", "8"]]


def test_a_table_that_is_moved_to_another_year_never_collides(world):
    sector, sas = world.units["sektorn"], world.people["sas"]
    own_table(sector, sas, year=2024)
    found = own_table(sector, sas)
    change_table(found, {"title": found.title, "unit": sector, "year": 2024}, revision=1, by=sas, at=AT)

    assert sorted(OwnTable.objects.values_list("year", "slug")) == [(2024, "sokande"), (2024, "sokande-2")]


def test_a_removed_table_comes_back(world):
    sas = world.people["sas"]
    found = own_table(world.units["sektorn"], sas)
    remove_table(found, by=sas, at=AT)
    assert not [
        one for one in figures(build(Kind.QUALITY, found.unit, 2025, Edition.INTERNAL)) if "egen/" in one.id
    ]

    restore_table(found, by=sas, at=AT)
    assert [
        one for one in figures(build(Kind.QUALITY, found.unit, 2025, Edition.INTERNAL)) if "egen/" in one.id
    ]


def test_an_internal_table_is_not_in_the_public_edition(world):
    found = own_table(world.units["sektorn"], world.people["sas"], is_internal=True)

    assert not [
        one for one in figures(build(Kind.QUALITY, found.unit, 2025, Edition.PUBLIC)) if "egen/" in one.id
    ]


def test_another_part_of_the_organisation_does_not_have_the_table(world):
    own_table(world.units["lss"], world.people["sas"])
    report = build(Kind.QUALITY, world.units["aldreomsorg"], 2025, Edition.INTERNAL)

    assert not [one for one in figures(report) if "egen/" in one.id]


def test_add_table_says_where_it_is_from_in_the_log(world):
    said = {"kind": Kind.QUALITY, "unit": world.units["sektorn"], "year": 2025, "chapter": "infor", "title": "Ä",
            "columns": ["a", "b"], "rows": [["c", "1"]], "source": "x", "note": "", "counts_people": False,
            "is_internal": False}  # fmt: skip
    made = add_table(said, "6a0d0b1e-0000-4000-8000-000000000002", by=world.people["sas"], at=AT)

    assert made.slug == "a"
    assert Entry.objects.filter(event="own_table.added").exists()
