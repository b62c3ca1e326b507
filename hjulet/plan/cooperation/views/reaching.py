"""What every view of cooperation begins with: reach it, and may you."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import TextChoices
from django.shortcuts import get_object_or_404

from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may
from hjulet.plan.cooperation.access import may_change
from hjulet.plan.cooperation.models import Cooperation


def must(request: Request, verb: Verb) -> None:
    if not may(request.user, verb, request.today):
        raise PermissionDenied


def seen(request: Request, pk: int) -> Cooperation:
    """A stranger gets 404."""
    found = Cooperation.objects.visible_to(request.user, request.today)
    return get_object_or_404(
        found.select_related("unit", "owner", "document", "changed_by", "ended_by", "followed_by", "follows"), pk=pk
    )  # fmt: skip


def to_change(request: Request, pk: int) -> Cooperation:
    """A colleague without the verb gets 403."""
    found = seen(request, pk)
    if not may_change(request.user, found, request.today):
        raise PermissionDenied
    return found


def tell(request: Request, obstacles: Iterable[TextChoices]) -> None:
    for obstacle in obstacles:
        messages.error(request, obstacle.label)
