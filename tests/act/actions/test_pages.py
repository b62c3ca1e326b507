"""The pages of needs and actions: who sees them, what they say, and that looking changes nothing."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hjulet.act.actions.choices import Status
from hjulet.act.actions.models import Action, Need
from hjulet.act.actions.pages import PAGE
from hjulet.base.log.models import Entry
from tests.act.actions.support import CREATE, LIST, NEEDS, RAISE, action, html, queries, url
from tests.factories import ActionFactory, NeedFactory

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
        ("styrka=stark", {"a"}),
        ("styrka=svag", {"b"}),
        ("styrka=inte-bedomd&status=oppna", {"c"}),
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
    action(
        world,
        title="rad a",
        status=Status.ONGOING,
        owner=world.people["manager"],
        due_on=yesterday,
        strength="strong",
    )
    action(world, title="rad b", status=Status.STARTED, area="analys", strength="weak")
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


def test_a_need_that_one_may_not_see_is_counted_and_not_named(world, signed_in):
    row = action(world)
    row.needs.add(NeedFactory(unit=world.units["solgarden"]))
    row.needs.add(NeedFactory(unit=world.units["lonnen"], title="Något vid Lönnen"))

    page = html(signed_in("manager").get(url("detail", row)))

    assert "Lönnen" not in page
    assert "och 1 ärende som du inte har åtkomst till" in page


@pytest.mark.parametrize(
    ("strength", "word", "hint"),
    [("weak", "svag", True), ("strong", "stark", False), ("", "inte bedömd", False)],
)
def test_an_action_says_how_strong_it_is_and_hints_when_it_is_weak(world, signed_in, strength, word, hint):
    page = html(signed_in("manager").get(url("detail", action(world, strength=strength))))

    assert f"<dd>{word}" in page
    assert ("Svaga åtgärder räcker sällan ensamma." in page) is hint


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


def test_action_that_changes_a_routine_leads_on_to_the_routine(world, signed_in):
    said = {
        "title": "Skriv om rutinen", "kind": "change_routine", "area": "processer",
        "unit": world.units["solgarden"].pk, "year": 2026,
    }  # fmt: skip

    answer = signed_in("manager").post(reverse("actions:create"), said)

    action = Action.objects.get(title="Skriv om rutinen")
    assert answer.url == reverse("procedures:from_action", args=[action.pk])
