"""The page where a report is checked, reviewed and approved, and the one where its changes are explained."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import may
from hjulet.report.manuscripts.choices import State
from hjulet.report.manuscripts.drafts import Draft, draft_of
from hjulet.report.manuscripts.models import Manuscript, Round
from hjulet.report.manuscripts.outline import Section, outline
from hjulet.report.manuscripts.rules import Found


@dataclass(frozen=True)
class Place:
    """A section with what the checks found in it; without an anchor when it has no page."""

    title: str
    anchor: str
    faults: tuple[Found, ...]


@dataclass(frozen=True)
class Rights:
    """What the reader may do with the report now."""

    send: bool
    send_back: bool
    approve: bool
    is_sender: bool


@dataclass(frozen=True)
class Explained:
    """A changed figure, and what stands in its box."""

    figure: str
    label: str
    was: str
    now: str
    why: str


def check(manuscript: Manuscript, user: User, day: date) -> dict[str, Any]:
    draft = draft_of(manuscript)
    sections = {section.anchor: section for section in outline(draft.internal)}
    stopping = [fault for fault in draft.faults if not fault.is_warning]
    warnings = [fault for fault in draft.faults if fault.is_warning]
    rounds = Round.objects.filter(manuscript=manuscript).select_related("sent_by", "returned_by")
    return {
        "manuscript": manuscript,
        "stopping": _places(stopping, sections),
        "stopping_count": len(stopping),
        "warnings": _places(warnings, sections),
        "warning_count": len(warnings),
        "rounds": list(rounds),
        "fingerprint": draft.fingerprint,
        "changes": len(draft.changes),
        "unexplained": len(draft.unexplained),
        "is_later": bool(draft.earlier),
        "rights": rights(manuscript, user, day),
    }


def rights(manuscript: Manuscript, user: User, day: date) -> Rights:
    writes = may(user, Verb.WRITE_REPORT, day, at=manuscript.unit)
    approves = may(user, Verb.APPROVE_REPORT, day, at=manuscript.unit)
    in_review = manuscript.state == State.REVIEW
    is_sender = manuscript.sent_by_id == user.pk
    return Rights(
        send=writes and manuscript.state == State.DRAFT,
        send_back=in_review and (writes or approves),
        approve=in_review and approves and not is_sender,
        is_sender=is_sender,
    )


def explained(manuscript: Manuscript) -> tuple[Draft, list[Explained]]:
    draft = draft_of(manuscript)
    rows = [
        Explained(one.figure, one.label, one.was, one.now, draft.why.get(one.figure, ""))
        for one in draft.changes
    ]
    return draft, rows


def saved_words(left: int) -> str:
    if not left:
        return _("Sparat. Alla ändrade siffror har en förklaring.")
    said = ngettext(
        "Sparat. %(n)s siffra saknar förklaring.", "Sparat. %(n)s siffror saknar förklaring.", left
    )
    return said % {"n": left}


def _places(faults: list[Found], sections: dict[str, Section]) -> list[Place]:
    """By section, in the order of the report."""
    found: dict[str, list[Found]] = {}
    for fault in faults:
        found.setdefault(fault.section, []).append(fault)
    return [
        Place(
            sections[anchor].title if anchor in sections else anchor.replace("-", " ").capitalize(),
            anchor if anchor in sections else "",
            tuple(of_it),
        )
        for anchor, of_it in found.items()
    ]
