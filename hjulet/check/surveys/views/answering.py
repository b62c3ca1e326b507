"""Answering a survey, which needs no sign-in. Nothing about who asks is read, and nothing kept but the answers."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from hjulet.base.files.responses import answer as hand_out
from hjulet.check.deviations import carried
from hjulet.check.surveys import throttling
from hjulet.check.surveys.choices import Doorway, Way
from hjulet.check.surveys.forms.answering import AnswerForm, CodeForm
from hjulet.check.surveys.models import RoundUnit
from hjulet.check.surveys.pages import answering as pages
from hjulet.check.surveys.words import WORDS, direction
from hjulet.check.surveys.workflows.answering import NotTaken, send
from hjulet.check.surveys.workflows.planning import code_mark

COOKIE, PATH = "hjulet_enkat", "/svara/"
CODE_FOR = timedelta(hours=12)
TOO_MANY = 429


@login_not_required
@never_cache
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The questions, and taking the answers in."""
    asked, now = _asked(request, token), timezone.now()
    if asked is None:
        return render(request, "surveys/answer_closed.html", {"words": ""}, status=404)
    code = _code(request, asked, now)
    if asked.round.way == Way.CODE and not code and _is_open(asked, now):
        return _code_page(request, asked, now)
    questions = pages.questions_of(asked.round.questionnaire)
    data = request.POST if request.method == "POST" else None
    form = AnswerForm(data, questions=questions, asks_gender=asked.round.asks_gender, begun=now)
    doorway = asked.round.doorway(now, begun=form.begun_at)
    if doorway != Doorway.OPEN:
        return _shut(request, asked, str(doorway.label), is_sent=form.is_bound)
    if form.is_bound and form.is_valid():
        return _sent(request, asked, form, code, now)
    return _page(request, asked, form)


def _sent(request: HttpRequest, asked: RoundUnit, form: AnswerForm, code: str, now: datetime) -> HttpResponse:
    if not code and throttling.is_full(asked.pk, now):
        return _page(
            request,
            asked,
            form,
            refused=_("Just nu kommer många svar. Vänta en stund och skicka igen."),
            status=TOO_MANY,
        )
    try:
        send(asked, form.filled, code=code, begun=form.begun_at, now=now)
    except NotTaken as error:
        return _page(request, asked, form, refused=str(error.refusal.label))
    page = redirect(f"/svara/{asked.token}/tack/?sprak={_language(request, asked)}")
    carried.forget(page, COOKIE, path=PATH)
    return page


@login_not_required
@never_cache
def thanks(request: HttpRequest, token: str) -> HttpResponse:
    asked = _asked(request, token)
    if asked is None:
        return render(request, "surveys/answer_closed.html", {"words": ""}, status=404)
    language = _language(request, asked)
    context = {"words": WORDS[language], "language": language, "direction": direction(language)}
    return render(request, "surveys/answer_thanks.html", {**context, "asked": asked})


@login_not_required
def picture(request: HttpRequest, token: str, file: int) -> HttpResponse:
    """A picture of the questions, to whoever has the link."""
    asked = _asked(request, token)
    found = pages.picture_of(asked.round.questionnaire, file) if asked else None
    if found is None:
        raise Http404
    return hand_out(found, as_attachment=False)


def _page(
    request: HttpRequest, asked: RoundUnit, form: AnswerForm, *, refused: str = "", status: int = 200
) -> HttpResponse:
    language = _language(request, asked)
    pictures = f"/svara/{asked.token}/bild/"
    shown = pages.sheet(asked.round.survey.title, asked.round.questionnaire, form, language, pictures)
    context = {
        "sheet": shown, "form": form, "asked": asked, "refused": refused,
        "language": language, "direction": shown.direction,
    }  # fmt: skip
    return render(request, "surveys/answer.html", context, status=status)


def _code_page(request: HttpRequest, asked: RoundUnit, now: datetime) -> HttpResponse:
    """A code opens the questions in this browser; only sending uses it up."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        mark = code_mark(form.cleaned_data["code"])
        if not throttling.may_try(asked.pk, now):
            form.add_error("code", _("Många koder har varit fel. Vänta tio minuter och försök igen."))
        elif not asked.codes.filter(mark=mark, is_used=False).exists():
            throttling.wrong_code(asked.pk, now)
            form.add_error(
                "code", _("Koden stämmer inte, eller så är den redan använd. Läs av den en gång till.")
            )
        else:
            page = redirect("answers:answer", token=asked.token)
            said = {"mark": mark, "door": asked.pk}
            carried.carry(page, COOKIE, said, until=now + CODE_FOR, at=now, path=PATH)
            return page
    return render(request, "surveys/answer_code.html", {"form": form, "asked": asked})


def _shut(request: HttpRequest, asked: RoundUnit, words: str, *, is_sent: bool) -> HttpResponse:
    context = {"words": words, "asked": asked, "is_sent": is_sent}
    return render(request, "surveys/answer_closed.html", context, status=403)


def _asked(request: HttpRequest, token: str) -> RoundUnit | None:
    found = pages.door_named(token)
    if found is not None:
        request.municipality = found.unit.municipality  # type: ignore[attr-defined]  # for the frame
    return found


def _code(request: HttpRequest, asked: RoundUnit, now: datetime) -> str:
    """The mark of the code that this browser has shown, for this door."""
    said: dict[str, Any] = carried.carried(request, COOKIE, at=now)
    return str(said.get("mark", "")) if said.get("door") == asked.pk else ""


def _is_open(asked: RoundUnit, now: datetime) -> bool:
    return asked.round.doorway(now) == Doorway.OPEN


def _language(request: HttpRequest, asked: RoundUnit) -> Any:
    return pages.chosen_language(request.GET.get("sprak", ""), asked.round.questionnaire)
