"""How many deviations, by month, type and unit: what the page of figures says, shows and lets out."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.base.organisation.choices import UnitKind
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.reach import is_wide, paths_reached, within
from hjulet.base.people.request import Request
from hjulet.base.people.roles import TABLE
from hjulet.base.ui.swedish import number
from hjulet.check.deviations.access import may_see_small_counts
from hjulet.check.deviations.forms.figures import FigureForm
from hjulet.check.deviations.models import Deviation, MonthCount
from hjulet.check.deviations.models.counts import MonthCountQuerySet
from hjulet.check.deviations.pages import figure_charts
from hjulet.check.deviations.pages.figure_charts import Picture
from hjulet.check.deviations.pages.figure_hiding import LEAST, Asked, is_told, shown
from hjulet.check.deviations.pages.lists import types_of, units_in_reach
from hjulet.statistics import rate_ratio, silence

MONTHS = 24
YEAR = 12
SURE = 0.05
LEAVES = {UnitKind.UNIT, UnitKind.EXTERNAL}
MANY_DAYS = 60  # so many events are enough for the days between them


@dataclass(frozen=True)
class Count:
    """What was counted, before anything is hidden."""

    name: str
    slug: str
    recent: int
    earlier: int


@dataclass(frozen=True)
class Line:
    """A row of a table: what, the last twelve months, the twelve before. None is hidden."""

    name: str
    recent: int | None
    earlier: int | None
    slug: str = ""
    is_silent: bool = False


@dataclass(frozen=True)
class Figures:
    """All of the page."""

    place: str
    finding: str
    doubt: str
    picture: Picture | None
    types: tuple[Line, ...]
    units: tuple[Line, ...]
    is_silent: bool
    is_hidden: bool
    is_empty: bool
    counted_on: date
    first: date
    last: date


@dataclass(frozen=True)
class Scope:
    """Which units, which law and type, for whom."""

    unit: Unit | None
    paths: tuple[str, ...]
    law: str
    type: str
    sees_small: bool
    reached: tuple[str, ...]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.law or self.type)

    @property
    def unit_itself(self) -> str:
        """The path of the one unit that the figures are of, which may have counts of its own."""
        return self.paths[0] if len(self.paths) == 1 else ""


def figure_form(request: Request) -> FigureForm:
    units = units_in_reach(request, Verb.SEE_DEVIATION_FIGURES)
    return FigureForm(request.GET, units=units, types=types_of(request))


def scope_of(request: Request, form: FigureForm) -> Scope:
    asked = form.asked()
    unit = Unit.objects.of(request.municipality).get(slug=asked["enhet"]) if asked["enhet"] else None
    reached = paths_reached(request.user, request.today, *TABLE[Verb.SEE_DEVIATION_FIGURES])
    if unit is None and len(reached) == 1:
        unit = Unit.objects.filter(path=reached[0]).first()
    paths = (unit.path,) if unit else reached
    sees_small = may_see_small_counts(request.user, paths, request.today)
    return Scope(unit, paths, asked["lag"], asked["typ"], sees_small, reached)


def figures(request: Request, form: FigureForm) -> Figures:
    scope = scope_of(request, form)
    months = months_before(request.today, MONTHS)
    cells = counts(request, scope, months).by_month()
    names = dict(form.types)
    values = _by_month(cells, months)
    recent, earlier = sum(values[-YEAR:]), sum(values[:-YEAR])
    units = _units(request, scope, months)
    is_leaf = scope.unit is not None and scope.unit.kind in LEAVES
    silent = _silent(scope, units, is_leaf=is_leaf)
    told = scope.sees_small or _is_told(scope, months)
    return Figures(
        place=scope.unit.name if scope.unit else _("alla mina enheter"),
        finding=finding(recent, earlier, sees_small=scope.sees_small) if told else too_few(),
        doubt=doubt(recent, earlier) if scope.sees_small else "",
        picture=_picture(request, scope, values, months) if told else None,
        types=_types(cells, names, months, scope) if told else (),
        units=_unit_lines(scope, units, silent) if _shows_units(scope, is_leaf, told) else (),
        is_silent=is_leaf and bool(silent),
        is_hidden=not scope.sees_small,
        is_empty=not any(values),
        counted_on=request.today,
        first=months[0],
        last=months[-1],
    )


def counts(request: Request, scope: Scope, months: Sequence[date]) -> MonthCountQuerySet:
    found = MonthCount.objects.visible_to(request.user, request.today)
    found = found.during(months[0], months[-1], of_few=not is_wide(scope.paths))
    return _narrowed(found.below(scope.unit) if scope.unit else found, scope)


def months_before(today: date, number_of: int) -> list[date]:
    """The first days of the last whole months, the oldest first."""
    last = today.year * 12 + today.month - 2
    return [date(month // 12, month % 12 + 1, 1) for month in range(last - number_of + 1, last + 1)]


def finding(recent: int, earlier: int, *, sees_small: bool) -> str:
    """The sentence that stands first: what is counted, in words."""
    if not sees_small and (0 < recent < LEAST or 0 < earlier < LEAST):
        return too_few()
    said = {"recent": number(recent), "earlier": number(earlier)}
    return (
        ngettext(
            "%(recent)s avvikelse de senaste tolv månaderna, mot %(earlier)s året innan.",
            "%(recent)s avvikelser de senaste tolv månaderna, mot %(earlier)s året innan.",
            recent,
        )
        % said
    )


def too_few() -> str:
    return _("Antalet är så litet att det inte visas, för att ingen ska kunna kännas igen.")


def _is_told(scope: Scope, months: Sequence[date]) -> bool:
    asked = Asked(scope.reached, scope.unit.path if scope.unit else "", scope.law, scope.type)
    return is_told(asked, months, months[-YEAR])


def _shows_units(scope: Scope, is_leaf: bool, told: bool) -> bool:
    """One law's or type's numbers, taken from all of them, would tell the rest of each unit."""
    return told and not is_leaf and (scope.sees_small or not scope.is_narrowed)


def doubt(recent: int, earlier: int) -> str:
    """How sure the difference is, without a method's name."""
    if not recent and not earlier:
        return ""
    if float(rate_ratio(earlier, 1.0, recent, 1.0).p) >= SURE:
        return _("Skillnaden kan bero på slumpen.")
    if recent < earlier:
        return _(
            "Minskningen är större än slumpen brukar ge. Färre rapporter är inte säkert färre händelser."
        )
    return _(
        "Ökningen är större än slumpen brukar ge. Fler rapporter kan också betyda att fler vågar berätta."
    )


