"""The power goes while people write: what was answered is there, exactly once, and the log still holds together."""

import os
import re
import shutil
import signal
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urlsplit, urlunsplit
from uuid import uuid4

import pytest

from tests.journeys.serving import PATIENCE, Served, manage, prepared, start, wait_until

pytestmark = pytest.mark.slow
PEOPLE = ("Elin Enhagen", "Albin Avdelin", "Sanna Samordnare", "Vera Verksam")
EACH, KILLS = 10, 3
RAISE = "/atgarder/behov/nytt/"
FORM = "application/x-www-form-urlencoded"
COUNT = "from hjulet.act.actions.models import Need; print(*Need.objects.filter(title__startswith='Avbrott ').values_list('title', flat=True), sep='\\n')"


@dataclass
class Writer:
    """Somebody who fills in the form again and again, and sends it once more when no answer comes."""

    name: str
    server: Served
    unit: str = ""
    cookies: dict[str, str] = field(default_factory=dict)
    answered: list[str] = field(default_factory=list)
    repeated: int = 0

    def sign_in(self) -> None:
        page = self._get("/konto/logga-in/")
        number = next(
            pk
            for pk, words in re.findall(r'name="user" value="(\d+)">(.*?)</button>', page, re.DOTALL)
            if self.name in words
        )
        assert self._post("/konto/demonstration/", user=number) == 302
        self.unit = re.findall(r'<option value="(\d+)"', self._get(RAISE).partition('name="unit"')[2])[0]

    def write(self) -> None:
        for number in range(EACH):
            self._write_one(f"Avbrott {self.name} {number}")

    def _write_one(self, title: str) -> None:
        """The same token until there is an answer: the second time finds what the first one made."""
        said = {"title": title, "area": "processer", "unit": self.unit, "year": "2026", "token": str(uuid4())}
        while self._tried(said) != 302:
            self.repeated += 1
            wait_until(self._is_back, "the server is back")
        self.answered.append(title)

    def _tried(self, said: dict[str, str]) -> int:
        try:
            return self._post(RAISE, **said)
        except OSError:
            return 0

    def _is_back(self) -> bool:
        try:
            return self.server.ask("/tillganglighet/")[0] == 200
        except OSError:
            return False

    def _get(self, path: str) -> str:
        status, headers, page = self.server.ask(path, Cookie=self._cookie)
        assert status == 200, f"{path}: {status}"
        self._keep(headers.get_all("set-cookie"))
        return page

    def _post(self, path: str, **said: str) -> int:
        form = urlencode({"csrfmiddlewaretoken": self.cookies["csrftoken"], **said})
        status, headers, _ = self.server.ask(path, "POST", form, Cookie=self._cookie, Content_Type=FORM)
        self._keep(headers.get_all("set-cookie"))
        return status

    @property
    def _cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def _keep(self, said: list[str] | None) -> None:
        for line in said or ():
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}


@pytest.fixture
def place(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A loaded demonstration: a copied SQLite file, or a PostgreSQL database of its own."""
    if "DATABASE_URL" not in os.environ:
        master = prepared(tmp_path_factory.getbasetemp() / "demonstration")
        return Path(shutil.copytree(master, tmp_path / "data")), {}
    return tmp_path, {"DATABASE_URL": _another_database(os.environ["DATABASE_URL"])}


@pytest.fixture
def server(place: tuple[Path, dict[str, str]]) -> Iterator[Served]:
    folder, extra = place
    served = start(folder, **extra)
    yield served
    served.kill()


def test_what_was_answered_is_there_exactly_once_although_the_server_is_killed(server, place):
    folder, extra = place
    writers = [Writer(name, server) for name in PEOPLE]
    for writer in writers:
        writer.sign_in()

    with ThreadPoolExecutor(len(writers)) as hands:
        written = [hands.submit(writer.write) for writer in writers]
        for number in range(1, KILLS + 1):
            enough = number * len(writers) * EACH // (KILLS + 1)
            wait_until(lambda enough=enough: _answered(writers) >= enough, f"{enough} posts are answered")
            server.kill()
            server.start_again(**extra)
        for one in written:
            one.result()

    found = manage(folder, "shell", "-v", "0", "-c", COUNT, **extra)
    stored = Counter(found.stdout.splitlines())
    assert stored == Counter(title for writer in writers for title in writer.answered)
    assert sorted(stored.values()) == [1] * len(writers) * EACH
    assert sum(writer.repeated for writer in writers) >= 1, "nobody was disturbed, so nothing was tried"
    verified = manage(folder, "verify_log", **extra)
    assert (verified.returncode, verified.stderr) == (0, "")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_stopping_the_server_leaves_nobody_behind(server, how):
    assert len(server.family) >= 4

    assert server.stop(how) == []

    assert server.process.returncode == 0
    assert "Traceback" not in server.said


@pytest.mark.parametrize("child", [0, 1], ids=["web server", "worker"])
def test_when_one_child_dies_all_stop_and_it_is_told_as_a_failure(server, child):
    """Whoever watches over the installation (systemd, a container) starts it again only if it says that it failed."""
    os.kill(server.children[child], signal.SIGKILL)

    assert server.process.wait(PATIENCE) != 0
    assert server.left_over() == []


def _answered(writers: list[Writer]) -> int:
    return sum(len(writer.answered) for writer in writers)


def _another_database(url: str) -> str:
    import psycopg  # noqa: PLC0415 - only on PostgreSQL

    name = f"robust_{uuid4().hex[:8]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
