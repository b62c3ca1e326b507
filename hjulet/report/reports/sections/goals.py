"""Goals with their indicators: result, previous, level, and whether the change is more than chance."""

from dataclasses import dataclass

from hjulet.check.indicators.choices import Scale
from hjulet.check.indicators.models import Indicator, Target
from hjulet.plan.steering.models import Goal
from hjulet.report.reports.blocks import Block, Bullets, Cell, Column, Note, Paragraph, Row, Table, Text
from hjulet.report.reports.scope import Scope
from hjulet.report.reports.sections.result_lines import Line
from hjulet.report.reports.sections.result_tables import level_tag, verdict_tag
from hjulet.report.reports.sections.results import Results


@dataclass(frozen=True)
class Measured:
    line: Line
    scales: tuple[str, ...]  # "grön <15, gul 16-29, röd >30"
    faults: tuple[str, ...]


@dataclass(frozen=True)
class GoalFacts:
    number: int
    title: str
    measured: tuple[Measured, ...]


@dataclass(frozen=True)
class Goals:
    goals: tuple[GoalFacts, ...]
    year: int


def collect(scope: Scope, results: Results) -> Goals:
    """The goals of the year; each indicator's figures are taken from RESULTS, so that they are read once."""
    goals = Goal.objects.filter(municipality=scope.municipality, first_year__lte=scope.year)
    current = [goal for goal in goals if goal.last_year is None or goal.last_year >= scope.year]
    indicators = list(Indicator.objects.of(scope.municipality).filter(goal__in=current))
    targets = list(Target.objects.filter(indicator__in=indicators, year__lte=scope.year).order_by("pk"))
    return Goals(tuple(_goal(goal, indicators, targets, results) for goal in current), scope.year)


def _goal(goal: Goal, indicators: list[Indicator], targets: list[Target], results: Results) -> GoalFacts:
    own = [indicator for indicator in indicators if indicator.goal_id == goal.pk]
    measured = []
    for indicator in own:
        scales = [target for target in targets if target.indicator_id == indicator.pk]
        lines = [
            line
            for group in results.groups
            for line in group.lines
            if line.key.startswith(f"{indicator.slug}/")
        ]
        measured += [Measured(line, tuple(map(_scale, scales)), _faults(scales)) for line in lines]
    return GoalFacts(goal.number, goal.title, tuple(measured))


def _scale(target: Target) -> str:
    if target.scale == Scale.QUARTILE:
        return "jämfört med andra kommuner"
    said = (("grön", target.good_said), ("gul", target.middle_said), ("röd", target.bad_said))
    parts = [f"{name} {words}" for name, words in said if words]
    return ", ".join(parts) or _computed(target)


def _computed(target: Target) -> str:
    better = target.good_lower if target.good_lower is not None else target.good_upper
    return f"grön gräns {better:f}" if better is not None else ""


def _faults(targets: list[Target]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fault for target in targets for fault in target.faults))


def blocks_of(facts: Goals) -> tuple[Block, ...]:
    with_indicator = [goal for goal in facts.goals if goal.measured]
    without = [goal for goal in facts.goals if not goal.measured]
    blocks: list[Block] = [*([_table(facts, with_indicator)] if with_indicator else [])]
    blocks += _about_scales(with_indicator)
    if without:
        blocks.append(Paragraph((Text("Mål utan egen indikator i rapporten:"),)))
        blocks.append(Bullets(tuple((Text(f"Mål {goal.number}: {goal.title}"),) for goal in without)))
    return tuple(blocks)


def _table(facts: Goals, goals: list[GoalFacts]) -> Table:
    rows: list[Row] = []
    for goal in goals:
        rows.append(Row((f"Mål {goal.number}: {goal.title}", *[None] * 5), group=True))
        rows += [_row(found, facts.year) for found in goal.measured]
    columns = (
        Column("Indikator", share=3.0),
        Column("Resultat", is_number=True, share=1.2),
        Column("Föregående", is_number=True, share=1.2),
        Column("Målnivå", share=1.4),
        Column("Skala", share=2.4),
        Column("Förändring", share=1.5),
    )
    return Table(f"Måluppfyllelse {facts.year}", columns, tuple(rows))


def _row(found: Measured, year: int) -> Row:
    now = [figure for _column, figure in found.line.cells if figure.period.startswith(str(year))]
    before = [figure for _column, figure in found.line.cells if figure.period.startswith(str(year - 1))]
    cells: tuple[Cell, ...] = (
        found.line.label,
        now[-1] if now else None,
        before[-1] if before else None,
        level_tag(found.line.level),
        "; ".join(found.scales),
        verdict_tag(found.line.change),
    )
    return Row(cells)


def _about_scales(goals: list[GoalFacts]) -> list[Block]:
    """Scales that arrived with holes are stored as they are and pointed out once, together."""
    said = [
        (Text(f"{found.line.label}: {' '.join(found.faults)}"),)
        for goal in goals
        for found in goal.measured
        if found.faults
    ]
    if not said:
        return []
    intro = Note("warning", (Text("Värden som faller i ett hål får ingen färg."),), "Målskalor med hål")
    return [intro, Bullets(tuple(said))]


def none_measured(facts: Goals) -> bool:
    return not any(goal.measured for goal in facts.goals)
