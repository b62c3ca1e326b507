"""Sharing out the sections of a report, and what the board does with one press: another last day, reminding the late."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.ui import swedish
from hjulet.report.manuscripts.forms.owning import DueForm, OwnersForm
from hjulet.report.manuscripts.models import CannotChange
from hjulet.report.manuscripts.pages import owning as page
from hjulet.report.manuscripts.views.reach import manuscript_of, tell
from hjulet.report.manuscripts.workflows import leading
from hjulet.report.manuscripts.workflows.owning import Chosen, choose_owners


def owners(request: Request, pk: int) -> HttpResponse:
    """Who has which section; many are chosen at once."""
    found = manuscript_of(request, pk, Verb.WRITE_REPORT)
    shared = page.sharing(found, request.user, request.today)
    form = OwnersForm(
        request.POST if request.method == "POST" else None,
        sections=shared.sections, directory=shared.directory, owned=shared.owned,
    )  # fmt: skip
    if form.is_valid():
        by, at, day = request.user, timezone.now(), request.today
        try:
            _say(request, choose_owners(found, form.choices, by=by, at=at, day=day))
        except CannotChange as error:
            tell(request, error.obstacles)
        return redirect(found)
    context = {
        "manuscript": found, "form": form, "chapters": list(shared.chapters(form)),
        "options": shared.directory.options,
    }  # fmt: skip
    return render(request, "manuscripts/owners.html", context)


@require_POST
def change_due(request: Request, pk: int) -> HttpResponse:
    found = manuscript_of(request, pk, Verb.WRITE_REPORT)
    form = DueForm(request.POST)
    if not form.is_valid():
        for error in form.errors.get("due_on", []):
            messages.error(request, str(error))
        return redirect(found)
    try:
        leading.change_due(found, form.cleaned_data["due_on"], by=request.user, at=timezone.now())
    except CannotChange as error:
        tell(request, error.obstacles)
    else:
        said = {"day": swedish.day(form.cleaned_data["due_on"])}
        messages.success(request, _("Rapporten ska vara klar %(day)s.") % said)
    return redirect(found)


@require_POST
def remind(request: Request, pk: int) -> HttpResponse:
    """Everybody who is late with an answer, once a day however often it is pressed."""
    found = manuscript_of(request, pk, Verb.WRITE_REPORT)
    try:
        amount = leading.remind_late(found, by=request.user, at=timezone.now(), day=request.today)
    except CannotChange as error:
        tell(request, error.obstacles)
    else:
        said = ngettext("%(n)s person är påmind.", "%(n)s personer är påminda.", amount) % {"n": amount}
        messages.success(request, said)
    return redirect(found)


def _say(request: Request, chosen: Chosen) -> None:
    for owner in chosen.taken:
        said = {"name": owner.user.name, "section": owner.section_title}
        messages.warning(
            request,
            _("Någon valde %(name)s för avsnittet %(section)s medan du skrev. Det gäller.") % said,
        )
    if chosen.changed:
        amount = len(chosen.changed)
        words = ngettext("%(n)s avsnitt är ändrat.", "%(n)s avsnitt är ändrade.", amount)
        messages.success(request, words % {"n": amount})
    elif not chosen.taken:
        messages.info(request, _("Inget är ändrat."))
