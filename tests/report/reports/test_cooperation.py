"""The chapter on 4 kap. 5–6 §§: what held on the year's last day, what began and ended, what is owed."""

from datetime import date
from uuid import uuid4

import pytest

from hjulet.base.organisation.choices import LawArea
from hjulet.plan.cooperation.choices import Form, Lasting, State
from hjulet.plan.cooperation.workflows import end_cooperation, note_meeting, renew_cooperation
from hjulet.report.manuscripts.outline import outline
from hjulet.report.reports.blocks import Note, Table
from hjulet.report.reports.choices import Edition, Kind
from hjulet.report.reports.scope import Scope
from hjulet.report.reports.sections.cooperation import blocks_of, collect
from hjulet.report.reports.workflows import build
from tests.plan.cooperation.making import AT, cooperation, text
from tests.plan.procedures.making import process


@pytest.fixture
def sas(world):
    return world.people["sas"]


@pytest.fixture
def unit(world):
    return world.units["solgarden"]


def scope(world, year: int, edition: Edition = Edition.INTERNAL) -> Scope:
    return Scope(Kind.QUALITY, world.units["sektorn"], year, edition)


def test_chapter_without_cooperation_owes_it(world):
    (note,) = blocks_of(collect(scope(world, 2026)))

    assert isinstance(note, Note)
    assert note.runs[0].text.startswith("Ingen samverkan är inskriven.")


def test_what_held_began_ended_and_ran_out_is_told_for_the_year(world, unit, sas):
    held = cooperation(unit, sas, title="Gäller", valid_from=date(2026, 2, 1))
    cooperation(unit, sas, title="Förbi", valid_to=date(2026, 5, 31))
    cooperation(unit, sas, State.PLANNED, title="Planerad")
    cooperation(unit, sas, title="Senare", valid_from=date(2027, 1, 1))
    over = cooperation(unit, sas, title="Över", form=Form.PROJECT, lasting=Lasting.OPEN)
    end_cooperation(over, date(2026, 6, 30), reason="Projektet är klart.", by=sas, at=AT)
    note_meeting(held, date(2026, 3, 3), "Vi sågs.", "", uuid4(), by=sas, at=AT)
    found = collect(scope(world, 2026))

    assert [one.title for one in found.held] == ["Gäller"]
    assert (found.begun, found.ended, found.expired) == (
        ("Gäller",),
        ("Över: Projektet är klart.",),
        ("Förbi",),
    )
    assert [figure.text for figure in (found.count, found.agreements, found.meetings)] == ["1", "1", "1"]


def test_the_year_before_tells_what_held_then(world, unit, sas):
    old = cooperation(unit, sas, title="Gamla", valid_to=date(2025, 12, 31))
    renew_cooperation(old, text(unit, title="Nya", valid_from=date(2026, 1, 1)), uuid4(), by=sas, at=AT)

    assert [one.title for one in collect(scope(world, 2025)).held] == ["Gamla"]
    assert [one.title for one in collect(scope(world, 2026)).held] == ["Nya"]


def test_process_without_agreement_is_owed_and_the_table_says_with_whom(world, unit, sas):
    bare = process(unit, sas, "Utskrivning")
    bare.needs_cooperation = True
    bare.save(update_fields=["needs_cooperation"])
    cooperation(unit, sas, title="Annat")
    blocks = blocks_of(collect(scope(world, 2026, Edition.PUBLIC)))
    table = next(block for block in blocks if isinstance(block, Table))

    assert [b.runs[0].text for b in blocks if isinstance(b, Note)] == [
        "Processer som behöver samverkan men saknar avtal: Utskrivning."
    ]
    assert table.rows[0].cells == ("Annat", "Hemsjukvården, Region Norr", "Avtal", "2027-12-31")


def test_the_patient_safety_report_tells_of_what_is_about_the_care(world, unit, sas):
    started = {"valid_from": date(2026, 2, 1), "valid_to": date(2028, 1, 31)}
    cooperation(unit, sas, title="Utskrivning", law_codes="SoL HSL", **started)
    cooperation(unit, sas, title="Skolan", law_codes="SoL LSS", **started)
    cooperation(unit, sas, title="Om allt", **started)
    for name, codes in (("Läkemedel", "HSL"), ("Bostad", "SoL")):
        made = process(unit, sas, name)
        made.needs_cooperation, made.law_codes = True, codes
        made.save(update_fields=["needs_cooperation", "law_codes"])

    found = collect(scope(world, 2026), LawArea.HSL)
    report = build(Kind.SAFETY, world.units["sektorn"], 2026, Edition.PUBLIC)
    part = next(one for one in outline(report) if one.anchor == "samverkan")
    (table,) = [one for one in part.blocks if isinstance(one, Table)]

    assert [one.title for one in found.held] == ["Om allt", "Utskrivning"]
    assert found.bare == ("Läkemedel",)
    assert [row.cells[0] for row in table.rows] == ["Om allt", "Utskrivning"]
