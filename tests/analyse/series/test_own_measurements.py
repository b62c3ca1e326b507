"""Own measurements as series: their periods, what is usual, where measuring changed, and what an action did to them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from hjulet.act.actions.choices import Verdict
from hjulet.analyse.effects.measured import weigh
from hjulet.analyse.effects.models import Expectation
from hjulet.analyse.effects.proposals import every_series
from hjulet.analyse.series.ground import Ground
from hjulet.analyse.series.measured import measured, told
from hjulet.analyse.series.models import Break
from hjulet.analyse.series.rules import SeriesKey, month_after
from hjulet.base.organisation.models import Lineage
from hjulet.check.indicators.measuring import totals
from hjulet.check.indicators.measuring.choices import Rhythm
from hjulet.check.indicators.measuring.rules import Typed, completed, period_of
from hjulet.check.indicators.models import Value
from tests.check.indicators.measuring.making import PEOPLE, WAIT, measurement
from tests.factories import ActionFactory, UnitFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
AT = datetime(2026, 11, 21, 8, tzinfo=UTC)
FIRST = date(2024, 11, 1)
USUAL = [70, 74, 69, 72, 71, 73, 70, 75, 68, 72, 71, 70]


def measure(world, above, unit="solgarden", what=None, first=FIRST, whole=1000):
    """A month each, `above` of 1 000; None is a month that could not be measured."""
    found = what or measurement(world, unit, first=first)
    indicator = found.indicator
    for index, amount in enumerate(above):
        period = period_of(Rhythm.MONTH, month_after(first, index))
        typed = Typed(why_not="–") if amount is None else Typed(None, Decimal(amount), Decimal(whole))
        now = totals.written(completed(typed, indicator.counting))
        Value.objects.create(**totals.columns(indicator, world.units[unit], period, Rhythm.MONTH, now))
    return found


def series(world, found, unit="solgarden", who="manager"):
    key = SeriesKey.read(f"indicator:{found.indicator.slug}:{unit}")
    return measured(Ground.of(world.municipality), key, world.people[who], TODAY)


def test_what_was_not_measured_is_a_hole_and_not_zero(world):
    found = series(world, measure(world, [70, None, 72]))

    assert found.labels == ("nov 2024", "dec 2024", "jan 2025")
    assert [None if value != value else round(value, 1) for value in found.values] == [7.0, None, 7.2]


def test_few_periods_say_so_and_draw_no_limits(world):
    words = told(series(world, measure(world, [70, 72, 71])))

    assert words.finding == "Det finns 3 perioder. Från 12 går det att säga vad som är vanligt."
    assert not any(words.chart.centre)


@pytest.mark.parametrize(
    ("above", "finding"),
    [
        (USUAL * 2, "Det senaste året sticker ingen period ut. Det vanliga är kring 7,1\u00a0%."),
        (
            [*USUAL, *USUAL[:-1], 140],
            "Okt 2026 sticker ut: 14\u00a0%, mot 7,4\u00a0% som är vanligt. Vad hände då?",
        ),
        (
            [*[66, 78] * 8, *[66, 68] * 4],
            "Minst sju perioder i rad ligger under det vanliga. Vad har ändrats?",
        ),
    ],
)
def test_the_unusual_is_told_and_the_usual_is_left_in_peace(world, above, finding):
    assert told(series(world, measure(world, above))).finding == finding


def test_small_groups_are_holes_to_those_without_the_duty(world):
    found = measurement(world, "solgarden", what=WAIT, how=PEOPLE, first=FIRST)
    measure(world, [90, 80, 70], what=found, whole=3)

    assert told(series(world, found, who="department_head")).chart is None
    assert series(world, found).values.tolist() == [30.0, 26.7, 23.3]


def test_the_series_goes_on_over_a_new_name(world):
    world.units["nya"] = UnitFactory(parent=world.units["aldreomsorg"], slug="nya", name="Nya Solgården")
    Lineage.objects.create(
        kind="renamed", from_unit=world.units["solgarden"], to_unit=world.units["nya"],
        happened_on=date(2025, 1, 1), happened_on_said="2025-01-01",
    )  # fmt: skip
    found = measure(world, [70, 71])
    measure(world, [72, 73], unit="nya", what=found, first=date(2025, 1, 1))

    assert len(series(world, found, unit="nya", who="department_head").values) == 4


def test_a_new_way_of_measuring_begins_the_series_anew(world, client):
    found = measure(world, [*USUAL, *[amount * 2 for amount in USUAL]])
    client.force_login(world.people["sas"])

    answer = client.post(
        reverse("series:create_break"),
        {"title": "Nytt lönesystem", "month": 11, "year": 2025, "unit": "", "touches": f"measure:{found.indicator.slug}"},
        follow=True,
    )  # fmt: skip

    assert "Sjukfrånvaro" in answer.text
    assert Break.objects.get().measure == found.indicator.slug
    again = series(world, found)
    assert again.starts == (12,)
    assert "sticker ingen period ut" in told(again).finding


def test_the_page_and_the_catalogue_show_it(world, client):
    found = measure(world, USUAL * 2)
    client.force_login(world.people["manager"])

    page = client.get(reverse("series:detail", args=[f"indicator:{found.indicator.slug}:solgarden"]))
    catalogue = client.get(reverse("series:list"), {"enhet": "solgarden"})

    assert "sticker ingen period ut" in page.text
    assert "24 perioder" in catalogue.text


def test_an_action_may_choose_it_and_is_weighed_against_it(world):
    found = measure(world, [*USUAL, *USUAL[:4], *[50, 49, 51, 50, 48, 50, 52, 49]])
    ground, user = Ground.of(world.municipality), world.people["manager"]
    key = f"indicator:{found.indicator.slug}:solgarden"
    assert (key, "Sjukfrånvaro") in dict(every_series(ground, "solgarden", user, TODAY))["Mått"]
    expected = Expectation.objects.create(
        action=ActionFactory(unit=world.units["solgarden"]), series=key, wanted="less", is_leading=True,
        from_month=date(2026, 3, 1), stated_by=user, stated_at=datetime(2026, 2, 1, tzinfo=UTC),
    )  # fmt: skip

    weighed = weigh(ground, expected, user, TODAY)

    assert weighed.verdict == Verdict.IMPROVED
    assert weighed.sentence.startswith("Före åtgärden i genomsnitt 7,1\u00a0%, efter 5\u00a0%.")
    assert weighed.frozen["picture"]["values"][0] == 7.0


@pytest.mark.parametrize(
    ("above", "from_month", "verdict"),
    [
        ([*USUAL, *USUAL[:4], 50, 51], date(2026, 3, 1), Verdict.TOO_EARLY),
        ([*USUAL[:6], 50, 50, 50, 50], date(2026, 3, 1), Verdict.NOT_MEASURED),
        (USUAL * 2, date(2025, 11, 1), Verdict.NO_SURE_CHANGE),
    ],
)
def test_no_verdict_that_the_periods_cannot_carry(world, above, from_month, verdict):
    start = FIRST if len(above) > 12 else date(2025, 9, 1)
    found = measure(world, above, first=start)
    expected = Expectation.objects.create(
        action=ActionFactory(unit=world.units["solgarden"]), wanted="less", is_leading=True,
        series=f"indicator:{found.indicator.slug}:solgarden", from_month=from_month,
        stated_by=world.people["manager"], stated_at=datetime(2026, 2, 1, tzinfo=UTC),
    )  # fmt: skip

    assert weigh(Ground.of(world.municipality), expected, world.people["manager"], TODAY).verdict == verdict
