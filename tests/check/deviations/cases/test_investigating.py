"""Investigating: the course of events, causes, the team, contributions, the person concerned, the device."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from hjulet.base.identities.models import CannotKeep
from hjulet.base.log.models import Entry
from hjulet.base.notices.models import Notice
from hjulet.base.search.stems import blinded
from hjulet.base.sources.rewriting import SomebodyWasFaster
from hjulet.check.deviations.choices import CauseCategory, Informed, Obstacle, RoutineFault, State
from hjulet.check.deviations.models import Deviation, Part, Refused
from hjulet.check.deviations.workflows.informing import (
    Told,
    Who,
    explain_nobody,
    inform,
    save_device,
    save_external,
    say_who,
)
from hjulet.check.deviations.workflows.investigating import (
    CauseText,
    Investigation,
    RoutineRemark,
    add_cause,
    add_whys,
    change_cause,
    contribute,
    investigate,
    invite,
    remove_cause,
    uninvite,
)
from hjulet.check.deviations.workflows.reporting import SEARCH
from tests.check.deviations.cases.helping import AT, DAY, case, judged, part_of


@pytest.fixture
def manager(world):
    return world.people["manager"]


@pytest.fixture
def part(world, manager):
    return part_of(judged(world, case(world), manager))


def refused(do):
    with pytest.raises(Refused) as found:
        do()
    return found.value.obstacles


def test_investigation_is_found_by_its_words_and_moves_the_case_on(part, manager):
    investigate(
        part, Investigation("Larmet ringde men ingen hörde", "Dörren", "", part.revision), by=manager, at=AT
    )

    part.refresh_from_db()
    assert part.deviation.state == State.INVESTIGATED
    assert set(blinded("ringde", purpose=SEARCH).split()) <= set(part.words.split())
    assert (part.investigated_by, part.revision) == (manager, 3)


def test_two_who_investigate_at_once_lose_nothing(part, manager):
    seen = part.revision
    investigate(part, Investigation("Första", "", "", seen), by=manager, at=AT)

    with pytest.raises(SomebodyWasFaster):
        investigate(part, Investigation("Andra", "", "", seen), by=manager, at=AT)

    part.refresh_from_db()
    assert part.course == "Första"


def test_same_cause_twice_is_one(part, manager):
    said = CauseText(CauseCategory.TECHNOLOGY, "Batteriet", RoutineFault.MISSING)

    first, second = add_cause(part, said, by=manager, at=AT), add_cause(part, said, by=manager, at=AT)

    assert first == second
    assert part.causes.count() == 1
    assert Deviation.objects.get().state == State.INVESTIGATED


def test_five_whys_make_a_chain(part, manager):
    whys = ["Larmet hördes inte", "Batteriet var slut", "", "Ingen bytte det"]

    chain = add_whys(
        part, CauseCategory.PROCEDURES, whys, RoutineRemark(RoutineFault.MISSING), by=manager, at=AT
    )

    assert [cause.explanation for cause in chain] == [why for why in whys if why]
    assert [cause.parent for cause in chain] == [None, chain[0], chain[1]]
    assert [cause.routine_fault for cause in part.causes.all()] == ["", "", "missing"]
    assert refused(
        lambda: add_whys(part, CauseCategory.PROCEDURES, ["  "], RoutineRemark(), by=manager, at=AT)
    ) == [Obstacle.NOTHING_WRITTEN]


def test_what_lay_behind_a_removed_cause_moves_up(part, manager):
    chain = add_whys(part, CauseCategory.PROCEDURES, ["a", "b", "c"], RoutineRemark(), by=manager, at=AT)

    remove_cause(chain[1], by=manager, at=AT)

    assert [(cause.explanation, cause.parent_id) for cause in part.causes.all()] == [
        ("a", None),
        ("c", chain[0].pk),
    ]


def test_cause_of_another_part_is_no_parent(world, part, manager):
    other = add_cause(part_of(case(world)), CauseText(CauseCategory.UNKNOWN), by=manager, at=AT)

    assert add_cause(part, CauseText(CauseCategory.BARRIERS, parent=other), by=manager, at=AT).parent is None


def test_cause_is_changed_in_its_place(part, manager):
    cause = add_cause(part, CauseText(CauseCategory.UNKNOWN, "?"), by=manager, at=AT)

    change_cause(cause, CauseText(CauseCategory.COMPETENCE, "Ingen hade fått visat"), by=manager, at=AT)

    cause.refresh_from_db()
    assert (cause.category, cause.explanation) == ("competence", "Ingen hade fått visat")
    assert Entry.objects.last().event == "deviation.cause_changed"
    assert "visat" not in str(Entry.objects.last().details)


def test_named_colleague_reads_the_part_until_it_closes_and_is_told_once(world, part, manager):
    nurse = world.people["case_officer"]

    (member,) = invite(part, [nurse], by=manager, at=AT, day=DAY)
    assert invite(part, [nurse], by=manager, at=AT, day=DAY) == []

    assert Part.objects.visible_to(nurse, DAY).get() == part
    assert Notice.objects.get(kind="team_invited").user == nurse
    uninvite(member, by=manager, at=AT)
    assert not Part.objects.visible_to(nurse, DAY).exists()


@pytest.mark.parametrize("who", ["former", "neighbour"])
def test_nobody_without_a_role_here_is_invited(world, part, manager, who):
    assert refused(lambda: invite(part, [world.people[who]], by=manager, at=AT, day=DAY)) == [
        Obstacle.NOT_A_COLLEAGUE
    ]
    assert refused(lambda: invite(part, [], by=manager, at=AT, day=DAY)) == [Obstacle.NOT_A_COLLEAGUE]


def test_same_form_makes_one_contribution(part, manager):
    token = uuid4()

    first = contribute(part, " Det var mörkt ", token, by=manager, at=AT)

    assert contribute(part, "Igen", token, by=manager, at=AT) == first
    assert first.text == "Det var mörkt"
    assert refused(lambda: contribute(part, " ", uuid4(), by=manager, at=AT)) == [Obstacle.NOTHING_WRITTEN]


def test_person_is_named_and_corrected_and_sealed(world, part, manager):
    deviation = part.deviation

    first = say_who(deviation, Who("Anna Andersson", ""), by=manager, at=AT)
    second = say_who(deviation, Who("Anna Anderson", "", is_protected=True), by=manager, at=AT)

    assert first == second
    assert second.open_for(by=manager, at=AT, why="utreda").name == "Anna Anderson"
    with pytest.raises(CannotKeep):
        say_who(deviation, Who("", "19121212-1213"), by=manager, at=AT)


def test_case_about_nobody_says_why(part, manager):
    assert refused(lambda: explain_nobody(part.deviation, " ", by=manager, at=AT)) == [Obstacle.NO_REASON]
    explain_nobody(part.deviation, "Ett tomt rum", by=manager, at=AT)

    assert Deviation.objects.get().no_identity_reason == "Ett tomt rum"


def test_reason_that_one_may_not_read_is_written_beside_and_not_over(world):
    deviation = case(world, both=True, no_identity_reason="SoL-skäl")

    explain_nobody(deviation, "HSL-skäl", by=world.people["mas"], at=AT)
    assert deviation.no_identity_reason == "SoL-skäl\n\nHSL-skäl"
    explain_nobody(deviation, "Båda", by=world.people["manager"], at=AT)

    assert deviation.no_identity_reason == "Båda"


@pytest.mark.parametrize(
    ("told", "stands"),
    [
        (Told(Informed.YES, DAY, noted_in_record_on=DAY), ("yes", DAY, DAY, "")),
        (Told(Informed.YES), ("yes", DAY, None, "")),
        (Told(Informed.NO, DAY, "Har flyttat", DAY), ("no", None, None, "Har flyttat")),
    ],
)
def test_person_is_told_or_an_explained_no(part, manager, told, stands):
    inform(part, told, by=manager, at=AT, day=DAY)

    part.refresh_from_db()
    assert (part.informed, part.informed_on, part.noted_in_record_on, part.not_informed_reason) == stands


@pytest.mark.parametrize(
    ("told", "obstacle"),
    [
        (Told(Informed.NO), Obstacle.NO_REASON),
        (Told(Informed.YES, DAY + timedelta(days=1)), Obstacle.IN_THE_FUTURE),
        (Told(Informed.YES, DAY, noted_in_record_on=date(2027, 1, 1)), Obstacle.IN_THE_FUTURE),
    ],
)
def test_telling_is_refused(part, manager, told, obstacle):
    assert refused(lambda: inform(part, told, by=manager, at=AT, day=DAY)) == [obstacle]


def test_device_and_counterpart_are_saved_once_and_changed(part, manager):
    save_device(part, {"maker": "Etac", "is_kept_aside": True}, by=manager, at=AT)
    device = save_device(part, {"maker": "Etac", "model": "M1", "is_kept_aside": False}, by=manager, at=AT)
    said = {"direction": "to_others", "counterpart_kind": "pharmacy", "counterpart": "Apoteket"}
    matter = save_external(part.deviation, said, by=manager, at=AT)

    assert (device.model, device.is_kept_aside) == ("M1", False)
    assert matter.counterpart == "Apoteket"


def test_nothing_is_changed_in_a_case_that_has_ended(world, manager):
    part = part_of(case(world, state="not_a_deviation"))
    tries = [
        lambda: investigate(part, Investigation("x", "", "", 1), by=manager, at=AT),
        lambda: add_cause(part, CauseText(CauseCategory.UNKNOWN), by=manager, at=AT),
        lambda: invite(part, [manager], by=manager, at=AT, day=DAY),
        lambda: contribute(part, "x", uuid4(), by=manager, at=AT),
        lambda: inform(part, Told(Informed.YES, DAY), by=manager, at=AT, day=DAY),
        lambda: save_device(part, {}, by=manager, at=AT),
        lambda: say_who(part.deviation, Who("x", ""), by=manager, at=AT),
    ]

    assert [refused(one) for one in tries] == [[Obstacle.IS_OVER]] * len(tries)
