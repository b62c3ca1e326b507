"""Those who answer for an action are reminded of its days: before, then, and every week after; never twice."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from hjulet.act.actions.choices import NextStep, Status, Verdict
from hjulet.act.actions.models import Conclusion
from hjulet.act.actions.reminders import all_due
from hjulet.act.actions.workflows import conclude_review, move_action, rebook_review
from hjulet.base.notices.choices import Kind
from hjulet.base.notices.models import Notice
from tests.factories import ActionFactory, EffectReviewFactory

DAY = date(2026, 11, 21)
AT = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)


def remind(day: date = DAY, **options) -> str:
    out = StringIO()
    call_command("remind_about_actions", today=day, stdout=out, **options)
    return out.getvalue()


def due(world, days: int = 0, **changes):
    said = {
        "unit": world.units["solgarden"], "status": Status.ONGOING, "owner": world.people["staff"],
        "due_on": DAY + timedelta(days=days), "title": "Hemligt ord",
    }  # fmt: skip
    return ActionFactory(**said | changes)


def told() -> list[tuple[str, str]]:
    return [
        (notice.user.name, notice.kind) for notice in Notice.objects.filter(withdrawn_at=None).order_by("pk")
    ]


def test_a_reminder_says_the_area_and_the_day_and_nothing_more(world):
    action = due(world, 3)

    remind()

    notice = Notice.objects.get()
    assert notice.title == "En åtgärd inom Processer och rutiner ska vara klar 24 november 2026."
    assert (notice.path, notice.due_on) == (action.get_absolute_url(), action.due_on)


def test_the_same_morning_twice_reminds_once_and_a_month_reminds_each_week(world):
    due(world)

    for days in (-9, -7, -6, 0, 0, 1, 6, 7, 8, 13, 14):
        remind(DAY + timedelta(days=days))

    titles = list(Notice.objects.order_by("pk").values_list("title", flat=True))
    assert len(titles) == 4  # before, on the day, one week late, two weeks late
    assert ["skulle ha varit" in title for title in titles] == [False, False, True, True]


def test_a_morning_without_reminders_is_caught_up_the_next(world):
    due(world)

    remind(DAY + timedelta(days=2))

    assert told() == [("Sara Natt", Kind.ACTION_DUE)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"due_on": None}, []),
        ({"status": Status.DONE}, []),
        ({"status": Status.NOT_DONE}, []),
        ({"status": Status.PAUSED}, ["Sara Natt"]),
        ({"owner": None}, ["Erik Chef"]),
        ({"owner": "former"}, ["Erik Chef"]),
        ({"owner": "other_manager"}, ["Erik Chef"]),
        ({"owner": None, "unit": "lss"}, ["Disa Direktör"]),
    ],
)
def test_the_owner_is_reminded_or_else_whoever_answers_for_the_unit(world, changes, expected):
    if isinstance(changes.get("owner"), str):
        changes = changes | {"owner": world.people[changes["owner"]]}
    if "unit" in changes:
        changes = changes | {"unit": world.units[changes["unit"]]}
    due(world, **changes)

    remind()

    assert [name for name, _kind in told()] == expected


def test_a_dry_run_shows_and_sends_nothing(world):
    due(world)

    said = remind(dry_run=True)

    assert "ska vara klar 21 november 2026" in said
    assert "1 dagar att hålla, 0 nya påminnelser" in said
    assert Notice.objects.count() == 0


def test_a_review_is_reminded_of_until_it_is_moved_or_concluded(world):
    manager = world.people["manager"]
    moved = EffectReviewFactory(action=due(world, due_on=None), due_on=DAY, booked_by=manager)
    done = EffectReviewFactory(action=due(world, due_on=None), due_on=DAY, booked_by=manager)
    remind()
    assert told() == [("Sara Natt", Kind.EFFECT_DUE)] * 2

    rebook_review(moved, date(2027, 5, 1), reason="Få månader", revision=1, by=manager, at=AT)
    said = Conclusion(Verdict.IMPROVED, {}, Verdict.IMPROVED, "Bra", NextStep.KEEP)
    conclude_review(done, said, by=manager, at=AT, day=DAY)

    assert told() == []
    assert list(all_due(DAY)) == []


def test_what_is_done_reminds_nobody(world):
    action = due(world)
    remind()

    move_action(action, Status.DONE, reason="", by=world.people["manager"], at=AT)

    assert told() == []
