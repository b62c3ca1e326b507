"""Deviations, lex Sarah and lex Maria: how many, of what, why, what was done and what it led to. SOSFS 2011:9 5 kap. 4–6 §§."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, TruncDate

from hjulet.act.actions.choices import Strength, Verdict
from hjulet.act.actions.models import Action, EffectReview
from hjulet.base.organisation.choices import UnitKind
from hjulet.base.organisation.models import Unit
from hjulet.base.people.reach import within
from hjulet.base.ui.swedish import MONTHS
from hjulet.check.deviations.choices import CareInjury, CauseCategory, Law
from hjulet.check.deviations.models import MonthCount, Part
from hjulet.check.deviations.rules import COUNTED
from hjulet.report.reports.scope import Scope
from hjulet.report.reports.sections.lex import LexFacts, lex_of
from hjulet.report.reports.sections.quiet import Quiet, quiet_units
from hjulet.statistics import rate_ratio

SURE = 0.05
ONE_DAY = timedelta(days=1)
NOT_JUDGED = "Inte bedömd än"


@dataclass(frozen=True)
class Cell:
    """What was counted in a month at a unit."""

    unit: int
    month: date
    law: Law
    type: str
    severity: int
    number: int


@dataclass(frozen=True)
class LawFacts:
    """One law's total, and what it was in the same months the year before."""

    law: Law
    now: int
    before: int | None  # None when the year before was not counted whole
    is_sure: bool


@dataclass(frozen=True)
class Timely:
    """How many were judged, or investigated, by the day they should have been."""

    judged: int
    closed: int
    total: int


@dataclass(frozen=True)
class Told:
    """What the cases themselves say."""

    timely: Timely
    care_injuries: tuple[tuple[str, int], ...]
    causes: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Improved:
    """The actions that answer the year's cases, how strong they are and what came of them."""

    number: int
    strengths: tuple[tuple[str, int], ...]
    verdicts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Facts:
    """Everything that the chapter is told from. Counts as they are: hiding the small ones comes with the paper."""

    organisation: str
    slug: str
    year: int
    period: str
    is_public: bool
    laws: tuple[LawFacts, ...]
    months: tuple[str, ...]
    by_month: tuple[tuple[Law, tuple[int, ...]], ...]
    units: tuple[tuple[str, tuple[int, ...]], ...]  # a number for each law, in the order of `laws`
    types: tuple[tuple[Law, tuple[tuple[str, int], ...]], ...]
    severities: tuple[tuple[Law, tuple[int, ...]], ...]  # not judged, then 1 to 4
    care_injuries: tuple[tuple[str, int], ...]
    causes: tuple[tuple[str, int], ...]
    timely: Timely
    improved: Improved
    quiet: tuple[Quiet, ...]
    lex: tuple[LexFacts, ...]


def collect(scope: Scope, only: Law | None = None) -> Facts | None:
    """The year's events as they stand in the system, perhaps of one law; None where none are written there."""
    cells = [cell for cell in _cells(scope) if only in {None, cell.law}]
    months = whole_months({cell.month for cell in cells}, scope.year)
    now = [cell for cell in cells if cell.month in months]
    lex = lex_of(scope, only)
    if not now and not lex:
        return None
    wanted = tuple(law for law in Law if only in {None, law})
    laws = tuple(_law(law, cells, months, scope.year) for law in wanted)
    units = {unit.pk: unit for unit in Unit.objects.of(scope.municipality)}
    span = _within(scope, months) & (Q(law=only) if only else Q())
    told = _told(span)
    return Facts(
        organisation=scope.unit.name, slug=scope.unit.slug, year=scope.year, period=_period(months, scope.year),
        is_public=scope.is_public, laws=laws,
        months=tuple(MONTHS[month.month - 1][:3] for month in months), by_month=_by_month(now, months, wanted),
        units=_by_unit(now, units, wanted), types=_by_type(now), severities=_by_severity(now),
        care_injuries=told.care_injuries, causes=told.causes, timely=told.timely,
        improved=_improvements(span), quiet=quiet_units(scope, now, months, units), lex=lex,
    )  # fmt: skip


def _cells(scope: Scope) -> list[Cell]:
    """The year, the one before and the one after, in one question."""
    found = MonthCount.objects.below(scope.unit).filter(
        month__gte=date(scope.year - 1, 1, 1), month__lte=date(scope.year + 1, 12, 1)
    )
    kind = Coalesce("type__parent__name", "type__name", Value(NOT_JUDGED))
    rows = found.order_by("month").values_list("unit", "month", "law", kind, "severity", "number")
    return [
        Cell(unit, month, Law(law), name, grave, number) for unit, month, law, name, grave, number in rows
    ]


def whole_months(counted: Collection[date], year: int) -> list[date]:
    """The year's months that are over and counted. The newest month of all is still running, unless it is December.

    Half a month beside a whole one would look like a change.
    """
    if not counted:
        return []
    first, newest = min(counted), max(counted)
    last = date(year, 12, 1) if newest.year > year or newest.month == len(MONTHS) else newest - ONE_DAY
    return [
        month
        for month in (date(year, number, 1) for number in range(1, len(MONTHS) + 1))
        if first <= month <= last
    ]


def _law(law: Law, cells: Iterable[Cell], months: list[date], year: int) -> LawFacts:
    """The year before is counted whole when something was counted before its same months began."""
    own = [cell for cell in cells if cell.law == law]
    now = sum(cell.number for cell in own if cell.month in months)
    same = [month.replace(year=year - 1) for month in months]
    is_known = bool(same) and any(cell.month <= same[0] for cell in cells)
    before = sum(cell.number for cell in own if cell.month in same) if is_known else None
    is_sure = before is not None and bool(now + before) and float(rate_ratio(before, 1, now, 1).p) < SURE
    return LawFacts(law, now, before, is_sure)


