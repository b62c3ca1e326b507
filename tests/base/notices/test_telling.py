"""Who is told, once, and through whom."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from hjulet.base.log.models import Entry
from hjulet.base.notices.choices import Kind, Way
from hjulet.base.notices.models import Notice
from hjulet.base.notices.workflows import mark_read, tell, withdraw
from hjulet.base.people.choices import Role
from hjulet.base.people.models import RoleHolding
from tests.base.notices.telling import DAY, FRIDAY, NOON, TITLE, away, got, told
from tests.factories import NoticeFactory


def test_same_reminder_never_comes_twice(world):
    assert [told(world, "manager", "mas"), told(world, "manager", "mas"), told(world, "sas", "mas")] == [
        2,
        0,
        1,
    ]

    assert set(got(world)) == {"manager", "mas", "sas"}
    assert Notice.objects.count() == 3


def test_person_named_twice_is_told_once(world):
    assert told(world, "manager", "manager") == 1


def test_another_key_is_another_message(world):
    told(world, "manager")
    told(world, "manager", key="deviation-123-late")

    assert Notice.objects.count() == 2


def test_message_says_what_whereto_and_about_what(world):
    told(world, "manager", about=world.units["solgarden"], due_on=date(2026, 12, 1))

    notice = got(world)["manager"]
    assert (notice.title, notice.path, notice.kind) == (TITLE, "/avvikelser/123/", Kind.DEVIATION_NEW)
    assert (notice.about_type, notice.about_id) == ("organisation.unit", str(world.units["solgarden"].pk))
    assert (notice.due_on, notice.created_at, notice.way) == (date(2026, 12, 1), NOON, Way.DIGEST)


def test_telling_is_logged_without_the_title(world):
    told(world, "manager")

    entry = Entry.objects.get(event="notice.told")
    assert entry.details == {
        "kind": "deviation_new", "key": "deviation-123-new", "to": [world.people["manager"].pk],
    }  # fmt: skip


def test_what_is_about_nothing_is_logged_in_the_municipality_of_the_person(world):
    told(world, "manager")

    assert Entry.objects.get(event="notice.told").municipality == "ekvik"


def test_saying_it_again_is_not_logged(world):
    told(world, "manager")
    told(world, "manager")

    assert Entry.objects.filter(event="notice.told").count() == 1


def test_whoever_has_no_role_today_is_not_told(world):
    gone = world.people["sas"]
    gone.is_active = False
    gone.save(update_fields=["is_active"])

    assert told(world, "former", "sas") == 0


def test_substitute_gets_it_first_and_the_absent_finds_it_on_coming_back(world):
    away(world, "manager", "department_head")

    assert told(world, "manager") == 2

    found = got(world)
    assert (found["department_head"].on_behalf_of, found["department_head"].way) == (
        world.people["manager"], Way.DIGEST,
    )  # fmt: skip
    assert (found["manager"].on_behalf_of, found["manager"].way) == (None, Way.APP)


@pytest.mark.parametrize(
    ("day", "receiver"),
    [
        (FRIDAY - DAY, "manager"),
        (FRIDAY, "department_head"),
        (FRIDAY + 2 * DAY, "department_head"),  # the last day is still away
        (FRIDAY + 3 * DAY, "manager"),
    ],
)
def test_absence_counts_from_its_first_day_through_its_last(world, day, receiver):
    away(world, "manager", "department_head", FRIDAY, FRIDAY + 2 * DAY)

    told(world, "manager", day=day)

    assert [key for key, notice in got(world).items() if notice.way != Way.APP] == [receiver]


def test_half_a_day_away_counts_as_the_day(world):
    away(world, "manager", "department_head", FRIDAY, FRIDAY)

    told(world, "manager")

    assert set(got(world)) == {"manager", "department_head"}


def test_when_the_substitute_is_away_too_theirs_gets_it(world):
    away(world, "manager", "department_head")
    away(world, "department_head", "director")

    told(world, "manager")

    assert set(got(world)) == {"manager", "director"}
    assert got(world)["director"].on_behalf_of == world.people["manager"]


def test_two_who_are_away_for_each_other_keep_their_own(world):
    away(world, "manager", "other_manager")
    away(world, "other_manager", "manager")

    told(world, "manager", "other_manager")

    assert {key: notice.way for key, notice in got(world).items()} == {
        "manager": Way.DIGEST, "other_manager": Way.DIGEST,
    }  # fmt: skip


def test_substitute_who_has_left_leaves_it_with_the_person(world):
    away(world, "manager", "former")

    told(world, "manager")

    assert {key: notice.way for key, notice in got(world).items()} == {"manager": Way.DIGEST}


def test_substitute_whom_the_case_is_about_is_not_told(world):
    away(world, "sas", "manager")
    concerned = world.people["manager"]

    told(world, "sas", kind=Kind.LEX_NEW, may_stand_in=lambda user: user != concerned)

    assert {key: notice.way for key, notice in got(world).items()} == {"sas": Way.AT_ONCE}


@pytest.mark.parametrize("kind", Kind)
def test_nobody_stands_in_for_a_lex_case_unless_the_feature_vouches_for_them(world, kind):
    away(world, "sas", "mas")

    told(world, "sas", kind=kind)

    assert ("mas" in got(world)) == (kind not in {Kind.LEX_NEW, Kind.LEX_DEADLINE})


def test_whom_the_feature_vouches_for_stands_in_for_a_lex_case(world):
    away(world, "sas", "mas")

    told(world, "sas", kind=Kind.LEX_DEADLINE, may_stand_in=lambda user: user == world.people["mas"])

    assert {key: notice.way for key, notice in got(world).items()} == {"mas": Way.AT_ONCE, "sas": Way.APP}


def test_whoever_is_told_in_their_own_right_does_not_get_it_as_a_substitute(world):
    away(world, "manager", "department_head")

    told(world, "manager", "department_head")

    assert got(world)["department_head"].on_behalf_of is None
    assert Notice.objects.count() == 2


def test_substitute_of_two_is_told_once(world):
    away(world, "manager", "department_head")
    away(world, "other_manager", "department_head")

    told(world, "manager", "other_manager")

    assert set(got(world)) == {"manager", "other_manager", "department_head"}
    assert Notice.objects.count() == 3


def test_telling_many_asks_the_database_as_often_as_telling_three(world):
    def asked(users) -> int:
        with CaptureQueriesContext(connection) as queries:
            tell(users, Kind.GENERAL, TITLE, "/", key=f"k{len(users)}", at=NOON, day=FRIDAY)
        return len(queries)

    people = [world.people[key] for key in sorted(set(world.people) - {"former"})]
    assert asked(people[:3]) == asked(people)


def test_withdrawn_messages_are_seen_by_nobody(world):
    told(world, "manager", "mas", about=world.units["solgarden"])
    told(world, "manager", about=world.units["lonnen"], key="another")

    assert withdraw(world.units["solgarden"], at=NOON) == 2

    seen = Notice.objects.visible_to(world.people["manager"], FRIDAY)
    assert [notice.key for notice in seen] == ["another"]
    assert Entry.objects.filter(event="notice.withdrawn").count() == 1
    assert withdraw(world.units["solgarden"], at=NOON) == 0


def test_only_the_named_kinds_are_withdrawn(world):
    told(world, "manager", about=world.units["solgarden"])
    told(world, "manager", about=world.units["solgarden"], kind=Kind.ACTION_DUE, key="due")

    withdraw(world.units["solgarden"], at=NOON, kinds=[Kind.ACTION_DUE])

    assert [notice.key for notice in Notice.objects.filter(withdrawn_at=None)] == ["deviation-123-new"]


def test_opening_the_thing_marks_ones_own_messages_about_it_as_read(world):
    told(world, "manager", "mas", about=world.units["solgarden"])

    assert mark_read(world.people["manager"], world.units["solgarden"], at=NOON) == 1

    found = got(world)
    assert (found["manager"].read_at, found["mas"].read_at) == (NOON, None)


def test_opening_a_thing_that_nothing_is_said_about_writes_nothing(world):
    with CaptureQueriesContext(connection) as queries:
        mark_read(world.people["manager"], world.units["solgarden"], at=NOON)

    assert [query["sql"][:6] for query in queries] == ["SELECT"]


@pytest.mark.parametrize("path", ["https://annan.example/", "//annan.example/", ""])
def test_message_leads_nowhere_but_into_the_system(world, path):
    with pytest.raises(IntegrityError), transaction.atomic():
        NoticeFactory(user=world.people["manager"], path=path)


def test_role_that_ends_takes_the_mail_with_it(world):
    told(world, "manager")
    RoleHolding.objects.filter(user=world.people["manager"]).update(ends_on=FRIDAY)

    assert Notice.objects.to_mail(Way.DIGEST, NOON, FRIDAY).count() == 1
    assert Notice.objects.to_mail(Way.DIGEST, NOON, FRIDAY + DAY).count() == 0
    assert RoleHolding.objects.filter(role=Role.MANAGER, ends_on=FRIDAY).count() == 1
