"""Quality roles and their meetings, and ideas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may
from hjulet.do.participation.choices import IdeaState, RoleKind
from hjulet.do.participation.models import Idea, QualityRole, RoleMeeting

SHOWN = 60
IDEA_TAGS = {
    IdeaState.NEW: "info",
    IdeaState.TAKEN_UP: "good",
    IdeaState.TRIED: "good",
    IdeaState.LATER: "middle",
    IdeaState.NO: "neutral",
}


@dataclass(frozen=True)
class RoleGroup:
    """Everybody with one quality role."""

    name: str
    roles: tuple[QualityRole, ...]


def roles_page(request: Request) -> dict[str, Any]:
    user, today = request.user, request.today
    found = QualityRole.objects.visible_to(user, today).not_over(today).select_related("unit", "user")
    groups: dict[str, list[QualityRole]] = {}
    for role in found:
        groups.setdefault(role.name, []).append(role)
    meetings = RoleMeeting.objects.visible_to(user, today).select_related("unit").prefetch_related("who_came")
    return {
        "groups": [RoleGroup(name, tuple(roles)) for name, roles in groups.items()],
        "meetings": list(meetings[:20]),
        "may_keep": may(user, Verb.KEEP_QUALITY_ROLES, today),
        "today": today,
    }


def meeting_kinds(request: Request) -> list[str]:
    """Those whose meetings the user may write: all for the ones who keep roles, else one's own."""
    if may(request.user, Verb.KEEP_QUALITY_ROLES, request.today):
        return list(RoleKind.values)
    mine = QualityRole.objects.filter(user=request.user).on(request.today)
    return list(mine.values_list("kind", flat=True).distinct())


@dataclass(frozen=True)
class IdeaRow:
    idea: Idea
    actions: tuple[Any, ...]

    @property
    def tag(self) -> str:
        return IDEA_TAGS[IdeaState(self.idea.state)]

    @property
    def who(self) -> str:
        return self.idea.written_by.name if self.idea.written_by else ""


def ideas_page(request: Request) -> dict[str, Any]:
    """Those that wait first; the rest the newest first."""
    user, today = request.user, request.today
    found = Idea.objects.visible_to(user, today).select_related("unit", "written_by", "answered_by")
    rows = [
        idea_row(idea) for idea in found.prefetch_related("actions").order_by("-written_on", "-pk")[:SHOWN]
    ]
    return {
        "waiting": [row for row in rows if row.idea.state == IdeaState.NEW],
        "answered": [row for row in rows if row.idea.state != IdeaState.NEW],
        "may_answer": may(user, Verb.ANSWER_IDEA, today),
    }


def idea_row(idea: Idea) -> IdeaRow:
    return IdeaRow(idea, tuple(idea.actions.all()))
