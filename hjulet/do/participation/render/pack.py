"""The pack of a workplace meeting on one sheet of paper."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hjulet.base.ui import swedish
from hjulet.do.participation.models import Meeting
from hjulet.do.participation.pages.meetings import named
from hjulet.do.participation.render.paper import pdf

LONGEST = 420  # letters of one piece of news, so that all of it goes on a page


def pack_pdf(meeting: Meeting) -> bytes:
    pack, municipality = meeting.contents, meeting.unit.municipality
    made_on = date.fromisoformat(pack["made_on"])
    chart = pack["chart"]
    told: dict[str, Any] = {
        "title": _("APT %(month)s, %(unit)s") % {"month": named(meeting.month), "unit": meeting.unit.name},
        "heads": {
            "news": _("Nytt i rutinerna"), "deviations": _("Våra avvikelser"), "done": _("Det här har vi gjort"),
            "under_way": _("Det här pågår"), "ideas": _("Idéer som fått svar"), "training": _("Utbildning"),
            "talk": _("Två frågor att prata om"), "decisions": _("Det här bestämde vi"),
        },
        "news": [[item["title"], _shortened(item["text"])] for item in pack["news"]],
        "no_news": _("Inget nytt den här perioden."),
        "reading": pack["reading"],
        "deviations": pack["deviations"],
        "types": _("Vanligast: %(types)s.") % {"types": ", ".join(pack["types"]).lower()} if pack["types"] else "",
        "chart": {"svg": chart["wide"], "about": chart["about"], "title": chart["title"]} if chart else None,
        "lists": [
            [name, [_line(item) for item in pack[name]]] for name in ("done", "under_way", "ideas", "training") if pack[name]
        ],
        "questions": [meeting.first_question, meeting.second_question],
        "decisions": [action.title for action in meeting.actions.all()],
        "lines": 0 if meeting.held_on else 3,
        "foot": _("Underlag gjort %(day)s. Tal under fem visas inte.") % {"day": swedish.day(made_on)},
        "invented": _("Påhittad kommun: alla personer och händelser är uppdiktade.") if municipality.is_invented else "",
    }  # fmt: skip
    return pdf("pack.typ", told, made_on)


def _line(item: dict[str, str]) -> str:
    between = " " if item["title"].endswith((".", "?")) else ": "
    return f"{item['title']}{between}{item['text']}" if item["text"] else item["title"]


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"
