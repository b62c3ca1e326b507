"""The pages of a lex case: what they show, what they say, and that nothing typed is lost."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import escape
from pikepdf import Pdf

from hjulet.base.identities.models import Identity
from hjulet.base.log.models import Entry
from hjulet.check.lex.choices import Doing
from hjulet.check.lex.models import LexCase, LexDelegation
from tests.check.lex.making import (
    AT,
    SARAH,
    a_case,
    answer,
    closed,
    decided,
    delegate,
    proposed,
    ready_to_decide,
    token,
    under_investigation,
)
from tests.factories import DeviationFactory

REPORT = {"what_happened": "Larmet hördes inte.", "reporter_role": "employee"}


def url(name, *args):
    return reverse(f"lex:{name}", args=args)


def said(response):
    return [str(message) for message in response.context["messages"]]


def readings():
    return [(entry.actor_name, entry.object_id) for entry in Entry.objects.filter(event="lexcase.read")]


# -- the way in ------------------------------------------------------------------------------------------------------
def test_night_nurse_reports_and_follows_number_and_state_but_no_text(world, signed_in):
    client = signed_in("staff")
    response = client.post(
        url("start"), {**REPORT, "unit": world.units["solgarden"].pk, "token": token()}, follow=True
    )

    case = LexCase.objects.get()
    assert "har fått numret LS 20" in said(response)[0]
    assert case.number in response.text
    assert "Larmet" not in response.text
    assert client.get(url("detail", case.pk)).status_code == 404


def test_double_click_is_one_case(world, signed_in):
    client, form = signed_in("staff"), {**REPORT, "unit": world.units["solgarden"].pk, "token": token()}
    client.post(url("start"), form)
    client.post(url("start"), form)

    assert LexCase.objects.count() == 1


@pytest.mark.parametrize(
    ("unit", "laws", "expected"),
    [
        ("solgarden", [], (True, False)),
        ("lonnen", [], (False, True)),
        ("lonnen", ["sol", "lss"], (True, True)),
    ],
)
def test_law_is_guessed_by_the_unit_when_nothing_is_ticked(world, signed_in, unit, laws, expected):
    form = {**REPORT, "unit": world.units[unit].pk, "laws": laws, "token": token()}
    signed_in("staff").post(url("start"), form)

    case = LexCase.objects.get()
    assert (case.is_sol, case.is_lss) == expected


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"what_happened": ""}, "what_happened"),
        ({"what_happened": "x" * 10001}, "what_happened"),
        ({"happened_on": "2099-01-01"}, "happened_on"),
        ({"happened_on": "i går"}, "happened_on"),
        ({"unit": "granby"}, "unit"),
        ({"about_name": "Anna", "about_number": "12"}, "about_number"),
        ({"reporter_role": "gäst"}, "reporter_role"),
    ],
)
def test_bad_input_keeps_what_is_written_and_says_what_to_do(world, signed_in, changed, field):
    form = {**REPORT, "unit": world.units["solgarden"].pk, "done_at_once": "Gick dit.", "token": token()}
    response = signed_in("staff").post(url("start"), {**form, **changed})

    assert response.status_code == 200
    assert response.context["form"].errors[field]
    assert "Gick dit." in response.text
    assert not LexCase.objects.exists()


def test_file_that_cannot_be_kept_costs_nobody_the_text(world, signed_in):
    lying = SimpleUploadedFile("bild.png", b"inte en bild", "image/png")
    form = {**REPORT, "unit": world.units["solgarden"].pk, "token": token(), "attachments": lying}
    response = signed_in("staff").post(url("start"), form, follow=True)

    assert LexCase.objects.get().papers.exists()
    assert any("Texten är sparad" in words for words in said(response))


def test_person_is_kept_sealed_and_opened_for_a_reason(world, signed_in):
    form = {**REPORT, "unit": world.units["solgarden"].pk, "about_name": "Anna Ek", "token": token()}
    signed_in("staff").post(url("start"), form)
    case, client = LexCase.objects.get(), signed_in("sas")

    assert "Anna Ek" not in client.get(url("detail", case.pk)).text
    assert "Anna Ek" in client.post(url("identity", case.pk), {"reason": "Kontakta anhörig"}).text
    assert Entry.objects.filter(event="identity.read", details__why="Kontakta anhörig").count() == 1
    assert client.post(url("identity", case.pk), {"reason": ""}).status_code == 302


def test_report_from_a_private_provider_is_written_in_by_the_group(world, signed_in):
    form = {
        **REPORT, "unit": world.units["lonnen"].pk, "kind": SARAH, "door": "provider", "provider": "Omsorg AB",
        "reporter_name": "Chefen", "received_on": "2026-11-20", "token": token(),
    }  # fmt: skip
    signed_in("sas").post(url("receive"), form)

    case = LexCase.objects.get()
    assert (case.door, case.provider, case.reported_by, case.received_by) == (
        "provider", "Omsorg AB", None, world.people["sas"],
    )  # fmt: skip
    assert f"{case.received_at:%Y-%m-%d}" == "2026-11-20"


def test_manager_turns_a_deviation_into_a_case_and_reads_it_no_more(world, signed_in):
    deviation = DeviationFactory(unit=world.units["solgarden"])
    client, page = signed_in("manager"), f"{url('start')}?avvikelse={deviation.pk}"
    assert "Det går inte att ångra" in client.get(page).text

    response = client.post(page, {"kind": SARAH, "laws": ["sol"], "why": "Allvarligt"})

    assert response.url == deviation.get_absolute_url()
    assert client.get(url("detail", LexCase.objects.get().pk)).status_code == 404


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("staff", 404),
        ("other_manager", 404),
        ("mas", 404),
        ("manager", 200),
        ("sas", 200),
        ("lex_sarah", 404),
    ],
)
def test_only_who_handles_the_part_turns_it_into_a_case(world, signed_in, key, expected):
    deviation = DeviationFactory(unit=world.units["solgarden"])

    assert signed_in(key).get(f"{url('start')}?avvikelse={deviation.pk}").status_code == expected


@pytest.mark.parametrize("number", ["0", "abc", "99999999999999999999"])
def test_deviation_that_is_not_there_is_not_found(world, signed_in, number):
    assert signed_in("manager").get(f"{url('start')}?avvikelse={number}").status_code == 404


def test_who_reported_the_deviation_cannot_turn_it(world, signed_in):
    deviation = DeviationFactory(unit=world.units["solgarden"], reported_by=world.people["staff"])

    assert signed_in("staff").get(f"{url('start')}?avvikelse={deviation.pk}").status_code == 403


# -- the case --------------------------------------------------------------------------------------------------------
def test_case_reads_like_a_story_with_one_next_step(world, signed_in):
    delegate(world, role="lex_sarah")
    case = proposed(world, registry_number="SN 2026/12")
    text = signed_in("lex_sarah").get(url("detail", case.pk)).text

    assert f'href="{url("decide", case.pk)}">Fatta beslut</a>' in text
    assert "Larmet var trasigt." in text
    assert "27 kap. 5 § socialtjänstlagen (2025:400)" in text


def test_every_opening_is_logged_and_nothing_else_is_written(world, signed_in):
    case = under_investigation(world)
    client = signed_in("lex_investigator")
    for name in ("detail", "propose", "ivo"):
        client.get(url(name, case.pk))
    client.get(url("item", case.pk, "course"))

    assert readings() == [("Lena Lexutredare", str(case.pk))] * 4


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", 2),
        ("visa=sena", 1),
        ("visa=mina", 1),
        ("visa=avslutade", 1),
        ("visa=alla", 3),
        ("lag=lex_maria", 0),
        ("visa=xyz", 2),
    ],
)
def test_list_shows_what_the_sentence_says(world, signed_in, asked, expected):
    a_case(world, investigate_by="2020-01-01")
    under_investigation(world, investigate_by="2030-01-01")
    LexCase.objects.filter(state="investigated").update(investigator=world.people["sas"])
    closed(world)

    assert len(signed_in("sas").get(f"{url('list')}?{asked}").context["rows"]) == expected


def test_who_decides_by_delegation_finds_the_case_in_the_list(world, signed_in):
    delegate(world, person="director")
    client = signed_in("director")
    assert client.get(url("list")).status_code == 403

    case = proposed(world)

    assert [row.case for row in client.get(url("list")).context["rows"]] == [case]
    assert client.get(url("decide", case.pk)).status_code == 200


def test_item_is_saved_as_draft_and_then_locked(world, signed_in):
    case, client = under_investigation(world), signed_in("lex_investigator")
    case.items.filter(key="course").update(is_done=False, done_by=None, done_at=None)
    page = url("item", case.pk, "course")

    assert client.post(page, {"text": "Ett utkast", "revision": "1"}).url == page
    assert client.post(page, {"text": "Färdigt", "revision": "2", "done": "1"}).url == url("detail", case.pk)
    assert "Lås upp för att ändra" in client.get(page).text
    refused = client.post(page, {"text": "Sent skrivet", "revision": "3"})
    assert "Sent skrivet" in refused.text
    assert case.items.get(key="course").text == "Färdigt"


def test_two_who_write_at_once_lose_nothing(world, signed_in):
    case, client = under_investigation(world), signed_in("lex_investigator")
    case.items.filter(key="course").update(is_done=False, done_by=None, done_at=None)
    page = url("item", case.pk, "course")
    client.post(page, {"text": "Från kontoret", "revision": "1"})
    response = client.post(page, {"text": "Från telefonen", "revision": "1"})

    assert "Från kontoret" in response.text
    assert "Från telefonen" in response.text
    client.post(page, {"text": "Båda", "revision": response.context["form"]["revision"].value()})
    assert case.items.get(key="course").text == "Båda"


def test_unknown_item_is_not_found(world, signed_in):
    case = under_investigation(world)

    assert signed_in("lex_investigator").get(url("item", case.pk, "pengar")).status_code == 404


def test_page_of_the_decision_says_what_is_missing_before_anything_is_written(world, signed_in):
    text = signed_in("lex_sarah").get(url("decide", proposed(world).pk)).text

    for words in ("inget diarienummer än", "ingen delegation", "Svara först på frågan om jäv"):
        assert words in text


def test_whole_way_by_hand(world, signed_in):
    case = a_case(world, registry_number="SN 2026/12")
    delegate(world, role="lex_sarah")
    lead, who = signed_in("lex_sarah"), signed_in("lex_investigator")

    lead.post(url("assign", case.pk), {"investigator": world.people["lex_investigator"].pk})
    who.post(url("conflict", case.pk), {"answer": "no"})
    for item in case.items.filter(is_last=False):
        who.post(url("item", case.pk, item.key), {"text": "Klart.", "revision": "1", "done": "1"})
    who.post(url("propose", case.pk), {"outcome": "serious", "motivation": "Därför."})
    lead.post(url("conflict", case.pk), {"answer": "no"})
    lead.post(url("decide", case.pk), {"outcome": "serious", "motivation": "Jag håller med."})
    lead.post(url("ivo", case.pk), {"notified_on": "2026-01-02"})
    lead.post(url("ivo", case.pk), {"decision": "Avslutas.", "decided_on": "2026-01-03", "ivo_number": "3.1"})
    who.post(url("item", case.pk, "feedback"), {"text": "Alla vet.", "revision": "1", "done": "1"})
    lead.post(url("inform", case.pk), {"informed": "yes", "informed_on": "2026-01-02"})
    response = lead.post(url("close", case.pk), follow=True)

    case.refresh_from_db()
    assert (case.state, case.outcome) == ("closed", "serious")
    assert "Ärendet är avslutat." in said(response)
    director = signed_in("director").get(url("outcomes")).text
    assert "allvarligt missförhållande" in director
    assert "Jag håller med" not in director


def test_conflict_ends_the_access_and_says_thanks(world, signed_in):
    case = a_case(world, investigator=world.people["lex_investigator"])
    client = signed_in("lex_investigator")
    response = client.post(url("conflict", case.pk), {"answer": "yes", "reason": "Granne"}, follow=True)

    assert "Någon annan tar över" in said(response)[0]
    assert client.get(url("detail", case.pk)).status_code == 404


@pytest.mark.parametrize("name", ["send_back", "reopen", "close"])
def test_verb_out_of_place_says_why(world, signed_in, name):
    case = a_case(world)
    response = signed_in("sas").post(url(name, case.pk), {"reason": "Därför"}, follow=True)

    assert "Det går inte från ärendets nuvarande status." in said(response)


def test_summary_with_a_personal_number_is_not_taken(world, signed_in):
    case = proposed(world)
    ready_to_decide(case, world.people["sas"])
    delegate(world, person="sas")
    form = {"outcome": "misconduct", "motivation": "Därför.", "public_summary": "Gäller 19121212-1212."}
    response = signed_in("sas").post(url("decide", case.pk), form)

    assert "ser ut att stå ett personnummer" in response.text
    assert escape("Därför.") in response.text


def test_registrar_writes_the_number_and_sees_no_text(world, signed_in):
    case = under_investigation(world)
    client = signed_in("registrar")
    page = client.get(url("to_register")).text
    assert case.number in page
    assert "Solgården" not in page

    response = client.post(url("register", case.pk), {"number": "SN 2026/77"}, follow=True)

    case.refresh_from_db()
    assert case.registry_number == "SN 2026/77"
    assert said(response) == [f"Diarienumret är sparat på {case.number}."]
    assert client.post(url("register", case.pk), {"number": "SN 2026/78"}).status_code == 404


def test_delegation_is_written_and_ended(world, signed_in):
    client = signed_in("sas")
    form = {"kind": SARAH, "role": "sas", "decision_reference": "SN § 14", "valid_from": "2026-01-01"}
    client.post(url("delegations"), form)
    one = LexDelegation.objects.get()
    assert (one.role, one.written_by) == ("sas", world.people["sas"])

    client.post(url("end_delegation", one.pk))

    one.refresh_from_db()
    assert one.valid_to is not None


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"role": ""}, "role"), ({"valid_to": "2025-12-31"}, "valid_to"), ({"kind": "lex_maria"}, "kind")],
)
def test_delegation_is_to_one_for_the_own_law_and_ends_after_it_begins(world, signed_in, changed, field):
    form = {"kind": SARAH, "role": "sas", "decision_reference": "SN § 14", "valid_from": "2026-01-01"}
    response = signed_in("sas").post(url("delegations"), {**form, **changed})

    assert response.context["form"].errors[field]


def test_times_are_the_municipalitys_own(world, signed_in):
    form = {"sarah_days": "30", "maria_days": "45", "notify_workdays": "2", "remind_days_before": "5"}
    response = signed_in("mas").post(url("times"), form, follow=True)

    assert "45 dagar" in response.text


def test_paper_for_ivo_is_tagged_and_holds_the_investigation_but_not_the_person(world, signed_in):
    case = decided(world)
    case.identity = Identity.keep(
        "Anna Ek", "", municipality=world.municipality, is_protected=False, by=None, at=AT
    )
    case.save(update_fields=["identity"])
    response = signed_in("lex_sarah").get(url("ivo_pdf", case.pk))

    with Pdf.open(BytesIO(response.content)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "sv-SE"
    page = signed_in("lex_sarah").get(url("ivo", case.pk)).text
    for words in ("Om course.", "Allvarligt missförhållande. Det var allvarligt.", "5 kap. SOSFS 2011:5"):
        assert words in page
    assert "Anna Ek" not in page


def test_investigator_prepares_the_notification_but_does_not_send_it(world, signed_in):
    case, client = decided(world), signed_in("lex_investigator")

    assert client.get(url("ivo", case.pk)).status_code == 200
    assert client.post(url("ivo", case.pk), {"notified_on": "2026-01-02"}).status_code == 403


def test_first_answer_about_conflict_decides_what_one_does(world, signed_in):
    case = proposed(world)
    answer(case, world.people["sas"], Doing.DECIDES)
    LexCase.objects.filter(pk=case.pk).update(state="investigated", investigator=world.people["sas"])
    response = signed_in("sas").post(url("conflict", case.pk), {"answer": "no"}, follow=True)

    assert "Den som beslutar i ärendet kan inte också utreda det. Välj någon annan." in said(response)


def test_form_token_that_is_missing_is_asked_for(world, signed_in):
    case = under_investigation(world)
    response = signed_in("sas").post(url("act", case.pk), {"title": "Byt larm"})

    assert response.context["form"].errors["token"]
    signed_in("sas").post(url("act", case.pk), {"title": "Byt larm", "token": str(uuid4())})
    assert case.actions.get().title == "Byt larm"
