"""The pack for a workplace meeting: a unit and a month, put together once from what is known that day."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hjulet.act.actions.choices import Status
from hjulet.act.actions.models import Action
from hjulet.base.organisation.models import Unit
from hjulet.base.ui.charts import Chart, description, svg, table
from hjulet.do.participation import rules
from hjulet.do.participation.choices import IdeaState
from hjulet.do.participation.models import Idea, Reading, Receipt
from hjulet.do.participation.models.people import holdings
from hjulet.do.participation.pages.deviations_told import told
from hjulet.do.participation.pages.training import standings
from hjulet.do.participation.talk import StandsOut, questions

WIDE, NARROW = 640, 328
MOST = 6


@dataclass(frozen=True)
class Item:
    """A line that leads somewhere."""

    title: str
    text: str = ""
    href: str = ""


@dataclass(frozen=True)
class Pack:
    """What stands in the meeting's `contents`; no text of any case."""

    made_on: str
    period: list[str]
    news: list[Item]
    reading: str
    deviations: str
    types: list[str]
    chart: dict[str, Any] | None
    done: list[Item]
    under_way: list[Item]
    ideas: list[Item]
    training: list[Item]


def put_together(unit: Unit, month: date, today: date) -> tuple[dict[str, Any], tuple[str, str]]:
    """The contents, and two questions to talk about."""
    first, last = rules.month_before(month), min(rules.last_day_of(month), today)
    news = _news(unit, first, last)
    percent, reading = _reading(unit, today)
    deviations = told(unit, today)
    actions = Action.objects.below(unit).filter(lex_cases=None).select_related("owner")
    done = list(
        actions.filter(status=Status.DONE, done_on__range=(first, last)).order_by("done_on", "pk")[:MOST]
    )
    pack = Pack(
        made_on=today.isoformat(), period=[first.isoformat(), last.isoformat()], news=news, reading=reading,
        deviations=deviations.sentence, types=list(deviations.types),
        chart=drawn(deviations.chart, deviations.why) if deviations.chart else None,
        done=[_action(one) for one in done],
        under_way=[_action(one) for one in actions.under_way().order_by("due_on", "pk")[:MOST]],
        ideas=_ideas(unit, first, last), training=_training(unit, today),
    )  # fmt: skip
    stands_out = StandsOut(
        pattern=deviations.pattern, common_type=deviations.common_type, read_percent=percent,
        newest_routine=news[0].title if news else "", overdue=actions.overdue(today).count(),
        done_action=done[0].title if done else "",
    )  # fmt: skip
    return asdict(pack), questions(stands_out)


def drawn(chart: Chart, why: str) -> dict[str, Any]:
    """A chart as it was that day: for a wide page, a phone and paper, and its numbers as a table."""
    headers, rows = table(chart)
    return {
        "title": chart.title, "about": description(chart), "why": why, "headers": list(headers),
        "rows": [list(row) for row in rows], "wide": svg(chart, ident="apt", width=WIDE),
        "narrow": svg(chart, ident="apt-smal", width=NARROW),
    }  # fmt: skip


def _news(unit: Unit, first: date, last: date) -> list[Item]:
    """What is new in routines, sent out to the unit in the period."""
    found = (
        Reading.objects.at(unit).filter(sent_on__range=(first, last), ended_on=None).select_related("version")
    )
    return [Item(one.version.title, one.news, one.get_absolute_url()) for one in found[:MOST]]


def _reading(unit: Unit, today: date) -> tuple[int | None, str]:
    """How much of all that is to be read has been read; nothing about who."""
    found = list(Reading.objects.at(unit).current(today).prefetch_related("units"))
    people = list(holdings([unit.path], {role for one in found for role in one.roles}, today))
    asked = {
        (one.pk, held.user_id) for one in found for held in people if one.is_for(held.role, held.unit.path)
    }
    if len({user for _reading, user in asked}) < rules.SMALLEST:
        return None, ""
    read = set(Receipt.objects.filter(reading__in=found).values_list("reading", "user")) & asked
    percent = rules.share(len(read), len(asked))
    return percent, _("%(percent)s %% av det som är utskickat är läst.") % {"percent": percent}


def _action(action: Action) -> Item:
    return Item(action.title, str(action.get_status_display()), action.get_absolute_url())


def _ideas(unit: Unit, first: date, last: date) -> list[Item]:
    found = Idea.objects.below(unit).exclude(state=IdeaState.NEW).filter(answered_on__range=(first, last))
    return [
        Item(
            one.text[:120],
            f"{str(one.get_state_display()).capitalize()}. {one.answer[:160]}",
            one.get_absolute_url(),
        )
        for one in found[:MOST]
    ]


def _training(unit: Unit, today: date) -> list[Item]:
    """Courses that not all have; a group under five is not counted aloud."""
    found = [
        row for row in standings([unit.path], today) if row.asked >= rules.SMALLEST and row.valid < row.asked
    ]
    said = _("%(valid)s av %(asked)s är klara.")
    return [
        Item(row.course.title, said % {"valid": row.valid, "asked": row.asked}, row.course.get_absolute_url())
        for row in found[:MOST]
    ]
