"""The page and the service worker of a telephone without a net, its tickets, what it sends, and what stranded."""

import json
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hjulet.base.identities.envelopes import key_id, public_key_spki
from hjulet.base.log.chain import record_reading
from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.check.deviations import throttling
from hjulet.check.deviations.choices import WhyStranded
from hjulet.check.deviations.models import Deviation, StrandedReport
from hjulet.check.deviations.pages import doors
from hjulet.check.deviations.pages import offline as pages
from hjulet.check.deviations.workflows import offline

LARGEST = 8 * 1024 * 1024  # bytes, of an envelope with a photo in it
TOO_LARGE, TOO_MANY, NO_DOOR = 413, 429, 404
OLDEST = timedelta(days=366)


@login_not_required
def service_worker(request: HttpRequest) -> HttpResponse:
    """Fetched anew by browsers on every visit, so that a new page reaches telephones at once."""
    facts = pages.worker_facts(timezone.now())
    answer = render(request, "deviations/sw.js", facts, content_type="text/javascript")
    answer["Cache-Control"] = "no-cache"
    return answer


@login_not_required
def offline_form(request: HttpRequest) -> HttpResponse:
    """The page that telephones keep. It is the same for everybody and says nothing about anybody."""
    answer = HttpResponse(pages.shell(timezone.now()))
    answer["Cache-Control"] = "no-cache"
    return answer


@require_POST
def offline_ticket(request: Request) -> HttpResponse:
    if not request.may(Verb.REPORT_DEVIATION):
        raise PermissionDenied
    asked = _asked(request)
    tickets = offline.tickets_for(user=request.user, door=None, at=timezone.now(), **asked)
    return _given(f"person:{offline.owner_mark(request.user)}", tickets)


@login_not_required
@never_cache
@require_POST
def door_ticket(request: HttpRequest, token: str) -> HttpResponse:
    door = doors.door_named(token)
    if door is None or not doors.is_open(door, cast("Request", request).today):
        return JsonResponse({}, status=NO_DOOR)
    tickets = offline.tickets_for(user=None, door=door, at=timezone.now(), **_asked(request))
    return _given(f"door:{token}", tickets)


@csrf_exempt  # the ticket is what gives the right; a telephone whose session is over sends too
@login_not_required
@never_cache
@require_POST
def offline_send(request: HttpRequest) -> HttpResponse:
    """A letter from a telephone. 200: it may forget its copy. Anything else: it keeps it, and perhaps tries again."""
    at = timezone.now()
    if _size(request) > LARGEST:
        return _refused(
            _("Rapporten är för stor för att skickas så här. Skriv den igen utan foto."), TOO_LARGE
        )
    ticket = offline.opened(request.POST.get("ticket", ""))
    if ticket is None:
        return _refused(_("Rapporten går inte att ta emot härifrån. Skriv den igen när du har nät."))
    if throttling.sends_too_much(ticket.owner, at):
        return _refused(_("Många rapporter kommer just nu. Den skickas igen om en stund."), TOO_MANY)
    try:
        taken = pages.take_letter(ticket, _envelope(request), _age(request), at)
    except offline.NotALetter:
        return _refused(_("Rapporten har blivit skadad på vägen och gick inte att läsa. Skriv den igen."))
    return JsonResponse({"status": taken.status, "number": taken.number})


def stranded_list(request: Request) -> HttpResponse:
    found = StrandedReport.objects.visible_to(request.user, request.today).select_related("unit")
    return render(request, "deviations/offline_stranded.html", {"found": list(found[:50])})


def stranded(request: Request, pk: int) -> HttpResponse:
    """What stranded, with what is wrong at each question; sent from here it is received."""
    found = _stranded(request, pk)
    at = timezone.now()
    if found.why == WhyStranded.UNKNOWN_KEY:
        return render(request, "deviations/offline_locked.html", {"found": found})
    if request.method == "POST":
        made = pages.mended(found, request.POST, request.FILES, by=request.user, at=at)
        if isinstance(made, Deviation):
            messages.success(
                request, _("Rapporten är mottagen och har nummer %(number)s.") % {"number": made.number}
            )
            return redirect("deviations:stranded_list")
        form: Any = made
    else:
        record_reading(found, by=request.user, at=at)
        form = pages.stranded_form(found)
    context = {"form": form, "found": found, "kept": pages.files_with(form)}
    return render(request, "deviations/offline_mend.html", context)


def _stranded(request: Request, pk: int) -> StrandedReport:
    seen = StrandedReport.objects.visible_to(request.user, request.today)
    found: StrandedReport = get_object_or_404(seen.select_related("unit__municipality", "user"), pk=pk)
    return found


def _asked(request: HttpRequest) -> dict[str, Any]:
    """The number of the form that is open, and how many tickets more the telephone wants at hand."""
    said = request.POST
    try:
        form = UUID(said.get("form", ""))
    except ValueError:
        form = None
    spare = said.get("spare", "")[:2]
    return {"form": form, "spare": int(spare) if spare.isdecimal() else 0}


def _given(owner: str, tickets: list[dict[str, str]]) -> HttpResponse:
    said = {"owner": owner, "key": public_key_spki(), "key_id": key_id(), "tickets": tickets}
    return JsonResponse(said, headers={"Cache-Control": "no-store"})


def _envelope(request: HttpRequest) -> object:
    """A part of the form that is a file, since a photo is larger than any text may be."""
    part = request.FILES.get("envelope")
    if part is None or (part.size or 0) > LARGEST:
        raise offline.NotALetter
    try:
        return json.loads(part.read())
    except (ValueError, RecursionError):
        raise offline.NotALetter from None


def _age(request: HttpRequest) -> timedelta:
    """How long ago the telephone says that it was written."""
    said = request.POST.get("age", "")[:12]
    return min(timedelta(seconds=int(said)), OLDEST) if said.isdecimal() else timedelta()


def _size(request: HttpRequest) -> int:
    said = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(said) if said.isdecimal() else 0


def _refused(words: str, status: int = 400) -> HttpResponse:
    return JsonResponse({"status": "refused", "words": words}, status=status)
