"""When Kolada stops, the municipality may go on: an own measure of the same thing, beside what was fetched."""

from datetime import datetime

from django.db import transaction

from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Municipality
from hjulet.base.people.models import User
from hjulet.check.indicators.kolada import rules
from hjulet.check.indicators.models import Indicator

OWN = "egen mätning"


class CannotContinue(Exception):
    """Says in Swedish why."""


@transaction.atomic
def continue_locally(municipality: Municipality, kpi: str, *, by: User, at: datetime) -> Indicator:
    """The own measure of what Kolada measured; made if there is none. It is never said to be Kolada's."""
    ours = Indicator.objects.of(municipality).filter(kolada_id=kpi)
    fetched = (
        ours.filter(source_register=rules.country_of(municipality.code).register)
        .select_for_update(of=("self",))
        .first()
    )
    if fetched is None:
        message = "Hämta måttet från Kolada först."
        raise CannotContinue(message)
    slug = f"egen-{kpi.lower()}"
    if found := Indicator.objects.of(municipality).filter(slug=slug).first():
        return found
    if not fetched.concept:
        fetched.concept = fetched.slug
        fetched.save(update_fields=["concept"])
    measure = Indicator.objects.create(
        municipality=municipality,
        slug=slug,
        name=f"{fetched.name[:280]} (egen mätning)",
        subject=fetched.subject,
        unit_of_measure=fetched.unit_of_measure,
        direction=fetched.direction,
        concept=fetched.concept,
        source_register=OWN,
        kolada_id=kpi,
        position=fetched.position,
    )
    record("indicator.continued_locally", measure, by=by, at=at, kpi=kpi)
    return measure
