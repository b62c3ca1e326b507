"""Everything that can be found, written anew: after an upgrade, after the demonstration is loaded, or when in doubt."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from hjulet.act.actions.findable import text_of_action, text_of_need
from hjulet.act.actions.models import Action, Need
from hjulet.base.organisation.models import Municipality
from hjulet.base.search.workflows import Findable, begin_anew, put_all
from hjulet.check.indicators.findable import text_of_indicator
from hjulet.check.indicators.models import Indicator
from hjulet.check.surveys.findable import text_of_survey
from hjulet.check.surveys.models import Survey
from hjulet.plan.cooperation.findable import texts_of_cooperation
from hjulet.plan.cooperation.models import Cooperation
from hjulet.plan.procedures.findable import text_of_process, texts_of_routines
from hjulet.plan.procedures.models import Process, Routine
from hjulet.report.manuscripts.findable import texts_of_reports
from hjulet.report.manuscripts.models import Approved


@transaction.atomic
def index_everything(municipality: Municipality, day: date) -> int:
    """Every open text of the municipality; how many they are."""
    begin_anew(municipality)
    return put_all(_texts(municipality, day))


def _texts(municipality: Municipality, day: date) -> Iterator[Findable]:
    yield from texts_of_routines(Routine.objects.filter(municipality=municipality), day)
    yield from map(
        text_of_process, Process.objects.filter(unit__municipality=municipality).select_related("unit")
    )
    yield from map(
        text_of_action, Action.objects.filter(unit__municipality=municipality).select_related("unit")
    )
    yield from map(text_of_need, Need.objects.filter(unit__municipality=municipality).select_related("unit"))
    yield from map(text_of_indicator, Indicator.objects.of(municipality))
    yield from texts_of_cooperation(Cooperation.objects.filter(unit__municipality=municipality))
    yield from map(
        text_of_survey, Survey.objects.filter(unit__municipality=municipality).select_related("unit")
    )
    yield from texts_of_reports(Approved.objects.filter(manuscript__unit__municipality=municipality))
