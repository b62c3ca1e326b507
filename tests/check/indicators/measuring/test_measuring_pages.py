"""The pages: set up, my page, fill in with a question, correct, the overview, owners, change and end."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from hjulet.base.people.models import Absence
from hjulet.check.indicators.measuring.choices import Counting
from hjulet.check.indicators.measuring.pages import to_fill
from hjulet.check.indicators.measuring.setting_up import How
from hjulet.check.indicators.models import Measurement, Value
from hjulet.desk.waiting.measuring import to_measure
from tests.check.indicators.measuring.making import (
    DAYS,
    PEOPLE,
    TODAY,
    WAIT,
    fill,
    measurement,
    not_measured,
    parts,
    place,
    value,
)
from tests.factories import IndicatorFactory, ValueFactory

pytestmark = pytest.mark.django_db


def address(found, month="2026-10"):
    return reverse("indicators:measurement_fill", args=[found.pk, month])


def typed(found, unit, above="", below="", why="", sure=""):
    key = f"p{place(found, unit).pk}"
    return {
        f"{key}-numerator": above,
        f"{key}-denominator": below,
        f"{key}-why_not": why,
        f"{key}-sure": sure,
    }


def test_a_quality_lead_sets_up_a_ready_made_one(world, client, today):
    client.force_login(world.people["sas"])
    url = reverse("indicators:measurement_create") + "?mall=sjukfranvaro"
    form = client.get(url).context["form"]
    said = {name: form[name].value() for name in form.fields}
    said |= {
        "units": [world.units["solgarden"].pk],
        "month": 10,
        "year": 2026,
        "below": "",
        "kind": "",
        "counts_people": "",
    }

    answer = client.post(url, said, follow=True)
    client.post(url, said)  # the same form once more

    made = Measurement.objects.get()
    assert (made.rhythm, made.first_day, made.indicator.counting) == (
        "month",
        date(2026, 10, 1),
        Counting.SHARE,
    )
    assert "Mätningen är upplagd" in answer.text
    assert [row.unit.slug for row in made.places.all()] == ["solgarden"]


def test_an_own_measure_needs_its_two_numbers_and_a_unit(world, client, today):
    client.force_login(world.people["sas"])
    url = reverse("indicators:measurement_create")
    form = client.get(url).context["form"]
    said = {name: form[name].value() or "" for name in form.fields}
    said |= {
        "name": "Kö",
        "subject": "ifo",
        "counting": "ratio",
        "month": 1,
        "year": 2026,
        "counts_people": "",
    }

    answer = client.post(url, said)

    assert set(answer.context["form"].errors) == {"numerator", "denominator", "units"}
    assert not Measurement.objects.exists()


def test_a_survey_or_a_fetched_measure_is_not_offered(world, client, today):
    survey = ValueFactory(
        indicator__municipality=world.municipality, indicator__name="Enkätfråga", respondents=9
    )
    IndicatorFactory(
        municipality=world.municipality, name="Ur Kolada", kolada_id="N1", source_register="Kolada"
    )
    IndicatorFactory(municipality=world.municipality, name="Läkemedel", unit_of_measure="antal")
    client.force_login(world.people["sas"])

    offered = [one.name for one in client.get(reverse("indicators:measurement_choose")).context["measures"]]

    assert "Läkemedel" in offered
    assert survey.indicator.name not in offered
    assert "Ur Kolada" not in offered


def test_the_manager_finds_it_on_my_page_and_fills_it_in(world, client, today):
    found = measurement(world, "solgarden")
    row = next(iter(to_measure(world.people["manager"], TODAY)))
    assert (row.text, row.href) == ("Fyll i Sjukfrånvaro för oktober 2026", address(found))
    assert (row.detail, row.is_late) == ("Solgården · Skulle ha varit klar 10 november 2026", True)
    client.force_login(world.people["manager"])

    answer = client.post(address(found), typed(found, "solgarden", "412", "5 560,0"), follow=True)

    assert "Sparat för 1 enhet" in answer.text
    assert not list(to_measure(world.people["manager"], TODAY))
    assert value(found, "solgarden", "2026-10").value == Decimal("7.4")


@pytest.mark.parametrize("who", ["staff", "other_manager", "department_head", "sas", "politician"])
def test_nobody_else_has_it_on_their_page(world, who):
    measurement(world, "solgarden")

    assert not to_fill(world.people[who], TODAY)


def test_a_named_owner_has_it_instead_of_the_manager(world, client, today):
    found = measurement(world, "solgarden")
    client.force_login(world.people["developer"])
    row = place(found, "solgarden")

    client.post(
        reverse("indicators:measurement_owners", args=[found.pk]), {f"p{row.pk}": world.people["staff"].pk}
    )

    assert to_fill(world.people["staff"], TODAY)
    assert not to_fill(world.people["manager"], TODAY)
    client.force_login(world.people["staff"])
    assert client.get(address(found)).status_code == 200


def test_the_substitute_has_it_while_the_manager_is_away(world, client, today):
    found = measurement(world, "solgarden")
    Absence.objects.create(
        user=world.people["manager"], substitute=world.people["other_manager"], starts_on=TODAY, ends_on=TODAY
    )

    assert to_fill(world.people["other_manager"], TODAY)
    client.force_login(world.people["other_manager"])
    client.post(address(found), typed(found, "solgarden", "1", "8"))
    assert value(found, "solgarden", "2026-10").entered_by == world.people["other_manager"]


def test_an_owner_who_has_left_gives_it_back_to_the_manager(world):
    found = measurement(world, "solgarden")
    found.places.update(owner=world.people["former"])

    assert to_fill(world.people["manager"], TODAY)


def test_an_unlike_number_is_asked_about_once_and_never_stopped(world, client, today):
    found = measurement(world, "solgarden", first=date(2026, 9, 1))
    fill(found, world, "2026-09", solgarden=parts(412, 5560))
    client.force_login(world.people["manager"])

    asked = client.post(address(found), typed(found, "solgarden", "4120", "5560"))

    assert "Det blir 74,1\u00a0%, mot 7,4\u00a0% förra gången. Stämmer det?" in asked.text
    assert Value.objects.count() == 1
    client.post(address(found), typed(found, "solgarden", "4120", "5560", sure="74.1"))
    assert value(found, "solgarden", "2026-10").value == Decimal("74.1")


def test_one_wrong_unit_stores_nothing_and_keeps_what_was_typed(world, client, today):
    found = measurement(world, "solgarden", "bjorkgarden")
    client.force_login(world.people["sas"])
    said = typed(found, "solgarden", "412", "5560") | typed(found, "bjorkgarden", "12", "")

    answer = client.post(address(found), said)

    assert "Fyll i båda talen" in answer.text
    assert 'value="412"' in answer.text
    assert not Value.objects.exists()


def test_a_manager_with_several_units_may_fill_in_one_of_them(world, client, today):
    found = measurement(world, "solgarden", "bjorkgarden")
    client.force_login(world.people["department_head"])

    client.post(address(found), typed(found, "solgarden", "412", "5560") | typed(found, "bjorkgarden"))

    assert Value.objects.get().unit == world.units["solgarden"]


def test_somebody_who_was_slower_sees_what_stands(world, client, today):
    found = measurement(world, "solgarden")
    fill(found, world, "2026-10", by="sas", solgarden=parts(412, 5560))
    client.force_login(world.people["manager"])

    answer = client.get(address(found))

    assert "7,4\u00a0% (412 av 5\u00a0560)" in answer.text
    assert (
        reverse("indicators:measurement_revise", args=[value(found, "solgarden", "2026-10").pk])
        in answer.text
    )


def test_the_manager_corrects_and_the_page_of_the_value_tells_of_it(world, client, today):
    found = measurement(world, "solgarden")
    fill(found, world, "2026-10", solgarden=parts(412, 5560))
    stored = value(found, "solgarden", "2026-10")
    client.force_login(world.people["manager"])
    url = reverse("indicators:measurement_revise", args=[stored.pk])

    refused = client.post(url, {"numerator": "421", "denominator": "5560", "why": "", "seen": 0})
    answer = client.post(
        url, {"numerator": "421", "denominator": "5560", "why": "omkastat", "seen": 0}, follow=True
    )

    assert "Skriv varför ni rättar" in refused.text
    assert "421 av 5\u00a0560" in answer.text
    assert "omkastat" in answer.text


def test_the_ordinary_correction_leads_to_that_of_the_measurement(world, client, today):
    found = measurement(world, "solgarden")
    fill(found, world, "2026-10", solgarden=parts(412, 5560))
    pk = value(found, "solgarden", "2026-10").pk
    client.force_login(world.people["sas"])

    answer = client.get(reverse("indicators:revise", args=[pk]))

    assert answer.url == reverse("indicators:measurement_revise", args=[pk])


def test_the_overview_counts_what_is_late_and_what_waits(world, client, today):
    found = measurement(world, "solgarden", "bjorkgarden", first=date(2026, 9, 1))
    fill(found, world, "2026-09", solgarden=not_measured("systemet låg nere"))
    client.force_login(world.people["sas"])

    line = client.get(reverse("indicators:measurements")).context["going_on"][0]

    assert (line.units, line.late, line.waiting, line.filled, line.asked) == (2, 3, 0, 0, 2)


def test_the_table_says_the_state_of_every_period(world, client, today):
    found = measurement(world, "solgarden", "bjorkgarden", first=date(2026, 9, 1))
    fill(found, world, "2026-09", solgarden=not_measured("systemet låg nere"), bjorkgarden=parts(1, 8))
    client.force_login(world.people["manager"])

    rows = client.get(reverse("indicators:measurement", args=[found.pk])).context["rows"]

    assert [(row.place.unit.name, [one.state for one in row.squares]) for row in rows] == [
        ("Solgården", ["late", "unmeasured"])
    ]
    assert rows[0].answering == "Erik Chef"


def test_few_persons_stay_hidden_in_the_table_for_the_department(world, client, today):
    found = measurement(world, "solgarden", what=WAIT, how=PEOPLE)
    fill(found, world, "2026-10", solgarden=parts(90, 3))
    url = reverse("indicators:measurement", args=[found.pk])

    for who, is_shown in (("manager", True), ("department_head", False)):
        client.force_login(world.people[who])
        assert (">30,0<" in client.get(url).text) is is_shown
        assert ("90 delat med 3" in client.get(address(found)).text) is is_shown


def test_a_unit_that_is_taken_out_keeps_what_it_measured(world, client, today):
    found = measurement(world, "solgarden", "bjorkgarden", first=date(2026, 9, 1))
    client.force_login(world.people["developer"])
    url = reverse("indicators:measurement_edit", args=[found.pk])
    form = client.get(url).context["form"]

    client.post(url, {"due_days": 15, "units": [world.units["solgarden"].pk], "seen": form["seen"].value()})

    found.refresh_from_db()
    assert (found.due_days, place(found, "bjorkgarden").last_day) == (15, date(2026, 10, 31))


def test_two_who_change_at_once_do_not_undo_each_other(world, client, today):
    found = measurement(world, "solgarden")
    client.force_login(world.people["developer"])
    url = reverse("indicators:measurement_edit", args=[found.pk])
    said = {"units": [world.units["solgarden"].pk], "seen": client.get(url).context["form"]["seen"].value()}
    client.post(url, said | {"due_days": 15})

    answer = client.post(url, said | {"due_days": 20})

    assert "Någon annan ändrade medan du skrev" in answer.text
    assert Measurement.objects.get().due_days == 15


def test_an_ended_measurement_asks_for_nothing_later(world, client, today):
    found = measurement(world, "solgarden", first=date(2026, 9, 1))
    client.force_login(world.people["developer"])

    client.post(reverse("indicators:measurement_end", args=[found.pk]), {"month": 9, "year": 2026})

    assert [one.month for one in to_fill(world.people["manager"], TODAY)] == ["2026-09"]
    again = client.post(reverse("indicators:measurement_end", args=[found.pk]), {"month": 9, "year": 2026})
    assert "redan avslutad" in again.text


@pytest.mark.parametrize("month", ["2026-11", "2026-13", "2020-01", "x", "2026-10-01"])
def test_a_period_that_is_not_there_is_not_found(world, client, today, month):
    found = measurement(world, "solgarden")
    client.force_login(world.people["manager"])

    assert client.get(f"/matt/matningar/{found.pk}/{month}/").status_code == 404


def test_a_count_is_filled_in_with_one_number(world, client, today):
    found = measurement(world, "solgarden", what=DAYS, how=How(Counting.COUNT))
    client.force_login(world.people["manager"])

    client.post(address(found), {f"p{place(found, 'solgarden').pk}-value": "341"})

    assert value(found, "solgarden", "2026-10").value == 341


def test_sent_twice_it_is_stored_once_and_nobody_is_scolded(world, client, today):
    found = measurement(world, "solgarden")
    client.force_login(world.people["manager"])
    said = typed(found, "solgarden", "412", "5560")
    client.post(address(found), said)

    again = client.post(address(found), said, follow=True)

    assert "Sparat för 1 enhet" in again.text
    assert Value.objects.count() == 1


def test_what_the_slower_one_wrote_is_shown_beside_what_stands(world, client, today):
    found = measurement(world, "solgarden", "bjorkgarden")
    fill(found, world, "2026-10", by="sas", solgarden=parts(412, 5560))
    client.force_login(world.people["department_head"])
    said = typed(found, "solgarden", "421", "5560") | typed(found, "bjorkgarden", "9", "560")

    answer = client.post(address(found), said)

    assert "Någon annan hann före. Du skrev: 421 / 5\u00a0560." in answer.text
    assert Value.objects.count() == 1
    client.post(address(found), typed(found, "bjorkgarden", "9", "560"))
    assert value(found, "bjorkgarden", "2026-10").numerator == 9
