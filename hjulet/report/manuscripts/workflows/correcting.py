"""A new edition of an approved report: it begins with the approved texts, and says why each figure differs."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from hjulet.base.log.chain import record
from hjulet.base.people.models import User
from hjulet.report.manuscripts import rules
from hjulet.report.manuscripts.choices import State
from hjulet.report.manuscripts.drafts import draft_of
from hjulet.report.manuscripts.models import CannotChange, Difference, Manuscript
from hjulet.report.manuscripts.workflows.starting import Wanted, locked, start
from hjulet.report.reports.choices import Kind


def new_edition(approved: Manuscript, *, by: User, at: datetime) -> tuple[Manuscript, bool]:
    """The edition that is being written, begun now or already; the approved one stays as it is."""
    return start(Wanted(Kind(approved.kind), approved.unit, approved.year), by=by, at=at)


@transaction.atomic
def explain(manuscript: Manuscript, why: Mapping[str, str], *, by: User, at: datetime) -> int:
    """Why figures differ from the edition before, by the figure's id; gives how many still lack it. Raises CannotChange."""
    found = locked(manuscript.pk)
    if obstacles := rules.obstacles_to_explaining(State(found.state)):
        raise CannotChange(obstacles)
    draft = draft_of(found)
    stored = {one.figure for one in draft.explained}
    said = 0
    for change in draft.changes:
        words = why.get(change.figure, "").strip()
        if words == draft.why.get(change.figure, "") or not (words or change.figure in stored):
            continue
        told = {"label": change.label, "was": change.was, "now": change.now, "why": words, "explained_by": by}
        Difference.objects.update_or_create(manuscript=found, figure=change.figure, defaults=told)
        said += 1
    if said:
        record("manuscript.explained", found, by=by, at=at, figures=said)
    return len(draft_of(found).unexplained)
