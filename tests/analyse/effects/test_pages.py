"""The pages of effects: saying what an action should move, the review on its day, the list, the thread."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hjulet.act.actions.choices import Status
from hjulet.act.actions.models import EffectReview
from hjulet.analyse.effects.choices import Wanted
from hjulet.analyse.effects.models import Expectation
from hjulet.analyse.effects.threads import of_action
from hjulet.base.log.models import Entry
from tests.analyse.support import NOW, a_type, count, fall, steady
from tests.factories import ActionFactory, DeviationFactory, EffectReviewFactory, NeedFactory
from tests.world import TODAY

LIST = reverse("effects:list")
LAST_YEAR = datetime(2024, 10, 1, tzinfo=UTC)


def html(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def action(world, unit="solgarden", **more):
    return ActionFactory(
        unit=world.units[unit], title="Larmmatta vid sängen", **{"status": Status.DONE} | more
    )


def expectation(world, about, series=None, **more) -> Expectation:
    said = {
        "wanted": Wanted.LESS,
        "from_month": date(2024, 11, 1),
        "stated_by": world.people["sas"],
        "stated_at": LAST_YEAR,
    }
    leads = {"is_leading": True}
    return Expectation.objects.create(action=about, series=str(series or fall()), **leads | said | more)


def where(name, row) -> str:
    return reverse(f"effects:{name}", args=[row.pk])


def said(series=None, **more):
    form = {
        "series": str(series or fall(what="*")),
        "other": "",
        "wanted": "less",
        "month": "1",
        "year": 2026,
        "size": "",
        "trigger_months": 3,
    }
    return form | more


def concluded(**more):
    return {"judged": "improved", "judgement": "Vi märker skillnad.", "next_step": "keep"} | more


# -- what it should move ---------------------------------------------------------------------------------------------
def test_types_of_the_answered_events_are_proposed_first_with_how_long_it_takes(world, signed_in):
    count(world.units["solgarden"], a_type(world), [4] * 36)
    count(world.units["solgarden"], a_type(world, "annat"), [9] * 36)
    found = action(world)
    deviation = DeviationFactory(unit=world.units["solgarden"], law="hsl", part={"type": a_type(world)})
    deviation.actions.through.objects.create(deviation=deviation, action=found, **_decided(world, deviation))

    shown = html(signed_in("manager").get(where("expect", found)))

    assert "Hur vet vi att en förändring blir en förbättring?" in shown
    assert shown.index("Fall, Solgården. Med 4,0 i månaden syns en halvering efter ungefär") < shown.index(
        "Alla avvikelser enligt HSL, Solgården"
    )


def _decided(world, deviation):
    names = {field.name for field in deviation.actions.through._meta.get_fields()}
    said = {"part": deviation.parts.get(), "decided_by": world.people["manager"], "decided_at": NOW}
    return {name: value for name, value in said.items() if name in names}


def test_long_wait_offers_denser_series_each_with_its_own(world, signed_in):
    kind = a_type(world, "utebliven-dos", parent=a_type(world, "lakemedel"))
    count(world.units["solgarden"], kind, [1, 0] * 18)
    count(world.units["solgarden"], a_type(world, "lakemedel"), [5] * 36)
    count(world.units["bjorkgarden"], kind, [9] * 36)
    found = action(world)
    expectation(world, found, fall(what="utebliven-dos"))

    shown = html(signed_in("manager").get(where("expect", found)))

    assert "syns en halvering inte ens på tre år" in shown
    assert "Det är länge att vänta" in shown
    assert "Lakemedel, Solgården" in shown
    assert "Utebliven-dos, Äldreomsorg" in shown


def test_denser_series_is_followed_instead(world, signed_in):
    a_type(world)
    one = expectation(world, action(world))

    client = signed_in("manager")
    client.post(where("switch", one), {"series": str(fall("aldreomsorg")), "months_before": 36})
    one.refresh_from_db()

    assert (one.series, one.months_before) == (str(fall("aldreomsorg")), 36)
    assert Entry.objects.latest("pk").event == "expectation.switched"


@pytest.mark.parametrize(
    "series",
    [
        "hej",
        "deviations:hsl:fall:lonnen",
        "deviations:hsl:fall:granby",
        "deviations:hsl:finns-inte:solgarden",
        "",
    ],
)
def test_action_cannot_move_what_lies_elsewhere_or_nowhere(world, signed_in, series):
    a_type(world)
    one = expectation(world, action(world))

    client = signed_in("manager")
    answer = client.post(where("switch", one), {"series": series, "months_before": 24}, follow=True)
    one.refresh_from_db()

    assert "Serien finns inte" in html(answer)
    assert one.series == str(fall())


def test_expectation_is_stated_once_the_first_leads_and_it_is_logged(world, signed_in):
    count(world.units["solgarden"], a_type(world), [4] * 36)
    found, client = action(world), signed_in("manager")
    for _again in range(2):
        assert client.post(where("expect", found), said(size=30)).status_code == 302
    client.post(where("expect", found), said("annan", other=str(fall())))

    one, two = Expectation.objects.order_by("pk")
    assert (one.is_leading, one.size, one.from_month, one.trigger_months) == (True, 30, date(2026, 1, 1), 3)
    assert (two.is_leading, two.series) == (False, str(fall()))
    assert Entry.objects.filter(event="expectation.stated").count() == 2


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"series": "annan"}, "Välj vilken serie det gäller"),
        ({"series": "hej"}, "giltigt"),
        ({"wanted": ""}, "Välj ett av alternativen"),
        ({"year": 1812}, "Skriv ett år mellan"),
        ({"size": 150}, "minska med högst 100 procent"),
        ({"size": "mycket"}, "heltal"),
        ({"trigger_months": 40}, "6"),
    ],
)
def test_expectation_that_cannot_be_understood_is_said_in_words(world, signed_in, changed, words):
    a_type(world)

    assert words in html(signed_in("manager").post(where("expect", action(world)), said(**changed)))
    assert not Expectation.objects.exists()


def test_another_series_leads_and_when_it_is_taken_away_the_oldest_does(world, signed_in):
    a_type(world)
    found, client = action(world), signed_in("manager")
    one = expectation(world, found)
    two = expectation(world, found, fall(what="*"), is_leading=False)

    client.post(where("lead", two))
    assert [row.is_leading for row in Expectation.objects.order_by("pk")] == [False, True]

    client.post(where("drop", two))
    assert Expectation.objects.get() == one
    assert Expectation.objects.get().is_leading


# -- the review ------------------------------------------------------------------------------------------------------
def a_fall_that_helped(world):
    count(world.units["solgarden"], a_type(world), [*steady(9, 12), *steady(3, 24, seed=2)])
    count(world.units["solgarden"], a_type(world, "annat"), steady(6, seed=3))
    found = action(world)
    expectation(world, found)
    return EffectReviewFactory(action=found, booked_by=world.people["manager"])


def test_review_shows_verdict_picture_and_judgement_side_by_side(world, signed_in):
    shown = html(signed_in("manager").get(where("review", a_fall_that_helped(world))))

    assert "Förbättring" in shown
    assert "Det är mer än slumpen förklarar" in shown
    assert "åtgärden" in shown
    assert "Hur bedömer du själv?" in shown


def test_verdict_is_frozen_as_it_was_that_day(world, signed_in):
    review, client = a_fall_that_helped(world), signed_in("manager")

    assert client.post(where("review", review), concluded()).status_code == 302
    review.refresh_from_db()
    assert (review.verdict, review.judged, review.next_step) == ("improved", "improved", "keep")
    before = review.verdict_facts["sentence"]
    count(world.units["solgarden"], a_type(world, "annat"), [50], severity=2)
    Expectation.objects.all().delete()

    shown = html(client.get(where("review", review)))
    assert before in shown
    assert "Vi märker skillnad." in shown
    assert "<svg" in shown


def test_review_without_expectation_says_what_is_missing_and_can_be_concluded(world, signed_in):
    review = EffectReviewFactory(action=action(world), booked_by=world.people["manager"])
    client = signed_in("manager")

    assert "Ingen har sagt vad åtgärden ska förändra" in html(client.get(where("review", review)))
    client.post(where("review", review), concluded(judged="no_sure_change"))
    review.refresh_from_db()
    assert review.verdict == "not_measured"


@pytest.mark.parametrize(
    "changed", [{"judgement": ""}, {"judged": ""}, {"next_step": "hej"}, {"next_step": "spread"}]
)
def test_unfinished_judgement_keeps_what_is_written(world, signed_in, changed):
    review = a_fall_that_helped(world)

    shown = html(signed_in("manager").post(where("review", review), concluded(**changed)))

    assert "error" in shown
    assert EffectReview.objects.get().reviewed_on is None


def test_two_who_conclude_at_once_are_told(world, signed_in):
    review = a_fall_that_helped(world)
    client = signed_in("manager")
    client.post(where("review", review), concluded())

    assert "redan gjord" in html(client.post(where("review", review), concluded(), follow=True))


def test_small_numbers_and_the_picture_stay_with_those_whose_duty_it_is(world, signed_in):
    count(world.units["solgarden"], a_type(world), [1, 0, 0, 0] * 9)
    found = action(world)
    expectation(world, found, from_month=date(2026, 2, 1))
    review = EffectReviewFactory(action=found, booked_by=world.people["manager"])

    own, director, staff = (
        html(signed_in(key).get(where("review", review))) for key in ("manager", "director", "staff")
    )

    assert "Före åtgärden" in own
    for shown in (director, staff):
        assert "Talen är små" in shown
        assert "Före åtgärden" not in shown
        assert "<figure" not in shown
    assert "Spara uppföljningen" in director
    assert "Spara uppföljningen" not in staff


def test_staff_reads_a_review_and_does_not_conclude_it(world, signed_in):
    review = a_fall_that_helped(world)

    assert signed_in("staff").post(where("review", review), concluded()).status_code == 403
    assert EffectReview.objects.get().reviewed_on is None


# -- the list, and the thread ------------------------------------------------------------------------------------------
def test_list_shows_late_ahead_and_done(world, signed_in):
    by = {"booked_by": world.people["manager"]}
    EffectReviewFactory(action=action(world), due_on=date(2024, 1, 1), **by)
    EffectReviewFactory(action=action(world), due_on=date(2100, 1, 1), **by)
    EffectReviewFactory(action=action(world), is_concluded=True, **by)
    EffectReviewFactory(action=action(world, "lonnen"), due_on=date(2024, 1, 1), **by)
    client = signed_in("manager")

    assert "Att göra nu: 1. Försenade: 1. Bokade framåt: 1. Gjorda: 1." in html(client.get(LIST))
    assert html(client.get(f"{LIST}?visa=gjorda")).count(reverse("effects:review", args=[1])[:-2]) >= 1
    assert "Förbättring" in html(client.get(f"{LIST}?visa=gjorda"))
    assert "Inga uppföljningar stämmer" in html(signed_in("other_manager").get(f"{LIST}?visa=gjorda"))
    assert "hej" not in html(client.get(f"{LIST}?visa=hej&enhet=hej"))


def test_pages_ask_the_same_however_many_there_are(world, signed_in):
    client = signed_in("manager")
    count(world.units["solgarden"], a_type(world), steady(2))
    asked = []
    for number in range(3):
        found = action(world)
        review = EffectReviewFactory(
            action=found, booked_by=world.people["manager"], due_on=date(2026, 1, 1 + number)
        )
        expectation(world, found)
        expectation(world, found, fall(what="*"), is_leading=False)
        pages = (LIST, where("expect", found), where("review", review))
        asked.append([_queries(client, one) for one in pages])

    assert asked[0] == asked[2]
    assert max(asked[0]) <= 20


def _queries(client, address) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_thread_goes_from_what_led_here_to_what_it_gave(world):
    review = a_fall_that_helped(world)
    need = NeedFactory(unit=world.units["solgarden"], title="Färre fall")
    review.action.needs.add(need)

    beads = of_action(review.action, world.people["manager"], TODAY)

    assert [bead.kind for bead in beads] == ["source", "action", "expectation", "effect"]
    assert beads[0].title == "Färre fall"
    assert beads[2].title == "Fall, Solgården: färre eller lägre från november 2024"
    assert beads[3].is_missing


def test_thread_with_nothing_tied_to_it_says_what_to_do(world):
    beads = of_action(action(world), world.people["manager"], TODAY)

    assert [bead.is_missing for bead in beads] == [True, False, True, True]
    assert beads[3].to_do == "Effekten är inte uppföljd. Boka uppföljning."
