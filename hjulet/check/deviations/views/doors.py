"""The unit's QR door and the answer by code, which need no sign-in; and looking after the doors, which does."""

from datetime import datetime
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.check.deviations import carried, rules, throttling
from hjulet.check.deviations.choices import Door
from hjulet.check.deviations.forms.answering import CodeForm, PhoneForm, WriteBackForm
from hjulet.check.deviations.forms.reporting import DoorForm
from hjulet.check.deviations.pages import doors as pages
from hjulet.check.deviations.pages import reporting
from hjulet.check.deviations.workflows.doors import make_door, renew_door
from hjulet.check.deviations.workflows.reporting import receipt_mark
from hjulet.check.deviations.workflows.writing_back import read_by_code, write_back

TOO_MANY = 429


@login_not_required
@never_cache
def door(request: HttpRequest, token: str) -> HttpResponse:
    """Write only. Nothing is asked of the database but the door, and nothing kept but what is sent."""
    found = pages.door_named(token)
    at = timezone.now()
    if found is None or not pages.is_open(found, _today(request)):
        return _closed(request, found.unit if found else None)
    request.municipality = found.unit.municipality  # type: ignore[attr-defined]  # for the frame
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    now = timezone.localtime(at)
    form = DoorForm(data, files, unit=found.unit, today=_today(request), now=now)
    context = {"form": form, "unit": found.unit, "door": found, "lex_report": reporting.lex_report()}
    if request.method != "POST":
        return render(request, "deviations/door.html", context)
    return _sent(request, form, context, at)


def _sent(request: HttpRequest, form: DoorForm, context: dict[str, Any], at: datetime) -> HttpResponse:
    found = context["door"]
    if throttling.door_is_full(found.pk, at):
        return render(request, "deviations/door.html", {**context, "is_full": True}, status=TOO_MANY)
    taken = reporting.take_in(form, door=Door.UNIT, by=None, place=found.unit.municipality, at=at)
    for words in taken.words:
        messages.warning(request, words)
    if taken.receipt is None:
        shown = {**context, "kept": taken.kept, "doubts": form.doubts}
        return render(request, "deviations/door.html", shown)
    answer = redirect("deviations:door_received", token=found.token)
    said = {"pk": taken.receipt.deviation.pk, "code": taken.receipt.code}
    carried.carry(answer, carried.RECEIPT, said, until=at + carried.RECEIPT_FOR, at=at)
    return answer


@login_not_required
@never_cache
def door_received(request: HttpRequest, token: str) -> HttpResponse:
    """The number and the code, once, in the browser that sent the report."""
    found = pages.door_named(token)
    if found is None:
        return _closed(request, None)
    request.municipality = found.unit.municipality  # type: ignore[attr-defined]  # for the frame
    told = carried.carried(request, carried.RECEIPT, at=timezone.now())
    made = pages.opened_by_code(told.get("pk"))
    context: dict[str, Any] = {"unit": found.unit, "door": found, "lex_report": reporting.lex_report()}
    if made is not None and made.unit_id == found.unit_id:
        context |= {
            "deviation": made,
            **reporting.thanks(made),
            "code": reporting.grouped(told["code"]),
            "shows_on_call": rules.shows_on_call(made.tile, made.how_bad),
        }
    answer = render(request, "deviations/door_received.html", context)
    carried.forget(answer, carried.RECEIPT)
    return answer


@login_not_required
@never_cache
def answer(request: HttpRequest) -> HttpResponse:
    """A code opens the answers to its report for a quarter of an hour, in this browser."""
    at = timezone.now()
    opened = pages.opened_by_code(carried.carried(request, carried.ANSWER, at=at).get("pk"))
    if request.method == "POST":
        return _tried(request, at)
    if opened is None:
        return render(request, "deviations/answer.html", {"form": CodeForm()})
    context = {**reporting.answers_to(opened), "write": WriteBackForm()}
    return render(request, "deviations/answer.html", context)


