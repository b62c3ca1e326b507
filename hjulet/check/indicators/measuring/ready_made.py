"""Measurements that many make, ready to begin with: the name, how it is counted, and what the two numbers are. Data.

They are our own words, not a national definition. Where there is one the text says so.
"""

from dataclasses import dataclass

from hjulet.base.organisation.choices import ExposureKind
from hjulet.check.indicators.choices import Direction
from hjulet.check.indicators.measuring.choices import Counting, Rhythm


@dataclass(frozen=True)
class ReadyMade:
    """A measurement that only needs its units."""

    key: str
    name: str
    subject: str
    unit_of_measure: str
    direction: Direction
    counting: Counting
    note: str
    numerator: str = ""
    denominator: str = ""
    counts_people: bool = False
    rhythm: Rhythm = Rhythm.MONTH
    exposure: str = ""


READY_MADE = (
    ReadyMade(
        "personalkontinuitet", "Personalkontinuitet, hemtjänst", "hemtjänst", "personal per brukare", Direction.LOWER,
        Counting.RATIO,
        "Hur många ur personalen som en brukare möter under fjorton dagar. Räkna brukare med minst två besök om dagen "
        "av hemtjänsten, kl. 7–22, alla dagar. Larm, matlåda, städ och hemsjukvård räknas inte. Samma sätt att räkna "
        "som i Kommunens Kvalitet i Korthet, men mätt oftare.",
        "Olika ur personalen som brukarna mötte, hopräknat för alla brukare",
        "Brukare som räknades",
        counts_people=True,
    ),
    ReadyMade(
        "vantetid", "Väntetid till särskilt boende", "särskilt boende", "dagar", Direction.LOWER, Counting.RATIO,
        "Dagar från ansökan till den dag som erbjuds för inflyttning, för dem som fick sitt erbjudande i perioden. De som "
        "fortfarande väntar räknas inte här.",
        "Dagar hopräknat, från ansökan till erbjuden inflyttning", "Personer som fick ett erbjudande",
        counts_people=True,
    ),
    ReadyMade(
        "belaggning", "Beläggning", "särskilt boende", "%", Direction.NEUTRAL, Counting.SHARE,
        "Hur stor del av platserna som är belagda. En plats som står tom mellan två boende är inte belagd. Med "
        "överbeläggning kan talet bli mer än 100.",
        "Belagda dygn", "Platser gånger dygn i perioden",
    ),
    ReadyMade(
        "sjukfranvaro", "Sjukfrånvaro", "medarbetare", "%", Direction.LOWER, Counting.SHARE,
        "Hur stor del av den ordinarie arbetstiden som är sjukfrånvaro, för månadsavlönade.",
        "Timmar med sjukfrånvaro", "Timmar med ordinarie arbetstid",
    ),
    ReadyMade(
        "boendedygn", "Boendedygn", "särskilt boende", "dygn", Direction.NEUTRAL, Counting.COUNT,
        "Alla dygn som någon bodde på enheten, hopräknade. Blir underlag för avvikelser per 1 000 boendedygn.",
        exposure=ExposureKind.RESIDENT_DAYS,
    ),
    ReadyMade(
        "vardygn-korttid", "Vårddygn, korttidsboende", "korttidsboende", "dygn", Direction.NEUTRAL, Counting.COUNT,
        "Alla dygn som någon hade en korttidsplats, hopräknade. Blir underlag för avvikelser per 1 000 boendedygn.",
        exposure=ExposureKind.RESIDENT_DAYS,
    ),
    ReadyMade(
        "besok", "Besök, hemtjänst", "hemtjänst", "antal", Direction.NEUTRAL, Counting.COUNT,
        "Utförda besök i hemmet. Blir underlag för avvikelser per 1 000 besök.",
        exposure=ExposureKind.VISITS,
    ),
)  # fmt: skip
BY_KEY = {one.key: one for one in READY_MADE}
