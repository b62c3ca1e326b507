"""A new edition: the approved texts, every changed figure with its why, and the earlier edition as it was."""

from datetime import date

import pytest
from django.urls import reverse

from hjulet.report.manuscripts import differences
from hjulet.report.manuscripts.choices import Obstacle
from hjulet.report.manuscripts.differences import Changed
from hjulet.report.manuscripts.drafts import Draft, draft_of
from hjulet.report.manuscripts.models import Approved, CannotChange, Difference, Manuscript, SectionText
from hjulet.report.manuscripts.pages import explaining
from hjulet.report.manuscripts.pages.explaining import sources_of
from hjulet.report.manuscripts.workflows.correcting import explain, new_edition
from hjulet.report.manuscripts.workflows.reviewing import send
from hjulet.report.reports.choices import Edition
from tests.factories import ActionFactory
from tests.report.manuscripts.approving.conftest import DAY, NOON
from tests.report.manuscripts.approving.making import SECTION, WORDS, approved_by_the_director


def _figure(id_, text):
    return {"id": id_, "label": f"Mått {id_}", "text": text}


def test_differences_are_told_figure_by_figure():
    was = {"figures": [_figure("a", "94 %"), _figure("b", "3"), _figure("c", "7")]}
    now = {"figures": [_figure("a", "92 %"), _figure("c", "7"), _figure("d", "5")]}

    assert [(one.figure, one.was, one.now) for one in differences.changed(was, now)] == [
        ("a", "94 %", "92 %"),
        ("d", "(fanns inte)", "5"),
        ("b", "3", "(finns inte längre)"),
    ]


def test_a_figure_that_only_got_another_identity_or_place_is_no_difference():
    was = {"figures": [_figure("typ/0", "94 %"), _figure("b", "3")]}
    now = {"figures": [_figure("b", "3"), _figure("typ/fall", "94 %") | {"label": "Mått typ/0"}]}

    assert differences.changed(was, now) == []
    now["figures"][1]["text"] = "92 %"
    assert [(one.figure, one.was, one.now) for one in differences.changed(was, now)] == [
        ("typ/fall", "94 %", "92 %")
    ]


def test_what_changes_outside_alone_says_that_it_protects_somebody():
    [_heading, _words, table] = differences.chapter(
        differences.changed({"figures": [_figure("a", "12")]}, {"figures": [_figure("a", "visas inte")]}), {},
        number=1, registry_number="",
    )  # fmt: skip

    assert table.rows[0].cells[-1] == differences.PROTECTED


@pytest.fixture
def second(world, approved):
    """Begun after an action was registered that the first edition did not know of."""
    sector = world.units["sektorn"]
    ActionFactory(
        unit=sector, area=SECTION, year=2025, title="Kartlägg", status="ongoing", due_on=date(2025, 10, 1)
    )
    first = approved[Edition.INTERNAL].manuscript
    made, _new = new_edition(first, by=world.people["sas"], at=NOON)
    draft_of(made, fresh=True)
    return made


def test_new_edition_begins_with_the_approved_texts_and_their_writers(world, second):
    text = SectionText.objects.get(manuscript=second, section=SECTION)

    assert (second.number, text.markdown, text.changed_by) == (2, WORDS, world.people["sas"])
    assert text.versions.get().markdown == WORDS


def test_beginning_twice_is_one_new_edition(world, approved, second):
    first = approved[Edition.INTERNAL].manuscript
    again, is_new = new_edition(first, by=world.people["mas"], at=NOON)

    assert (again.pk, is_new) == (second.pk, False)


def test_changed_figures_need_a_why_before_approval(world, second):
    assert draft_of(second).changes
    send(second, by=world.people["sas"], at=NOON, day=DAY)

    with pytest.raises(CannotChange) as refused:
        approved_by_the_director(second, by=world.people["director"])
    assert refused.value.obstacles == [Obstacle.NO_REASON_FOR_CHANGE]


