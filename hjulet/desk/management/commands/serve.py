"""Get everything ready and start it: database, static files, web server and worker in one command."""

import hashlib
import os
import signal
import socket
import subprocess
import sys
from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from hjulet.base.people.checks import refuse_demonstration_users

PATIENCE = 10  # seconds that a child gets to finish what it does


class Command(BaseCommand):
    help = "Gör i ordning databasen och starta webbserver och arbetare. Ctrl-C stoppar båda."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--workers", type=int, default=2)
        parser.add_argument("--only-prepare", action="store_true", help="gör i ordning men starta inget")
        parser.add_argument("--quiet", action="store_true", help="skriv ingenting om det går bra")

    def handle(self, *args: Any, port: int, host: str, workers: int, **options: Any) -> None:
        self._prepare(quiet=options["quiet"])
        if options["only_prepare"]:
            return
        _refuse_taken(host, port)
        self.stdout.write(f"\nKvalitetshjulet finns på http://localhost:{port}/  (Ctrl-C stoppar)\n")
        self.stdout.flush()
        run_until_stopped([web_server(host, port, workers), worker()])

    def _prepare(self, *, quiet: bool) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        if static_files_have_changed():
            call_command("collectstatic", verbosity=0, interactive=False, clear=True)
            remember_static_files()
        refuse_demonstration_users()
        if settings.DEMO:
            call_command("load_demo", verbosity=0 if quiet else 1, stdout=self.stdout)


def web_server(host: str, port: int, workers: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "4", "--no-ws", "--log-level", "warning",
        "config.wsgi:application",
    ]  # fmt: skip


def worker() -> list[str]:
    return [sys.executable, str(settings.BASE_DIR / "manage.py"), "db_worker", "--interval", "2"]


def run_until_stopped(commands: list[list[str]]) -> None:
    """Start the children and wait until we are told to stop. When one ends by itself all stop, and that is a failure."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    for sign in (
        signal.SIGTERM,
        signal.SIGINT,
        signal.SIGHUP,
    ):  # told to stop, Ctrl-C, the terminal was closed
        signal.signal(sign, stop)
    children = [
        subprocess.Popen(command, cwd=settings.BASE_DIR, start_new_session=True)  # noqa: S603 - our own commands
        for command in commands
    ]
    try:
        os.wait()
    except KeyboardInterrupt:
        return
    finally:
        stop_all(children)
    message = "Webbservern eller arbetaren slutade av sig själv. Båda är stoppade."
    raise CommandError(message)


def stop_all(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask first; those that do not listen are ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for child in children:
        child.terminate()
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.wait(PATIENCE)
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)  # whatever the child had started and left behind


def _refuse_taken(host: str, port: int) -> None:
    with socket.socket() as probe:
        if probe.connect_ex((host, port)) == 0:
            message = f"Porten {port} används redan. Stoppa det som kör där, eller välj en annan: make run PORT=8001"
            raise CommandError(message)


def static_files_have_changed() -> bool:
    mark = _mark()
    return not mark.exists() or mark.read_text() != _static_fingerprint()


def remember_static_files() -> None:
    _mark().write_text(_static_fingerprint())


def _mark() -> Path:
    return Path(settings.STATIC_ROOT) / "fingerprint.txt"


def _static_fingerprint() -> str:
    """Names, sizes and times of every static file of ours and of the libraries."""
    said = hashlib.sha256()
    for app in apps.get_app_configs():
        for path in sorted((Path(app.path) / "static").rglob("*")):
            state = path.stat()
            said.update(f"{path}|{state.st_size}|{state.st_mtime_ns}\n".encode())
    return said.hexdigest()
