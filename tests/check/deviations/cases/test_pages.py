"""The pages of a case, as people use them: the next step, the story, who is named, the paper."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hjulet.base.identities.models import Identity
from hjulet.base.log.models import Entry
from hjulet.base.notices.workflows import tell
from hjulet.check.deviations.choices import State
from hjulet.check.deviations.models import Deviation
from tests.check.deviations.cases.access_makers import full_case
from tests.check.deviations.cases.asking import page, post
from tests.check.deviations.cases.helping import AT, DAY, case, part_of, ready


@pytest.fixture
def manager(world):
    return world.people["manager"]


def test_new_case_asks_to_be_judged_first(world, signed_in):
    shown = page(signed_in("manager"), "detail", case(world).pk)

    assert "Bedöm hur allvarligt det är" in shown
    assert "Larmet hördes inte i korridoren." in shown
    assert "6 saker återstår" in shown or "5 saker återstår" in shown


def test_opening_a_case_is_logged_once_with_what_was_shown(world, signed_in):
    deviation = case(world, both=True)
    page(signed_in("sas"), "detail", deviation.pk)

    entry = Entry.objects.get(event="deviation.read")
    assert (entry.object_id, entry.details["parts"], entry.actor_name) == (
        str(deviation.pk),
        ["sol"],
        "Stina Sas",
    )


def test_opening_a_case_takes_its_message_away(world, signed_in, manager):
    deviation = case(world)
    tell([manager], "deviation_new", "Ny", "/", key="x", about=deviation, at=AT, day=DAY)

    assert "nytt meddelande" not in page(signed_in("manager"), "detail", deviation.pk)


def test_finished_case_is_closed_with_one_button(world, signed_in, manager):
    deviation, client = ready(world, case(world), manager), signed_in("manager")
    assert "Allt är gjort." in page(client, "detail", deviation.pk)

    post(client, "close", deviation.pk)

    assert Deviation.objects.get().state == State.CLOSED
    assert "Öppna igen" in page(client, "detail", deviation.pk)


def test_closing_too_early_says_what_is_left(world, signed_in):
    deviation, client = case(world), signed_in("manager")

    shown = client.post(reverse("deviations:close", args=[deviation.pk]), follow=True).content.decode()

    assert "Ange minst en orsak" in shown
    assert Deviation.objects.get().state == State.RECEIVED


def test_team_member_reads_and_contributes_and_no_more(world, signed_in, manager):
    deviation, client = case(world), signed_in("case_officer")
    part = part_of(deviation)
    member = part.team.create(user=world.people["case_officer"], invited_by=manager, invited_at=AT)

    post(client, "contribute", part.pk, text="Det var mörkt", token=str(uuid4()))
    shown = page(client, "detail", deviation.pk)

    assert "Det var mörkt" in shown
    assert "Bedöm hur allvarligt" not in shown
    assert "Visa vem det gäller" not in shown
    forbidden = [
        ("judge", deviation.pk),
        ("part", part.pk),
        ("answer_reporter", deviation.pk),
        ("identity", deviation.pk),
    ]
    assert [client.get(reverse(f"deviations:{name}", args=[pk])).status_code for name, pk in forbidden] == [
        403
    ] * 4
    post(signed_in("manager"), "team_leave", part.pk, member.pk)
    assert client.get(reverse("deviations:detail", args=[deviation.pk])).status_code == 404


def test_person_is_written_and_shown_once_for_a_reason(world, signed_in):
    deviation, client = case(world), signed_in("manager")
    post(client, "write_identity", deviation.pk, name="Anna Andersson", number="", reason="")
    assert "Anna Andersson" not in page(client, "detail", deviation.pk)
    assert "Anna Andersson" not in page(client, "identity", deviation.pk)

    refused = post(client, "identity", deviation.pk).content.decode()
    shown = post(client, "identity", deviation.pk, why="informera").content.decode()

    assert "Anna Andersson" not in refused
    assert "Anna Andersson" in shown
    assert Entry.objects.get(event="identity.read").details == {"why": "informera"}


def test_person_disposed_of_is_said_to_be_gone(world, signed_in, manager):
    deviation = full_case(world.units["solgarden"], manager)
    deviation.identity.forget(by=None, at=AT)

    assert (
        "Uppgiften om personen är borttagen."
        in post(signed_in("manager"), "identity", deviation.pk, why="utreda").content.decode()
    )


def test_fourth_case_in_thirty_days_is_told_without_a_name(world, signed_in):
    for day in (1, 5, 10, 20):
        deviation = case(world, happened_on=date(2026, 11, day))
        deviation.identity = Identity.keep(
            "Anna", "", municipality=world.municipality, is_protected=False, by=None, at=AT
        )
        deviation.save()

    shown = page(signed_in("manager"), "detail", deviation.pk)

    assert "Fjärde händelsen av det här slaget på 30 dagar, samma person." in shown
    assert "Anna Andersson" not in shown


def test_paper_holds_the_story_and_is_logged(world, signed_in, manager):
    deviation = full_case(world.units["solgarden"], manager)

    answer = signed_in("manager").get(reverse("deviations:print", args=[deviation.pk]))

    assert answer.content.startswith(b"%PDF")
    assert Entry.objects.get(event="deviation.read").details["why"] == "utskrift"


def test_page_asks_as_often_for_three_rows_as_for_one(world, signed_in, manager):
    one, three = (full_case(world.units["solgarden"], manager, rows=rows) for rows in (1, 3))
    client, amounts = signed_in("manager"), []
    for deviation in (one, one, three):
        with CaptureQueriesContext(connection) as found:
            page(client, "detail", deviation.pk)
        amounts.append(len(found))

    assert amounts[1] == amounts[2]


def test_clock_of_the_story_is_swedish(world, signed_in):
    shown = page(
        signed_in("manager"), "detail", case(world, reported_at=datetime(2026, 7, 1, 0, 10, tzinfo=UTC)).pk
    )

    assert "1 juli 2026 02.10" in shown


def test_text_for_the_record_is_at_hand_where_the_person_is_told(world, signed_in):
    deviation = case(world, "hsl", text="Låg på golvet.")
    part = part_of(deviation, "hsl")

    shown = page(signed_in("mas"), "inform", part.pk)

    assert "Vad som hände: Låg på golvet." in shown
    assert f"Avvikelse {deviation.number}" not in shown.split("<textarea class")[1]
