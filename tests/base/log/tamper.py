"""What somebody with full power over the database could do: switch the triggers off, change a row, switch them on."""

from contextlib import contextmanager

from django.db import connection

from hjulet.base.log.triggers import SQLITE_NAMES, after_migrations


@contextmanager
def triggers_off():
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
        else:
            for name in SQLITE_NAMES:
                cursor.execute(f"DROP TRIGGER {name}")
        yield cursor
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT")
        else:
            after_migrations(using="default")
