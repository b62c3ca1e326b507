"""Making a survey: the list, its questions, their pictures, other languages, and seeing it as the one who answers."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hjulet.base.files.responses import answer as hand_out
from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.sources.rewriting import SomebodyWasFaster
from hjulet.check.surveys.access import may_make
from hjulet.check.surveys.choices import Language
from hjulet.check.surveys.forms.answering import AnswerForm
from hjulet.check.surveys.forms.building import (
    IntroForm,
    QuestionForm,
    RenameForm,
    SurveyForm,
    TranslationForm,
)
from hjulet.check.surveys.models import CannotMove, Question, Questionnaire
from hjulet.check.surveys.pages import answering, surveys
from hjulet.check.surveys.pages.uploads import prepared
from hjulet.check.surveys.views.reaching import must, question_of, questionnaire_of, survey_of, tell
from hjulet.check.surveys.words import direction
from hjulet.check.surveys.workflows import building

FASTER = _("Någon annan har ändrat samtidigt. Inget är sparat. Läs vad som står nu och ändra igen.")


@require_safe
def list_(request: Request) -> HttpResponse:
    must(request.may(Verb.SEE_SURVEYS))
    context = {
        "surveys": surveys.surveys(request.user, request.today),
        "may_make": request.may(Verb.MAKE_SURVEY),
    }
    return render(request, "surveys/list.html", context)


def create(request: Request) -> HttpResponse:
    must(request.may(Verb.MAKE_SURVEY))
    units = surveys.units_to_belong(request.user, request.today)
    form = SurveyForm(request.POST or None, units=units, initial={"token": uuid4()})
    if form.is_valid():
        token = form.cleaned_data["token"]
        made = building.make_survey(form.said, form.ready_made, token, by=request.user, at=timezone.now())
        messages.success(request, _("Enkäten är sparad. Gå igenom frågorna."))
        return redirect("surveys:build", pk=made.newest.pk)
    return render(request, "surveys/create.html", {"form": form})


@require_safe
def detail(request: Request, pk: int) -> HttpResponse:
    found = survey_of(request, pk)
    if found.is_following:
        return redirect("surveys:followed", pk=pk)
    newest = found.newest
    context = {
        "survey": found,
        "newest": newest,
        "questions": surveys.listed(newest),
        "rounds": surveys.rounds_of(found, request.user, request.today),
        "may_make": may_make(request.user, found, request.today),
    }
    return render(request, "surveys/detail.html", context)


def edit(request: Request, pk: int) -> HttpResponse:
    found = survey_of(request, pk, to_make=True)
    form = RenameForm(request.POST or None, survey=found)
    if form.is_valid():
        said = form.cleaned_data
        try:
            building.rewrite_survey(
                found, said["title"], said["subject"], seen=said["seen"], by=request.user, at=timezone.now()
            )
        except SomebodyWasFaster:
            messages.error(request, FASTER)
        else:
            messages.success(request, _("Ändringen är sparad."))
        return redirect(found)
    return render(request, "surveys/edit.html", {"form": form, "survey": found})


@require_POST
def renew(request: Request, pk: int) -> HttpResponse:
    found = survey_of(request, pk, to_make=True)
    new = building.renew(found, by=request.user, at=timezone.now())
    messages.success(request, _("Nu går frågorna att ändra. Den gamla versionen är kvar."))
    return redirect("surveys:build", pk=new.pk)


def build(request: Request, pk: int) -> HttpResponse:
    found = questionnaire_of(request, pk)
    form = IntroForm(request.POST or None, initial={"intro": found.intro})
    if form.is_valid():
        try:
            building.say_intro(found, form.cleaned_data["intro"], by=request.user, at=timezone.now())
        except CannotMove as error:
            tell(request, error.obstacles)
        else:
            messages.success(request, _("Inledningen är sparad."))
        return redirect("surveys:build", pk=pk)
    languages = [one for one in Language if one != Language.SWEDISH]
    context = {
        "questionnaire": found,
        "survey": found.survey,
        "questions": surveys.listed(found),
        "form": form,
        "languages": [(one, one in found.languages) for one in languages],
    }
    return render(request, "surveys/build.html", context)


def question_create(request: Request, pk: int) -> HttpResponse:
    found = questionnaire_of(request, pk)
    form = _question_form(request, found)
    if form.is_valid():
        now = timezone.now()
        files = prepared(request, form, found.survey.unit.municipality, at=now)
        try:
            made = building.add_question(found, form.said, files, by=request.user, at=now)
        except CannotMove as error:
            tell(request, error.obstacles)
            return redirect("surveys:build", pk=pk)
        messages.success(request, _("Frågan är sparad. Lägg gärna till bilder till svaren."))
        again = not made.is_text and "bilder" in request.POST
        return redirect("surveys:question_edit", pk=made.pk) if again else redirect("surveys:build", pk=pk)
    return render(
        request, "surveys/question.html", {"form": form, "questionnaire": found, "survey": found.survey}
    )


def question_edit(request: Request, pk: int) -> HttpResponse:
    question = question_of(request, pk)
    found = question.questionnaire
    form = _question_form(request, found, question)
    if form.is_valid():
        return _rewritten(request, question, form)
    context = {"form": form, "questionnaire": found, "survey": found.survey, "question": question}
    return render(request, "surveys/question.html", context)


def _rewritten(request: Request, question: Question, form: QuestionForm) -> HttpResponse:
    now = timezone.now()
    files = prepared(request, form, question.questionnaire.survey.unit.municipality, at=now)
    seen = form.cleaned_data["seen"]
    try:
        building.rewrite_question(
            question, form.said, files, form.removed, seen=seen, by=request.user, at=now
        )
    except CannotMove as error:
        tell(request, error.obstacles)
    except SomebodyWasFaster:
        messages.error(request, FASTER)
        return redirect("surveys:question_edit", pk=question.pk)
    else:
        messages.success(request, _("Frågan är sparad."))
    return redirect("surveys:build", pk=question.questionnaire_id)


@require_POST
def question_remove(request: Request, pk: int) -> HttpResponse:
    question = question_of(request, pk)
    try:
        building.remove_question(question, by=request.user, at=timezone.now())
    except CannotMove as error:
        tell(request, error.obstacles)
    else:
        messages.success(request, _("Frågan är borttagen."))
    return redirect("surveys:build", pk=question.questionnaire_id)


@require_POST
def question_move(request: Request, pk: int) -> HttpResponse:
    question = question_of(request, pk)
    try:
        steps = -1 if request.POST.get("to") == "up" else 1
        building.move_question(question, steps, by=request.user, at=timezone.now())
    except CannotMove as error:
        tell(request, error.obstacles)
    return redirect("surveys:build", pk=question.questionnaire_id)


def translate(request: Request, pk: int, language: str) -> HttpResponse:
    found = questionnaire_of(request, pk)
    if language not in Language.values or language == Language.SWEDISH:
        raise Http404
    chosen = Language(language)
    form = TranslationForm(request.POST or None, questionnaire=found, language=chosen)
    if form.is_valid():
        try:
            building.translate(found, chosen, form.said, by=request.user, at=timezone.now())
        except CannotMove as error:
            tell(request, error.obstacles)
        else:
            messages.success(request, _("Texterna är sparade."))
        return redirect("surveys:build", pk=pk)
    context = {"form": form, "questionnaire": found, "survey": found.survey, "language": chosen}
    return render(request, "surveys/translate.html", context)


@require_safe
def preview(request: Request, pk: int) -> HttpResponse:
    """As the one who answers sees it. Nothing can be sent."""
    found = questionnaire_of(request, pk)
    form = AnswerForm(questions=answering.questions_of(found), asks_gender=False, begun=timezone.now())
    language = answering.chosen_language(request.GET.get("sprak", ""), found)
    shown = answering.sheet(found.survey.title, found, form, language, f"/enkater/fragor/{found.pk}/bild/")
    context = {"sheet": shown, "form": form, "survey": found.survey, "questionnaire": found}
    return render(request, "surveys/preview.html", {**context, "direction": direction(language)})


@require_safe
def picture(request: Request, pk: int, file: int) -> HttpResponse:
    found = answering.picture_of(questionnaire_of(request, pk), file)
    if found is None:
        raise Http404
    return hand_out(found, as_attachment=False)


def _question_form(request: Request, found: Questionnaire, question: Question | None = None) -> QuestionForm:
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return QuestionForm(
        data, files, questionnaire=found, indicators=surveys.national(found.survey), question=question
    )
