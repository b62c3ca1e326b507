"""An index over a column of blinded stems: FTS5 on SQLite, GIN on PostgreSQL.

A feature gives its table a column `words = TextField(blank=True)`, fills it in its verbs with `PARTS.blinded(text)`, and
hands the index over in its AppConfig:

    PARTS = SearchIndex("deviations_part", "words", purpose="deviations")      # beside the model

    def ready(self) -> None:
        keep_index(self, PARTS)

Django rebuilds a table on SQLite when a column changes and drops its triggers without a word, so the index is looked
after at the end of every migrate (post_migrate, the one place where Django offers nothing but a signal).
"""

from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from django.apps import AppConfig
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import RawSQL
from django.db.models.signals import post_migrate

from hjulet.base.search.stems import blinded, query

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True)
class SearchIndex:
    """Which column of which table holds the blinded stems. The names are ours, never a user's: they stand in SQL."""

    table: str
    column: str
    purpose: str  # goes into every mark, so that two indexes cannot be laid side by side

    @property
    def name(self) -> str:
        return f"{self.table}_{self.column}_search"

    def blinded(self, text: str) -> str:
        """What to put in the column."""
        return blinded(text, purpose=self.purpose)

    def marks(self, words: str) -> list[str]:
        """What to look for in it."""
        return query(words, purpose=self.purpose)


def matching(queryset: models.QuerySet[Row], index: SearchIndex, words: str) -> models.QuerySet[Row]:
    """Rows that hold every word, in any form of it. Nothing but stop words finds nothing."""
    marks = index.marks(words)
    if not marks:
        return queryset.none()
    if connections[queryset.db].vendor == "postgresql":
        found = RawSQL(_POSTGRESQL_FIND.format(index=index), [marks])  # noqa: S611 - our own names, marks as parameters
    else:
        asked = " AND ".join(f'"{mark}"' for mark in marks)
        found = RawSQL(_SQLITE_FIND.format(index=index), [asked])  # noqa: S611 - as above
    return queryset.filter(pk__in=found)


def keep_index(config: AppConfig, index: SearchIndex) -> None:
    """Called in the feature's `ready`: the index is made, or made anew, at the end of every migrate."""
    post_migrate.connect(
        partial(_after_migrations, index=index), sender=config, weak=False, dispatch_uid=index.name
    )


def _after_migrations(*, index: SearchIndex, using: str, **kwargs: Any) -> None:
    make(index, connections[using])


def make(index: SearchIndex, connection: BaseDatabaseWrapper) -> None:
    """Make what is missing. Nothing to do while the column is not there (migrate zero)."""
    with connection.cursor() as cursor:
        is_there = _has_column(index, connection, cursor)
        if connection.vendor == "postgresql":
            statements = [_POSTGRESQL_MAKE] if is_there else []
        elif not is_there:
            statements = [*_SQLITE_UNMAKE]
        else:
            cursor.execute(_SQLITE_PARTS, [index.name, f"{index.name}_%"])
            is_whole = cursor.fetchone()[0] == len(_SQLITE_MAKE)
            statements = [] if is_whole else [*_SQLITE_UNMAKE, *_SQLITE_MAKE, _SQLITE_FILL]
        for statement in statements:
            cursor.execute(statement.format(index=index))


def _has_column(index: SearchIndex, connection: BaseDatabaseWrapper, cursor: Any) -> bool:
    if index.table not in connection.introspection.table_names(cursor):
        return False
    columns = connection.introspection.get_table_description(cursor, index.table)
    return index.column in {column.name for column in columns}


# The text is an array to PostgreSQL: its own parser would cut "12e4ab…" in two, taking it for a number.
_POSTGRESQL_MAKE = "CREATE INDEX IF NOT EXISTS {index.name} ON {index.table} USING gin (string_to_array({index.column}, ' '))"
_POSTGRESQL_FIND = "SELECT id FROM {index.table} WHERE string_to_array({index.column}, ' ') @> %s::text[]"

# The index keeps a copy of the marks: an external-content index is smaller, but refuses every write to its table once
# the two are out of step, and a search must never stand in the way of a report. No positions (detail=none): all that is
# asked is "which rows".
_SQLITE_DROP = "DELETE FROM {index.name} WHERE rowid = OLD.id;"
_SQLITE_ADD = "INSERT INTO {index.name}(rowid, {index.column}) SELECT NEW.id, NEW.{index.column} WHERE NEW.{index.column} <> '';"
_SQLITE_MAKE = (
    "CREATE VIRTUAL TABLE {index.name} USING fts5({index.column}, detail='none', columnsize=0, tokenize='ascii')",
    "CREATE TRIGGER {index.name}_add AFTER INSERT ON {index.table} BEGIN " + _SQLITE_ADD + " END",
    "CREATE TRIGGER {index.name}_drop AFTER DELETE ON {index.table} BEGIN " + _SQLITE_DROP + " END",
    "CREATE TRIGGER {index.name}_turn AFTER UPDATE OF {index.column} ON {index.table}"
    " WHEN OLD.{index.column} <> NEW.{index.column} BEGIN " + _SQLITE_DROP + _SQLITE_ADD + " END",
)
_SQLITE_FILL = "INSERT INTO {index.name}(rowid, {index.column}) SELECT id, {index.column} FROM {index.table} WHERE {index.column} <> ''"
_SQLITE_UNMAKE = (
    "DROP TRIGGER IF EXISTS {index.name}_add",
    "DROP TRIGGER IF EXISTS {index.name}_drop",
    "DROP TRIGGER IF EXISTS {index.name}_turn",
    "DROP TABLE IF EXISTS {index.name}",
)
_SQLITE_PARTS = "SELECT count(*) FROM sqlite_master WHERE name = %s AND type = 'table' OR name LIKE %s AND type = 'trigger'"
_SQLITE_FIND = "SELECT rowid FROM {index.name} WHERE {index.name} MATCH %s"
