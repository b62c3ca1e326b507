"""The tables of the tests' SQLite, made by the migrations once and copied after that: seconds instead of a minute."""

import hashlib
import os
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection

HOUSE = Path(__file__).resolve().parents[1]
KEPT = HOUSE / "var" / "tests"
MAKES_TABLES = (
    "hjulet/**/migrations/*.py",
    "hjulet/**/apps.py",
    "hjulet/base/log/*.py",
    "hjulet/base/search/*.py",
)


def create_test_db(**_asked: Any) -> str:
    """Stands in for SQLite's own, which always migrates."""
    name = connection.creation._get_test_db_name()
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    connection.ensure_connection()
    make_tables()
    return str(name)


def make_tables() -> None:
    """In the open connection's empty database: from the copy of an earlier run, or by the migrations."""
    copy = KEPT / f"{_fingerprint()}.sqlite3"
    if copy.exists():
        with sqlite3.connect(copy) as source:
            source.backup(connection.connection)
        source.close()
        return
    call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
    _keep(copy)


def _fingerprint() -> str:
    """The same when, and only when, the migrations and what runs after them are the same."""
    files = {path for pattern in MAKES_TABLES for path in HOUSE.glob(pattern)}
    files |= {path for path in HOUSE.glob("hjulet/**/*.py") if b"SearchIndex(" in path.read_bytes()}
    files.add(HOUSE / "requirements" / "dev.lock")  # others' migrations
    told = hashlib.sha256(f"{django.VERSION} {sqlite3.sqlite_version}".encode())
    for path in sorted(files):
        told.update(str(path.relative_to(HOUSE)).encode() + path.read_bytes())
    return told.hexdigest()[:24]


def _keep(copy: Path) -> None:
    """Whole or not at all: two workers may do this at once."""
    KEPT.mkdir(parents=True, exist_ok=True)
    for old in sorted(KEPT.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime)[:-2]:
        old.unlink(missing_ok=True)
    with tempfile.NamedTemporaryFile(dir=KEPT, delete=False) as half:
        target = sqlite3.connect(half.name)
    connection.connection.backup(target)
    target.close()
    os.replace(half.name, copy)  # noqa: PTH105 - the one that is atomic
