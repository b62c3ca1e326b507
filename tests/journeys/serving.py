"""A real server on a data folder of its own, started and stopped as a newcomer does it."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds, on a machine that does much else


def environment(folder: Path, **extra: str) -> dict[str, str]:
    """Nothing of the tests' own environment: least of all their settings module."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return kept | {"HJULET_DATA": str(folder), "HJULET_DEMO": "1"} | extra


def manage(folder: Path, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=HOUSE, env=environment(folder, **extra), capture_output=True, text=True, check=False
    )


@cache
def prepared(folder: Path) -> Path:
    """A folder with the loaded demonstration, made once; servers get copies of it."""
    done = manage(folder, "serve", "--only-prepare")
    assert done.returncode == 0, done.stderr
    return folder


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(is_so: Callable[[], object], what: str, patience: float = PATIENCE) -> None:
    """Ask again and again, but not for ever."""
    last = time.monotonic() + patience
    while not is_so():
        assert time.monotonic() < last, f"{what}: did not happen in {patience} s"
        time.sleep(0.05)


@dataclass
class Served:
    """`manage.py serve`, its children and their children."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes]
    children: tuple[int, ...] = ()
    family: tuple[int, ...] = ()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def said(self) -> str:
        return (self.folder / "serve.log").read_text(encoding="utf-8")

    def ask(
        self, path: str, method: str = "GET", body: str = "", **headers: str
    ) -> tuple[int, http.client.HTTPMessage, str]:
        """One request of its own; redirects are not followed."""
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            asking.request(method, path, body.encode() or None, said)
            answer = asking.getresponse()
            return answer.status, answer.headers, answer.read().decode("utf-8", "replace")
        finally:
            asking.close()

    def answers(self) -> bool:
        assert self.process.poll() is None, f"the server stopped: {self.said}"
        try:
            return self.ask("/konto/logga-in/")[0] < 500
        except OSError:
            return False

    def wait_for_it(self) -> None:
        try:
            wait_until(self.answers, "the server answers")
        finally:
            self.count_the_family()

    def count_the_family(self) -> None:
        """Those who are there now; those who were there before are remembered, for they may have been left behind."""
        self.children = tuple(children_of(self.process.pid)) or self.children
        self.family = tuple(dict.fromkeys((*self.family, *descendants(self.process.pid))))

    def start_again(self, **extra: str) -> None:
        """On the same folder and port, after it was killed."""
        self.family = ()
        self.process = _serve(self.folder, self.port, extra)
        self.wait_for_it()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> list[int]:
        """Ask the server to stop; the numbers of those that were still there afterwards."""
        self.count_the_family()
        self.process.send_signal(how)
        self.process.wait(PATIENCE)
        left = self.left_over()
        self.kill()
        return left

    def left_over(self) -> list[int]:
        return [number for number in self.family if self._is_ours(number)]

    def _is_ours(self, number: int) -> bool:
        """Running, and on our folder: the number of one that has ended may have been given to a stranger."""
        try:
            said = Path(f"/proc/{number}/environ").read_bytes()
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            return False
        return is_running(number) and f"HJULET_DATA={self.folder}".encode() in said.split(b"\0")

    def kill(self) -> None:
        """As if the power went: everything at once, nobody is asked. Also cleans up after a test that failed."""
        self.count_the_family()
        for number in (self.process.pid, *self.family):
            with suppress(ProcessLookupError):
                if self._is_ours(number):
                    os.kill(number, signal.SIGKILL)
        self.process.wait(PATIENCE)
        wait_until(lambda: not self.left_over(), "the killed are gone")


def start(folder: Path, **extra: str) -> Served:
    """Start on FOLDER and wait until it answers."""
    port = free_port()
    served = Served(folder, port, _serve(folder, port, extra))
    try:
        served.wait_for_it()
    except BaseException:
        served.kill()
        raise
    return served


def _serve(folder: Path, port: int, extra: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    with (folder / "serve.log").open("ab") as said:
        return subprocess.Popen(
            command, cwd=HOUSE, env=environment(folder, **extra), stdout=said, stderr=subprocess.STDOUT
        )


def start_on_copy(master: Path, folder: Path) -> Served:
    shutil.copytree(master, folder)
    return start(folder)


def children_of(number: int) -> list[int]:
    """In the order in which they were started, from /proc; of a process that has just ended, none."""
    found: list[int] = []
    try:
        for task in Path(f"/proc/{number}/task").iterdir():
            found += [int(child) for child in (task / "children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []
    return found


def descendants(number: int) -> list[int]:
    """Children first, then theirs."""
    children = children_of(number)
    return children + [further for child in children for further in descendants(child)]


def is_running(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"
