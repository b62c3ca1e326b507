"""Put a figure that was chosen elsewhere into a report: choose the report, then the section, then it is written."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may
from hjulet.check.indicators.models import Value
from hjulet.report.manuscripts.choices import Part
from hjulet.report.manuscripts.models import CannotChange, Manuscript
from hjulet.report.manuscripts.pages import putting as page
from hjulet.report.manuscripts.pages.section import Open, texts_of
from hjulet.report.manuscripts.rules import references
from hjulet.report.manuscripts.views.reach import manuscript_of, section_of, tell
from hjulet.report.manuscripts.workflows import writing


def put(request: Request, value: int) -> HttpResponse:
    """Which report. With one at work, and one section whose figure it is, there is nothing to choose: pressed, it is written."""
    found = _value(request, value)
    drafts = page.drafts(request)
    chosen = _chosen(request, found)
    if len(drafts) == 1:
        places = page.places(drafts[0], chosen.id)
        if request.method == "POST" and places.own:
            return _put(request, drafts[0].pk, places.own.anchor, chosen)
        return _sections(request, drafts[0], chosen, places)
    return render(request, "manuscripts/put.html", {"drafts": drafts, "chosen": chosen})


def put_into(request: Request, pk: int, value: int) -> HttpResponse:
    """Which section; pressed, the sentence stands last in its analysis."""
    manuscript = manuscript_of(request, pk, Verb.WRITE_REPORT)
    found = _value(request, value)
    chosen = _chosen(request, found)
    if request.method == "POST":
        return _put(request, pk, request.POST.get("section", ""), chosen)
    return _sections(request, manuscript, chosen, page.places(manuscript, chosen.id))


def _put(request: Request, pk: int, section: str, chosen: page.Chosen) -> HttpResponse:
    opened = section_of(request, pk, section, Verb.WRITE_REPORT)
    _write(request, opened, chosen)
    return redirect("manuscripts:section", pk, opened.section.anchor)


def _sections(
    request: Request, manuscript: Manuscript, chosen: page.Chosen, places: page.Places
) -> HttpResponse:
    context = {"manuscript": manuscript, "chosen": chosen, "places": places}
    return render(request, "manuscripts/put_into.html", context)


def _chosen(request: Request, value: Value) -> page.Chosen:
    return page.chosen(value, Value.objects.visible_to(request.user, request.today))


def _value(request: Request, pk: int) -> Value:
    """A stranger gets 404, a colleague who does not write reports 403; a hidden value is no figure to write about."""
    seen = page.with_citations(Value.objects.visible_to(request.user, request.today))
    found = get_object_or_404(seen, pk=pk, indicator__municipality=request.municipality)
    if not may(request.user, Verb.WRITE_REPORT, request.today):
        raise PermissionDenied
    if found.point.is_hidden:
        raise Http404
    return found


def _write(request: Request, opened: Open, chosen: page.Chosen) -> None:
    """Once: a figure that the text already refers to is not written again."""
    text = texts_of(opened).get(Part.ANALYSIS)
    was, revision = (text.markdown, text.revision) if text else ("", 0)
    sentence = chosen.sentence(is_live=chosen.id in opened.section.figures)
    if chosen.id in references(was) or sentence in was:
        messages.info(request, _("Siffran står redan i texten."))
        return
    place = writing.Place(opened.manuscript, opened.section.anchor, Part.ANALYSIS)
    try:
        saved = writing.save_text(
            place, f"{was}\n\n{sentence}".strip(), revision=revision, by=request.user, at=timezone.now()
        )
    except CannotChange as error:
        tell(request, error.obstacles)
        return
    if saved.beside:
        messages.warning(request, _("Någon skriver här samtidigt. Meningen ligger bredvid texten."))
    else:
        messages.success(request, _("Meningen står sist i texten. Skriv vad ni tror att det beror på."))