def _narrowed(found: MonthCountQuerySet, scope: Scope) -> MonthCountQuerySet:
    found = found.filter(law=scope.law) if scope.law else found
    return found.filter(type__code=scope.type) if scope.type else found


def _by_month(cells: Sequence[tuple[date, str, str, int]], months: Sequence[date]) -> list[int]:
    found: Counter[date] = Counter()
    for month, _law, _code, amount in cells:
        found[month] += amount
    return [found[month] for month in months]


def _types(
    cells: Sequence[tuple[date, str, str, int]], names: dict[str, str], months: Sequence[date], scope: Scope
) -> tuple[Line, ...]:  # fmt: skip
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for month, _law, code, amount in cells:
        sums[names.get(code, code) or _("Inte bedömd än")][month < months[-YEAR]] += amount
    ordered = sorted(sums.items(), key=lambda pair: (-pair[1][0], pair[0]))
    return _lines([Count(name, "", *amounts) for name, amounts in ordered], scope)


def _units(request: Request, scope: Scope, months: Sequence[date]) -> list[tuple[Unit, int, int]]:
    """Units that stand beside each other, with their counts: those below, or, for a single unit, its neighbours."""
    alone = scope.unit is not None and scope.unit.kind in LEAVES
    paths = (scope.unit.parent_path,) if scope.unit is not None and alone else scope.paths
    beside = Unit.objects.of(request.municipality).filter(within(paths, "path"))
    units = [unit for unit in beside if _is_there(unit, request.today)]
    found = MonthCount.objects.filter(within(paths)).during(months[0], months[-1], of_few=not is_wide(paths))
    found = _narrowed(found, scope)
    amounts = found.by_unit(months[-YEAR])
    return [(unit, *amounts.get(unit.pk, (0, 0))) for unit in units]


