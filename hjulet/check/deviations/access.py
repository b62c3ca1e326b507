"""Who may do what with a deviation. What one may see stands on `visible_to`; this is about verbs. access.md."""

from collections.abc import Iterable
from datetime import date

from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Role
from hjulet.base.people.models import User
from hjulet.check.deviations.choices import Law, State
from hjulet.check.deviations.models import Deviation, Part
from hjulet.check.deviations.rules import ENDED


def _holds(user: User, unit: Unit, day: date, *roles: Role) -> bool:
    """Whether one of the roles is held where it reaches the unit."""
    return any(held.role in roles and unit.path.startswith(held.unit.path) for held in user.roles_on(day))


def may_handle_law(user: User, deviation: Deviation, law: Law | str, day: date) -> bool:
    """Judge, investigate and answer one part: the unit's manager; SAS for SoL/LSS, MAS and MAR for HSL.

    When it is about the manager, the department's head and SAS stand in the manager's place.
    """
    unit = deviation.unit
    if deviation.concerns_manager:
        in_charge = _holds(user, unit, day, Role.DEPARTMENT_HEAD, Role.SAS)
    else:
        in_charge = _holds(user, unit, day, Role.MANAGER, Role.PROVIDER)
        in_charge |= deviation.escalated_at is not None and _holds(user, unit, day, Role.DEPARTMENT_HEAD)
    if law == Law.SOL:
        return in_charge or _holds(user, unit, day, Role.SAS)
    return in_charge or _holds(user, unit, day, Role.MAS, Role.MAR)


def laws_to_handle(user: User, deviation: Deviation, day: date) -> frozenset[Law]:
    """The laws whose parts the user handles; a part that has become a lex case is handled there."""
    here = Part.objects.of(deviation).filter(moved_to_lex_at=None).values_list("law", flat=True)
    return frozenset(Law(law) for law in here if may_handle_law(user, deviation, law, day))


def may_handle(user: User, deviation: Deviation, day: date) -> bool:
    """Whether some part of it is the user's to handle."""
    return bool(laws_to_handle(user, deviation, day))


def may_handle_whole(user: User, deviation: Deviation, day: date) -> bool:
    """Whether every part outside lex is: only then may somebody end it as none, merge it or move it away."""
    laws = Part.objects.of(deviation).filter(moved_to_lex_at=None).values_list("law", flat=True)
    return all(may_handle_law(user, deviation, law, day) for law in laws)


def may_handle_part(user: User, part: Part, day: date) -> bool:
    return part.moved_to_lex_at is None and may_handle_law(user, part.deviation, part.law, day)


def may_contribute(user: User, part: Part, day: date) -> bool:
    """Those who handle the part, and the team named on it, until it closes."""
    if part.moved_to_lex_at is not None or State(part.deviation.state) in ENDED:
        return False
    return may_handle_part(user, part, day) or part.team.filter(user=user).exists()


def may_read_report(user: User, deviation: Deviation, day: date) -> bool:
    """Place, files and words of the one who reported: they follow the part that the report came in as."""
    first = Part.objects.of(deviation).order_by("pk").values("pk")[:1]
    return Part.objects.visible_to(user, day).filter(pk__in=list(first.values_list("pk", flat=True))).exists()


def may_see_small_counts(user: User, paths: Iterable[str], day: date) -> bool:
    """Counts under five are seen by the units' own managers, SAS, MAS and MAR (access.md)."""
    roles = {Role.MANAGER, Role.PROVIDER, Role.SAS, Role.MAS, Role.MAR}
    own = [held.unit.path for held in user.roles_on(day) if held.role in roles]
    return all(any(path.startswith(held) for held in own) for path in paths)


def may_open_identity(user: User, deviation: Deviation, day: date) -> bool:
    """Read who it is about: those who handle it, each opening logged."""
    return may_handle(user, deviation, day)
