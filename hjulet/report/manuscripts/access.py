"""Who may do what with a report that is written, beyond the table of roles."""

from datetime import date

from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User, UserQuerySet
from hjulet.base.people.roles import may
from hjulet.report.manuscripts.models import Manuscript, SectionRequest


def may_write(user: User, manuscript: Manuscript, day: date) -> bool:
    return may(user, Verb.WRITE_REPORT, day, at=manuscript.unit)


def may_comment(user: User, manuscript: Manuscript, day: date) -> bool:
    return may(user, Verb.COMMENT_REPORT, day, at=manuscript.unit)


def may_answer(user: User, asked: SectionRequest, day: date) -> bool:
    """The one who is asked, and whoever stands in on the day."""
    return SectionRequest.objects.asked_of(user, day).filter(pk=asked.pk).exists()


def askable(user: User, day: date) -> UserQuerySet:
    """Colleagues in the municipality who have a role, but not oneself."""
    people: UserQuerySet = User.objects.visible_to(user, day).filter(is_active=True).with_access(day)
    return people.exclude(pk=user.pk).order_by("name", "pk")
