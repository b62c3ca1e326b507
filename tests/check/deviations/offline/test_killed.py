"""200 reports from 20 clients while the server is killed three times: every receipted report is there exactly once."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import pytest

from tests.check.deviations.offline.support import Phone, written
from tests.journeys.serving import HOUSE, environment, free_port, wait_until

pytestmark = pytest.mark.slow
CLIENTS, EACH = 20, 10
DEADLY = (30, 90, 150)  # receipts after which the power goes
TOKEN = "c" * 32  # the same in the cookie and in the form
PAUSE, PATIENCE = 0.1, 120


class Server:
    """The web server that `manage.py serve` starts, in a process group that can be killed at once."""

    def __init__(self, folder: Path, **extra: str) -> None:
        self.folder, self.port = folder, free_port()
        self.environment = environment(folder, HJULET_DOOR_REPORTS="9999", PYTHONPATH=str(HOUSE), **extra)
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def run(self, *command: str) -> str:
        done = subprocess.run(
            [sys.executable, *command], cwd=HOUSE, env=self.environment, capture_output=True, text=True, check=False
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def say(self, call: str) -> Any:
        """What a function of crowd.py gives, asked in the server's own settings."""
        asking = f"import json; from tests.check.deviations.offline.crowd import *; print(json.dumps({call}))"
        return json.loads(self.run("manage.py", "shell", "-v0", "-c", asking))

    def start(self) -> None:
        command = [
            "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port),
            "--workers", "2", "--blocking-threads", "4", "--no-ws", "--log-level", "warning", "config.wsgi:application",
        ]  # fmt: skip
        with (self.folder / "server.log").open("ab") as said:
            self.process = subprocess.Popen(
                [sys.executable, *command], cwd=HOUSE, env=self.environment, stdout=said, stderr=said, start_new_session=True
            )  # fmt: skip
        wait_until(self.answers, "the server answers")

    def answers(self) -> bool:
        with suppress(httpx.TransportError):
            return httpx.get(f"{self.url}/sw.js", timeout=5).status_code == 200
        return False

    def kill(self) -> None:
        """Everything at once; nobody is asked."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(PATIENCE)


@pytest.fixture
def server(tmp_path):
    extra = {"DATABASE_URL": fresh_database()} if "DATABASE_URL" in os.environ else {}
    made = Server(tmp_path, **extra)
    made.run("manage.py", "migrate", "-v0")
    made.run("manage.py", "createcachetable", "-v0")
    made.run("manage.py", "collectstatic", "-v0", "--noinput")
    yield made
    made.kill()


def fresh_database() -> str:
    """Beside the tests' own, on the same server."""
    import psycopg  # noqa: PLC0415 - only where there is a PostgreSQL

    address, name = os.environ["DATABASE_URL"], f"killed_{uuid4().hex[:8]}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return urlsplit(address)._replace(path=f"/{name}").geturl()


def test_every_receipted_report_is_there_exactly_once(server):
    held = server.say(f"prepare({CLIENTS})")
    receipts: list[tuple[str, str]] = []
    server.start()
    killer = threading.Thread(target=kill_at, args=(server, receipts))
    killer.start()

    started = time.monotonic()
    with ThreadPoolExecutor(CLIENTS) as crowd:
        work = [crowd.submit(report_all, server.url, held, number, receipts) for number in range(CLIENTS)]
    [one.result() for one in work]
    took = time.monotonic() - started
    killer.join()

    there = server.say("count()")
    wanted = Counter(client_id for client_id, _number in receipts)
    assert len(wanted) == len(receipts) == CLIENTS * EACH
    assert Counter(client_id for client_id, _number in there) == wanted
    assert len({number for _client_id, number in there}) == len(there)
    assert {pair for pair in receipts if pair[1]} <= {tuple(pair) for pair in there}
    assert "Loggen stämmer" in server.run("manage.py", "verify_log")
    assert took < PATIENCE


def kill_at(server, receipts):
    for amount in DEADLY:
        wait_until(lambda least=amount: len(receipts) >= least, f"{amount} receipts", PATIENCE)
        server.kill()
        server.start()


def report_all(url, held, number, receipts):
    """Half of the clients sit at the page, half are telephones whose net has come back."""
    me = held["crowd"][number]
    phone = Phone(held["given"])
    with httpx.Client(
        base_url=url, cookies={"sessionid": me["session"], "csrftoken": TOKEN}, timeout=20
    ) as client:
        for client_id, ticket in zip(me["ids"], me["tickets"], strict=True):
            if number % 2:
                said = written(ticket, unit=held["unit"], client_id=client_id, csrfmiddlewaretoken=TOKEN)
                receipts.append(until_receipted(lambda said=said: by_page(client, said)))
            else:
                letter = json.dumps(phone.letter(written(ticket, unit=held["unit"]))).encode()
                receipts.append(
                    until_receipted(lambda ticket=ticket, letter=letter: by_phone(client, ticket, letter))
                )


def until_receipted(attempt):
    """The same report again and again, until somebody says that it has come."""
    last = time.monotonic() + PATIENCE
    receipt = None
    while receipt is None:
        assert time.monotonic() < last, "no receipt"
        with suppress(httpx.TransportError):
            receipt = attempt()
        time.sleep(PAUSE)
    return receipt


def by_page(client, said):
    answer = client.post("/avvikelser/rapportera/", data=said)
    assert answer.status_code in {302, 500, 503}, answer.text[:2000]
    return (
        (said["client_id"], "")
        if answer.status_code == 302 and "/mottagen/" in answer.headers["location"]
        else None
    )


def by_phone(client, ticket, letter):
    files = {"envelope": ("rapport.json", letter, "application/json")}
    answer = client.post(
        "/avvikelser/rapportera/utan-nat/skicka/", data={"ticket": ticket["ticket"], "age": "60"}, files=files
    )
    assert answer.status_code in {200, 500, 503}, answer.text[:2000]
    return (ticket["client_id"], answer.json()["number"]) if answer.status_code == 200 else None
