"""A table to take home: what is printed, what it computes to, and the change cause by cause; pictures as PNG or SVG."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from hjulet.base.ui.charts import Chart
from hjulet.check.costs import charts
from hjulet.check.costs.comparing.story import Story
from hjulet.check.costs.models import CostRow, CostTable
from hjulet.check.costs.rules import Computed
from hjulet.check.indicators.compare.downloads import PICTURES, Kind, picture, table

Cell = str | float | None

__all__ = ["PICTURES", "Kind", "chart_named", "picture", "rows", "table"]


def rows(found: CostTable, story: Story) -> list[list[Cell]]:
    """Heads, the rows of the table, and under them the change of each pair of years."""
    heads = [
        _("Grupp"), _("Slag"), _("År"), _("Ålder från"), _("Ålder till"), _("Kostnad, kr"), _("Invånare"),
        _("Brukare"), _("Kr per invånare"), _("räknat"), _("Kr per brukare"), _("räknat"), _("Andel brukare, %"),
        _("räknat"), _("Riket, kr per invånare"), _("Riket, kr per brukare"), _("Riket, andel, %"), _("Rikets år"),
        _("Anmärkning"),
    ]  # fmt: skip
    review = found.review
    differing = {difference.row: difference.words for difference in review.differences}
    printed = [
        _row(
            row,
            computed,
            _remark(found, place, differing.get(row.label, "")),
            is_hidden=place in found.hidden,
        )
        for place, (row, computed) in enumerate(zip(found.rows.all(), review.computed, strict=True))
    ]
    return [list(heads), *printed, *_changes(story)]


def chart_named(name: str, story: Story, place: str) -> Chart | None:
    """The pictures of the page by the words of their addresses."""
    latest, standard = story.latest, story.standard
    made: dict[str, Callable[[], Chart | None]] = {
        "ar-for-ar": lambda: charts.over_years(story, place),
        "forandring": lambda: charts.of_change(latest) if latest else None,
        "riket": lambda: charts.beside_country(standard, place) if standard else None,
        "aldrar": lambda: charts.per_user_by_age(story.table, place),
        "andelar": lambda: charts.share_by_age(story.table, place),
    }
    return made[name]() if name in made else None


def _row(row: CostRow, computed: Computed, remark: str, *, is_hidden: bool) -> list[Cell]:
    own: list[Cell] = [
        _whole(row.cost), row.inhabitants, row.users,
        _whole(row.kr_per_inhabitant), _whole(computed.kr_per_inhabitant),
        _whole(row.kr_per_user), _whole(computed.kr_per_user),
        _share(row.printed_pct), _share(computed.pct_users),
    ]  # fmt: skip
    if is_hidden:
        own = [None, row.inhabitants, *[None] * 7]
    return [
        row.label, str(row.get_kind_display()), row.year, row.age_from, row.age_to, *own,
        _whole(row.reference_kr_per_inhabitant), _whole(row.reference_kr_per_user), _share(row.reference_pct),
        row.table.reference_year, remark,
    ]  # fmt: skip


def _remark(table: CostTable, place: int, differs: str) -> str:
    return _("Visas inte: få brukare") if place in table.hidden else differs


def _changes(story: Story) -> list[list[Cell]]:
    """A blank row, heads, and a row a cause for each pair of years."""
    if not story.changes:
        return []
    said: list[list[Cell]] = [[], [_("Förändring"), _("Orsak"), _("Kronor")]]
    for change in story.changes:
        years = f"{change.before.year}–{change.after.year}"
        said += [
            [years, name, _krona(amount)]
            for name, amount in charts.causes(change.parts, by_age=change.by_age)
        ]
        said.append([years, _("Hela förändringen"), _krona(change.after.cost - change.before.cost)])
    return said


def _krona(amount: Fraction) -> int:
    return round(amount)


def _whole(amount: Decimal | None) -> int | None:
    return None if amount is None else round(amount)


def _share(amount: Decimal | None) -> float | None:
    return None if amount is None else round(float(amount), 2)
