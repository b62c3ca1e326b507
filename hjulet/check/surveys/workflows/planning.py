"""Planning a round, what its units are told, codes, and what the team says of the result."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime

from hjulet.act.actions.models import Need
from hjulet.act.actions.workflows import NeedText, raise_need
from hjulet.base.identities.sealing import blind
from hjulet.base.law import AREA_BY_KEY, SELF_INSPECTION
from hjulet.base.log.chain import one_at_a_time, record
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Role
from hjulet.base.people.models import RoleHolding, User
from hjulet.check.surveys import rules
from hjulet.check.surveys.choices import Obstacle, State
from hjulet.check.surveys.models import (
    AccessCode,
    CannotMove,
    Questionnaire,
    RoundUnit,
    SurveyNeed,
    SurveyRound,
)

TOKEN_BYTES = 12
CODE_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that looks like another
CODE_LENGTH = 8
AREA = next(key for key, area in AREA_BY_KEY.items() if area.paragraph == SELF_INSPECTION)
SAID = ("name", "opens_on", "closes_on", "way", "asks_gender", "owner", "talk_on", "screener")


@dataclass(frozen=True)
class RoundSaid:
    """What somebody says of a round."""

    name: str
    opens_on: date
    closes_on: date
    way: str
    asks_gender: bool
    owner: User | None
    talk_on: date | None
    screener: User | None


@dataclass(frozen=True)
class UnitSaid:
    """What somebody says of a unit in a round."""

    invited: int | None
    owner: User | None


@transaction.atomic
def plan_round(
    questionnaire: Questionnaire, said: RoundSaid, units: Iterable[Unit], token: UUID, *, by: User, at: datetime
) -> SurveyRound:  # fmt: skip
    """A round, once per form. Each unit's own manager owns its result, when there is one and only one."""
    one_at_a_time()
    if made := SurveyRound.objects.filter(made_by=by, form_token=token).first():
        return made
    found = SurveyRound.objects.create(
        questionnaire=questionnaire, **vars(said), made_by=by, made_at=at, form_token=token
    )
    _set_units(found, units, localtime(at).date())
    record("surveyround.planned", found, by=by, at=at, **_told(said))
    return found


@transaction.atomic
def rewrite_round(
    found: SurveyRound, said: RoundSaid, units: Iterable[Unit], *, by: User, at: datetime
) -> None:
    """Everything until it opens; then only the last day, the owner and the talk, so that nobody is asked otherwise."""
    found.refresh_from_db(from_queryset=SurveyRound.objects.select_for_update(of=("self",), no_key=True))
    if found.state == State.SETTLED:
        raise CannotMove([Obstacle.WRONG_STATE])
    names = SAID if found.state == State.PLANNED else ("name", "closes_on", "owner", "talk_on")
    for name in names:
        setattr(found, name, getattr(said, name))
    if found.closes_on < found.opens_on:
        raise CannotMove([Obstacle.ENDS_BEFORE])
    if found.state != State.PLANNED and (found.owner is None or found.talk_on is None):
        raise CannotMove([Obstacle.NO_OWNER if found.owner is None else Obstacle.NO_TALK])
    found.save(update_fields=list(names))
    if found.state == State.PLANNED:
        _set_units(found, units, localtime(at).date())
    record("surveyround.changed", found, by=by, at=at, **_told(said))


@transaction.atomic
def say_units(found: SurveyRound, said: Mapping[int, UnitSaid], *, by: User, at: datetime) -> None:
    """How many are invited and who owns the result, unit by unit. Raises CannotMove when the round is settled."""
    found.refresh_from_db(from_queryset=SurveyRound.objects.select_for_update(of=("self",), no_key=True))
    if found.state == State.SETTLED:
        raise CannotMove([Obstacle.WRONG_STATE])
    for one in found.units.filter(pk__in=said):
        one.invited, one.owner = said[one.pk].invited, said[one.pk].owner
        one.save(update_fields=["invited", "owner"])
    record("surveyround.changed", found, by=by, at=at, units=len(said))


