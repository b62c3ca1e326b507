"""Reading receipts: what I have to read, signing, asking, sending, following up, and evidence for a supervision."""

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hjulet.base.log.chain import record
from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may
from hjulet.do.participation.forms.reading import AnswerForm, AskForm, EvidenceForm, SendForm
from hjulet.do.participation.models import CannotRead, Reading, ReadingQuestion, terms_of
from hjulet.do.participation.pages import reading as pages
from hjulet.do.participation.pages.evidence import evidence as collect
from hjulet.do.participation.pages.reaching import units_with
from hjulet.do.participation.render.evidence import evidence_pdf, evidence_xlsx
from hjulet.do.participation.render.files import XLSX, file_answer, pdf_answer
from hjulet.do.participation.views.reach import (
    add_obstacles,
    form_page,
    must,
    posted,
    tell_obstacles,
    token_of,
)
from hjulet.do.participation.workflows import reading as work
from hjulet.plan.procedures.models import RoutineVersion


@require_safe
def readings(request: Request) -> HttpResponse:
    must(request, Verb.TAKE_PART)
    return render(request, "participation/readings.html", pages.readings_page(request))


@require_safe
def reading(request: Request, pk: int) -> HttpResponse:
    """What is new, and under it two buttons."""
    context = pages.reading_page(request, _reading(request, pk))
    context |= {"ask_form": AskForm(initial={"token": uuid4()})}
    return render(request, "participation/reading.html", context)


@require_POST
def sign(request: Request, pk: int) -> HttpResponse:
    """'Jag har läst', and on to the next one."""
    found = _reading(request, pk)
    try:
        work.sign(found, by=request.user, at=timezone.now())
    except CannotRead as error:
        tell_obstacles(request, error.obstacles)
        return redirect(found)
    left = [row for row in pages.mine(request.user, request.today) if not row.is_read]
    if left:
        messages.success(request, _("Tack. Här är nästa."))
        return redirect(left[0].reading)
    messages.success(request, _("Tack. Du har läst allt."))
    return redirect("participation:readings")


@require_POST
def ask(request: Request, pk: int) -> HttpResponse:
    found = _reading(request, pk)
    form = AskForm(request.POST)
    if form.is_valid():
        work.ask(found, form.cleaned_data["text"], token_of(form), by=request.user, at=timezone.now())
        messages.success(
            request, _("Frågan är skickad till den som ansvarar för rutinen. Svaret kommer här.")
        )
        return redirect(found)
    context = pages.reading_page(request, found) | {"ask_form": form}
    return render(request, "participation/reading.html", context)


def answer(request: Request, pk: int) -> HttpResponse:
    seen = ReadingQuestion.objects.visible_to(request.user, request.today)
    found = get_object_or_404(seen.select_related("reading__version__routine__unit", "asked_by"), pk=pk)
    if not pages.may_answer(request.user, found.reading, request.today):
        raise PermissionDenied
    form = AnswerForm(posted(request), initial={"answer": found.answer, "revision": found.revision})
    if form.is_valid():
        said = form.cleaned_data
        try:
            work.answer(found, said["answer"], revision=said["revision"], by=request.user, at=timezone.now())
        except CannotRead as error:
            add_obstacles(form, error.obstacles)
        else:
            messages.success(request, _("Svaret är sparat, och alla som rutinen gäller får se det."))
            return redirect(found.reading)
    return form_page(
        request, form, title=_("Svara på en fråga"), lead=found.text, button=_("Svara alla"),
        back=found.reading.get_absolute_url(), back_title=found.reading.version.title,
    )  # fmt: skip


@require_safe
def sent(request: Request) -> HttpResponse:
    """What is sent out at the units that I follow, and what is approved and not sent yet."""
    must(request, Verb.SEE_WHO_HAS_READ)
    rows = pages.followed(request.user, request.today)
    return render(
        request,
        "participation/sent.html",
        {
            "rows": rows,
            "to_send": pages.to_send(request),
            "may_export": may(request.user, Verb.EXPORT_READING, request.today),
        },
    )


@require_safe
def follow(request: Request, pk: int) -> HttpResponse:
    found = _reading(request, pk)
    must(request, Verb.SEE_WHO_HAS_READ)
    context = {
        "reading": found,
        "rates": pages.rates(found, request.user, request.today),
        "days": terms_of(request.municipality).names_after_days,
    }
    return render(request, "participation/follow.html", context)


def send(request: Request, pk: int) -> HttpResponse:
    """A version, to whom, and what is new: drafted from the difference, in the owner's words."""
    user, today = request.user, request.today
    seen = RoutineVersion.objects.visible_to(user, today).select_related("routine__unit")
    version = get_object_or_404(seen, pk=pk)
    if not pages.may_send(user, version, today):
        raise PermissionDenied
    units = pages.units_to_send_to(user, version, today)
    form = SendForm(posted(request), initial=pages.start(version, today), units=units)
    if form.is_valid():
        try:
            made = work.send_reading(version, form.said, by=user, at=timezone.now())
        except CannotRead as error:
            add_obstacles(form, error.obstacles)
        else:
            messages.success(request, _("Utskickat. De det gäller ser det på Min sida."))
            return redirect("participation:follow", pk=made.pk)
    lead = _("%(title)s, version %(n)s. Bara det nya skickas ut; nya medarbetare får hela rutinen.")
    return form_page(
        request, form, title=_("Skicka ut att läsa"), lead=lead % {"title": version.title, "n": version.number},
        button=_("Skicka ut"), back=reverse("participation:sent"), back_title=_("Vem har läst"),
    )  # fmt: skip


@require_safe
def evidence(request: Request) -> HttpResponse:
    """Who had what to read when: shown first, then as a file; the file is logged."""
    form = _evidence_form(request)
    found = None
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        found = collect(said["enhet"], said["fran"], said["till"], request.today)
    return render(request, "participation/evidence.html", {"form": form, "evidence": found})


@require_POST
def evidence_file(request: Request, form: str) -> HttpResponse:
    asked = _evidence_form(request, is_posted=True)
    if not asked.is_valid():
        return redirect("participation:evidence")
    said = asked.cleaned_data
    unit, first, last = said["enhet"], said["fran"], said["till"]
    found = collect(unit, first, last, request.today)
    record(
        "reading.exported", unit, by=request.user, at=timezone.now(), first=first, last=last, form=form,
        readings=len(found.readings),
    )  # fmt: skip
    name = f"lasning-{unit.slug}-{first}-{found.last}"
    if form == "pdf":
        return pdf_answer(evidence_pdf(found), f"{name}.pdf")
    if form == "xlsx":
        return file_answer(evidence_xlsx(found), f"{name}.xlsx", XLSX)
    raise Http404


def _evidence_form(request: Request, *, is_posted: bool = False) -> EvidenceForm:
    must(request, Verb.EXPORT_READING)
    units = units_with(request.user, request.today, Verb.EXPORT_READING)
    data = request.POST if is_posted else request.GET
    start = {"fran": request.today.replace(month=1, day=1), "till": request.today}
    return EvidenceForm(data or None, initial=start, units=units)


def _reading(request: Request, pk: int) -> Reading:
    """A stranger gets 404."""
    seen = Reading.objects.visible_to(request.user, request.today)
    named = seen.select_related("version__routine__unit", "version__routine__owner", "sent_by")
    return get_object_or_404(named.prefetch_related("units"), pk=pk)
