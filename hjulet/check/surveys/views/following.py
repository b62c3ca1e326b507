"""ISU: those who are followed, what they answered before and after, and what changed for all of them."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.check.surveys.access import may_follow, may_make
from hjulet.check.surveys.choices import Occasion
from hjulet.check.surveys.forms.following import FollowForm, MeasureForm, WhyForm
from hjulet.check.surveys.models import FollowedPerson
from hjulet.check.surveys.pages import following as pages
from hjulet.check.surveys.pages import surveys
from hjulet.check.surveys.views.reaching import must, survey_of
from hjulet.check.surveys.workflows import following


@require_safe
def followed(request: Request, pk: int) -> HttpResponse:
    survey = survey_of(request, pk)
    may = request.may(Verb.FOLLOW_PERSON)
    context = {
        "survey": survey,
        "people": pages.people(survey, request.user, request.today) if may else [],
        "together": pages.together(survey),
        "questions": surveys.listed(survey.newest),
        "newest": survey.newest,
        "may_follow": may,
        "may_make": may_make(request.user, survey, request.today),
    }
    return render(request, "surveys/followed.html", context)


def follow(request: Request, pk: int) -> HttpResponse:
    survey = survey_of(request, pk)
    must(request.may(Verb.FOLLOW_PERSON) and survey.is_following)
    units = surveys.units_where(request.user, request.today, Verb.FOLLOW_PERSON, survey)
    form = FollowForm(request.POST or None, units=units, today=request.today, initial={"token": uuid4()})
    if form.is_valid():
        token = form.cleaned_data["token"]
        person = following.follow(survey, form.said, token, by=request.user, at=timezone.now())
        said = _("Personen följs upp under kodnamnet %(name)s. Skriv det på pappret.")
        messages.success(request, said % {"name": person.pseudonym})
        return redirect("surveys:measure", pk=person.pk)
    return render(request, "surveys/follow.html", {"form": form, "survey": survey})


def measure(request: Request, pk: int) -> HttpResponse:
    person = _person(request, pk)
    there = [sheet.occasion for sheet in person.sheets.all()]
    start = {"occasion": Occasion.AFTER if Occasion.BEFORE in there else Occasion.BEFORE}
    questions = list(person.survey.newest.questions.all())
    form = MeasureForm(request.POST or None, questions=questions, initial=start)
    if form.is_valid():
        try:
            when = Occasion(form.cleaned_data["occasion"])
            following.measure(person, when, form.steps, by=request.user, at=timezone.now())
        except following.IsWithdrawn:
            messages.error(request, _("Personen har tagit tillbaka sitt samtycke. Inget är sparat."))
        else:
            messages.success(request, _("Svaren är sparade."))
        return redirect("surveys:followed", pk=person.survey_id)
    context = {"person": person, "survey": person.survey, "form": form, "why": WhyForm(), "there": there}
    return render(request, "surveys/measure.html", context)


@require_POST
@never_cache
def who(request: Request, pk: int) -> HttpResponse:
    """Who the code name stands for: opened for a reason, and logged."""
    person = _person(request, pk)
    form = WhyForm(request.POST)
    named = None
    if form.is_valid() and person.identity is not None:
        named = person.identity.open_for(by=request.user, at=timezone.now(), why=form.cleaned_data["why"])
    return render(
        request, "surveys/who.html", {"person": person, "survey": person.survey, "named": named, "form": form}
    )


@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    person = _person(request, pk)
    following.withdraw(person, by=request.user, at=timezone.now())
    messages.success(request, _("Svaren och namnet är borttagna."))
    return redirect("surveys:followed", pk=person.survey_id)


def _person(request: Request, pk: int) -> FollowedPerson:
    seen = FollowedPerson.objects.visible_to(request.user, request.today).filter(withdrawn_on=None)
    found = get_object_or_404(seen.select_related("survey__unit", "unit__municipality", "identity"), pk=pk)
    must(may_follow(request.user, found, request.today))
    return found
