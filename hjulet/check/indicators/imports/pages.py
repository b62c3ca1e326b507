"""What the pages of reading values from files show."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hjulet.base.people.request import Request
from hjulet.base.ui.swedish import number
from hjulet.check.indicators.choices import Comparison, Missing
from hjulet.check.indicators.imports.choices import Holds, ImportState, NewMeasure
from hjulet.check.indicators.imports.columns import Told
from hjulet.check.indicators.imports.filling import obstacles_to_undoing
from hjulet.check.indicators.imports.forms import ColumnsForm, RunForm
from hjulet.check.indicators.imports.grid import Grid
from hjulet.check.indicators.imports.planning import Change, Plan, units_for
from hjulet.check.indicators.imports.rows import SKIP, ValueRow
from hjulet.check.indicators.models import Indicator, ValueImport

EM_SPACE = chr(0x2003)
SHOWN = 100  # rows of each table
TAGS = {ImportState.WAITING: "info", ImportState.DONE: "good", ImportState.UNDONE: "neutral"}


@dataclass(frozen=True)
class Shown:
    """A value of the file in words."""

    row: int
    measure: str
    place: str
    period: str
    was: str
    now: str
    answers: str


def columns_form(request: Request, grid: Grid, told: Told) -> ColumnsForm:
    data = request.POST if request.method == "POST" else None
    return ColumnsForm(data, grid=grid, told=told, measures=_measures(request), places=_places(request))


def meanings(request: Request) -> dict[Holds, list[tuple[str, Any]]]:
    """What a word of each kind may mean here."""
    nothing = (SKIP, _("Läs inte in"))
    return {
        Holds.MEASURE: [*NewMeasure.choices, nothing, *_measures(request)],
        Holds.UNIT: [nothing, *_places(request)],
    }


def preview(request: Request, plan: Plan) -> dict[str, Any]:
    names = dict(Indicator.objects.of(request.municipality).values_list("slug", "name"))
    places = dict(_places(request))
    return {
        "plan": plan,
        "form": RunForm(faulty=len(plan.faults), initial={"seen": plan.fingerprint}),
        "shown_new": [_shown(row, names, places) for row in plan.new[:SHOWN]],
        "shown_changes": [_changed(change, names, places) for change in plan.changes[:SHOWN]],
        "shown_faults": plan.faults[:SHOWN],
        "words": sum(word.times for word in plan.unknown),
    }


def result(batch: ValueImport) -> dict[str, Any]:
    """What became of a file that was read in."""
    is_done = batch.state == ImportState.DONE
    obstacles = obstacles_to_undoing(batch) if is_done else []
    made = batch.values.order_by("value__indicator", "row").values_list(
        "value__indicator__slug", "value__indicator__name"
    )
    return {
        "batch": batch,
        "tag": TAGS[ImportState(batch.state)],
        "may_undo": is_done and not obstacles,
        "obstacles": [obstacle.label for obstacle in obstacles],
        "measures": list(dict.fromkeys(made)),
    }


def earlier(request: Request) -> list[tuple[ValueImport, str]]:
    """The latest files of the municipality and the kind of their tag, the newest first."""
    found = ValueImport.objects.visible_to(request.user, request.today).order_by("-pk")
    return [
        (batch, TAGS[ImportState(batch.state)])
        for batch in found.select_related("uploaded_by", "run_by")[:30]
    ]


def _measures(request: Request) -> list[tuple[str, str]]:
    ours = (
        Indicator.objects.of(request.municipality).filter(counting="").visible_to(request.user, request.today)
    )
    return [
        (slug, f"{name} ({subject})" if subject else name)
        for slug, name, subject in ours.order_by("name").values_list("slug", "name", "subject")
    ]


def _places(request: Request) -> list[tuple[str, str]]:
    units = units_for(request.municipality, request.user, request.today)
    indented = [(unit.slug, f"{EM_SPACE * (unit.depth - 1)}{unit.name}") for unit in units]
    return [*indented, *((one.value, str(one.label)) for one in Comparison if one)]


def _shown(row: ValueRow, names: dict[str, str], places: dict[str, str], was: str = "") -> Shown:
    kind, _colon, new = row.measure.partition(":")
    answers = "" if row.respondents is None else number(row.respondents)
    now = _said(row.value, row.missing)
    return Shown(
        row.row,
        names.get(kind, new),
        places.get(row.place, row.place).strip(),
        row.period.said,
        was,
        now,
        answers,
    )


def _changed(change: Change, names: dict[str, str], places: dict[str, str]) -> Shown:
    value = change.value
    return _shown(change.row, names, places, _said(value.value, value.missing))


def _said(value: Any, missing: str) -> str:
    return str(Missing(missing).label) if value is None else number(value.normalize())
