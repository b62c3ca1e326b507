"""The search page: what is found by whom, how it is told, and that the words stand in no address."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hjulet.act.actions.findable import text_of_action
from hjulet.base.log.models import Entry
from hjulet.base.organisation.models import Unit
from hjulet.base.search.keeping import add_examples
from hjulet.base.search.workflows import put
from hjulet.desk.searching.address import opened, sealed
from hjulet.plan.procedures.choices import RoutineKind
from hjulet.plan.procedures.models import Routine
from hjulet.plan.procedures.workflows.adding import ApprovedText, add_approved
from tests.desk.search.finding import SEARCH, ask, titles
from tests.factories import ActionFactory

TODAY = timezone.localdate()


def routine(unit: Unit, title: str, how: str, **about) -> Routine:
    at = timezone.now()
    said = ApprovedText(
        unit=unit, title=title, kind=RoutineKind.ROUTINE, how=how, who="Alla.", valid_from=TODAY,
        review_by=TODAY + timedelta(days=365), approved_at=at, approved_by_said="Socialchefen", **about,
    )  # fmt: skip
    return add_approved(said, by=None, at=at)


@pytest.fixture
def routines(world):
    add_examples(world.municipality, TODAY)
    routine(
        world.units["sektorn"],
        "När någon har fallit",
        "## Direkt\n\nStanna kvar hos personen.",
        law_codes="SoL HSL",
    )
    routine(world.units["lonnen"], "Fall på Lönnen", "## Först\n\nRing 112.", law_codes="LSS")
    return world


def test_staff_find_a_routine_in_their_own_words(routines, signed_in):
    answer = ask(signed_in("staff"), "hur gör jag om nån ramlat")

    assert titles(answer) == ["När någon har fallit"]
    assert "<mark>fallit</mark>" in answer.content.decode()


def test_what_holds_at_another_unit_is_not_found(routines, signed_in):
    assert "Fall på Lönnen" not in titles(ask(signed_in("staff"), "fall"))
    assert "Fall på Lönnen" in titles(ask(signed_in("provider"), "fall"))
    assert titles(ask(signed_in("neighbour"), "fall")) == []


def test_the_words_stand_in_no_address_and_changing_nothing_is_logged(routines, signed_in):
    answer = signed_in("staff").post(SEARCH, {"ord": "Anna Svensson ramlade"})

    assert answer.status_code == 302
    assert "Svensson" not in answer.url
    assert Entry.objects.filter(event__startswith="search").count() == 0


def test_only_the_one_who_asked_opens_the_address_and_only_for_a_day(routines, signed_in):
    staff, manager = routines.people["staff"], routines.people["manager"]
    token = sealed("fall", staff, TODAY)

    assert opened(token, staff, TODAY) == "fall"
    assert opened(token, staff, TODAY + timedelta(days=1)) == "fall"
    assert opened(token, staff, TODAY + timedelta(days=2)) == ""
    assert opened(token, manager, TODAY) == ""


@pytest.mark.parametrize("said", ["", "x", "gAAAA", "å" * 50, "A" * 5000, "\0", "{}", "%00"])
def test_an_address_that_is_not_ours_is_an_empty_page(world, signed_in, said):
    answer = signed_in("staff").get(SEARCH, {"f": said})

    assert answer.status_code == 200
    assert answer.context["page"] is None


@pytest.mark.parametrize(
    "words",
    ["x" * 5000, "hur gör man", "\0", "😀", '" OR * NEAR(', "' --", "<script>alert(1)</script>", "%", "   "],
)
def test_odd_words_are_answered_calmly(routines, signed_in, words):
    answer = ask(signed_in("staff"), words, enhet="finns-inte", lag="XX", slag="?", gammalt="ja")

    assert answer.status_code == 200
    assert "<script>alert(1)" not in answer.content.decode()


def test_nothing_but_small_words_is_told(routines, signed_in):
    assert "Skriv vad det handlar om" in ask(signed_in("staff"), "hur gör man").content.decode()


def test_no_answer_tells_what_was_looked_for_and_how_to_go_on(routines, signed_in):
    page = ask(signed_in("staff"), "xqzwvu").content.decode()

    assert "Inget svarar på det" in page
    assert "xqzwvu" in page
    assert "fråga din chef" in page


def test_a_misspelt_word_is_told_with_what_was_meant(routines, signed_in):
    page = ask(signed_in("staff"), "falit").content.decode()

    assert "Ingen text säger ”falit”" in page


def test_actions_are_found_by_those_who_see_actions(routines, signed_in):
    action = ActionFactory(unit=routines.units["solgarden"], title="Minska fallen på natten")
    put(text_of_action(action))

    assert "Minska fallen på natten" in titles(ask(signed_in("staff"), "fallen"))
    assert titles(ask(signed_in("politician"), "natten")) == []


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, {"När någon har fallit", "Minska fallen på natten"}),
        ({"slag": "routine"}, {"När någon har fallit"}),
        ({"slag": "action"}, {"Minska fallen på natten"}),
        ({"lag": "HSL"}, {"När någon har fallit"}),
        ({"lag": "LSS"}, set()),
        ({"enhet": "solgarden"}, {"När någon har fallit", "Minska fallen på natten"}),
    ],
)
def test_the_sentence_narrows(routines, signed_in, filters, expected):
    put(text_of_action(ActionFactory(unit=routines.units["solgarden"], title="Minska fallen på natten")))

    assert set(titles(ask(signed_in("staff"), "fall", **filters))) == expected


def test_what_holds_no_longer_is_found_only_when_asked_for(routines, signed_in):
    old = routine(routines.units["sektorn"], "Gammal fallrutin", "Fall.")
    old.versions.update(ended_on=TODAY)

    assert "Gammal fallrutin" not in titles(ask(signed_in("staff"), "fall"))
    assert "Gammal fallrutin" in titles(ask(signed_in("staff"), "fall", gammalt="alla"))


def test_people_are_found_by_those_who_look_after_access(world, signed_in):
    assert "Sara Natt" in ask(signed_in("administrator"), "sara natt").content.decode()
    assert "Sara Natt" not in ask(signed_in("manager"), "sara natt").content.decode()


@pytest.mark.parametrize("key", ["staff", "manager", "sas", "politician", "administrator"])
def test_as_many_queries_for_one_answer_as_for_many_and_at_most_twenty(routines, signed_in, key):
    client = signed_in(key)
    address = client.post(SEARCH, {"ord": "fallit xqzwvu"}).url
    client.get(address)

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        return len(caught)

    few = queries()
    for n in range(4):
        routine(routines.units["sektorn"], f"Fallit {n}", "Någon har fallit.")

    assert queries() == few <= 20


def test_looking_writes_nothing(routines, signed_in):
    before = Entry.objects.count()
    ask(signed_in("staff"), "fall")

    assert Entry.objects.count() == before
