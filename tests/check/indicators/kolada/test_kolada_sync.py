"""A whole fetch against a Kolada on loopback: what is stored, revised, resumed, skipped and copied."""

from datetime import date
from decimal import Decimal

import pytest

from hjulet.base.log.models import Entry
from hjulet.check.indicators.kolada.copying import ENDED
from hjulet.check.indicators.kolada.storing import AnotherFetches, store
from hjulet.check.indicators.kolada.sync import Asked, CannotSync, Progress, _batch, look_ahead, sync
from hjulet.check.indicators.models import (
    Indicator,
    KoladaChoice,
    KoladaGroup,
    KoladaKpi,
    KoladaRevision,
    KoladaSync,
    KoladaUnit,
    KoladaValue,
    Value,
)
from hjulet.check.indicators.sources.kolada import Fault, Unavailable
from tests.check.indicators.kolada.conftest import ASKED, AT, LATER
from tests.check.indicators.kolada.server import COUNTRY, COUNTY, OTHER, OWN, SIMILAR, kpi, value
from tests.factories import IndicatorFactory


def own(year=2025, ident="U23471"):
    return KoladaValue.objects.get(kpi=ident, area=OWN, year=year, gender="T", unit_code="")


def places(ident="U23471"):
    """The copies: (whose, period) → number."""
    values = Value.objects.filter(indicator__kolada_id=ident, indicator__source_register="Kolada")
    return {
        (value.comparison or value.unit.slug, value.period_said): value.value
        for value in values.select_related("unit")
    }


@pytest.fixture
def full(kolada):
    """Two years of ours, the country, the county, similar ones and a neighbour."""
    for year, shift in ((2024, 0), (2025, 2)):
        for area, said in ((OWN, 80.5), (COUNTRY, 82), (COUNTY, 81), (SIMILAR, 79), (OTHER, 90)):
            kolada.put("U23471", area, year, said + shift)
    return kolada


def test_values_of_all_areas_are_stored_and_ours_are_copied_with_what_we_compare_with(full, fetch, world):
    run = fetch()

    assert (run.added, run.revised, run.unchanged, run.finished_at) == (10, 0, 0, AT)
    assert places() == {
        ("ekvik", "2024"): Decimal("80.5"), ("ekvik", "2025"): Decimal("82.5"),
        ("country", "2024"): 82, ("country", "2025"): 84, ("county", "2024"): 81, ("county", "2025"): 83,
        ("similar", "2024"): 79, ("similar", "2025"): 81,
    }  # fmt: skip
    measure = Indicator.objects.get(kolada_id="U23471")
    assert (measure.name, measure.unit_of_measure) == ("Särskilt boende: nöjda, helhetssyn", "%")
    assert (measure.source_register, measure.direction, measure.slug) == ("Kolada", "higher", "kolada-u23471")
    assert set(Value.objects.values_list("is_published_source", flat=True)) == {True}


def test_groups_are_kept_as_they_are_titled_this_year(full, fetch):
    run = fetch()

    assert run.groups == {"county": COUNTY, "similar:äldreomsorg": SIMILAR}
    assert list(KoladaGroup.objects.values_list("pk", flat=True)) == [COUNTY, SIMILAR]
    assert KoladaGroup.objects.get(pk=COUNTY).members == [OWN, OTHER]


def test_genders_are_stored_and_only_the_total_is_copied(kolada, fetch):
    kolada.values["U23471", OWN, 2025] = [value(80), value(70, "K"), value(90, "M")]

    fetch()

    assert dict(KoladaValue.objects.values_list("gender", "value")) == {"T": 80, "K": 70, "M": 90}
    assert places() == {("ekvik", "2025"): 80}


def test_a_missing_value_says_why_and_is_never_zero(kolada, fetch):
    kolada.values["U23471", OWN, 2025] = [value(None, status="Private")]
    kolada.put("U23471", COUNTRY, 2025, None)

    fetch()

    copy = Value.objects.get()
    assert (own().value, own().status) == (None, "Private")
    assert (copy.value, copy.missing, copy.missing_said) == (
        None,
        "no_result",
        "För litet underlag, visas inte",
    )


def test_a_value_that_kolada_has_deleted_is_not_stored(kolada, fetch):
    kolada.put("U23471", OWN, 2025, 80, isdeleted=True)

    assert (fetch().added, KoladaValue.objects.count()) == (0, 0)


def test_fetching_again_changes_and_doubles_nothing(full, fetch):
    fetch()
    run = fetch(Asked.of(["U23471"], [2024, 2025], everything=True))

    assert (run.added, run.revised, run.unchanged) == (0, 0, 10)
    assert (KoladaValue.objects.count(), Value.objects.count(), Indicator.objects.count()) == (10, 8, 1)


