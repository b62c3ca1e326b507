"""Proposal, decision, the inspectorate, closing, and copies to hand out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hjulet.base.files.responses import answer
from hjulet.base.log.chain import record_reading
from hjulet.base.people.request import Request
from hjulet.check.lex import access, rules
from hjulet.check.lex.choices import Kind
from hjulet.check.lex.forms.working import DecisionForm, IvoDecisionForm, NotifyForm, ProposalForm, ReasonForm
from hjulet.check.lex.models import LexCase, MaskedCopy
from hjulet.check.lex.pages import case as pages
from hjulet.check.lex.pages.writing import mask_context, mask_form, spans
from hjulet.check.lex.render.documents import for_ivo
from hjulet.check.lex.render.pdf import pdf
from hjulet.check.lex.views.reaching import attempted, done, must, reached, whole
from hjulet.check.lex.workflows import deciding, notifying
from hjulet.check.lex.workflows.masking import make_masked_copy


def propose(request: Request, pk: int) -> HttpResponse:
    found = reached(request, pk)
    must(access.may_investigate(request.user, found))
    form = ProposalForm(request.POST if request.method == "POST" else None, kind=Kind(found.kind))
    said = form.cleaned_data if form.is_valid() else {}
    if said and attempted(
        request, lambda: deciding.propose(found, **said, by=request.user, at=timezone.now())
    ):
        messages.success(request, _("Förslaget är lämnat. De som beslutar har fått veta."))
        return redirect(found)
    who = access.actor(request.user, found, request.today)
    facts = found.facts()
    context = {
        "case": found,
        "form": form,
        "earlier": pages.earlier(found),
        "barriers": rules.barriers_to_proposing(facts, who),
    }
    return render(request, "lex/propose.html", context)


def decide(request: Request, pk: int) -> HttpResponse:
    found = reached(request, pk, "proposed_by")
    must(access.may_decide(request.user, found, request.today))
    start = {"outcome": found.proposed_outcome}
    form = DecisionForm(
        request.POST if request.method == "POST" else None, kind=Kind(found.kind), initial=start
    )
    said = form.cleaned_data if form.is_valid() else {}
    if said and attempted(
        request, lambda: deciding.decide(found, **said, by=request.user, at=timezone.now())
    ):
        messages.success(request, _("Beslutet är fattat."))
        return redirect(found)
    who = access.actor(request.user, found, request.today)
    context = {
        "case": found,
        "form": form,
        "earlier": pages.earlier(found),
        "barriers": rules.barriers_to_deciding(found.facts(), who),
    }
    return render(request, "lex/decide.html", context)


@require_POST
def send_back(request: Request, pk: int) -> HttpResponse:
    found = reached(request, pk, "investigator")
    must(access.may_decide(request.user, found, request.today))
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    said = _("Förslaget är tillbaka hos utredaren.")
    return done(
        request, pk, lambda: deciding.send_back(found, reason, by=request.user, at=timezone.now()), said
    )


def ivo(request: Request, pk: int) -> HttpResponse:
    """The text for the inspectorate, the day it was sent, and what came back. Two forms; the button says which."""
    found = whole(request, pk)
    must(access.may_notify(request.user, found, request.today))
    is_answer = "decision" in request.POST
    sent = NotifyForm(
        request.POST if request.method == "POST" and not is_answer else None, initial=vars(found)
    )
    came = IvoDecisionForm(request.POST if is_answer else None, initial=_ivo_answer(found))
    if (came if is_answer else sent).is_valid() and _told(request, found, sent, came):
        messages.success(request, _("Det är sparat."))
        return redirect("lex:ivo", pk=pk)
    context = {
        "case": found,
        "document": for_ivo(found, request.today),
        "sent": sent,
        "came": came,
        "may_write": access.may_decide(request.user, found, request.today),
    }
    return render(request, "lex/ivo.html", context)


def _ivo_answer(found: LexCase) -> dict[str, object]:
    return {
        "ivo_number": found.ivo_number,
        "decided_on": found.ivo_decided_on,
        "decision": found.ivo_decision,
    }


def _told(request: Request, found: LexCase, sent: NotifyForm, came: IvoDecisionForm) -> bool:
    """Whether it was written; only those who decide or lead write it, the investigator prepares the text."""
    must(access.may_decide(request.user, found, request.today))
    by, at = request.user, timezone.now()
    if not came.is_bound:
        return attempted(request, lambda: notifying.notify(found, **sent.cleaned_data, by=by, at=at))
    return attempted(request, lambda: notifying.write_ivo_decision(found, **came.cleaned_data, by=by, at=at))


@require_safe
def ivo_pdf(request: Request, pk: int) -> HttpResponse:
    found = whole(request, pk)
    must(access.may_notify(request.user, found, request.today))
    response = HttpResponse(pdf(for_ivo(found, request.today)), content_type="application/pdf")
    name = f"{found.number} underlag till IVO.pdf"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    found = reached(request, pk)
    must(access.may_lead(request.user, found, request.today))
    said = _("Ärendet är avslutat.")
    return done(request, pk, lambda: deciding.close(found, by=request.user, at=timezone.now()), said)


@require_POST
def reopen(request: Request, pk: int) -> HttpResponse:
    found = reached(request, pk, "proposed_by", "decided_by")
    must(access.may_lead(request.user, found, request.today))
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    said = _("Ärendet är öppnat igen. Det tidigare beslutet står kvar i berättelsen.")
    return done(request, pk, lambda: deciding.reopen(found, reason, by=request.user, at=timezone.now()), said)


def mask(request: Request, pk: int) -> HttpResponse:
    found = whole(request, pk)
    must(access.may_lead(request.user, found, request.today))
    form = mask_form(found, request.POST if request.method == "POST" else None)
    if form.is_valid():
        marks = form.marks(*spans(found))
        by, at = request.user, timezone.now()
        if attempted(request, lambda: make_masked_copy(found, marks, **form.cleaned_data, by=by, at=at)):
            messages.success(
                request, _("Den maskade kopian är sparad. Läs igenom den innan du lämnar ut den.")
            )
            return redirect(f"{found.get_absolute_url()}#kopior")
    return render(request, "lex/mask.html", mask_context(found, form, set(request.POST.getlist("mark"))))


@require_safe
def masked_file(request: Request, pk: int, copy: int) -> HttpResponse:
    seen = MaskedCopy.objects.visible_to(request.user, request.today).select_related(
        "file", "case__municipality"
    )
    found = get_object_or_404(seen, pk=copy, case=pk)
    record_reading(found.case, by=request.user, at=timezone.now())
    return answer(found.file)
