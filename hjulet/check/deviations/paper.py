"""A case as PDF/A-2a and PDF/UA-1: what one person may read, set by typst. Nothing of it is ever typst code."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext as _

from hjulet.base import ui
from hjulet.base.ui import swedish
from hjulet.check.deviations.pages.cases import (
    Branch,
    PartShown,
    Seen,
    action_rows,
    hidden_sentences,
    parts_shown,
    stubs,
)
from hjulet.check.deviations.pages.cases_story import Happening, story

TEMPLATE = Path(__file__).with_name("paper.typ")
FONTS = Path(ui.__file__).parent / "fonts"


def paper(seen: Seen, now: datetime) -> bytes:
    """The paper says who printed it and when: it is out of our hands from here."""
    return typst.compile(
        TEMPLATE,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["a-2a", "ua-1"],
        sys_inputs={"case": json.dumps(told(seen, now), ensure_ascii=False)},
        timestamp=now.astimezone(UTC).replace(microsecond=0),
    )


def told(seen: Seen, now: datetime) -> dict[str, Any]:
    """Everything that stands on the paper."""
    deviation = seen.deviation
    printed = {"who": seen.user.name, "day": swedish.day(now), "time": f"{now:%H.%M}"}
    return {
        "title": _("Avvikelse %(number)s") % {"number": deviation.number},
        "place": f"{deviation.municipality.name}, {deviation.unit.name}",
        "facts": [[str(word), str(said)] for word, said in _facts(seen) if said],
        "notes": [*hidden_sentences(seen), *[f"{stub.law.label}: {stub.sentence}" for stub in stubs(seen)]],
        "parts": [_part(part) for part in parts_shown(seen)],
        "actions": [_action(row.action) for row in action_rows(seen)],
        "story": [_moment(happening) for happening in story(seen)],
        "foot": _("Utskriven av %(who)s %(day)s %(time)s. Innehåller sekretess. Lämna inte framme.") % printed,
        "words": {"parts": _("Bedömning"), "actions": _("Åtgärder"), "story": _("Vad som har hänt"),
                  "causes": _("Orsaker")},
        "invented": _("Påhittad kommun: alla personer och händelser är uppdiktade.")
        if deviation.municipality.is_invented
        else "",
    }  # fmt: skip


def _facts(seen: Seen) -> list[tuple[str, str]]:
    deviation = seen.deviation
    clock = f" {deviation.happened_time:%H.%M}" if deviation.happened_time else ""
    return [
        (_("Status"), deviation.get_state_display()),
        (_("Hände"), swedish.day(deviation.happened_on) + clock),
        (_("Vad det gällde"), deviation.get_tile_display()),
        (_("Slag"), deviation.get_event_class_display()),
        (_("Den som rapporterade sa"), deviation.get_how_bad_display()),
    ]


def _part(shown: PartShown) -> dict[str, Any]:
    part = shown.part
    said = [
        (_("Typ"), part.type.name if part.type else ""),
        (_("Allvarlighet"), f"{part.severity} {part.get_severity_display()}" if part.severity else ""),
        (
            _("Sannolikhet"),
            f"{part.probability} {part.get_probability_display()}" if part.probability else "",
        ),
        (_("Riskvärde"), str(part.score or "")),
        (_("Vårdskada"), part.get_care_injury_display()),
    ]
    causes = [
        f"{_('därför att') if branch.depth else ''} {_cause(branch)}".strip() for branch in shown.branches
    ]
    return {
        "law": str(shown.law.label),
        "facts": [[str(word), str(value)] for word, value in said if value],
        "causes": causes,
    }


def _cause(branch: Branch) -> str:
    category = str(branch.cause.get_category_display())
    if not branch.cause.explanation:
        return category
    return f"{category}: {branch.cause.explanation}" if branch.shows_category else branch.cause.explanation


def _action(action: Any) -> str:
    due = swedish.day(action.due_on) if action.due_on else "–"
    said = {"title": action.title, "status": action.get_status_display(), "due": due}
    return _("%(title)s (%(status)s, klar senast %(due)s)") % said


def _moment(happening: Happening) -> dict[str, Any]:
    return {
        "when": happening.when,
        "title": happening.title,
        "who": happening.who,
        "said": [[paragraph.heading, paragraph.text] for paragraph in happening.said],
    }
