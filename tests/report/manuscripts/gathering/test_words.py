"""Small things that the pages lean on: folding, finding people by what is typed, the answer page."""

from datetime import date

import pytest

from hjulet.base.people.choices import Role
from hjulet.report.manuscripts.access import askable
from hjulet.report.manuscripts.directory import directory
from hjulet.report.manuscripts.models import Approved, SectionRequest
from hjulet.report.manuscripts.pages.folding import folds
from hjulet.report.manuscripts.questions import question_for
from tests.factories import RoleHoldingFactory, UserFactory
from tests.report.manuscripts.approving.access_makers import stored

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("", []),
        ("aab", [("aab", False)]),
        ("aqqa", [("a", False), ("qq", False), ("a", False)]),
        ("aqqqqa", [("a", False), ("qqqq", True), ("a", False)]),
    ],
)
def test_three_quiet_rows_beside_each_other_are_folded(rows, expected):
    found = folds(rows, lambda row: row == "q")

    assert [("".join(fold.rows), fold.is_folded) for fold in found] == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Erik Chef, enhetschef Solgården", {"Erik Chef"}),
        ("  erik   CHEF ", {"Erik Chef"}),
        ("Alla enhetschefer under Äldreomsorg", {"Erik Chef", "Anna Granne"}),
        ("Alla enhetschefer under LSS", set()),
        ("Erik", set()),
        ("Nils Utifrån", set()),
        ("", set()),
    ],
)
def test_people_are_found_by_the_whole_name_or_as_all_below_a_unit(world, typed, expected):
    people = directory(askable(world.people["sas"], TODAY), TODAY, with_groups=True)

    assert {user.name for user in people.find(typed)} == expected


def test_two_of_the_same_name_are_told_apart_and_a_name_alone_means_neither(world):
    for _twin in range(2):
        twin = UserFactory(municipality=world.municipality, name="Eva Ek")
        RoleHoldingFactory(user=twin, role=Role.STAFF, unit=world.units["solgarden"])
    people = directory(askable(world.people["sas"], TODAY), TODAY)
    words = [said for said in people.names.values() if said.startswith("Eva Ek")]

    assert len(set(words)) == 2
    assert [len(people.find(said)) for said in words] == [1, 1]
    assert people.find("Eva Ek") == ()


def test_group_is_written_as_one_where_it_is_just_its_people(world):
    people = directory(askable(world.people["sas"], TODAY), TODAY, with_groups=True)
    managers = [world.people["manager"], world.people["other_manager"]]

    assert len(people.said(managers)) == 1
    assert people.said([*managers, world.people["staff"]])[-1] == "Sara Natt, medarbetare Solgården"
    assert people.said([world.people["former"]]) == []


def test_every_question_names_the_year_of_the_report():
    assert "2025" in question_for("samverkan", 2025)
    assert "2026" in question_for("resultat-lss-gruppbostad", 2025)


@pytest.mark.parametrize(("key", "reads"), [("manager", True), ("provider", False)])
def test_whoever_is_asked_reads_what_the_section_said_last_year(world, sent, signed_in, key, reads):
    stored(world.units["sektorn"], world.people["sas"], published=False)
    Approved.objects.update(texts={"samverkan": {"analysis": "Vi träffades ofta."}})
    sent(("samverkan", key))
    page = signed_in(key).get(SectionRequest.objects.get().get_absolute_url()).content.decode()

    assert ("Så stod det i rapporten för 2024" in page) is reads
    assert ("Vi träffades ofta." in page) is reads
