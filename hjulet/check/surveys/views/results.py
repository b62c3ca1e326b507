"""The result of a round: its page, its file, and one click from a low answer to a need."""

from uuid import NAMESPACE_URL, uuid5

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hjulet.act.actions.models import Need
from hjulet.base.log.chain import record
from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.ui.sheets import SheetKind, answer
from hjulet.check.surveys import exports
from hjulet.check.surveys.access import may_raise, may_raise_together
from hjulet.check.surveys.models import RoundUnit, SurveyRound
from hjulet.check.surveys.pages import results as pages
from hjulet.check.surveys.pages.result_lines import Line
from hjulet.check.surveys.views.reaching import asked_of, must, round_of
from hjulet.check.surveys.workflows.planning import raise_from_result, raise_from_round


@require_safe
def result(request: Request, pk: int) -> HttpResponse:
    found = round_of(request, pk)
    if not found.is_settled:
        return redirect(found)
    readable = _readable(request, found)
    ground = pages.ground_of(found, frozenset(one.unit_id for one in readable))
    every = pages.places(ground)
    place = pages.default_place(every, request.GET.get("enhet", ""))
    asked = next((one for one in readable if one.unit_id == place.unit), None)
    if asked is not None:
        raises, door = (
            may_raise(request.user, asked, request.today),
            reverse("surveys:raise_need", args=[asked.pk]),
        )
    else:
        raises, door = (
            may_raise_together(request.user, found, request.today),
            reverse("surveys:raise_together", args=[pk]),
        )
    context = {
        "round": found,
        "survey": found.survey,
        "result": pages.result(ground, place, every),
        "asked": asked,
        "may_raise": raises,
        "raise_at": door,
    }
    return render(request, "surveys/result.html", context)


@require_safe
def download(request: Request, pk: int, kind: str) -> HttpResponseBase:
    found = round_of(request, pk)
    if not found.is_settled or kind not in SheetKind.values:
        raise Http404
    ground = pages.ground_of(found, frozenset(one.unit_id for one in _readable(request, found)))
    every = pages.places(ground)
    rows = exports.lines([pages.result(ground, place, every) for place in every])
    record("surveyround.downloaded", found, by=request.user, at=timezone.now(), rows=len(rows) - 1)
    return answer(rows, SheetKind(kind), name=f"enkat-{found.pk}", title=_("Resultat"))


@require_POST
def raise_need(request: Request, pk: int) -> HttpResponse:
    """The question that was answered worst becomes a need, once."""
    asked = asked_of(request, pk)
    must(may_raise(request.user, asked, request.today))
    if not asked.round.is_settled:
        return redirect(asked.round)
    ground = pages.ground_of(asked.round, frozenset({asked.unit_id}))
    line = _chosen(request, pages.result(ground, pages.place_of(ground, asked), ()))
    token = uuid5(NAMESPACE_URL, f"survey-need-{asked.pk}-{line.key}")
    need = raise_from_result(asked, line.key, _title(line), token, by=request.user, at=timezone.now())
    return _raised(request, need)


@require_POST
def raise_together(request: Request, pk: int) -> HttpResponse:
    """The same for all answers together: a need of the survey's own unit."""
    found = round_of(request, pk)
    must(may_raise_together(request.user, found, request.today))
    if not found.is_settled:
        return redirect(found)
    ground = pages.ground_of(found, frozenset())
    every = pages.places(ground)
    line = _chosen(request, pages.result(ground, every[0], every))
    token = uuid5(NAMESPACE_URL, f"survey-need-round-{found.pk}-{line.key}")
    need = raise_from_round(found, line.key, _title(line), token, by=request.user, at=timezone.now())
    return _raised(request, need)


def _chosen(request: Request, shown: pages.ShownResult) -> Line:
    """The question that was pressed, where its answers are shown."""
    asked = request.POST.get("fraga")
    found = next((one for one in shown.lines if one.key == asked and one.share is not None), None)
    if found is None:
        raise Http404
    return found


def _title(line: Line) -> str:
    return _("%(text)s (%(share)s svarar bra)") % {"text": line.label, "share": line.shown_share}


def _raised(request: Request, need: Need) -> HttpResponse:
    messages.success(request, _("Behovet är lyft. Nu går det att besluta om åtgärder."))
    return redirect(need)


def _readable(request: Request, found: SurveyRound) -> list[RoundUnit]:
    """The units whose own results this person may read."""
    seen = RoundUnit.objects.visible_to(request.user, request.today).filter(round=found)
    rows = seen.select_related("unit__municipality", "owner", "round__questionnaire__survey__unit")
    survey_unit = found.survey.unit
    everywhere = request.may(Verb.SEE_SURVEYS, survey_unit)
    return [one for one in rows if everywhere or request.may(Verb.SEE_SURVEYS, one.unit)]
