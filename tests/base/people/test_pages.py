"""Who has access, one person, my account, absence, and the list that is read in."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hjulet.base.log.models import Entry
from hjulet.base.people.choices import Role
from hjulet.base.people.models import Absence, RoleHolding, User
from tests.base.people.test_staff_file import HEADING, ROW
from tests.factories import RoleHoldingFactory, UserFactory
from tests.world import TODAY

LIST = reverse("people:list")
IMPORT = reverse("people:import")


# -- who has access --------------------------------------------------------------------------------------------


def test_list_shows_everyone_of_the_own_municipality_with_todays_roles(signed_in):
    page = signed_in("privacy_officer").get(LIST).content.decode()

    assert "Enhetschef, Solgården" in page
    assert "Frida Före" in page
    assert "Ingen åtkomst" in page
    assert "Nils Utifrån" not in page


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"who": "erik"}, 1),
        ({"who": "MAS@EXAMPLE"}, 1),
        ({"role": "manager"}, 2),
        ({"role": "x"}, 20),
        ({"who": "#"}, 0),
    ],
)
def test_list_can_be_narrowed(signed_in, asked, expected):
    assert len(signed_in("administrator").get(LIST, asked).context["people"]) == expected


def test_list_goes_on_without_gap_or_overlap(signed_in, world):
    for number in range(60):
        UserFactory(municipality=world.municipality, name=f"Namn {number % 7}")
    client = signed_in("administrator")

    first = client.get(LIST).context
    second = client.get(LIST, {"efter": first["next"]}).context

    seen = [person.pk for person in [*first["people"], *second["people"]]]
    assert len(seen) == len(set(seen)) == User.objects.filter(municipality=world.municipality).count()
    assert second["next"] == ""


@pytest.mark.parametrize("nonsense", ["9" * 40 + " A", "x", "-1 A", "\x00", "1", " "])
def test_nonsense_in_the_address_gives_a_page(signed_in, nonsense):
    assert signed_in("administrator").get(LIST, {"efter": nonsense, "who": nonsense}).status_code == 200
    assert (
        signed_in("administrator").get(reverse("log:list"), {"fore": nonsense, "who": nonsense}).status_code
        == 200
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_same_questions_however_many(signed_in, world, rows, django_assert_num_queries):
    for _count in range(rows):
        RoleHoldingFactory(user__municipality=world.municipality, unit=world.units["lss"])
    client = signed_in("administrator")
    with django_assert_num_queries(7):
        client.get(LIST)


def test_only_the_administrator_is_offered_to_change(signed_in):
    assert IMPORT in signed_in("administrator").get(LIST).content.decode()
    assert IMPORT not in signed_in("privacy_officer").get(LIST).content.decode()


def test_person_page_tells_roles_and_what_they_give(signed_in, world):
    url = reverse("people:detail", args=[world.people["manager"].pk])

    page = signed_in("administrator").get(url).content.decode()

    assert "Lyfta ett behov" in page
    assert "Avsluta alla inloggningar" in page
    assert "Avsluta alla inloggningar" not in signed_in("privacy_officer").get(url).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_person_page_asks_the_same_questions_however_many_roles(
    signed_in, world, rows, django_assert_num_queries
):
    user = UserFactory(municipality=world.municipality)
    for _count in range(rows):
        RoleHoldingFactory(user=user, unit=world.units["lss"], role=list(Role)[_count])
    client = signed_in("administrator")
    with django_assert_num_queries(10):
        client.get(reverse("people:detail", args=[user.pk]))


# -- my account ------------------------------------------------------------------------------------------------


def test_my_account_tells_my_roles(signed_in):
    page = signed_in("manager").get(reverse("people:me")).content.decode()

    assert "Enhetschef, Solgården" in page
    assert "Lyfta ett behov" in page


def plan(client, world, **changes):
    answers = {
        "starts_on": TODAY,
        "ends_on": TODAY + timedelta(days=400),
        "substitute": world.people["staff"].pk,
    }
    return client.post(reverse("people:absence"), {**answers, **changes})


def test_absence_is_planned_with_a_substitute_and_logged(signed_in, world):
    client = signed_in("manager")

    assert plan(client, world).url == reverse("people:me")

    absence = Absence.objects.get()
    assert (absence.user, absence.substitute) == (world.people["manager"], world.people["staff"])
    assert Entry.objects.get().event == "people.absence_planned"
    assert "Sara Natt får påminnelserna först" in client.get(reverse("people:me")).content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ends_on": "2020-01-01", "starts_on": "2020-01-01"}, "ends_on"),
        ({"starts_on": "2999-01-02", "ends_on": "2999-01-01"}, "ends_on"),
        ({"starts_on": "", "ends_on": "2999-01-01"}, "starts_on"),
        ({"starts_on": ""}, "starts_on"),
        ({"substitute": "self"}, "substitute"),
        ({"substitute": "neighbour"}, "substitute"),
        ({"substitute": "former"}, "substitute"),
    ],
)
def test_absence_that_cannot_be_is_refused_with_the_reason(signed_in, world, changes, field):
    who = changes.get("substitute")
    if who:
        changes = {"substitute": world.people["manager" if who == "self" else who].pk}

    page = plan(signed_in("manager"), world, **changes)

    assert page.status_code == 200
    assert list(page.context["form"].errors) == [field]
    assert not Absence.objects.exists()


def test_own_absence_can_be_cancelled_and_that_of_another_does_not_exist(signed_in, world):
    plan(signed_in("manager"), world)
    url = reverse("people:cancel_absence", args=[Absence.objects.get().pk])

    assert signed_in("department_head").post(url).status_code == 404
    assert signed_in("manager").post(url).url == reverse("people:me")
    assert not Absence.objects.exists()
    assert Entry.objects.order_by("-id").first().event == "people.absence_cancelled"


# -- the list that is read in ----------------------------------------------------------------------------------


def upload(client, text, **answers):
    return client.post(
        IMPORT, {"file": SimpleUploadedFile("personal.csv", text.encode("latin-1")), **answers}
    )


def confirm(client, page):
    form = page.context["form"]
    return client.post(IMPORT, {"signed": form["signed"].value(), "seen": form["seen"].value()})


def test_file_is_seen_first_and_saved_on_yes(signed_in):
    client = signed_in("administrator")

    page = upload(client, HEADING + ROW)
    assert "ny person" in page.content.decode()
    assert not User.objects.filter(staff_number="1017").exists()

    assert confirm(client, page).url == LIST
    assert User.objects.filter(staff_number="1017").exists()
    assert Entry.objects.filter(event="people.imported").get().actor_name == "Adam Förvaltare"


def test_saying_yes_twice_asks_to_look_again_and_saves_nothing_more(signed_in):
    client = signed_in("administrator")
    page = upload(client, HEADING + ROW)
    confirm(client, page)

    again = confirm(client, page)

    assert "Allt stämmer redan" in again.content.decode()


def test_bad_file_shows_row_column_and_reason_and_no_way_to_save(signed_in):
    page = upload(
        signed_in("administrator"), HEADING + ROW.replace("Solgården", "Ingenstans")
    ).content.decode()

    assert "Filen behöver rättas" in page
    assert "Ingenstans" in page
    assert "Spara ändringarna" not in page


def test_file_with_nothing_new_says_so(signed_in):
    client = signed_in("administrator")
    confirm(client, upload(client, HEADING + ROW))

    assert "Allt stämmer redan" in upload(client, HEADING + ROW).content.decode()


def test_what_was_signed_cannot_be_changed(signed_in):
    client = signed_in("administrator")
    page = upload(client, HEADING + ROW)

    response = client.post(IMPORT, {"signed": page.context["form"]["signed"].value() + "x", "seen": "y"})

    assert response.url == IMPORT
    assert not User.objects.filter(staff_number="1017").exists()


def test_preview_of_one_administrator_cannot_be_saved_by_another(signed_in, world):
    world.give("second", Role.ADMINISTRATOR, "ekvik", "Andra Förvaltare")
    page = upload(signed_in("administrator"), HEADING + ROW)

    assert confirm(signed_in("second"), page).status_code == 403


def test_too_large_file_is_refused_in_words(signed_in):
    page = upload(signed_in("administrator"), "x" * 1_000_001)

    assert "högst 1 MB" in page.content.decode()


def test_no_file_is_refused_in_words(signed_in):
    assert signed_in("administrator").post(IMPORT, {}).context["form"].errors["file"]


def test_administrator_of_a_part_cannot_give_roles_outside_it(signed_in, world):
    world.give("part", Role.ADMINISTRATOR, "lss", "Del Förvaltare")

    page = upload(signed_in("part"), HEADING + ROW).content.decode()

    assert "utanför din behörighet" in page


def test_whole_list_says_what_it_would_end(signed_in, world):
    client = signed_in("administrator")
    confirm(client, upload(client, HEADING + ROW))
    User.objects.filter(pk=world.people["mas"].pk).update(staff_number="2000")

    page = upload(client, HEADING + ROW, is_complete="on")

    assert [(change.name, change.kind) for change in page.context["plan"].changes] == [
        ("Mia Mas", "ended_role")
    ]
    assert RoleHolding.objects.get(user=world.people["mas"]).ends_on is None


def test_access_table_is_open_to_everyone(signed_in):
    page = signed_in("staff").get(reverse("people:access_table")).content.decode()

    assert "dataskyddsombud" in page
    assert "Se loggen (vem, vad, när)" in page
