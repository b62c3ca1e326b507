"""Keeping a municipality's own tables: what stood there before is never lost."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify

from hjulet.base.log.chain import one_at_a_time, record
from hjulet.base.people.models import User
from hjulet.report.reports.models import OwnTable, TableRevision


class SomebodyWasFaster(Exception):
    """The table has changed since the page was opened; nothing is written over."""


@transaction.atomic
def add_table(said: Mapping[str, Any], token: UUID, *, by: User, at: datetime) -> OwnTable:
    """A new table, once: the same form sent again gives the one it made the first time."""
    one_at_a_time()
    if made := OwnTable.objects.filter(form_token=token).first():
        return made
    slug = _free_slug(said)
    made = OwnTable.objects.create(**said, slug=slug, changed_by=by, changed_at=at, form_token=token)
    record("own_table.added", made, by=by, at=at, kind=made.kind, year=made.year, rows=len(made.rows))
    return made


@transaction.atomic
def change_table(table: OwnTable, said: Mapping[str, Any], *, revision: int, by: User, at: datetime) -> None:
    """What it says from now on; what it said is kept. Raises SomebodyWasFaster."""
    found = _locked(table)
    new = {name: value for name, value in said.items() if getattr(found, name) != value}
    if not new:
        return
    if found.revision != revision or found.removed_at is not None:
        raise SomebodyWasFaster
    _remember(found)
    if {"unit", "year"} & set(new):
        new["slug"] = _free_slug({"kind": found.kind, **said}, but=found)
    for name, value in new.items():
        setattr(found, name, value)
    found.revision, found.changed_by, found.changed_at = revision + 1, by, at
    found.save(update_fields=[*new, "revision", "changed_by", "changed_at"])
    record("own_table.changed", found, by=by, at=at, revision=found.revision, changed=sorted(new))


@transaction.atomic
def remove_table(table: OwnTable, *, by: User, at: datetime) -> None:
    """Out of the reports that are not approved. A second press changes nothing."""
    found = _locked(table)
    if found.removed_at is None:
        found.removed_by, found.removed_at = by, at
        found.save(update_fields=["removed_by", "removed_at"])
        record("own_table.removed", found, by=by, at=at)


@transaction.atomic
def restore_table(table: OwnTable, *, by: User, at: datetime) -> None:
    """Back where it was. A second press changes nothing."""
    found = _locked(table)
    if found.removed_at is not None:
        found.removed_by, found.removed_at = None, None
        found.save(update_fields=["removed_by", "removed_at"])
        record("own_table.restored", found, by=by, at=at)


def _locked(table: OwnTable) -> OwnTable:
    rows = OwnTable.objects.select_for_update(of=("self",), no_key=True).select_related("unit")
    return rows.get(pk=table.pk)


def _remember(found: OwnTable) -> None:
    TableRevision.objects.create(
        table=found, revision=found.revision, content=found.content(),
        changed_by_id=found.changed_by_id, changed_at=found.changed_at,
    )  # fmt: skip


def _free_slug(said: Mapping[str, Any], but: OwnTable | None = None) -> str:
    """The title's, with a number where another table of the report has it; it stays when the title changes."""
    first = slugify(said["title"])[:70] or "tabell"
    same = {"kind": said["kind"], "unit": said["unit"], "year": said["year"]}
    others = OwnTable.objects.filter(**same, slug__startswith=first).values_list("slug", flat=True)
    taken = set(others.exclude(pk=but.pk) if but else others)
    return next(
        slug for slug in (first, *(f"{first}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken
    )
