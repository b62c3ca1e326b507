"""Many new rows at once. Django's own bulk_create takes four times as long here, so each database gets its own words."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import connection

from hjulet.check.indicators.models import KoladaValue

Row = tuple[str, str, str, int, str, Decimal | None, str, int]
COLUMNS = ("kpi_id", "area", "unit_code", "year", "gender", "value", "status", "sync_id")


def insert_values(rows: Sequence[Row]) -> None:
    """Into the table of values, inside the caller's transaction. The order of a row is that of COLUMNS."""
    if not rows:
        return
    table = connection.ops.quote_name(KoladaValue._meta.db_table)  # noqa: SLF001 - public in Django, whatever its name says
    names = ", ".join(connection.ops.quote_name(name) for name in COLUMNS)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy(cursor, f"COPY {table} ({names}) FROM STDIN", rows)
        else:
            marks = ", ".join(["%s"] * len(COLUMNS))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608 - names of ours


def _copy(cursor: Any, sql: str, rows: Sequence[Row]) -> None:
    """Any: psycopg's own cursor, which Django wraps without saying so in its types."""
    with cursor.copy(sql) as copy:
        for row in rows:
            copy.write_row(row)
