"""The request as our views see it: somebody is signed in, in one municipality, on one day."""

from datetime import date

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from hjulet.base.organisation.models import Municipality
from hjulet.base.people.models import User


class Request(HttpRequest):
    user: User  # type: ignore[assignment]  # LoginRequiredMiddleware lets nobody else through
    htmx: HtmxDetails
    municipality: Municipality
    today: date
