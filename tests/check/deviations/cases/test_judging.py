"""Judging: laws, types, severity, who is told, and two managers at once."""

from datetime import date

import pytest

from hjulet.base.log.models import Entry
from hjulet.base.notices.models import Notice
from hjulet.base.search.stems import blinded
from hjulet.base.sources.rewriting import SomebodyWasFaster
from hjulet.check.deviations.choices import Law, Obstacle, State
from hjulet.check.deviations.models import Cause, MonthCount, Part, Refused, TeamMember
from hjulet.check.deviations.workflows.judging import answer_no_to_lex, judge
from hjulet.check.deviations.workflows.locking import as_seen
from hjulet.check.deviations.workflows.reporting import SEARCH
from tests.check.deviations.cases.helping import AT, DAY, case, judged, judgement, kind, part_of, said


def obstacles(deviation, said_of_it, by):
    with pytest.raises(Refused) as refused:
        judge(deviation, said_of_it, by=by, at=AT, day=DAY)
    return refused.value.obstacles


def told(event="deviation_grave"):
    return set(Notice.objects.filter(kind=event).values_list("user__email", flat=True))


def test_manager_judges_and_it_is_counted_and_logged(world):
    deviation, manager = case(world), world.people["manager"]
    fall = kind(world, name="Fall")

    judge(
        deviation,
        judgement(said(world, severity=2, type=fall, judgement="Larmet var trasigt")),
        by=manager,
        at=AT,
        day=DAY,
    )

    part = part_of(deviation)
    assert (deviation.state, deviation.judged_by, deviation.judged_at) == (State.JUDGED, manager, AT)
    assert (part.severity, part.probability, part.score, part.revision) == (2, 2, 4, 2)
    assert MonthCount.objects.get().severity == 2
    assert set(blinded("larmet trasigt", purpose=SEARCH).split()) <= set(part.words.split())
    assert Entry.objects.last().event == "deviation.judged"
    assert "trasigt" not in str(Entry.objects.last().details)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"type": None}, Obstacle.NO_TYPE),
        ({"severity": None}, Obstacle.NO_SEVERITY),
        ({"probability": None}, Obstacle.NO_SEVERITY),
    ],
)
def test_judgement_that_lacks_something_changes_nothing(world, change, expected):
    deviation = case(world)

    assert obstacles(deviation, judgement(said(world, **change)), world.people["manager"]) == [expected]
    deviation.refresh_from_db()
    assert (deviation.state, part_of(deviation).severity) == (State.RECEIVED, None)


@pytest.mark.parametrize(
    "more", [{"law": "hsl"}, {"valid_to": date(2026, 11, 19)}, {"valid_from": date(2026, 11, 21)}]
)
def test_type_is_of_the_law_and_of_the_day_it_happened(world, more):
    wrong = kind(world, **more)

    assert obstacles(case(world), judgement(said(world, type=wrong)), world.people["manager"]) == [
        Obstacle.WRONG_TYPE
    ]


def test_type_of_another_municipality_is_none_of_ours(world):
    foreign = kind(world, municipality=world.neighbour)

    assert obstacles(case(world), judgement(said(world, type=foreign)), world.people["manager"]) == [
        Obstacle.WRONG_TYPE
    ]


def test_report_under_the_wrong_law_takes_its_text_with_it(world):
    deviation = case(world, text="Fel dos")
    TeamMember.objects.create(
        part=part_of(deviation), user=world.people["sas"], invited_by=world.people["manager"], invited_at=AT
    )

    judge(deviation, judgement(said(world, "hsl", revision=0)), by=world.people["manager"], at=AT, day=DAY)

    part = Part.objects.get(deviation=deviation)
    assert (part.law, part.what_happened, part.severity) == (Law.HSL, "Fel dos", 1)
    assert (deviation.has_sol, deviation.has_hsl) == (False, True)
    assert not part.team.exists()


def test_sas_hands_a_case_over_to_the_other_law_without_judging_it(world):
    deviation = case(world)

    judge(deviation, judgement(said(world, "hsl", revision=0)), by=world.people["sas"], at=AT, day=DAY)

    part = Part.objects.get(deviation=deviation)
    assert (part.law, part.severity, deviation.state) == (Law.HSL, None, State.RECEIVED)


def test_second_part_needs_text_of_its_own(world):
    deviation, manager = case(world), world.people["manager"]
    both = [said(world), said(world, "hsl", revision=0)]

    assert obstacles(deviation, judgement(*both), manager) == [Obstacle.NO_TEXT]
    both[1] = said(world, "hsl", revision=0, text="Patienten fick fel dos")
    judge(deviation, judgement(*both), by=manager, at=AT, day=DAY)

    assert part_of(deviation, "hsl").what_happened == "Patienten fick fel dos"
    assert part_of(deviation, "hsl").words
    assert (deviation.has_sol, deviation.has_hsl, deviation.state) == (True, True, State.JUDGED)


