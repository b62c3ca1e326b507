"""The invented surveys: all kinds of rounds are there, what is hidden is hidden, and Leksand has none."""

from hjulet.check.indicators.models import Indicator, Value
from hjulet.check.surveys.choices import State
from hjulet.check.surveys.counting import answers_of
from hjulet.check.surveys.models import AnswerSheet, FollowedPerson, RoundUnit, Survey, SurveyRound
from hjulet.check.surveys.over_years import trends
from hjulet.check.surveys.pages.following import together
from hjulet.check.surveys.results import TOTAL
from hjulet.statistics.years import Direction


def test_lingonfors_asks_and_leksand_does_not(demonstration):
    assert set(Survey.objects.values_list("unit__municipality__slug", flat=True)) == {"lingonfors"}
    assert SurveyRound.objects.filter(state=State.OPEN).count() == 1
    assert not AnswerSheet.objects.filter(round_unit__unit__municipality__slug="leksand").exists()


def test_the_change_that_is_hidden_in_three_years_of_hme_is_found_and_no_other(demonstration):
    rounds = list(
        SurveyRound.objects.filter(questionnaire__survey__index="hme").select_related("questionnaire__survey")
    )
    units = {one.pk: list(RoundUnit.objects.filter(round=one)) for one in rounds}
    found = trends({one.pk: answers_of(one, units[one.pk]) for one in rounds}, rounds, TOTAL)

    sure = {key: one.direction for key, one in found.items() if one.is_sure}
    assert sure == {"min-arbetsplats-mal-foljs-upp-oc": Direction.DOWN}


def test_small_group_home_has_no_value_but_a_reason(demonstration):
    values = Value.objects.filter(indicator__name__startswith="Hur har du det?", unit__slug="ronnen")

    assert values.exists()
    assert set(values.values_list("value", "missing", "respondents")) == {(None, "too_few", None)}


def test_results_stand_under_their_chapters_in_the_reports(demonstration):
    measures = Indicator.objects.filter(
        source_register__startswith="egen mätning", municipality__slug="lingonfors"
    )

    assert set(measures.values_list("subject", flat=True)) >= {
        "lss",
        "hemtjänst",
        "särskilt boende",
        "personal",
    }


def test_followed_people_are_shown_together(demonstration):
    found = together(Survey.objects.get(audience="followed"))

    assert found.pairs == 8
    assert not found.is_hidden
    assert FollowedPerson.objects.filter(identity=None).count() == 0
