"""Which routines were missing, unknown, not followed or wrong when something happened."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may
from hjulet.check.deviations.pages import routines as page


@require_safe
def routines(request: Request) -> HttpResponse:
    """Of the cases that this person reads, in the last twelve months."""
    if not may(request.user, Verb.SEE_DEVIATIONS, request.today):
        raise PermissionDenied
    return render(request, "deviations/routines.html", {"found": page.blamed(request.user, request.today)})
