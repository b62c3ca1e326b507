"""Answers in own words are read by one named person before anybody else sees them."""

from datetime import datetime

from django.db import transaction

from hjulet.base.log.chain import record
from hjulet.base.people.models import User
from hjulet.check.surveys.choices import Screening
from hjulet.check.surveys.models import SurveyRound, WrittenAnswer


def read_to_screen(found: SurveyRound, *, by: User, at: datetime) -> None:
    """A line in the log that the texts were read, and by whom."""
    record("writtenanswer.read", found, by=by, at=at)


@transaction.atomic
def screen(written: WrittenAnswer, shown: str, *, by: User, at: datetime) -> None:
    """Show the text as it now stands, names taken out, or not at all when nothing is left of it."""
    written.refresh_from_db(from_queryset=WrittenAnswer.objects.select_for_update(of=("self",)))
    written.shown = shown.strip()
    written.state = Screening.SHOWN if written.shown else Screening.WITHHELD
    written.screened_by = by
    written.save(update_fields=["shown", "state", "screened_by"])
    about = written.round_unit.round
    record(
        "writtenanswer.screened", about, by=by, at=at, state=written.state, unit=written.round_unit.unit.slug
    )
