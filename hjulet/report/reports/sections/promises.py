"""What became of last year's promises, and what is promised now."""

from dataclasses import dataclass

from django.db.models import F, Prefetch, Q

from hjulet.act.actions.choices import Status
from hjulet.act.actions.models import Action
from hjulet.check.indicators.models import Indicator, Value
from hjulet.report.reports.blocks import Block, Cell, Column, Figure, Note, Paragraph, Row, Table, Tag, Text
from hjulet.report.reports.figures import cited, of_value
from hjulet.report.reports.scope import Scope
from hjulet.report.reports.sections.areas import STATUS_KIND, AreaFacts, Improvement, action_table
from hjulet.report.reports.sections.results import reached
from hjulet.report.reports.sections.withheld import as_told, is_inside_only


@dataclass(frozen=True)
class Promise:
    """Something an earlier report said would be done, and what the indicator it aims at showed then and shows now."""

    title: str
    unit: str
    status: Status
    indicator: str
    then: Figure | None
    now: Figure | None


@dataclass(frozen=True)
class Promises:
    given_in: int | None  # the year of the report that promised
    promises: tuple[Promise, ...]
    asked_for: int  # the year whose promises ought to be here

    @property
    def are_last_years(self) -> bool:
        return self.given_in == self.asked_for


def collect(scope: Scope) -> Promises:
    """The newest earlier report's plans for the year after it."""
    aims = Prefetch("aims_at", Indicator.objects.order_by("position"))
    earlier = Action.objects.below(scope.unit).filter(
        document__year__lt=scope.year, year=F("document__year") + 1
    )
    given = list(earlier.select_related("unit", "document").prefetch_related(aims).order_by("pk"))
    newest = max((action.document.year for action in given if action.document), default=None)
    if newest is None:
        return _from_own_register(scope)
    actions = [action for action in given if action.document and action.document.year == newest]
    figures = _then_and_now(scope, actions, newest)
    return Promises(newest, tuple(_promise(action, figures) for action in actions), scope.year - 1)


def _from_own_register(scope: Scope) -> Promises:
    """Without an earlier report: the actions that were registered for the year, with the status they have now."""
    actions = Action.objects.below(scope.unit).filter(document=None, year=scope.year).select_related("unit")
    found = tuple(_promise(action, {}) for action in actions.order_by("pk"))
    return Promises(scope.year - 1 if found else None, found, scope.year - 1)


def _then_and_now(
    scope: Scope, actions: list[Action], year: int
) -> dict[int, tuple[Figure | None, Figure | None]]:
    """Per indicator its value in the promising report's year, and the newest since then of the same concept."""
    wanted = {indicator.pk: indicator for action in actions for indicator in action.aims_at.all()}
    concepts = {indicator.concept for indicator in wanted.values() if indicator.concept}
    values = list(
        Value.objects.whole()
        .filter(
            reached(scope), indicator__municipality=scope.municipality, comparison="", value__isnull=False
        )
        .filter(period_end__year__lte=scope.year, period_end__year__gte=year)
        .filter(Q(indicator__in=wanted) | Q(indicator__concept__in=concepts))
        .select_related("indicator", "unit")
        .prefetch_related(cited())
        .order_by("period_end", "pk")
    )
    told = [value for value in as_told(values, scope) if not (scope.is_public and is_inside_only(value))]
    return {pk: _pair(indicator, told, year) for pk, indicator in wanted.items()}


def _pair(indicator: Indicator, values: list[Value], year: int) -> tuple[Figure | None, Figure | None]:
    same = [
        value
        for value in values
        if value.indicator_id == indicator.pk
        or (indicator.concept and value.indicator.concept == indicator.concept)
    ]
    then = next(
        (value for value in same if value.indicator_id == indicator.pk and value.period_end.year == year),
        None,
    )
    now = next((value for value in reversed(same) if value.period_end.year > year), None)
    return (of_value(then) if then else None, of_value(now) if now else None)


def _promise(action: Action, figures: dict[int, tuple[Figure | None, Figure | None]]) -> Promise:
    indicator = next(iter(action.aims_at.all()), None) if figures else None
    then, now = figures.get(indicator.pk, (None, None)) if indicator else (None, None)
    name = indicator.name if indicator else ""
    return Promise(action.title, action.unit.name, Status(action.status), name, then, now)


def blocks_of(facts: Promises) -> tuple[Block, ...]:
    if not facts.promises:
        said = f"Det finns inga löften från {facts.asked_for} registrerade, så de kan inte följas upp här."
        return (Note("owed", (Text(said),)),)
    blocks: list[Block] = []
    if not facts.are_last_years:
        said = (
            f"Rapporten för {facts.asked_for} finns inte i systemet. Här är i stället det som lovades i rapporten "
            f"för {facts.given_in}, med vad måtten visade då och visar nu. Om åtgärden blev av är inte registrerat, "
            "och att ett mått har rört sig visar inte att åtgärden var orsaken."
        )
        blocks.append(Paragraph((Text(said),)))
    measured = tuple(promise for promise in facts.promises if promise.now)
    rest = tuple(promise for promise in facts.promises if not promise.now)
    blocks += [_measured_table(measured)] if measured else []
    if rest and facts.are_last_years:
        blocks.append(_status_table(rest))
    elif rest:
        said = f"{len(rest)} andra löften från {facts.given_in} har inget mått som har mätts sedan dess."
        blocks.append(Paragraph((Text(said),)))
    return tuple(blocks)


def _measured_table(promises: tuple[Promise, ...]) -> Table:
    columns = (
        Column("Det som lovades", share=2.8),
        Column("Mått", share=2.4),
        Column("Då", is_number=True),
        Column("Nu", is_number=True),
        Column("Nu avser", is_number=True, share=0.8),
    )
    rows = []
    for promise in promises:
        cells: tuple[Cell, ...] = (
            promise.title,
            promise.indicator,
            promise.then,
            promise.now,
            promise.now.period if promise.now else "",
        )
        rows.append(Row(cells))
    return Table("Löften vars mått har mätts igen", columns, tuple(rows))


def _status_table(promises: tuple[Promise, ...]) -> Table:
    columns = (
        Column("Det som lovades", share=3.0),
        Column("Verksamhet", share=1.8),
        Column("Status", share=1.4),
    )
    rows = tuple(
        Row(
            (
                promise.title,
                promise.unit,
                Tag(str(promise.status.label).capitalize(), STATUS_KIND.get(promise.status, "")),
            )
        )
        for promise in promises
    )
    return Table("Löften och vad det blev av dem", columns, rows)


def ahead(improvement: Improvement, year: int) -> tuple[Block, ...]:
    """What is planned for next year, by area."""
    planned = tuple(action for facts in improvement.areas for action in facts.planned)
    if not planned:
        return (Note("owed", (Text(f"Inga åtgärder är registrerade för {year + 1}."),)),)
    open_areas = [facts for facts in improvement.areas if _is_open(facts)]
    blocks: list[Block] = [action_table(f"Planerat för {year + 1}", planned)]
    if open_areas:
        names = ", ".join(facts.status.area.name.lower() for facts in open_areas)
        blocks.append(
            Paragraph((Text(f"Områden som inte är helt uppfyllda och behöver mer arbete: {names}."),))
        )
    return tuple(blocks)


def _is_open(facts: AreaFacts) -> bool:
    return facts.status.rating is not None and facts.status.rating != "met"
