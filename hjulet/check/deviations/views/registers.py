"""What a municipality decides: types over time, deadlines, standard answers."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may_in
from hjulet.check.deviations.choices import Law
from hjulet.check.deviations.forms.registers import (
    DayForm,
    DeadlinesForm,
    EndTypeForm,
    MapTypeForm,
    NewTypeForm,
    StandardAnswerForm,
    TypeChangeForm,
)
from hjulet.check.deviations.models import DeviationType, StandardAnswer, deadlines_of
from hjulet.check.deviations.pages import registers as pages
from hjulet.check.deviations.workflows import registers as workflows
from hjulet.check.deviations.workflows.registers import CannotRegister, SomebodyWasFaster


def types(request: Request) -> HttpResponse:
    _must(request)
    form = DayForm(request.GET or None)
    day = form.day(request.today)
    found = pages.types(request.user, request.today).valid_on(day).order_by("law", "order", "pk")
    context = {
        "registers": pages.registers_on(found),
        "ended": pages.ended(request.user, request.today),
        "lacks_examples": pages.lacks_examples(request.user, request.today),
        "form": form,
        "day": day,
        "may_import": pages.may_import(request),
    }
    return render(request, "deviations/types.html", context)


def type_create(request: Request) -> HttpResponse:
    _must(request)
    law = Law.HSL if request.GET.get("lag") == Law.HSL else Law.SOL
    parents = pages.parents_of(request.user, request.today, law)
    initial = {"valid_from": request.today, "order": 99}
    form = NewTypeForm(_posted(request), law=law, parents=parents, initial=initial)
    if form.is_valid():
        first = form.cleaned_data["valid_from"]
        try:
            workflows.add_type(request.municipality, form.said, first, by=request.user, at=timezone.now())
        except CannotRegister as error:
            _show(form, error)
        else:
            messages.success(request, _("Typen är tillagd."))
            return redirect("deviations:types")
    return render(request, "deviations/type_form.html", {"form": form, "law": law})


def type_edit(request: Request, pk: int) -> HttpResponse:
    kind = _type(request, pk)
    form = _change_form(request, kind, _posted(request))
    if form.is_valid() and _change(request, kind, form):
        messages.success(request, _("Typen är sparad."))
        return redirect("deviations:types")
    return _type_page(request, kind, form=form)


@require_POST
def type_end(request: Request, pk: int) -> HttpResponse:
    kind = _type(request, pk)
    successors = pages.successors_of(request.user, request.today, kind)
    form = EndTypeForm(request.POST, types=successors)
    if form.is_valid():
        said = form.cleaned_data
        last, became, seen = said["last_day"], list(said["became"]), said["seen"]
        try:
            workflows.end_type(kind, last, became, seen, by=request.user, at=timezone.now())
        except (CannotRegister, SomebodyWasFaster) as error:
            _show(form, error)
        else:
            messages.success(request, _("Typen har fått en sista dag. Händelser som har den behåller den."))
            return redirect("deviations:types")
    return _type_page(request, _type(request, pk), end_form=form)


@require_POST
def type_map(request: Request, pk: int) -> HttpResponse:
    kind = _type(request, pk)
    form = MapTypeForm(request.POST, types=pages.successors_of(request.user, request.today, kind))
    if form.is_valid():
        workflows.map_type(kind, list(form.cleaned_data["became"]), by=request.user, at=timezone.now())
        messages.success(request, _("Kopplingen mellan gammal och ny typ är sparad."))
        return redirect("deviations:types")
    return _type_page(request, kind, end_form=form)


@require_POST
def type_examples(request: Request) -> HttpResponse:
    _must(request)
    if workflows.add_examples(request.municipality, by=request.user, at=timezone.now()):
        messages.success(request, _("Exempellistan är tillagd. Ändra den så att den passar er."))
    else:
        messages.info(request, _("Allt i exempellistan finns redan. Inget är ändrat."))
    return redirect("deviations:types")


def deadlines(request: Request) -> HttpResponse:
    _must(request)
    initial = pages.deadlines_initial(deadlines_of(request.municipality))
    form = DeadlinesForm(_posted(request), initial=initial)
    if form.is_valid():
        place, seen = request.municipality, form.cleaned_data["seen"]
        try:
            workflows.set_deadlines(place, form.said, seen, by=request.user, at=timezone.now())
        except SomebodyWasFaster as error:
            _show(form, error)
        else:
            messages.success(request, _("Sparat. Det gäller händelser som rapporteras från och med nu."))
            return redirect("deviations:deadlines")
    context = {"form": form, "may_import": pages.may_import(request)}
    return render(request, "deviations/deadlines.html", context)


def standard_answers(request: Request) -> HttpResponse:
    _must(request)
    answers = StandardAnswer.objects.visible_to(request.user, request.today)
    context = {"answers": answers, "may_import": pages.may_import(request)}
    return render(request, "deviations/standard_answers.html", context)


def standard_answer_create(request: Request) -> HttpResponse:
    _must(request)
    others = StandardAnswer.objects.visible_to(request.user, request.today)
    form = StandardAnswerForm(_posted(request), others=others)
    if form.is_valid():
        title, text = form.cleaned_data["title"], form.cleaned_data["text"]
        workflows.add_answer(request.municipality, title, text, by=request.user, at=timezone.now())
        messages.success(request, _("Svaret är sparat."))
        return redirect("deviations:standard_answers")
    return render(request, "deviations/standard_answer_form.html", {"form": form})


def standard_answer_edit(request: Request, pk: int) -> HttpResponse:
    answer = _answer(request, pk)
    others = StandardAnswer.objects.visible_to(request.user, request.today).exclude(pk=answer.pk)
    form = StandardAnswerForm(_posted(request), others=others, initial=pages.answer_initial(answer))
    if form.is_valid():
        title, text, seen = (form.cleaned_data[name] for name in ("title", "text", "seen"))
        try:
            workflows.rewrite_answer(answer, title, text, seen, by=request.user, at=timezone.now())
        except SomebodyWasFaster as error:
            _show(form, error)
        else:
            messages.success(request, _("Svaret är sparat."))
            return redirect("deviations:standard_answers")
    return render(request, "deviations/standard_answer_form.html", {"form": form, "answer": answer})


@require_POST
def standard_answer_remove(request: Request, pk: int) -> HttpResponse:
    workflows.remove_answer(_answer(request, pk), by=request.user, at=timezone.now())
    messages.success(request, _("Svaret är borttaget. Det som redan är skickat ändras inte."))
    return redirect("deviations:standard_answers")


def _must(request: Request) -> None:
    if not may_in(request.user, Verb.CHANGE_DEVIATION_REGISTERS, request.municipality.pk, request.today):
        raise PermissionDenied


def _type(request: Request, pk: int) -> DeviationType:
    found: DeviationType = get_object_or_404(
        DeviationType.objects.visible_to(request.user, request.today), pk=pk
    )
    _must(request)
    return found


def _answer(request: Request, pk: int) -> StandardAnswer:
    found: StandardAnswer = get_object_or_404(
        StandardAnswer.objects.visible_to(request.user, request.today), pk=pk
    )
    _must(request)
    return found


def _posted(request: Request) -> Any:  # a QueryDict, which forms take as their data
    return request.POST if request.method == "POST" else None


def _change_form(request: Request, kind: DeviationType, data: Any) -> TypeChangeForm:
    law = Law(kind.law)
    parents = pages.parents_of(request.user, request.today, law, kind)
    is_used = workflows.is_used(kind)
    return TypeChangeForm(data, law=law, parents=parents, is_used=is_used, initial=pages.type_initial(kind))


def _change(request: Request, kind: DeviationType, form: TypeChangeForm) -> bool:
    """False when it could not be done; the form says why."""
    seen, first, at = form.cleaned_data["seen"], form.from_when, timezone.now()
    try:
        if first is not None:
            workflows.renew_type(kind, form.said, first, seen, by=request.user, at=at)
        else:
            workflows.correct_type(kind, form.said, seen, by=request.user, at=at)
    except (CannotRegister, SomebodyWasFaster) as error:
        _show(form, error)
        return False
    return True


def _type_page(
    request: Request, kind: DeviationType, *, form: TypeChangeForm | None = None, end_form: MapTypeForm | None = None
) -> HttpResponse:  # fmt: skip
    """One type: what it is, and its end or what it became."""
    is_over = kind.valid_to is not None
    successors = pages.successors_of(request.user, request.today, kind)
    initial = {**pages.type_initial(kind), "last_day": request.today, "became": list(kind.became.all())}
    shape = MapTypeForm if is_over else EndTypeForm
    context = {
        "kind": kind,
        "law": Law(kind.law),
        "form": form or _change_form(request, kind, None),
        "end_form": end_form or shape(types=successors, initial=initial),
        "is_over": is_over,
    }
    return render(request, "deviations/type_form.html", context)


def _show(form: Any, error: CannotRegister | SomebodyWasFaster) -> None:
    """Why not, at the top of the form; everything typed stays."""
    if isinstance(error, CannotRegister):
        for obstacle in error.obstacles:
            form.add_error(None, obstacle.label)
    else:
        form.add_error(
            None, _("Någon annan ändrade nyss. Inget är sparat. Ladda om sidan och se vad som gäller.")
        )
