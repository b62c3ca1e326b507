"""Kolada's units are tied to ours by hand, and the number of answers follows the shares."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from hjulet.base.log.models import Entry
from hjulet.check.indicators.kolada.sync import Asked
from hjulet.check.indicators.models import Indicator, KoladaUnit, Value
from hjulet.check.indicators.sources.kolada.answers import BY_SHARE, with_answers
from hjulet.check.indicators.sources.kolada.ready_made import BY_ID
from tests.check.indicators.kolada.conftest import AT
from tests.check.indicators.kolada.server import OWN, kpi, value
from tests.check.indicators.questions.making import asked

PAGE = "indicators:kolada_units"


@pytest.fixture
def fetched(kolada, fetch, world):
    """Two units that nobody of ours is called, with a value each."""
    kolada.kpis = [kpi("U23471", has_ou_data=True)]
    kolada.units = [{"id": f"V15E{n}", "title": f"Boende {n}", "municipality": OWN} for n in (1, 2)]
    for number, said in ((1, 70), (2, 60)):
        kolada.unit_values["U23471", f"V15E{number}", 2025] = [value(said)]
    fetch()
    return {slug: world.units[slug].pk for slug in ("solgarden", "bjorkgarden", "ekvik")}


def post(client, **ties):
    """post(client, V15E1=(was, now)) → the answer."""
    data = {}
    for theirs, (was, now) in ties.items():
        data |= {f"was-{theirs}": was or "", f"now-{theirs}": now or ""}
    return client.post(reverse(PAGE), data, follow=True)


def copied():
    values = Value.objects.filter(indicator__kolada_id="U23471", unit__depth__gt=1)
    return {value.unit.slug: value.value for value in values.select_related("unit")}


def test_tying_a_unit_by_hand_brings_its_values(signed_in, fetched):
    client = signed_in("developer")
    assertContains(client.get(reverse("indicators:kolada")), "2 enheter i Kolada är inte knutna")

    answer = post(client, V15E1=(None, fetched["solgarden"]))

    assertContains(answer, "Enheterna är sparade.")
    assert copied() == {"solgarden": 70}
    assert Entry.objects.get(event="kolada.units_tied").details["units"] == {"V15E1": "solgarden"}


def test_a_unit_that_was_tied_wrong_takes_its_values_along(signed_in, fetched):
    client = signed_in("developer")
    post(client, V15E1=(None, fetched["solgarden"]))

    post(client, V15E1=(fetched["solgarden"], fetched["bjorkgarden"]))
    assert copied() == {"bjorkgarden": 70}
    post(client, V15E1=(fetched["bjorkgarden"], None))
    assert copied() == {}


def test_what_a_person_corrected_stays_where_it_is(signed_in, fetched, world):
    client = signed_in("developer")
    post(client, V15E1=(None, fetched["solgarden"]))
    Value.objects.get(unit=fetched["solgarden"]).revise(
        to=Decimal(75), missing="", why="Fel i källan", by=world.people["developer"], at=AT
    )

    post(client, V15E1=(fetched["solgarden"], fetched["bjorkgarden"]))

    assert copied() == {"solgarden": 75, "bjorkgarden": 70}


def test_what_somebody_has_asked_about_stays_with_its_question(signed_in, fetched, world):
    client = signed_in("developer")
    post(client, V15E1=(None, fetched["solgarden"]))
    question = asked(world, value=Value.objects.get(unit=fetched["solgarden"]))

    post(client, V15E1=(fetched["solgarden"], None))

    question.refresh_from_db()
    assert question.value.unit_id == fetched["solgarden"]


def test_question_says_what_kolada_said_before_it_changed_the_value(signed_in, fetched, kolada, fetch, world):
    post(signed_in("developer"), V15E1=(None, fetched["solgarden"]))
    question = asked(world, value=Value.objects.get(unit=fetched["solgarden"]))
    kolada.unit_values["U23471", "V15E1", 2025] = [value(72)]
    fetch(Asked.of(["U23471"], [2025], everything=True), at=datetime(2027, 1, 1, tzinfo=UTC))

    assertContains(
        signed_in("politician").get(question.get_absolute_url()),
        "När frågan ställdes stod det 70\u00a0%. Värdet är ändrat efter det, till 72\u00a0%.",
    )


def test_two_of_theirs_may_be_one_of_ours(signed_in, fetched):
    post(signed_in("developer"), V15E1=(None, fetched["solgarden"]), V15E2=(None, fetched["solgarden"]))

    assert copied() == {"solgarden": 70}


def test_two_people_at_once_do_not_write_over_each_other(signed_in, fetched):
    client = signed_in("developer")
    post(client, V15E1=(None, fetched["solgarden"]))

    answer = post(client, V15E1=(None, fetched["bjorkgarden"]), V15E2=(None, fetched["bjorkgarden"]))

    assertContains(answer, "Någon annan ändrade samtidigt: Boende 1.")
    assert copied() == {"solgarden": 70}


@pytest.mark.parametrize("now", ["x", "999999", "root"])
def test_a_unit_that_cannot_be_chosen_changes_nothing(signed_in, fetched, now):
    answer = post(signed_in("developer"), V15E1=(None, fetched["ekvik"] if now == "root" else now))

    assertContains(answer, "Inget är ändrat.")
    assert set(KoladaUnit.objects.values_list("unit", flat=True)) == {None}


def test_only_those_who_choose_what_is_fetched_tie_units(signed_in, fetched):
    assert signed_in("manager").get(reverse(PAGE)).status_code == 403
    assert signed_in("mas").get(reverse(PAGE)).status_code == 200


def test_without_units_the_page_says_where_they_come_from(signed_in):
    assertContains(signed_in("developer").get(reverse(PAGE)), "Inga enheter är hämtade än")


# -- how many answered ------------------------------------------------------------------------------------------------


def test_shares_carry_how_many_answered_and_follow_when_kolada_corrects_it(kolada, fetch):
    kolada.kpis = [kpi(one) for one in ("U23471", "U23594", "U23595")]
    asked = Asked.of(["U23471", "U23594", "U23595"], [2025], everything=True)
    for ident, said in (("U23471", 82), ("U23594", 61), ("U23595", 43.5)):
        kolada.put(ident, OWN, 2025, said)

    fetch(asked)
    found = Value.objects.get(indicator__kolada_id="U23471")
    assert (found.respondents, found.response_rate) == (61, Decimal("43.5"))
    assert found.judgement.lower is not None
    kolada.put("U23594", OWN, 2025, 63)
    fetch(asked, at=datetime(2027, 1, 1, tzinfo=UTC))

    found.refresh_from_db()
    assert found.respondents == 63


def test_how_many_answered_is_no_measure_of_its_own_in_the_list(kolada, fetch):
    kolada.kpis = [kpi(one) for one in ("U23594", "U23595")]
    for ident in ("U23594", "U23595"):
        kolada.put(ident, OWN, 2025, 50)

    fetch(Asked.of(["U23594", "U23595"], [2025]))

    assert set(Indicator.objects.values_list("measure", flat=True)) == {"respondents", "response_rate"}


@pytest.mark.parametrize("said", [0, -3, 12.5, None])
def test_what_cannot_be_a_number_of_answers_is_none(kolada, fetch, said):
    kolada.kpis = [kpi(one) for one in ("U23471", "U23594")]
    kolada.put("U23471", OWN, 2025, 82)
    kolada.put("U23594", OWN, 2025, said)

    fetch(Asked.of(["U23471", "U23594"], [2025]))

    assert Value.objects.get(indicator__kolada_id="U23471").respondents is None


def test_every_share_of_a_survey_names_where_its_answers_are_counted():
    named = {found for one in BY_SHARE.values() for found in (one.amount, one.rate) if found}

    assert named <= set(BY_ID)
    assert not named & set(BY_SHARE)
    assert with_answers({"U28522"}) == {"U28522", "U33964", "U33954"}
    assert with_answers({"N01951"}) == {"N01951"}
