"""The first page: what was found, in a few large figures and one sentence each."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from hjulet.act.actions.choices import Status
from hjulet.base.ui.swedish import number
from hjulet.check.indicators.choices import Verdict
from hjulet.check.indicators.judgement import Moved, Point
from hjulet.plan.steering.choices import Rating
from hjulet.report.reports.blocks import (
    Block,
    Bullets,
    Figure,
    KeyFigure,
    KeyFigures,
    Note,
    Paragraph,
    Runs,
    Text,
)
from hjulet.report.reports.figures import counted
from hjulet.report.reports.scope import Scope
from hjulet.report.reports.sections.areas import Improvement
from hjulet.report.reports.sections.result_lines import Line
from hjulet.report.reports.sections.result_tables import LEVEL_KIND, VERDICT_KIND
from hjulet.report.reports.sections.results import Results

TILES = 6


@dataclass(frozen=True)
class Summary:
    year: int
    met: Figure
    rated: int
    done: Figure
    total: Figure
    lines: tuple[tuple[str, Line, Moved | None], ...]  # name, row, how it has moved over all years
    moved: tuple[str, ...]
    unjudged: int
    by_chance: int
    has_data: bool
    whole: frozenset[str]  # whose report it is, and the municipality, which needs no name


def collect(scope: Scope, improvement: Improvement, results: Results) -> Summary:
    statuses = [facts.status for facts in improvement.areas]
    met = sum(status.rating == Rating.MET for status in statuses)
    done = next((figure for status, figure in improvement.counts if status == Status.DONE), None)
    lines = [line for group in results.groups if group.is_table for line in group.lines if not line.is_part]
    names = results.names
    actions = "" if scope.is_public else "actions:list"  # the elected see no actions
    moved = {row.key: row for row in results.moved}
    return Summary(
        year=scope.year,
        met=_count(scope, "omraden-uppfyllda", "Områden som är uppfyllda", met, "steering:overview"),
        rated=sum(status.rating is not None for status in statuses),
        done=done or _count(scope, "atgarder/done", "Åtgärder genomförda", 0, actions),
        total=improvement.total,
        lines=tuple((names[line.key], line, moved.get(line.key)) for line in _telling(lines, set(moved))),
        moved=tuple(f"{names[row.key]}. {row.words}." for row in results.moved),
        unjudged=sum(line.change.verdict == Verdict.UNKNOWN for line in lines),
        by_chance=sum(line.change.verdict == Verdict.CHANCE for line in lines),
        has_data=bool(results.groups)
        or bool(improvement.total.value)
        or any(status.rating for status in statuses),
        whole=frozenset({scope.unit.name, scope.municipality.name}),
    )


def _count(scope: Scope, key: str, label: str, amount: int, url_name: str) -> Figure:
    return counted(
        key,
        label,
        amount,
        organisation=scope.unit.name,
        period=str(scope.year),
        url=reverse(url_name) if url_name else "",
    )


def _telling(lines: Iterable[Line], moved: set[str]) -> Iterable[Line]:
    """What a reader wants first: sure changes, then goals, then places in rankings, then the largest printed changes."""
    measured = [line for line in lines if line.cells and line.points and line.points[-1].is_measured]
    return sorted(measured, key=lambda line: _rank(line, moved))[:TILES]


def _rank(line: Line, moved: set[str]) -> tuple[int, float]:
    if line.key in moved or line.change.is_sure:
        return (0, 0.0)
    if line.level is not None:
        return (1, 0.0)
    if line.unit_of_measure == "plats":
        return (2, 0.0)
    change = line.printed_change
    return (3, -abs(float(change.value))) if change is not None and change.value is not None else (4, 0.0)


def blocks_of(facts: Summary) -> tuple[Block, ...]:
    if not facts.has_data:
        said = f"Det finns inga uppgifter för {facts.year} i systemet. Rapporten visar vad som saknas och vem som äger det."
        return (Note("owed", (Text(said),), "Inga uppgifter"),)
    return (
        Paragraph(_lead(facts), lead=True),
        *([KeyFigures(tuple(_tile(*tile, facts.whole) for tile in facts.lines))] if facts.lines else []),
        *_moved(facts),
        *_how_sure(facts),
    )


def _lead(facts: Summary) -> Runs:
    areas: Runs = (Text("Inget område i SOSFS 2011:9 är skattat. "),)
    if facts.rated:
        areas = (facts.met, Text(f" av {facts.rated} skattade områden i SOSFS 2011:9 bedöms som uppfyllda. "))
    if not facts.total.value:
        return (*areas, Text(f"Inga åtgärder är registrerade för {facts.year}."))
    return (
        *areas,
        Text("Av "),
        facts.total,
        Text(f" åtgärder under {facts.year} är "),
        facts.done,
        Text(" genomförda."),
    )


def _tile(name: str, line: Line, moved: Moved | None, whole: frozenset[str]) -> KeyFigure:
    figure = line.latest
    of_whom = _of_whom(figure.organisation, name, whole)
    verdict, kind = str(line.change.verdict.label), VERDICT_KIND.get(line.change.verdict, "")
    if moved is not None:
        verdict, kind = (
            f"{moved.verdict.label} {moved.first.year}–{moved.last.year}",
            VERDICT_KIND[moved.verdict],
        )
    elif line.level is not None and not line.change.is_sure:
        verdict, kind = str(line.level.label).capitalize(), LEVEL_KIND[line.level]
    if moved is None and line.printed_change is not None:
        verdict = f"{line.printed_change.text} mot året före. {line.change.words}"
    elif line.unit_of_measure == "plats" and len(line.points) > 1:
        verdict, kind = _was(line.points[0]), ""
    return KeyFigure(figure, f"{name}{of_whom} ({figure.period})", verdict, kind)


def _of_whom(organisation: str, name: str, whole: frozenset[str]) -> str:
    """A figure of a part says which one, unless its name does."""
    return "" if organisation in whole or organisation.casefold() in name.casefold() else f", {organisation}"


def _was(point: Point) -> str:
    return f"Plats {number(point.value or 0, point.places)} år {point.year}"


def _moved(facts: Summary) -> tuple[Block, ...]:
    if not facts.moved:
        return ()
    return (
        Paragraph((Text("Det här har rört sig mer än slumpen, sett över alla år:"),)),
        Bullets(tuple((Text(said),) for said in facts.moved)),
    )


def _how_sure(facts: Summary) -> tuple[Block, ...]:
    parts = []
    if not facts.moved and facts.by_chance:
        parts.append(
            "Ingen andel i enkäterna har rört sig mer än slumpen, sett över alla år och alla frågor tillsammans."
        )
    if facts.by_chance:
        parts.append(f"{facts.by_chance} förändringar mot året före kan bero på slumpen.")
    if facts.unjudged:
        parts.append(
            f"{facts.unjudged} förändringar går inte att bedöma, eftersom antalet svar eller underlaget är okänt."
        )
    return (Note("info", (Text(" ".join(parts)),), "Så säkra är vi"),) if parts else ()
