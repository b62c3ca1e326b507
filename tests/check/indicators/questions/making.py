"""Questions on figures, as tests need them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from hjulet.base.people.models import User
from hjulet.check.indicators.models import FigureQuestion, Value
from hjulet.check.indicators.questions import workflows
from tests.factories import IndicatorFactory, ValueFactory

DAY = date(2026, 11, 20)  # a Friday
AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def figure(world, unit="solgarden", **said):
    """A published figure of a unit: 94 %."""
    place = world.units[unit]
    measure = IndicatorFactory(
        municipality=place.municipality, name="Brukarna känner sig trygga", unit_of_measure="%"
    )
    given = {"value": Decimal(94), "is_published_source": True, "respondents": 16} | said
    return ValueFactory(indicator=measure, unit=place, **given)


def seen_by(user, value, day=DAY):
    """The figure as the person's page has it."""
    return Value.objects.visible_to(user, day).select_related("indicator", "unit").get(pk=value.pk)


def asked(world, by="politician", text="Vad gjorde ni när talet steg?", value=None, at=AT):
    found = value or figure(world)
    user = world.people[by]
    return workflows.ask(seen_by(user, found, at.date()), text, uuid4(), by=user, at=at)


def answered(question, by, text="Vi började med fast omsorgskontakt.", *, seen=0, days=1, **links):
    said = workflows.Said(text, **links)
    workflows.answer(question, said, seen=seen, by=by, at=question.asked_at + timedelta(days=days))
    return question


def as_seen(user, question, day=DAY):
    """The question as the person's page has it."""
    return FigureQuestion.objects.visible_to(user, day).in_full(user, day).get(pk=question.pk)


def of_questions():
    """Questions on a figure of Leksand, for the pages whose queries are counted: one waits, three are a thread."""
    value = Value.objects.get(indicator__slug="hemtjanstindex-placering", period_end__year=2025)
    asks, answers = (User.objects.get(email=f"{key}@leksand.example") for key in ("politician", "sas"))
    seen = seen_by(asks, value)
    first = workflows.ask(seen, "Varför?", uuid4(), by=asks, at=AT)
    last = first
    for text in ("Och sedan?", "Och då?"):
        answered(last, answers)
        last = workflows.follow_up(as_seen(asks, last), text, uuid4(), by=asks, at=AT + timedelta(days=2))
    answered(last, answers)
    waits = workflows.ask(seen, "Hur blir det nästa år?", uuid4(), by=asks, at=AT)
    return {
        "a figure to ask about": value.pk,
        "a question on a figure": waits.pk,
        "an answered question on a figure": last.pk,
    }
