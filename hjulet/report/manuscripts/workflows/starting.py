"""Beginning to write a report."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from hjulet.base.log.chain import one_at_a_time, record
from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.report.manuscripts.models import Manuscript
from hjulet.report.manuscripts.workflows.carrying import carry_owners, carry_texts
from hjulet.report.reports.choices import Kind


@dataclass(frozen=True)
class Wanted:
    """Which report: what kind, of which part of the organisation, for which year."""

    kind: Kind
    unit: Unit
    year: int
    due_on: date | None = None


@transaction.atomic
def start(wanted: Wanted, *, by: User, at: datetime) -> tuple[Manuscript, bool]:
    """The report that is being written, and whether it was begun now: two who start at once get the same.

    An approved one stays as it is; what is begun then is its next edition, with its texts. SOSFS 2011:9 7 kap. 1 §.
    """
    one_at_a_time()
    same = Manuscript.objects.filter(kind=wanted.kind, unit=wanted.unit, year=wanted.year)
    if at_work := same.being_written().first():
        return at_work, False
    newest = same.order_by("-number").first()
    made = Manuscript.objects.create(
        kind=wanted.kind, unit=wanted.unit, year=wanted.year, due_on=wanted.due_on,
        number=newest.number + 1 if newest else 1, started_by=by, started_at=at,
    )  # fmt: skip
    if newest:
        carry_texts(newest, made)
    carry_owners(made)
    told = {"kind": wanted.kind, "unit": wanted.unit.slug, "year": wanted.year, "number": made.number}
    record("manuscript.started", made, by=by, at=at, **told)
    return made, True


def locked(pk: int) -> Manuscript:
    """The report with its row locked: everything that is written in it waits in line."""
    rows = Manuscript.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("unit__municipality").get(pk=pk)
