"""Who may do what with a report that is written, beyond the table of roles."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef

from hjulet.base.people.choices import Role, Verb
from hjulet.base.people.models import RoleHolding, User, UserQuerySet
from hjulet.base.people.roles import TABLE, may
from hjulet.report.manuscripts.models import Manuscript, SectionOwner, SectionRequest


def may_write(user: User, manuscript: Manuscript, day: date) -> bool:
    return may(user, Verb.WRITE_REPORT, day, at=manuscript.unit)


def may_comment(user: User, manuscript: Manuscript, day: date) -> bool:
    return may(user, Verb.COMMENT_REPORT, day, at=manuscript.unit)


def owns(user: User, manuscript: Manuscript, section: str, day: date) -> bool:
    """Whether the person has the section, and a role that may have one."""
    held = SectionOwner.objects.held_by(user, day)
    return held.filter(manuscript=manuscript, section=section).exists()


def may_write_section(user: User, manuscript: Manuscript, section: str, day: date) -> bool:
    """Whoever writes the report, and whoever has this very section."""
    return may_write(user, manuscript, day) or owns(user, manuscript, section, day)


def may_answer(user: User, asked: SectionRequest, day: date) -> bool:
    """The one who is asked, and whoever stands in on the day."""
    return SectionRequest.objects.asked_of(user, day).filter(pk=asked.pk).exists()


def askable(user: User, day: date) -> UserQuerySet:
    """Colleagues in the municipality who have a role, but not oneself."""
    people: UserQuerySet = User.objects.visible_to(user, day).filter(is_active=True).with_access(day)
    return people.exclude(pk=user.pk).order_by("name", "pk")


def able_to_own(user: User, day: date) -> UserQuerySet:
    """Colleagues with a role that may have a section, oneself among them."""
    held = RoleHolding.objects.filter(user=OuterRef("pk"), role__in=TABLE[Verb.OWN_SECTION]).held_on(day)
    people: UserQuerySet = User.objects.visible_to(user, day).filter(Exists(held), is_active=True)
    return people.order_by("name", "pk")


def leading(manuscript: Manuscript, askers: Collection[User], day: date) -> list[User]:
    """Who leads the work with a report: whoever began it and asked for it and still writes there, else SAS."""
    began = {manuscript.started_by, *askers}
    found = [user for user in began if user.is_active and may_write(user, manuscript, day)]
    if found:
        return sorted(found, key=lambda user: user.pk)
    reaching = [*manuscript.unit.paths_above(), manuscript.unit.path]
    held = RoleHolding.objects.filter(user=OuterRef("pk"), role=Role.SAS, unit__path__in=reaching)
    return list(User.objects.filter(Exists(held.held_on(day)), is_active=True).order_by("pk"))
