"""A file between upload and confirmation: kept on the server in the session, read and compared anew each time."""

import base64
from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any

from hjulet.base.organisation.models import Municipality
from hjulet.base.organisation.sources.reading import Reading
from hjulet.check.costs.sources.reading import CostLine, read_costs
from hjulet.check.costs.workflows import Plan, plan_import

KEY = "costs.upload"
Session = MutableMapping[str, Any]


@dataclass(frozen=True)
class Upload:
    """What somebody uploaded, and what it would do today; nothing when it has faults."""

    filename: str
    reading: Reading[CostLine]
    plan: Plan


def opened(municipality: Municipality, filename: str, content: bytes) -> Upload:
    reading = read_costs(content, filename)
    return Upload(filename, reading, plan_import(municipality, () if reading.faults else reading.rows))


def keep(session: Session, filename: str, content: bytes) -> None:
    session[KEY] = {"filename": filename[:200], "content": base64.b64encode(content).decode()}


def kept(session: Session, municipality: Municipality) -> Upload | None:
    """The file that waits for confirmation, or None."""
    found = session.get(KEY)
    return opened(municipality, found["filename"], base64.b64decode(found["content"])) if found else None


def forget(session: Session) -> None:
    session.pop(KEY, None)
