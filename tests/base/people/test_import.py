"""Bringing people and roles in line with a list: seen first, then all of it or nothing."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from hjulet.base.log.models import Entry
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import ChangeKind, Role
from hjulet.base.people.models import RoleHolding, User
from hjulet.base.people.workflows import CannotImport, PlanHasChanged, StaffImport
from tests.base.log.test_chain import AT
from tests.base.people.test_staff_file import HEADING, ROW
from tests.factories import UnitFactory
from tests.world import TODAY

NOBODY = {"by": None, "at": AT}


def staff(world, *rows, is_complete=False, units=None):
    content = (HEADING + "".join(rows)).encode()
    known = Unit.objects.of(world.municipality) if units is None else units
    return StaffImport(content, world.municipality, known, TODAY, is_complete)


def kinds(plan):
    return [(change.kind, change.name) for change in plan.changes]


def test_new_person_and_role_are_made_and_logged(world):
    plan = staff(world, ROW).apply(**NOBODY)

    user = User.objects.get(staff_number="1017")
    assert kinds(plan) == [(ChangeKind.NEW_PERSON, "Sara Natt"), (ChangeKind.NEW_ROLE, "Sara Natt")]
    assert (user.name, user.email, user.municipality) == (
        "Sara Natt",
        "sara.natt@ekvik.se",
        world.municipality,
    )
    assert not user.has_usable_password()
    holding = user.roles.get()
    assert (holding.role, holding.unit, holding.ends_on) == (
        Role.STAFF,
        world.units["solgarden"],
        date(2026, 12, 31),
    )
    events = list(Entry.objects.order_by("id").values_list("event", flat=True))
    assert events == ["people.added", "people.role_given", "people.imported"]


def test_plan_alone_saves_nothing(world):
    staff(world, ROW).plan()

    assert not User.objects.filter(staff_number="1017").exists()


def test_second_time_changes_nothing(world):
    staff(world, ROW).apply(**NOBODY)
    entries = Entry.objects.count()

    assert staff(world, ROW).apply(**NOBODY).changes == []
    assert Entry.objects.count() == entries


def test_one_person_with_two_roles_is_made_once(world):
    plan = staff(world, ROW, ROW.replace("Solgården", "lonnen")).apply(**NOBODY)

    assert plan.counted()[ChangeKind.NEW_PERSON] == 1
    assert User.objects.get(staff_number="1017").roles.count() == 2


def test_person_without_a_number_is_found_by_address_and_given_one(world):
    row = ROW.replace("Sara.Natt@ekvik.se", "staff@example.se")

    plan = staff(world, row).apply(**NOBODY)

    world.people["staff"].refresh_from_db()
    assert world.people["staff"].staff_number == "1017"
    assert plan.changes[0].what == "anställningsnummer: – → 1017"
    assert plan.changes[1].kind == ChangeKind.CHANGED_ROLE


def test_changed_name_and_address_are_shown_before_and_after(world):
    staff(world, ROW).apply(**NOBODY)

    plan = staff(world, ROW.replace("Natt;", "Dag;").replace("Sara.Natt", "sara.dag")).apply(**NOBODY)

    assert (
        plan.changes[0].what == "namn: Sara Natt → Sara Dag, e-post: sara.natt@ekvik.se → sara.dag@ekvik.se"
    )
    assert User.objects.get(staff_number="1017").email == "sara.dag@ekvik.se"


def test_end_date_ends_access_and_sessions_at_once(world, client):
    staff(world, ROW).apply(**NOBODY)
    user = User.objects.get(staff_number="1017")
    client.force_login(user)
    assert client.get(reverse("people:me")).status_code == 200

    plan = staff(world, ROW.replace("2026-12-31", str(TODAY - timedelta(days=1)))).apply(**NOBODY)

    assert kinds(plan) == [(ChangeKind.ENDED_ROLE, "Sara Natt")]
    assert client.get(reverse("people:me")).url.startswith(reverse("account_login"))
    assert Entry.objects.filter(event="people.sessions_ended").count() == 1


def test_sessions_go_on_while_some_role_is_left(world, client):
    rows = (ROW, ROW.replace("Solgården", "Lönnen"))
    staff(world, *rows).apply(**NOBODY)
    client.force_login(User.objects.get(staff_number="1017"))

    staff(world, rows[0].replace("2026-12-31", "2026-06-30"), rows[1]).apply(**NOBODY)

    assert client.get(reverse("people:me")).status_code == 200


def test_whole_list_ends_what_it_does_not_name(world):
    staff(world, ROW, ROW.replace("Solgården", "Lönnen")).apply(**NOBODY)

    plan = staff(world, ROW, is_complete=True).apply(**NOBODY)

    assert kinds(plan) == [(ChangeKind.ENDED_ROLE, "Sara Natt")]
    ended = RoleHolding.objects.get(user__staff_number="1017", unit=world.units["lonnen"])
    assert ended.ends_on == TODAY - timedelta(days=1)


def test_partial_list_leaves_the_others_alone(world):
    before = RoleHolding.objects.count()

    staff(world, ROW).apply(**NOBODY)

    assert RoleHolding.objects.count() == before + 1


def test_whole_list_may_not_lock_everybody_out(world):
    User.objects.filter(pk=world.people["administrator"].pk).update(staff_number="1")

    plan = staff(world, ROW, is_complete=True).plan()

    assert [fault.reason for fault in plan.faults] == [
        "Ingen systemförvaltare skulle bli kvar. Lägg till en först."
    ]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (ROW.replace("Solgården", "Finns inte"), "enhet"),
        (ROW.replace("Solgården", "granby"), "enhet"),
        (ROW.replace("Sara.Natt@ekvik.se", "neighbour@example.se"), "e-post"),
    ],
)
def test_one_fault_and_nothing_is_saved(world, row, column):
    users = User.objects.count()
    other = ROW.replace("1017", "1018").replace("Sara.Natt", "b")

    with pytest.raises(CannotImport) as refusal:
        staff(world, other, row).apply(**NOBODY)

    assert [(fault.row, fault.column) for fault in refusal.value.faults] == [(3, column)]
    assert (User.objects.count(), Entry.objects.count()) == (users, 0)


def test_address_of_somebody_else_here_is_refused(world):
    staff(world, ROW).apply(**NOBODY)

    plan = staff(world, ROW.replace("1017", "1018")).plan()

    assert [fault.column for fault in plan.faults] == ["e-post"]


def test_unit_name_that_two_units_share_asks_for_the_short_name(world):
    UnitFactory(parent=world.units["lss"], slug="solgarden-2", name="Solgården")

    assert "kortnamn" in staff(world, ROW).plan().faults[0].reason
    assert staff(world, ROW.replace("Solgården", "solgarden-2")).plan().faults == []


def test_what_was_seen_is_what_is_done(world):
    seen = staff(world, ROW).plan().digest
    staff(world, ROW.replace("medarbetare", "enhetschef")).apply(**NOBODY)

    with pytest.raises(PlanHasChanged):
        staff(world, ROW).apply(**NOBODY, seen=seen)


@pytest.mark.parametrize("rows", [1, 3])
def test_planning_asks_the_same_questions_however_long_the_file(world, rows, django_assert_num_queries):
    lines = [ROW.replace("1017", f"20{n}").replace("Sara.Natt", f"s{n}") for n in range(rows)]
    with django_assert_num_queries(4):
        staff(world, *lines).plan()


def run(tmp_path, text, *options):
    file = tmp_path / "personal.csv"
    file.write_bytes(text.encode("latin-1"))
    out = StringIO()
    call_command("import_people", str(file), "--municipality", "ekvik", *options, stdout=out, stderr=out)
    return out.getvalue()


def test_command_imports(world, tmp_path):
    said = run(tmp_path, HEADING + ROW)

    assert "ny person: Sara Natt: sara.natt@ekvik.se" in said
    assert said.endswith("2 ändringar.\nSparat.\n")
    assert User.objects.filter(staff_number="1017").exists()


def test_command_can_show_without_saving(world, tmp_path):
    assert run(tmp_path, HEADING + ROW, "--dry-run").endswith("Inget är sparat.\n")
    assert not User.objects.filter(staff_number="1017").exists()


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_command_fails_on_a_bad_file(world, tmp_path, options):
    with pytest.raises(CommandError, match="1 fel"):
        run(tmp_path, HEADING + ROW.replace("Solgården", "Ingenstans"), *options)


def test_command_says_what_it_cannot_find(world):
    with pytest.raises(CommandError, match="finns inte"):
        call_command("import_people", "nej.csv", "--municipality", "ekvik")
