"""Results: every measured value of the year with the years it is compared with, grouped as the sources group them."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.models import F, Q
from django.utils.text import capfirst

from hjulet.check.indicators.choices import Comparison, Form, Measure, Missing
from hjulet.check.indicators.compare.sets import BY_KEY
from hjulet.check.indicators.judgement import Moved, Row, what_really_moved
from hjulet.check.indicators.kolada.rules import FETCHED
from hjulet.check.indicators.models import Indicator, Target, Value
from hjulet.report.reports.figures import cited, name_of_place, of_value
from hjulet.report.reports.rules import known_by
from hjulet.report.reports.scope import Scope
from hjulet.report.reports.sections.labels import frame_of
from hjulet.report.reports.sections.result_lines import Layout, Line, column, lines_of
from hjulet.report.reports.sections.result_parts import Part, parts_of
from hjulet.report.reports.sections.result_years import disagreements
from hjulet.report.reports.sections.withheld import STAFF_SURVEY, as_told, is_inside_only

OWN_FIRST = F("unit__path").asc(nulls_last=True)  # databases differ on where nothing stands
KKIK, SURVEYS, KKIK_TITLE = BY_KEY["kkik"], BY_KEY["oppna-jamforelser"], "KKiK"
ABBREVIATIONS = {word.lower(): word for word in ("LSS", "SoL", "HSL", "IFO", "HVB", "LOV")}
CALLED = {  # our own registers as a heading says them
    "egen mätning": "Egna mätningar",
    "egen mätning (brukarundersökning)": "Brukarenkät",
    STAFF_SURVEY: "Medarbetarenkät",
}


@dataclass(frozen=True)
class Group:
    """A table: rows that the source put together."""

    title: str
    part: str  # what the table has of it, where several share the title
    is_kkik: bool
    about: str  # the indicator, where the rows are places
    subject: str
    register: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    source: str
    is_table: bool  # printed as a table there; otherwise loose facts in the text
    contradictions: tuple[str, ...]
    has_goal: bool
    hidden_units: int  # units whose staff survey is left out of the public edition
    disagreements: tuple[str, ...] = ()  # years that are not what their months or quarters come to


@dataclass(frozen=True)
class Results:
    groups: tuple[Group, ...]
    moved: tuple[Moved, ...]

    def where(self, wanted: Callable[[Group], bool]) -> tuple[Group, ...]:
        return tuple(group for group in self.groups if wanted(group))

    @property
    def names(self) -> dict[str, str]:
        """A name per row that says its table and what differs: 'LSS Gruppbostad: Personalen bryr sig om brukaren'.

        Where the rows are places it is what is measured there: 'Sjukfrånvaro, Tallgläntan'.
        """
        found = {}
        for group in self.groups:
            shared = frame_of([line.label for line in group.lines])
            for line in group.lines:
                own = shared.without(line.label)
                name = f"{group.title}: {own}" if own != line.label else line.label
                name = f"{group.about}, {line.label}" if group.about else name
                found[line.key] = f"{name}, {line.place}" if line.place else name
        return found


def collect(scope: Scope, wanted: Callable[[Indicator], bool] = lambda _indicator: True) -> Results:
    """Everything WANTED that was measured in the report's year, with its earlier years; what moved is tried among it."""
    values = as_told([value for value in _values(scope) if wanted(value.indicator)], scope)
    loose = _loose(values)
    by_group: dict[tuple[str, bool], list[Value]] = defaultdict(list)
    for value in values:
        for title in _titles(value.indicator):
            by_group[title, value.indicator_id not in loose].append(value)
    targets, disagreeing = _targets(scope), disagreements(values)
    groups = tuple(
        group
        for (title, is_table), found in by_group.items()
        for group in _groups(scope, title, found, is_table, targets, disagreeing)
        if group.lines
    )
    return Results(groups, tuple(_moved(groups)))


def _values(scope: Scope) -> list[Value]:
    """The values that were known, of indicators that have something to say about the year.

    A smaller part of the organisation is told of what is measured there, not of what only others have.
    """
    within = Value.objects.whole().filter(
        reached(scope) | ~Q(comparison=Comparison.NONE),
        indicator__municipality=scope.municipality,
        period_end__year__gte=scope.first_year,
    )
    rows = (
        within.filter(period_start__year__lte=scope.year)
        .select_related("indicator__document", "unit")
        .prefetch_related(cited())
        .order_by("indicator__position", OWN_FIRST, "comparison", "period_start", "period_end")
    )
    known = [
        value for value in rows if is_told(value, scope) and known_by(_document_years(value), scope.year)
    ]
    this_year = {
        value.indicator_id
        for value in known
        if _touches(value, scope.year) and (scope.is_of_all or not value.comparison)
    }
    return [value for value in known if value.indicator_id in this_year]


def reached(scope: Scope) -> Q:
    """The values of the report's part of the organisation, and what Kolada says of the municipality."""
    of_all = Q(unit__depth=1, indicator__source_register__in=FETCHED)
    return Q(unit__path__startswith=scope.unit.path) | of_all


def is_told(value: Value, scope: Scope) -> bool:
    """Of what was fetched: the municipality's years, and the others beside the report's own year.

    A smaller part of the organisation has none of it. How many answered stands with the share itself.
    """
    if value.indicator.source_register not in FETCHED:
        return True
    if value.indicator.measure in {Measure.RESPONDENTS, Measure.RESPONSE_RATE} or not scope.is_of_all:
        return False
    return value.unit.depth == 1 if value.unit is not None else _touches(value, scope.year)


