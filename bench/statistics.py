"""How long the statistics take: `make bench`. Best of several rounds; tests never look at the clock."""  # noqa: INP001

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

# In place of this folder, where this file would hide the standard library's `statistics` from others.
sys.path[0] = str(Path(__file__).resolve().parents[1])

import numpy as np  # noqa: E402

from hjulet.statistics import control_chart, months_needed, patterns, run_chart, suppress, xmr_chart  # noqa: E402

ROUNDS = 7
IMPORT = """
import numpy
from time import perf_counter
start = perf_counter()
import hjulet.statistics
print(perf_counter() - start)
"""


def best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Seconds of the quickest round, after one to warm up (SciPy is imported then)."""
    work()
    times = []
    for _ in range(rounds):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def import_time() -> float:
    """Seconds to import our own code when NumPy is already there, in a fresh interpreter."""
    command = [sys.executable, "-c", IMPORT]
    rounds = range(ROUNDS)
    return min(
        float(subprocess.run(command, capture_output=True, check=True, cwd=sys.path[0]).stdout)  # noqa: S603  ourselves
        for _ in rounds
    )


def four_charts(counts: np.ndarray, sizes: np.ndarray) -> None:
    run_chart(counts)
    xmr_chart(counts, improvement=-1)
    control_chart("u", counts, sizes)
    control_chart("u'", counts, sizes)


def say(what: str, seconds: float, aim: float) -> None:
    sys.stdout.write(f"{what:<62}{1000 * seconds:>9.2f} ms   (mål {1000 * aim:g} ms)\n")


def main() -> None:
    generator = np.random.default_rng(0)
    counts = generator.poisson(8, (2000, 60)).astype(float)
    sizes = generator.uniform(50, 100, (2000, 60))
    mean = np.exp(generator.uniform(np.log(0.1), np.log(20), (20_000, 1)))
    panel = generator.poisson(mean, (20_000, 36))
    table = generator.poisson(10, (20, 12))

    say("följd + XmR + u + u', 2 000 serier × 60 månader", best(lambda: four_charts(counts, sizes)), 0.1)
    say(
        "följd + XmR + u + u', en serie × 60 månader",
        best(lambda: four_charts(counts[0], sizes[0]), 50),
        0.001,
    )
    say("följddiagram, en serie", best(lambda: run_chart(counts[0]), 50), 0.001)
    say("XmR, en serie", best(lambda: xmr_chart(counts[0], improvement=-1), 50), 0.001)
    say("mönster, 20 000 serier × 36 månader", best(lambda: patterns(panel), 3), 5)
    say("månader som behövs, en serie", best(lambda: months_needed(4, 0.5)), 0.1)
    say("dölja små tal, 20 × 12 celler", best(lambda: suppress(table), 3), 1)
    say("import av vår egen kod, utöver NumPy", import_time(), 0.1)


if __name__ == "__main__":
    main()
