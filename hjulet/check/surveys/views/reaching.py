"""Reaching the things of surveys: 404 for a stranger, 403 for a colleague without the right."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.check.surveys.access import may_make, may_read_results
from hjulet.check.surveys.choices import Obstacle
from hjulet.check.surveys.models import Question, Questionnaire, RoundUnit, Survey, SurveyRound
from hjulet.check.surveys.pages.surveys import questionnaires_seen


def must(right: bool) -> None:
    if not right:
        raise PermissionDenied


def survey_of(request: Request, pk: int, *, to_make: bool = False) -> Survey:
    seen = Survey.objects.visible_to(request.user, request.today).select_related("unit__municipality")
    found = get_object_or_404(seen, pk=pk)
    must(may_make(request.user, found, request.today) if to_make else request.may(Verb.SEE_SURVEYS))
    return found


def questionnaire_of(request: Request, pk: int) -> Questionnaire:
    found = get_object_or_404(questionnaires_seen(request.user, request.today), pk=pk)
    must(may_make(request.user, found.survey, request.today))
    return found


def question_of(request: Request, pk: int) -> Question:
    seen = Question.objects.visible_to(request.user, request.today).select_related(
        "questionnaire__survey__unit"
    )
    found = get_object_or_404(seen.prefetch_related("pictures"), pk=pk)
    must(may_make(request.user, found.questionnaire.survey, request.today))
    return found


def round_of(request: Request, pk: int, *, to_make: bool = False) -> SurveyRound:
    found = get_object_or_404(SurveyRound.objects.visible_to(request.user, request.today).whole(), pk=pk)
    if to_make:
        must(may_make(request.user, found.survey, request.today))
    else:
        must(may_read_results(request.user, found, request.today))
    return found


def asked_of(request: Request, pk: int) -> RoundUnit:
    found: RoundUnit = get_object_or_404(
        RoundUnit.objects.visible_to(request.user, request.today).whole(), pk=pk
    )
    return found


def tell(request: Request, obstacles: Iterable[Obstacle]) -> None:
    for obstacle in obstacles:
        messages.error(request, obstacle.label)
