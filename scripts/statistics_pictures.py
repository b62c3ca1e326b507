"""Draws the pictures of docs/statistics.md with our own statistics: `python scripts/statistics_pictures.py`."""

import sys
from collections.abc import Sequence
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT)

import numpy as np  # noqa: E402

from hjulet.statistics import (  # noqa: E402
    control_chart,
    effect,
    funnel,
    newcombe,
    patterns,
    quartile_probabilities,
    run_chart,
    silence,
    suppress,
    trend_over_years,
    wilson,
    xmr_chart,
)

FOLDER = ROOT / "docs" / "pictures" / "statistics"
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 260, 56, 24, 40, 36
INK, QUIET, ACCENT, GOOD, BAD, PALE = "#1d2730", "#66717a", "#1f5c7a", "#2f7d4f", "#a8481c", "#dfe8ed"


class Picture:
    """One figure: a title, a scale each way and what is drawn on it."""

    def __init__(self, title: str, x: tuple[float, float], y: tuple[float, float]) -> None:
        self.title, self.x, self.y = title, x, y
        self.parts: list[str] = []
        self.words(LEFT, 22, title, size=15)

    def at(self, x: float, y: float) -> tuple[float, float]:
        across = (x - self.x[0]) / (self.x[1] - self.x[0])
        up = (y - self.y[0]) / (self.y[1] - self.y[0])
        return LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM)

    def words(self, x: float, y: float, text: str, *, size: int = 12, **style: str) -> None:
        colour, anchor = style.get("colour", INK), style.get("anchor", "start")
        weight = 600 if size > 12 else 400
        font = f'font-size="{size}" font-weight="{weight}" fill="{colour}" text-anchor="{anchor}"'
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" {font}>{escape(text)}</text>')

    def label(
        self, x: float, y: float, text: str, *, colour: str = QUIET, anchor: str = "start", below: float = 4
    ) -> None:
        left, top = self.at(x, y)
        self.words(left, top + below, text, colour=colour, anchor=anchor)

    def line(
        self,
        x: Sequence[float],
        y: Sequence[float],
        *,
        colour: str = QUIET,
        width: float = 1.5,
        dash: str = "",
    ) -> None:
        points = " ".join("{:.1f},{:.1f}".format(*self.at(*point)) for point in zip(x, y, strict=True))
        stroke = f'stroke="{colour}" stroke-width="{width}" stroke-dasharray="{dash}"'
        self.parts.append(f'<polyline points="{points}" fill="none" {stroke}/>')

    def dot(self, x: float, y: float, *, colour: str = ACCENT, radius: float = 4) -> None:
        left, top = self.at(x, y)
        self.parts.append(f'<circle cx="{left:.1f}" cy="{top:.1f}" r="{radius}" fill="{colour}"/>')

    def box(self, x: tuple[float, float], y: tuple[float, float], *, colour: str = PALE) -> None:
        (left, top), (right, bottom) = self.at(x[0], y[1]), self.at(x[1], y[0])
        size = f'x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}"'
        self.parts.append(f'<rect {size} fill="{colour}"/>')

    def series(self, values: Sequence[float], *, colours: Sequence[str] | None = None) -> None:
        places = range(len(values))
        self.line(places, values, colour=ACCENT)
        for place in places:
            self.dot(place, values[place], colour=colours[place] if colours else ACCENT)

    def whisker(self, y: float, low: float, high: float, value: float, *, colour: str = ACCENT) -> None:
        self.line((low, high), (y, y), colour=colour, width=3)
        self.dot(value, y, colour=colour, radius=6)

    def save(self, name: str) -> None:
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        font = 'font-family="Inter, Helvetica, Arial, sans-serif"'
        title = f'<title>{escape(self.title)}</title><rect width="100%" height="100%" fill="#ffffff"/>'
        body = "\n".join([f"{head} {font}>", title, *self.parts, "</svg>", ""])
        (FOLDER / f"{name}.svg").write_text(body, encoding="utf-8")


def one_share() -> None:
    picture = Picture("Hur många är nöjda? Strecken visar hur säkert svaret är.", (-0.35, 1.05), (0.3, 3.7))
    for row, (name, x, n) in enumerate(
        (("Alla, 294 av 340", 294, 340), ("Hus B, 26 av 33", 26, 33), ("Hus A, 12 av 14", 12, 14))
    ):
        got = wilson(x, n)
        picture.label(-0.34, 3 - row, name, colour=INK)
        picture.whisker(3 - row, got.lower, got.upper, got.value)
    for share in (0, 0.5, 1):
        picture.label(share, 0.3, f"{share * 100:.0f} %", anchor="middle", below=18)
    picture.save("share")


