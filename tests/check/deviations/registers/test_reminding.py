"""Days to keep: told before, on the day and after; lifted when it is long past; each once, and never what it is about."""

from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command

from hjulet.base.notices.choices import Kind
from hjulet.base.notices.models import Notice
from hjulet.base.people.models import Absence
from hjulet.check.deviations import rules
from hjulet.check.deviations.choices import Law, State
from hjulet.check.deviations.models import (
    Deadlines,
    Deviation,
    DeviationImport,
    Draft,
    ExternalMatter,
    ImportedDeviation,
)
from hjulet.check.deviations.rules import Times
from hjulet.check.deviations.timing import Stage, Step, Wait, stage, waits_for
from tests.factories import DeviationFactory, PartFactory

TIMES = Times()  # one working day, fourteen days, two days before, three working days after
S, T, L, E = Stage.SOON, Stage.TODAY, Stage.LATE, Stage.ESCALATED


def days(first: str, *stages: Stage | None) -> list[tuple[date, Stage | None]]:
    """The day and those that follow it, with what is told on each."""
    return [(date.fromisoformat(first) + timedelta(days=number), one) for number, one in enumerate(stages)]


@pytest.mark.parametrize(
    ("reported", "due_on", "days"),
    [
        # an ordinary week: reported on Monday the 2nd, to be judged on Tuesday; lifted on the third working day after
        ("2026-03-02", "2026-03-03", days("2026-03-02", None, T, L, L, E)),
        # over a weekend: reported on Friday, to be judged on Monday; told from Saturday on
        ("2026-03-06", "2026-03-09", days("2026-03-06", None, S, S, T, L, L, E)),
        # fourteen days: told two days before
        ("2026-03-02", "2026-03-16", days("2026-03-13", None, S, S, T, L, L, E)),
        # Christmas 2026: due on Wednesday the 23rd; from the eve to Sunday are no working days; the third is the 30th
        ("2026-12-09", "2026-12-23", days("2026-12-22", S, T, L, L, L, L, L, L, E)),
        # New Year: due on 30 December; the eve, the day and the weekend are none, nor is Epiphany; the third is 7 January
        ("2026-12-16", "2026-12-30", days("2026-12-30", T, L, L, L, L, L, L, L, E)),
        # Easter 2026: due on Maundy Thursday; Good Friday to Easter Monday are none
        ("2026-03-19", "2026-04-02", days("2026-04-02", T, L, L, L, L, L, L, E)),
        # Midsummer 2026: due on Thursday; the eve on Friday is none
        ("2026-06-04", "2026-06-18", days("2026-06-18", T, L, L, L, L, L, E)),
        # a day that was given at once: no reminder comes with the report itself
        ("2026-03-02", "2026-03-02", days("2026-03-02", T, L, L, E)),
    ],
)  # fmt: skip
def test_what_is_told_follows_the_calendar_of_working_days(reported, due_on, days):
    began, due_on = date.fromisoformat(reported), date.fromisoformat(due_on)

    assert [(day, stage(began, due_on, day, TIMES)) for day, _expected in days] == days


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (State.RECEIVED, Wait(Step.JUDGE, date(2026, 3, 3))),
        (State.JUDGED, Wait(Step.INVESTIGATE, date(2026, 3, 16))),
        (State.INVESTIGATED, Wait(Step.INVESTIGATE, date(2026, 3, 16))),
        (State.REOPENED, Wait(Step.INVESTIGATE, date(2026, 3, 16))),
        (State.ACTED_ON, None),
        (State.FOLLOWED_UP, None),
        (State.CLOSED, None),
        (State.NOT_A_DEVIATION, None),
        (State.DUPLICATE, None),
    ],
)
def test_the_step_that_is_waited_for_follows_the_state(state, expected):
    assert waits_for(state, date(2026, 3, 3), date(2026, 3, 16)) == expected


