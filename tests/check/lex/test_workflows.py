"""The verbs of a lex case: they check, change and log, and refuse with words."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from hjulet.base.log.models import Entry
from hjulet.base.notices.models import Notice
from hjulet.check.lex.choices import Doing, Informed, Kind, Obstacle, State
from hjulet.check.lex.models import ConflictOfInterest, LexCase, Refused
from hjulet.check.lex.reminders import all_due
from hjulet.check.lex.workflows import deciding, investigating, notifying
from hjulet.check.lex.workflows.acting import add_action
from hjulet.check.lex.workflows.opening import LexReport, start_directly
from hjulet.check.lex.workflows.settings import end_delegation, set_times
from tests.check.lex.making import (
    AT,
    DAY,
    MARIA,
    a_case,
    answer,
    closed,
    decided,
    delegate,
    proposed,
    ready_to_decide,
    under_investigation,
)

SAID = "Ingen kom på larmet."


def report(world, **said):
    return LexReport(
        **{
            "kind": Kind.LEX_SARAH,
            "unit": world.units["solgarden"],
            "what_happened": SAID,
            "is_sol": True,
            **said,
        }
    )


def events():
    return [entry.event for entry in Entry.objects.order_by("pk") if entry.event.startswith("lex")]


def refused(verb):
    with pytest.raises(Refused) as caught, transaction.atomic():
        verb()
    return caught.value.obstacles


# -- opening ---------------------------------------------------------------------------------------------------------
def test_report_becomes_a_case_with_number_checklist_and_deadline(world):
    case = start_directly(report(world, done_at_once="Gick dit."), uuid4(), by=world.people["staff"], at=AT)

    assert (case.number, case.state, case.investigate_by) == (
        "LS 2026-001",
        State.RECEIVED,
        date(2027, 1, 20),
    )
    assert {item.key: item.text for item in case.items.all() if item.text} == {
        "concerns": SAID,
        "at_once": "Gick dit.",
    }
    assert [paper.text for paper in case.papers.all()] == [SAID, "Gick dit."]
    assert case.reported_by == world.people["staff"]
    assert events() == ["lexcase.opened"]


def test_same_form_twice_is_one_case(world):
    once = uuid4()
    first = start_directly(report(world), once, by=world.people["staff"], at=AT)

    assert start_directly(report(world), once, by=world.people["staff"], at=AT) == first
    assert LexCase.objects.count() == 1


def test_numbers_run_by_law_and_begin_anew_with_the_year_in_swedish_time(world):
    staff = world.people["staff"]
    before_midnight = datetime(2026, 12, 31, 22, 59, tzinfo=UTC)
    said = [
        (report(world), before_midnight),
        (report(world), before_midnight),
        (report(world, kind=Kind.LEX_MARIA, is_sol=False), before_midnight),
        (report(world), before_midnight + timedelta(minutes=1)),
    ]

    made = [start_directly(one, uuid4(), by=staff, at=at).number for one, at in said]

    assert made == ["LS 2026-001", "LS 2026-002", "LM 2026-001", "LS 2027-001"]


def test_lex_group_and_registrar_are_told_without_a_word_of_what_happened(world):
    start_directly(report(world), uuid4(), by=world.people["staff"], at=AT)
    told = {(notice.user.name, notice.title) for notice in Notice.objects.select_related("user")}

    assert told == {
        ("Stina Sas", "Ett nytt ärende enligt lex Sarah: LS 2026-001"),
        ("Lars Lexansvarig", "Ett nytt ärende enligt lex Sarah: LS 2026-001"),
        ("Ragnar Registrator", "Ett ärende att diarieföra: LS 2026-001"),
    }


@pytest.mark.parametrize(
    ("said", "expected"),
    [({"is_sol": False}, [Obstacle.NO_LAW]), ({"happened_on": date(2026, 11, 22)}, [Obstacle.IN_THE_FUTURE])],
)
def test_report_is_refused_with_words(world, said, expected):
    staff = world.people["staff"]

    assert refused(lambda: start_directly(report(world, **said), uuid4(), by=staff, at=AT)) == expected


def test_own_times_of_the_municipality_set_the_deadline(world):
    said = {"sarah_days": 10, "maria_days": 20, "notify_workdays": 2, "remind_days_before": 3}
    set_times(world.municipality, said, by=world.people["sas"], at=AT)

    case = start_directly(report(world), uuid4(), by=world.people["staff"], at=AT)

    assert case.investigate_by == date(2026, 12, 1)


# -- investigating ---------------------------------------------------------------------------------------------------
def test_investigator_is_assigned_told_and_asked_before_anything_is_written(world):
    case, who = a_case(world), world.people["lex_investigator"]
    investigating.assign(case, who, by=world.people["sas"], at=AT)

    assert Notice.objects.get(user=who).title == f"Du ska utreda {case.number}. Börja med frågan om jäv."
    assert Obstacle.NOT_ASKED in refused(
        lambda: investigating.write_item(case, "course", "Text", revision=1, is_done=False, by=who, at=AT)
    )

    investigating.answer_conflict(case, has_conflict=False, reason="", by=who, at=AT)

    assert case.state == State.INVESTIGATED
    assert events() == ["lexcase.assigned", "lexcase.conflict_answered", "lexcase.started"]


@pytest.mark.parametrize("key", ["staff", "manager", "lex_maria", "mas", "neighbour"])
def test_only_who_has_the_role_is_assigned(world, key):
    case = a_case(world)

    assert refused(lambda: investigating.assign(case, world.people[key], by=world.people["sas"], at=AT)) == [
        Obstacle.NOT_INVESTIGATOR_ROLE
    ]


def test_who_may_be_partial_steps_aside_and_reads_nothing_more(world):
    case, who = a_case(world), world.people["lex_investigator"]
    investigating.assign(case, who, by=world.people["sas"], at=AT)
    investigating.answer_conflict(case, has_conflict=True, reason="Min syster bor där.", by=who, at=AT)

    assert (case.investigator, case.state) == (None, State.RECEIVED)
    assert not LexCase.objects.visible_to(who, DAY).exists()
    assert Notice.objects.filter(user=world.people["sas"], title__contains="behöver någon annan").exists()
    assert refused(lambda: investigating.assign(case, who, by=world.people["sas"], at=AT)) == [
        Obstacle.HAS_CONFLICT
    ]


def test_yes_about_a_conflict_says_why(world):
    case, who = a_case(world), world.people["lex_investigator"]
    investigating.assign(case, who, by=world.people["sas"], at=AT)

    assert refused(
        lambda: investigating.answer_conflict(case, has_conflict=True, reason=" ", by=who, at=AT)
    ) == [Obstacle.NO_REASON]


def test_draft_is_saved_and_ready_locks(world):
    case = under_investigation(world)
    who = case.investigator
    case.items.update(is_done=False, done_by=None, done_at=None)

    investigating.write_item(case, "course", "Först", revision=1, is_done=False, by=who, at=AT)
    item = investigating.write_item(case, "course", "Sedan", revision=2, is_done=True, by=who, at=AT)

    assert (item.text, item.is_done, item.done_by, item.revision) == ("Sedan", True, who, 3)
    assert refused(
        lambda: investigating.write_item(case, "course", "Mer", revision=3, is_done=False, by=who, at=AT)
    ) == [Obstacle.IS_LOCKED]


def test_empty_item_is_never_ready(world):
    case = under_investigation(world)

    assert Obstacle.NO_TEXT in refused(
        lambda: investigating.write_item(
            case, "course", " ", revision=1, is_done=True, by=case.investigator, at=AT
        )
    )


def test_nobodys_text_is_written_over(world):
    case = under_investigation(world)
    case.items.filter(key="course").update(is_done=False, done_by=None, done_at=None)
    investigating.write_item(
        case, "course", "Från kontoret", revision=1, is_done=False, by=case.investigator, at=AT
    )

    with pytest.raises(investigating.SomebodyWasFaster), transaction.atomic():
        investigating.write_item(
            case, "course", "Från telefonen", revision=1, is_done=False, by=case.investigator, at=AT
        )

    assert case.items.get(key="course").text == "Från kontoret"


def test_unlocking_says_why_in_the_story_and_in_the_log(world):
    case = under_investigation(world)
    who = case.investigator

    assert refused(lambda: investigating.unlock_item(case, "course", " ", by=who, at=AT)) == [
        Obstacle.NO_REASON
    ]
    investigating.unlock_item(case, "course", "Nytt vittne", by=who, at=AT)

    assert not case.items.get(key="course").is_done
    assert [(note.kind, note.text) for note in case.notes.all()] == [
        ("unlocked", "Vad som hände, steg för steg: Nytt vittne")
    ]
    assert "Nytt vittne" not in str([entry.details for entry in Entry.objects.all()])
    assert refused(lambda: investigating.unlock_item(case, "course", "En gång till", by=who, at=AT)) == [
        Obstacle.NOT_LOCKED
    ]


# -- deciding --------------------------------------------------------------------------------------------------------
def test_proposal_is_told_to_those_who_decide(world):
    delegate(world, person="director")
    case = under_investigation(world)
    deciding.propose(case, "misconduct", "Larmet var trasigt.", by=case.investigator, at=AT)

    told = {notice.user.name for notice in Notice.objects.select_related("user")}
    assert told == {"Stina Sas", "Lars Lexansvarig", "Disa Direktör"}


def test_proposal_that_is_sent_back_stays_in_the_story(world):
    case = proposed(world)
    deciding.send_back(case, "Mer om orsakerna.", by=world.people["lex_sarah"], at=AT)

    assert (case.state, case.proposal) == (State.INVESTIGATED, "")
    assert {(note.kind, note.text) for note in case.notes.all()} == {
        ("earlier_proposal", "missförhållande. Larmet var trasigt."),
        ("sent_back", "Mer om orsakerna."),
    }


def test_decision_follows_the_delegation_to_a_person(world):
    case, who = proposed(world), world.people["lex_sarah"]
    ready_to_decide(case, who)
    assert refused(lambda: deciding.decide(case, "serious", "Därför.", by=who, at=AT)) == [
        Obstacle.NO_DELEGATION
    ]

    delegate(world, person="lex_sarah")
    deciding.decide(case, "serious", "Därför.", public_summary="Larm svarade inte.", by=who, at=AT)

    assert (case.state, case.outcome, case.decided_by, case.notify_by) == (
        "decided",
        "serious",
        who,
        date(2026, 11, 23),
    )


@pytest.mark.parametrize(
    ("said", "may"),
    [
        ({"role": "lex_sarah"}, True),
        ({"role": "lex_maria"}, False),
        ({"person": "director"}, False),
        ({"role": "lex_sarah", "kind": MARIA}, False),
        ({"role": "lex_sarah", "valid_from": date(2026, 11, 22)}, False),
        ({"role": "lex_sarah", "valid_to": date(2026, 11, 20)}, False),
        ({"role": "lex_sarah", "valid_to": date(2026, 11, 21)}, True),
    ],
)
def test_delegation_is_to_a_role_for_a_law_and_a_time(world, said, may):
    case, who = proposed(world), world.people["lex_sarah"]
    ready_to_decide(case, who)
    delegate(world, **said)

    if may:
        deciding.decide(case, "misconduct", "Därför.", by=who, at=AT)
        assert case.state == State.DECIDED
    else:
        verb = deciding.decide
        assert refused(lambda: verb(case, "misconduct", "Därför.", by=who, at=AT)) == [Obstacle.NO_DELEGATION]


def test_same_person_never_investigates_and_decides(world):
    case, who = proposed(world), world.people["lex_investigator"]
    LexCase.objects.filter(pk=case.pk).update(registry_number="SN 2026/12")
    delegate(world, person="lex_investigator")

    assert refused(lambda: deciding.decide(case, "misconduct", "Därför.", by=who, at=AT)) == [
        Obstacle.HAS_INVESTIGATED
    ]


def test_same_person_never_investigates_and_decides_even_after_handing_over(world):
    case, first = under_investigation(world), world.people["lex_investigator"]
    investigating.assign(case, world.people["sas"], by=world.people["lex_sarah"], at=AT)
    investigating.answer_conflict(case, has_conflict=False, reason="", by=world.people["sas"], at=AT)
    deciding.propose(case, "misconduct", "Därför.", by=world.people["sas"], at=AT)
    LexCase.objects.filter(pk=case.pk).update(registry_number="SN 2026/12")
    delegate(world, person="lex_investigator")

    assert Obstacle.HAS_INVESTIGATED in refused(
        lambda: deciding.decide(case, "misconduct", "Därför.", by=first, at=AT)
    )


def test_database_holds_that_nobody_investigates_and_decides(world):
    case = decided(world)

    with pytest.raises(IntegrityError), transaction.atomic():
        LexCase.objects.filter(pk=case.pk).update(decided_by=case.investigator)
    with pytest.raises(IntegrityError), transaction.atomic():
        answer(case, case.investigator, Doing.DECIDES)


def test_no_decision_without_a_registry_number(world):
    case, who = proposed(world), world.people["lex_sarah"]
    answer(case, who, Doing.DECIDES)
    delegate(world, person="lex_sarah")

    assert refused(lambda: deciding.decide(case, "misconduct", "Därför.", by=who, at=AT)) == [
        Obstacle.NO_REGISTRY_NUMBER
    ]
    deciding.register(case, " SN 2026/12 ", by=world.people["registrar"], at=AT)
    deciding.decide(case, "misconduct", "Därför.", by=who, at=AT)

    assert (case.registry_number, case.notify_by) == ("SN 2026/12", None)


def test_registry_number_is_written_once(world):
    case, who = a_case(world, registry_number="SN 2026/1"), world.people["registrar"]

    assert refused(lambda: deciding.register(case, "SN 2026/2", by=who, at=AT)) == [Obstacle.HAS_NUMBER]
    assert refused(lambda: deciding.register(a_case(world), " ", by=who, at=AT)) == [Obstacle.NO_NUMBER]


def test_serious_case_told_before_the_decision_is_notified_by_the_decision(world):
    case, who = proposed(world), world.people["lex_sarah"]
    ready_to_decide(case, who)
    delegate(world, person="lex_sarah")
    notifying.notify(case, DAY, "", by=who, at=AT)
    assert case.state == State.PROPOSED

    deciding.decide(case, "serious", "Därför.", by=who, at=AT)

    assert case.state == State.NOTIFIED


def test_whole_way_from_decision_to_closing_and_back(world):
    case, who = decided(world), world.people["lex_sarah"]
    delegate(world, person="lex_sarah")
    assert refused(lambda: deciding.close(case, by=who, at=AT)) == [
        Obstacle.NOT_NOTIFIED, Obstacle.FEEDBACK_NOT_DONE, Obstacle.NOT_INFORMED,
    ]  # fmt: skip

    notifying.notify(case, DAY, "", by=who, at=AT)
    notifying.write_ivo_decision(case, "Avslutas.", DAY, "3.1.1-1/2026", by=who, at=AT)
    investigating.write_item(
        case, "feedback", "Alla vet.", revision=1, is_done=True, by=case.investigator, at=AT
    )
    deciding.inform(case, deciding.Told(Informed.YES, DAY), by=who, at=AT)
    deciding.close(case, by=who, at=AT)
    assert case.state == State.CLOSED

    deciding.reopen(case, "Nytt vittne.", by=who, at=AT)

    assert (case.state, case.outcome, case.decided_by) == (State.INVESTIGATED, "", None)
    assert {note.kind for note in case.notes.all()} == {"reopened", "earlier_decision", "earlier_proposal"}
    assert "lexcase.reopened" in events()


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (deciding.Told(Informed.YES), [Obstacle.NOT_INFORMED]),
        (deciding.Told(Informed.NO), [Obstacle.NOT_INFORMED]),
        (deciding.Told(Informed.YES, date(2026, 11, 22)), [Obstacle.IN_THE_FUTURE]),
    ],
)
def test_that_somebody_knows_says_when_or_why_not(world, told, expected):
    case = a_case(world)

    assert refused(lambda: deciding.inform(case, told, by=world.people["sas"], at=AT)) == expected


def test_ivo_decision_comes_after_the_notification(world):
    case, who = decided(world), world.people["lex_sarah"]

    assert refused(lambda: notifying.write_ivo_decision(case, "Ja.", DAY, "3.1", by=who, at=AT)) == [
        Obstacle.NOT_NOTIFIED
    ]


def test_action_stands_among_the_units_and_tells_nobody_outside_why(world):
    case = under_investigation(world)
    action = add_action(
        case, title="Byt larmknappar", due_on=None, token=uuid4(), by=case.investigator, at=AT
    )

    manager = action.sources_known_to(world.people["manager"], DAY)
    assert list(case.actions.all()) == [action]
    assert (manager.kinds, manager.hidden) == ((), 0)
    assert [
        str(row) for known in action.sources_known_to(world.people["sas"], DAY).kinds for row in known.rows
    ] == [case.number]


# -- days and figures ------------------------------------------------------------------------------------------------
def test_reminders_go_to_who_is_next_and_are_said_once(world):
    under_investigation(world, investigate_by=date(2026, 11, 25))
    decided(world)
    delegate(world, person="director")
    due = list(all_due(DAY))
    sent = [one.send(at=AT, day=DAY) for one in due]

    assert sorted(one.title[12:] for one in due) == [
        "ska anmälas till IVO 23 november 2026.", "ska vara utrett 25 november 2026.",
    ]  # fmt: skip
    assert sorted(sent) == [3, 3]
    assert [one.send(at=AT, day=DAY) for one in all_due(DAY)] == [0, 0]
    assert "Lena Lexutredare" in {notice.user.name for notice in Notice.objects.select_related("user")}


def test_nothing_is_reminded_of_when_the_case_is_closed(world):
    closed(world, investigate_by=date(2026, 1, 1))

    assert list(all_due(DAY)) == []


def test_cases_are_counted_by_law_outcome_and_notification_without_text(world):
    decided(world)
    decided(world, notified_on=DAY, state="notified")
    a_case(world, kind=MARIA)
    a_case(world, year=2025)

    cells = LexCase.objects.counted(world.municipality, 2026)

    assert [(cell.kind, cell.outcome, cell.is_notified, cell.amount) for cell in cells] == [
        ("lex_maria", "", False, 1),
        ("lex_sarah", "serious", False, 1),
        ("lex_sarah", "serious", True, 1),
    ]


def test_earlier_decisions_show_only_those_with_a_summary_of_the_same_law(world):
    here = a_case(world)
    wanted = decided(world, public_summary="Larm utan svar.")
    decided(world)
    decided(world, kind=MARIA, public_summary="Fel dos.")

    assert list(LexCase.objects.earlier_decisions(here)) == [wanted]


def test_delegation_that_is_ended_gives_nothing_more(world):
    delegation = delegate(world, person="lex_sarah")
    case = proposed(world)
    end_delegation(delegation, DAY, by=world.people["sas"], at=AT)

    assert delegation.valid_to == date(2026, 11, 20)
    assert not LexCase.objects.filter(pk=case.pk).decidable_by(world.people["lex_sarah"], DAY).exists()


def test_one_person_answers_once_for_one_case(world):
    case = under_investigation(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        ConflictOfInterest.objects.create(
            case=case, user=case.investigator, doing=Doing.DECIDES, has_conflict=False, answered_at=AT
        )
