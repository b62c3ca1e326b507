"""Who may ask about a figure, and who answers. What one may see stands on the queryset."""

from datetime import date

from hjulet.base.people.choices import Role, Verb
from hjulet.base.people.models import RoleHolding, User
from hjulet.base.people.roles import MANAGERS, QUALITY, TABLE, may, may_in
from hjulet.check.indicators.models import FigureQuestion, MeasuredUnit, Value


def may_ask(user: User, value: Value, day: date) -> bool:
    """About a figure of ours that this reader is shown; VALUE comes out of `visible_to`."""
    is_ours = value.unit is not None and not value.point.is_hidden
    return is_ours and may_in(user, Verb.ASK_ABOUT_FIGURE, value.indicator.municipality_id, day)


def may_answer(user: User, question: FigureQuestion, day: date) -> bool:
    """The quality roles that reach the unit, and whoever the question is handed over to."""
    if question.asked_of_id == user.pk and may(user, Verb.SEE_FIGURES, day):
        return True
    unit, verb = question.value.unit, Verb.ANSWER_ABOUT_FIGURE
    if unit is not None and is_of_the_whole(question.value):
        return may_in(user, verb, unit.municipality_id, day)
    return unit is not None and may(user, verb, day, at=unit)


def is_of_the_whole(value: Value) -> bool:
    """A published figure of the whole municipality, that most often nobody's role reaches: SAS is at the sector."""
    return value.unit is not None and value.unit.depth == 1 and value.is_published_source


def may_withdraw(user: User, question: FigureQuestion) -> bool:
    return question.asked_by_id == user.pk


def answering(question: FigureQuestion, day: date) -> list[User]:
    """Who is told that a question waits: the owner or whoever has been handed it, else SAS, else who else may answer."""
    to = question.asked_of
    if to is not None and to.is_active and to.roles_on(day):
        return [to]
    reaching = _reaching(question.value, TABLE[Verb.ANSWER_ABOUT_FIGURE], day)
    others = [held for held in reaching if held.user_id != question.asked_by_id]
    sas = [held for held in others if held.role == Role.SAS]
    return _people(sas or others)


def owner_of(value: Value, asker: User, day: date) -> User | None:
    """Who is named to answer for the measurement at the unit, while a role lets them see the figure."""
    named = MeasuredUnit.objects.filter(
        measurement__indicator=value.indicator_id, measurement__ended_at=None, unit=value.unit_id,
        owner__is_active=True,
    )  # fmt: skip
    place = named.exclude(owner=asker).select_related("owner").first()
    if place is None or place.owner is None:
        return None
    sees = Value.objects.visible_to(place.owner, day).readable().filter(pk=value.pk).exists()
    return place.owner if sees and may(place.owner, Verb.SEE_FIGURES, day) else None


def able_to_answer(question: FigureQuestion, day: date) -> list[User]:
    """To whom a question can be handed over: who leads or follows up the unit, and so sees its figures."""
    leaders = MANAGERS - {Role.PROVIDER} if is_of_the_whole(question.value) else MANAGERS
    return _people(_reaching(question.value, leaders | QUALITY, day))


def _reaching(value: Value, roles: frozenset[Role], day: date) -> list[RoleHolding]:
    if value.unit is None:
        return []
    held = RoleHolding.objects.held_on(day).filter(role__in=roles, user__is_active=True)
    if is_of_the_whole(value):
        reaching = held.filter(unit__municipality=value.unit.municipality_id)
    else:
        reaching = held.filter(unit__path__in=[*value.unit.paths_above(), value.unit.path])
    return list(reaching.select_related("user").order_by("user__name", "pk"))


def _people(held: list[RoleHolding]) -> list[User]:
    return list({one.user_id: one.user for one in held}.values())
