"""The page of whoever is asked about a section."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.report.manuscripts import rules
from hjulet.report.manuscripts.choices import Obstacle, Part, RequestState, State
from hjulet.report.manuscripts.forms.writing import AnswerForm
from hjulet.report.manuscripts.merging import known_figures
from hjulet.report.manuscripts.models import Manuscript, SectionRequest
from hjulet.report.manuscripts.pages import beside
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


@dataclass(frozen=True)
class LastYear:
    """What the section said in last year's report, under the names of its parts."""

    year: int
    parts: tuple[tuple[str, SafeString], ...]


def last_year(manuscript: Manuscript, section: str) -> LastYear | None:
    found = beside.last_year(manuscript, section, written=())
    if found is None:
        return None
    parts = tuple((str(part.label), found.parts[part].shown) for part in Part if part in found.parts)
    return LastYear(found.year, parts) if parts else None


def answer(
    found: SectionRequest, form: AnswerForm, *, answers: bool, reads_last_year: bool, outcome: Outcome
) -> dict[str, Any]:
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
        "last_year": last_year(found.manuscript, found.section) if reads_last_year else None,
        "handed_to": SectionRequest.objects.filter(handed_from=found).select_related("to").first()
        if state == RequestState.HANDED_OVER
        else None,
        "is_withdrawn": state == RequestState.WITHDRAWN,
        "outcome": outcome,
    }
