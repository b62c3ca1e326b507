"""The forms of a case: they do what they say, refuse in words, and lose nothing of what was written."""

from uuid import uuid4

import pytest
from django.urls import reverse

from hjulet.act.actions.models import Action
from hjulet.check.deviations.choices import State
from hjulet.check.deviations.models import Deviation, Message, StandardAnswer
from hjulet.check.deviations.workflows.locking import as_seen
from tests.check.deviations.cases.asking import judging, page, post
from tests.check.deviations.cases.helping import case, judged, kind, part_of
from tests.factories import ActionFactory
from tests.plan.procedures.making import approved


@pytest.fixture
def manager(world):
    return world.people["manager"]


def test_judging_by_form(world, signed_in):
    deviation, client = case(world), signed_in("manager")

    answer = post(client, "judge", deviation.pk, **judging(world, deviation))

    assert answer.url == reverse("deviations:detail", args=[deviation.pk])
    assert Deviation.objects.get().state == State.JUDGED


def test_type_begins_as_the_one_that_such_events_have_mostly_got(world, signed_in, manager):
    done = judged(world, case(world), manager)

    shown = page(signed_in("manager"), "judge", case(world).pk)

    assert f'<option value="{part_of(done).type_id}" selected>' in shown


def test_unfinished_judgement_says_what_is_missing_and_keeps_what_was_written(world, signed_in):
    deviation = case(world)
    data = judging(world, deviation, severity="", sol_type="", sol_judgement="Jag tror")

    shown = post(signed_in("manager"), "judge", deviation.pk, **data).content.decode()

    assert "Välj typ för varje del." in shown
    assert "Jag tror" in shown
    assert Deviation.objects.get().state == State.RECEIVED


def test_second_manager_sees_both_and_may_save_on_top(world, signed_in):
    deviation = case(world)
    slow = judging(world, deviation, severity="4", sol_judgement="Långsam")
    post(
        signed_in("sas"),
        "judge",
        deviation.pk,
        **judging(world, deviation, severity="1", sol_judgement="Snabb"),
    )

    answer = post(signed_in("manager"), "judge", deviation.pk, **slow)

    shown = answer.content.decode()
    assert "Någon annan ändrade bedömningen medan du skrev" in shown
    assert "Snabb" in shown
    assert "Långsam" in shown
    form = answer.context["form"]
    post(signed_in("manager"), "judge", deviation.pk, **{**slow, "seen": form["seen"].value(), "sol_revision": form["sol_revision"].value()})  # fmt: skip
    assert part_of(deviation).judgement == "Långsam"


def test_case_handed_over_to_the_other_law_leads_to_the_list(world, signed_in):
    deviation = case(world)

    answer = post(
        signed_in("sas"), "judge", deviation.pk, laws="hsl", event_class="event", seen=as_seen(deviation)
    )

    assert answer.url == reverse("deviations:list")
    assert Deviation.objects.get().has_hsl


def test_grave_case_asks_about_lex_and_takes_no_for_an_answer(world, signed_in, manager):
    deviation, client = judged(world, case(world), manager, severity=3), signed_in("manager")
    assert "Kan det vara ett missförhållande?" in page(client, "detail", deviation.pk)

    post(client, "no_lex", part_of(deviation).pk, reason="Ingen kom till skada")

    shown = page(client, "detail", deviation.pk)
    assert "Kan det vara ett missförhållande?" not in shown
    assert "Ingen kom till skada" in shown


def test_investigating_by_form(world, signed_in, manager):
    deviation, client = judged(world, case(world), manager), signed_in("manager")
    part = part_of(deviation)

    post(
        client,
        "part",
        part.pk,
        course="Larmet ringde",
        barriers="",
        no_cause_reason="",
        revision=part.revision,
    )
    late = post(
        client, "part", part.pk, course="Andra", barriers="", no_cause_reason="", revision=part.revision
    )
    post(
        client, "cause_add", part.pk, category="technology", explanation="Batteriet", routine_fault="missing"
    )
    post(client, "cause_whys", part.pk, category="procedures", why1="Ett", why2="Två", routine_fault="")

    assert "Någon annan har ändrat här" in late.content.decode()
    assert "Andra" in late.content.decode()
    shown = page(client, "part", part.pk)
    assert all(word in shown for word in ("Larmet ringde", "Batteriet", "Ett", "Två", "Rutin saknades"))
    cause = next(cause for cause in part.causes.all() if cause.explanation == "Ett")
    post(client, "cause_edit", part.pk, cause.pk, category="unknown", explanation="Ändrad", routine_fault="")
    assert "Ändrad" in page(client, "part", part.pk)
    post(client, "cause_remove", part.pk, cause.pk)
    assert "Ändrad" not in page(client, "part", part.pk)


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("hanna handläggare", "Hanna Handläggare är inbjuden."),
        ("case_officer@example.se", "Hanna Handläggare är inbjuden."),
        ("Ingen Alls", "Ingen kollega har det namnet"),
        ("Lex", "Flera passar"),
        ("Nils Utifrån", "Ingen kollega har det namnet"),
        ("", "Vem ska vara med?"),
    ],
)
def test_colleague_is_named_by_name_or_address(world, signed_in, who, said):
    part = part_of(case(world))

    shown = signed_in("manager").post(reverse("deviations:team", args=[part.pk]), {"who": who}, follow=True)

    assert said in shown.content.decode()


