"""The page of whoever is asked about a section."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.report.manuscripts import rules
from hjulet.report.manuscripts.choices import Obstacle, RequestState, State
from hjulet.report.manuscripts.forms.writing import AnswerForm
from hjulet.report.manuscripts.merging import known_figures
from hjulet.report.manuscripts.models import SectionRequest
from hjulet.report.manuscripts.pages.section import opened, preview_of
from hjulet.report.reports.render.html import fragment

FASTER = gettext_lazy(
    "Någon annan skriver också på svaret. Det du har skrivit är inte sparat, men det står kvar här. Tryck på Spara så får du se båda."
)
TWO_WEEKS = timedelta(days=14)


def in_two_weeks(today: date) -> date:
    return today + TWO_WEEKS


def so_far(found: SectionRequest) -> dict[str, Any]:
    return {"answer": found.answer, "revision": found.revision}


def kept(at: datetime) -> str:
    return _("Sparat %(time)s, inte skickat än.") % {"time": f"{timezone.localtime(at):%H.%M}"}


@dataclass(frozen=True)
class Outcome:
    """What became of a posted answer."""

    is_done: bool = False
    is_newer: bool = False  # somebody else has written in it
    refused: tuple[Obstacle, ...] = ()
    typed: str = ""


def answer(found: SectionRequest, form: AnswerForm, *, answers: bool, outcome: Outcome) -> dict[str, Any]:
    """What is asked, the section's facts, and the box or what was answered. A draft is for those who are asked alone."""
    if outcome.is_newer:
        form = AnswerForm(initial={"answer": outcome.typed, "revision": found.revision})
    state = RequestState(found.state)
    section = opened(found.manuscript, found.section)
    is_sent = state in {RequestState.ANSWERED, RequestState.TAKEN}
    waits = not rules.obstacles_to_answering(state, State(found.manuscript.state))
    return {
        "asked": found,
        "manuscript": found.manuscript,
        "form": form,
        "answers": answers,
        "writes": answers and waits,
        "facts": fragment(section.section.blocks) if section else "",
        "sent": preview_of(found.answer, known_figures(section.report) if section else {}) if is_sent else "",
        "handed_to": SectionRequest.objects.filter(handed_from=found).select_related("to").first()
        if state == RequestState.HANDED_OVER
        else None,
        "is_withdrawn": state == RequestState.WITHDRAWN,
        "outcome": outcome,
    }
