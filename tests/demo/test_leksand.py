"""Every row of the published files arrives, as it is printed, and nothing else does."""

from collections import Counter
from decimal import Decimal

import pytest

from hjulet.act.actions.models import Action, Need
from hjulet.base.log.models import Entry
from hjulet.base.organisation.models import Exposure, Lineage, Unit
from hjulet.base.people.models import Absence, User
from hjulet.base.sources.models import Document
from hjulet.check.costs.models import CostRow
from hjulet.check.deviations.models import Deviation, MonthCount
from hjulet.check.indicators.choices import Form, Level, Missing, Scale
from hjulet.check.indicators.models import Citation, Indicator, Revision, Target, Value
from hjulet.check.lex.models import LexCase
from hjulet.demo.csvdata import read
from hjulet.demo.leksand_figures import FORMS
from hjulet.demo.sign_ins import LEKSAND, LINGONFORS
from hjulet.plan.steering.models import Goal, SelfAssessment, Vision

pytestmark = pytest.mark.usefixtures("demonstration")
HERE = {"municipality__slug": "leksand"}
OWN_VALUES = Value.objects.filter(indicator__municipality__slug="leksand")


@pytest.mark.parametrize(
    ("name", "expected", "found"),
    [
        ("observations", 741, Citation.objects.filter(value__indicator__municipality__slug="leksand")),
        ("kpb", 94, CostRow.objects.filter(table__municipality__slug="leksand")),
        ("actions", 211, Action.objects.filter(unit__municipality__slug="leksand")),
        ("units", 76, Unit.objects.filter(**HERE)),
        ("self_assessment", 10, SelfAssessment.objects.filter(unit__municipality__slug="leksand")),
        ("lineage", 3, Lineage.objects.filter(from_unit__municipality__slug="leksand")),
        ("indicators", 297, Indicator.objects.filter(**HERE)),
        ("documents", 2, Document.objects.filter(**HERE)),
    ],
)
def test_every_row_of_the_file_arrives(name, expected, found):
    assert (len(read(name)), found.count()) == (expected, expected)


def test_every_printed_number_stands_at_the_place_where_it_was_printed():
    printed = Counter(
        (
            row["indicator_id"],
            row["period"],
            row["value_text"],
            FORMS[row["form"]],
            row["section"],
            row["line"],
        )
        for row in read("observations")
    )
    stored = Counter(
        (slug, period, text, form, section, str(line or ""))
        for slug, period, text, form, section, line in Citation.objects.filter(
            value__indicator__municipality__slug="leksand"
        ).values_list("value__indicator__slug", "value__period_said", "printed", "form", "section", "line")
    )

    assert stored == printed


def test_every_number_of_a_table_is_the_value_itself():
    tables = [row for row in read("observations") if row["form"] == "tabell" and row["value"]]
    stored = set(
        Citation.objects.filter(form=Form.TABLE).values_list(
            "value__indicator__slug", "value__period_said", "value__value", "line"
        )
    )

    missing = [
        row
        for row in tables
        if (
            row["indicator_id"],
            row["period"],
            Decimal(row["value"]).quantize(Decimal("0.0001")),
            int(row["line"]),
        )
        not in stored
    ]

    assert missing == []


def test_every_figure_can_be_followed_to_report_and_section():
    assert not OWN_VALUES.filter(citations=None).exists()
    printed_costs = CostRow.objects.filter(table__municipality__slug="leksand")
    for places in (Citation.objects.filter(value__in=OWN_VALUES), printed_costs):
        assert not places.filter(document=None).exists()
        assert not places.filter(section="").exists()


def test_what_the_source_leaves_out_says_why():
    without = OWN_VALUES.filter(value=None)

    assert without.exists()
    assert not without.filter(missing="").exists()
    assert {Missing.NOT_MEASURED, Missing.NO_ANSWERS, Missing.COMING} <= set(
        without.values_list("missing", flat=True)
    )


def test_places_that_contradict_each_other_are_all_kept():
    missing_in_table = OWN_VALUES.get(
        indicator__slug="mal2-kop-av-vard-missbruk", unit__slug="ifo-vuxengrupp", period_said="2022"
    )
    quartile = OWN_VALUES.get(indicator__slug="kvartil-sabo", unit__slug="sabo", period_said="2022")

    assert missing_in_table.value is None
    assert [place.number for place in missing_in_table.citations.all() if place.contradicts] == [
        Decimal("51.4")
    ]
    assert sorted(place.printed for place in quartile.citations.all()) == ["25", "25", "50", "50"]
    assert sum(place.contradicts for place in quartile.citations.all()) == 2


@pytest.mark.parametrize(
    ("title", "in_hole"),
    [
        ("Placeringar antal, vuxna missbrukare", [15, 30]),
        ("Färgsättning egna brukarundersökningar LSS", [60, Decimal("84.5")]),
    ],
)
def test_scale_with_holes_is_stored_as_it_is_and_flagged(title, in_hole):
    scale = Target.objects.filter(title__startswith=title).exclude(scale=Scale.QUARTILE).get()

    assert len(scale.faults) == len(in_hole)
    assert [scale.level_of(Decimal(value)) for value in in_hole] == [Level.UNDEFINED] * len(in_hole)


def test_every_scale_of_the_file_arrives_in_its_own_words():
    rows = [row for row in read("goals") if row["scale"]]
    stored = Counter(
        Target.objects.filter(**HERE).values_list("title", "good_said", "middle_said", "bad_said")
    )

    assert stored == Counter(
        (row["indicator_name"], row["green_text"], row["yellow_text"], row["red_text"]) for row in rows
    )


def test_goals_and_vision_of_the_term_arrive():
    assert list(Goal.objects.filter(**HERE).order_by("number").values_list("number", flat=True)) == list(
        range(1, 11)
    )
    assert Vision.objects.filter(**HERE).count() == 1


def test_leksand_has_no_invented_event():
    assert not Revision.objects.filter(of__in=OWN_VALUES).exists()
    assert not OWN_VALUES.exclude(entered_by=None).exists()
    assert not Exposure.objects.filter(unit__municipality__slug="leksand").exists()
    assert not Absence.objects.filter(user__municipality__slug="leksand").exists()
    assert not Need.objects.filter(unit__municipality__slug="leksand", document=None).exists()
    assert not Need.objects.filter(unit__municipality__slug="leksand").exclude(raised_by=None).exists()
    assert not Action.objects.filter(unit__municipality__slug="leksand", document=None).exists()
    assert not Entry.objects.filter(municipality="leksand").exclude(actor_id=None).exists()
    assert not Deviation.objects.filter(**HERE).exists()
    assert not MonthCount.objects.filter(unit__municipality__slug="leksand").exists()
    assert not LexCase.objects.filter(**HERE).exists()


def test_leksand_has_no_named_people():
    in_leksand = User.objects.filter(**HERE)

    assert {user.name for user in in_leksand} == {person.name for person in LEKSAND}
    assert all(user.name.startswith("Demonstration ") for user in in_leksand)
    assert not Action.objects.filter(unit__municipality__slug="leksand").exclude(owner=None).exists()


def test_no_invented_name_stands_in_the_published_files():
    invented = {person.name for person in LINGONFORS}

    said = {
        cell
        for name in ("actions", "units", "observations", "risks")
        for row in read(name)
        for cell in row.values()
    }

    assert not [cell for cell in said for name in invented if name in cell]
