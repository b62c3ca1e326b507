"""How many messages wait, for the frame of every page."""

from functools import cache
from typing import Any

from django.http import HttpRequest

from hjulet.base.notices.models import Notice
from hjulet.base.people.models import User


def unread_notices(request: HttpRequest) -> dict[str, Any]:
    """The context processor. Asked of the database only where a page shows it, and once."""
    return {"unread_notices": cache(lambda: _unread(request))}


def _unread(request: HttpRequest) -> int:
    user, today = getattr(request, "user", None), getattr(request, "today", None)
    if not isinstance(user, User) or today is None or not user.roles_on(today):
        return 0
    return Notice.objects.visible_to(user, today).unread().count()
