"""Comments on a section: said, answered, resolved and opened again."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.report.manuscripts.forms.writing import CommentForm, ReplyForm
from hjulet.report.manuscripts.models import CannotChange, Comment
from hjulet.report.manuscripts.pages.section import opened
from hjulet.report.manuscripts.views.reach import must_in, own_section_of, tell
from hjulet.report.manuscripts.views.writing import shown
from hjulet.report.manuscripts.workflows import commenting


@require_POST
def comment(request: Request, pk: int, anchor: str) -> HttpResponse:
    found = own_section_of(request, pk, anchor, Verb.COMMENT_REPORT)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return shown(request, found, comment_form=form)
    token = form.cleaned_data["token"]
    try:
        made = commenting.comment(
            found.manuscript, form.about(anchor), token, by=request.user, at=timezone.now(), day=request.today
        )
    except CannotChange as error:
        tell(request, error.obstacles)
        return shown(request, found, comment_form=form)
    messages.success(request, _("Kommentaren är sparad."))
    return redirect(made)


@require_POST
def reply(request: Request, pk: int) -> HttpResponse:
    found, form = _comment(request, pk), ReplyForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = commenting.reply(
                found, said["text"], said["token"], by=request.user, at=timezone.now(), day=request.today
            )
        except CannotChange as error:
            tell(request, error.obstacles)
        else:
            messages.success(request, _("Svaret är sparat."))
            return _back(request, made)
    section = opened(found.manuscript, found.section)
    return shown(request, section, reply=(pk, form)) if section else _back(request, found)


@require_POST
def resolve(request: Request, pk: int) -> HttpResponse:
    return _do(request, pk, commenting.resolve)


@require_POST
def reopen(request: Request, pk: int) -> HttpResponse:
    return _do(request, pk, commenting.reopen)


def _do(request: Request, pk: int, verb: Callable[..., None]) -> HttpResponse:
    found = _comment(request, pk)
    try:
        verb(found, by=request.user, at=timezone.now())
    except CannotChange as error:
        tell(request, error.obstacles)
    return _back(request, found)


def _comment(request: Request, pk: int) -> Comment:
    seen = Comment.objects.visible_to(request.user, request.today)
    found = get_object_or_404(seen.select_related("manuscript__unit__municipality"), pk=pk)
    must_in(request, Verb.COMMENT_REPORT, found.manuscript, found.section)
    return found


def _back(request: Request, found: Comment) -> HttpResponse:
    """To where the button was pressed; the page of what is left to do also has comments whose section is gone."""
    if request.POST.get("next") == "check" or not opened(found.manuscript, found.section):
        return redirect("manuscripts:check", found.manuscript_id)
    return redirect(found)
