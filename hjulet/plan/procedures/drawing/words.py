"""A process map in words: the description of the drawing, and the ordered list that says all of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.plan.procedures.drawing.boxes import who
from hjulet.plan.procedures.drawing.spec import Link, ProcessMap, Step, Way


@dataclass(frozen=True)
class Listed:
    """An activity as a row of the list: who does it, by which routines, and where it goes on when that is not next."""

    number: int
    key: str
    name: str
    who: str
    href: str
    links: tuple[Link, ...]
    question: str
    ways: tuple[str, ...]


def listed(process: ProcessMap) -> tuple[Listed, ...]:
    return tuple(_listed(process, step, number) for number, step in enumerate(process.steps, start=1))


def description(process: ProcessMap) -> str:
    """What the drawing shows, in sentences."""
    if not process.steps:
        return _("Processen har inga aktiviteter än.")
    count = len(process.steps)
    heads = [
        ngettext("%(count)s aktivitet.", "%(count)s aktiviteter i ordning.", count) % {"count": count},
        _("De som gör något: %(who)s.") % {"who": ", ".join(map(who, process.lanes))},
    ]
    return " ".join([*heads, *(_sentence(row) for row in listed(process))])


def _listed(process: ProcessMap, step: Step, number: int) -> Listed:
    is_last = number == len(process.steps)
    ways = tuple(_way(process, way, number) for way in step.ways)
    if not ways and is_last:
        ways = (process.ends or _("Processen är slut."),)
    return Listed(number, step.key, step.name, who(step.lane), step.href, step.links, step.question, ways)


def _way(process: ProcessMap, way: Way, number: int) -> str:
    goes = _goes(process, way, number)
    return _("%(when)s: %(goes)s") % {"when": way.when, "goes": goes} if way.when else _capital(goes)


def _goes(process: ProcessMap, way: Way, number: int) -> str:
    if not way.to:
        return _("processen är slut.")
    to = process.number(way.to)
    said = {"number": to, "name": process.steps[to - 1].name}
    if to <= number:
        return _("tillbaka till %(number)s, %(name)s.") % said
    return _("fortsätt till %(number)s, %(name)s.") % said


def _sentence(row: Listed) -> str:
    said = _("%(number)s. %(who)s: %(name)s.") % {
        "number": row.number,
        "who": row.who,
        "name": row.name.rstrip("."),
    }
    return " ".join([said, *_said(row.question, row.ways)])


def _said(question: str, ways: Sequence[str]) -> list[str]:
    return [*([question] if question else []), *ways]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