def test_wrong_number_is_told_in_words_and_the_name_is_kept(world, signed_in):
    shown = post(
        signed_in("manager"), "write_identity", case(world).pk, name="Anna", number="191212121213", reason=""
    )

    assert "Läs av numret en gång till." in shown.content.decode()
    assert "Anna" in shown.content.decode()


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({"informed": "yes", "informed_on": "2999-01-01"}, "Dagen har inte varit än."),
        ({"informed": "no"}, "Skriv varför."),
        ({"reason": ""}, "Välj ett av alternativen."),
        ({"informed": "kanske"}, "Har den som händelsen gäller fått veta?"),
    ],
)
def test_telling_the_person_by_form_refuses_in_words(world, signed_in, data, error):
    assert error in post(signed_in("manager"), "inform", part_of(case(world)).pk, **data).content.decode()


def test_telling_the_person_device_and_counterpart_by_form(world, signed_in):
    deviation, client = case(world, "hsl"), signed_in("mas")
    part = part_of(deviation, "hsl")

    post(client, "inform", part.pk, informed="yes", informed_on="2026-11-20", noted_in_record_on="2026-11-20")
    post(
        client, "device", part.pk, maker="Etac", model="Mobi", is_kept_aside="on", told_agency_on="2026-11-20"
    )
    post(
        client, "external", deviation.pk, direction="to_others", counterpart_kind="pharmacy", counterpart="Apoteket",
        sent_on="2026-11-10", answered_on="2026-11-12", answer="Vi ser över det",
    )  # fmt: skip
    wrong = post(
        client, "external", deviation.pk, direction="to_others", counterpart_kind="pharmacy", counterpart="A",
        sent_on="2026-11-10", answered_on="2026-11-01",
    )  # fmt: skip

    shown = page(client, "detail", deviation.pk)
    assert "Svaret kan inte ha kommit före" in wrong.content.decode()
    assert all(
        word in shown
        for word in ("Etac Mobi", "Skickad till Apoteket", "Vi ser över det", "Antecknat i journalen")
    )


def test_counterpart_that_wrote_to_us_is_told_so(world, signed_in):
    deviation, client = case(world, "hsl"), signed_in("mas")

    post(
        client, "external", deviation.pk, direction="from_others", counterpart_kind="region", counterpart="Lasarettet",
        their_number="SYN-1", sent_on="2026-11-10", answered_on="2026-11-12", answer="Vi har ändrat",
    )  # fmt: skip

    shown = page(client, "detail", deviation.pk)
    assert "Kom från Lasarettet" in shown
    assert "Vi svarade Lasarettet" in shown


def test_action_is_decided_tied_and_followed_up_by_form(world, signed_in, manager):
    deviation, client = judged(world, case(world), manager), signed_in("manager")
    part = part_of(deviation)
    post(client, "cause_add", part.pk, category="technology", explanation="", routine_fault="")
    data = {
        "title": "Byt larm",
        "strength": "strong",
        "owner": manager.pk,
        "due_on": "2999-01-01",
        "token": str(uuid4()),
    }
    open_one = ActionFactory(unit=world.units["solgarden"], title="Ny rutin")

    for _again in range(2):
        post(client, "decide_action", deviation.pk, **data)
    post(client, "tie_action", deviation.pk, action=open_one.pk)
    untied = deviation.decided.get(action=open_one)
    post(client, "say_cause", deviation.pk, untied.pk, cause=part.causes.get().pk)
    post(client, "book_review", deviation.pk, decided=untied.pk, due_on="2999-06-01")

    assert Action.objects.filter(title="Byt larm").count() == 1
    shown = page(client, "detail", deviation.pk)
    assert all(word in shown for word in ("Byt larm", "Ny rutin", "Följs upp 1 juni 2999", "följs upp"))
    past = post(client, "book_review", deviation.pk, decided=untied.pk, due_on="2020-01-01").content.decode()
    assert "2020-01-01" in past


def test_an_action_that_changes_a_routine_leads_to_the_next_version_of_the_one_that_is_blamed(
    world, signed_in, manager
):
    deviation, client = judged(world, case(world), manager), signed_in("manager")
    blamed = approved(world.units["solgarden"], manager, title="Larma på natten")
    said = {"category": "procedures", "explanation": "", "routine_fault": "wrong", "routine": blamed.pk}
    post(client, "cause_add", part_of(deviation).pk, **said)
    url = reverse("deviations:decide_action", args=[deviation.pk])
    start = client.get(url).context["form"].initial
    data = {
        "title": "Skriv om rutinen",
        "kind": start["kind"],
        "cause": start["cause"].pk,
        "owner": manager.pk,
    }

    answer = client.post(url, data | {"due_on": "2999-01-01", "token": str(uuid4())})

    action = deviation.decided.get().action
    assert (action.kind, answer.url) == (
        "change_routine", reverse("procedures:from_action", args=[action.pk]) + f"?rutin={blamed.pk}"
    )  # fmt: skip
    chosen = client.get(answer.url).context["form"].initial["routine"]
    assert chosen == blamed
    client.post(answer.url, {"routine": blamed.pk})
    draft = blamed.versions.get(number=2)
    assert (draft.state, list(draft.prompted_by.all())) == ("draft", [action])


