"""The unit's plan for the wall, A4 or A3."""

from typing import Any

from django.utils.translation import gettext as _

from hjulet.base.ui import swedish
from hjulet.do.participation.pages.wall import Wall
from hjulet.do.participation.render.paper import pdf

LINE, HEADING = 48, 2  # letters on a line, and the lines that a heading takes
SIZES = {"a4": 10.0, "a3": 14.0}  # the paper, and the size of its text in points


def wall_pdf_of(found: Wall, paper: str) -> bytes:
    municipality = found.unit.municipality
    sections: list[tuple[str, list[str]]] = [
        (_("Det här vill vi"), list(found.goals)),
        (_("Så går det"), [*(f"{name}: {text}" for name, text in found.figures), found.deviations]),
        (_("Det här gör vi nu"), [": ".join(part for part in pair if part) for pair in found.actions]),
        (_("Klart i år"), list(found.done)),
        (_("Prata om"), list(found.questions)),
        (_("Ombud"), [f"{kind}: {name}" for kind, name in found.roles]),
    ]
    told: dict[str, Any] = {
        "title": _("Kvalitets- och verksamhetsplan, %(unit)s") % {"unit": found.unit.name},
        "heading": found.unit.name,
        "lead": _("Vår kvalitets- och verksamhetsplan"),
        "paper": paper,
        "size": SIZES[paper],
        "columns": in_two([(title, rows) for title, rows in sections if rows]),
        "foot": _("%(place)s, %(day)s") % {"place": municipality.name, "day": swedish.day(found.today)},
        "invented": _("Påhittad kommun: alla personer och händelser är uppdiktade.") if municipality.is_invented else "",
    }  # fmt: skip
    return pdf("wall.typ", told, found.today)


def in_two(sections: list[tuple[str, list[str]]]) -> list[list[tuple[str, list[str]]]]:
    """Two columns as long as each other, the sections in order."""
    lengths = [sum(1 + len(row) // LINE for row in rows) + HEADING for _title, rows in sections]
    halves = [abs(2 * sum(lengths[:place]) - sum(lengths)) for place in range(len(lengths) + 1)]
    place = halves.index(min(halves))
    return [sections[:place], sections[place:]]
