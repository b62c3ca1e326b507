"""The result of a round: its page, its file, and one click from a low answer to a need."""

from uuid import NAMESPACE_URL, uuid5

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hjulet.base.log.chain import record
from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.check.surveys import exports
from hjulet.check.surveys.access import may_raise
from hjulet.check.surveys.models import RoundUnit, SurveyRound
from hjulet.check.surveys.pages import results as pages
from hjulet.check.surveys.views.reaching import asked_of, must, round_of
from hjulet.check.surveys.workflows.planning import raise_from_result


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
    context = {
        "round": found,
        "survey": found.survey,
        "result": pages.result(ground, place, every),
        "asked": asked,
        "may_raise": asked is not None and may_raise(request.user, asked, request.today),
    }
    return render(request, "surveys/result.html", context)


@require_safe
def download(request: Request, pk: int, kind: str) -> HttpResponse:
    found = round_of(request, pk)
    if not found.is_settled or kind not in exports.Kind.values:
        raise Http404
    ground = pages.ground_of(found, frozenset(one.unit_id for one in _readable(request, found)))
    every = pages.places(ground)
    rows = exports.lines([pages.result(ground, place, every) for place in every])
    record("surveyround.downloaded", found, by=request.user, at=timezone.now(), rows=len(rows) - 1)
    return exports.answer(exports.Kind(kind), rows, f"enkat-{found.pk}")


@require_POST
def raise_need(request: Request, pk: int) -> HttpResponse:
    """The question that was answered worst becomes a need, once."""
    asked = asked_of(request, pk)
    must(may_raise(request.user, asked, request.today))
    if not asked.round.is_settled:
        return redirect(asked.round)
    ground = pages.ground_of(asked.round, frozenset({asked.unit_id}))
    shown = pages.result(ground, pages.place_of(ground, asked), ())
    line = next(
        (one for one in shown.lines if one.key == request.POST.get("fraga") and one.share is not None), None
    )
    if line is None:
        raise Http404
    token = uuid5(NAMESPACE_URL, f"survey-need-{asked.pk}-{line.key}")
    title = _("%(text)s (%(share)s svarar bra)") % {"text": line.label, "share": line.shown_share}
    need = raise_from_result(asked, line.key, title, token, by=request.user, at=timezone.now())
    messages.success(request, _("Behovet är lyft. Nu går det att besluta om åtgärder."))
    return redirect(need)


def _readable(request: Request, found: SurveyRound) -> list[RoundUnit]:
    """The units whose own results this person may read."""
    seen = RoundUnit.objects.visible_to(request.user, request.today).filter(round=found)
    rows = seen.select_related("unit__municipality", "owner", "round__questionnaire__survey__unit")
    survey_unit = found.survey.unit
    everywhere = request.may(Verb.SEE_SURVEYS, survey_unit)
    return [one for one in rows if everywhere or request.may(Verb.SEE_SURVEYS, one.unit)]