def test_a_blamed_routine_that_others_write_is_named_with_who_writes_it(world, signed_in, manager):
    action = ActionFactory(unit=world.units["solgarden"], kind="change_routine")
    blamed = approved(world.units["aldreomsorg"], world.people["department_head"], title="Larma på natten")
    url = reverse("procedures:from_action", args=[action.pk]) + f"?rutin={blamed.pk}"

    answer = signed_in("manager").get(url)

    assert answer.context["form"].initial["routine"] is None
    assert "den skrivs av Dag Avdelning, Äldreomsorg" in answer.content.decode()


@pytest.mark.parametrize("cause", ["", "0", "x", "9" * 40, "-1"])
def test_odd_causes_in_the_address_choose_none(world, signed_in, manager, cause):
    deviation = judged(world, case(world), manager)
    url = reverse("deviations:decide_action", args=[deviation.pk])

    assert signed_in("manager").get(f"{url}?orsak={cause}").context["form"].initial["kind"] == ""


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"due_on": "2020-01-01"}, "Dagen har varit."),
        ({"owner": "neighbour"}, "Ansvarig"),
        ({"owner": "other_manager"}, "har ingen roll vid Solgården"),
        ({"title": ""}, "Vad ska göras?"),
        ({"title": "x" * 201}, "högst 200"),
    ],
)
def test_action_that_cannot_be_decided_says_why(world, signed_in, change, error):
    owner = world.people[change.get("owner", "manager")].pk
    data = {"title": "Byt", "due_on": "2999-01-01", **change, "owner": owner}

    assert error in post(signed_in("manager"), "decide_action", case(world).pk, **data).content.decode()
    assert not Action.objects.exists()


def test_answer_begins_from_a_standard_answer(world, signed_in):
    deviation, client = case(world), signed_in("manager")
    standard = StandardAnswer.objects.create(
        municipality=world.municipality, title="Tack", text="Tack för din rapport."
    )

    url = reverse("deviations:answer_reporter", args=[deviation.pk])
    assert "Tack för din rapport." in client.get(f"{url}?standard={standard.pk}").content.decode()
    client.post(url, {"text": "Tack för din rapport.", "kind": "answer", "token": str(uuid4())})

    assert Message.objects.get().is_answer


def test_ways_out_by_form(world, signed_in):
    first, second, third, fourth = (case(world) for _number in range(4))
    client = signed_in("manager")

    post(client, "dismiss", first.pk, reason="Planerat", answer="Tack")
    post(client, "merge", second.pk, number=third.number)
    post(client, "reassign", third.pk, unit=world.units["bjorkgarden"].pk)
    post(client, "escalate", fourth.pk)
    post(client, "reopen", first.pk, reason="Ändå inte")
    unknown = post(client, "merge", fourth.pk, number="2026-99999").content.decode()

    assert [Deviation.objects.get(pk=one.pk).state for one in (first, second)] == ["reopened", "duplicate"]
    assert Deviation.objects.get(pk=third.pk).unit.slug == "bjorkgarden"
    assert Deviation.objects.get(pk=fourth.pk).escalated_at
    assert "Välj vilken avvikelse den är en dubblett av." in unknown


def test_mas_judges_the_own_part_by_form_and_leaves_the_other(world, signed_in):
    deviation = case(world, both=True)
    data = {
        "event_class": "risk", "hsl_type": kind(world, "hsl").pk, "hsl_severity": "1", "hsl_probability": "1",
        "hsl_care_injury": "unclear", "hsl_revision": "1", "seen": as_seen(deviation), "laws": "hsl",
    }  # fmt: skip

    answer = post(signed_in("mas"), "judge", deviation.pk, **data)

    assert answer.status_code == 302
    assert (part_of(deviation, "hsl").care_injury, part_of(deviation).severity) == ("unclear", None)


@pytest.mark.parametrize("text", ["", "Patienten fick fel dos"])
def test_second_law_asks_for_its_own_words_by_form(world, signed_in, text):
    deviation = case(world)
    data = judging(
        world, deviation, laws="both", hsl_type=kind(world, "hsl").pk, hsl_severity="1", hsl_probability="1"
    )

    answer = post(signed_in("manager"), "judge", deviation.pk, **data, hsl_care_injury="no", hsl_text=text)

    assert deviation.parts.count() == (2 if text else 1)
    assert ("Skriv vad som hände i den nya delen" in answer.content.decode()) == (not text)
