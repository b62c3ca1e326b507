"""The months' cells: counted when something changes, counted anew by hand, and checked."""

from datetime import date
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from hjulet.check.deviations.choices import Door, HowBad, Tile
from hjulet.check.deviations.models import Deviation, MonthCount
from hjulet.check.deviations.workflows.counting import count_everything, count_month, differing
from hjulet.check.deviations.workflows.reporting import Report, report
from tests.check.deviations.lists.helping import event, kind


def _cells() -> list[tuple[object, ...]]:
    return list(
        MonthCount.objects.order_by("unit__name", "month", "law", "type__code", "severity").values_list(
            "unit__name", "month", "law", "type__code", "severity", "number"
        )
    )


@pytest.fixture
def some(world):
    fall = kind(world, "hsl", "fall")
    for day in (1, 15, 30):
        event(world, law="hsl", happened_on=date(2026, 10, day), part={"type": fall, "severity": 1})
    event(world, happened_on=date(2026, 10, 31))
    event(world, happened_on=date(2026, 11, 1))
    event(world, happened_on=date(2026, 10, 9), state="not_a_deviation")
    event(world, "bjorkgarden", happened_on=date(2026, 10, 9))
    return world


WHOLE = [
    ("Björkgården", date(2026, 10, 1), "sol", None, 0, 1),
    ("Solgården", date(2026, 10, 1), "hsl", "fall", 1, 3),
    ("Solgården", date(2026, 10, 1), "sol", None, 0, 1),
    ("Solgården", date(2026, 11, 1), "sol", None, 0, 1),
]


def test_everything_is_counted_by_unit_month_law_type_and_severity(some):
    assert count_everything(some.municipality) == 4
    assert _cells() == WHOLE


def test_a_month_counted_twice_says_the_same(some):
    for _again in range(2):
        count_month(some.units["solgarden"], date(2026, 10, 31))

    assert _cells() == WHOLE[1:3]


def test_what_turned_out_to_be_none_leaves_the_figures(some):
    count_everything(some.municipality)
    Deviation.objects.filter(happened_on=date(2026, 10, 31)).update(state="not_a_deviation")
    count_month(some.units["solgarden"], date(2026, 10, 31))

    assert _cells() == [WHOLE[0], WHOLE[1], WHOLE[3]]


def test_check_says_which_cell_differs_and_changes_nothing(some):
    call_command("count_deviations", stdout=StringIO())
    MonthCount.objects.filter(type__code="fall").update(number=7)
    MonthCount.objects.filter(unit=some.units["bjorkgarden"]).delete()
    said = StringIO()

    with pytest.raises(CommandError, match="2 rutor"):
        call_command("count_deviations", "--check", stdout=said)

    assert "Solgården 2026-10, hsl" in said.getvalue()
    assert "7 ska vara 3" in said.getvalue()
    assert "0 ska vara 1" in said.getvalue()
    call_command("count_deviations", stdout=StringIO())
    assert _cells() == WHOLE


def test_check_is_content_when_all_is_right(some):
    call_command("count_deviations", stdout=StringIO())
    said = StringIO()

    call_command("count_deviations", "--check", stdout=said)

    assert said.getvalue() == "Alla rutor stämmer.\n"


def test_report_about_the_manager_is_counted_where_the_manager_does_not_read(world):
    said = Report(
        unit=world.units["solgarden"], tile=Tile.TREATMENT, what_happened="Chefen skrek.", done_at_once="",
        how_bad=HowBad.LITTLE, happened_on=timezone.localdate(), concerns_manager=True,
    )  # fmt: skip

    report(said, uuid4(), door=Door.SIGNED_IN, by=world.people["staff"], at=timezone.now())

    assert list(MonthCount.objects.values_list("unit__slug", "number")) == [("aldreomsorg", 1)]
    assert differing(world.municipality) == {}
    seen = MonthCount.objects.visible_to(world.people["manager"], timezone.localdate())
    assert not seen.exists()
    assert MonthCount.objects.below(world.units["aldreomsorg"]).count() == 1
