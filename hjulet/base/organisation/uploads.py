"""A file between upload and confirmation: kept on the server in the session, read and compared anew each time."""

import base64
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from hjulet.base.log.chain import Actor
from hjulet.base.organisation import workflows
from hjulet.base.organisation.models import Municipality
from hjulet.base.organisation.sources import exposure, lineage, units
from hjulet.base.organisation.sources.reading import Fault, Reading

KEY = "organisation.upload"
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


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind(
            "enheter", _("Enheter"), units.COLUMNS, units.read_units, workflows.plan_import, workflows.carry_out
        ),
        Kind(
            "arv", _("Namnbyten, delningar och sammanslagningar"), lineage.COLUMNS, lineage.read_lineage,
            workflows.plan_lineage, workflows.carry_out_lineage,
        ),
        Kind(
            "exponering", _("Exponering per månad"), exposure.COLUMNS, exposure.read_exposure,
            workflows.plan_exposure, workflows.carry_out_exposure,
        ),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Upload:
    """What somebody uploaded, and what it would do today."""

    kind: Kind
    filename: str
    reading: Reading[Any]
    plan: Any  # one of the three kinds of plan

    @property
    def faults(self) -> tuple[Fault, ...]:
        """All faults of the file; those of the tree once the cells can be read."""
        return self.reading.faults or self.plan.changes.faults


def opened(municipality: Municipality, kind: str, filename: str, content: bytes) -> Upload:
    how = KINDS[kind]
    reading = how.read(content, filename)
    return Upload(how, filename, reading, how.plan(municipality, reading.rows if not reading.faults else ()))


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
