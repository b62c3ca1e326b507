"""The figures of a report that somebody has asked about: told to whoever reads it on a page, never in its files."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from hjulet.base.people.models import User
from hjulet.check.indicators.models import FigureQuestion
from hjulet.check.indicators.questions.choices import QuestionState
from hjulet.report.reports.blocks import Figure


@dataclass(frozen=True)
class AskedAbout:
    """A figure, once however often it is printed, and whether everything that was asked has an answer."""

    figure: Figure
    href: str
    questions: int
    waiting: int


def asked_about(figures: Iterable[Figure], user: User, day: date) -> list[AskedAbout]:
    """In the order they are printed: one question to the database, however long the report is."""
    printed = {figure.url: figure for figure in reversed([*figures]) if figure.url}
    found: dict[str, list[bool]] = {}
    asked = (
        FigureQuestion.objects.visible_to(user, day)
        .standing()
        .filter(value__indicator__municipality=user.municipality_id)
    )
    for value, state in asked.order_by("value").values_list("value", "state"):
        url = reverse("indicators:value", args=[value])
        if url in printed:
            found.setdefault(url, []).append(state == QuestionState.OPEN)
    order = list(reversed(printed))
    return [
        AskedAbout(printed[url], f"{url}#fragor", len(found[url]), sum(found[url]))
        for url in order
        if url in found
    ]