def _tried(request: HttpRequest, at: datetime) -> HttpResponse:
    form = CodeForm(request.POST)
    if not form.is_valid():
        return render(request, "deviations/answer.html", {"form": form})
    code = form.cleaned_data["code"]
    if throttling.pause_left(code, at):
        form.add_error("code", _("Många koder har varit fel. Vänta en stund och försök igen."))
        return render(request, "deviations/answer.html", {"form": form}, status=TOO_MANY)
    found = pages.found_by_mark(receipt_mark(code))
    if found is None:
        throttling.wrong_code(code, at)
        form.add_error("code", _("Vi hittar ingen rapport med den koden. Läs av siffrorna en gång till."))
        return render(request, "deviations/answer.html", {"form": form})
    read_by_code(found, at=at)
    page = redirect("deviations:answer")
    carried.carry(page, carried.ANSWER, {"pk": found.pk}, until=at + carried.ANSWER_FOR, at=at)
    return page


@login_not_required
@never_cache
@require_POST
def answer_write(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    opened = pages.opened_by_code(carried.carried(request, carried.ANSWER, at=at).get("pk"))
    if opened is None:
        messages.warning(
            request, _("Sidan hade stått öppen för länge. Skriv koden igen, så kan du skicka det du skrev.")
        )
        return redirect("deviations:answer")
    form = WriteBackForm(request.POST)
    if not form.is_valid():
        context = {**reporting.answers_to(opened), "write": form}
        return render(request, "deviations/answer.html", context)
    write_back(opened, form.cleaned_data["text"], form.cleaned_data["token"], by=None, at=at)
    messages.success(request, _("Tack. Det du skrev har kommit fram."))
    return redirect("deviations:answer")


@login_not_required
@never_cache
@require_POST
def answer_close(request: HttpRequest) -> HttpResponse:
    page = redirect("deviations:answer")
    carried.forget(page, carried.ANSWER)
    return page


def doors(request: Request) -> HttpResponse:
    if not request.may(Verb.OPEN_DOOR):
        raise PermissionDenied
    return render(request, "deviations/doors.html", {"rows": pages.doors_of(request.user, request.today)})


def poster(request: Request, slug: str) -> HttpResponse:
    unit = _unit(request, slug)
    found = pages.door_of(request.user, unit, request.today)
    context: dict[str, Any] = {"unit": unit, "door": found}
    if found is not None:
        context |= {"drawing": pages.drawing_of(found), "address": pages.address_of(found)}
    return render(request, "deviations/poster.html", context)


@require_POST
def turn_door(request: Request, slug: str) -> HttpResponse:
    """Open or close; opened for the first time, the door is made."""
    unit, at = _unit(request, slug), timezone.now()
    found = make_door(unit, by=request.user, at=at)
    wanted = request.POST.get("to") == "open"
    if found.is_open != wanted:
        found.turn(is_open=wanted, by=request.user, at=at)
    said = _("QR-koden för %(unit)s är öppen.") if wanted else _("QR-koden för %(unit)s är stängd.")
    messages.success(request, said % {"unit": unit.name})
    return redirect("deviations:doors")


@require_POST
def renew(request: Request, slug: str) -> HttpResponse:
    unit = _unit(request, slug)
    found = pages.door_of(request.user, unit, request.today)
    if found is not None:
        renew_door(found, by=request.user, at=timezone.now())
        messages.success(
            request, _("Enheten har en ny QR-kod. Den gamla gäller inte längre. Skriv ut den nya affischen.")
        )
    return redirect("deviations:doors")


@require_POST
def on_call(request: Request, slug: str) -> HttpResponse:
    unit = _unit(request, slug)
    form = PhoneForm(request.POST)
    if form.is_valid():
        unit.state_on_call_phone(form.cleaned_data["phone"], by=request.user, at=timezone.now())
        messages.success(request, _("Jourtelefonen är sparad."))
    else:
        messages.error(request, _("Numret är oförändrat. Skriv bara siffror, till exempel 0247-123 45."))
    return redirect("deviations:doors")


def _unit(request: Request, slug: str) -> Unit:
    """404 where no role of the user reaches, 403 where one does that may not look after the door."""
    reached = pages.reached_units(request.user, request.today)
    unit: Unit = get_object_or_404(reached, slug=slug)
    if not request.may(Verb.OPEN_DOOR, unit):
        raise PermissionDenied
    return unit


def _closed(request: HttpRequest, unit: Unit | None) -> HttpResponse:
    """Nobody who needed help may meet a blank wall: who to call instead."""
    if unit is not None:
        request.municipality = cast("Municipality", unit.municipality)  # type: ignore[attr-defined]
    return render(request, "deviations/door_closed.html", {"unit": unit}, status=404)


def _today(request: HttpRequest) -> Any:
    return cast("Request", request).today
