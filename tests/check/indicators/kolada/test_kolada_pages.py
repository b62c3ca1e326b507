"""Kolada's page: what it says, who may, what the buttons do, and the command beside it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from hjulet.base.log.models import Entry
from hjulet.base.notices.models import Notice
from hjulet.check.indicators.models import Indicator, KoladaChoice, KoladaKpi, KoladaSync, KoladaValue
from hjulet.check.indicators.sources.kolada.ready_made import BY_KEY, HOME_CARE, KKIK
from tests.check.indicators.kolada.conftest import AT, LATER
from tests.check.indicators.kolada.server import COUNTRY, OWN, kpi

PAGE = "indicators:kolada"
CHOOSERS = {"sas", "mas", "mar", "developer"}


def chosen():
    return set(KoladaChoice.objects.values_list("kpi_id", flat=True))


@pytest.mark.parametrize(
    "who", ["staff", "manager", "director", "sas", "mas", "mar", "developer", "politician", "administrator"]
)
def test_those_who_correct_figures_choose_what_is_fetched(signed_in, who):
    client = signed_in(who)
    expected = 200 if who in CHOOSERS else 403

    assert client.get(reverse(PAGE)).status_code == expected
    if expected == 403:
        for name in (PAGE, "indicators:kolada_code", "indicators:kolada_fetch", "indicators:kolada_local"):
            assert client.post(reverse(name), {"sets": ["kkik"]}).status_code == 403
        assert chosen() == set()


@pytest.mark.parametrize(("who", "is_there"), [("developer", True), ("manager", False)])
def test_the_list_leads_to_kolada_for_those_who_choose(signed_in, who, is_there):
    answer = signed_in(who).get(reverse("indicators:list"))

    (assertContains if is_there else assertNotContains)(answer, reverse(PAGE))


def test_a_ready_made_set_is_chosen_with_one_tick_and_left_with_another(signed_in):
    client = signed_in("developer")

    answer = client.post(reverse(PAGE), {"sets": ["kkik", "aldre-hemtjanst"]}, follow=True)

    assertContains(answer, "Valet är sparat.")
    assertContains(answer, "Hemtjänst: nöjda, helhetssyn")
    assert chosen() == {*KKIK.ids, *HOME_CARE.ids}
    client.post(reverse(PAGE), {"sets": ["aldre-hemtjanst"]})
    assert chosen() == set(HOME_CARE.ids)
    assert [entry.event for entry in Entry.objects.filter(event__startswith="kolada")] == [
        "kolada.chosen"
    ] * 2


def test_one_indicator_of_the_catalogue_is_found_followed_and_left(signed_in):
    KoladaKpi.objects.create(id="N99999", title="Utevistelse i säbo, andel (%)", operating_area="Äldre")
    client = signed_in("sas")

    assertContains(client.get(reverse(PAGE), {"sok": "utevistelse säbo"}), "N99999")
    answer = client.post(reverse(PAGE), {"kpi": "N99999", "keep": "1", "sok": "utevistelse"})
    assert (chosen(), answer.url) == ({"N99999"}, f"{reverse(PAGE)}?sok=utevistelse#katalog")
    assertContains(client.get(reverse(PAGE), {"sok": "utevistelse"}), "Följs")
    client.post(reverse(PAGE), {"kpi": "N99999"})
    assert chosen() == set()


def test_what_is_named_so_is_found_before_what_only_mentions_it_and_the_ended_last(db):
    KoladaKpi.objects.create(id="N00001", title="Annat", definition="Handlar om trygghet")
    KoladaKpi.objects.create(id="N00002", title="Trygghet (- 2024)", discontinued_after=2024)
    KoladaKpi.objects.create(id="N00003", title="Trygghet")
    KoladaKpi.objects.create(id="N00004", title="Trygghet", left_on=AT.date())

    assert [kpi.pk for kpi in KoladaKpi.objects.matching("trygghet")] == ["N00003", "N00001", "N00002"]
    assert [kpi.pk for kpi in KoladaKpi.objects.matching("n00001")] == ["N00001"]


def test_search_that_finds_nothing_says_so(signed_in):
    KoladaKpi.objects.create(id="N99999", title="Annat", operating_area="Äldre")

    assertContains(signed_in("sas").get(reverse(PAGE), {"sok": "finns inte"}), "0 nyckeltal.")


@pytest.mark.parametrize(
    "typed", [{"kpi": "N00000", "keep": "1"}, {"kpi": "<x>", "keep": "1"}, {"sets": ["annat"]}]
)
def test_a_choice_that_does_not_exist_changes_nothing(signed_in, typed):
    client = signed_in("developer")

    client.post(reverse(PAGE), typed)

    assert chosen() == set()


def test_the_municipality_says_which_one_it_is(signed_in, world):
    client = signed_in("developer")
    assertContains(client.get(reverse(PAGE)), "Vilken kommun är ni?")

    assertContains(client.post(reverse("indicators:kolada_code"), {"code": "29"}), "fyra siffror")
    client.post(reverse("indicators:kolada_code"), {"code": OWN})

    world.municipality.refresh_from_db()
    assert world.municipality.code == OWN
    assertNotContains(client.get(reverse(PAGE)), "Vilken kommun är ni?")


def test_the_button_fetches_what_is_followed(signed_in, kolada, leksand):
    client = signed_in("developer")
    client.post(reverse(PAGE), {"kpi": "U23471", "keep": "1"})
    kolada.put("U23471", OWN, 2025, 82)

    answer = client.post(reverse("indicators:kolada_fetch"), follow=True)

    assertContains(answer, "Hämtningen är beställd.")
    assertContains(answer, "1 nya värden och 0 ändrade")
    assertContains(answer, "Källa: Kolada")
    assert KoladaSync.objects.get().is_finished
    assertContains(client.get(reverse("indicators:detail", args=["kolada-u23471"])), "Källa: Kolada")


def test_a_fetch_that_stopped_says_so_and_the_page_still_works(signed_in, kolada, leksand):
    client = signed_in("developer")
    client.post(reverse(PAGE), {"kpi": "U23471", "keep": "1"})
    kolada.fails_after = 0

    answer = client.post(reverse("indicators:kolada_fetch"), follow=True)

    assertContains(answer, "Kolada svarar inte just nu")
    assertContains(answer, "Hämta igen så fortsätter det där.")


def test_a_fetch_that_never_began_is_told_to_the_one_who_asked(signed_in, kolada, leksand):
    leksand.code = "9998"
    leksand.save(update_fields=["code"])
    client = signed_in("developer")
    client.post(reverse(PAGE), {"kpi": "U23471", "keep": "1"})

    client.post(reverse("indicators:kolada_fetch"))

    notice = Notice.objects.get()
    assert notice.title.startswith("Hämtningen från Kolada stannade. Kolada har ingen kommun med koden 9998.")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("", "Skriv kommunkoden först."), (OWN, "Välj något att hämta först."),
        ("X001", "Kommunen är påhittad och finns inte i Kolada."),
    ],
)  # fmt: skip
def test_nothing_is_fetched_before_it_can_be(signed_in, leksand, code, words):
    leksand.code = code
    leksand.save(update_fields=["code"])

    assertContains(signed_in("developer").post(reverse("indicators:kolada_fetch"), follow=True), words)


def test_a_fetch_in_progress_says_how_far_it_has_come(signed_in, leksand):
    KoladaSync.objects.create(municipality=leksand, asked={}, plan=[1, 2, 3], position=2, started_at=AT)

    assertContains(signed_in("developer").get(reverse(PAGE)), "Hämtar: 2 av 3 omgångar.")


def test_what_kolada_changed_is_shown_with_what_it_was(signed_in, kolada, fetch):
    kolada.put("U23471", OWN, 2025, 82)
    kolada.put("U23471", COUNTRY, 2025, 80)
    fetch()
    kolada.put("U23471", OWN, 2025, 81.5)
    kolada.put("U23471", COUNTRY, 2025, 79)
    fetch(at=LATER)

    answer = signed_in("developer").get(reverse(PAGE))

    assertContains(answer, '<td class="number">82</td><td class="number">81,5</td>')
    assertNotContains(answer, '<td class="number">80</td>')


def test_what_kolada_has_ended_can_be_measured_on_ones_own(signed_in, kolada, fetch):
    kolada.kpis = [kpi("U23471", "Nöjda, andel (%) (- 2024)")]
    kolada.put("U23471", OWN, 2024, 82)
    fetch()
    client = signed_in("developer")
    assertContains(client.get(reverse(PAGE)), "avslutat efter 2024")

    for _ in range(2):
        answer = client.post(reverse("indicators:kolada_local"), {"kpi": "U23471"})

    own = Indicator.objects.get(source_register="egen mätning")
    assert answer.url == reverse("indicators:create_value", args=[own.slug])
    assert (own.kolada_id, own.concept) == ("U23471", Indicator.objects.get(source_register="Kolada").concept)
    assertNotContains(client.get(reverse("indicators:detail", args=[own.slug])), "Källa: Kolada")
    assertContains(client.get(reverse(PAGE)), "Egen mätning:")


def test_what_was_never_fetched_cannot_be_continued(signed_in):
    answer = signed_in("developer").post(reverse("indicators:kolada_local"), {"kpi": "U23471"}, follow=True)

    assertContains(answer, "Hämta måttet från Kolada först.")


def test_the_page_asks_the_database_as_often_whatever_it_follows(
    signed_in, django_assert_max_num_queries, django_assert_num_queries
):
    client = signed_in("developer")
    client.post(reverse(PAGE), {"kpi": "U23471", "keep": "1"})
    client.get(reverse(PAGE))
    with django_assert_max_num_queries(20) as few:
        client.get(reverse(PAGE))
    asked = len(few.captured_queries)
    client.post(reverse(PAGE), {"sets": list(BY_KEY)})
    client.get(reverse(PAGE))

    with django_assert_num_queries(asked):
        client.get(reverse(PAGE))


# -- the command ----------------------------------------------------------------------------------------------------


def run(*words):
    said = StringIO()
    call_command("kolada", *words, stdout=said)
    return said.getvalue()


def test_the_command_fetches_and_says_what_has_changed(kolada, leksand):
    kolada.put("U23471", OWN, 2025, 82)
    asked = ("sync", "--municipality", "ekvik", "--kpi", "U23471", "--years", "2024-2025")
    assert "1 nya värden, 0 ändrade, 0 oförändrade." in run(*asked)
    kolada.put("U23471", OWN, 2025, 81)

    said = run("sync", "--municipality", "ekvik", "--years", "2024-2025", "--everything")

    assert "1 av 3: 1 nyckeltal, alla kommuner, 2024" in said
    assert "U23471 2025: 82.000000 → 81.000000" in said
    assert (
        "0 nya värden, 1 ändrade, 0 oförändrade. 0 nyckeltal väntas inte ha något nytt. Källa: Kolada."
        in said
    )


def test_the_dry_run_says_what_it_would_ask_and_keeps_nothing(kolada, leksand):
    said = run("sync", "--municipality", "ekvik", "--set", "kkik", "--years", "2025", "--dry-run")

    assert "1: 24 nyckeltal, alla kommuner, 2025" in said
    assert "Inget är hämtat, inget är sparat." in said
    assert (KoladaSync.objects.count(), KoladaValue.objects.count(), chosen()) == (0, 0, set())


def test_the_command_can_say_which_municipality_it_is(kolada, world):
    run("sync", "--municipality", "granby", "--code", OWN, "--kpi", "U23471", "--years", "2025")

    world.neighbour.refresh_from_db()
    assert world.neighbour.code == OWN


def test_the_command_searches_the_fetched_catalogue(kolada, db):
    assert "Katalogen är inte hämtad" in run("search", "helhetssyn")
    assert "2 nyckeltal i katalogen." in run("catalogue")

    assert "U23471  Nöjda, helhetssyn, andel (%)" in run("search", "helhetssyn", "nöjda")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("sync",), "Säg vilken kommun"),
        (("sync", "--municipality", "ingen"), "finns inte"),
        (("sync", "--municipality", "ekvik"), "Inget är valt"),
        (("sync", "--municipality", "ekvik", "--kpi", "U23471", "--years", "i år"), "är inte år"),
        (("sync", "--municipality", "granby", "--kpi", "U23471"), "saknar kommunkod"),
        (("sync", "--municipality", "ekvik", "--kpi", "X1"), "Finns inte i katalogen: X1."),
    ],
)
def test_the_command_says_what_is_wrong(kolada, leksand, words, reason):
    with pytest.raises(CommandError, match=reason):
        run(*words)
