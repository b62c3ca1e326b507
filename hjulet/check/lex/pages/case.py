"""A case as it is shown: the next step on top, the story left, the checklist and the decision right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from hjulet.base.law import (
    INVESTIGATE_LSS,
    INVESTIGATE_PSL,
    INVESTIGATE_SOL,
    NOTIFY_LSS,
    NOTIFY_PSL,
    NOTIFY_SOL,
    cited,
)
from hjulet.base.people.models import User
from hjulet.check.lex import access, rules
from hjulet.check.lex.choices import Doing, Kind, State, Step
from hjulet.check.lex.models import ConflictOfInterest, LexCase, LexItem, LexNote
from hjulet.check.lex.pages.lists import TAGS
from hjulet.check.lex.steps import next_step

PEOPLE = (
    "unit",
    "municipality",
    "investigator",
    "reported_by",
    "received_by",
    "proposed_by",
    "decided_by",
    "closed_by",
)


@dataclass(frozen=True)
class Event:
    """One line of the story, with the text behind it when there is one."""

    at: datetime
    who: str
    did: str
    text: str = ""


@dataclass(frozen=True)
class Rights:
    leads: bool
    investigates: bool
    decides: bool


@dataclass(frozen=True)
class Next:
    """The one thing to do; `url` is empty when it is somebody else's."""

    step: Step
    url: str
    is_post: bool = False

    @property
    def label(self) -> str | Promise:
        return self.step.label


def rights(user: User, case: LexCase, today: date) -> Rights:
    return Rights(
        access.may_lead(user, case, today),
        access.may_investigate(user, case),
        access.may_decide(user, case, today),
    )


def detail(case: LexCase, user: User, today: date) -> dict[str, Any]:
    """Everything the page of a case needs."""
    items = _items(case)
    notes = list(case.notes.select_related("written_by"))
    conflicts = list(case.conflicts.select_related("user"))
    facts = _facts(case, items)
    may = rights(user, case, today)
    is_asked = any(
        one.user_id == case.investigator_id and one.doing == Doing.INVESTIGATES for one in conflicts
    )
    return {
        "case": case,
        "tag": TAGS[State(case.state)],
        "may": may,
        "next": _next(case, next_step(facts, is_asked=is_asked), items, may),
        "items": items,
        "done": sum(item.is_done for item in items),
        "papers": list(case.papers.select_related("written_by")),
        "messages_since": list(case.later_messages()) if case.deviation_id else [],
        "story": sorted(_story(case, notes, conflicts), key=lambda event: event.at),
        "deadline": case.deadline(),
        "is_late": case.is_late(today),
        "law": _law(case),
        "obstacles": rules.obstacles_to_closing(facts)
        if case.state in rules.DECIDED - {State.CLOSED}
        else [],
        "actions": list(case.actions.all()),
        "files": list(case.files.kept()),
        "copies": list(case.copies.select_related("file", "decided_by")),
        "is_closed": case.state == State.CLOSED,
        "is_undecided": case.state in rules.UNDECIDED,
        "is_proposed": case.state == State.PROPOSED,
    }


def _items(case: LexCase) -> list[LexItem]:
    items = list(case.items.select_related("done_by", "changed_by"))
    for item in items:
        item.case = case  # which kind it is: asked for with every title
    return items


def _facts(case: LexCase, items: list[LexItem]) -> rules.CaseFacts:
    return case.facts([(item.is_last, item.is_done) for item in items])


def _next(case: LexCase, step: Step, items: list[LexItem], may: Rights) -> Next:
    own = {
        Step.ASSIGN: ("lex:assign", may.leads),
        Step.ANSWER: ("lex:conflict", may.investigates),
        Step.PROPOSE: ("lex:propose", may.investigates),
        Step.DECIDE: ("lex:decide", may.decides),
        Step.NOTIFY: ("lex:ivo", may.decides),
        Step.IVO_DECISION: ("lex:ivo", may.decides or may.leads),
        Step.INFORM: ("lex:inform", may.leads or may.investigates),
    }
    if step in own:
        name, is_own = own[step]
        return Next(step, reverse(name, args=[case.pk]) if is_own else "")
    if step in {Step.INVESTIGATE, Step.FEEDBACK}:
        waiting = next(
            (item for item in items if not item.is_done and item.is_last == (step == Step.FEEDBACK)), None
        )
        url = reverse("lex:item", args=[case.pk, waiting.key]) if waiting and may.investigates else ""
        return Next(step, url)
    if step == Step.CLOSE and may.leads:
        return Next(step, reverse("lex:close", args=[case.pk]), is_post=True)
    return Next(step, "")


def _story(case: LexCase, notes: list[LexNote], conflicts: list[ConflictOfInterest]) -> Iterator[Event]:
    """Time runs downwards: who did what when."""
    told = case.reporter_name or (case.reported_by.name if case.reported_by else _("Någon"))
    yield Event(case.received_at, told, _("rapporterade (%(door)s)") % {"door": case.get_door_display()})
    if case.assigned_at and case.investigator:
        yield Event(case.assigned_at, case.investigator.name, _("utsågs att utreda"))
    for one in conflicts:
        said = (
            _("svarade att det kan finnas jäv") if one.has_conflict else _("svarade att det inte finns jäv")
        )
        yield Event(one.answered_at, one.user.name, said, one.reason)
    if case.registered_at:
        yield Event(case.registered_at, case.registry_number, _("fick ärendet som diarienummer"))
    if case.proposed_at and case.proposed_by:
        said = _("föreslog: %(outcome)s") % {"outcome": case.get_proposed_outcome_display()}
        yield Event(case.proposed_at, case.proposed_by.name, said, case.proposal)
    if case.decided_at and case.decided_by:
        said = _("beslutade: %(outcome)s") % {"outcome": case.get_outcome_display()}
        yield Event(case.decided_at, case.decided_by.name, said, case.motivation)
    if case.closed_at and case.closed_by:
        yield Event(case.closed_at, case.closed_by.name, _("avslutade ärendet"))
    for note in notes:
        yield Event(note.written_at, note.written_by.name, str(note.get_kind_display()), note.text)


def _law(case: LexCase) -> str:
    """What the law asks for, and where: genast, utan dröjsmål, snarast."""
    is_decided = case.state in rules.DECIDED
    if case.kind == Kind.LEX_MARIA:
        return cited((NOTIFY_PSL if is_decided else INVESTIGATE_PSL,))
    pairs = ((case.is_sol, NOTIFY_SOL, INVESTIGATE_SOL), (case.is_lss, NOTIFY_LSS, INVESTIGATE_LSS))
    return cited(tuple((late if is_decided else early) for is_so, late, early in pairs if is_so))


def earlier(case: LexCase) -> list[LexCase]:
    """What the municipality has decided in similar cases, for whoever proposes or decides."""
    wanted = ("kind", "year", "sequence", "outcome", "public_summary", "decided_at", "is_sol", "is_lss")
    return list(LexCase.objects.earlier_decisions(case).only(*wanted)[:8])
