"""Who may do what in a lex case. What one may see stands on `visible_to`; this is about verbs. access.md."""

from collections.abc import Callable
from datetime import date

from django.db.models import Exists, OuterRef

from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Role, Verb
from hjulet.base.people.models import RoleHolding, User
from hjulet.base.people.roles import may
from hjulet.check.lex import rules
from hjulet.check.lex.choices import Doing, Kind
from hjulet.check.lex.models import LexCase
from hjulet.check.lex.models.cases import ANSWERING

INVESTIGATING: dict[Kind, tuple[Role, ...]] = {
    kind: (Role.LEX_INVESTIGATOR, *roles) for kind, roles in ANSWERING.items()
}


def answers_for(user: User, kind: Kind | str, day: date, unit: Unit | None = None) -> bool:
    """Whether the user answers for cases of the kind: at the unit, or, without one, somewhere."""
    roles = ANSWERING[Kind(kind)]
    held = (holding for holding in user.roles_on(day) if holding.role in roles)
    return any(unit is None or unit.path.startswith(holding.unit.path) for holding in held)


def may_lead(user: User, case: LexCase, day: date) -> bool:
    """Assign, close, open again, inform, mask: whoever answers for such cases where it happened."""
    return answers_for(user, case.kind, day, case.unit)


def may_investigate(user: User, case: LexCase) -> bool:
    return case.investigator_id == user.pk


def is_delegated(user: User, case: LexCase, day: date) -> bool:
    return LexCase.objects.filter(pk=case.pk).decidable_by(user, day).exists()


def may_decide(user: User, case: LexCase, day: date) -> bool:
    """Open the page of the decision. Who has no delegation reads there why it cannot be made."""
    return not may_investigate(user, case) and (may_lead(user, case, day) or is_delegated(user, case, day))


def may_notify(user: User, case: LexCase, day: date) -> bool:
    """Open the page of the notification: also the investigator, who prepares the text."""
    return may_investigate(user, case) or may_decide(user, case, day)


def may_receive(user: User, day: date) -> bool:
    """Write in what came by word of mouth or from a private provider: the lex group."""
    return any(answers_for(user, kind, day) for kind in Kind)


def may_set_up(user: User, kind: Kind | str, day: date) -> bool:
    """Write in delegations and targets of a kind."""
    return answers_for(user, kind, day)


def may_see_list(user: User, day: date) -> bool:
    """The lex group; and whoever decides by delegation, once there is something to decide."""
    return may(user, Verb.WORK_WITH_LEX, day) or LexCase.objects.visible_to(user, day).exists()


def may_see_outcomes(user: User, day: date) -> bool:
    return any(holding.role == Role.DIRECTOR for holding in user.roles_on(day))


def may_report(user: User, unit: Unit, day: date) -> bool:
    """Anybody who works in the municipality reports, about any of its units. SoL 27 kap. 2 §, LSS 24 b §."""
    return may(user, Verb.REPORT_DEVIATION, day) and user.municipality_id == unit.municipality_id


def actor(user: User, case: LexCase, day: date) -> rules.ActorFacts:
    """What the rules ask for of whoever acts; two queries."""
    answer = case.conflicts.filter(user=user).first()
    has_investigated = answer is not None and answer.doing == Doing.INVESTIGATES
    return rules.ActorFacts(
        is_investigator=may_investigate(user, case),
        has_investigated=has_investigated or user.pk in {case.investigator_id, case.proposed_by_id},
        is_asked=answer is not None,
        has_conflict=answer is not None and answer.has_conflict,
        has_delegation=is_delegated(user, case, day),
    )


def investigators(case: LexCase, day: date) -> list[User]:
    """Those who may be asked to investigate: the role reaches the unit, and they do not decide in the case."""
    held = _holding(case.unit, day, *INVESTIGATING[Kind(case.kind)])
    out = set(
        case.conflicts.exclude(doing=Doing.INVESTIGATES, has_conflict=False).values_list("user", flat=True)
    )
    return [user for user in held if user.pk not in out and user.pk != case.decided_by_id]


def holds_investigating_role(user: User, case: LexCase, day: date) -> bool:
    return user in _holding(case.unit, day, *INVESTIGATING[Kind(case.kind)])


def group_of(case: LexCase, day: date) -> list[User]:
    """Those who answer for the case, but for whoever has said that they may be partial."""
    partial = set(case.conflicts.filter(has_conflict=True).values_list("user", flat=True))
    return [user for user in _holding(case.unit, day, *ANSWERING[Kind(case.kind)]) if user.pk not in partial]


def registrars(unit: Unit, day: date) -> list[User]:
    return _holding(unit, day, Role.REGISTRAR)


def readers_only(case: LexCase, day: date) -> Callable[[User], bool]:
    """Who may stand in for somebody away: only one who reads the case anyway."""
    return lambda user: LexCase.objects.filter(pk=case.pk).visible_to(user, day).exists()


def _holding(unit: Unit, day: date, *roles: Role) -> list[User]:
    """The active people with one of the roles at the unit or above it."""
    above = RoleHolding.objects.held_on(day).filter(
        user=OuterRef("pk"), role__in=roles, unit__path__in=[*unit.paths_above(), unit.path]
    )
    return list(User.objects.filter(Exists(above), is_active=True).order_by("name", "pk"))
