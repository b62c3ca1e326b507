"""What the cost pages say and draw, from a table with its rows and the other years of the same service."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from hjulet.base.ui.swedish import number, signed
from hjulet.check.costs import charts
from hjulet.check.costs.checking import Review, other_denominators, review
from hjulet.check.costs.choices import RowKind
from hjulet.check.costs.comparing import sentences
from hjulet.check.costs.comparing.parts import Parts, rounded
from hjulet.check.costs.comparing.story import Story
from hjulet.check.costs.comparing.years import YearChange
from hjulet.check.costs.models import CostRow, CostTable, PriceRiseQuerySet
from hjulet.check.costs.rules import Computed, Row
from hjulet.check.costs.sources.changes import Changes
from hjulet.check.costs.sources.reading import CostLine
from hjulet.check.costs.workflows import Plan

HIDDEN = "·"  # a cell that must not be shown


@dataclass(frozen=True)
class ShownRow:
    """A row as it is printed, with what must not be shown left out, and what it computes to."""

    row: CostRow
    is_hidden: bool
    cells: tuple[str, ...]  # cost, inhabitants, users, kr per inhabitant, kr per user, share
    country: tuple[str, ...]  # kr per inhabitant, kr per user, share
    computed: tuple[str, ...]  # kr per inhabitant, kr per user, share
    differs: bool

    @property
    def quotients(self) -> list[tuple[str, str]]:
        """Printed beside computed."""
        return list(zip(self.cells[3:], self.computed, strict=True))


@dataclass(frozen=True)
class TableChange:
    """What a file would do to one table: its new rows, each changed row with what changes, and how the figures hold."""

    title: str
    new: list[str]
    changed: list[tuple[str, list[str]]]
    review: Review

    @property
    def verdict(self) -> str:
        return verdict(self.review)


@dataclass(frozen=True)
class Service:
    """The tables of one service, the newest first."""

    newest: CostTable
    earlier: list[CostTable]
    finding: str
    differing: int


@dataclass(frozen=True)
class CauseRow:
    """A pair of years: the change, and what each cause adds, in each year's prices and in the last's."""

    years: str
    cells: tuple[str, ...]  # cost, people, share, price, rest, of which general prices


def services(tables: Sequence[CostTable]) -> list[Service]:
    by_slug: dict[str, list[CostTable]] = defaultdict(list)
    for table in tables:
        by_slug[table.slug].append(table)
    return [
        Service(newest, earlier, finding(newest), len(newest.review.differences))
        for newest, *earlier in by_slug.values()
    ]


def finding(table: CostTable) -> str:
    """What the page says first: the cost per user, the year before and the country."""
    total = _shown_total(table)
    if total is None or total.kr_per_user is None:
        return _("Tabellen har ingen totalrad för %(year)s.") % {"year": table.year}
    said = [_("%(cost)s kr per brukare %(year)s.") % {"cost": number(total.kr_per_user), "year": total.year}]
    if (before := _year_before(table, total)) is not None:
        said.append(_("Året före var det %(cost)s kr.") % {"cost": number(before.kr_per_user or 0)})
    if total.reference_kr_per_user is not None:
        said.append(
            _("I riket var det %(cost)s kr %(year)s.")
            % {"cost": number(total.reference_kr_per_user), "year": table.reference_year or table.year}
        )
    return " ".join(said)


def years_differ(table: CostTable) -> str:
    """'Riket avser 2021, kommunen 2022.'"""
    if table.reference_year is None or table.reference_year == table.year:
        return ""
    said = {"country": table.reference_year, "own": table.year}
    return _("Riket avser %(country)s, kommunen %(own)s.") % said


def verdict(review: Review) -> str:
    """How the printed figures hold together, in a sentence."""
    said = {"differing": len(review.differences), "agreeing": review.agreeing, "sums": review.agreeing_sums}
    if review.differences:
        return _("%(differing)s tal är något annat än vad de räknas ut till. %(agreeing)s stämmer.") % said
    if review.agreeing_sums:
        return (
            _("Alla %(agreeing)s tal som går att räkna om stämmer, och %(sums)s summor över åldersgrupperna.")
            % said
        )
    return _("Alla %(agreeing)s tal som går att räkna om stämmer.") % said


def table_page(table: CostTable, story: Story, others: Sequence[CostTable]) -> dict[str, Any]:
    """Everything that the page of a table says; OTHERS are tables of other services, whose denominators are compared."""
    found = table.review
    place = str(table.municipality)
    latest, standard = story.latest, story.standard
    return {
        "table": table,
        "finding": finding(table),
        "years": years_differ(table),
        "over_years": charts.over_years(story, place),
        "change": sentences.of_change(latest) if latest else [],
        "group": latest.after.total.label if latest else "",
        "waterfall": charts.of_change(latest) if latest else None,
        "causes": [_cause_row(change) for change in story.changes],
        "has_general": any(change.fixed for change in story.changes),
        "restated": [_restated(*one) for one in story.restated],
        "computed_rest": _computed_rest(story),
        "beside": sentences.beside(standard) if standard else "",
        "behind": sentences.of_country(story.table, standard) if standard else [],
        "country": charts.beside_country(standard, place) if standard else None,
        "by_age": charts.per_user_by_age(story.table, place),
        "shares": charts.share_by_age(story.table, place),
        "review": found,
        "denominators": other_denominators(
            table.plain.rows, [(str(one), one.plain.rows) for one in others if one.year == table.year]
        ),
        "verdict": verdict(found),
        "rows": shown_rows(table, found),
        "has_hidden": bool(table.hidden),
    }


def form_of_rise(rises: PriceRiseQuerySet, year: str) -> dict[str, Any]:
    """What stands for the year that somebody wants to change."""
    rise = next((one for one in rises if str(one.year) == year), None)
    if rise is None:
        return {}
    said = {name: getattr(rise, name) for name in ("year", "percent", "name", "source")}
    return said | {"seen": rise.words}


def shown_rows(table: CostTable, found: Review) -> list[ShownRow]:
    differing = {difference.row for difference in found.differences}
    return [
        _shown(row, computed, is_hidden=place in table.hidden, differs=row.label in differing)
        for place, (row, computed) in enumerate(zip(table.rows.all(), found.computed, strict=True))
    ]


def by_table(plan: Plan) -> list[TableChange]:
    """The new and the changed rows under the tables they belong to, in the order of the file, and how they hold."""
    rows: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in plan.rows:
        rows[row.slug, row.table_year].append(row.plain)
    tables: dict[tuple[str, int], TableChange] = {}

    def of(row: CostLine) -> TableChange:
        key = (row.slug, row.table_year)
        return tables.setdefault(key, TableChange(f"{row.title} {row.table_year}", [], [], review(rows[key])))

    changes: Changes = plan.changes
    for row in changes.new:
        of(row).new.append(f"{row.label}, {row.year}")
    for change in changes.changed:
        of(change.row).changed.append((f"{change.row.label}, {change.row.year}", change.words))
    return list(tables.values())


def _shown(row: CostRow, computed: Computed, *, is_hidden: bool, differs: bool) -> ShownRow:
    own = (row.cost, row.inhabitants, row.users, row.kr_per_inhabitant, row.kr_per_user, row.printed_pct)
    country = (row.reference_kr_per_inhabitant, row.reference_kr_per_user, row.reference_pct)
    came = (_whole(computed.kr_per_inhabitant), _whole(computed.kr_per_user), _share(computed, row))
    public = 1  # the inhabitants
    return ShownRow(
        row,
        is_hidden,
        tuple(
            HIDDEN if is_hidden and place != public else _printed(amount) for place, amount in enumerate(own)
        ),
        tuple(_printed(amount) for amount in country),
        tuple(HIDDEN if is_hidden else text or "–" for text in came),
        differs,
    )


def _cause_row(found: YearChange) -> CauseRow:
    parts: Parts = found.parts
    people, share, price, rest, general = rounded(
        [
            parts.volume if parts.inhabitants is None else parts.inhabitants,
            parts.share or Fraction(0),
            parts.price,
            parts.rest,
            parts.general,
        ]
    )
    cost = round(found.after.cost - found.before.cost)
    known = parts.inhabitants is not None
    volume = [_signed(people), _signed(share)] if known else [_signed(round(parts.volume)), "–"]
    said = [_signed(cost), *volume, _signed(price), _signed(rest)]
    said.append(_signed(general) if found.fixed else "–")
    return CauseRow(f"{found.before.year}–{found.after.year}", tuple(said))


def _computed_rest(story: Story) -> str:
    """Years whose cost without users is not printed but computed."""
    used = {point for change in story.changes[:1] for point in (change.before, change.after)}
    years = sorted(point.year for point in used if point.is_unlinked_computed)
    if not years:
        return ""
    said = {"years": _(" och ").join(str(year) for year in years)}
    return (
        _(
            "Kostnaden som ingen brukare bär står inte i tabellen för %(years)s. Den är räknad ur det utskrivna: "
            "kostnaden minus kronor per brukare gånger antalet."
        )
        % said
    )


def _restated(year: int, first: int, later: int) -> str:
    said = {"year": year, "first": first, "later": later}
    return (
        _(
            "%(year)s har andra tal i tabellen för %(later)s än i den för %(first)s. Förändringen räknas med de senare."
        )
        % said
    )


def _shown_total(table: CostTable) -> CostRow | None:
    total = table.total
    return None if total is None or list(table.rows.all()).index(total) in table.hidden else total


def _year_before(table: CostTable, total: CostRow) -> CostRow | None:
    """The total of the year before with the same ages."""
    same = (
        row
        for place, row in enumerate(table.rows.all())
        if row.kind == RowKind.TOTAL
        and row.year == total.year - 1
        and (row.age_from, row.age_to) == (total.age_from, total.age_to)
        and row.kr_per_user is not None
        and place not in table.hidden
    )
    return next(same, None)


def _printed(amount: Decimal | int | None) -> str:
    return "" if amount is None else number(amount)


def _signed(amount: int) -> str:
    return signed(amount)


def _whole(amount: Decimal | None) -> str:
    return "" if amount is None else number(amount, 0)


def _share(found: Computed, row: CostRow) -> str:
    return "" if found.pct_users is None else number(found.pct_users, row.pct_decimals)