def test_second_edition_tells_what_differs_and_leaves_the_first_as_it_was(world, approved, second, signed_in):
    before = approved[Edition.INTERNAL].document
    url = reverse("manuscripts:differences", args=[second.pk])
    client = signed_in("sas")
    assert "Varför?" in client.get(url).content.decode()
    answer = client.post(url, {"why_all": "En åtgärd registrerades sent."}, follow=True)
    assert "Alla ändrade siffror har en förklaring." in answer.content.decode()
    send(second, by=world.people["sas"], at=NOON, day=DAY)

    made = approved_by_the_director(second, by=world.people["director"], number="KOS 2026/400")
    internal = next(one for one in made if one.edition == Edition.INTERNAL)
    assert "Ändringar mot utgåva 1" in internal.document
    assert "En åtgärd registrerades sent." in internal.document
    assert "KOS 2026/326" in internal.document
    assert Difference.objects.exclude(why="").count() == Difference.objects.count() > 0
    assert Approved.objects.get(pk=approved[Edition.INTERNAL].pk).document == before
    page = client.get(approved[Edition.INTERNAL].get_absolute_url()).content.decode()
    assert "Det finns en senare utgåva." in page


def test_why_of_another_change_does_not_count(world, second):
    change = draft_of(second).changes[0]
    explain(second, {change.figure: "Rättad."}, by=world.people["sas"], at=NOON)
    Difference.objects.filter(figure=change.figure).update(now="något annat")

    assert change.figure in [one.figure for one in draft_of(second).unexplained]


def test_own_why_stands_before_the_one_for_all(world, second, signed_in):
    changes = draft_of(second).changes
    said = {"figure": [one.figure for one in changes], "why-0": "Egen.", "why_all": "Samma."}
    signed_in("sas").post(reverse("manuscripts:differences", args=[second.pk]), said)

    assert draft_of(second).why[changes[0].figure] == "Egen."
    assert set(draft_of(second).why.values()) <= {"Egen.", "Samma."}


def test_those_that_are_ticked_get_one_reason_and_the_others_of_their_source_another(
    world, second, signed_in
):
    [source] = [one for one in sources_of(draft_of(second)) if len(one.rows) > 1]
    first, *others = [row.figure for row in source.rows]
    said = {"picked": [first], "why_picked": "Rättad för hand.", f"why-source-{source.key}": "Räknat om."}
    signed_in("sas").post(reverse("manuscripts:differences", args=[second.pk]), said)

    why = draft_of(second).why
    assert why[first] == "Rättad för hand."
    assert {why[one] for one in others} == {"Räknat om."}


def test_what_is_said_already_stays_when_a_long_list_has_no_boxes(world, second, signed_in, monkeypatch):
    monkeypatch.setattr(explaining, "FEW", 0)
    figures = [one.figure for one in draft_of(second).changes]
    explain(second, {figures[0]: "Sagt."}, by=world.people["sas"], at=NOON)
    client, url = signed_in("sas"), reverse("manuscripts:differences", args=[second.pk])
    page = client.get(url).content.decode()
    assert 'name="why-0"' not in page
    assert "Sagt." in page

    client.post(url, {"why_all": "Samma."})
    assert (draft_of(second).why[figures[0]], draft_of(second).unexplained) == ("Sagt.", [])


def test_three_hundred_differences_are_explained_with_one_post(signed_in, second, monkeypatch):
    """No more boxes than a form may have."""
    many = [Changed(f"f/{n}", f"Mått {n}", "1", "2") for n in range(300)]
    monkeypatch.setattr(Draft, "changes", many)
    page = signed_in("sas").get(reverse("manuscripts:differences", args=[second.pk])).content.decode()

    assert page.count("<textarea") < 5
    assert page.count('name="picked"') == 300


def test_approved_edition_is_not_explained_afterwards(world, approved):
    first = Manuscript.objects.get()

    with pytest.raises(CannotChange) as refused:
        explain(first, {"a": "b"}, by=world.people["sas"], at=NOON)
    assert refused.value.obstacles == [Obstacle.CLOSED]
