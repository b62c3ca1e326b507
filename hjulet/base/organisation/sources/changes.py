"""What a file would change, beside what is stored. Pure: the page shows it, the workflow carries it out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from hashlib import sha256

from django.utils.translation import gettext as _

from hjulet.base.organisation.choices import Regime, UnitKind
from hjulet.base.organisation.sources.reading import WHOLE_FILE, Fault
from hjulet.base.organisation.sources.units import UnitRow

DEEPEST = 20
FIELDS: dict[str, str] = {
    "name": "namn",
    "kind": "slag",
    "law_codes": "lagområden",
    "regime": "regi",
    "place": "plats",
    "valid_from_said": "gäller från",
    "valid_to_said": "gäller till",
    "note": "anmärkning",
}


@dataclass(frozen=True)
class FieldChange:
    name: str
    was: str
    becomes: str

    def __str__(self) -> str:
        values = {"field": FIELDS[self.name], "was": self.was or "tomt", "becomes": self.becomes or "tomt"}
        return _("%(field)s: %(was)s → %(becomes)s") % values


@dataclass(frozen=True)
class UnitChange:
    """What becomes of one unit: its fields, and its place in the tree."""

    row: UnitRow
    fields: tuple[FieldChange, ...]
    moved_from: str | None  # the slug of the unit it lies under today; None when it stays

    @property
    def is_ended(self) -> bool:
        return any(change.name == "valid_to_said" and change.becomes for change in self.fields)


@dataclass(frozen=True)
class UnitChanges:
    """Everything the file would do. Parents come before their children."""

    new: tuple[UnitRow, ...]
    changed: tuple[UnitChange, ...]
    unchanged: int
    untouched: tuple[str, ...]  # stored units that the file does not mention
    faults: tuple[Fault, ...]
    names: Mapping[str, str] = field(default_factory=dict)  # of every unit after the change, by slug

    @property
    def moved(self) -> tuple[UnitChange, ...]:
        return tuple(change for change in self.changed if change.moved_from is not None)

    @property
    def ended(self) -> tuple[UnitChange, ...]:
        return tuple(change for change in self.changed if change.is_ended)

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.changed)

    @property
    def fingerprint(self) -> str:
        """The same when, and only when, the same things would happen."""
        told = repr([astuple(row) for row in self.new] + [astuple(change) for change in self.changed])
        return sha256(told.encode()).hexdigest()


def compare(rows: Sequence[UnitRow], stored: Mapping[str, UnitRow]) -> UnitChanges:
    """What the rows would change in the stored tree, and what forbids it."""
    told = {row.slug: row for row in rows}
    if faults := faults_of_tree(rows, stored):
        return UnitChanges((), (), 0, (), tuple(sorted(faults)))
    after = {**stored, **told}
    ordered = sorted(rows, key=lambda row: (_depth(row.slug, after), row.number))
    changes = [_change(row, stored[row.slug]) for row in ordered if row.slug in stored]
    changed = tuple(change for change in changes if change.fields or change.moved_from is not None)
    return UnitChanges(
        new=tuple(row for row in ordered if row.slug not in stored),
        changed=changed,
        unchanged=len(changes) - len(changed),
        untouched=tuple(unit.name for slug, unit in stored.items() if slug not in told),
        faults=(),
        names={slug: unit.name for slug, unit in after.items()},
    )


def faults_of_tree(rows: Iterable[UnitRow], stored: Mapping[str, UnitRow]) -> list[Fault]:
    """Unknown parents, circles, and a municipality with no root or with two."""
    told = {row.slug: row for row in rows}
    after = {**stored, **told}
    faults = []
    for row in told.values():
        if not row.parent:
            faults += _faults_of_root(row, after, stored)
        elif row.parent not in after:
            said = {"parent": row.parent}
            faults.append(
                Fault(row.number, "parent_id", _("Det finns ingen enhet med id ”%(parent)s”.") % said)
            )
        elif row.kind == UnitKind.MUNICIPALITY:
            faults.append(Fault(row.number, "parent_id", _("En kommun kan inte ligga under en annan enhet.")))
        elif _is_in_circle(row.slug, after):
            faults.append(
                Fault(row.number, "parent_id", _("Enheten ligger under sig själv, direkt eller i en kedja."))
            )
        elif _depth(row.slug, after) > DEEPEST:
            said = {"most": str(DEEPEST)}
            faults.append(
                Fault(row.number, "parent_id", _("Enheten ligger mer än %(most)s nivåer ned.") % said)
            )
    if not faults and not any(not unit.parent for unit in after.values()):
        faults.append(
            Fault(WHOLE_FILE, "parent_id", _("Ingen rad är kommunen själv (slag kommun, utan parent_id)."))
        )
    return faults


def shown(name: str, value: str) -> str:
    """A stored value as people read it."""
    if name == "kind":
        return str(UnitKind(value).label)
    if name == "regime":
        return str(Regime(value).label)
    return value


def _faults_of_root(row: UnitRow, after: Mapping[str, UnitRow], stored: Mapping[str, UnitRow]) -> list[Fault]:
    if row.kind != UnitKind.MUNICIPALITY:
        return [
            Fault(
                row.number, "parent_id", _("Skriv vilken enhet den ligger under. Bara kommunen står överst.")
            )
        ]
    if row.slug in stored and stored[row.slug].parent:
        return [
            Fault(
                row.number, "parent_id", _("En enhet som ligger under en annan kan inte bli kommunen själv.")
            )
        ]
    others = [unit for unit in after.values() if not unit.parent and unit.slug != row.slug]
    if others:
        return [
            Fault(row.number, "id", _("Kommunen finns redan med id ”%(root)s”.") % {"root": others[0].slug})
        ]
    return []


def _is_in_circle(slug: str, after: Mapping[str, UnitRow]) -> bool:
    """Whether one comes back to the unit by going upwards from it."""
    above = after[slug].parent
    seen = set()
    while above and above in after and above not in seen:
        if above == slug:
            return True
        seen.add(above)
        above = after[above].parent
    return False


def _depth(slug: str, after: Mapping[str, UnitRow]) -> int:
    """How many units lie above; a chain that breaks or turns ends where it does."""
    depth = 0
    while (parent := after[slug].parent) in after and depth <= DEEPEST:
        depth, slug = depth + 1, parent
    return depth


def _change(row: UnitRow, stored: UnitRow) -> UnitChange:
    fields = tuple(
        FieldChange(name, shown(name, getattr(stored, name)), shown(name, getattr(row, name)))
        for name in FIELDS
        if getattr(stored, name) != getattr(row, name)
    )
    return UnitChange(row, fields, stored.parent if stored.parent != row.parent else None)
