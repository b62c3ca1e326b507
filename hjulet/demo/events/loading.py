"""Load the invented events, once: all of them or none, in one transaction."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localtime

from hjulet.base.log.chain import record
from hjulet.base.notices.models import Notice
from hjulet.base.organisation.choices import ExposureKind
from hjulet.base.organisation.models import Exposure, Municipality
from hjulet.base.people.models import User
from hjulet.check.deviations.models import Deviation
from hjulet.check.deviations.workflows.counting import count_everything
from hjulet.check.deviations.workflows.registers import add_examples
from hjulet.demo.events import improvement, lately, lex_cases, places, plan, results
from hjulet.demo.events.writing import Ground, write

LATELY = timedelta(days=25)  # what came later than this is told by `lately`


@transaction.atomic
def load(municipality: Municipality, people: dict[str, User], now: datetime) -> None:
    """Safe to run twice: what people have done with the events since stays."""
    add_examples(municipality, by=None, at=now)
    if Deviation.objects.filter(municipality=municipality).exists():
        return
    _count_against(municipality)
    ground = Ground.of(municipality, people)
    made = write(ground, plan.everything(localtime(now).date() - LATELY))
    lately.externals(made)
    new = lately.load(ground, now)
    actions = improvement.load(ground, [*made, *new])
    lately.reports(ground, now)
    count_everything(municipality)
    results.load(ground, actions)
    lex_cases.load(ground, made, now)
    record("deviation.invented", municipality, by=None, at=now, amount=len(made) + len(new))
    Notice.objects.filter(user__municipality=municipality).update(
        mailed_at=now
    )  # nobody is to be mailed about it


def _count_against(municipality: Municipality) -> None:
    """Resident days and users a month, so that a unit's silence is seen for what it is."""
    ground = Ground.of(municipality, {})
    Exposure.objects.bulk_create(
        [row for spot in places.SPOTS for row in _exposures(ground, spot)],
        ignore_conflicts=True,
        batch_size=400,
    )


def _exposures(ground: Ground, spot: places.Spot) -> list[Exposure]:
    return [
        Exposure(
            unit=ground.units[spot.slug], month=month,
            kind=ExposureKind.RESIDENT_DAYS if spot.residents else ExposureKind.USERS,
            amount=Decimal(spot.residents * plan.days_in(month) if spot.residents else spot.users),
        )
        for month in plan.months(spot)
        if spot.residents or spot.users
    ]  # fmt: skip
