"""Reaching what an address names: a stranger gets 404, a colleague without the right 403."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import TextChoices
from django.shortcuts import get_object_or_404

from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may
from hjulet.plan.procedures.access import may_approve, may_write
from hjulet.plan.procedures.models import Process, Routine, RoutineVersion


def routine_of(request: Request, pk: int) -> Routine:
    seen = Routine.objects.visible_to(request.user, request.today)
    return get_object_or_404(seen.select_related("unit__municipality", "owner", "archived_by"), pk=pk)


def written_routine(request: Request, pk: int) -> Routine:
    found = routine_of(request, pk)
    if not may_write(request.user, found, request.today):
        raise PermissionDenied
    return found


def version_of(request: Request, pk: int, number: int) -> RoutineVersion:
    seen = RoutineVersion.objects.visible_to(request.user, request.today)
    names = (
        "routine__unit__municipality",
        "routine__owner",
        "file",
        "approved_by",
        "changed_by",
        "started_by",
    )
    return get_object_or_404(seen.select_related(*names), routine=pk, number=number)


def written_version(request: Request, pk: int, number: int) -> RoutineVersion:
    found = version_of(request, pk, number)
    if not may_write(request.user, found.routine, request.today):
        raise PermissionDenied
    return found


def decided_version(request: Request, pk: int, number: int) -> RoutineVersion:
    """A version that this person may approve or send back."""
    found = version_of(request, pk, number)
    if not may_approve(request.user, found.routine, request.today):
        raise PermissionDenied
    return found


def process_of(request: Request, pk: int) -> Process:
    seen = Process.objects.visible_to(request.user, request.today)
    names = ("unit__municipality", "owner", "leader", "support", "established_by", "changed_by")
    return get_object_or_404(seen.select_related(*names), pk=pk)


def must(request: Request, verb: Verb) -> None:
    if not may(request.user, verb, request.today):
        raise PermissionDenied


def tell(request: Request, obstacles: Iterable[TextChoices]) -> None:
    for obstacle in obstacles:
        messages.error(request, obstacle.label)
