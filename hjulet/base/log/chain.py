"""Write to the log: one entry, tied to the one before it."""

from datetime import datetime
from typing import Any, Protocol

from django.db import models


class Actor(Protocol):
    """Whoever acts: a user, as the log sees one."""

    pk: int
    name: str


def record(event: str, about: models.Model | None, *, by: Actor | None, at: datetime, **details: Any) -> None:
    """One entry in the log, inside the caller's transaction."""
    raise NotImplementedError
