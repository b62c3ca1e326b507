"""Writing, changing, renewing and ending cooperation."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from hjulet.base.log.models import Entry
from hjulet.base.notices.models import Notice
from hjulet.base.sources.rewriting import SomebodyWasFaster, fingerprint
from hjulet.plan.cooperation.choices import Form, Lasting, Obstacle, Shown, Standing, State
from hjulet.plan.cooperation.models import CannotCooperate, Cooperation, Partner
from hjulet.plan.cooperation.models.meetings import NAMES
from hjulet.plan.cooperation.pages import history, needing, to_renew, watched
from hjulet.plan.cooperation.reminders import all_due
from hjulet.plan.cooperation.workflows import (
    create_cooperation,
    end_cooperation,
    note_meeting,
    partners_named,
    renew_cooperation,
    rewrite_cooperation,
)
from tests.plan.cooperation.making import AT, cooperation, text
from tests.plan.procedures.making import process

TODAY = date(2026, 11, 21)
TOKEN = UUID(int=7)


@pytest.fixture
def unit(world):
    return world.units["solgarden"]


@pytest.fixture
def sas(world):
    return world.people["sas"]


def test_same_form_sent_twice_gives_one_cooperation(unit, sas):
    made = [create_cooperation(text(unit), TOKEN, by=sas, at=AT) for _ in range(2)]

    assert made[0] == made[1]
    assert Cooperation.objects.count() == 1
    assert [entry.event for entry in Entry.objects.all()] == ["cooperation.created"]


def test_partner_is_the_same_whatever_its_letters_and_other_municipalities_have_their_own(world, unit, sas):
    cooperation(unit, sas, partners=("Region Norr", "ÅKLAGARNA"))
    again = partners_named(unit.municipality, ["region  norr", "Åklagarna", "Polisen"])
    partners_named(world.units["granby"].municipality, ["Region Norr"])

    assert [partner.name for partner in again] == ["Region Norr", "ÅKLAGARNA", "Polisen"]
    assert Partner.objects.count() == 4


def test_agreement_without_partners_or_last_day_is_refused_and_says_why(unit, sas):
    with pytest.raises(CannotCooperate) as refused:
        cooperation(unit, sas, partners=(), lasting=Lasting.UNKNOWN)

    assert refused.value.obstacles == [Obstacle.NO_PARTNER, Obstacle.NO_LAST_DAY]


def test_nothing_crosses_from_one_municipality_to_another(world, unit, sas):
    strange = process(world.units["granby"], world.people["neighbour"])

    with pytest.raises(CannotCooperate) as refused:
        cooperation(unit, sas, units=(world.units["granby"],), processes=(strange,))

    assert refused.value.obstacles == [Obstacle.STRANGER]


def test_second_of_two_who_change_at_once_is_told_and_nothing_is_lost(unit, sas, world):
    found = cooperation(unit, sas)
    rewrite_cooperation(found, text(unit, contact="Eva"), revision=1, by=sas, at=AT)

    with pytest.raises(SomebodyWasFaster):
        rewrite_cooperation(found, text(unit, contact="Ola"), revision=1, by=world.people["mas"], at=AT)

    assert (found.contact, found.revision) == ("Eva", 2)


def test_saving_what_stands_already_changes_nothing(unit, sas):
    found = cooperation(unit, sas)
    rewrite_cooperation(found, text(unit), revision=1, by=sas, at=AT)

    assert found.revision == 1
    assert [entry.event for entry in Entry.objects.all()] == ["cooperation.created"]


def test_renewal_keeps_the_old_one_as_history(unit, sas):
    old = cooperation(unit, sas)
    said = text(unit, valid_from=date(2028, 1, 1), valid_to=date(2030, 12, 31))
    made = renew_cooperation(old, said, uuid4(), by=sas, at=AT)
    old = Cooperation.objects.get(pk=old.pk)

    assert history(made) == [old]
    assert (old.state, old.valid_to, old.standing(TODAY)) == (
        State.IN_FORCE,
        date(2027, 12, 31),
        Standing.RENEWED,
    )
    assert list(Cooperation.objects.shown_as(Shown.CURRENT, TODAY)) == [made]
    with pytest.raises(CannotCooperate) as refused:
        renew_cooperation(old, said, uuid4(), by=sas, at=AT)
    assert refused.value.obstacles == [Obstacle.RENEWED]


def test_renewal_is_offered_for_as_long_as_the_last_one_from_the_day_after(unit, sas):
    start = to_renew(cooperation(unit, sas))

    assert (start["valid_from"], start["valid_to"], start["signed_on"]) == (
        date(2028, 1, 1),
        date(2030, 12, 31),
        None,
    )


def test_ending_says_when_and_why_and_reminds_nobody(unit, sas):
    found = cooperation(unit, sas, owner=sas, valid_to=date(2026, 12, 15), notice_months=None)
    next(iter(all_due(TODAY))).send(at=AT, day=TODAY)
    end_cooperation(found, date(2026, 11, 20), reason="Uppgiften gick till regionen.", by=sas, at=AT)

    assert (found.state, found.ended_by, found.standing(TODAY)) == (State.ENDED, sas, Standing.ENDED)
    assert [notice.withdrawn_at for notice in Notice.objects.all()] == [AT]
    assert list(all_due(TODAY)) == []


def test_planned_one_begins_when_it_lacks_nothing(unit, sas):
    found = cooperation(unit, sas, State.PLANNED, signed_on=None)
    with pytest.raises(CannotCooperate) as refused:
        found.begin(by=sas, at=AT)
    rewrite_cooperation(found, text(unit), revision=1, by=sas, at=AT)
    found.begin(by=sas, at=AT)

    assert refused.value.obstacles == [Obstacle.NOT_SIGNED]
    assert found.state == State.IN_FORCE
    with pytest.raises(CannotCooperate):
        found.begin(by=sas, at=AT)


def test_what_goes_on_by_itself_gets_a_new_last_day_once(unit, sas):
    found = cooperation(unit, sas, valid_to=date(2026, 10, 31), prolongs_by=12)
    for _ in range(2):
        found.prolong(at=AT)

    assert found.valid_to == date(2027, 10, 31)
    assert [e.event for e in Entry.objects.all()] == ["cooperation.created", "cooperation.prolonged"]


def test_database_refuses_a_last_day_that_is_none(unit, sas):
    found = cooperation(unit, sas)

    with pytest.raises(IntegrityError), transaction.atomic():
        Cooperation.objects.filter(pk=found.pk).update(valid_to=None)


def test_owner_is_reminded_once_and_the_words_tell_nothing(unit, sas):
    found = cooperation(unit, sas, owner=sas, valid_to=date(2027, 6, 1))
    due = list(all_due(TODAY))
    sent = [one.send(at=AT, day=TODAY) for one in due for _ in range(2)]

    assert (sent, [one.about for one in due]) == ([1, 0], [found])
    notice = Notice.objects.get()
    assert (notice.user, notice.title) == (sas, "Sista dagen att säga upp en samverkan är 1 december 2026.")


def test_manager_is_reminded_where_nobody_is_responsible(world, unit, sas):
    cooperation(unit, sas, valid_to=date(2026, 11, 1), notice_months=None)
    next(iter(all_due(TODAY))).send(at=AT, day=TODAY)

    assert [notice.user for notice in Notice.objects.all()] == [world.people["manager"]]


def test_what_goes_on_by_itself_is_not_said_to_end_once_notice_is_too_late(unit, sas):
    cooperation(unit, sas, valid_to=date(2027, 1, 31), notice_months=3, prolongs_by=12)

    assert list(all_due(TODAY)) == []


def test_meeting_is_noted_once_and_two_who_correct_it_do_not_undo_each_other(unit, sas):
    found = cooperation(unit, sas)
    made = [note_meeting(found, date(2026, 11, 3), "Vi sågs.", "", TOKEN, by=sas, at=AT) for _ in range(2)]
    seen = fingerprint(made[0], NAMES)
    said = {"held_on": date(2026, 11, 3), "notes": "Vi sågs.", "decisions": "Möte i mars."}
    made[0].rewrite(said, seen=seen, by=sas, at=AT)

    assert found.meetings.get().decisions == "Möte i mars."
    with pytest.raises(SomebodyWasFaster):
        made[0].rewrite(said | {"notes": "Annat"}, seen=seen, by=sas, at=AT)


def test_process_that_needs_cooperation_lacks_an_agreement_until_one_supports_it(unit, sas):
    needs = process(unit, sas, "Utskrivning")
    needs.needs_cooperation = True
    needs.save(update_fields=["needs_cooperation"])
    process(unit, sas, "Schema")
    cooperation(unit, sas, form=Form.MEETINGS, processes=(needs,))
    before = needing(sas, TODAY)
    cooperation(unit, sas, processes=(needs,))
    after = needing(sas, TODAY)

    assert [(one.process.name, len(one.rows), one.has_agreement) for one in before] == [
        ("Utskrivning", 1, False)
    ]
    assert [(one.process.name, len(one.rows), one.has_agreement) for one in after] == [
        ("Utskrivning", 2, True)
    ]


def test_watch_tells_what_expires_what_has_and_what_lacks_an_owner(unit, sas):
    late = cooperation(unit, sas, title="Sent", owner=sas, valid_to=date(2027, 10, 31), notice_months=None)
    soon = cooperation(unit, sas, title="Snart", owner=sas, valid_to=date(2027, 11, 1), notice_months=9)
    past = cooperation(unit, sas, title="Förbi", owner=sas, valid_to=date(2026, 10, 31))
    loose = cooperation(unit, sas, title="Lös", lasting=Lasting.OPEN, notice_months=None)
    found = watched(sas, TODAY)

    assert [row.cooperation for row in found.expired] == [past]
    assert [row.cooperation for row in found.expiring] == [soon, late]  # by the day something must be decided
    assert [row.cooperation for row in found.without_owner] == [loose]
