"""What happened in Lingonfors, month by month: the same every time, because chance is seeded by place, type and month. Pure."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from hjulet.base.workdays import add_workdays
from hjulet.check.deviations.choices import HowBad, Law, State
from hjulet.demo.events import places, words
from hjulet.demo.events.places import Spot

SEASON = (1.02, 0.98, 1.0, 0.97, 1.0, 1.03, 1.12, 1.06, 0.98, 0.97, 1.0, 1.04)  # July is short of staff
SEVERITIES = {Law.HSL: (0.72, 0.235, 0.04, 0.005), Law.SOL: (0.66, 0.275, 0.055, 0.01)}
HOW_BAD = {
    1: (HowBad.NOTHING, HowBad.LITTLE, HowBad.LITTLE), 2: (HowBad.LITTLE, HowBad.HARM), 3: (HowBad.HARM, HowBad.GRAVE),
    4: (HowBad.GRAVE,),
}  # fmt: skip
IN_TIME = 0.88  # of the cases are judged by the next working day
STILL_OPEN = timedelta(days=45)  # so long before the last day a few are still being worked on


@dataclass(frozen=True)
class Happened:
    """An invented event and how far it has come."""

    unit: str
    law: Law
    code: str
    happened_on: date
    hour: int
    minute: int
    days_later: int  # until somebody reported it
    severity: int
    probability: int
    how_bad: HowBad
    text: str
    done: str
    cause: tuple[str, str, str]
    state: State
    judged_after: int  # working days
    closed_after: int  # days
    is_care_injury: bool

    @property
    def reported_on(self) -> date:
        return self.happened_on + timedelta(days=self.days_later)

    @property
    def judged_on(self) -> date:
        return add_workdays(self.reported_on, self.judged_after)

    @property
    def closed_on(self) -> date:
        return max(self.judged_on, self.reported_on + timedelta(days=self.closed_after))

    @property
    def is_small(self) -> bool:
        return self.severity == 1 and self.how_bad in {HowBad.NOTHING, HowBad.LITTLE}


def everything(until: date) -> list[Happened]:
    """All that was reported up to a day, in the order it was reported."""
    found = [
        one
        for spot in places.SPOTS
        for month in months(spot)
        if _speaks(spot, month)
        for one in _month(spot, month)
    ]
    told = [_so_far(one, until) for one in found if one.reported_on <= min(until, places.LAST_DAY)]
    return sorted(told, key=lambda one: (one.reported_on, one.hour, one.minute, one.unit, one.text))


def _so_far(one: Happened, until: date) -> Happened:
    """What has not been done yet has not been done."""
    if one.judged_on > until:
        return replace(one, state=State.RECEIVED)
    if one.state in {State.CLOSED, State.NOT_A_DEVIATION, State.DUPLICATE} and one.closed_on > until:
        return replace(one, state=State.JUDGED)
    return one


def months(spot: Spot) -> Iterator[date]:
    """The months that the unit exists in, of those that are told about."""
    month = places.FIRST_MONTH
    while month <= places.LAST_DAY:
        if (spot.begins or month) <= month <= (spot.ends or month):
            yield month
        month = _after(month)


def days_in(month: date) -> int:
    return (_after(month) - month).days


def _after(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _speaks(spot: Spot, month: date) -> bool:
    """The silence that is hidden here."""
    return spot.slug != places.SILENT or month < places.SILENT_FROM


def _month(spot: Spot, month: date) -> Iterator[Happened]:
    for law, much, types in ((Law.HSL, spot.hsl, spot.hsl_types), (Law.SOL, spot.sol, spot.sol_types)):
        for code, share in types.items():
            chance = Random(f"lingonfors {spot.slug} {code} {month}")  # noqa: S311 - invented events, no secrets
            expected = much * share * SEASON[month.month - 1] * _effect(spot, code, month)
            for _number in range(_poisson(expected, chance)):
                yield _event(spot, law, code, month, chance)


def _effect(spot: Spot, code: str, month: date) -> float:
    """The real change that is hidden here."""
    is_changed = spot.slug.startswith(places.CHANGED_PLACE) and code == places.CHANGED_CODE
    return places.LEFT if is_changed and month >= places.CHANGED_FROM else 1.0


def _poisson(mean: float, chance: Random) -> int:
    """Knuth's way: the same numbers with every version of Python."""
    limit, number, product = math.exp(-mean), 0, chance.random()
    while product > limit:
        number, product = number + 1, product * chance.random()
    return number


def _event(spot: Spot, law: Law, code: str, month: date, chance: Random) -> Happened:
    day = month + timedelta(days=chance.randrange(days_in(month)))
    severity = chance.choices((1, 2, 3, 4), SEVERITIES[law])[0]
    how_bad = chance.choice(HOW_BAD[severity])
    is_in_time = chance.random() < IN_TIME
    judged_after = chance.choice((0, 1)) if is_in_time else chance.randint(2, 6)
    closed_after = chance.randint(1, 13) if chance.random() < IN_TIME else chance.randint(15, 40)
    return Happened(
        unit=spot.slug, law=law, code=code, happened_on=day, hour=chance.choice((1, 2, 6, 7, 8, 10, 12, 14, 17, 19, 21, 22)),
        minute=chance.randrange(60), days_later=chance.choices((0, 1, 2), (0.8, 0.15, 0.05))[0], severity=severity,
        probability=chance.choices((1, 2, 3, 4), (0.25, 0.45, 0.25, 0.05))[0], how_bad=how_bad,
        text=words.told(code, chance), done=chance.choice(words.DONE), cause=chance.choice(words.TELLINGS[code].causes),
        state=_state(day, severity, chance), judged_after=judged_after, closed_after=closed_after,
        is_care_injury=severity > 1 and chance.random() < 0.35,
    )  # fmt: skip


def _state(day: date, severity: int, chance: Random) -> State:
    """Nearly all are closed. Of the latest weeks' some are still worked on; a few were none, or reported twice."""
    luck = chance.random()
    if luck < 0.02:
        return State.NOT_A_DEVIATION
    if luck < 0.03:
        return State.DUPLICATE
    if day > places.LAST_DAY - STILL_OPEN and luck > 0.97 - severity / 40:
        return chance.choice((State.INVESTIGATED, State.ACTED_ON, State.FOLLOWED_UP))
    return State.CLOSED
