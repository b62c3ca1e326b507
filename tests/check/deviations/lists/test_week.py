"""The weekly review: what the team sees, and many small events closed together."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hjulet.act.actions.models import Action
from hjulet.base.identities.models import Identity
from hjulet.base.log.models import Entry
from hjulet.check.deviations.models import DecidedAction, Deviation, Message
from tests.check.deviations.lists.helping import AT, event, kind

WEEK, TOGETHER = reverse("deviations:week"), reverse("deviations:close_many")


def _shown(response) -> list[str]:
    return [one.deviation.number for group in response.context["week"].groups for one in group.events]


def _same(world, name="Agda Ek", number="") -> Identity:
    return Identity.keep(name, number, municipality=world.municipality, is_protected=False, by=None, at=AT)


def test_review_groups_what_is_alike_and_the_largest_first(signed_in, world):
    late = kind(world, "sol", "sen")
    for _ in range(2):
        event(world, part={"type": late, "severity": 1, "probability": 1})
    event(world, tile="fall")
    event(world, days=40)
    event(world, state="closed")

    groups = signed_in("manager").get(WEEK).context["week"].groups

    assert [(group.name, len(group.events)) for group in groups] == [("Typ sen", 2), ("Fall", 1)]


@pytest.mark.parametrize(
    ("who", "sees"), [("manager", True), ("sas", True), ("mas", False), ("other_manager", False)]
)
def test_review_shows_only_what_one_reads_and_logs_it(signed_in, world, who, sees):
    made = event(world)

    page = signed_in(who).get(WEEK).content.decode()

    assert ("Larmet hördes inte" in page) is sees
    read = [entry.details["numbers"] for entry in Entry.objects.filter(event="deviation.week_read")]
    assert read == ([[made.number]] if sees else [])


def test_review_of_one_unit(signed_in, world):
    event(world), event(world, "bjorkgarden")

    assert len(_shown(signed_in("sas").get(WEEK))) == 2
    assert len(_shown(signed_in("sas").get(f"{WEEK}?enhet=bjorkgarden"))) == 1


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("19121212-1212", "Tredje fallet på 30 dagar, samma person"),
        ("", "Tredje fallet på 30 dagar, troligen samma person"),
    ],
)
def test_same_person_is_told_without_a_name(signed_in, world, number, words):
    today = timezone.localdate()
    for days in (70, 20, 10):  # the first is too long ago
        event(world, days=1, happened_on=today - timedelta(days=days), identity=_same(world, number=number))
    newest = event(world, happened_on=today - timedelta(days=1), identity=_same(world, number=number))
    event(world, identity=_same(world, name="Bo Al"))

    response = signed_in("manager").get(WEEK)

    told = {
        one.deviation.pk: one.same_person for group in response.context["week"].groups for one in group.events
    }
    assert told[newest.pk] == words
    assert sorted(filter(None, told.values())) == sorted([words, words.replace("Tredje", "Andra")])
    assert "Agda" not in response.content.decode()


def test_same_person_at_a_unit_one_does_not_know_is_not_told(signed_in, world):
    event(world, "bjorkgarden", identity=_same(world))
    event(world, identity=_same(world))

    assert "samma person" not in signed_in("manager").get(WEEK).content.decode()


def test_three_events_ask_no_more_than_one(signed_in, world):
    client = signed_in("manager")

    def queries() -> int:
        event(world, identity=_same(world))
        with CaptureQueriesContext(connection) as found:
            client.get(WEEK)
        return len(found)

    first = queries()
    queries()
    assert queries() == first


def _said(world, numbers, **more):
    return {
        "numbers": numbers, "cause": "communication", "concerned": "nobody", "answer": "Tack.", "title": "",
        "token": str(uuid4()), "type_sol": kind(world, "sol").pk, **more,
    }  # fmt: skip


def test_many_are_closed_with_one_cause_one_answer_and_one_action(signed_in, world):
    made = [event(world).pk for _ in range(3)]

    response = signed_in("manager").post(TOGETHER, _said(world, made, title="Ny larmrutin"), follow=True)

    assert "3 händelser är avslutade." in response.content.decode()
    assert set(Deviation.objects.values_list("state", flat=True)) == {"closed"}
    assert Message.objects.count() == 3
    action = Action.objects.get()
    assert (action.title, action.owner) == ("Ny larmrutin", world.people["manager"])
    assert DecidedAction.objects.filter(action=action, cause__isnull=False).count() == 3
    assert Entry.objects.filter(event="deviation.closed").count() == 3
    assert len(Entry.objects.get(event="deviation.closed_together").details["numbers"]) == 3


def test_what_cannot_be_closed_stays_open_and_says_why(signed_in, world):
    small, grave = event(world), event(world, how_bad="grave")

    page = (
        signed_in("manager").post(TOGETHER, _said(world, [small.pk, grave.pk]), follow=True).content.decode()
    )

    assert "1 händelse är avslutad." in page
    assert f"{grave.number} är inte avslutad. Det här är inte en liten händelse." in page
    assert list(Deviation.objects.order_by("pk").values_list("state", flat=True)) == ["closed", "received"]


def test_nothing_that_can_be_closed_makes_no_action(signed_in, world):
    grave = event(world, how_bad="grave")

    signed_in("manager").post(TOGETHER, _said(world, [grave.pk], title="Ny larmrutin"))

    assert not Action.objects.exists()


def test_sent_twice_closes_once(signed_in, world):
    made = event(world)
    said = _said(world, [made.pk], title="Ny larmrutin")
    client = signed_in("manager")

    client.post(TOGETHER, said)
    response = client.post(TOGETHER, said, follow=True)

    assert (Action.objects.count(), Message.objects.count()) == (1, 1)
    assert response.status_code == 200


def test_other_units_events_are_not_reached(signed_in, world):
    other = event(world, "bjorkgarden")

    signed_in("manager").post(TOGETHER, _said(world, [other.pk]))

    assert Deviation.objects.get().state == "received"


def test_missing_cause_is_asked_for_and_the_ticks_are_kept(signed_in, world):
    made = event(world)

    page = signed_in("manager").post(TOGETHER, _said(world, [made.pk], cause="")).content.decode()

    assert made.number in page
    assert "Vad bidrog?" in page


def test_no_tick_changes_nothing(signed_in, world):
    event(world)

    page = signed_in("manager").post(TOGETHER, _said(world, [])).content.decode()

    assert "kryssa för händelserna" in page


def test_empty_review_teaches(signed_in):
    assert "SOSFS 2011:9 5 kap. 6 §" in signed_in("manager").get(WEEK).content.decode()


def test_review_itself_takes_nothing_in(signed_in, world):
    assert signed_in("manager").post(WEEK, {"x": "1"}).status_code == 405
