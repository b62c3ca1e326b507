"""A process map as a file: the same map in every form, for whoever reaches the process."""

from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse

from hjulet.plan.procedures import map_paper
from hjulet.plan.procedures.drawing.pieces import sheets
from hjulet.plan.procedures.models import Branch
from hjulet.report.reports.pdfcheck import faults
from tests.paper import words_of
from tests.plan.procedures.drawing.maps import DEVIATIONS, invented
from tests.plan.procedures.making import process

AT = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def mapped(world):
    made = process(world.units["solgarden"], world.people["sas"], "Läkemedel & hälsa")
    first, _second, third = made.activities.order_by("position")
    Branch.objects.create(activity=first, to=third, label="ja")
    Branch.objects.create(activity=first, to=None, label="nej", position=2)
    return made


@pytest.mark.parametrize(
    ("form", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("pdf", b"%PDF"), ("bpmn", b"<?xml")]
)
def test_map_is_a_file_with_the_name_of_the_process(signed_in, mapped, form, begins):
    answer = signed_in("staff").get(reverse("procedures:map", args=[mapped.pk, form]))

    assert answer.content.startswith(begins)
    assert answer["Content-Disposition"] == f'attachment; filename="lakemedel-halsa.{form}"'


def test_other_forms_do_not_exist(signed_in, mapped):
    assert signed_in("staff").get(f"/processer/{mapped.pk}/karta.exe").status_code == 404


def test_bpmn_has_the_steps_of_the_process_and_names_no_number_of_ours(signed_in, mapped):
    text = signed_in("staff").get(reverse("procedures:map", args=[mapped.pk, "bpmn"])).content
    names = [
        one.get("name")
        for one in ET.fromstring(text).iter("{http://www.omg.org/spec/BPMN/20100524/MODEL}task")
    ]

    assert names == ["Steg 1", "Steg 2", "Steg 3"]


def test_page_offers_every_form(signed_in, mapped):
    page = signed_in("staff").get(mapped.get_absolute_url()).content.decode()

    assert [form for form in ("pdf", "png", "svg", "bpmn") if f"/karta.{form}" not in page] == []


def test_paper_says_all_of_the_map_in_words_too_and_is_the_same_every_time(mapped):
    made = map_paper.pdf(mapped, DEVIATIONS, AT)

    assert made == map_paper.pdf(mapped, DEVIATIONS, AT)
    words = " ".join(words_of(made).split())
    assert "Bedöm hur allvarligt det är" in words
    assert "Nej, mindre allvarligt: fortsätt till 4, Utred orsakerna tillsammans med teamet." in words


@pytest.mark.parametrize(
    "spec", [DEVIATIONS, invented(0, 1), invented(25, 4)], ids=["whole", "empty", "long"]
)
def test_the_paper_passes_the_check_of_accessible_files(mapped, spec):
    assert faults(map_paper.pdf(mapped, spec, AT)) == []


def test_long_map_is_cut_between_rows_and_nothing_of_it_is_left_out():
    found = sheets(invented(40, 3))
    few = sheets(invented(2, 1))

    assert len(found.pieces) > 5
    assert [bool(piece.head) for piece in found.pieces] == [False] + [True] * (len(found.pieces) - 1)
    assert len(few.pieces) <= 2


def test_map_without_activities_can_be_saved_too(world):
    bare = process(world.units["solgarden"], world.people["sas"], "Tom", steps=0)

    assert map_paper.pdf(bare, invented(0, 1), AT).startswith(b"%PDF")
    assert map_paper.png(invented(0, 1)).startswith(b"\x89PNG")
