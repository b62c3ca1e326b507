"""The ways in: a report of one's own, a deviation that becomes a lex case, what came by word of mouth."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hjulet.base.law import PROVIDER_LSS, PROVIDER_SOL, REPORT_LSS, REPORT_SOL, cited
from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may
from hjulet.check.deviations.models import Deviation
from hjulet.check.lex import access
from hjulet.check.lex.forms.opening import ConvertForm, ReceiveForm, ReportForm, laws_of
from hjulet.check.lex.models import LexCase, Refused
from hjulet.check.lex.pages import opening as pages
from hjulet.check.lex.pages.lists import units_to_report
from hjulet.check.lex.views.reaching import must, tell
from hjulet.check.lex.workflows.opening import open_from_deviation


def start(request: Request) -> HttpResponse:
    """`?avvikelse=<pk>`: that deviation becomes a lex case; else a report of its own."""
    number = request.GET.get("avvikelse", "")
    if number:
        return _convert(request, int(number) if number.isdecimal() and len(number) < 19 else 0)
    must(may(request.user, Verb.REPORT_DEVIATION, request.today))
    form = _form(request, ReportForm)
    case = _reported(request, form)
    if case is None:
        return render(request, "lex/start.html", {"form": form, "law": cited((REPORT_SOL, REPORT_LSS))})
    at = timezone.localtime(case.received_at)
    said = {"time": f"{at:%H.%M}", "number": case.number}
    messages.success(
        request, _("Tack. Rapporten är mottagen %(time)s och har fått numret %(number)s.") % said
    )
    return redirect("lex:own")


def receive(request: Request) -> HttpResponse:
    must(access.may_receive(request.user, request.today))
    form = _form(request, ReceiveForm)
    case = _reported(request, form)
    if case is None:
        return render(request, "lex/receive.html", {"form": form, "law": cited((PROVIDER_SOL, PROVIDER_LSS))})
    messages.success(request, _("Rapporten är mottagen som %(number)s.") % {"number": case.number})
    return redirect("lex:list")


def _form(request: Request, kind: type[ReportForm]) -> ReportForm:
    return kind(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        initial={"token": uuid4(), "received_on": request.today},
        units=units_to_report(request.user, request.today),
        today=request.today,
    )


def _reported(request: Request, form: ReportForm) -> LexCase | None:
    """The case, once the form holds; files that could not be kept are named in words, the text is never lost."""
    if not form.is_valid():
        return None
    try:
        case, words = pages.report(form, by=request.user, at=timezone.now())
    except Refused as error:
        tell(request, error.obstacles)
        return None
    for said in words:
        messages.warning(request, said)
    return case


def _convert(request: Request, number: int) -> HttpResponse:
    seen = Deviation.objects.visible_to(request.user, request.today).select_related("unit", "identity")
    deviation = get_object_or_404(seen, pk=number)
    kinds = pages.kinds_of(deviation, request.user, request.today)
    must(bool(kinds))
    form = ConvertForm(
        request.POST if request.method == "POST" else None,
        kinds=kinds,
        initial={"kind": kinds[0], "laws": laws_of(deviation.unit)},
    )
    if form.is_valid():
        try:
            case = open_from_deviation(deviation, **form.said, by=request.user, at=timezone.now())
        except Refused as error:
            tell(request, error.obstacles)
        else:
            said = _("%(number)s är öppnat. Lex-gruppen har fått veta. Här finns ett spår kvar av händelsen.")
            messages.success(request, said % {"number": case.number})
            return redirect(deviation)
    return render(request, "lex/convert.html", {"form": form, "deviation": deviation})
