"""Charts as they are used, at a page's and a phone's width: nothing collides, nothing leaves the picture."""

from itertools import combinations
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from fontTools.ttLib import TTFont

from hjulet.base.ui.charts import (
    BarChart,
    BeforeAfter,
    Chart,
    ControlChart,
    IntervalChart,
    LineChart,
    Matrix,
    Series,
    SmallMultiples,
    Waterfall,
    svg,
)
from hjulet.base.ui.charts.sheet import Box

SVG = "{http://www.w3.org/2000/svg}"
FONTS = Path("hjulet/base/ui/fonts")
LONG = "Brukarbedömning gruppbostad LSS - Brukaren får bestämma om saker som är viktiga hemma"
SURVEY = "Brukarbedömning gruppbostad LSS - "
QUESTIONS = (
    "Brukaren får bestämma om saker som är viktiga hemma",
    "Brukaren får den hjälp hen vill ha",
    "Personalen bryr sig om brukaren",
    "Personalen pratar så att brukaren förstår",
    "Alla i personalen förstår vad brukaren säger",
    "Brukaren är aldrig rädd för någon hemma",
    "Brukaren vet vem hen ska prata med om något är dåligt",
    "Brukaren trivs alltid hemma",
    "Brukaren känner sig trygg med alla i personalen",
    "Brukaren kan alltid göra det hen vill på fritiden",
)
BEFORE = (65, 81, 73, 80, 60, None, 69, 88, 75, 56)
AFTER = (81, 94, 87, 86, 73, 79, None, 81, 75, 93)
YEARS = ("2022", "2023", "2024", "2025")
MONTHS = tuple(
    f"{month} {year}"
    for year in range(2022, 2027)
    for month in ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
)
COUNTS = tuple(None if index in {14, 15} else float(3 + index * 7 % 13) for index in range(60))

RANK = LineChart(
    "Hemtjänstindex: från plats 232 till 15",
    ("2021", "2022", "2023", "2024"),
    (Series("Plats", (232, 70, 22, 15)),),
    unit="plats",
    reversed_axis=True,
)
WAIT = LineChart(
    "Väntetiden ökade till 31 dagar",
    ("2019", "2020", "2021", "2022", "2023", "2024", "2025"),
    (
        Series("Kvalitetsbergs kommun", (19, 22, None, 24, 27, 26, 31)),
        Series("Liknande kommuner, särskilt boende", (24, 25, 25, 26, 27, 28, 29), is_reference=True),
        Series("Riket", (26, 27, 28, 28, 29, 30, 30.4), is_reference=True),
    ),
    unit="dagar",
)
COST = LineChart(
    "Kostnaden ökade",
    ("2021", "2022", "2023", "2024", "2025"),
    (Series("Kostnad", (120889642, 135000000, 141222333, 160000000, 167889642)),),
    unit="kr",
)
CHANGE = BeforeAfter(
    "Två förändringar är säkra",
    QUESTIONS,
    BEFORE,
    AFTER,
    tuple(index in {0, 9} for index in range(10)),
    "2022 (13 svar)",
    "2025 (16 svar)",
    unit="%",
)
INTERVALS = IntervalChart(
    "Få svar ger breda intervall",
    (LONG, *QUESTIONS[1:6]),
    (81, 94, 87, None, 73, 100),
    (54, 70, 60, None, 45, 86),
    (96, 100, 98, None, 84, 100),
    reference=85,
    reference_name="Riket",
    unit="%",
)
CONTROL = ControlChart(
    "Fler fall i juli",
    MONTHS[:36],
    (*COUNTS[10:40], 20.0, 12.0, 6.0, 9.0, 6.0, 7.0),
    (*(8.6,) * 20, *(10.2,) * 16),
    (*(0.4,) * 20, *(1.1,) * 16),
    (*(16.8,) * 20, *(19.3,) * 16),
    frozenset({30, 31}),
    unit="fall per månad",
)
MATRIX = Matrix(
    "Egenkontroll i oktober",
    ("Hemtjänst södra", "Hemtjänst norra", "Särskilt boende Björkbacken"),
    ("Basala hygienrutiner", "Genomförande\u00adplaner", "Läkemedel", "Brandskydd"),
    (("Klar", "Pågår", "Försenad", "Klar"), ("Klar",), ("Försenad", "Klar", "Inte påbörjad", "Klar")),
    (("good", "middle", "bad", "good"), ("good",), ("bad", "good", "", "good")),
)
SAMPLES: dict[str, Chart] = {
    "rank": RANK,
    "wait": WAIT,
    "cost": COST,
    "share with intervals": LineChart(
        "Nöjda",
        YEARS,
        (
            Series("Gruppbostad LSS", (65, 73, 81, None), (38, 45, 54, None), (85, 90, 96, None)),
            Series("Servicebostad", (90, 88, None, 92)),
        ),
        unit="%",
    ),
    "negative": LineChart(
        "Resultat", YEARS, (Series("Resultat", (-3.2, 1.4, None, -7.9)),), unit="mkr", decimals=1
    ),
    "one point": LineChart("Ett värde", ("2025",), (Series("Väntetid", (31,)),), unit="dagar"),
    "no values": LineChart("Inget", YEARS, (Series("Väntetid", (None, None)),), unit="dagar"),
    "nothing at all": LineChart("Inget", (), ()),
    "sixty months": LineChart("Antal", MONTHS, (Series("Avvikelser", COUNTS),), unit="antal"),
    "bars": BarChart(
        "Fall är flest", ("Fall", LONG, "Bemötande"), (Series("2025", (42, None, 0)),), unit="antal"
    ),
    "bars in pairs": BarChart(
        "Nöjda",
        ("Hemtjänst", "Särskilt boende", "Daglig verksamhet"),
        (
            Series("Kvalitetsberg 2025", (94, 81, None), (88, 70, None), (98, 90, None)),
            Series("Kvalitetsberg 2024", (90, 83, 70)),
            Series("Riket", (88, 80, 75), is_reference=True),
        ),
        unit="%",
    ),
    "negative bars": BarChart("Mot budget", ("Hemtjänst", "LSS"), (Series("2025", (-12.3, 4.1)),), "mkr", 1),
    "multiples": SmallMultiples(
        "Frågorna över tid",
        tuple(
            LineChart(SURVEY + question, YEARS, (Series("Kommunen", (before, None, 77, after)),), unit="%")
            for question, before, after in zip(QUESTIONS, BEFORE, AFTER, strict=True)
        ),
        unit="%",
    ),
    "control": CONTROL,
    "change": CHANGE,
    "intervals": INTERVALS,
    "matrix": MATRIX,
    "waterfall": Waterfall(
        "Fler brukare kostade mer än vad varje brukare sparade",
        ("Fler som bor här", "Större andel får stödet, i samma åldrar", "Lägre kostnad per brukare"),
        (1_000_000, 15_030_000, -8_190_000),
        "2021",
        160_044_940,
        "2022",
        167_884_940,
        unit="kr",
    ),
    "waterfall through zero": Waterfall(
        "Resultat", ("Intäkter", "Inget"), (-9.5, 0), "2021", 3, "2022", -6.5, "mkr", 1
    ),
    "waterfall with a gap": Waterfall("Okänt", ("Pris", "Volym"), (3, None), "2021", 10, "2022", 15),
}
every_sample = pytest.mark.parametrize("chart", SAMPLES.values(), ids=SAMPLES.keys())
every_width = pytest.mark.parametrize("width", [640, 320])


