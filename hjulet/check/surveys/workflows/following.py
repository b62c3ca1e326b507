"""ISU: consent, measurements, and taking everything away again when somebody no longer wants to be followed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from hjulet.base.identities.models import Identity
from hjulet.base.log.chain import one_at_a_time, record
from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.check.surveys.choices import Occasion
from hjulet.check.surveys.models import FollowedPerson, FollowUpSheet, Questionnaire, Survey
from hjulet.check.surveys.models.following import pseudonym

TRIES = 20


class IsWithdrawn(Exception):
    """The person has taken the consent back: nothing more is written."""


@dataclass(frozen=True)
class Consent:
    """Who consented, where and when."""

    unit: Unit
    name: str
    number: str
    consented_on: date


@transaction.atomic
def follow(survey: Survey, said: Consent, token: UUID, *, by: User, at: datetime) -> FollowedPerson:
    """A person under a code name, once per form; raises CannotKeep (identities) when nobody is named."""
    one_at_a_time()
    if made := FollowedPerson.objects.filter(consent_taken_by=by, form_token=token).first():
        return made
    identity = Identity.keep(
        said.name, said.number, municipality=said.unit.municipality, is_protected=False, by=by, at=at
    )
    person = FollowedPerson.objects.create(
        survey=survey, unit=said.unit, pseudonym=_free(survey), identity=identity,
        consented_on=said.consented_on, consent_taken_by=by, form_token=token,
    )  # fmt: skip
    Questionnaire.objects.filter(survey=survey, locked_at=None).update(locked_at=at)
    record("followedperson.added", person, by=by, at=at, unit=said.unit.slug)
    return person


@transaction.atomic
def measure(
    person: FollowedPerson, occasion: Occasion, steps: Mapping[str, int], *, by: User, at: datetime
) -> FollowUpSheet:
    """What the person answered; written again it replaces what was there. Raises IsWithdrawn."""
    person.refresh_from_db(from_queryset=FollowedPerson.objects.select_for_update(of=("self",)))
    if person.withdrawn_on:
        raise IsWithdrawn
    sheet, _is_new = FollowUpSheet.objects.update_or_create(
        person=person, occasion=occasion,
        defaults={"questionnaire": person.survey.newest, "month": localtime(at).date().replace(day=1), "answers": dict(steps)},
    )  # fmt: skip
    record("followedperson.measured", person, by=by, at=at, occasion=int(occasion))
    return sheet


@transaction.atomic
def withdraw(person: FollowedPerson, *, by: User, at: datetime) -> None:
    """Every answer and who it was are gone; that somebody took the consent back stays. Twice is once."""
    person.refresh_from_db(from_queryset=FollowedPerson.objects.select_for_update(of=("self",)))
    if person.withdrawn_on:
        return
    identity, person.identity, person.withdrawn_on = person.identity, None, localtime(at).date()
    person.save(update_fields=["identity", "withdrawn_on"])
    person.sheets.all().delete()
    if identity is not None:
        identity.forget(by=by, at=at)
    record("followedperson.withdrawn", person, by=by, at=at)


def _free(survey: Survey) -> str:
    taken = set(survey.followed.values_list("pseudonym", flat=True))
    for _try in range(TRIES):
        if (found := pseudonym()) not in taken:
            return found
    raise IntegrityError