def test_a_revised_value_keeps_what_it_was(full, fetch):
    fetch()
    full.put("U23471", OWN, 2025, 82.4)
    full.put("U23471", COUNTRY, 2024, 80, isdeleted=True)

    run = fetch(at=LATER)

    assert (run.revised, run.unchanged) == (2, 8)
    found = {
        (one.of.area, one.was, one.now, one.now_status) for one in KoladaRevision.objects.select_related("of")
    }
    assert found == {(OWN, Decimal("82.5"), Decimal("82.4"), ""), (COUNTRY, Decimal(82), None, "Deleted")}
    assert set(KoladaRevision.objects.values_list("seen_at", "sync")) == {(LATER, run.pk)}
    assert places()["ekvik", "2025"] == Decimal("82.4")
    assert places()["country", "2024"] is None


def test_a_value_that_a_person_has_corrected_stays(full, fetch, world):
    fetch()
    copy = Value.objects.get(unit__slug="ekvik", period_said="2025")
    copy.revise(to=Decimal(77), missing="", why="Fel i underlaget", by=world.people["developer"], at=AT)
    full.put("U23471", OWN, 2025, 60)

    run = fetch(at=LATER)

    assert (run.kept, places()["ekvik", "2025"]) == (1, 77)
    assert own().value == 60


def test_a_fetch_that_stopped_goes_on_where_it_was_and_doubles_nothing(full, fetch):
    full.fails_after = 1
    with pytest.raises(Unavailable):
        fetch()
    stopped = KoladaSync.objects.get()
    assert (stopped.position, stopped.total, stopped.is_finished, stopped.added) == (1, 3, False, 3)
    assert stopped.fault == "Kolada svarar inte just nu (504 efter flera försök). Pröva igen senare."
    assert Value.objects.count() == 0
    full.fails_after = None
    asked_before = len(full.asked)

    run = fetch(at=LATER)

    assert (run.pk, run.position, run.added, run.unchanged, run.fault) == (stopped.pk, 3, 10, 0, "")
    assert len(full.asked) - asked_before == 2
    assert (KoladaValue.objects.count(), len(places())) == (10, 8)


def test_a_crash_in_the_middle_of_a_batch_leaves_the_batch_undone(full, fetch, client_of_kolada):
    def half(*args, **more):
        yield from list(real(*args, **more))[:1]
        raise KeyboardInterrupt

    real = client_of_kolada.data
    client_of_kolada.data = half
    with pytest.raises(KeyboardInterrupt):
        fetch()
    assert (KoladaValue.objects.count(), KoladaSync.objects.get().position) == (0, 0)
    client_of_kolada.data = real

    assert fetch().added == 10


def test_an_answer_that_is_wrong_stops_the_fetch_and_is_remembered(full, fetch):
    full.values["U23471", OWN, 2025] = [value("åttio")]

    with pytest.raises(Fault, match="en text"):
        fetch()
    assert "U23471" in KoladaSync.objects.get().fault


def test_another_question_does_not_continue_an_old_fetch(full, fetch):
    full.fails_after = 0
    with pytest.raises(Unavailable):
        fetch()
    full.fails_after = None

    assert fetch(Asked.of(["U23471"], [2025])).total == 2
    assert KoladaSync.objects.count() == 2


def test_two_workers_never_store_the_same_batch(full, fetch, client_of_kolada):
    full.fails_after = 0
    with pytest.raises(Unavailable):
        fetch()
    run = KoladaSync.objects.get()
    late = KoladaSync.objects.get()
    store(run, _batch(run.plan[0]), [], AT)

    with pytest.raises(AnotherFetches, match="Någon annan"):
        store(late, _batch(late.plan[0]), [], AT)


def test_what_has_not_been_published_since_is_not_asked_for_again(full, fetch):
    fetch()
    before = len(full.about_values())

    run = fetch()

    assert (run.skipped, run.total, len(full.about_values())) == (1, 0, before)


def test_a_publication_makes_it_worth_asking_again(full, fetch):
    fetch()

    assert fetch(at=LATER).skipped == 0  # 4 October 2027 has been


def test_without_a_publication_date_only_what_has_changed_is_asked_for(full, fetch):
    full.kpis = [kpi("U23471", publication_date=None, publ_period=None)]
    fetch()
    before = len(full.about_values())

    fetch()

    assert all("from_date=2026-11-19" in path for path in full.about_values()[before:])
    assert len(full.about_values()) > before


def test_another_year_is_fetched_whatever_the_publication_dates(full, fetch):
    fetch()

    assert fetch(Asked.of(["U23471"], [2023, 2024, 2025])).skipped == 0


def test_what_is_fetched_is_remembered_with_what_is_awaited(full, fetch):
    fetch()

    choice = KoladaChoice.objects.get()
    assert (choice.fetched_on, choice.fetched_first, choice.fetched_last) == (date(2026, 11, 21), 2024, 2025)
    assert (choice.awaited_on, choice.awaited_period) == (date(2027, 10, 4), "2027")


