"""Judging an event, and whether it is a matter for lex Sarah or lex Maria."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from hjulet.base.law import (
    CARE_INJURY_PSL,
    INNER_SECRECY_OSL,
    INVESTIGATE_PSL,
    INVESTIGATE_SOL,
    NOTIFY_PSL,
    REPORT_LSS,
    REPORT_SOL,
    REPORTING,
    cited,
)
from hjulet.base.people.request import Request
from hjulet.base.sources.rewriting import SomebodyWasFaster
from hjulet.check.deviations.choices import Law
from hjulet.check.deviations.forms.cases import ReasonForm
from hjulet.check.deviations.forms.cases_judging import JudgeForm, initial
from hjulet.check.deviations.models import Deviation, Refused
from hjulet.check.deviations.pages import cases_judging as pages
from hjulet.check.deviations.pages.cases import LEX, lex_href
from hjulet.check.deviations.pages.cases_question import Question
from hjulet.check.deviations.pages.week import usual_types
from hjulet.check.deviations.views.cases_asking import ask, case_of, go_back, part_of
from hjulet.check.deviations.workflows.judging import answer_no_to_lex
from hjulet.check.deviations.workflows.judging import judge as judge_case
from hjulet.check.deviations.workflows.reading import log_reading

JUDGED_BY = (INVESTIGATE_PSL, CARE_INJURY_PSL, INVESTIGATE_SOL, REPORTING, INNER_SECRECY_OSL)


@never_cache
def judge(request: Request, pk: int) -> HttpResponse:
    deviation = case_of(request, pk)
    judged = pages.judged(deviation, request.user, request.today)
    usual = usual_types([deviation], request.user, request.today)
    start = initial(judged, deviation.event_class, pages.flags(deviation), usual)
    form = JudgeForm(request.POST or None, judged=judged, initial=start)
    if form.is_bound and form.is_valid() and _is_done(request, deviation, form):
        return go_back(request, deviation, _("Bedömningen är sparad."))
    if not form.is_bound:
        log_reading(deviation, list(judged.parts.values()), by=request.user, at=timezone.now())
    context = {
        "deviation": deviation,
        "form": form,
        **pages.shown(judged, form),
        "paragraphs": cited(JUDGED_BY),
    }
    return render(request, "deviations/case/judge.html", context)


def _is_done(request: Request, deviation: Deviation, form: JudgeForm) -> bool:
    try:
        judge_case(deviation, form.said(), by=request.user, at=timezone.now(), day=request.today)
    except Refused as error:
        for obstacle in error.obstacles:
            form.add_error(None, str(obstacle.label))
    except SomebodyWasFaster:
        deviation.refresh_from_db()
        form.judged = pages.judged(deviation, request.user, request.today)
        form.carry(form.judged)
        form.newer = pages.as_it_stands(deviation, form.judged)
    else:
        return True
    return False


@never_cache
def no_lex(request: Request, pk: int) -> HttpResponse:
    """Start lex Sarah or lex Maria, or say why not."""
    part = part_of(request, pk)
    law = Law(part.law)
    form = ReasonForm(request.POST or None, initial={"reason": part.no_lex_reason})
    question = Question(
        _("Kan det vara ett missförhållande?") if law == Law.SOL else _("Kan det vara en allvarlig vårdskada?"),
        _("Spara svaret nej"), law=cited((REPORT_SOL, REPORT_LSS)) if law == Law.SOL else str(NOTIFY_PSL),
        template="deviations/case/lex.html",
    )  # fmt: skip

    def do(form: ReasonForm) -> str:
        answer_no_to_lex(part, form.cleaned_data["reason"], by=request.user, at=timezone.now())
        return _("Ditt ställningstagande är sparat.")

    href, lex = lex_href(part.deviation), LEX[law]
    return ask(request, part.deviation, form, question, do, lex=lex, href=href, part=part)