def change() -> None:
    got = newcombe(12, 16, 14, 14)
    picture = Picture("Från 14 av 14 till 12 av 16: det kan vara slumpen.", (-0.6, 0.3), (0, 2))
    picture.line((0, 0), (0, 2), dash="4 4")
    picture.label(0, 0, "ingen ändring", anchor="middle", below=18)
    picture.whisker(1, got.lower, got.upper, got.value)
    picture.label(got.lower, 1.25, f"−{-100 * got.lower:.0f}", anchor="middle")
    picture.label(got.value, 1.25, f"−{-100 * got.value:.0f} procentenheter", anchor="middle", colour=INK)
    picture.label(got.upper, 1.25, f"+{100 * got.upper:.0f}", anchor="middle")
    picture.save("change")


def years() -> None:
    x, n = np.array([19, 20, 23, 24, 28]), np.array([31, 29, 32, 30, 33])
    got = trend_over_years(x, n)
    picture = Picture(
        f"Fem år tillsammans: upp {100 * got.change:.0f} procentenheter om året.", (-0.5, 4.5), (0.3, 1)
    )
    for year in range(5):
        interval = wilson(float(x[year]), float(n[year]))
        picture.line((year, year), (interval.lower, interval.upper), width=3, colour=PALE)
        picture.dot(year, interval.value)
        picture.label(year, 0.3, str(2021 + year), anchor="middle", below=18)
    middle = x.sum() / n.sum()
    picture.line((0, 4), (middle - 2 * got.change, middle + 2 * got.change), colour=GOOD, dash="6 4")
    picture.save("years")


def run() -> None:
    values = np.array([9, 12, 8, 11, 13, 9, 10, 14, 9, 11, 12, 8, 10, 13, 7, 6, 8, 5, 7, 6, 8, 7, 6, 5.0])
    chart = run_chart(values, freeze=12)
    picture = Picture("Tio månader i rad på samma sida om mitten: något har ändrats.", (0, 23), (0, 16))
    picture.line((0, 23), (chart.centre[0],) * 2, dash="6 4")
    picture.series(values, colours=[GOOD if place > 13 else ACCENT for place in range(24)])
    picture.label(23, chart.centre[0], "mitten före", anchor="end", below=-6)
    picture.save("run")


def single_values() -> None:
    values = np.array([31, 28, 33, 30, 29, 34, 27, 31, 32, 28, 30, 33, 29, 31, 45, 30, 32, 29.0])
    chart = xmr_chart(values, improvement=-1)
    picture = Picture("Väntetid i dagar: en månad sticker ut från det vanliga.", (0, 17), (15, 50))
    picture.box((0, 17), (chart.lower[0], chart.upper[0]))
    picture.line((0, 17), (chart.mean[0],) * 2, dash="6 4")
    picture.series(values, colours=[BAD if kind < 0 else ACCENT for kind in chart.point_type])
    picture.label(0.2, chart.upper[0], "det vanliga", below=14)
    picture.save("single-values")


def rates() -> None:
    sizes = np.array([60, 62, 58, 61, 90, 92, 95, 91, 40, 42, 41, 40])
    counts = np.array([7, 6, 8, 5, 10, 9, 26, 9, 4, 6, 3, 5])
    chart = control_chart("u", counts, sizes, multiply=100)
    picture = Picture("Fall per 100 boende: gränsen är vidare när färre bor där.", (0, 11), (0, 34))
    picture.line(range(12), chart.upper, dash="2 3")
    picture.line(range(12), chart.lower, dash="2 3")
    picture.line(range(12), chart.centre, dash="6 4")
    picture.series(chart.values, colours=[BAD if outside else ACCENT for outside in chart.outside])
    picture.save("rates")


def rare() -> None:
    days = np.array([41, 63, 22, 88, 35, 57, 19, 71, 48, 30, 260.0])
    chart = control_chart("t", days, freeze=10)
    picture = Picture("Dagar mellan händelser: så länge har det aldrig dröjt förut.", (0, 10), (0, 280))
    picture.line((0, 10), (chart.upper[0],) * 2, dash="2 3")
    picture.line((0, 10), (chart.centre[0],) * 2, dash="6 4")
    picture.series(days, colours=[GOOD if outside else ACCENT for outside in chart.outside])
    picture.label(0, chart.upper[0], "längre än så är ovanligt", below=-6)
    picture.save("rare")


def action() -> None:
    before, after = (
        np.array([9, 12, 8, 11, 13, 9, 10, 14, 9, 11, 12, 8, 10, 13, 9, 11, 16, 17]),
        np.array([7, 6, 8, 5, 7, 6, 8, 7, 6]),
    )
    got = effect(before, after, improvement=-1, trigger=2)
    title = f"Färre fall: kvar är {100 * got.value:.0f} % (säkert mellan {100 * got.lower:.0f} och {100 * got.upper:.0f} %)."
    picture = Picture(title, (0, 26), (0, 19))
    picture.line((17.5, 17.5), (0, 19), dash="4 4")
    picture.series([*before, *after], colours=[ACCENT] * 16 + [PALE] * 2 + [GOOD] * 9)
    picture.line((0, 15), (before[:16].mean(),) * 2, dash="6 4")
    picture.line((18, 26), (after.mean(),) * 2, dash="6 4", colour=GOOD)
    picture.label(17.3, 2, "de två som väckte oss räknas inte", anchor="end")
    picture.save("action")


