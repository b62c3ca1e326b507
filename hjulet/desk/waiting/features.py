"""Everything that waits for me, feature by feature.

A feature that has something for my page gets a module here with a function of the user and the day. It asks whether the
role has the work at all, then asks the database once, and gives its rows with their last day and their minutes.
"""

from collections.abc import Callable, Iterable
from datetime import date

from hjulet.base.people.models import User
from hjulet.desk.waiting import (
    actions,
    cooperation,
    deviations,
    figures,
    lex,
    measuring,
    participation,
    reports,
    routines,
    surveys,
)
from hjulet.desk.waiting.rows import Waiting

FEATURES: tuple[Callable[[User, date], Iterable[Waiting]], ...] = (
    deviations.own_reports,
    deviations.analyses_to_help,
    deviations.to_handle,
    lex.to_work_with,
    lex.to_register,
    reports.to_answer,
    reports.to_write,
    reports.to_take_in,
    reports.to_review,
    reports.to_mend,
    reports.to_check_for_secrecy,
    actions.to_review,
    actions.to_answer,
    routines.to_review,
    routines.to_go_through,
    cooperation.to_watch,
    surveys.to_talk_about,
    figures.to_answer,
    measuring.to_measure,
    participation.to_take_part_in,
)


def of_features(user: User, today: date) -> list[Waiting]:
    """A fixed number of questions, fewer for roles that never have the work."""
    return [row for feature in FEATURES for row in feature(user, today)]