@pytest.mark.parametrize(
    ("reported", "judge", "investigate"),
    [
        (date(2026, 12, 23), date(2026, 12, 28), date(2027, 1, 7)),
        (date(2026, 12, 30), date(2027, 1, 4), date(2027, 1, 13)),
        (date(2026, 4, 2), date(2026, 4, 7), date(2026, 4, 16)),
        (date(2026, 5, 31), date(2026, 6, 1), date(2026, 6, 15)),
    ],
)
def test_days_to_keep_fall_on_working_days_around_holidays(reported, judge, investigate):
    assert rules.judge_by(reported, TIMES) == judge
    assert rules.investigate_by(reported, TIMES) == investigate


DUE = date(2026, 3, 10)  # a Tuesday


def case(world, unit="solgarden", **changes):
    said = {
        "unit": world.units[unit], "reported_at": datetime(2026, 3, 2, 1, 14, tzinfo=UTC), "judge_by": DUE,
        "investigate_by": date(2026, 3, 16), "text": "Hemligt ord",
    }  # fmt: skip
    return DeviationFactory(**said | changes)


def remind(day: date, **options) -> str:
    out = StringIO()
    call_command("remind_about_deviations", today=day, stdout=out, **options)
    return out.getvalue()


def told(**about) -> list[tuple[str, str]]:
    return [(notice.user.name, notice.title) for notice in Notice.objects.filter(**about).order_by("pk")]


def names() -> list[str]:
    return [name for name, _title in told()]


def test_the_manager_is_reminded_in_words_without_a_secret(world):
    deviation = case(world)

    remind(DUE - timedelta(days=2))

    (notice,) = Notice.objects.all()
    assert (notice.user.name, notice.kind) == ("Erik Chef", Kind.DEVIATION_LATE)
    assert notice.title == "Avvikelse 2026-00001 ska bedömas senast 10 mars 2026."
    assert (notice.path, notice.due_on) == (deviation.get_absolute_url(), DUE)


def test_each_reminder_comes_once_however_often_it_is_asked_for(world):
    case(world)

    for number in (-3, -2, -2, -1, 0, 0, 1, 2, 3, 3, 4):
        remind(DUE + timedelta(days=number))

    assert [(name, title.split(" ")[2:4]) for name, title in told() if name == "Erik Chef"] == [
        ("Erik Chef", ["ska", "bedömas"]), ("Erik Chef", ["ska", "bedömas"]), ("Erik Chef", ["skulle", "ha"]),
    ]  # fmt: skip
    assert names().count("Dag Avdelning") == names().count("Stina Sas") == 1


@pytest.mark.parametrize(
    ("law", "others"), [(Law.SOL, ["Dag Avdelning", "Stina Sas"]), (Law.HSL, ["Dag Avdelning", "Mia Mas"])]
)
def test_what_has_waited_too_long_is_lifted_to_the_department_and_told_by_law(world, law, others):
    deviation = case(world, law=law)

    remind(DUE + timedelta(days=3))

    deviation.refresh_from_db()
    assert deviation.escalated_at is not None
    assert sorted(names()) == sorted(others)


def test_what_is_lifted_already_is_told_to_sas_all_the_same(world):
    case(world, escalated_at=datetime(2026, 3, 9, tzinfo=UTC))

    remind(DUE + timedelta(days=3))

    assert names() == ["Stina Sas"]


def test_the_substitute_is_told_first(world):
    Absence.objects.create(
        user=world.people["manager"], substitute=world.people["other_manager"], starts_on=DUE, ends_on=DUE
    )
    case(world)

    remind(DUE)

    assert sorted(names()) == ["Anna Granne", "Erik Chef"]


def test_what_is_about_the_manager_goes_past_the_manager(world):
    Absence.objects.create(
        user=world.people["department_head"], substitute=world.people["manager"], starts_on=DUE, ends_on=DUE
    )
    case(world, concerns_manager=True)

    for number in (-2, 0, 1, 3):
        remind(DUE + timedelta(days=number))

    assert "Erik Chef" not in names()
    assert {"Dag Avdelning", "Stina Sas"} == set(names())


