"""A word planted in a sealed text is nowhere on the disk: in no database file, no write-ahead log and no dump.

Each test knows that it looks in the right place: a word planted in an open column is found there.
"""

import sqlite3
import subprocess
from pathlib import Path

import pytest
from django.db import connection

from hjulet.base.search.index import make, matching
from tests.base.search.notes import NOTES, TABLE, Note, drop_table, make_table, note

PLANTED = "Kvastfening"
OPEN = "blåmesar"
IS_POSTGRES = connection.vendor == "postgresql"


@pytest.fixture
def planted(transactional_db):
    """Written, changed and removed again: what is gone lies on the disk too."""
    make_table()
    make(NOTES, connection)
    gone = note(f"{PLANTED} bet en kollega")
    kept = note(f"Det luktade {PLANTED} i köket")
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {TABLE} (text, words) VALUES ('', %s)", [OPEN])
    Note.objects.filter(pk=kept.pk).update(text=f"{PLANTED} igen", words=NOTES.blinded(f"{PLANTED} igen"))
    gone.delete()
    yield
    drop_table()
    make(NOTES, connection)


def test_planted_word_is_found_by_searching(planted):
    assert [row.text for row in matching(Note.objects.all(), NOTES, PLANTED)] == [f"{PLANTED} igen"]


@pytest.mark.skipif(IS_POSTGRES, reason="files of SQLite")
def test_planted_word_is_in_no_file_of_sqlite(planted, tmp_path):
    path = tmp_path / "copy.sqlite3"
    with sqlite3.connect(path, isolation_level=None) as copy:
        copy.execute("PRAGMA journal_mode=WAL")
        copy.execute("PRAGMA wal_autocheckpoint=0")
        connection.connection.backup(copy)
        dump = "\n".join(copy.iterdump())
        files = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    copy.close()

    assert {"copy.sqlite3", "copy.sqlite3-wal"} <= set(files)
    together = b"".join(files.values())
    assert has(together, OPEN)
    assert has(dump.encode(), OPEN)
    assert not has(together, PLANTED)
    assert not has(dump.encode(), PLANTED)


@pytest.mark.postgres
def test_planted_word_is_in_no_file_of_postgresql(planted):
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SHOW data_directory")
        folder = Path(cursor.fetchone()[0])
    if not folder.exists():
        pytest.skip("the server's files are not on this machine")

    assert files_with(OPEN, folder)
    assert files_with(PLANTED, folder) == []


def has(content: bytes, word: str) -> bool:
    lower = content.lower()
    return any(word.lower().encode(code) in lower for code in ("utf-8", "utf-16-le", "latin-1"))


def files_with(word: str, folder: Path) -> list[str]:
    found = subprocess.run(
        ["grep", "-rlia", word, folder / "base", folder / "pg_wal"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode in (0, 1), found.stderr
    return found.stdout.splitlines()
