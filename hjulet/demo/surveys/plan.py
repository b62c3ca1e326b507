"""What was asked in Lingonfors, whom, and how they tended to answer. All of it is invented."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hjulet.check.surveys.choices import State


@dataclass(frozen=True)
class Spot:
    """A unit in a round: how many were asked and how many answered."""

    slug: str
    invited: int
    came: int


@dataclass(frozen=True)
class Held:
    """A round. `years_ago` counts back from this year; `good` is how likely a good answer is, for some questions."""

    name: str
    years_ago: int
    month: int
    spots: tuple[Spot, ...]
    level: float
    good: Mapping[int, float] = field(default_factory=dict)  # the question's place → another likelihood
    state: State = State.SETTLED
    way: str = "link"
    asks_gender: bool = False
    wrote: tuple[tuple[str, str, bool], ...] = ()  # unit, text, has been screened


@dataclass(frozen=True)
class Plan:
    ready: str
    title: str
    unit: str
    owner: str
    screener: str
    rounds: tuple[Held, ...]


_OLD = (
    Spot("tallglantan", 38, 29),
    Spot("akanten", 31, 22),
    Spot("hemtjanst-norr", 24, 18),
    Spot("hemsjukvard", 26, 21),
)
_NEW = (*_OLD, Spot("hemtjanst-soder-1", 17, 12), Spot("hemtjanst-soder-2", 15, 11))

PLANS = (
    Plan(
        "lss", "Hur har du det?", "lss", "department_head", "developer",
        (
            Held("Hösten", 1, 10, (Spot("ronnen", 6, 4), Spot("almen", 9, 7), Spot("verkstan", 24, 19)), 0.82, {4: 0.6}),
            Held("Hösten, pågår", 0, 0, (Spot("ronnen", 6, 0), Spot("almen", 9, 3), Spot("verkstan", 24, 8)), 0.82,
                 state=State.OPEN),
        ),
    ),
    Plan(
        "sabo", "Hur är det att bo här?", "aldreomsorg", "department_head", "developer",
        (
            Held("Hösten", 2, 10, (Spot("tallglantan", 36, 22), Spot("akanten", 30, 18)), 0.8, {4: 0.55}),
            Held("Hösten", 1, 10, (Spot("tallglantan", 36, 24), Spot("akanten", 29, 16)), 0.81, {2: 0.5, 4: 0.55},
                 wrote=(
                     ("tallglantan", "Maten är kall när den kommer upp till oss.", True),
                     ("tallglantan", "Musikstunden på torsdagar är det bästa på veckan.", True),
                     ("tallglantan", "Jag vill gå ut oftare, också när det är kallt.", True),
                     ("akanten", "Britta på natten är snäll. Ring min son på 0247-123 45 om ni undrar.", False),
                     ("akanten", "Det är skönt att se sjön från fönstret.", True),
                 )),
        ),
    ),
    Plan(
        "hemtjanst", "Hur fungerar hemtjänsten för dig?", "hemtjanst", "manager", "developer",
        (
            Held("Våren", 1, 4, (Spot("hemtjanst-norr", 64, 41), Spot("hemtjanst-soder-1", 52, 33),
                                 Spot("hemtjanst-soder-2", 49, 30), Spot("vide-omsorg", 21, 9)), 0.83, {1: 0.47},
                 way="code", asks_gender=True),
        ),
    ),
    Plan(
        "hme", "Medarbetarenkät HME", "sociala-sektorn", "director", "",
        (
            Held("September", 3, 9, _OLD, 0.74, {7: 0.75}),
            Held("September", 2, 9, _NEW, 0.73, {7: 0.6}),
            Held("September", 1, 9, _NEW, 0.74, {7: 0.43}),
        ),
    ),
)  # fmt: skip
FOLLOWED = (  # before and after, on the scale 1–5 and then Ja / Ibland / Nej; the names are invented
    ("Frida Fjällgren", (2, 2, 3, 1), (4, 3, 4, 2)), ("Goran Granlund", (1, 2, 2, 1), (3, 3, 2, 2)),
    ("Hedvig Holmsjö", (3, 3, 2, 2), (4, 4, 3, 3)), ("Ilir Insjö", (2, 1, 3, 1), (2, 3, 3, 1)),
    ("Jonna Jämtberg", (2, 3, 1, 2), (4, 4, 3, 3)), ("Kaj Karlhed", (3, 2, 2, 1), (3, 3, 4, 2)),
    ("Lovis Lillberg", (1, 1, 2, 1), (3, 2, 3, 2)), ("Milo Myrbäck", (2, 2, 2, 2), (4, 3, 3, 3)),
    ("Nadja Norrgård", (2, 3, 3, 1), None),
)  # fmt: skip
