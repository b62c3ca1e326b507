"""The page of a process says which agreements support it, and when it needs one that is not there."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hjulet.plan.cooperation.choices import Form, Lasting
from hjulet.plan.cooperation.workflows import end_cooperation
from tests.plan.cooperation.making import cooperation
from tests.plan.procedures.making import process

MISSING = "behövs, men det finns ingen överenskommelse"


@pytest.fixture
def needing(world):
    """A process of the whole sector that needs cooperation."""
    made = process(world.units["sektorn"], world.people["sas"], "Utskrivning")
    made.needs_cooperation = True
    made.save(update_fields=["needs_cooperation"])
    return made


def agreed(world, needing, unit="sektorn", **said):
    said = {"lasting": Lasting.OPEN, "notice_months": None, "processes": (needing,)} | said
    return cooperation(world.units[unit], world.people["sas"], **said)


def told(client, needing) -> str:
    return client.get(needing.get_absolute_url()).content.decode()


def test_a_process_that_needs_an_agreement_and_has_none_says_so(needing, signed_in):
    assert MISSING in told(signed_in("staff"), needing)
    assert f"?process={needing.pk}" in told(signed_in("sas"), needing)
    assert f"?process={needing.pk}" not in told(signed_in("staff"), needing)


def test_a_process_links_to_the_agreements_that_support_it(world, needing, signed_in):
    found = agreed(world, needing)
    page = told(signed_in("staff"), needing)

    assert MISSING not in page
    assert f'href="{found.get_absolute_url()}"' in page


def test_an_agreement_of_another_unit_counts_but_is_not_named(world, needing, signed_in):
    agreed(world, needing, unit="lonnen", title="Bara Lönnen")
    page = told(signed_in("staff"), needing)

    assert MISSING not in page
    assert "Bara Lönnen" not in page
    assert "1 som hör till en annan enhet" in page


def test_meetings_alone_are_no_agreement_and_neither_is_what_has_ended(world, needing, signed_in):
    today, at = timezone.localdate(), timezone.now()
    agreed(world, needing, title="Träffar", form=Form.MEETINGS)
    gone = agreed(world, needing, title="Slut")
    end_cooperation(gone, today, reason="Slut.", by=world.people["sas"], at=at)
    agreed(
        world, needing, title="Löpte ut", lasting=Lasting.UNTIL, valid_from=today - timedelta(days=90),
        signed_on=today - timedelta(days=90), valid_to=today - timedelta(days=1),
    )  # fmt: skip
    page = told(signed_in("staff"), needing)

    assert MISSING in page
    assert "Träffar" in page
    assert gone.get_absolute_url() not in page
    assert "Löpte ut" not in page


def test_a_process_that_needs_none_says_so(world, signed_in):
    made = process(world.units["sektorn"], world.people["sas"])

    assert "behövs inte" in told(signed_in("staff"), made)