def _document_years(value: Value) -> list[int]:
    return [citation.document.year for citation in value.citations.all() if citation.document]


def _touches(value: Value, year: int) -> bool:
    return value.period_start.year <= year <= value.period_end.year


def _titles(indicator: Indicator) -> tuple[str, ...]:
    """What the source calls the group, without its section number; else the register and the subject.

    What is fetched and belongs to KKiK stands there. What is also one of a survey's questions stands with the others too.
    """
    if indicator.section:
        return (re.sub(r"^[\d.]+\s+", "", indicator.section),)
    title = _of_register(indicator.source_register or "Egna mått", indicator.subject)
    if not (indicator.source_register in FETCHED and KKIK.holds(indicator)):
        return (title,)
    in_kkik = _of_register(KKIK_TITLE, indicator.subject)
    return (in_kkik, title) if SURVEYS.holds(indicator) else (in_kkik,)


def _of_register(register: str, subject: str) -> str:
    """'egen mätning', 'lss' → 'Egna mätningar: LSS'."""
    about = " ".join(ABBREVIATIONS.get(word, word) for word in subject.split())
    name = CALLED.get(register, register)
    return capfirst(f"{name}: {about}" if about else name)


def _loose(values: Iterable[Value]) -> set[int]:
    """Indicators that the sources print in running text alone; all others stand in tables."""
    forms: dict[int, set[str]] = defaultdict(set)
    for value in values:
        forms[value.indicator_id] |= {citation.form for citation in value.citations.all()}
    return {pk for pk, found in forms.items() if found and not found & {Form.TABLE, Form.FACT}}


def _targets(scope: Scope) -> list[Target]:
    return list(
        Target.objects.filter(municipality=scope.municipality, year__lte=scope.year).order_by("-year")
    )


def _groups(
    scope: Scope,
    title: str,
    every: list[Value],
    is_table: bool,
    targets: list[Target],
    disagreeing: Mapping[int, str],
) -> Iterable[Group]:
    """The tables under one title. A staff survey of a single unit is not in the public edition."""
    values = [value for value in every if not (scope.is_public and is_inside_only(value))]
    changes = {_partner(value): value for value in values if _is_change(value)}
    measured = {value.indicator.slug for value in values}
    own = [value for value in values if not (_is_change(value) and _partner(value) in measured)]
    hidden = len({value.unit_id for value in every} - {value.unit_id for value in values})
    for part in parts_of(own):
        said = tuple(disagreeing[value.pk] for value in part.values if value.pk in disagreeing)
        yield replace(_group(title, part, is_table, changes, targets, hidden), disagreements=said)
        hidden = 0


def _group(
    title: str, part: Part, is_table: bool, changes: dict[str, Value], targets: list[Target], hidden: int
) -> Group:
    layout = part.layout
    first = part.values[0].indicator
    printed = sorted((value for value in part.values if part.prints(value)), key=_in_order)
    return Group(
        title=title,
        part=part.name,
        is_kkik=title.startswith(KKIK_TITLE) or first.source_register.startswith(KKIK_TITLE),
        about=first.name if layout == Layout.BY_PLACE else "",
        subject=first.subject,
        register=first.source_register,
        columns=tuple(dict.fromkeys(column(value, layout) for value in printed)),
        lines=tuple(lines_of(part.values, layout, changes, targets, are_parts=part.are_parts)),
        source="; ".join(dict.fromkeys(_document_of(value) for value in part.values)),
        is_table=is_table,
        contradictions=tuple(_contradictions(part.values)),
        has_goal=any(value.indicator.goal_id for value in part.values),
        hidden_units=hidden,
    )


def _in_order(value: Value) -> tuple[str, str, str]:
    return (
        value.unit.path if value.unit else "~" + value.comparison,
        str(value.period_start),
        str(value.period_end),
    )


def _is_change(value: Value) -> bool:
    return value.indicator.measure == Measure.CHANGE and value.indicator.slug.endswith("-forandring")


def _partner(value: Value) -> str:
    """The indicator that a printed change is the change of."""
    return value.indicator.slug.removesuffix("-forandring")


def _document_of(value: Value) -> str:
    citation = next(iter(value.citations.all()), None)
    return str(citation.document) if citation and citation.document else value.indicator.source_register


def _contradictions(values: Iterable[Value]) -> Iterable[str]:
    """Where a source prints two numbers for one thing; shown, never mended. What is withheld is not told here either."""
    for value in values:
        if value.missing == Missing.TOO_FEW:
            continue
        for citation in value.citations.all():
            if citation.number is not None and citation.number != value.value:
                yield (
                    f"{value.indicator.name}, {name_of_place(value)}, {value.period_said}: "
                    f"”{citation.printed}” i {citation.origin} stämmer inte med ”{of_value(value).text}”."
                )


def _moved(groups: Iterable[Group]) -> list[Moved]:
    """Each row is tested once, however many tables it stands in."""
    rows = {
        line.key: Row(line.key, line.points, line.direction)
        for group in groups
        for line in group.lines
        if line.is_share and line.points
    }
    return what_really_moved(list(rows.values()))
