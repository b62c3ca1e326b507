"""Long work that a person starts and need not wait for."""

from datetime import datetime

from django_tasks import task

from hjulet.base.organisation.models import Municipality
from hjulet.base.people.models import User
from hjulet.check.indicators.kolada.storing import AnotherFetches
from hjulet.check.indicators.kolada.sync import Asked, CannotSync, sync
from hjulet.check.indicators.kolada.talking import kolada
from hjulet.check.indicators.models import KoladaChoice
from hjulet.check.indicators.sources.kolada import Fault, Unavailable


@task()
def fetch_from_kolada(municipality: int, user: int, years: list[int], at: str) -> str:
    """What the municipality follows, for the years. `at` is when the button was pressed. What went wrong is told."""
    place = Municipality.objects.get(pk=municipality)
    chosen = KoladaChoice.objects.of(place).values_list("kpi_id", flat=True)
    try:
        with kolada() as client:
            asked = Asked.of(chosen, years)
            run = sync(place, asked, client, datetime.fromisoformat(at), by=User.objects.get(pk=user))
    except (Unavailable, Fault, CannotSync, AnotherFetches) as error:
        return str(error)
    return f"{run.added} nya, {run.revised} ändrade"
