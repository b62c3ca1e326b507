"""Long work that a person starts and need not wait for."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from hjulet.base.notices.choices import Kind
from hjulet.base.notices.workflows import tell
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
    place, person = Municipality.objects.get(pk=municipality), User.objects.get(pk=user)
    chosen = KoladaChoice.objects.of(place).values_list("kpi_id", flat=True)
    when = datetime.fromisoformat(at)
    try:
        with kolada() as client:
            run = sync(place, Asked.of(chosen, years), client, when, by=person)
    except (Unavailable, Fault, CannotSync, AnotherFetches) as error:
        _tell(person, str(error), when)
        return str(error)
    return f"{run.added} nya, {run.revised} ändrade"


def _tell(person: User, fault: str, at: datetime) -> None:
    """Why nothing came, to the one who pressed the button: the page has left them."""
    title = _("Hämtningen från Kolada stannade. %(why)s") % {"why": fault}
    tell(
        [person], Kind.GENERAL, title[:200], reverse("indicators:kolada"),
        key=f"kolada-{at.isoformat()}", at=at, day=timezone.localdate(at),  # noqa: TID251 - of the moment handed in
    )  # fmt: skip
