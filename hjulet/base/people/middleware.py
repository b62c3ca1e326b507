"""Gives the request its day, its municipality and its roles, and stops those whose access has ended."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User, units_visible_to
from hjulet.base.people.roles import may, may_see
from hjulet.base.people.second_step import needs_second_step

View = Callable[..., HttpResponse]


class PlaceAndDayMiddleware:
    """Sets `today`, `municipality`, `role_title` and `may_see`; one query for the roles, however many ask."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.today = timezone.localdate()  # type: ignore[attr-defined]  # noqa: TID251 - the day is read once, here
        user = _signed_in(request)
        if user is None:
            return self.get_response(request)
        user.remember_roles(request.today)  # type: ignore[attr-defined]
        _furnish(request, user)
        response = self.get_response(request)
        return _for_one_person_only(response, has_left=_signed_in(request) is None)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        user = _signed_in(request)
        name = request.resolver_match.view_name if request.resolver_match else ""
        is_open = not getattr(view, "login_required", True) or name == "account_logout"
        if user is None or is_open:
            return None
        if not user.roles_on(request.today):  # type: ignore[attr-defined]
            return render(request, "people/ended.html", status=403)
        if request.needs_second_step and not name.startswith(("mfa_", "account_")):  # type: ignore[attr-defined]
            return redirect("mfa_index")
        return None


def _signed_in(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _furnish(request: Any, user: User) -> None:
    roles = user.roles_on(request.today)
    request.municipality = user.municipality
    request.role_title = f"{roles[0].get_role_display()}, {roles[0].unit.name}" if roles else ""
    request.may_see = partial(_may_see, user, request)
    request.may = partial(_may, user, request)
    request.visible_units = partial(units_visible_to, user, request.today)
    request.needs_second_step = needs_second_step(request, user)


def _for_one_person_only(response: HttpResponse, *, has_left: bool) -> HttpResponse:
    """Kept by no one in between; and when somebody signs out, the browser forgets the pages, so that Back shows none."""
    response.headers.setdefault("Cache-Control", "private, no-cache")
    if has_left:
        response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _may(user: User, request: Any, verb: Verb | str, at: Unit | None = None) -> bool:
    return may(user, Verb(verb), request.today, at=at)


def _may_see(user: User, request: Any, url_name: str) -> bool:
    return may_see(user, url_name, request.today)
