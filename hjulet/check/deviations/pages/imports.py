"""What the pages of reading files in show."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hjulet.base.identities.rules import numbers_in
from hjulet.base.organisation.models import Unit
from hjulet.base.people.request import Request
from hjulet.check.deviations.choices import CareInjury, EventClass, Law, Probability, Severity, State
from hjulet.check.deviations.forms.imports import LEAVE_EMPTY, RunForm
from hjulet.check.deviations.models import DeviationImport, DeviationType
from hjulet.check.deviations.rules import OPEN
from hjulet.check.deviations.sources.cases import SKIP, CaseRow
from hjulet.check.deviations.sources.choices import WORDED, Field, ImportState
from hjulet.check.deviations.workflows.importing import Plan

EM_SPACE = chr(0x2003)
SHOWN_FAULTS = 200
SHOWN_WORDS = 100
SHOWN_DIFFERENCES = 50
SHOWN_IMPORTS = 30
STATES_OF_FILES = (State.RECEIVED, State.JUDGED, State.INVESTIGATED, State.ACTED_ON, State.FOLLOWED_UP,
                   State.CLOSED, State.NOT_A_DEVIATION)  # fmt: skip
CHOICES: dict[Field, Any] = {
    Field.LAW: Law.choices,
    Field.EVENT_CLASS: EventClass.choices,
    Field.SEVERITY: [(str(level.value), level.label) for level in Severity],
    Field.PROBABILITY: [(str(level.value), level.label) for level in Probability],
    Field.CARE_INJURY: CareInjury.choices,
    Field.STATE: [(state.value, state.label) for state in STATES_OF_FILES],
}


@dataclass(frozen=True)
class Sum:
    """A table of how many rows have what."""

    title: str
    rows: tuple[tuple[str, int], ...]


TAGS = {
    ImportState.WAITING: "info",
    ImportState.RUNNING: "info",
    ImportState.DONE: "good",
    ImportState.UNDONE: "neutral",
}


def meanings(request: Request) -> dict[Field, list[tuple[str, Any]]]:
    """What a word of each kind may mean here."""
    found = {field: [*CHOICES.get(field, []), (LEAVE_EMPTY, _("Lämna tomt"))] for field in WORDED}
    units = Unit.objects.of(request.municipality).order_by("path").values_list("slug", "name", "depth")
    indented = [(slug, f"{EM_SPACE * (depth - 1)}{name}") for slug, name, depth in units]
    found[Field.UNIT] = [*indented, (SKIP, _("Läs inte in de raderna"))]
    found[Field.TYPE] = [*_types(request), (LEAVE_EMPTY, _("Ingen typ"))]
    return found


def preview(request: Request, plan: Plan, form: RunForm) -> dict[str, Any]:
    """What would be read in: how many, of what, from which units. No text of any case."""
    return {
        "plan": plan,
        "form": form,
        "shown_faults": plan.faults[:SHOWN_FAULTS],
        "shown_differences": plan.different[:SHOWN_DIFFERENCES],
        "sums": _sums(request, plan),
        "with_numbers": sum(1 for row in plan.new if _has_number(row)),
        "words": sum(word.rows for word in plan.unknown),
    }


def run_form(plan: Plan, data: Any = None) -> RunForm:
    has_open = any(row.state in OPEN for row in plan.new)
    return RunForm(data, faulty=plan.faulty_rows, has_open=has_open, initial={"seen": plan.fingerprint})


def result(batch: DeviationImport) -> dict[str, Any]:
    """What became of a file that was read in."""
    is_done = batch.state == ImportState.DONE
    is_touched = is_done and batch.cases.touched().exists()
    return {
        "batch": batch,
        "amount": batch.cases.count(),
        "tag": TAGS[ImportState(batch.state)],
        "is_running": batch.state == ImportState.RUNNING,
        "may_undo": is_done and not is_touched,
        "is_touched": is_touched,
    }


def earlier(request: Request) -> list[tuple[DeviationImport, str]]:
    """The latest imports of the municipality and the kind of their tag, the newest first."""
    found = DeviationImport.objects.visible_to(request.user, request.today).newest_first()
    return [
        (batch, TAGS[ImportState(batch.state)])
        for batch in found.select_related("uploaded_by", "run_by")[:SHOWN_IMPORTS]
    ]


def _types(request: Request) -> list[tuple[str, str]]:
    """Each code once, by its newest name; subtypes under theirs."""
    found = DeviationType.objects.visible_to(request.user, request.today).order_by(
        "law", "parent", "order", "pk"
    )
    kinds = {kind.code: kind for kind in found}
    tops = [kind for kind in kinds.values() if kind.parent_id is None]
    listed = []
    for top in tops:
        listed.append((top.code, f"{Law(top.law).label}: {top.name}"))
        listed += [
            (kind.code, f"{EM_SPACE}{kind.name}") for kind in kinds.values() if kind.parent_id == top.pk
        ]
    return listed


def _sums(request: Request, plan: Plan) -> list[Sum]:
    units = Counter(row.unit for row in plan.new)
    names = dict(Unit.objects.of(request.municipality).filter(slug__in=units).values_list("slug", "name"))
    states = Counter(row.state for row in plan.new)
    years = Counter(row.happened_on.year for row in plan.new)
    return [
        Sum(_("År det hände"), tuple((str(year), years[year]) for year in sorted(years))),
        Sum(
            _("Status"),
            tuple((str(state.label).capitalize(), amount) for state, amount in states.most_common()),
        ),
        Sum(_("Enhet"), tuple((names.get(slug, slug), amount) for slug, amount in units.most_common())),
    ]


def _has_number(row: CaseRow) -> bool:
    return bool(numbers_in(f"{row.what_happened} {row.done_at_once} {row.course}"))
