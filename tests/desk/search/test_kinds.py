"""Each kind of text is found by those who may see it, says where it answers, and follows what its verbs do."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from hjulet.base.sources.rewriting import fingerprint
from hjulet.check.surveys.workflows.building import rewrite_survey
from hjulet.desk.searching.indexing import index_everything
from hjulet.plan.cooperation.choices import Lasting
from hjulet.plan.cooperation.models.meetings import NAMES as MEETING
from hjulet.plan.cooperation.models.partners import NAMES as PARTNER
from hjulet.plan.cooperation.workflows import (
    end_cooperation,
    note_meeting,
    rewrite_cooperation,
    rewrite_meeting,
    rewrite_partner,
)
from hjulet.plan.procedures.workflows.keeping import archive
from tests.check.surveys.making import survey
from tests.desk.search.finding import addresses, ask, found, titles
from tests.plan.cooperation.making import cooperation, text
from tests.plan.procedures.making import approved

TITLE = "Utskrivning från sjukhus"


def now() -> datetime:
    return timezone.now()


def today() -> date:
    return timezone.localdate()


@pytest.fixture
def sas(world):
    return world.people["sas"]


@pytest.fixture
def agreement(world, sas):
    """On Solgården, with the region; it lasts until somebody ends it."""
    return cooperation(
        world.units["solgarden"], sas, lasting=Lasting.OPEN, notice_months=None,
        purpose="Trygg hemgång efter slutenvård.", practice="Vi ringer avdelningen samma dag.",
    )  # fmt: skip


@pytest.mark.parametrize("words", ["utskrivning", "Region Norr", "hemgång", "ringer avdelningen"])
def test_an_agreement_is_found_by_its_title_partners_purpose_and_practice(agreement, signed_in, words):
    assert found(ask(signed_in("staff"), words)) == [("cooperation", TITLE)]


def test_the_answer_leads_to_the_place_in_the_agreement(agreement, signed_in):
    assert addresses(ask(signed_in("staff"), "ringer avdelningen")) == [
        f"{agreement.get_absolute_url()}#praktik"
    ]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("staff", [TITLE]),
        ("sas", [TITLE]),
        ("department_head", [TITLE]),
        ("other_manager", []),
        ("provider", []),
        ("politician", []),
        ("neighbour", []),
    ],
)
def test_agreements_are_found_by_those_they_hold_for(agreement, signed_in, role, expected):
    assert titles(ask(signed_in(role), "utskrivning")) == expected


def test_an_agreement_is_found_by_what_it_says_now(agreement, signed_in, world, sas):
    said = text(world.units["solgarden"], title="Hem från sjukhuset", partners=("Polisen",), lasting=Lasting.OPEN, notice_months=None)  # fmt: skip
    rewrite_cooperation(agreement, said, revision=1, by=sas, at=now())

    staff = signed_in("staff")
    assert titles(ask(staff, "polisen")) == ["Hem från sjukhuset"]
    assert titles(ask(staff, "Region Norr")) == []


def test_a_partner_with_a_new_name_is_found_by_it(agreement, signed_in, sas):
    partner = agreement.partners.get(name="Region Norr")
    seen = fingerprint(partner, PARTNER)
    rewrite_partner(
        partner, {"name": "Region Sydost", "kind": "", "contact": ""}, seen=seen, by=sas, at=now()
    )

    assert titles(ask(signed_in("staff"), "Sydost")) == [TITLE]


def test_what_was_said_at_a_meeting_is_found_as_it_reads_now(agreement, signed_in, sas):
    held = note_meeting(agreement, today(), "Vi talade om rullstolar.", "", uuid4(), by=sas, at=now())
    assert titles(ask(signed_in("staff"), "rullstolar")) == [TITLE]

    said = {"held_on": today(), "notes": "Vi talade om rollatorer.", "decisions": ""}
    rewrite_meeting(held, said, seen=fingerprint(held, MEETING), by=sas, at=now())

    assert titles(ask(signed_in("staff"), "rullstolar")) == []
    answer = ask(signed_in("staff"), "rollatorer")
    assert addresses(answer) == [f"{agreement.get_absolute_url()}#moten"]


def test_an_ended_agreement_is_found_only_when_asked_for(agreement, signed_in, sas):
    end_cooperation(agreement, today(), reason="Ersatt av ett nationellt.", by=sas, at=now())

    assert titles(ask(signed_in("staff"), "utskrivning")) == []
    assert titles(ask(signed_in("staff"), "utskrivning", gammalt="alla")) == [TITLE]


def test_an_archived_routine_is_found_only_when_asked_for_and_by_what_held_last(world, signed_in, sas):
    routine = approved(world.units["solgarden"], sas, title="Signera läkemedel", how="Med penna.")
    routine.versions.create(
        number=2, state="approved", title="Signera läkemedel", how="Med surfplatta.", who="Alla.", started_at=now(),
        approved_by=sas, approved_at=now(), valid_from=today() + timedelta(days=9),
        review_by=today() + timedelta(days=300),
    )  # fmt: skip
    archive(routine, "Vi signerar inte längre.", by=sas, at=now(), day=today())

    staff = signed_in("staff")
    assert titles(ask(staff, "penna")) == []
    assert titles(ask(staff, "penna", gammalt="alla")) == ["Signera läkemedel"]
    assert titles(ask(staff, "surfplatta", gammalt="alla")) == []  # it never held
    index_everything(world.municipality, today())
    assert titles(ask(staff, "penna", gammalt="alla")) == ["Signera läkemedel"]


def test_a_survey_is_found_by_its_name_and_its_new_name(world, signed_in, sas):
    made = survey(world.units["lss"], sas, title="Trivsel på boendet")
    rewrite_survey(
        made, "Hur bor du", made.subject, seen=fingerprint(made, ("title", "subject")), by=sas, at=now()
    )

    assert found(ask(signed_in("sas"), "bor")) == [("survey", "Hur bor du")]
    assert titles(ask(signed_in("sas"), "trivsel")) == []
    assert titles(ask(signed_in("neighbour"), "bor")) == []


def test_the_index_written_anew_finds_the_same(agreement, world, signed_in, sas):
    survey(world.units["lss"], sas, title="Trivsel på boendet")
    before = found(ask(signed_in("sas"), "utskrivning trivsel"))
    index_everything(world.municipality, today())

    assert found(ask(signed_in("sas"), "utskrivning trivsel")) == before
