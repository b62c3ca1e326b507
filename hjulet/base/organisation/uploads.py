"""A file between upload and confirmation: kept on the server in the session, read and compared anew each time."""

import base64
from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from hjulet.base.log.chain import Actor
from hjulet.base.organisation import workflows
from hjulet.base.organisation.models import Municipality
from hjulet.base.organisation.sources import exposure, lineage, units
from hjulet.base.organisation.sources.exposure import ExposureRow
from hjulet.base.organisation.sources.lineage import LineageRow
from hjulet.base.organisation.sources.reading import Fault, Reading
from hjulet.base.organisation.sources.units import UnitRow

KEY = "organisation.upload"
PLACE = {"", "id", "parent_id", "kind"}  # columns that say where in the tree a unit stands
Session = MutableMapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """One kind of file: how it is read, what it would do, and doing it."""

    key: str
    title: Any  # a translated word
    columns: tuple[str, ...]
    read: Callable[[bytes, str], Reading[Any]]
    plan: Callable[..., Any]  # plans differ; what they have in common is municipality, rows and changes
    carry_out: Callable[..., Any]
    check: Callable[
        [Municipality, Reading[Any]], Sequence[Fault]
    ]  # what is wrong beside the cells that cannot be read


def _beside_units(municipality: Municipality, reading: Reading[UnitRow]) -> list[Fault]:
    """Faults of the tree, from rows whose place in it could be read; rows broken elsewhere may still be parents."""
    placeless = {fault.row for fault in reading.faults if fault.column in PLACE}
    rows = [row for row in reading.rows if row.slug]
    return [fault for fault in workflows.faults_beside(municipality, rows) if fault.row not in placeless]


def _beside_lineage(municipality: Municipality, reading: Reading[LineageRow]) -> Sequence[Fault]:
    return workflows.plan_lineage(municipality, _whole(reading)).changes.faults


def _beside_exposure(municipality: Municipality, reading: Reading[ExposureRow]) -> Sequence[Fault]:
    return workflows.plan_exposure(municipality, _whole(reading)).changes.faults


def _whole(reading: Reading[Any]) -> list[Any]:
    broken = {fault.row for fault in reading.faults}
    return [row for row in reading.rows if row.number not in broken]


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind(
            "enheter", _("Enheter"), units.COLUMNS, units.read_units, workflows.plan_import, workflows.carry_out, _beside_units,
        ),
        Kind(
            "arv", _("Namnbyten, delningar och sammanslagningar"), lineage.COLUMNS, lineage.read_lineage,
            workflows.plan_lineage, workflows.carry_out_lineage, _beside_lineage,
        ),
        Kind(
            "exponering", _("Exponering per månad"), exposure.COLUMNS, exposure.read_exposure,
            workflows.plan_exposure, workflows.carry_out_exposure, _beside_exposure,
        ),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Upload:
    """What somebody uploaded, and what it would do today."""

    kind: Kind
    filename: str
    reading: Reading[Any]
    faults: tuple[Fault, ...]  # every one of them, of the cells and of what they would do
    plan: Any  # one of the three kinds of plan; of no rows at all when there are faults


def opened(municipality: Municipality, kind: str, filename: str, content: bytes) -> Upload:
    how = KINDS[kind]
    reading = how.read(content, filename)
    faults = set(reading.faults) | set(how.check(municipality, reading))
    plan = how.plan(municipality, () if faults else reading.rows)
    return Upload(how, filename, reading, tuple(sorted(faults)), plan)


def keep(session: Session, kind: str, filename: str, content: bytes) -> None:
    session[KEY] = {"kind": kind, "filename": filename[:200], "content": base64.b64encode(content).decode()}


def kept(session: Session, municipality: Municipality) -> Upload | None:
    """The file that waits for confirmation, or None."""
    found = session.get(KEY)
    if found is None:
        return None
    return opened(municipality, found["kind"], found["filename"], base64.b64decode(found["content"]))


def forget(session: Session) -> None:
    session.pop(KEY, None)


def confirm(upload: Upload, seen: str, *, by: Actor, at: datetime) -> None:
    """Carry out what was shown; raises CannotImport if it would do something else by now."""
    if seen != upload.plan.changes.fingerprint:
        raise workflows.CannotImport
    upload.kind.carry_out(upload.plan, by=by, at=at)
