"""ISU: those who are followed, under their code names, and what changed for all of them together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.utils.translation import gettext as _

from hjulet.base.people.models import User
from hjulet.base.ui import swedish
from hjulet.base.ui.charts import BeforeAfter
from hjulet.check.surveys.choices import UNKNOWN, Occasion
from hjulet.check.surveys.models import FollowedPerson, FollowUpSheet, Question, Survey
from hjulet.check.surveys.rules import FEWEST
from hjulet.check.surveys.scales import points
from hjulet.statistics import Mean, Refusal, paired_change


@dataclass(frozen=True)
class ShownPerson:
    person: FollowedPerson
    has_before: bool
    has_after: bool


@dataclass(frozen=True)
class PairedLine:
    """One question for those who have answered both before and after."""

    text: str
    before: float | None
    after: float | None
    words: str
    is_sure: bool


@dataclass(frozen=True)
class Together:
    """What changed for the group; nothing when fewer than five have answered twice."""

    pairs: int
    lines: tuple[PairedLine, ...]
    chart: BeforeAfter | None

    @property
    def is_hidden(self) -> bool:
        return self.pairs < FEWEST


def people(survey: Survey, user: User, day: date) -> list[ShownPerson]:
    """Two questions."""
    found = FollowedPerson.objects.visible_to(user, day).filter(survey=survey, withdrawn_on=None)
    rows = found.select_related("unit").prefetch_related("sheets").order_by("pseudonym")
    shown = []
    for one in rows:
        there = {sheet.occasion for sheet in one.sheets.all()}
        shown.append(ShownPerson(one, Occasion.BEFORE in there, Occasion.AFTER in there))
    return shown


def together(survey: Survey) -> Together:
    """All units together: the group is small enough as it is."""
    sheets: dict[int, dict[int, dict[str, int]]] = {}
    rows = FollowUpSheet.objects.filter(person__survey=survey, person__withdrawn_on=None)
    for person, occasion, answers in rows.values_list("person", "occasion", "answers"):
        sheets.setdefault(person, {})[occasion] = answers
    pairs = [
        (both[Occasion.BEFORE], both[Occasion.AFTER])
        for both in sheets.values()
        if len(both) == len(Occasion)
    ]
    if len(pairs) < FEWEST:
        return Together(len(pairs), (), None)
    lines = tuple(_line(one, pairs) for one in survey.newest.questions.all() if not one.is_text)
    return Together(len(pairs), lines, _chart(lines))


def _line(question: Question, pairs: Sequence[tuple[dict[str, int], dict[str, int]]]) -> PairedLine:
    before = np.array([_points(question, first) for first, _second in pairs])
    after = np.array([_points(question, second) for _first, second in pairs])
    both = ~np.isnan(before + after)
    if both.sum() < FEWEST:
        return PairedLine(
            question.text, None, None, _("Färre än fem har svarat båda gångerna"), is_sure=False
        )
    found = paired_change(before[both], after[both])
    return PairedLine(
        question.text, float(before[both].mean()), float(after[both].mean()), _words(found),
        is_sure=found.refusal is None and not found.lower <= 0 <= found.upper,
    )  # fmt: skip


def _points(question: Question, answers: dict[str, int]) -> float:
    step = answers.get(question.key, UNKNOWN)
    return np.nan if step == UNKNOWN else points(question.scale, step, is_reversed=question.is_reversed)


def _words(found: Mean) -> str:
    if found.refusal == Refusal.NO_VARIATION:
        same = _(
            "Alla har ändrat sig lika mycket: %(change)s poäng. Det går inte att säga hur säkert det är."
        )
        return same % {"change": swedish.signed(round(found.value))}
    said = {
        "change": swedish.signed(round(found.value)), "lower": swedish.signed(round(found.lower)),
        "upper": swedish.signed(round(found.upper)), "n": swedish.number(found.n),
    }  # fmt: skip
    if found.lower <= 0 <= found.upper:
        return (
            _("%(change)s poäng, kan bero på slumpen (mellan %(lower)s och %(upper)s, %(n)s personer)") % said
        )
    return _("%(change)s poäng (mellan %(lower)s och %(upper)s, %(n)s personer)") % said


def _chart(lines: Sequence[PairedLine]) -> BeforeAfter | None:
    shown = [line for line in lines if line.before is not None]
    if not shown:
        return None
    return BeforeAfter(
        title=_("Före och efter, poäng av 100"),
        labels=tuple(line.text for line in shown),
        before=tuple(line.before for line in shown),
        after=tuple(line.after for line in shown),
        is_sure=tuple(line.is_sure for line in shown),
        before_name=_("Före"),
        after_name=_("Efter"),
    )