def test_a_lex_case_is_reminded_of_elsewhere(world):
    whole = case(world, has_part=False)
    PartFactory(deviation=whole, moved_to_lex_at=datetime(2026, 3, 3, tzinfo=UTC))
    half = case(world, has_part=False)
    PartFactory(deviation=half, law="sol", moved_to_lex_at=datetime(2026, 3, 3, tzinfo=UTC))
    PartFactory(deviation=half, law="hsl")

    remind(DUE + timedelta(days=3))

    assert sorted(told()) == sorted([
        ("Dag Avdelning", "Avvikelse 2026-00002 har lyfts till dig"),
        ("Mia Mas", "Avvikelse 2026-00002 har väntat sedan 10 mars 2026 och är lyft till avdelningschefen."),
    ])  # fmt: skip


@pytest.mark.parametrize(("is_handled_here", "expected"), [(True, ["Erik Chef"]), (False, [])])
def test_cases_of_a_file_are_reminded_of_only_when_they_are_handled_here(world, is_handled_here, expected):
    mas, deviation = world.people["mas"], case(world, door="imported")
    at = datetime(2026, 3, 2, tzinfo=UTC)
    batch = DeviationImport.objects.create(
        municipality=world.municipality, system="Lifecare", state="done", uploaded_by=mas, uploaded_at=at, run_by=mas,
        run_at=at, is_handled_here=is_handled_here,
    )  # fmt: skip
    ImportedDeviation.objects.create(batch=batch, deviation=deviation, state=State.RECEIVED)

    remind(DUE)

    assert names() == expected


@pytest.mark.parametrize(
    ("direction", "answered", "day", "expected"),
    [
        ("to_others", None, DUE, "Motpartens svar om avvikelse 2026-00001 väntas senast 10 mars 2026."),
        ("from_others", None, DUE, "Avvikelse 2026-00001 ska besvaras till motparten senast 10 mars 2026."),
        (
            "to_others", None, DUE + timedelta(days=30),
            "Motpartens svar om avvikelse 2026-00001 skulle ha kommit senast 10 mars 2026.",
        ),
        (
            "from_others", None, DUE + timedelta(days=30),
            "Avvikelse 2026-00001 skulle ha besvarats till motparten senast 10 mars 2026.",
        ),
        ("to_others", DUE, DUE, None),
        ("to_others", None, DUE - timedelta(days=3), None),
    ],
)  # fmt: skip
def test_answers_from_and_to_others_are_reminded_of(world, direction, answered, day, expected):
    deviation = case(world, law=Law.HSL, state=State.ACTED_ON)
    ExternalMatter.objects.create(
        deviation=deviation, direction=direction, counterpart_kind="region", counterpart="Regionen",
        answer_due_on=DUE, answered_on=answered,
    )  # fmt: skip

    remind(day)

    assert sorted(told()) == ([("Erik Chef", expected), ("Mia Mas", expected)] if expected else [])
    assert Deviation.objects.get().escalated_at is None


def test_the_municipalitys_own_days_are_kept(world):
    Deadlines.objects.create(municipality=world.municipality, remind_days_before=4, escalate_workdays_after=1)
    case(world)

    remind(DUE - timedelta(days=4))
    remind(DUE + timedelta(days=1))

    assert sorted(names()) == ["Dag Avdelning", "Erik Chef", "Stina Sas"]


def test_a_dry_run_shows_and_does_nothing(world):
    case(world)

    said = remind(DUE + timedelta(days=3), dry_run=True)

    assert "2026-00001" in said
    assert (Notice.objects.count(), Deviation.objects.get().escalated_at) == (0, None)


def test_drafts_that_nobody_came_back_to_are_forgotten(world):
    long_ago = datetime.combine(date(2020, 1, 1), time(), tzinfo=UTC)
    Draft.objects.create(user=world.people["staff"], client_id=uuid4(), said="{}", saved_at=long_ago)

    remind(DUE)

    assert Draft.objects.count() == 0
