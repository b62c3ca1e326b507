"""The pages of needs and actions: who sees them, what they refuse, and that nothing is lost."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hjulet.act.actions.choices import Status
from hjulet.act.actions.models import Action, Need
from hjulet.act.actions.pages import PAGE
from hjulet.base.log.models import Entry
from tests.factories import ActionFactory, NeedFactory

LIST, NEEDS = reverse("actions:list"), reverse("actions:needs")
CREATE, RAISE = reverse("actions:create"), reverse("actions:raise")


def html(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def url(name: str, row) -> str:
    return reverse(f"actions:{name}", args=[row.pk])


def action(world, unit="solgarden", **changes) -> Action:
    return ActionFactory(unit=world.units[unit], **{"title": f"Åtgärd vid {unit}"} | changes)


def form(world, **changes) -> dict[str, object]:
    said = {
        "title": "Ny rutin för läkemedel", "description": "", "area": "processer", "unit": world.units["solgarden"].pk,
        "year": 2026, "owner": "", "starts_on": "", "due_on": "", "token": str(uuid4()),
    }  # fmt: skip
    return said | changes


def queries(client: Client, where: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(where).status_code == 200
    return len(caught)


SEES = {
    "manager": 200, "staff": 200, "department_head": 200, "director": 200, "sas": 200, "mas": 200, "developer": 200,
    "case_officer": 200, "registrar": 200, "politician": 403, "auditor": 403, "administrator": 403,
    "privacy_officer": 403, "other_manager": 404, "provider": 404, "neighbour": 404,
}  # fmt: skip
DECIDES = SEES | {"staff": 403, "case_officer": 403, "registrar": 403}


@pytest.mark.parametrize(("key", "status"), SEES.items())
def test_an_action_and_a_need_are_seen_by_those_whose_role_gives_it(world, signed_in, key, status):
    client = signed_in(key)

    assert client.get(url("detail", action(world))).status_code == status
    assert client.get(url("need", NeedFactory(unit=world.units["solgarden"]))).status_code == status


@pytest.mark.parametrize(("key", "status"), DECIDES.items())
def test_an_action_is_changed_and_moved_by_those_who_decide_there(world, signed_in, key, status):
    client, row = signed_in(key), action(world)

    assert client.get(url("edit", row)).status_code == status
    moved = client.post(url("move", row), {"to": "decided"})
    row.refresh_from_db()
    assert moved.status_code == (302 if status == 200 else status)
    assert row.status == (Status.DECIDED if status == 200 else Status.PLANNED)


@pytest.mark.parametrize(
    ("key", "sees", "creates"),
    [("manager", 200, 200), ("staff", 200, 403), ("politician", 403, 403), ("administrator", 403, 403), ("former", 403, 403)],
)  # fmt: skip
def test_lists_and_empty_forms_open_by_the_same_table(world, signed_in, key, sees, creates):
    client = signed_in(key)

    assert [client.get(page).status_code for page in (LIST, NEEDS)] == [sees, sees]
    assert [client.get(page).status_code for page in (CREATE, RAISE)] == [creates, creates]


def test_a_list_holds_what_the_role_reaches_and_no_more(world, signed_in):
    action(world)
    action(world, "lonnen")
    action(world, "granby")

    page = html(signed_in("manager").get(LIST))

    assert "Åtgärd vid solgarden" in page
    assert "lonnen" not in page
    assert "granby" not in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"a", "b", "c", "d"}),
        ("status=pagar", {"a", "b"}),
        ("status=oppna", {"a", "b", "c"}),
        ("status=forsenade", {"a"}),
        ("status=utan-ansvarig", {"b", "c"}),
        ("status=genomforda", {"d"}),
        ("status=pausade", set()),
        ("omrade=analys", {"b"}),
        ("enhet=bjorkgarden", {"c"}),
        ("enhet=aldreomsorg", {"a", "b", "c", "d"}),
        ("ar=2024", {"d"}),
        ("status=oppna&omrade=processer&ar=2025", {"a", "c"}),
        ("status=hack'--&omrade=%00&enhet=granby&ar=x&efter=9.9.9", {"a", "b", "c", "d"}),
    ],
)
def test_the_sentence_chooses_the_actions(world, signed_in, query, expected):
    yesterday = timezone.localdate() - timedelta(days=1)
    action(world, title="rad a", status=Status.ONGOING, owner=world.people["manager"], due_on=yesterday)
    action(world, title="rad b", status=Status.STARTED, area="analys")
    action(world, "bjorkgarden", title="rad c")
    action(world, title="rad d", status=Status.DONE, year=2024, due_on=yesterday)

    page = html(signed_in("department_head").get(f"{LIST}?{query}"))

    assert {letter for letter in "abcd" if f"rad {letter}<" in page} == expected


def test_a_long_list_goes_on_where_it_stopped_without_losing_or_repeating(world, signed_in):
    for n in range(PAGE + 3):
        action(world, title=f"nr {n:03}.", year=2026 if n % 2 else 2025)
    client = signed_in("manager")

    first = client.get(LIST)
    cursor = first.context["following"]
    second = client.get(LIST, {"efter": cursor})

    seen = [row.action.pk for page in (first, second) for row in page.context["rows"]]
    assert len(seen) == len(set(seen)) == PAGE + 3
    assert second.context["following"] == ""
    assert first.context["sums"]["total"] == second.context["sums"]["total"] == PAGE + 3
    assert f"efter={cursor}" in html(first)


@pytest.mark.parametrize("cursor", ["", "x", "2026", "2026.", ".5", "99999.1", f"2026.{'9' * 60}", "2026.٣"])
def test_a_strange_place_to_begin_is_no_error(world, signed_in, cursor):
    action(world)

    assert signed_in("manager").get(LIST, {"efter": cursor}).status_code == 200


@pytest.mark.parametrize("where", ["list", "needs", "detail", "need", "edit"])
def test_as_many_queries_for_one_row_as_for_three(world, signed_in, where):
    client, unit = signed_in("manager"), world.units["solgarden"]

    def add() -> tuple[Action, Need]:
        need = NeedFactory(unit=unit)
        row = action(world, owner=world.people["staff"])
        row.needs.add(need)
        return row, need

    row, need = add()
    page = {
        "list": LIST,
        "needs": NEEDS,
        "detail": url("detail", row),
        "need": url("need", need),
        "edit": url("edit", row),
    }[where]
    one = queries(client, page)
    for _n in range(2):
        more, other = add()
        more.needs.add(need)
        row.needs.add(other)

    assert queries(client, page) == one <= 20


def test_looking_changes_nothing(world, signed_in):
    row, need = action(world), NeedFactory(unit=world.units["solgarden"])
    before = list(Action.objects.values()), list(Need.objects.values())
    client = signed_in("manager")

    for page in (LIST, NEEDS, CREATE, RAISE, url("detail", row), url("edit", row), url("need", need)):
        assert client.get(page).status_code == 200
    assert client.get(url("move", row)).status_code == 405

    assert (list(Action.objects.values()), list(Need.objects.values())) == before
    assert Entry.objects.count() == 0


def test_an_action_tells_its_story(world, signed_in):
    need = NeedFactory(unit=world.units["solgarden"], title="Mönster syns inte")
    row = action(world, status=Status.ONGOING, owner=world.people["manager"], due_on=date(2020, 5, 1))
    row.needs.add(need)

    page = html(signed_in("staff").get(url("detail", row)))

    assert "Mönster syns inte" in page
    assert "försenad" in page
    assert "1 maj 2020" in page
    assert "Erik Chef" in page
    assert "Markera som genomförd" not in page


def test_a_need_that_one_may_not_see_is_not_told(world, signed_in):
    row = action(world)
    row.needs.add(NeedFactory(unit=world.units["lonnen"], title="Något vid Lönnen"))

    assert "Lönnen" not in html(signed_in("manager").get(url("detail", row)))


def test_a_step_that_is_blocked_says_why_instead_of_a_button(world, signed_in):
    page = html(signed_in("manager").get(url("detail", action(world, status=Status.ONGOING))))

    assert "Markera som genomförd: Åtgärden behöver en ansvarig först." in page
    assert 'value="done"' not in page


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({"to": "done"}, "Åtgärden kan inte gå dit från sin nuvarande status."),
        ({"to": "started"}, "Åtgärden behöver en ansvarig först."),
        ({"to": "paused"}, "Skriv varför åtgärden pausas"),
        ({"to": "raderad"}, "Åtgärden är oförändrad."),
        ({}, "Åtgärden är oförändrad."),
        ({"to": "paused", "reason": "x" * 201}, "Åtgärden är oförändrad."),
    ],
)
def test_a_refused_move_is_told_in_words(world, signed_in, data, reason):
    row = action(world)

    page = html(signed_in("manager").post(url("move", row), data, follow=True))

    row.refresh_from_db()
    assert reason in page
    assert row.status == Status.PLANNED


def test_an_action_is_made_with_need_owner_and_dates(world, signed_in):
    need = NeedFactory(unit=world.units["solgarden"], area="samverkan", year=2020)
    client = signed_in("manager")
    start = html(client.get(CREATE, {"behov": need.pk}))
    data = form(
        world, needs=[need.pk], owner=world.people["staff"].pk, starts_on="2026-01-02", due_on="2026-03-01"
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


def test_needs_stand_under_their_area_with_their_actions(world, signed_in):
    need = NeedFactory(unit=world.units["solgarden"], area="analys", title="Se mönster")
    NeedFactory(unit=world.units["solgarden"], area="ansvar", title="Vem gör vad", year=2024)
    action(world, title="Veckomöte").needs.add(need)
    client = signed_in("manager")

    page, year = html(client.get(NEEDS)), html(client.get(NEEDS, {"ar": "2025"}))

    assert page.index("Vem gör vad") < page.index("Se mönster") < page.index("Veckomöte</a>: planerad")
    assert "ingen åtgärd än" in page
    assert "Vem gör vad</a>" not in year
    assert client.get(NEEDS, {"ar": "<b>"}).status_code == 200


def test_an_empty_house_says_what_to_do_next(world, signed_in):
    manager, staff = signed_in("manager"), signed_in("staff")

    assert "Skriv den första åtgärden" in html(manager.get(LIST))
    assert "Skriv ett behov" in html(manager.get(NEEDS))
    assert "Skriv den första åtgärden" not in html(staff.get(LIST))
    assert "5 kap. 7 §" in html(staff.get(LIST))
    assert "Visa alla åtgärder" in html(staff.get(LIST, {"status": "pagar"}))


def test_years_and_numbers_in_addresses_are_written_without_a_gap(world, signed_in):
    need = NeedFactory(pk=12345, unit=world.units["solgarden"], year=2025)
    row = ActionFactory(pk=54321, unit=world.units["solgarden"], year=2026)
    row.needs.add(need)
    client = signed_in("manager")

    for page in (LIST, NEEDS, url("detail", row), url("need", need), url("edit", row)):
        text = html(client.get(page))
        assert not [
            gap for gap in ("2\u00a0025", "2\u00a0026", "12\u00a0345", "54\u00a0321") if gap in text
        ], page
    assert "?behov=12345" in html(client.get(url("need", need)))
    assert "?ar=2025" in html(client.get(NEEDS))
