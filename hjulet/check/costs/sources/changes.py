"""What a file would change, beside what is stored. Pure: the page shows it, the workflow carries it out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from django.utils.translation import gettext as _

from hjulet.base.ui.swedish import number
from hjulet.check.costs.choices import RowKind
from hjulet.check.costs.sources.reading import CostLine

Place = tuple[str, int, str, int]
OF_TABLE = {"title": "rubrik", "reference_year": "rikets år", "is_published": "publicerad"}
OF_ROW = {
    "kind": "slag",
    "age_from": "ålder från",
    "age_to": "ålder till",
    "cost": "kostnad",
    "inhabitants": "invånare",
    "users": "brukare",
    "kr_per_inhabitant": "kr per invånare",
    "kr_per_user": "kr per brukare",
    "pct_users": "andel brukare",
    "reference_kr_per_inhabitant": "rikets kr per invånare",
    "reference_kr_per_user": "rikets kr per brukare",
    "reference_pct_users": "rikets andel brukare",
}
UNGROUPED = {"age_from", "age_to", "reference_year"}


@dataclass(frozen=True)
class RowChange:
    """What becomes of a stored row: (column, was, becomes) for everything that is new."""

    row: CostLine
    fields: tuple[tuple[str, object, object], ...]

    @property
    def is_of_row(self) -> bool:
        """Whether something of the row itself changes, not only of its table."""
        return any(name in OF_ROW for name, _was, _becomes in self.fields)

    @property
    def words(self) -> list[str]:
        return [_told(name, was, becomes) for name, was, becomes in self.fields]


@dataclass(frozen=True)
class Changes:
    """Everything the file would do; rows that it does not mention stay as they are."""

    new: tuple[CostLine, ...]
    changed: tuple[RowChange, ...]
    unchanged: int

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.changed)

    @property
    def fingerprint(self) -> str:
        """The same when, and only when, the same things would happen."""
        told = repr([(row.place, _values(row)) for row in self.new])
        told += repr(
            [
                (change.row.place, [(n, str(w), str(b)) for n, w, b in change.fields])
                for change in self.changed
            ]
        )
        return sha256(told.encode()).hexdigest()


def compare(rows: Sequence[CostLine], stored: Mapping[Place, CostLine]) -> Changes:
    """What the rows would change in the stored tables."""
    known = [RowChange(row, _differences(row, stored[row.place])) for row in rows if row.place in stored]
    changed = tuple(change for change in known if change.fields)
    new = tuple(row for row in rows if row.place not in stored)
    return Changes(new, changed, len(known) - len(changed))


def _differences(row: CostLine, stored: CostLine) -> tuple[tuple[str, object, object], ...]:
    return tuple(
        (name, getattr(stored, name), getattr(row, name))
        for name in (*OF_TABLE, *OF_ROW)
        if getattr(stored, name) != getattr(row, name)
    )


def _values(row: CostLine) -> list[str]:
    return [str(getattr(row, name)) for name in (*OF_TABLE, *OF_ROW)]


def _told(name: str, was: object, becomes: object) -> str:
    values = {
        "field": (OF_TABLE | OF_ROW)[name], "was": _shown(name, was), "becomes": _shown(name, becomes),
    }  # fmt: skip
    return _("%(field)s: %(was)s → %(becomes)s") % values


def _shown(name: str, value: object) -> str:
    if value is None:
        return _("tomt")
    if name == "kind":
        return str(RowKind(str(value)).label)
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, Decimal | int) and name not in UNGROUPED:
        return number(value)
    return str(value)
