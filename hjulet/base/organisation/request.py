"""The request as this folder's views see it. The layer above hangs more on it; here is what they may rely on."""

from collections.abc import Callable
from datetime import date

from django.http import HttpRequest

from hjulet.base.log.chain import Actor
from hjulet.base.organisation.models import Municipality, UnitQuerySet


class Request(HttpRequest):
    """What the layers above hang on the request."""

    user: Actor  # type: ignore[assignment]  # LoginRequiredMiddleware lets nobody else through
    municipality: Municipality
    today: date
    may: Callable[..., bool]
    visible_units: Callable[[], UnitQuerySet]
