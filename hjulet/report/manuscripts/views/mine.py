"""What reports wait for from me."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hjulet.base.people.request import Request
from hjulet.report.manuscripts.pages import mine as page


@require_safe
def mine(request: Request) -> HttpResponse:
    """Open to everyone: anybody in the municipality may be asked."""
    return render(request, "manuscripts/mine.html", {"mine": page.mine(request.user, request.today)})
