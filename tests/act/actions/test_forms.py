"""Writing needs and actions: what the forms refuse, and that nothing is lost."""

from datetime import date

import pytest

from hjulet.act.actions.models import Action, Need
from tests.act.actions.support import CREATE, RAISE, action, form, html, url
from tests.factories import NeedFactory


def test_an_action_is_made_with_need_owner_and_dates(world, signed_in):
    need = NeedFactory(unit=world.units["solgarden"], area="samverkan", year=2020)
    client = signed_in("manager")
    start = html(client.get(CREATE, {"behov": need.pk}))
    data = form(
        world,
        strength="strong",
        needs=[need.pk],
        owner=world.people["staff"].pk,
        starts_on="2026-01-02",
        due_on="2026-03-01",
    )

    done = client.post(f"{CREATE}?behov={need.pk}", data)

    made = Action.objects.get()
    assert need.title in start
    assert done.url == url("detail", made)
    assert (made.owner, made.due_on, list(made.needs.all())) == (
        world.people["staff"],
        date(2026, 3, 1),
        [need],
    )


def test_a_double_click_makes_one_action_and_one_need(world, signed_in):
    client, data = signed_in("manager"), form(world)

    assert client.post(CREATE, data).url == client.post(CREATE, data).url
    assert client.post(RAISE, data).url == client.post(RAISE, data).url
    assert (Action.objects.count(), Need.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"description": "x" * 5001}, "description"),
        ({"area": "trivsel"}, "area"),
        ({"strength": "superstark"}, "strength"),
        ({"unit": ""}, "unit"),
        ({"unit": "999999"}, "unit"),
        ({"year": "1999"}, "year"),
        ({"year": "2999"}, "year"),
        ({"year": "i år"}, "year"),
        ({"due_on": "2026-02-30"}, "due_on"),
        ({"starts_on": "2026-03-01", "due_on": "2026-02-01"}, "due_on"),
        ({"owner": "999999"}, "owner"),
        ({"needs": ["999999"]}, "needs"),
        ({"token": "inte en token"}, "token"),
    ],
)
def test_a_form_that_cannot_be_saved_says_where(world, signed_in, changes, field):
    answer = signed_in("manager").post(CREATE, form(world, **changes))

    assert list(answer.context["form"].errors) == [field]
    assert Action.objects.count() == 0


@pytest.mark.parametrize("key", ["lonnen", "bjorkgarden", "granby", "aldreomsorg"])
def test_nobody_writes_at_a_unit_out_of_reach(world, signed_in, key):
    client, there = signed_in("manager"), world.units[key].pk

    assert "unit" in client.post(CREATE, form(world, unit=there)).context["form"].errors
    assert "unit" in client.post(RAISE, form(world, unit=there)).context["form"].errors
    assert (Action.objects.count(), Need.objects.count()) == (0, 0)


@pytest.mark.parametrize("key", ["neighbour", "politician", "former"])
def test_an_owner_must_be_of_the_house_and_able_to_see_actions(world, signed_in, key):
    answer = signed_in("manager").post(CREATE, form(world, owner=world.people[key].pk))

    assert "owner" in answer.context["form"].errors


def test_an_owner_who_cannot_see_this_unit_is_refused_by_name(world, signed_in):
    answer = signed_in("manager").post(CREATE, form(world, owner=world.people["other_manager"].pk))

    assert "Anna Granne har ingen roll vid Solgården." in html(answer)


def test_a_need_out_of_sight_cannot_be_answered_but_stays_when_it_is(world, signed_in):
    hidden = NeedFactory(unit=world.units["lonnen"], year=2026)
    client, row = signed_in("manager"), action(world)
    row.needs.add(hidden)

    assert "needs" in client.post(CREATE, form(world, needs=[hidden.pk])).context["form"].errors
    client.post(url("edit", row), form(world, revision=1))

    assert list(row.needs.all()) == [hidden]


def test_markup_and_emoji_are_only_letters(world, signed_in):
    client = signed_in("manager")
    data = form(
        world, title="<script>alert(1)</script> 👩‍⚕️", description="<img src=x onerror=alert(1)>\n\nrad 2"
    )

    page = html(client.post(CREATE, data, follow=True))

    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 👩‍⚕️" in page


def test_a_change_is_saved_on_top_of_what_was_read(world, signed_in):
    client, row = signed_in("manager"), action(world)
    assert 'name="revision" value="1"' in html(client.get(url("edit", row)))

    client.post(url("edit", row), form(world, title="Nytt namn", revision=1))

    row.refresh_from_db()
    assert (row.title, row.revision, row.changed_by) == ("Nytt namn", 2, world.people["manager"])


def test_when_somebody_else_was_faster_nothing_is_lost(world, signed_in):
    client, row = signed_in("manager"), action(world)
    signed_in("department_head").post(url("edit", row), form(world, title="Avdelningens ord", revision=1))

    page = html(client.post(url("edit", row), form(world, title="Mina ord", revision=1)))

    row.refresh_from_db()
    assert row.title == "Avdelningens ord"
    assert "Någon annan ändrade åtgärden medan du skrev" in page
    assert "Avdelningens ord" in page
    assert "Dag Avdelning" in page
    assert 'value="Mina ord"' in page
    assert 'name="revision" value="2"' in page

    client.post(url("edit", row), form(world, title="Mina ord", revision=2))
    row.refresh_from_db()
    assert row.title == "Mina ord"


@pytest.mark.parametrize("revision", ["", "0", "x", "99"])
def test_a_change_that_does_not_say_what_it_stands_on_is_not_saved(world, signed_in, revision):
    row = action(world)

    assert signed_in("manager").post(url("edit", row), form(world, revision=revision)).status_code == 200

    row.refresh_from_db()
    assert row.title == "Åtgärd vid solgarden"


def test_an_action_at_an_ended_unit_can_still_be_changed(world, signed_in):
    row = action(world)
    unit = world.units["solgarden"]
    unit.valid_to = date(2025, 1, 1)
    unit.save(update_fields=["valid_to"])

    assert signed_in("manager").post(url("edit", row), form(world, revision=1)).status_code == 302
    assert "unit" in signed_in("manager").post(CREATE, form(world)).context["form"].errors
