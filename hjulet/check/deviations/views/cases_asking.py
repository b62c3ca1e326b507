"""What every page of a case does: reach it, ask something, do it, and come back with the refusals or to the case."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.models import CannotReview
from hjulet.base.identities.models import CannotKeep
from hjulet.base.people.request import Request
from hjulet.base.sources.rewriting import SomebodyWasFaster
from hjulet.check.deviations.access import may_handle, may_handle_part, may_handle_whole
from hjulet.check.deviations.models import Deviation, Part, Refused
from hjulet.check.deviations.pages.cases_question import Done, Question

SOMEBODY_WAS_FASTER = _(
    "Någon annan har ändrat här sedan du öppnade sidan. Det du har skrivit finns kvar. Jämför och spara igen."
)
Asked = TypeVar("Asked", bound=forms.Form)
RELATED = (
    "unit__municipality", "municipality", "reported_by", "judged_by", "closed_by", "reason_by", "merged_into",
    "identity", "external",
)  # fmt: skip


def case_of(request: Request, pk: int, *, handled: bool = True) -> Deviation:
    """The case, for somebody who knows of it (404) and, when it is to be HANDLED, handles some part of it (403)."""
    known = Deviation.objects.visible_to(request.user, request.today).select_related(*RELATED)
    deviation = get_object_or_404(known, pk=pk)
    if handled and not may_handle(request.user, deviation, request.today):
        raise PermissionDenied
    return deviation


def whole_case_of(request: Request, pk: int) -> Deviation:
    """The case, for somebody who handles every part of it: nobody ends or moves text that they may not read (403)."""
    deviation = case_of(request, pk)
    if not may_handle_whole(request.user, deviation, request.today):
        raise PermissionDenied
    return deviation


def part_of(request: Request, pk: int, *, handled: bool = True) -> Part:
    """The part, for somebody who reads it (404) and, when it is to be HANDLED, handles it (403)."""
    related = ("type", "deviation__unit__municipality", "deviation__municipality", "deviation__identity")
    part = get_object_or_404(
        Part.objects.visible_to(request.user, request.today).select_related(*related), pk=pk
    )
    if handled and not may_handle_part(request.user, part, request.today):
        raise PermissionDenied
    return part


def ask(
    request: Request, deviation: Deviation, form: Asked, question: Question, do: Callable[[Asked], str | Done],
    **more: Any,
) -> HttpResponse:  # fmt: skip
    """Show the form; when it is said, do it. A refusal stands above the form, and nothing typed is lost."""
    if form.is_bound and form.is_valid():
        try:
            done = do(form)
        except (Refused, CannotKeep, CannotReview) as error:
            for obstacle in error.obstacles:
                form.add_error(None, str(obstacle.label))
        except SomebodyWasFaster:
            form.add_error(None, str(SOMEBODY_WAS_FASTER))
        else:
            done = done if isinstance(done, Done) else Done(done, question.then)
            return go_back(request, deviation, done.words, then=done.then)
    context = {"deviation": deviation, "form": form, "question": question, **more}
    return render(request, question.template, context)


def act(request: Request, deviation: Deviation, do: Callable[[], None], done: str) -> HttpResponse:
    """A button without a form: do it, and come back with what happened or why not."""
    try:
        do()
    except Refused as error:
        for obstacle in error.obstacles:
            messages.error(request, str(obstacle.label))
        return go_back(request, deviation)
    return go_back(request, deviation, done)


def go_back(request: Request, deviation: Deviation, done: str = "", *, then: str = "") -> HttpResponse:
    """To the case, or, when it has gone where one does not see it, to the list."""
    if done:
        messages.success(request, done)
    if Deviation.objects.visible_to(request.user, request.today).filter(pk=deviation.pk).exists():
        return redirect(then or deviation)
    return redirect("deviations:list")
