"""The unit's own page for the wall: goals, figures, actions, who does what. Its kvalitets- och verksamhetsplan.

Risks and controls have no features yet; they are left out, and the page says nothing of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from hjulet.act.actions.models import Action
from hjulet.act.actions.rules import OPEN
from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.base.ui import swedish
from hjulet.check.indicators.figures import written
from hjulet.check.indicators.models import Value
from hjulet.do.participation import rules
from hjulet.do.participation.models import Meeting, QualityRole
from hjulet.do.participation.pages.deviations_told import sentence
from hjulet.plan.steering.models import Goal

MOST = 8


@dataclass(frozen=True)
class Wall:
    """What hangs on the wall."""

    unit: Unit
    today: date
    goals: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]
    deviations: str
    actions: tuple[tuple[str, str], ...]
    done: tuple[str, ...]
    roles: tuple[tuple[str, str], ...]
    questions: tuple[str, ...]


def wall(unit: Unit, user: User, today: date) -> Wall:
    """As it stands today, for anybody who works there."""
    goals = Goal.objects.in_year(today.year).visible_to(user, today).filter(municipality=unit.municipality_id)
    seen = Action.objects.below(unit).filter(lex_cases=None).select_related("owner")
    this_year = Q(status__in=OPEN) | Q(done_on__gte=today.replace(month=1, day=1))
    actions = list(seen.filter(this_year).order_by("due_on", "pk"))
    meeting = Meeting.objects.filter(unit=unit, month__lte=today).order_by("-month").first()
    roles = QualityRole.objects.filter(unit__path__startswith=unit.path).on(today).select_related("user")
    return Wall(
        unit=unit, today=today, goals=tuple(goal.title for goal in goals),
        figures=_figures(unit, user, today), deviations=sentence(unit, today),
        actions=tuple(_action(one) for one in actions if one.done_on is None)[:MOST],
        done=tuple(one.title for one in actions if one.done_on is not None)[:MOST],
        roles=tuple((role.name.capitalize(), role.user.name) for role in roles[: 2 * MOST]),
        questions=(meeting.first_question, meeting.second_question) if meeting else (),
    )  # fmt: skip


def _action(action: Action) -> tuple[str, str]:
    who = action.owner.name if action.owner else ""
    due = swedish.day(action.due_on) if action.due_on else ""
    return action.title, ", ".join(part for part in (who, due) if part)


def _figures(unit: Unit, user: User, today: date) -> tuple[tuple[str, str], ...]:
    """The latest value of each measure at the unit itself; few answers tell nothing."""
    seen = Value.objects.visible_to(user, today).own().filter(unit=unit).exclude(value=None)
    latest: dict[str, tuple[str, str]] = {}
    for value in seen.select_related("indicator").order_by("period_end", "pk"):
        is_few = value.respondents is not None and value.respondents < rules.SMALLEST
        if value.value is None or (is_few and not value.is_published_source):
            continue
        text = written(value.indicator, value.value, value.decimals)
        latest[value.indicator.slug] = (value.indicator.name, f"{text} ({value.period_said})")
    return tuple(latest.values())[:MOST]
