"""Reaching what an address names: a stranger gets 404, a colleague without the right 403."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import TextChoices
from django.http import Http404
from django.shortcuts import get_object_or_404

from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may
from hjulet.report.manuscripts.access import owns
from hjulet.report.manuscripts.models import Manuscript, SectionRequest, TextVersion
from hjulet.report.manuscripts.pages.section import Open, opened


def manuscript_of(request: Request, pk: int, verb: Verb) -> Manuscript:
    seen = Manuscript.objects.visible_to(request.user, request.today)
    found = get_object_or_404(seen.select_related("unit__municipality", "started_by"), pk=pk)
    must(request, verb, found)
    return found


def section_of(request: Request, pk: int, anchor: str, verb: Verb) -> Open:
    found = opened(manuscript_of(request, pk, verb), anchor)
    if found is None:
        raise Http404
    return found


def own_section_of(request: Request, pk: int, anchor: str, verb: Verb) -> Open:
    """The section, for those whose role gives the verb there and for whoever has the section."""
    seen = Manuscript.objects.visible_to(request.user, request.today)
    manuscript = get_object_or_404(seen.select_related("unit__municipality", "started_by"), pk=pk)
    must_in(request, verb, manuscript, anchor)
    found = opened(manuscript, anchor)
    if found is None:
        raise Http404
    return found


def version_of(request: Request, pk: int) -> TextVersion:
    seen = TextVersion.objects.visible_to(request.user, request.today)
    found = get_object_or_404(seen.select_related("text__manuscript__unit__municipality"), pk=pk)
    must_in(request, Verb.WRITE_REPORT, found.text.manuscript, found.text.section)
    return found


def request_of(request: Request, pk: int) -> SectionRequest:
    seen = SectionRequest.objects.visible_to(request.user, request.today)
    return get_object_or_404(
        seen.select_related(
            "manuscript__unit__municipality", "to", "asked_by", "answered_by", "handed_from__to"
        ),
        pk=pk,
    )


def must(request: Request, verb: Verb, manuscript: Manuscript) -> None:
    if not may(request.user, verb, request.today, at=manuscript.unit):
        raise PermissionDenied


def must_in(request: Request, verb: Verb, manuscript: Manuscript, section: str) -> None:
    """The verb there, or the section is one's own."""
    may_there = may(request.user, verb, request.today, at=manuscript.unit)
    if not may_there and not owns(request.user, manuscript, section, request.today):
        raise PermissionDenied


def tell(request: Request, obstacles: Iterable[TextChoices]) -> None:
    for obstacle in obstacles:
        messages.error(request, obstacle.label)
