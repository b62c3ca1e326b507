"""The facts as they were known on a day: what was followed up, begun or finished later is not in them."""

from datetime import date

from django.db import transaction

from hjulet.act.actions.choices import Status
from hjulet.act.actions.models import Action, EffectReview
from hjulet.base.organisation.models import Unit
from hjulet.report.reports.blocks import Report
from hjulet.report.reports.choices import Edition, Kind
from hjulet.report.reports.workflows import build


def known_on(day: date, kind: Kind, unit: Unit, year: int) -> tuple[Report, Report]:
    """The internal and the public edition as they would have been built that day. Nothing is changed."""
    with transaction.atomic():
        _forget_what_came_later(day, unit)
        found = build(kind, unit, year, Edition.INTERNAL), build(kind, unit, year, Edition.PUBLIC)
        transaction.set_rollback(True)
    return found


def _forget_what_came_later(day: date, unit: Unit) -> None:
    actions = Action.objects.filter(unit__municipality=unit.municipality_id)
    actions.filter(done_on__gt=day).update(status=Status.ONGOING, done_on=None)
    actions.filter(starts_on__gt=day).update(status=Status.PLANNED)
    reviews = EffectReview.objects.filter(action__unit__municipality=unit.municipality_id)
    reviews.filter(reviewed_on__gt=day).update(
        reviewed_on=None, reviewed_by=None, verdict="", judged="", judgement="", next_step=""
    )
