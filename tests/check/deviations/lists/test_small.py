"""Liten händelse: what may be closed on its card, what happens then, and what is refused."""

from dataclasses import replace

import pytest
from django.urls import reverse

from hjulet.base.log.models import Entry
from hjulet.check.deviations.choices import CauseCategory, Concerned, HowBad, Law, Obstacle, State
from hjulet.check.deviations.models import Deviation, Message, Part, Refused, StandardAnswer
from hjulet.check.deviations.rules import CaseFacts, PartFacts
from hjulet.check.deviations.rules_small import obstacles_to_closing_small
from hjulet.check.deviations.workflows.small import Small, close_small
from tests.check.deviations.lists.helping import AT, event, kind
from tests.world import TODAY

SOL = PartFacts(Law.SOL, True, None, None, "", 0, False, "", False, False)
HSL = replace(SOL, law=Law.HSL)
CASE = CaseFacts(State.RECEIVED, "", (SOL,))
LITTLE, TOLD, NOBODY = HowBad.LITTLE, Concerned.TOLD, Concerned.NOBODY


@pytest.mark.parametrize(
    ("case", "how_bad", "concerned", "is_all_mine", "expected"),
    [
        (CASE, LITTLE, TOLD, True, []),
        (CASE, HowBad.NOTHING, NOBODY, True, []),
        (CASE, HowBad.HARM, TOLD, True, [Obstacle.NOT_SMALL]),
        (CASE, HowBad.GRAVE, TOLD, True, [Obstacle.NOT_SMALL]),
        (CASE, LITTLE, TOLD, False, [Obstacle.NOT_SMALL]),
        (replace(CASE, parts=(replace(SOL, severity=1),)), LITTLE, TOLD, True, []),
        (replace(CASE, parts=(replace(SOL, severity=2),)), LITTLE, TOLD, True, [Obstacle.NOT_SMALL]),
        (replace(CASE, parts=(replace(SOL, asks_lex=True),)), LITTLE, TOLD, True, [Obstacle.NOT_SMALL]),
        (replace(CASE, parts=(replace(SOL, asks_lex=True, is_lex_considered=True),)), LITTLE, TOLD, True, []),
        (replace(CASE, parts=(replace(SOL, in_lex=True),)), LITTLE, TOLD, True, [Obstacle.IN_LEX]),
        (replace(CASE, state=State.CLOSED), LITTLE, TOLD, True, [Obstacle.IS_OVER]),
        (replace(CASE, state=State.DUPLICATE), LITTLE, TOLD, True, [Obstacle.IS_OVER]),
        (replace(CASE, state=State.REOPENED), LITTLE, TOLD, True, []),
        (replace(CASE, parts=(HSL,)), LITTLE, TOLD, True, [Obstacle.NO_IDENTITY]),
        (replace(CASE, parts=(HSL,), has_identity=True), LITTLE, TOLD, True, []),
        (replace(CASE, parts=(HSL,), has_no_identity_reason=True), LITTLE, TOLD, True, []),
        (replace(CASE, parts=(HSL,)), LITTLE, NOBODY, True, []),
        (replace(CASE, parts=(SOL, HSL)), LITTLE, TOLD, True, [Obstacle.NO_IDENTITY]),
    ],
)
def test_small_event_can_be_closed_unless(case, how_bad, concerned, is_all_mine, expected):
    assert obstacles_to_closing_small(case, how_bad, concerned=concerned, is_all_mine=is_all_mine) == expected


@pytest.fixture
def types(world):
    return {law: kind(world, law, f"{law}-typ") for law in Law}


def _said(kinds, **more) -> Small:
    return Small(
        **{"cause": CauseCategory.COMMUNICATION, "answer": "Tack.", "concerned": NOBODY, "types": kinds}
        | more
    )


def _close(deviation, said, world, who="manager"):
    close_small(deviation, said, by=world.people[who], at=AT, day=TODAY)


@pytest.mark.parametrize("law", Law)
def test_one_card_judges_explains_informs_answers_and_closes(world, types, law):
    made = event(world, law=law, happened_on=TODAY)

    _close(made, _said(types), world)

    made.refresh_from_db()
    part = made.parts.get()
    assert (made.state, made.is_small, made.event_class) == (State.CLOSED, True, "event")
    assert (part.type, part.severity, part.informed) == (types[law], 1, "no")
    assert part.care_injury == ("no" if law == Law.HSL else "")
    assert [cause.category for cause in part.causes.all()] == [CauseCategory.COMMUNICATION]
    assert [message.text for message in made.messages.all()] == ["Tack."]
    events = set(Entry.objects.values_list("event", flat=True))
    assert {"deviation.judged", "deviation.cause_added", "deviation.informed", "deviation.closed"} <= events


