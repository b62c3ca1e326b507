"""What Lingonfors measures itself, where, and around which levels. All of it is invented."""

from dataclasses import dataclass

HOMES = (
    "tallglantan-vitsippan", "tallglantan-blaklockan", "tallglantan-linnean", "akanten-ovre", "akanten-nedre",
    "kvarnbacken-svalan", "kvarnbacken-tranan", "kvarnbacken-ugglan", "furuhojden-ost", "furuhojden-vast",
)  # fmt: skip
MONTHS = 24


@dataclass(frozen=True)
class Measuring:
    """A ready-made measurement at its units: the level of the two numbers a month, and how they sway."""

    ready: str
    below: str = ""  # all the lowest units under it, or those that are named
    units: tuple[str, ...] = ()
    kind: str = ""
    whole: int = 1  # what the lower number is about
    level: float = 1.0  # the upper through the lower
    sway: float = 0.05  # of the level, from month to month
    lately: float = 1.0  # the level of the last half year through what it was before
    late: str = ""  # the unit that has not filled in the latest period
    lost: str = ""  # the unit that could not measure one period


PLANS = (
    Measuring(
        "sjukfranvaro", below="aldreomsorg", kind="unit", whole=2900, level=0.078, sway=0.14,
        late="tallglantan-vitsippan", lost="kvarnbacken-tranan",
    ),
    Measuring(
        "personalkontinuitet", below="hemtjanst", whole=42, level=14.5, sway=0.05, lately=0.9, late="hemtjanst-norr",
    ),
    Measuring("belaggning", units=HOMES, whole=365, level=0.96, sway=0.02),
    Measuring("boendedygn", units=HOMES),
)  # fmt: skip
LOST_WHY = "Lönesystemet byttes och listan gick inte att få ut."