def drawn(chart: Chart, **options) -> Element:
    return fromstring(svg(chart, ident="c", **options))


def texts(root: Element) -> list[str]:
    return [element.text for element in root.iter(f"{SVG}text")]


class Ruler:
    """Measures text with the fonts themselves, kerning aside."""

    def __init__(self) -> None:
        self.fonts = {weight: TTFont(FONTS / f"Inter-{weight}.ttf") for weight in ("Regular", "SemiBold")}

    def box(self, element: Element) -> Box:
        font = self.fonts["SemiBold" if element.get("font-weight") else "Regular"]
        names, advances = font.getBestCmap(), font["hmtx"]
        size, x, y = (float(element.get(name)) for name in ("font-size", "x", "y"))
        units = sum(advances[names[ord(character)]][0] for character in element.text if character != "\u00ad")
        width = units * size / font["head"].unitsPerEm
        left = x - width * {"start": 0, "middle": 0.5, "end": 1}[element.get("text-anchor", "start")]
        return Box(left, y - 0.73 * size, left + width, y + 0.2 * size)


@pytest.fixture(scope="module")
def ruler() -> Ruler:
    return Ruler()


@every_sample
@every_width
def test_no_text_lies_over_another(chart, width, ruler):
    boxes = [(element.text, ruler.box(element)) for element in drawn(chart, width=width).iter(f"{SVG}text")]

    assert [(a, b) for (a, one), (b, two) in combinations(boxes, 2) if one.overlaps(two)] == []


@every_sample
@every_width
def test_every_text_is_inside_the_picture(chart, width, ruler):
    root = drawn(chart, width=width)
    _, _, right, bottom = (float(number) for number in root.get("viewBox").split())
    boxes = [(element.text, ruler.box(element)) for element in root.iter(f"{SVG}text")]

    outside = [
        text
        for text, box in boxes
        if box.left < -0.6 or box.top < -0.6 or box.right > right + 0.6 or box.bottom > bottom + 0.6
    ]

    assert outside == []