def many() -> None:
    generator = np.random.default_rng(4)
    counts = generator.poisson(5, (40, 36))
    counts[[7, 22], 24:] = generator.poisson(12, (2, 12))
    marked = {pattern.index for pattern in patterns(counts)}
    picture = Picture(f"Fyrtio serier: {len(marked)} är värda att titta på.", (0, 8), (0, 5))
    for series in range(40):
        column, row = series % 8, 4 - series // 8
        heights = row + 0.1 + 0.75 * counts[series] / 22
        colour = BAD if series in marked else QUIET
        picture.line(
            column + np.arange(36) / 42, heights, colour=colour, width=2 if series in marked else 0.8
        )
    picture.save("many")


def quiet() -> None:
    counts, residents = np.array([42, 51, 6, 38, 45, 55]), np.array([40, 52, 48, 36, 44, 50])
    found = {unit.index: unit for unit in silence(counts, residents, ["boende"] * 6)}
    picture = Picture("Enhet C rapporterar färre än liknande enheter kan förklara.", (-0.6, 5.6), (0, 62))
    for unit in range(6):
        picture.box((unit - 0.3, unit + 0.3), (0, counts[unit]), colour=BAD if unit in found else PALE)
        picture.label(unit, 0, "ABCDEF"[unit], anchor="middle", below=18)
    for unit, why in found.items():
        picture.line((unit - 0.35, unit + 0.35), (why.lower,) * 2, colour=INK)
        picture.label(unit, why.lower, "minst väntat", anchor="middle", colour=INK, below=-6)
    picture.save("silence")


def units() -> None:
    generator = np.random.default_rng(8)
    n = np.sort(generator.integers(15, 320, 24))
    x = generator.binomial(n, generator.normal(0.8, 0.03, 24).clip(0, 1))
    x[15] = round(0.55 * n[15])
    got = funnel(x, n)
    picture = Picture("De flesta enheter ligger inom det som storleken förklarar.", (0, 330), (0.3, 1.05))
    picture.line(n, got.od_lower998, dash="6 4")
    picture.line(n, got.od_upper998, dash="6 4")
    picture.line((0, 330), (got.average,) * 2)
    for place in range(24):
        picture.dot(n[place], got.ratio[place], colour=BAD if got.outside[place] else ACCENT)
    picture.label(330, 0.3, "fler svar →", anchor="end", below=18)
    picture.save("units")


def colours() -> None:
    others = np.random.default_rng(0).normal(0.8, 0.05, 289).clip(0, 1)
    picture = Picture("Samma värde, 86 % nöjda: färgen är osäker när få har svarat.", (-0.3, 1), (0.2, 3.6))
    for row, n in enumerate((14, 100, 1000)):
        got = quartile_probabilities(round(0.86 * n), n, others, higher_is_better=True, seed=1)
        picture.label(-0.29, 3 - row, f"{n} svar", colour=INK)
        edges = np.cumsum([0, got.green, got.yellow, got.red])
        for colour, left, right in zip((GOOD, "#e3c14b", BAD), edges[:-1], edges[1:], strict=True):
            picture.box((left, right), (2.7 - row, 3.3 - row), colour=colour)
        picture.label(0.01, 3 - row, f"grönt {100 * got.green:.0f} %", colour="#ffffff")
    picture.save("colours")


def hidden() -> None:
    rows, columns = ("Fall", "Läkemedel", "Bemötande", "Alla"), ("Hus A", "Hus B", "Hus C", "Alla")
    got = suppress([[20, 3, 12], [8, 15, 30], [11, 40, 9]])
    picture = Picture("Talet 3 döljs, och tre till så att ingen kan räkna ut det.", (-1.2, 3.6), (-0.6, 3.8))
    for row in range(4):
        picture.label(-1.15, 2.6 - row, rows[row], colour=INK)
        picture.label(row, 3.5, columns[row], anchor="end")
        for column in range(4):
            shown = "··" if got.hidden[row, column] else f"{got.published[row, column]:.0f}"
            picture.label(column, 2.6 - row, shown, anchor="end", colour=BAD if shown == "··" else INK)
    picture.save("hidden")


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for draw in (
        one_share,
        change,
        years,
        run,
        single_values,
        rates,
        rare,
        action,
        many,
        quiet,
        units,
        colours,
        hidden,
    ):
        draw()


if __name__ == "__main__":
    main()
