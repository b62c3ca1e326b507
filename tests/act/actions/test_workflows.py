"""Needs and actions are made once, rewritten by one at a time, and moved by their verbs."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from hjulet.act.actions.choices import Obstacle, Status
from hjulet.act.actions.models import Action, CannotChangeStatus, Need
from hjulet.act.actions.workflows import (
    ActionText,
    NeedText,
    SomebodyWasFaster,
    create_action,
    raise_need,
    rewrite_action,
)
from hjulet.base.log.models import Entry
from tests.factories import ActionFactory, NeedFactory

AT = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)  # half past midnight the day after, in Sweden


def text(world, **changes) -> ActionText:
    said = {
        "unit": world.units["solgarden"], "area": "samverkan", "title": "Ny rutin", "description": "", "year": 2026,
        "owner": world.people["manager"], "starts_on": None, "due_on": None, "needs": (),
    }  # fmt: skip
    return ActionText(**said | changes)


def events() -> list[str]:
    return [entry.event for entry in Entry.objects.order_by("pk")]


def test_one_form_makes_one_need_however_often_it_is_sent(world):
    said = NeedText(world.units["solgarden"], "analys", "Se mönster", "", 2026)
    token = uuid4()

    first = raise_need(said, token, by=world.people["manager"], at=AT)
    second = raise_need(said, token, by=world.people["manager"], at=AT)
    other = raise_need(said, token, by=world.people["sas"], at=AT)

    assert first == second != other
    assert (first.raised_by, first.raised_at) == (world.people["manager"], AT)
    assert events() == ["need.raised", "need.raised"]


def test_one_form_makes_one_action_however_often_it_is_sent(world):
    need = NeedFactory(unit=world.units["solgarden"])
    token = uuid4()

    first = create_action(text(world, needs=(need,)), token, by=world.people["manager"], at=AT)
    second = create_action(text(world, needs=(need,)), token, by=world.people["manager"], at=AT)

    assert first == second
    assert list(first.needs.all()) == [need]
    assert (first.created_by, first.changed_at, first.status) == (world.people["manager"], AT, Status.PLANNED)
    (entry,) = Entry.objects.all()
    assert (entry.event, entry.details["needs"], entry.details["unit"][1]) == (
        "action.created",
        [need.pk],
        "Solgården",
    )


def test_the_database_itself_refuses_a_second_row_of_one_form(world):
    token = uuid4()
    ActionFactory(unit=world.units["lonnen"], created_by=world.people["sas"], form_token=token)

    with pytest.raises(IntegrityError), transaction.atomic():
        ActionFactory(unit=world.units["lonnen"], created_by=world.people["sas"], form_token=token)


def test_rewriting_changes_only_what_is_said_and_logs_both_sides(world):
    need = NeedFactory(unit=world.units["solgarden"])
    action = create_action(text(world), uuid4(), by=world.people["manager"], at=AT)

    said = text(world, title="Bättre rutin", needs=(need,))
    rewrite_action(action, said, revision=1, by=world.people["sas"], at=AT)

    action.refresh_from_db()
    assert (action.title, action.revision, action.changed_by) == ("Bättre rutin", 2, world.people["sas"])
    assert list(action.needs.all()) == [need]
    entry = Entry.objects.last()
    assert (entry.details["was"], entry.details["now"]) == ({"title": "Ny rutin"}, {"title": "Bättre rutin"})


def test_saving_without_a_change_writes_and_logs_nothing(world):
    action = create_action(text(world), uuid4(), by=world.people["manager"], at=AT)

    rewrite_action(action, text(world), revision=1, by=world.people["sas"], at=AT)

    action.refresh_from_db()
    assert (action.revision, events()) == (1, ["action.created"])


def test_who_opened_the_form_before_somebody_else_saved_is_told(world):
    action = create_action(text(world), uuid4(), by=world.people["manager"], at=AT)
    rewrite_action(action, text(world, title="Den andres"), revision=1, by=world.people["sas"], at=AT)

    with pytest.raises(SomebodyWasFaster):
        rewrite_action(action, text(world, title="Min"), revision=1, by=world.people["manager"], at=AT)

    assert Action.objects.get().title == "Den andres"


def test_a_move_counts_as_a_change_for_those_who_write(world):
    action = create_action(text(world), uuid4(), by=world.people["manager"], at=AT)
    action.move_to(Status.DECIDED, by=world.people["sas"], at=AT)

    with pytest.raises(SomebodyWasFaster):
        rewrite_action(action, text(world, title="Min"), revision=1, by=world.people["manager"], at=AT)


def test_done_is_dated_by_the_swedish_day_and_undone_again(world):
    action = ActionFactory(
        unit=world.units["solgarden"], status=Status.ONGOING, owner=world.people["manager"]
    )

    action.move_to(Status.DONE, by=world.people["manager"], at=AT)
    assert (action.done_on, action.changed_by, action.revision) == (
        date(2026, 11, 22),
        world.people["manager"],
        2,
    )

    action.move_to(Status.ONGOING, by=world.people["manager"], at=AT)
    action.refresh_from_db()
    assert (action.done_on, action.status) == (None, Status.ONGOING)
    assert events() == ["action.moved", "action.moved"]


def test_a_refused_move_changes_nothing_and_says_why(world):
    action = ActionFactory(unit=world.units["solgarden"], status=Status.PLANNED)

    with pytest.raises(CannotChangeStatus) as refused:
        action.move_to(Status.DONE, by=world.people["manager"], at=AT)

    action.refresh_from_db()
    assert refused.value.obstacles == [Obstacle.WRONG_STATUS, Obstacle.NO_OWNER]
    assert (action.status, action.revision, events()) == (Status.PLANNED, 1, [])


def test_the_reason_is_kept_and_goes_when_the_action_goes_on(world):
    action = ActionFactory(
        unit=world.units["solgarden"], status=Status.ONGOING, owner=world.people["manager"]
    )

    action.move_to(Status.PAUSED, by=world.people["manager"], at=AT, reason=" Väntar ")
    assert action.status_reason == "Väntar"

    action.move_to(Status.ONGOING, by=world.people["manager"], at=AT)
    assert action.status_reason == ""


@pytest.mark.parametrize(
    ("key", "seen", "listed"),
    [
        ("manager", 1, 1), ("staff", 1, 1), ("sas", 2, 2), ("department_head", 1, 1), ("provider", 1, 1),
        ("other_manager", 0, 0), ("neighbour", 0, 0), ("former", 0, 0), ("politician", 2, 0), ("administrator", 2, 0),
    ],
)  # fmt: skip
def test_a_role_reaches_what_lies_below_it_and_lists_what_its_verb_gives(world, key, seen, listed):
    day, user = date(2026, 11, 21), world.people[key]
    for unit in ("solgarden", "lonnen"):
        ActionFactory(unit=world.units[unit])
        NeedFactory(unit=world.units[unit])

    assert Action.objects.visible_to(user, day).count() == Need.objects.visible_to(user, day).count() == seen
    assert Action.objects.open_to(user, day).count() == Need.objects.open_to(user, day).count() == listed
