"""Days to keep in lex cases: who should be reminded today, without a word of what a case is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from hjulet.base.notices.choices import Kind as NoticeKind
from hjulet.base.notices.workflows import tell
from hjulet.base.people.models import User
from hjulet.base.ui import swedish
from hjulet.check.lex import rules
from hjulet.check.lex.access import group_of, readers_only
from hjulet.check.lex.choices import State
from hjulet.check.lex.models import LexCase, LexTimes
from hjulet.check.lex.workflows.deciding import deciders


@dataclass(frozen=True)
class Due:
    case: LexCase
    day: date
    title: str
    key: str

    def send(self, *, at: datetime, day: date) -> int:
        """Tell whoever is behind the next step; said twice it is told once. Gives how many were new."""
        return tell(
            reminded_of(self.case, day), NoticeKind.LEX_DEADLINE, self.title, self.case.get_absolute_url(),
            key=self.key, about=self.case, due_on=self.day, at=at, day=day, may_stand_in=readers_only(self.case, day),
        )  # fmt: skip


def all_due(today: date) -> Iterator[Due]:
    """Every case with a day that comes or has passed, the oldest first."""
    times = {one.municipality_id: one.times for one in LexTimes.objects.all()}
    cases = LexCase.objects.open().select_related("unit", "investigator")
    for case in cases.order_by("investigate_by", "pk"):
        day = case.deadline()
        stage = rules.reminder(day, today, times.get(case.municipality_id, rules.Times())) if day else ""
        if day and stage:
            yield Due(case, day, _title(case, day, today), f"lex-{case.pk}-{day:%Y%m%d}-{case.state}-{stage}")


def reminded_of(case: LexCase, day: date) -> list[User]:
    """The investigator while it is investigated, those who decide when there is a proposal, and always those in charge."""
    if case.state == State.INVESTIGATED and case.investigator:
        return [case.investigator, *group_of(case, day)]
    extra = deciders(case, day) if case.state in {State.PROPOSED, State.DECIDED} else []
    return [*group_of(case, day), *extra]


def _title(case: LexCase, day: date, today: date) -> str:
    said = {"number": case.number, "day": swedish.day(day)}
    if case.state == State.DECIDED:
        late, ahead = (
            _("%(number)s skulle ha anmälts till IVO %(day)s."),
            _("%(number)s ska anmälas till IVO %(day)s."),
        )
    else:
        late, ahead = (
            _("%(number)s skulle ha varit utrett %(day)s."),
            _("%(number)s ska vara utrett %(day)s."),
        )
    return (late if day < today else ahead) % said
