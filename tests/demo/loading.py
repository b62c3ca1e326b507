"""The whole demonstration in the tests' database, for as long as a block lasts."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction

from hjulet.base.search.models import Passage, Posting, SearchText, Term

_ROWS: dict[str, list[tuple[Any, ...]]] = {}  # what the first loading of this process left, table by table

_WRITTEN_ANEW: dict[Any, tuple[str, ...]] = {
    SearchText: ("municipality", "kind", "number", "title"),
    Passage: ("text__kind", "text__number", "position", "heading", "anchor", "body"),
    Posting: ("text__kind", "text__number", "root", "weight"),
    Term: ("municipality", "root", "word"),
}


@contextmanager
def the_demonstration(django_db_blocker: Any) -> Iterator[None]:
    """Loaded once a process, copied after that, and rolled back; each test's own changes are rolled back before."""
    with django_db_blocker.unblock(), transaction.atomic():
        if _ROWS:
            _fill()
        else:
            call_command("load_demo", verbosity=0)
            _remember()
        connection.check_constraints()  # now, not at the end of each test: what is undone there waits again
        _count_rows()
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


def _remember() -> None:
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")
            _ROWS[table] = [tuple(map(_plain, row)) for row in cursor.fetchall()]


def _plain(value: Any) -> Any:
    """SQLite gives times as times, but takes them as text."""
    return value.isoformat() if isinstance(value, time) else value


def _fill() -> None:
    """Foreign keys are asked about at a commit, which never comes, so the order of the tables does not matter."""
    with connection.cursor() as cursor:
        for table, rows in _ROWS.items():
            name = connection.ops.quote_name(table)
            cursor.execute(f"SELECT count(*) FROM {name}")
            if cursor.fetchone()[0]:  # what migrations left; never the log, which cannot be emptied
                cursor.execute(f"DELETE FROM {name}")
            if rows:
                places = ", ".join(["%s"] * len(rows[0]))
                cursor.executemany(f"INSERT INTO {name} VALUES ({places})", rows)


def _count_rows() -> None:
    """PostgreSQL plans by what it knows of its tables, and counts them by itself only when rows are there to stay."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _tables() -> list[str]:
    return [
        model._meta.db_table
        for app in apps.get_app_configs()
        if app.name.startswith("hjulet.")
        for model in app.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of ours, to compare before with after.

    The index of open texts is written anew each time, so of its rows only what they say is compared, not their keys.
    """
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for app in apps.get_app_configs()
        if app.name.startswith("hjulet.")
        for model in app.get_models(include_auto_created=True)
        if model not in _WRITTEN_ANEW
    } | {
        model._meta.label: sorted(model._base_manager.values_list(*said))
        for model, said in _WRITTEN_ANEW.items()
    }