def test_the_catalogue_is_kept_and_what_leaves_it_is_marked(full, fetch):
    full.kpis = [kpi("U23471"), kpi("N99999"), kpi("N00001", municipality_type="L")]
    fetch()
    assert set(KoladaKpi.objects.values_list("pk", flat=True)) == {"U23471", "N99999"}
    full.kpis = [kpi("U23471", "Nytt namn")]

    fetch(at=LATER)

    assert KoladaKpi.objects.get(pk="N99999").left_on == date(2027, 11, 21)
    assert (KoladaKpi.objects.get(pk="U23471").title, KoladaKpi.objects.get(pk="U23471").left_on) == (
        "Nytt namn",
        None,
    )


def test_a_discontinued_indicator_points_to_a_local_measurement(full, fetch):
    full.kpis = [kpi("U23471", "Nöjda, andel (%) (- 2024)")]

    fetch()

    assert KoladaKpi.objects.get().discontinued_after == 2024
    assert Indicator.objects.get().note == ENDED % 2024


def test_a_measure_that_is_discontinued_later_is_told_so(full, fetch):
    fetch()
    full.kpis = [kpi("U21468")]

    fetch(at=LATER)

    assert "finns inte längre" in Indicator.objects.get(kolada_id="U23471").note


def test_a_measure_of_the_same_thing_shares_its_concept(full, fetch, leksand):
    IndicatorFactory(
        municipality=leksand, kolada_id="U23471", concept="helhet", source_register="KKiK/Kolada"
    )

    fetch()

    assert Indicator.objects.get(source_register="Kolada").concept == "helhet"


def test_unit_data_goes_to_the_unit_with_the_same_name(full, fetch, world):
    full.kpis = [kpi("U23471", has_ou_data=True)]
    full.units = [
        {"id": "V15E1", "title": "Solgården", "municipality": OWN},
        {"id": "V15E2", "title": "Okänt boende", "municipality": OWN},
        {"id": "V15E3", "title": "Solgården", "municipality": OTHER},
    ]
    for unit, said in (("V15E1", 70), ("V15E2", 71)):
        full.unit_values["U23471", unit, 2025] = [value(said)]

    fetch()

    assert dict(KoladaUnit.objects.values_list("pk", "unit__slug")) == {"V15E1": "solgarden", "V15E2": None}
    assert dict(KoladaValue.objects.exclude(unit_code="").values_list("unit_code", "area")) == {
        "V15E1": OWN,
        "V15E2": OWN,
    }
    assert places()["solgarden", "2025"] == 70
    assert len(places()) == 9


def test_values_of_what_nobody_asked_for_are_left_out(full, fetch):
    full.values["N99999", OWN, 2025] = [value(1)]

    fetch()

    assert set(KoladaValue.objects.values_list("kpi_id", flat=True)) == {"U23471"}


def test_progress_says_what_and_how_much(full, fetch):
    told = []

    fetch(tell=told.append)

    assert told == [
        Progress(0, 3, "1 nyckeltal, alla kommuner, 2024"), Progress(1, 3, "1 nyckeltal, alla kommuner, 2025"),
        Progress(2, 3, "1 nyckeltal, grupper, 2024–2025"), Progress(3, 3, ""),
    ]  # fmt: skip


def test_the_log_says_who_fetched_what(full, fetch, world):
    fetch(by=world.people["developer"])

    entry = Entry.objects.get(event="kolada.fetched")
    assert (entry.actor_name, entry.details["added"], entry.municipality) == ("Ulla Utvecklare", 10, "ekvik")


def test_looking_ahead_keeps_nothing(full, leksand, client_of_kolada):
    plan = look_ahead(leksand, ASKED, client_of_kolada, AT)

    assert [batch.kind for batch in plan.batches] == ["areas", "areas", "groups"]
    assert (KoladaKpi.objects.count(), KoladaChoice.objects.count(), KoladaSync.objects.count()) == (0, 0, 0)
    assert full.about_values() == []


@pytest.mark.parametrize(
    ("code", "words"), [("", "saknar kommunkod"), ("9998", "ingen kommun med koden 9998")]
)
def test_without_a_code_that_kolada_knows_nothing_is_fetched(full, fetch, leksand, code, words):
    leksand.code = code

    with pytest.raises(CannotSync, match=words):
        fetch()


def test_two_municipalities_share_the_values_and_each_get_their_own_measures(
    full, fetch, world, client_of_kolada
):
    fetch()
    world.neighbour.code = OWN
    world.neighbour.save(update_fields=["code"])

    run = sync(world.neighbour, ASKED, client_of_kolada, AT)

    assert (run.added, run.unchanged) == (0, 10)
    assert list(Indicator.objects.order_by("pk").values_list("municipality__slug", flat=True)) == [
        "ekvik",
        "granby",
    ]
    assert set(
        Value.objects.filter(indicator__municipality=world.neighbour, comparison="").values_list("unit__slug")
    ) == {("granby",)}
