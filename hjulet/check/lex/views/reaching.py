"""What every page of a case begins and ends with."""

from collections.abc import Callable, Iterable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import TextChoices
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from hjulet.base.log.chain import record_reading
from hjulet.base.people.request import Request
from hjulet.check.lex.models import LexCase, Refused
from hjulet.check.lex.pages.case import PEOPLE


def reached(request: Request, pk: int, *related: str) -> LexCase:
    """The case, if one reads it at all; whoever does not learns nothing, not even that it exists. Looking is logged."""
    seen = LexCase.objects.visible_to(request.user, request.today).select_related(
        "unit", "municipality", *related
    )
    found = get_object_or_404(seen, pk=pk)
    if request.method == "GET":
        record_reading(found, by=request.user, at=timezone.now())
    return found


def whole(request: Request, pk: int) -> LexCase:
    """The same, with everybody who has done something in it."""
    return reached(request, pk, *PEOPLE)


def must(is_allowed: bool) -> None:
    if not is_allowed:
        raise PermissionDenied


def tell(request: Request, obstacles: Iterable[TextChoices]) -> None:
    for obstacle in obstacles:
        messages.error(request, obstacle.label)


def done(request: Request, pk: int, verb: Callable[[], object], said: str) -> HttpResponse:
    """Do it and say so, or say why not; then back to the case."""
    if attempted(request, verb):
        messages.success(request, said)
    return redirect("lex:detail", pk=pk)


def attempted(request: Request, verb: Callable[[], object]) -> bool:
    try:
        verb()
    except Refused as error:
        tell(request, error.obstacles)
        return False
    return True