def _period(months: list[date], year: int) -> str:
    """The months that have reports; a whole year is just the year."""
    if not months or len(months) == len(MONTHS):
        return str(year)
    return f"{MONTHS[months[0].month - 1]}–{MONTHS[months[-1].month - 1]} {year}"


def _by_month(
    cells: Iterable[Cell], months: list[date], laws: Sequence[Law]
) -> tuple[tuple[Law, tuple[int, ...]], ...]:
    found = Counter[tuple[Law, date]]()
    for cell in cells:
        found[cell.law, cell.month] += cell.number
    return tuple((law, tuple(found[law, month] for month in months)) for law in laws)


def _by_unit(
    cells: Iterable[Cell], units: Mapping[int, Unit], laws: Sequence[Law]
) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """By the unit right below its department: a ward's numbers stand in its home's."""
    names = {unit.path: unit for unit in units.values()}
    found: dict[str, Counter[Law]] = defaultdict(Counter)
    for cell in cells:
        found[_house(units[cell.unit], names).path][cell.law] += cell.number
    return tuple((names[path].name, tuple(found[path][law] for law in laws)) for path in sorted(found))


def _house(unit: Unit, names: Mapping[str, Unit]) -> Unit:
    """The highest unit above it that is no department, sector or municipality."""
    paths = [path for path in (*unit.paths_above(), unit.path) if path in names]
    houses = [names[path] for path in paths if names[path].kind in {UnitKind.UNIT, UnitKind.EXTERNAL}]
    return min(houses, key=lambda one: len(one.path), default=unit)


def _by_type(cells: Iterable[Cell]) -> tuple[tuple[Law, tuple[tuple[str, int], ...]], ...]:
    """The highest types, subtypes within them, the most common first."""
    found: dict[Law, Counter[str]] = defaultdict(Counter)
    for cell in cells:
        found[cell.law][cell.type] += cell.number
    return tuple((law, tuple(found[law].most_common())) for law in Law if found[law])


def _by_severity(cells: Iterable[Cell]) -> tuple[tuple[Law, tuple[int, ...]], ...]:
    found: dict[Law, list[int]] = {law: [0] * 5 for law in Law}
    for cell in cells:
        found[cell.law][cell.severity] += cell.number
    return tuple((law, tuple(numbers)) for law, numbers in found.items() if sum(numbers))


def _within(scope: Scope, months: Sequence[date]) -> Q:
    """Parts of cases that count, of the months that are told about, in this part of the organisation."""
    if not months:
        return Q(pk__in=())
    last = months[-1]
    following = date(last.year + last.month // 12, last.month % 12 + 1, 1)
    about = {
        "deviation__happened_on__gte": months[0],
        "deviation__happened_on__lt": following,
        "deviation__state__in": COUNTED,
    }
    return Q(within([scope.unit.path], "deviation__unit__path"), **about)


def _told(span: Q) -> Told:
    """One question about all the cases: in time or not, care injuries (PSL 1 kap. 5 §), and what contributed.

    Each case is counted in the year it was reported about. A case may have several causes.
    """
    asked = {
        "total": Q(),
        "judged": Q(
            deviation__judged_at__isnull=False, deviation__judge_by__gte=TruncDate("deviation__judged_at")
        ),
    }
    asked["closed"] = Q(
        deviation__closed_at__isnull=False, deviation__investigate_by__gte=TruncDate("deviation__closed_at")
    )
    asked |= {f"injury_{word}": Q(law=Law.HSL, care_injury=word) for word in CareInjury}
    asked |= {f"cause_{word}": Q(causes__category=word) for word in CauseCategory}
    counts = {name: Count("deviation", distinct=True, filter=about) for name, about in asked.items()}
    found = Part.objects.filter(span).aggregate(**counts)
    causes = [(str(word.label), found[f"cause_{word}"]) for word in CauseCategory if found[f"cause_{word}"]]
    return Told(
        Timely(found["judged"], found["closed"], found["total"]),
        tuple((str(word.label), found[f"injury_{word}"]) for word in CareInjury if found[f"injury_{word}"]),
        tuple(sorted(causes, key=lambda one: -one[1])),
    )


def _improvements(span: Q) -> Improved:
    """The actions that the year's deviations led to, how strong they are, and what came of them."""
    answering = Part.objects.filter(span, deviation__decided__isnull=False).values(
        "deviation__decided__action"
    )
    last = EffectReview.objects.filter(action=OuterRef("pk")).order_by("-due_on", "-pk").values("judged")[:1]
    actions = list(
        Action.objects.filter(pk__in=answering).order_by("pk").values_list("strength", Subquery(last))
    )
    strengths = Counter(strength for strength, _judged in actions)
    verdicts = Counter(judged for _strength, judged in actions if judged)
    pending = sum(not judged for _strength, judged in actions)
    said = [(str(word.label), verdicts[word]) for word in Verdict if verdicts[word]]
    strong = [(str(word.label), strengths[word]) for word in Strength if strengths[word]]
    return Improved(
        number=len(actions),
        strengths=(*strong, *([("inte bedömd", strengths[""])] if strengths[""] else [])),
        verdicts=(*said, *([("Effekten är inte uppföljd", pending)] if pending else [])),
    )
