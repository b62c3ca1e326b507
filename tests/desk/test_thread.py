"""The red thread: what hangs on it, what is hollow and says what to do, and what nobody sees who may not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hjulet.base.log.models import Entry
from hjulet.check.deviations.models import Cause, DecidedAction
from hjulet.plan.procedures.workflows.starting import next_version
from tests.factories import ActionFactory, DeviationFactory, EffectReviewFactory, LexCaseFactory, NeedFactory
from tests.plan.procedures.making import approved


def thread(client, kind: str, pk: int):
    answer = client.get(reverse("desk:thread", args=[kind, pk]))
    assert answer.status_code == 200, answer.status_code
    return answer.context["thread"]


def names(places) -> list[str]:
    return [place.name for place in places]


def hollow(places) -> dict[str, str]:
    return {bead.title: bead.status for place in places for bead in place.beads if bead.is_hollow}


def titles(places) -> list[str]:
    return [bead.title for place in places for bead in place.beads]


def tied(world, **action):
    made = DeviationFactory(unit=world.units["solgarden"], state="acted_on")
    cause = Cause.objects.create(
        part=made.parts.get(), category="communication", explanation="Hemligt om Berta"
    )
    decided = ActionFactory(unit=world.units["solgarden"], title="Ny rutin", **action)
    DecidedAction.objects.create(deviation=made, action=decided, cause=cause)
    return made, decided


def test_a_new_case_says_what_is_missing(world, signed_in):
    made = DeviationFactory(unit=world.units["solgarden"])

    found = thread(signed_in("manager"), "avvikelse", made.pk)

    assert names(found) == ["Paragraf", "Avvikelse", "Orsaker", "Åtgärder"]
    assert hollow(found) == {
        "Inga orsaker är skrivna": "Ta reda på vad som bidrog.",
        "Ingen åtgärd är beslutad": "Besluta vad ni gör åt det.",
    }


def test_the_chain_goes_from_paragraph_to_routine(world, signed_in):
    made, _action = tied(world)

    found = thread(signed_in("manager"), "avvikelse", made.pk)

    assert names(found) == ["Paragraf", "Avvikelse", "Orsaker", "Åtgärder", "Förväntan", "Effekt", "Rutin"]
    assert any("27 kap. 2 §" in title for title in titles(found))
    assert hollow(found)["Effekten är inte uppföljd"] == "Boka uppföljning."


def routine_beads(places):
    return next(place for place in places if place.name == "Rutin").beads


def test_the_version_that_the_action_led_to_hangs_there_for_those_who_read_it(world, signed_in):
    _made, action = tied(world)
    sas, today = world.people["sas"], timezone.localdate()
    routine = approved(world.units["solgarden"], sas, title="Signera läkemedel")
    draft = next_version(routine, by=sas, at=timezone.now(), prompted_by=[action])

    by_manager = routine_beads(thread(signed_in("manager"), "atgard", action.pk))
    by_staff = routine_beads(thread(signed_in("staff"), "atgard", action.pk))

    assert [(bead.title, bead.status, bead.href) for bead in by_manager] == [
        ("Signera läkemedel, version 2", "Utkast", draft.get_absolute_url())
    ]
    assert [(bead.title, bead.href) for bead in by_staff] == [
        ("En rutin ändras", "")
    ]  # a draft is for its writers

    routine.versions.filter(pk=draft.pk).update(
        state="approved", approved_by=sas, approved_at=timezone.now(), valid_from=today, review_by=today
    )
    bead = routine_beads(thread(signed_in("staff"), "atgard", action.pk))[0]
    assert (bead.status, bead.href, bead.tone) == ("Gäller", draft.get_absolute_url(), "good")


def test_an_action_that_changed_no_routine_says_so_to_those_who_can_do_it(world, signed_in):
    _made, action = tied(world)

    (by_manager,) = routine_beads(thread(signed_in("manager"), "atgard", action.pk))
    (by_staff,) = routine_beads(thread(signed_in("staff"), "atgard", action.pk))

    assert (by_manager.is_hollow, by_manager.href) == (
        True,
        reverse("procedures:from_action", args=[action.pk]),
    )
    assert (by_staff.is_hollow, by_staff.href) == (True, "")


def test_the_words_of_a_case_are_never_on_the_thread(world, signed_in):
    made, action = tied(world)

    for kind, pk in (("avvikelse", made.pk), ("atgard", action.pk)):
        page = signed_in("manager").get(reverse("desk:thread", args=[kind, pk])).content.decode()
        assert "Berta" not in page
        assert made.parts.get().what_happened not in page


def test_a_judged_effect_is_a_full_bead_with_its_word(world, signed_in):
    _made, action = tied(world, status="done")
    EffectReviewFactory(action=action, booked_by=world.people["sas"], is_concluded=True)

    found = thread(signed_in("manager"), "atgard", action.pk)

    effect = next(place for place in found if place.name == "Effekt").beads[0]
    assert not effect.is_hollow
    assert effect.status == str(action.reviews.get().get_judged_display())


def test_an_action_names_what_it_answers_and_counts_what_one_may_not_see(world, signed_in):
    made, action = tied(world)
    NeedFactory(unit=world.units["solgarden"], title="Behovet").actions.add(action)

    by_manager = thread(signed_in("manager"), "atgard", action.pk)
    by_staff = thread(signed_in("staff"), "atgard", action.pk)

    assert {"Behovet", f"Annat eller vet inte, {made.number}"} <= set(titles(by_manager))
    assert f"Annat eller vet inte, {made.number}" not in titles(by_staff)
    assert "1 som du inte ser" in titles(by_staff)


def test_a_lex_case_hangs_there_for_its_own_people_alone(world, signed_in):
    made = DeviationFactory(unit=world.units["solgarden"])
    LexCaseFactory(unit=world.units["solgarden"], deviation=made)

    assert "LS 2026-001" in titles(thread(signed_in("sas"), "avvikelse", made.pk))
    assert "Lex" not in names(thread(signed_in("manager"), "avvikelse", made.pk))


@pytest.mark.parametrize(
    ("key", "status"),
    [("manager", 200), ("sas", 200), ("staff", 403), ("other_manager", 404), ("mas", 404), ("neighbour", 404), ("politician", 404)],
)  # fmt: skip
def test_who_follows_the_thread_of_a_case(world, signed_in, key, status):
    made = DeviationFactory(unit=world.units["solgarden"], reported_by=world.people["staff"])

    assert signed_in(key).get(reverse("desk:thread", args=["avvikelse", made.pk])).status_code == status


@pytest.mark.parametrize(
    ("key", "status"),
    [("manager", 200), ("staff", 200), ("other_manager", 404), ("neighbour", 404), ("politician", 403)],
)
def test_who_follows_the_thread_of_an_action(world, signed_in, key, status):
    action = ActionFactory(unit=world.units["solgarden"])

    assert signed_in(key).get(reverse("desk:thread", args=["atgard", action.pk])).status_code == status


def test_looking_at_the_thread_changes_nothing(world, signed_in):
    made, action = tied(world)
    before = Entry.objects.count()

    thread(signed_in("manager"), "avvikelse", made.pk)
    thread(signed_in("manager"), "atgard", action.pk)

    assert Entry.objects.count() == before


def test_as_many_questions_for_one_action_as_for_three(world, signed_in):
    made, _action = tied(world)
    client, url = signed_in("manager"), reverse("desk:thread", args=["avvikelse", made.pk])
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    for _number in range(2):
        more = ActionFactory(unit=world.units["solgarden"])
        EffectReviewFactory(action=more, booked_by=world.people["sas"], due_on=timezone.localdate())
        DecidedAction.objects.create(deviation=made, action=more)
    with CaptureQueriesContext(connection) as three:
        client.get(url)

    assert len(three) == len(one) <= 20