@transaction.atomic
def make_codes(asked: RoundUnit, amount: int, *, by: User, at: datetime) -> list[str]:
    """New codes, shown once: only blind marks of them are kept. Raises CannotMove."""
    if asked.round.state in {State.CLOSED, State.SETTLED}:
        raise CannotMove([Obstacle.WRONG_STATE])
    if not 1 <= amount <= rules.MOST_CODES:
        raise CannotMove([Obstacle.TOO_MANY_CODES])
    codes = ["".join(secrets.choice(CODE_SIGNS) for _sign in range(CODE_LENGTH)) for _one in range(amount)]
    AccessCode.objects.bulk_create(AccessCode(round_unit=asked, mark=code_mark(code)) for code in codes)
    record("surveyround.codes_made", asked.round, by=by, at=at, unit=asked.unit.slug, amount=amount)
    return codes


@transaction.atomic
def void_codes(asked: RoundUnit, *, by: User, at: datetime) -> int:
    """Codes that nobody has used lead nowhere from now on: a list has gone astray."""
    amount, _each = asked.codes.filter(is_used=False).delete()
    record("surveyround.codes_voided", asked.round, by=by, at=at, unit=asked.unit.slug, amount=amount)
    return amount


def code_mark(code: str) -> str:
    """Capitals, without spaces and dashes, as people write it."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return blind("surveys.code", plain)


@transaction.atomic
def raise_from_result(asked: RoundUnit, key: str, title: str, token: UUID, *, by: User, at: datetime) -> Need:
    """What the answers show becomes a need, once a question and unit."""
    RoundUnit.objects.select_for_update(no_key=True).get(pk=asked.pk)
    if made := SurveyNeed.objects.filter(round_unit=asked, key=key).select_related("need").first():
        return made.need
    said = NeedText(asked.unit, AREA, title[:200], _source_of(asked.round), localtime(at).year)
    need = raise_need(said, token, by=by, at=at)
    SurveyNeed.objects.create(round_unit=asked, key=key, need=need)
    return need


@transaction.atomic
def raise_from_round(
    found: SurveyRound, key: str, title: str, token: UUID, *, by: User, at: datetime
) -> Need:
    """What all answers together show becomes a need of the survey's own unit, once a question."""
    SurveyRound.objects.select_for_update(no_key=True).get(pk=found.pk)
    if made := SurveyNeed.objects.filter(whole_round=found, key=key).select_related("need").first():
        return made.need
    said = NeedText(found.survey.unit, AREA, title[:200], _source_of(found), localtime(at).year)
    need = raise_need(said, token, by=by, at=at)
    SurveyNeed.objects.create(whole_round=found, key=key, need=need)
    return need


def _source_of(found: SurveyRound) -> str:
    return f"{found.survey.title}, {found.name}"


def _set_units(found: SurveyRound, units: Iterable[Unit], day: date) -> None:
    wanted = {unit.pk: unit for unit in units}
    found.units.exclude(unit__in=wanted).delete()
    had = set(found.units.values_list("unit", flat=True))
    owners = _managers([pk for pk in wanted if pk not in had], day)
    RoundUnit.objects.bulk_create(
        RoundUnit(round=found, unit=unit, token=secrets.token_urlsafe(TOKEN_BYTES), owner_id=owners.get(pk))
        for pk, unit in wanted.items()
        if pk not in had
    )


def _managers(units: list[int], day: date) -> dict[int, int]:
    """The one who leads the unit, where exactly one does."""
    held: dict[int, set[int]] = {}
    roles = RoleHolding.objects.filter(unit__in=units, role__in=[Role.MANAGER, Role.PROVIDER]).held_on(day)
    for unit, user in roles.values_list("unit", "user"):
        held.setdefault(unit, set()).add(user)
    return {unit: next(iter(users)) for unit, users in held.items() if len(users) == 1}


def _told(said: RoundSaid) -> dict[str, str]:
    return {name: str(value) for name, value in vars(said).items() if name not in {"owner", "screener"}}
