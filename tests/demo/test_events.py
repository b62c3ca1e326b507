"""The invented events: as many as they should be, the same every time, with the two things hidden in them findable."""

from collections import Counter
from datetime import date

import pytest

from hjulet.act.actions.choices import Verdict
from hjulet.act.actions.models import Action
from hjulet.base.identities.models import Identity
from hjulet.base.log.models import Entry
from hjulet.base.notices.models import Notice
from hjulet.base.organisation.models import Exposure, Unit
from hjulet.check.deviations.choices import Door, Law, State
from hjulet.check.deviations.models import (
    DecidedAction,
    Deviation,
    DeviationType,
    ExternalMatter,
    MonthCount,
    Part,
    StandardAnswer,
    TeamMember,
    UnitDoor,
)
from hjulet.check.deviations.workflows.counting import count_everything
from hjulet.check.lex.models import LexCase
from hjulet.check.surveys.models import FollowedPerson
from hjulet.demo.events import places, words
from hjulet.demo.events.plan import everything
from hjulet.report.reports.choices import Edition, Kind
from hjulet.report.reports.scope import Scope
from hjulet.report.reports.sections import deviations as chapter
from hjulet.statistics import effect

LATE = date(2026, 11, 15)


def test_the_same_events_happen_every_time():
    assert everything(LATE) == everything(LATE)


@pytest.mark.parametrize(("law", "least", "most"), [(Law.HSL, 1800, 2200), (Law.SOL, 260, 340)])
def test_a_year_has_about_as_many_events_as_a_municipality_of_that_size(law, least, most):
    happened = Counter((one.law, one.happened_on.year) for one in everything(LATE))

    assert least <= happened[law, 2025] <= most


def test_nothing_is_told_before_it_has_happened():
    until = date(2026, 3, 10)

    told = everything(until)

    assert max(one.reported_on for one in told) <= until
    assert all(one.closed_on <= until for one in told if one.state == State.CLOSED)


def test_every_type_that_happens_can_be_told():
    codes = {code for spot in places.SPOTS for code in {**spot.hsl_types, **spot.sol_types}}

    assert codes == set(words.TELLINGS) & codes


def test_nearly_all_are_closed_and_the_rest_are_in_every_state():
    states = Counter(one.state for one in everything(LATE))

    assert states[State.CLOSED] / states.total() > 0.9
    assert {State.NOT_A_DEVIATION, State.DUPLICATE, State.INVESTIGATED, State.JUDGED} <= set(states)


def test_the_hidden_change_is_more_than_chance():
    months = Counter(
        one.happened_on.replace(day=1)
        for one in everything(LATE)
        if one.unit.startswith(places.CHANGED_PLACE) and one.code == places.CHANGED_CODE
    )
    all_months = [date(2024 + n // 12, n % 12 + 1, 1) for n in range(10, 34)]
    before = [months[month] for month in all_months if month < places.CHANGED_FROM]
    after = [months[month] for month in all_months if month >= places.CHANGED_FROM]

    found = effect(before, after, improvement=-1, measure="ratio")

    assert found.lower < places.LEFT < found.upper < 1


def test_the_silent_unit_says_nothing_though_people_live_there(demonstration):
    unit = Unit.objects.get(slug=places.SILENT)
    since = Exposure.objects.filter(unit=unit, month__gte=places.SILENT_FROM)

    assert not MonthCount.objects.filter(unit=unit, month__gte=places.SILENT_FROM).exists()
    assert MonthCount.objects.filter(unit=unit, month__lt=places.SILENT_FROM).count() > 50
    assert {exposure.amount / places_residents(unit.slug) for exposure in since} <= {30, 31}


def places_residents(slug: str) -> int:
    return next(spot.residents for spot in places.SPOTS if spot.slug == slug)


def test_the_report_finds_the_silent_unit_and_no_other(demonstration):
    facts = {}
    for year in (2025, 2026):
        scope = Scope(Kind.QUALITY, Unit.objects.get(slug="lingonfors"), year, Edition.INTERNAL)
        facts[year] = chapter.collect(scope)

    assert [one.unit for one in facts[2025].quiet] == []
    assert [one.unit for one in facts[2026].quiet] == ["Åkanten nedre"]


def test_the_evening_routine_is_found_to_have_helped_and_the_others_not(demonstration):
    verdicts = {
        action.slug: {review.verdict for review in action.reviews.all() if review.is_concluded}
        for action in Action.objects.filter(unit__municipality__slug="lingonfors", deviations__isnull=False)
    }

    assert verdicts["kvallsrutin"] == {Verdict.IMPROVED}
    assert Verdict.IMPROVED not in {
        verdict for slug, said in verdicts.items() if slug != "kvallsrutin" for verdict in said
    }


def test_counted_months_are_what_the_cases_say(demonstration):
    before = counted()

    count_everything(Deviation.objects.first().municipality)

    assert counted() == before
    assert len(before) > 500


def counted() -> list[tuple]:
    cells = MonthCount.objects.order_by("unit", "month", "law", "type", "severity")
    return list(cells.values_list("unit", "month", "law", "type", "severity", "number"))


def test_every_closed_case_could_have_been_closed_by_hand(demonstration):
    closed = Part.objects.filter(deviation__state=State.CLOSED, moved_to_lex_at=None)

    assert not closed.filter(severity=None).exists()
    assert not closed.filter(causes=None).exists()
    assert not closed.filter(informed="").exists()
    assert not closed.filter(law=Law.HSL, care_injury="").exists()


def test_every_type_was_valid_on_the_day(demonstration):
    for kind in DeviationType.objects.filter(municipality__slug="lingonfors", parent=None):
        days = Deviation.objects.filter(parts__type=kind).values_list("happened_on", flat=True)
        assert all(kind.is_valid_on(day) for day in days), kind.code


def test_there_is_one_of_everything_to_try(demonstration):
    open_ = set(Deviation.objects.open().values_list("state", flat=True))

    assert open_ >= {State.RECEIVED, State.JUDGED, State.INVESTIGATED, State.ACTED_ON, State.FOLLOWED_UP}
    assert ExternalMatter.objects.count() == 12
    assert UnitDoor.objects.filter(is_open=True).count() == 2
    assert TeamMember.objects.count() == 1
    assert StandardAnswer.objects.count() == 6
    assert DecidedAction.objects.exclude(cause=None).count() > 20
    assert set(Deviation.objects.values_list("door", flat=True)) == {Door.IMPORTED, Door.SIGNED_IN, Door.UNIT}
    assert set(LexCase.objects.values_list("state", flat=True)) >= {
        "closed",
        "notified",
        "proposed",
        "investigated",
    }


def test_few_persons_are_named_and_two_cases_are_about_one(demonstration):
    followed = FollowedPerson.objects.values("identity")  # whom no case is about
    marks = Counter(Identity.objects.exclude(pk__in=followed).values_list("blind_mark", flat=True))

    assert marks.total() <= 12
    assert max(marks.values()) == 2


def test_nobody_is_mailed_about_what_was_invented(demonstration):
    assert Notice.objects.exists()
    assert not Notice.objects.filter(mailed_at=None).exists()


def test_the_log_says_once_that_the_events_are_invented(demonstration):
    assert Entry.objects.filter(event="deviation.invented").count() == 1
    assert Entry.objects.count() < 800  # and none of them an event: the reports are written with their verbs
