"""What the views have in common: the right, the words of a refusal, the number of a form."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import TextChoices
from django.http import HttpResponse
from django.shortcuts import render

from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may


def must(request: Request, verb: Verb, unit: Unit | None = None) -> None:
    """A colleague without the verb gets 403; somebody without any role there has had 404."""
    if not may(request.user, verb, request.today, at=unit):
        raise PermissionDenied


def tell_obstacles(request: Request, obstacles: Iterable[TextChoices]) -> None:
    for obstacle in obstacles:
        messages.error(request, obstacle.label)


def add_obstacles(form: forms.Form, obstacles: Iterable[TextChoices]) -> None:
    for obstacle in obstacles:
        form.add_error(None, obstacle.label)


def posted(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def token_of(form: forms.Form) -> UUID:
    sent: UUID | None = form.cleaned_data.get("token")
    return sent or uuid4()


def form_page(  # noqa: PLR0913 - what the page of one form says
    request: Request, form: forms.Form, *, title: str, button: str, back: str, back_title: str, lead: str = "",
    newer: str = "",
) -> HttpResponse:  # fmt: skip
    """A page with one form: what it is for, the form, one button and the way back."""
    context = {
        "form": form, "title": title, "button": button, "back": back, "back_title": back_title, "lead": lead,
        "newer": newer,
    }  # fmt: skip
    return render(request, "participation/form.html", context)
