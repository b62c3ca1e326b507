"""What people type: corrections, new values and target levels; each refusal with its reason."""

from decimal import Decimal

import pytest
from pytest_django.asserts import assertContains

from hjulet.base.log.models import Entry
from hjulet.check.indicators.models import Target, Value
from tests.check.indicators.addresses import address

NBSP = "\u00a0"


def correction(**typed):
    return {"value": "74", "missing": "", "why": "Fel rad i tabellen", "seen": "0"} | typed


def entry(world, **typed):
    unit = world.units["solgarden"].pk
    return {
        "unit": unit,
        "comparison": "",
        "period": "2024",
        "value": "80",
        "missing": "",
        "respondents": "14",
    } | typed


def test_a_correction_is_made_logged_and_shown_with_its_reason(signed_in, value):
    client = signed_in("developer")

    response = client.post(address("revise", value), correction(value="74,5"), follow=True)

    assertContains(response, f"74,5{NBSP}%")
    assertContains(response, "Ulla Utvecklare")
    assertContains(response, "Fel rad i tabellen")
    assert [entry.event for entry in Entry.objects.all()] == ["value.revised"]


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"why": "  "}, "Skriv varför värdet ändras."),
        ({"value": ""}, "Ange ett värde, eller välj varför det saknas."),
        ({"missing": "blank"}, "Ange ett värde eller varför det saknas, inte båda."),
        ({"value": "75"}, "Värdet är redan detta."),
        ({"value": "101"}, "En andel är mellan 0 och 100 %."),
        ({"value": "-3"}, "En andel är mellan 0 och 100 %."),
        ({"value": "många"}, "Skriv ett tal, till exempel 94 eller 12,5."),
        ({"value": "NaN"}, "Skriv ett tal, till exempel 94 eller 12,5."),
        ({"value": "1e400"}, "siffror"),
        ({"seen": "5"}, "Någon annan har rättat värdet medan du skrev."),
        ({"missing": "<script>"}, "&lt;script&gt;"),
    ],
)
def test_a_correction_is_refused_with_the_reason_and_nothing_is_changed(signed_in, value, typed, reason):
    response = signed_in("developer").post(address("revise", value), correction(**typed))

    assertContains(response, reason)
    value.refresh_from_db()
    assert (value.value, value.revisions.count(), Entry.objects.count()) == (Decimal(75), 0, 0)


def test_a_value_is_entered_by_hand(world, signed_in, indicator):
    typed = entry(world, value="80,5", response_rate="76,5")

    response = signed_in("developer").post(
        address("create_value", Value(indicator=indicator)), typed, follow=True
    )

    assertContains(response, f"80,5{NBSP}%")
    entered = Value.objects.get()
    assert (entered.respondents, entered.response_rate, entered.decimals) == (14, Decimal("76.50"), 1)
    assert (entered.period_said, entered.entered_by) == ("2024", world.people["developer"])
    assert [logged.event for logged in Entry.objects.all()] == ["value.entered"]


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"unit": ""}, "Välj en enhet eller en jämförelse."),
        ({"comparison": "country"}, "Välj en enhet eller en jämförelse, inte båda."),
        ({"period": "2025"}, "Det finns redan ett värde för den perioden."),
        ({"period": "2027"}, "Perioden har inte börjat än."),
        ({"period": "i fjol"}, "går inte att läsa"),
        ({"period": "2025/2024"}, "slutar innan den börjar"),
        ({"value": ""}, "Ange ett värde, eller välj varför det saknas."),
        ({"respondents": "0"}, "Noll svar ger inget värde."),
        ({"response_rate": "101"}, "100"),
        ({"unit": "999999"}, "Välj"),
    ],
)
def test_a_value_that_cannot_be_entered_is_refused_with_the_reason(world, signed_in, value, typed, reason):
    response = signed_in("developer").post(address("create_value", value), entry(world, **typed))

    assertContains(response, reason)
    assert (Value.objects.count(), Entry.objects.count()) == (1, 0)


def test_values_are_entered_only_for_units_the_role_reaches(world, signed_in, value):
    world.give("narrow", "sas", "lonnen", "Lina Lönnen")

    response = signed_in("narrow").post(address("create_value", value), entry(world))

    assert (response.status_code, Value.objects.count()) == (200, 1)


def test_target_levels_are_set_and_shown(signed_in, value):
    typed = {"year": "2026", "good_from": "85", "bad_from": "60,5", "equal": "better"}

    response = signed_in("director").post(address("target", value), typed, follow=True)

    assertContains(response, "85 eller mer")
    assertContains(response, "under 60,5")
    assertContains(response, "på väg")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"good_from": "60", "bad_from": "85"}, "Gränserna står i fel ordning"),
        ({"good_from": "85", "bad_from": "85"}, "Gränserna står i fel ordning"),
        ({"good_from": "", "bad_from": "85"}, "Fyll i det här."),
        ({"year": "0"}, "2000"),
        ({"equal": "kanske"}, "kanske"),
    ],
)
def test_target_levels_are_refused_with_the_reason(signed_in, value, typed, reason):
    whole = {"year": "2026", "good_from": "85", "bad_from": "60", "equal": "better"} | typed

    response = signed_in("director").post(address("target", value), whole)

    assertContains(response, reason)
    assert Target.objects.count() == 0


def test_a_measure_without_direction_has_no_levels_to_set(signed_in, value):
    value.indicator.direction = "neutral"
    value.indicator.save(update_fields=["direction"])
    client = signed_in("director")
    typed = {"year": "2026", "good_from": "85", "bad_from": "60", "equal": "better"}

    assertContains(client.get(address("target", value)), "Måttet har ingen riktning")
    assert client.post(address("target", value), typed).status_code == 200
    assert Target.objects.count() == 0
