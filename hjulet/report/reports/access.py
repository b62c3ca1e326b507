"""Who may read which edition of a report."""

from datetime import date

from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import may
from hjulet.report.reports.choices import Edition

VERBS = {Edition.INTERNAL: Verb.READ_INTERNAL_REPORT, Edition.PUBLIC: Verb.READ_PUBLIC_REPORT}


def may_read(user: User, edition: Edition, day: date) -> bool:
    return may(user, VERBS[edition], day)


def editions_for(user: User, day: date) -> list[Edition]:
    """The editions that the user may read; the internal first."""
    return [edition for edition in Edition if may_read(user, edition, day)]
