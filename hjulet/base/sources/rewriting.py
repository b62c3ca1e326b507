"""Rewriting a row that several people may have open at once: nothing that anybody wrote is lost unseen."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from django.db import models


class SomebodyWasFaster(Exception):
    """The row says something else than it did when the form was opened."""


def fingerprint(row: models.Model, names: Iterable[str]) -> str:
    """The same when, and only when, the row says the same in these columns."""
    return sha256(repr([str(getattr(row, name)) for name in names]).encode()).hexdigest()


def locked(row: models.Model, names: Iterable[str], *, seen: str) -> None:
    """Read the row anew and keep it until the transaction ends; raises SomebodyWasFaster when it is another."""
    row.refresh_from_db(from_queryset=type(row)._default_manager.select_for_update())  # noqa: SLF001 - Django's name
    if fingerprint(row, names) != seen:
        raise SomebodyWasFaster


def rewrite(row: models.Model, said: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Store what is new. Returns it for the log, `was` and `now`; empty when nothing is."""
    now = {name: value for name, value in said.items() if getattr(row, name) != value}
    was = {name: getattr(row, name) for name in now}
    if not now:
        return {}
    for name, value in now.items():
        setattr(row, name, value)
    row.save(update_fields=list(now))
    return {"was": was, "now": now}
