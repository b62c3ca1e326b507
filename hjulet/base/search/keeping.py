"""Verbs of the register of synonyms: every municipality has its own, from a list to begin with."""

from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Municipality
from hjulet.base.organisation.workflows import lock
from hjulet.base.people.models import User
from hjulet.base.search.models import Synonyms

EXAMPLES = Path(__file__).parent / "data" / "synonyms.txt"


class SomebodyWasFaster(Exception):
    """The row has changed since the form was opened; nothing is written over."""


def examples() -> list[str]:
    """The list to begin with, one meaning a line."""
    lines = EXAMPLES.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@transaction.atomic
def add_examples(
    municipality: Municipality, day: date, *, by: User | None = None, at: datetime | None = None
) -> int:
    """The list to begin with, for a municipality that has none; how many rows it gave."""
    lock(municipality)
    if Synonyms.objects.visible_to(municipality).exists():
        return 0
    rows = [
        Synonyms(municipality=municipality, words=words, valid_from=day, changed_by=by, changed_at=at)
        for words in examples()
    ]
    Synonyms.objects.bulk_create(rows)
    if at is not None:
        record("synonyms.begun", municipality, by=by, at=at, rows=len(rows))
    return len(rows)


@transaction.atomic
def add_synonyms(municipality: Municipality, words: str, day: date, *, by: User, at: datetime) -> Synonyms:
    """Words that mean the same from the day on; the same words twice are one row."""
    lock(municipality)
    ours = Synonyms.objects.visible_to(municipality)
    if found := ours.filter(words=words).valid_on(day).first():
        return found
    row = Synonyms.objects.create(
        municipality=municipality, words=words, valid_from=day, changed_by=by, changed_at=at
    )
    record("synonyms.added", row, by=by, at=at, words=words)
    return row


@transaction.atomic
def change_synonyms(row: Synonyms, words: str, *, seen: str, by: User, at: datetime) -> None:
    """Other words for the same meaning; what they were stands in the log. Raises SomebodyWasFaster."""
    row.refresh_from_db(from_queryset=Synonyms.objects.select_for_update(of=("self",)))
    if seen and row.words != seen:
        raise SomebodyWasFaster
    if row.words == words:
        return
    was, row.words, row.changed_by, row.changed_at = row.words, words, by, at
    row.save(update_fields=["words", "changed_by", "changed_at"])
    record("synonyms.changed", row, by=by, at=at, was=was, now=words)


@transaction.atomic
def end_synonyms(row: Synonyms, last_day: date, *, by: User, at: datetime) -> None:
    """They mean the same no longer; the row stays, with its last day."""
    row.refresh_from_db(from_queryset=Synonyms.objects.select_for_update(of=("self",)))
    row.valid_to, row.changed_by, row.changed_at = max(last_day, row.valid_from), by, at
    row.save(update_fields=["valid_to", "changed_by", "changed_at"])
    record("synonyms.ended", row, by=by, at=at, words=row.words, valid_to=row.valid_to)
