"""Resultatrapport: goals with their indicators, then every service with its results, then costs."""

from collections.abc import Iterable, Sequence

from hjulet.base import law
from hjulet.check.indicators.compare.sets import BROUGHT_IN
from hjulet.report.reports.blocks import Block, Note, Text
from hjulet.report.reports.chapters import chapter, result_chapters, section
from hjulet.report.reports.scope import Scope
from hjulet.report.reports.sections import (
    areas,
    costs,
    deviation_blocks,
    deviations,
    goals,
    method,
    promises,
    results,
    summary,
)

SERVICES = (  # chapter, anchor, the subjects it holds
    ("Hemtjänst", "hemtjanst", {"hemtjänst"}),
    ("Särskilt boende", "sarskilt-boende", {"särskilt boende", "äldreomsorg"}),
    ("Ordinärt boende", "ordinart-boende", {"ordinärt boende", "korttidsboende"}),
    ("LSS", "lss", {"lss"}),
    ("Socialpsykiatri", "socialpsykiatri", {"socialpsykiatri", "boendestöd"}),
    ("Individ- och familjeomsorg", "ifo", {"ifo", "individ- och familjeomsorg", "ekonomiskt bistånd"}),
    ("Medarbetare", "medarbetare", {"personal", "medarbetare"}),
    ("Avvikelser, lex Sarah och klagomål", "avvikelser", {"avvikelser", "klagomål"}),
)
EVENTS = "avvikelser"  # the chapter that also counts what is reported in the system
NAMED = frozenset().union(*(subjects for _title, _anchor, subjects in SERVICES))


def blocks_of(scope: Scope) -> tuple[Sequence[Block], method.Method]:
    """The whole report, and what is known of its sources."""
    found = results.collect(scope)
    improvement = areas.collect(scope)
    sources = method.collect(scope, found)
    blocks = (
        *chapter("Sammanfattning", "sammanfattning"),
        *summary.blocks_of(summary.collect(scope, improvement, found)),
        *_goals(scope, found),
        *_services(scope, found),
        *_compared(found),
        *_registers(found),
        *_costs(scope, found),
        *chapter("Åtgärder", "atgarder", str(law.IMPROVEMENT)),
        *_actions(scope, improvement),
        *chapter(f"Inför {scope.year + 1}", "infor"),
        *promises.ahead(improvement, scope.year),
        *chapter("Dokumentation och källor", "kallor", str(law.DOCUMENTATION)),
        *method.blocks_of(sources),
        *_the_rest(found),
    )
    return blocks, sources


def _is_comparison(group: results.Group) -> bool:
    return group.is_kkik


def _is_cost(group: results.Group) -> bool:
    return group.register == "KPB"


def _goals(scope: Scope, found: results.Results) -> Iterable[Block]:
    facts = goals.collect(scope, found)
    yield from chapter("Mål och måluppfyllelse", "mal")
    if goals.none_measured(facts):
        yield Note("owed", (Text("Inga mål har en indikator med värde för året."),))
    yield from goals.blocks_of(facts)
    yield from result_chapters(found.where(lambda group: group.has_goal), found.moved, level=2)


def _services(scope: Scope, found: results.Results) -> Iterable[Block]:
    for name, anchor, subjects in SERVICES:
        groups = tuple(group for group in found.groups if group.subject in subjects and _is_service(group))
        events = deviations.collect(scope) if anchor == EVENTS else None
        if groups or events:
            yield from chapter(name, anchor)
            yield from result_chapters(groups, found.moved, level=2)
            yield from deviation_blocks.blocks_of(events, level=2)


def _is_service(group: results.Group) -> bool:
    return not (group.has_goal or _is_comparison(group) or _is_cost(group))


def _compared(found: results.Results) -> Iterable[Block]:
    groups = found.where(lambda group: _is_comparison(group) and not group.has_goal)
    if groups:
        yield from chapter("Kommunens kvalitet i korthet", "kkik")
        yield from result_chapters(groups, found.moved, level=2)


def _is_of_register(group: results.Group) -> bool:
    """Hemtjänstindex and the quality registers, where nobody has said which service they are about."""
    return group.subject not in NAMED and any(one.is_named(group.register) for one in BROUGHT_IN)


def _registers(found: results.Results) -> Iterable[Block]:
    groups = found.where(lambda group: _is_service(group) and _is_of_register(group))
    if groups:
        yield from chapter("Index och kvalitetsregister", "register")
        yield from result_chapters(groups, found.moved, level=2)


def _costs(scope: Scope, found: results.Results) -> Iterable[Block]:
    tables = costs.collect(scope)
    facts = found.where(_is_cost)
    if not tables and not facts:
        return
    yield from chapter("Kostnad per brukare", "kostnad-per-brukare")
    for table in tables:
        yield from costs.blocks_of(table)
    yield from result_chapters(facts, found.moved, level=2)


def _actions(scope: Scope, improvement: areas.Improvement) -> Iterable[Block]:
    done = tuple(action for facts in improvement.areas for action in facts.actions)
    if not done:
        yield Note("owed", (Text(f"Inga åtgärder är registrerade för {scope.year}."),))
        return
    yield areas.action_table(f"Åtgärder {scope.year}", done)


def _the_rest(found: results.Results) -> Iterable[Block]:
    groups = found.where(
        lambda group: group.subject not in NAMED and _is_service(group) and not _is_of_register(group)
    )
    if groups:
        yield section("Övriga uppgifter", "ovriga")
        yield from result_chapters(groups, found.moved, level=3)


def title(scope: Scope) -> str:
    return f"Resultatrapport {scope.year}"