def test_part_with_text_is_taken_up_only_when_that_is_said(world):
    deviation, manager = case(world, both=True, text="Första"), world.people["manager"]
    Cause.objects.create(part=part_of(deviation, "hsl"), category="unknown")

    assert obstacles(deviation, judgement(said(world)), manager) == [Obstacle.PART_HAS_TEXT]
    judge(deviation, judgement(said(world), move_text=True), by=manager, at=AT, day=DAY)

    part = Part.objects.get(deviation=deviation)
    assert part.what_happened == "Första\n\nDen andra lagens text."
    assert part.causes.count() == 1
    assert (deviation.has_sol, deviation.has_hsl) == (True, False)


def test_nobody_removes_a_part_that_is_somebody_elses(world):
    deviation = case(world, both=True)

    assert obstacles(deviation, judgement(said(world)), world.people["sas"]) == [Obstacle.PART_IS_OTHERS]
    assert Part.objects.filter(deviation=deviation).count() == 2


def test_sas_and_mas_judge_each_their_own_part(world):
    deviation = case(world, both=True)
    laws = frozenset(Law)

    judge(deviation, judgement(said(world, "hsl"), laws=laws), by=world.people["mas"], at=AT, day=DAY)
    assert deviation.state == State.RECEIVED
    judge(deviation, judgement(said(world), laws=laws), by=world.people["sas"], at=AT, day=DAY)

    assert deviation.state == State.JUDGED
    assert part_of(deviation).severity == part_of(deviation, "hsl").severity == 1


def test_judgement_of_somebody_elses_part_is_not_taken(world):
    deviation = case(world, both=True)
    both = [said(world, severity=4), said(world, "hsl", severity=1)]

    judge(deviation, judgement(*both), by=world.people["mas"], at=AT, day=DAY)

    assert part_of(deviation).severity is None


def test_two_managers_at_once_lose_nothing(world):
    deviation, manager = case(world), world.people["manager"]
    seen = as_seen(deviation)
    first, second = (
        judgement(said(world, severity=2), seen=seen),
        judgement(said(world, severity=4), seen=seen),
    )

    judge(deviation, first, by=manager, at=AT, day=DAY)
    with pytest.raises(SomebodyWasFaster):
        judge(deviation, second, by=world.people["sas"], at=AT, day=DAY)

    assert part_of(deviation).severity == 2


def test_closed_case_is_not_judged_again(world):
    deviation = case(world, state="not_a_deviation")

    assert obstacles(deviation, judgement(said(world)), world.people["manager"]) == [Obstacle.IS_OVER]


@pytest.mark.parametrize(
    ("law", "severity", "type_is", "how_bad", "who"),
    [
        ("hsl", 3, {}, "little", {"mas@example.se", "mar@example.se"}),
        ("hsl", 1, {"is_device": True}, "nothing", {"mas@example.se", "mar@example.se"}),
        ("hsl", 1, {"is_medication": True}, "harm", {"mas@example.se", "mar@example.se"}),
        ("hsl", 1, {"is_medication": True}, "little", set()),
        ("sol", 3, {}, "little", {"sas@example.se"}),
        ("sol", 1, {"asks_lex": True}, "little", {"sas@example.se"}),
        ("sol", 2, {}, "harm", set()),
    ],
)
def test_those_who_must_know_are_told_at_once(world, law, severity, type_is, how_bad, who):
    deviation = case(world, law, how_bad=how_bad)
    one = said(world, law, severity, type=kind(world, law, **type_is))

    judge(deviation, judgement(one), by=world.people["manager"], at=AT, day=DAY)

    assert told() == who


def test_small_event_that_turns_out_grave_is_small_no_more(world):
    deviation = case(world, is_small=True)

    judged(world, deviation, world.people["manager"], severity=3)

    assert not deviation.is_small


def test_no_to_lex_says_why_and_by_whom(world):
    deviation = judged(world, case(world), world.people["manager"], severity=3)
    part, sas = part_of(deviation), world.people["sas"]

    with pytest.raises(Refused) as refused:
        answer_no_to_lex(part, "  ", by=sas, at=AT)
    answer_no_to_lex(part, "Ingen kom till skada", by=sas, at=AT)

    part.refresh_from_db()
    assert refused.value.obstacles == [Obstacle.NO_REASON]
    assert (part.no_lex_reason, part.lex_considered_by) == ("Ingen kom till skada", sas)


def test_part_in_lex_cannot_be_worked_with(world):
    deviation = case(world, both=True)
    Part.objects.filter(deviation=deviation, law="sol").update(moved_to_lex_at=AT, words="")
    part = part_of(deviation)

    with pytest.raises(Refused) as refused:
        answer_no_to_lex(part, "Nej", by=world.people["sas"], at=AT)
    judge(
        deviation,
        judgement(said(world, "hsl"), laws=frozenset(Law)),
        by=world.people["manager"],
        at=AT,
        day=DAY,
    )

    assert refused.value.obstacles == [Obstacle.IN_LEX]
    assert (deviation.has_sol, deviation.has_hsl, deviation.state) == (True, True, State.JUDGED)
