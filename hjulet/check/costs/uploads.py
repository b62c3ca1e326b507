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
    is_published: bool


def opened(municipality: Municipality, filename: str, content: bytes, *, is_published: bool) -> Upload:
    reading = read_costs(content, filename, is_published=is_published)
    return Upload(
        filename, reading, plan_import(municipality, () if reading.faults else reading.rows), is_published
    )


def keep(session: Session, filename: str, content: bytes, *, is_published: bool) -> None:
    session[KEY] = {
        "filename": filename[:200],
        "content": base64.b64encode(content).decode(),
        "is_published": is_published,
    }


def kept(session: Session, municipality: Municipality) -> Upload | None:
    """The file that waits for confirmation, or None."""
    found = session.get(KEY)
    if not found:
        return None
    content = base64.b64decode(found["content"])
    return opened(
        municipality, found["filename"], content, is_published=bool(found.get("is_published", False))
    )


def forget(session: Session) -> None:
    session.pop(KEY, None)