def test_near_miss_stays_a_near_miss(world, types):
    made = event(world, how_bad="nothing", happened_on=TODAY)

    _close(made, _said(types), world)

    assert Deviation.objects.get(pk=made.pk).event_class == "near_miss"


@pytest.mark.parametrize(
    ("about", "more", "expected"),
    [
        ({"how_bad": "harm"}, {}, [Obstacle.NOT_SMALL]),
        ({"part": {"severity": 3, "probability": 1}}, {}, [Obstacle.NOT_SMALL]),
        ({}, {"answer": " "}, [Obstacle.NO_ANSWER]),
        ({}, {"types": {}}, [Obstacle.NO_TYPE]),
        ({"law": "hsl"}, {"concerned": TOLD}, [Obstacle.NO_IDENTITY]),
    ],
)
def test_refusal_leaves_everything_as_it_was(world, types, about, more, expected):
    made = event(world, happened_on=TODAY, **about)

    with pytest.raises(Refused) as refused:
        _close(made, _said(types, **more), world)

    made.refresh_from_db()
    assert refused.value.obstacles == expected
    assert (made.state, made.is_small, Message.objects.count()) == (State.RECEIVED, False, 0)
    assert not Part.objects.filter(type__isnull=False).exists()


def test_type_that_asks_about_lex_is_not_small(world, types):
    made = event(world, happened_on=TODAY)
    abuse = kind(world, "sol", "overgrepp", asks_lex=True)

    with pytest.raises(Refused) as refused:
        _close(made, _said({Law.SOL: abuse}), world)

    assert Obstacle.LEX_NOT_CONSIDERED in refused.value.obstacles


def test_two_managers_at_once_close_it_once(world, types):
    made = event(world, happened_on=TODAY)
    seen_by_the_other = Deviation.objects.get(pk=made.pk)
    _close(made, _said(types), world)

    with pytest.raises(Refused) as refused:
        _close(seen_by_the_other, _said(types, answer="Ett annat svar."), world)

    assert refused.value.obstacles == [Obstacle.IS_OVER]
    assert [message.text for message in Message.objects.all()] == ["Tack."]


def test_who_handles_one_part_only_does_not_close_both(world, types):
    made = event(world, happened_on=TODAY)
    Part.objects.create(deviation=made, law="hsl", what_happened="Hon föll.")
    Deviation.objects.filter(pk=made.pk).update(has_hsl=True)

    with pytest.raises(Refused) as refused:
        _close(made, _said(types), world, who="sas")

    assert refused.value.obstacles == [Obstacle.NOT_SMALL]


def test_card_shows_the_text_logs_the_reading_and_closes_in_one_post(signed_in, world, types):
    made = event(world)
    answer = StandardAnswer.objects.create(
        municipality=world.municipality, title="Tack", text="Tack, vi har pratat."
    )
    client, address = signed_in("manager"), reverse("deviations:small", args=[made.pk])

    page = client.get(address).content.decode()
    said = {
        "cause": "communication",
        "concerned": "nobody",
        "standard": answer.pk,
        "type_sol": types[Law.SOL].pk,
    }
    response = client.post(address, said, follow=True)

    assert "Larmet hördes inte" in page
    assert Entry.objects.filter(event="deviation.read", object_id=str(made.pk)).count() == 1
    assert f"{made.number} är avslutad" in response.content.decode()
    assert Message.objects.get().text == "Tack, vi har pratat."


def test_card_offers_the_type_such_events_have_had(signed_in, world, types):
    event(world, state="closed", tile="fall", part={"type": types[Law.SOL], "severity": 1, "probability": 1})
    made = event(world, tile="fall")

    form = signed_in("manager").get(reverse("deviations:small", args=[made.pk])).context["form"]

    assert form["type_sol"].value() == types[Law.SOL].pk


def test_card_says_what_is_missing_and_keeps_what_was_chosen(signed_in, world, types):
    made = event(world, how_bad="harm")

    said = {"cause": "communication", "concerned": "nobody", "answer": "Tack.", "type_sol": types[Law.SOL].pk}
    response = signed_in("manager").post(reverse("deviations:small", args=[made.pk]), said)

    page = response.content.decode()
    assert "Det här är inte en liten händelse." in page
    assert "Tack." in page


@pytest.mark.parametrize(
    ("who", "status"), [("staff", 403), ("other_manager", 404), ("mas", 404), ("sas", 200)]
)
def test_card_is_for_those_who_handle_it(signed_in, world, who, status):
    made = event(world)

    assert signed_in(who).get(reverse("deviations:small", args=[made.pk])).status_code == status


def test_card_leads_back_to_no_other_site(signed_in, world):
    address = reverse("deviations:small", args=[event(world).pk])

    for asked in ("https://example.org/", "//example.org/", "javascript:alert(1)"):
        assert signed_in("manager").get(address, {"tillbaka": asked}).context["back"] == reverse(
            "deviations:week"
        )
