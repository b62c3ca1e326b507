"""The request as our views see it: somebody is signed in, in one municipality, on one day."""

from collections.abc import Callable
from datetime import date

from django.http import HttpRequest

from hjulet.base.organisation.models import Municipality, UnitQuerySet
from hjulet.base.people.models import User


class Request(HttpRequest):
    user: User  # LoginRequiredMiddleware lets nobody else through
    municipality: Municipality
    today: date
    role_title: str  # "enhetschef, Solgården"
    may_see: Callable[[str], bool]  # may_see("actions:list"): whether the page is open to the user somewhere
    may: Callable[..., bool]  # may(verb, at=unit)
    visible_units: Callable[[], UnitQuerySet]
    needs_second_step: bool
