"""The page where a report is checked, reviewed and approved."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _lazy

from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import may
from hjulet.report.manuscripts.choices import Fault, State
from hjulet.report.manuscripts.drafts import Draft, draft_of
from hjulet.report.manuscripts.mentions import standouts, unmentioned
from hjulet.report.manuscripts.merging import known_figures
from hjulet.report.manuscripts.models import Manuscript
from hjulet.report.manuscripts.outline import Section, outline
from hjulet.report.manuscripts.pages.rounds import amounts, changed_since, remarks, turns
from hjulet.report.manuscripts.rules import Found

TO_DO = {  # what somebody does about each sort of fault; a warning is told in its own words
    Fault.NO_TEXT: _lazy("Skriv en text"),
    Fault.OFFERED_TEXT: _lazy("Gör texten till er egen, eller ta bort den"),
    Fault.OPEN_REQUEST: _lazy("Vänta in svaret, eller dra tillbaka frågan"),
    Fault.UNKNOWN_FIGURE: _lazy("Byt ut siffror som inte finns bland uppgifterna"),
    Fault.LAST_YEARS_FIGURE: _lazy("Skriv om meningar med förra årets siffror"),
    Fault.SUM_DISAGREES: _lazy("Rätta summan, eller förklara den i avsnittets text"),
    Fault.SHARE_DISAGREES: _lazy("Rätta andelen, eller förklara den i avsnittets text"),
    Fault.REPEALED_LAW: _lazy("Byt ut hänvisningar till lag som har upphört"),
    Fault.TWO_VALUES: _lazy("Rätta siffror som har två olika värden"),
    Fault.NO_VALUE: _lazy("Fyll i siffror som saknar värde, eller skriv varför"),
}
SUMMARY = "sammanfattning"
BOXES = {  # where on the section's page it is mended, when it is not in one of the texts
    Fault.NO_TEXT: "analysis",
    Fault.OPEN_REQUEST: "fragor",
    Fault.OPEN_COMMENT: "kommentarer",
    Fault.TEXT_BESIDE: "texts",
}


@dataclass(frozen=True)
class Place:
    """A section where something was found, with the box to go to; without an anchor when it has no page."""

    title: str
    anchor: str
    box: str
    abouts: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """Faults of one sort: what is to be done, and where."""

    fault: Fault
    words: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Rights:
    """What the reader may do with the report now."""

    send: bool
    send_back: bool
    approve: bool
    is_sender: bool


def check(manuscript: Manuscript, user: User, day: date) -> dict[str, Any]:
    draft = draft_of(manuscript)
    sections = {section.anchor: section for section in outline(draft.internal)}
    stopping = [fault for fault in draft.faults if not fault.is_warning]
    warnings = [fault for fault in draft.faults if fault.is_warning]
    found = turns(manuscript, draft.internal)
    last, changed = changed_since(manuscript, draft.internal)
    return {
        "manuscript": manuscript,
        "stopping": groups(stopping, sections),
        "stopping_count": len(stopping),
        "warnings": groups(warnings, sections),
        "warning_count": len(warnings),
        "turns": found,
        "turn": found[-1] if found else None,
        "lost_remarks": [one for one in remarks(manuscript, draft.internal) if not one.is_there],
        "last_read": last,
        "changed": amounts(changed),
        "moved": standouts(sections[SUMMARY]) if SUMMARY in sections else [],
        "untold": list(_untold(sections.values(), draft)),
        "fingerprint": draft.fingerprint,
        "changes": len(draft.changes),
        "unexplained": len(draft.unexplained),
        "is_later": bool(draft.earlier),
        "written_count": len({text.section for text in draft.written if text.markdown.strip()}),
        "figure_count": len(known_figures(draft.internal)),
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


def _untold(sections: Iterable[Section], draft: Draft) -> Iterator[tuple[Section, int]]:
    """Where something stands out that no text of the section mentions, and how much."""
    for section in sections:
        texts = [text.markdown for text in draft.written if text.section == section.anchor]
        left = unmentioned(standouts(section), texts)
        if left and section.anchor != SUMMARY:
            yield section, len(left)


def groups(faults: Sequence[Found], sections: Mapping[str, Section]) -> list[Group]:
    """By what is to be done, in the order of the faults; the places in the order of the report."""
    return [
        Group(fault, str(TO_DO.get(fault, fault.label)).removesuffix("."), tuple(_places(of_it, sections)))
        for fault in Fault
        if (of_it := [one for one in faults if one.fault == fault])
    ]


def _places(faults: Iterable[Found], sections: Mapping[str, Section]) -> Iterator[Place]:
    found: dict[tuple[str, str], list[str]] = {}
    for one in faults:
        found.setdefault((one.section, one.part or BOXES.get(one.fault, "")), []).append(one.about)
    for (anchor, box), abouts in found.items():
        title = sections[anchor].title if anchor in sections else anchor.replace("-", " ").capitalize()
        yield Place(title, anchor if anchor in sections else "", box, tuple(filter(None, abouts)))
