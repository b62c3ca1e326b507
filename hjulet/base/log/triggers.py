"""The database itself refuses to change or remove a line of the log, and to write in a sealed year.

Django rebuilds a table on SQLite when a column changes and drops its triggers without a word, so they are made anew
after every migrate (post_migrate, the one place where Django offers nothing but a signal).
"""

from typing import Any

from django.db import connections

KEPT = ("log_entry", "log_seal")

SQLITE = [
    f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, 'The log can only grow'); END"
    for table in KEPT
    for verb in ("update", "delete")
] + [
    # INSERT OR REPLACE removes the old row without asking the delete trigger.
    """
    CREATE TRIGGER log_entry_no_replace BEFORE INSERT ON log_entry
    WHEN EXISTS (SELECT 1 FROM log_entry WHERE id = NEW.id OR previous = NEW.previous OR fingerprint = NEW.fingerprint)
    BEGIN SELECT RAISE(ABORT, 'The log can only grow'); END
    """,
    """
    CREATE TRIGGER log_seal_no_replace BEFORE INSERT ON log_seal
    WHEN EXISTS (SELECT 1 FROM log_seal WHERE id = NEW.id OR year = NEW.year)
    BEGIN SELECT RAISE(ABORT, 'The log can only grow'); END
    """,
    """
    CREATE TRIGGER log_entry_not_when_sealed BEFORE INSERT ON log_entry
    WHEN EXISTS (SELECT 1 FROM log_seal WHERE year = NEW.year)
    BEGIN SELECT RAISE(ABORT, 'The year is sealed'); END
    """,
]
SQLITE_NAMES = (
    *(f"{table}_no_{verb}" for table in KEPT for verb in ("update", "delete", "replace")),
    "log_entry_not_when_sealed",
)

POSTGRESQL = [
    """
    CREATE OR REPLACE FUNCTION log_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'The log can only grow' USING ERRCODE = 'restrict_violation'; END $$
    """,
    """
    CREATE OR REPLACE FUNCTION log_refuse_when_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT 1 FROM log_seal WHERE year = NEW.year) THEN
            RAISE EXCEPTION 'The year is sealed' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    *(
        f"CREATE OR REPLACE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION log_refuse()"
        for table in KEPT
    ),
    """
    CREATE OR REPLACE TRIGGER log_entry_not_when_sealed BEFORE INSERT ON log_entry
    FOR EACH ROW EXECUTE FUNCTION log_refuse_when_sealed()
    """,
]
POSTGRESQL_NAMES = (*(f"{table}_only_grows" for table in KEPT), "log_entry_not_when_sealed")


def after_migrations(using: str, **kwargs: Any) -> None:
    """Make every trigger, whether or not it was there. Nothing to do while the tables are not there (migrate zero)."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if not set(KEPT) <= set(connection.introspection.table_names(cursor)):
            return
        for statement in _statements(connection.vendor):
            cursor.execute(statement)


def _statements(vendor: str) -> list[str]:
    if vendor == "postgresql":
        return POSTGRESQL
    return [f"DROP TRIGGER IF EXISTS {name}" for name in SQLITE_NAMES] + SQLITE
