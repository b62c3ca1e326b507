"""A case, and what is written in it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hjulet.base.files.responses import answer
from hjulet.base.identities.models import IsForgotten
from hjulet.base.people.request import Request
from hjulet.check.lex import access
from hjulet.check.lex.checklists import item_of
from hjulet.check.lex.choices import Kind
from hjulet.check.lex.forms.working import (
    ActionForm,
    AssignForm,
    ConflictForm,
    InformForm,
    ItemForm,
    ReasonForm,
)
from hjulet.check.lex.models import LexItem, Refused
from hjulet.check.lex.pages import case as pages
from hjulet.check.lex.pages.writing import action_text, item_context
from hjulet.check.lex.views.reaching import attempted, done, must, reached, tell, whole
from hjulet.check.lex.workflows import investigating
from hjulet.check.lex.workflows.acting import add_action
from hjulet.check.lex.workflows.deciding import inform as write_informed


@require_safe
def detail(request: Request, pk: int) -> HttpResponse:
    found = whole(request, pk)
    return render(request, "lex/detail.html", pages.detail(found, request.user, request.today))


def assign(request: Request, pk: int) -> HttpResponse:
    found = reached(request, pk, "investigator")
    must(access.may_lead(request.user, found, request.today))
    people = access.investigators(found, request.today)
    form = AssignForm(
        request.POST if request.method == "POST" else None,
        people=people,
        initial={"investigator": found.investigator_id},
    )
    if form.is_valid():
        chosen = form.cleaned_data["investigator"]
        said = _("%(name)s utreder ärendet.") % {"name": chosen.name}
        return done(
            request, pk, lambda: investigating.assign(found, chosen, by=request.user, at=timezone.now()), said
        )
    return render(request, "lex/assign.html", {"case": found, "form": form})


def conflict(request: Request, pk: int) -> HttpResponse:
    found = reached(request, pk)
    must(access.may_investigate(request.user, found) or access.may_decide(request.user, found, request.today))
    form = ConflictForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "lex/conflict.html", {"case": found, "form": form})
    has_conflict, reason = form.cleaned_data["answer"] == "yes", form.cleaned_data["reason"]
    verb = investigating.answer_conflict
    if not attempted(
        request,
        lambda: verb(found, has_conflict=has_conflict, reason=reason, by=request.user, at=timezone.now()),
    ):
        return redirect(found)
    if has_conflict:
        messages.success(request, _("Tack. Någon annan tar över, och ärendet är inte längre öppet för dig."))
        return redirect("lex:list")
    messages.success(request, _("Tack. Svaret är sparat."))
    return redirect(found)


def item(request: Request, pk: int, key: str) -> HttpResponse:
    found = reached(request, pk, "investigator")
    must(access.may_investigate(request.user, found))
    about = item_of(found.kind, key)
    if about is None:
        raise Http404
    form = ItemForm(request.POST) if request.method == "POST" else None
    newer = None
    if form and form.is_valid():
        outcome = _written(request, found.pk, key, form)
        if isinstance(outcome, HttpResponse):
            return outcome
        newer = outcome
    return render(request, "lex/item.html", item_context(found, about, form, newer))


def _written(request: Request, pk: int, key: str, form: ItemForm) -> HttpResponse | LexItem | None:
    """Saved and on to where the button leads; or the newer text, beside which what was typed stands."""
    found = reached(request, pk)
    is_done = "done" in request.POST
    try:
        investigating.write_item(
            found, key, form.cleaned_data["text"], revision=form.cleaned_data["revision"], is_done=is_done,
            by=request.user, at=timezone.now(),
        )  # fmt: skip
    except Refused as error:
        tell(request, error.obstacles)
        return None
    except investigating.SomebodyWasFaster:
        newer: LexItem = found.items.select_related("changed_by").get(key=key)
        form.carry_revision(newer.revision)
        return newer
    messages.success(request, _("Punkten är klar.") if is_done else _("Utkastet är sparat."))
    return redirect("lex:detail", pk=pk) if is_done else redirect("lex:item", pk=pk, key=key)


@require_POST
def unlock(request: Request, pk: int, key: str) -> HttpResponse:
    found = reached(request, pk)
    must(access.may_investigate(request.user, found))
    if item_of(found.kind, key) is None:
        raise Http404
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    if attempted(
        request, lambda: investigating.unlock_item(found, key, reason, by=request.user, at=timezone.now())
    ):
        messages.success(request, _("Punkten är öppen igen."))
    return redirect("lex:item", pk=pk, key=key)


def inform(request: Request, pk: int) -> HttpResponse:
    found = reached(request, pk)
    must(access.may_lead(request.user, found, request.today) or access.may_investigate(request.user, found))
    start = {name: getattr(found, name) for name in ("informed", "informed_on", "noted_in_record_on")}
    form = InformForm(
        request.POST if request.method == "POST" else None,
        kind=Kind(found.kind),
        initial=start | {"not_informed_reason": found.not_informed_reason},
    )
    if form.is_valid() and attempted(
        request, lambda: write_informed(found, form.told, by=request.user, at=timezone.now())
    ):
        messages.success(request, _("Det är sparat."))
        return redirect(found)
    return render(request, "lex/inform.html", {"case": found, "form": form})


def act(request: Request, pk: int) -> HttpResponse:
    found = reached(request, pk)
    must(access.may_lead(request.user, found, request.today) or access.may_investigate(request.user, found))
    form = ActionForm(request.POST if request.method == "POST" else None, initial=action_text())
    if form.is_valid():
        add_action(found, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, _("Åtgärden är sparad. Enheten ser den bland sina åtgärder."))
        return redirect(found)
    return render(request, "lex/act.html", {"case": found, "form": form})


@require_POST
def identity(request: Request, pk: int) -> HttpResponse:
    """Who the case is about: opened for a reason, and logged."""
    found = reached(request, pk, "identity__municipality")
    form = ReasonForm(request.POST)
    if found.identity is None or not form.is_valid():
        messages.error(request, _("Skriv varför du behöver veta vem ärendet gäller."))
        return redirect(found)
    try:
        named = found.identity.open_for(by=request.user, at=timezone.now(), why=form.cleaned_data["reason"])
    except IsForgotten:
        messages.error(request, _("Uppgiften om vem ärendet gäller är borttagen."))
        return redirect(found)
    response = render(request, "lex/identity.html", {"case": found, "named": named})
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def file(request: Request, pk: int, file: int) -> HttpResponse:
    found = reached(request, pk)
    return answer(get_object_or_404(found.files.kept(), pk=file))
