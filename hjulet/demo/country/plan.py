"""What is generated: which indicators, around what level, and what Lingonfors itself has to tell. Data."""

from dataclasses import dataclass

from hjulet.check.indicators.sources.kolada.answers import BY_SHARE
from hjulet.check.indicators.sources.kolada.ready_made import CARE_HOMES, DISABILITY, HOME_CARE, KKIK

OWN, COUNTRY = "X001", "X000"
MUNICIPALITIES = tuple(f"X{number:03}" for number in range(1, 291))
COUNTY, SIMILAR = "XG1", {"äldreomsorg": "XG2", "LSS": "XG3", "IFO": "XG4", "övergripande": "XG5"}
IN_COUNTY = MUNICIPALITIES[:15]
IN_SIMILAR = {"äldreomsorg": (0, 31, 64, 97, 130, 163, 196, 229), "LSS": (0, 12, 55, 88, 121, 154, 187, 220),
              "IFO": (0, 21, 43, 76, 109, 142, 175, 208), "övergripande": (0, 34, 67, 100, 133, 166, 199, 232)}  # fmt: skip
YEARS = (2020, 2022, 2023, 2024, 2025)  # nobody was asked in 2021
ALL_SHOWN = (2023, 2024, 2025)  # the years in which every municipality stands by itself
PUBLISHED = (6, 15)  # month and day of the next publication
ENDED = {"U21401": 2024, "U21436": 2024, "U28414": 2024, "U31462": 2024}
DEFINITION = "Genererade värden i en påhittad kommun. I en riktig kommun står här Koladas egen beskrivning av nyckeltalet."


@dataclass(frozen=True)
class Level:
    """What a municipality usually has, how much they differ, and within which limits; the words say the unit."""

    mean: float
    sway: float
    words: str
    lowest: float = 0.0
    highest: float = 1e9
    decimals: int = 0


def _share(mean: float, sway: float) -> Level:
    return Level(mean, sway, ", andel (%)", highest=100)


OTHERS = {
    "U23401": Level(60, 22, ", antal dagar", 3), "U23431": _share(20, 9), "N23592": Level(14, 3.5, "", 4, decimals=1),
    "N23588": _share(70, 9), "N23589": _share(62, 10), "U21401": Level(15, 2.6, "", 6), "U21436": _share(18, 8),
    "U28414": Level(70, 22, ", antal dagar", 8), "U28567": _share(78, 7), "U31402": Level(14, 6, ", antal dagar", 1),
    "U33401": Level(108, 22, ", antal dagar", 40), "U31462": _share(80, 6), "U20404": Level(55, 8, ", index", 0, 100),
    "U28408": Level(52, 9, ", index", 0, 100), "U31401": Level(58, 10, ", index", 0, 100), "U20443": _share(76, 12),
    "U21452": _share(73, 12), "N20900": Level(0, 8, ", avvikelse i procent", -40, 40, 1),
    "N20048": Level(252_000, 30_000, ", kr/inv", 120_000), "N20402": Level(55, 8, ", antal", 15),
    "N21006": Level(330_000, 60_000, ", kr/hemtjänsttagare", 120_000), "N21826": Level(32, 8, ", timmar", 8, decimals=1),
    "N21704": Level(19, 3, ", andel (%)", 6, 40, 1), "N23009": Level(960_000, 80_000, ", kr/brukare", 600_000),
    "N23801": Level(10.5, 1.8, ", andel (%)", 3, 25, 1),
}  # fmt: skip

# how many answered in Lingonfors, by what they were asked about; the years are those of YEARS
ANSWERED = {
    "U23594": (55, 60, 61, 58, 63), "U23592": (131, 139, 142, 151, 148), "U33964": (13, 14, 15, 14, 16),
    "U33960": (22, 25, 23, 26, 27), "U33966": (17, 19, 18, 21, 20), "U33963": (24, 22, 26, 25, 28),
}  # fmt: skip
USUALLY = {"U23594": 130, "U23592": 260, "U33964": 28, "U33960": 55, "U33966": 34, "U33963": 40}

# what has happened in Lingonfors: shares in per cent in the years of YEARS
STORIES = {
    "U21468": (86, 85, 85, 87, 86), "U21462": (66, 65, 62, 60, 47), "U21504": (96, 95, 96, 97, 97),
    "U21505": (83, 84, 83, 80, 82), "U21478": (13, 15, 14, 16, 20), "U23471": (78, 77, 79, 78, 81),
    "U23521": (80, 82, 84, 81, 90), "U23469": (49, 52, 59, 64, 73), "U23467": (71, 70, 70, 66, 62),
}  # fmt: skip

MEANS = {  # what is usual in the country, where Lingonfors has a story to be seen beside it
    "U21468": 0.86, "U21462": 0.6, "U21504": 0.96, "U21505": 0.85, "U21478": 0.15, "U23471": 0.79, "U23521": 0.86,
    "U23469": 0.6, "U23467": 0.72,
}  # fmt: skip

IDS = tuple(
    one
    for one in dict.fromkeys((*KKIK.ids, *CARE_HOMES.ids, *HOME_CARE.ids, *DISABILITY.ids, *OTHERS))
    if one in BY_SHARE
    or one in OTHERS
    or one in USUALLY
    or one in {counted.rate for counted in BY_SHARE.values()}
)
SURVEYS = tuple(one for one in IDS if one in BY_SHARE and one not in OTHERS)

HOUSES = {"tallglantan": 18, "akanten": 14, "kvarnbacken": 17, "furuhojden": 14}  # answers in each, 63 in all
ROUTES = {"hemtjanst-norr": 57, "hemtjanst-soder-1": 46, "hemtjanst-soder-2": 31, "vide-omsorg": 14}
UNTIED = ("VX90", "Furuhöjdens servicehus")  # a name that is nobody's among us, to be tied by hand
