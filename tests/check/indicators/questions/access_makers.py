"""Figures and questions of the addresses."""

from tests.check.indicators.questions.making import answered, asked, figure

ASKS = {"own": "politician", "other": "politician", "elsewhere": "neighbour"}


def _figure(places, world, place):
    return figure(world, places[place])


def published(places, world, place):
    return {"pk": _figure(places, world, place).pk}


def waits(places, world, place):
    """A question on a published figure, from an elected person where there is one."""
    return {"pk": asked(world, ASKS[place], value=_figure(places, world, place)).pk}


def has_answer(places, world, place):
    question = asked(world, ASKS[place], value=_figure(places, world, place))
    by = "neighbour" if place == "elsewhere" else "sas"
    return {"pk": answered(question, world.people[by]).pk}


QUESTION_MAKERS = {
    "published figure of a unit": published,
    "question on a figure": waits,
    "answered question on a figure": has_answer,
}
