"""A round from plan to result: days, units, links and codes, opening, closing, paper, and reading own words first."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hjulet.base.people.request import Request
from hjulet.check.surveys.access import may_enter, may_make, may_tell_of_talk
from hjulet.check.surveys.forms.answering import AnswerForm
from hjulet.check.surveys.forms.rounds import (
    CodesForm,
    RoundForm,
    ScreenForm,
    TalkForm,
    UnitsForm,
    as_it_is,
    start_of,
)
from hjulet.check.surveys.models import CannotMove, SurveyRound, WrittenAnswer
from hjulet.check.surveys.pages import answering, surveys
from hjulet.check.surveys.pages import rounds as pages
from hjulet.check.surveys.views.reaching import asked_of, must, round_of, survey_of, tell
from hjulet.check.surveys.workflows import planning
from hjulet.check.surveys.workflows.answering import NotTaken, type_in
from hjulet.check.surveys.workflows.reminding import remind
from hjulet.check.surveys.workflows.screening import read_to_screen, screen
from hjulet.check.surveys.workflows.settling import settle


def plan(request: Request, pk: int) -> HttpResponse:
    survey = survey_of(request, pk, to_make=True)
    start = start_of(survey, request.today) | {"token": uuid4(), "owner": request.user.pk}
    units = surveys.units_to_ask(survey, request.today)
    people = surveys.people(survey.unit.municipality_id, request.today)
    form = RoundForm(request.POST or None, initial=start, units=units, people=people)
    if form.is_valid():
        token = form.cleaned_data["token"]
        made = planning.plan_round(
            survey.newest, form.said, form.units_said, token, by=request.user, at=timezone.now()
        )
        messages.success(request, _("Omgången är sparad. Se över enheterna och öppna när allt är klart."))
        return redirect(made)
    return render(request, "surveys/round_form.html", {"form": form, "survey": survey})


def edit(request: Request, pk: int) -> HttpResponse:
    found = round_of(request, pk, to_make=True)
    units = surveys.units_to_ask(found.survey, request.today)
    people = surveys.people(found.survey.unit.municipality_id, request.today)
    form = RoundForm(request.POST or None, initial=as_it_is(found), units=units, people=people)
    if form.is_valid():
        try:
            planning.rewrite_round(found, form.said, form.units_said, by=request.user, at=timezone.now())
        except CannotMove as error:
            tell(request, error.obstacles)
        else:
            messages.success(request, _("Ändringen är sparad."))
        return redirect(found)
    return render(request, "surveys/round_form.html", {"form": form, "survey": found.survey, "round": found})


@require_safe
def detail(request: Request, pk: int) -> HttpResponse:
    found = round_of(request, pk)
    may = may_make(request.user, found.survey, request.today)
    context = pages.round_page(found, request.user, request.today, timezone.now(), may_make=may)
    return render(request, "surveys/round.html", context)


def units(request: Request, pk: int) -> HttpResponse:
    found = round_of(request, pk, to_make=True)
    people = surveys.people(found.survey.unit.municipality_id, request.today)
    form = UnitsForm(request.POST or None, asked=surveys.asked_units(found), people=people)
    if form.is_valid():
        said = form.said({one.pk: one for one in people})
        try:
            planning.say_units(found, said, by=request.user, at=timezone.now())
        except CannotMove as error:
            tell(request, error.obstacles)
        else:
            messages.success(request, _("Enheterna är sparade."))
        return redirect(found)
    return render(request, "surveys/units.html", {"form": form, "round": found, "survey": found.survey})


@require_POST
def move(request: Request, pk: int) -> HttpResponse:
    """Open, close or settle."""
    found = round_of(request, pk, to_make=True)
    try:
        said = _moved(found, request.POST.get("to", ""), request)
    except CannotMove as error:
        tell(request, error.obstacles)
    else:
        messages.success(request, said)
    return redirect(found)


def _moved(found: SurveyRound, to: str, request: Request) -> str:
    now = timezone.now()
    if to == "open":
        found.open(by=request.user, at=now)
        return _("Omgången är öppen.")
    if to == "settle":
        settle(found, by=request.user, at=now)
        return _("Resultatet är klart.")
    found.close(by=request.user, at=now)
    return _("Omgången är stängd. De som hade börjat svara har en timme på sig.")


@require_POST
def remind_(request: Request, pk: int) -> HttpResponse:
    found = round_of(request, pk, to_make=True)
    told = remind(found, at=timezone.now(), key=f"{request.today:%Y%m%d}")
    said = ngettext("%(n)s person är påmind.", "%(n)s personer är påminda.", told) % {"n": told}
    messages.success(
        request, said if told else _("Ingen ny påminnelse behövdes. Alla har redan fått dagens.")
    )
    return redirect(found)


@require_safe
def poster(request: Request, pk: int) -> HttpResponse:
    asked = asked_of(request, pk)
    must(
        asked.may_be_managed_by(request.user, request.today) or may_enter(request.user, asked, request.today)
    )
    address = answering.address_of(asked)
    context = {"asked": asked, "address": address, "drawing": answering.drawing_of(address)}
    return render(request, "surveys/poster.html", context)


@never_cache
def codes(request: Request, pk: int) -> HttpResponse:
    """The codes are in this answer and nowhere else: the page is the only one to give a list to a POST."""
    asked = asked_of(request, pk)
    must(asked.may_be_managed_by(request.user, request.today))
    form = CodesForm(request.POST or None, initial={"amount": asked.invited})
    context = {"asked": asked, "form": form, "round": asked.round}
    if form.is_valid():
        try:
            made = planning.make_codes(asked, form.cleaned_data["amount"], by=request.user, at=timezone.now())
        except CannotMove as error:
            tell(request, error.obstacles)
            return redirect(asked.round)
        context["letters"] = answering.letters(asked, made)
    return render(request, "surveys/codes.html", context)


@require_POST
def codes_void(request: Request, pk: int) -> HttpResponse:
    asked = asked_of(request, pk)
    must(asked.may_be_managed_by(request.user, request.today))
    amount = planning.void_codes(asked, by=request.user, at=timezone.now())
    said = ngettext("%(n)s oanvänd kod är borttagen.", "%(n)s oanvända koder är borttagna.", amount)
    messages.success(request, said % {"n": amount})
    return redirect(asked.round)


def paper(request: Request, pk: int) -> HttpResponse:
    asked = asked_of(request, pk)
    must(may_enter(request.user, asked, request.today))
    questions = answering.questions_of(asked.round.questionnaire)
    now = timezone.now()
    data = request.POST if request.method == "POST" else None
    form = AnswerForm(data, questions=questions, asks_gender=asked.round.asks_gender, begun=now)
    if form.is_bound and form.is_valid():
        try:
            type_in(asked, form.filled, by=request.user, at=now)
        except NotTaken as error:
            messages.error(request, error.refusal.label)
        else:
            messages.success(request, _("Svaret är sparat. Här är nästa."))
            return redirect("surveys:paper", pk=pk)
    context = {"asked": asked, "form": form, "rows": pages.paper_rows(questions), "round": asked.round}
    return render(request, "surveys/paper.html", context)


def screening(request: Request, pk: int) -> HttpResponse:
    """All texts of the round, to the one person who screens them. A POST says how one of them is to be shown."""
    found = round_of(request, pk)
    must(found.screener_id == request.user.pk and found.is_settled)
    if request.method == "POST":
        texts = WrittenAnswer.objects.visible_to(request.user, request.today).filter(round_unit__round=found)
        written = get_object_or_404(
            texts.select_related("round_unit__unit", "round_unit__round"), pk=_number(request)
        )
        form = ScreenForm(request.POST)
        if form.is_valid():
            shown = "" if "dolj" in request.POST else form.cleaned_data["shown"]
            screen(written, shown, by=request.user, at=timezone.now())
        return redirect("surveys:screening", pk=pk)
    read_to_screen(found, by=request.user, at=timezone.now())
    context = {
        "round": found,
        "survey": found.survey,
        "texts": pages.to_screen(found, request.user, request.today),
    }
    return render(request, "surveys/screening.html", context)


def _number(request: Request) -> UUID:
    """Which text; one that cannot be read is nobody's."""
    try:
        return UUID(request.POST.get("text", ""))
    except ValueError:
        return uuid4()


def talk(request: Request, pk: int) -> HttpResponse:
    asked = asked_of(request, pk)
    must(may_tell_of_talk(request.user, asked, request.today))
    form = TalkForm(request.POST or None, today=request.today, asked=asked)
    if form.is_valid():
        said = form.cleaned_data
        try:
            asked.tell_of_talk(said["on"], said["note"], by=request.user, at=timezone.now())
        except CannotMove as error:
            tell(request, error.obstacles)
        else:
            messages.success(request, _("Samtalet är inskrivet."))
        return redirect(asked.round)
    return render(request, "surveys/talk.html", {"asked": asked, "form": form, "round": asked.round})