def _is_there(unit: Unit, today: date) -> bool:
    return unit.valid_to is None or unit.valid_to >= today


def _silent(scope: Scope, units: Sequence[tuple[Unit, int, int]], *, is_leaf: bool) -> set[int]:
    """Units that report less than their neighbours of the same kind explain; of a single unit, only itself."""
    leaves = [(unit, recent) for unit, recent, _earlier in units if unit.kind in LEAVES]
    if scope.law or scope.type or not leaves or len(leaves) > MANY_DAYS:
        return set()
    alike = [(unit.parent_path, unit.law_codes) for unit, _recent in leaves]
    quiet = silence([recent for _unit, recent in leaves], [float(YEAR)] * len(leaves), alike)
    found = {leaves[one.index][0].pk for one in quiet}
    return found & {scope.unit.pk} if is_leaf and scope.unit else found


def _unit_lines(scope: Scope, units: Sequence[tuple[Unit, int, int]], silent: set[int]) -> tuple[Line, ...]:
    """A row for each unit right below; what lies deeper is added to it."""
    tops = [unit for unit, _recent, _earlier in units if unit.parent_path in scope.paths]
    if len(scope.paths) > 1:
        tops = [unit for unit, _recent, _earlier in units if unit.path in scope.paths]
    rows = []
    for top in tops:
        below = [(recent, earlier) for unit, recent, earlier in units if unit.path.startswith(top.path)]
        rows.append(Count(top.name, top.slug, sum(pair[0] for pair in below), sum(pair[1] for pair in below)))
    own = [pair for pair in units if pair[0].path == scope.unit_itself and any(pair[1:])]
    if own and rows:
        unit, *amounts = own[0]
        rows.append(Count(_("%(unit)s, utan enhet under") % {"unit": unit.name}, "", *amounts))
    quiet = {top.slug for top in tops if top.pk in silent}
    return _lines(rows, scope, quiet)


def _lines(rows: Sequence[Count], scope: Scope, silent: Collection[str] = ()) -> tuple[Line, ...]:
    recent = shown([row.recent for row in rows], sees_small=scope.sees_small)
    earlier = shown([row.earlier for row in rows], sees_small=scope.sees_small)
    return tuple(
        Line(row.name, now, before, row.slug, row.slug in silent)
        for row, now, before in zip(rows, recent, earlier, strict=True)
    )


def _picture(request: Request, scope: Scope, values: Sequence[int], months: Sequence[date]) -> Picture | None:
    """None where there is nothing to see, or where a month could point at somebody."""
    if not any(values) or (not scope.sees_small and any(0 < value < LEAST for value in values)):
        return None
    if not figure_charts.is_rare(values):
        return figure_charts.by_month(values, months)
    return (
        figure_charts.rare(_days(request, scope), values, months, request.today) if scope.sees_small else None
    )


def _days(request: Request, scope: Scope) -> list[date]:
    """The days it happened, of rare events, the last of them."""
    found = Deviation.objects.known_by_role(request.user, request.today).counted()
    found = found.filter(within(scope.paths))
    if scope.law:
        found = found.filter(**{f"has_{scope.law}": True})
    if scope.type:
        found = found.with_part(request.user, request.today, type__code=scope.type)
    newest = found.order_by("-happened_on", "-pk").values_list("happened_on", flat=True)
    return sorted(newest[:MANY_DAYS])


def lines(found: Figures) -> Iterator[list[str | int | None]]:
    """The tables as rows of a file."""
    hidden = _("färre än fem, eller dolt")
    yield [_("Vad"), _("Namn"), _("Senaste tolv månaderna"), _("Tolv månader innan")]
    for what, rows in ((_("typ"), found.types), (_("enhet"), found.units)):
        for line in rows:
            amounts = [hidden if amount is None else amount for amount in (line.recent, line.earlier)]
            yield [what, line.name, *amounts]
