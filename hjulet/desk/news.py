"""What has changed around me, from the rows' own columns; the log is for auditors."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from hjulet.act.actions.models import Action, Need
from hjulet.base.people.models import User

LATEST = 8


@dataclass(frozen=True)
class Change:
    at: datetime
    text: str
    href: str
    detail: str
    who: str


def recent(user: User, today: date) -> list[Change]:
    """The latest changes of needs and actions that this person may see, newest first."""
    actions = (
        Action.objects.open_to(user, today).exclude(changed_at=None).select_related("unit", "changed_by")
    )
    needs = Need.objects.open_to(user, today).exclude(raised_at=None).select_related("unit", "raised_by")
    found = [_of_action(action) for action in actions.order_by("-changed_at", "-pk")[:LATEST]]
    found += [_of_need(need) for need in needs.order_by("-raised_at", "-pk")[:LATEST]]
    return sorted(found, key=lambda change: change.at, reverse=True)[:LATEST]


def _of_action(action: Action) -> Change:
    said = {"status": action.get_status_display(), "unit": action.unit.name}
    return Change(
        at=action.changed_at or datetime.min,  # noqa: DTZ901 - rows without a time are left out above
        text=action.title,
        href=reverse("actions:detail", args=[action.pk]),
        detail=_("Åtgärd, %(status)s. %(unit)s") % said,
        who=action.changed_by.name if action.changed_by else "",
    )


def _of_need(need: Need) -> Change:
    return Change(
        at=need.raised_at or datetime.min,  # noqa: DTZ901 - rows without a time are left out above
        text=need.title,
        href=reverse("actions:need", args=[need.pk]),
        detail=_("Nytt behov. %(unit)s") % {"unit": need.unit.name},
        who=need.raised_by.name if need.raised_by else "",
    )
