"""What must hold for a fetch from Kolada. No database, no clock, no request."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from hjulet.check.indicators.choices import Comparison, Missing
from hjulet.check.indicators.sources.kolada.parse import MOST_IDS, Group

YEARS_BACK = 7
EARLIEST, LATEST = 1990, 2100
OVERLAP = timedelta(days=2)  # asked for again, so that a day's difference in clocks loses nothing
SLUG = "kolada-"
REGISTER = "Kolada"
ATTRIBUTION = "Källa: Kolada"
ENDED = re.compile(r"\(\s*[-–]\s*(\d{4})\s*\)\s*$")
COUNTY = re.compile(r".+ läns kommuner\b")
SIMILAR = re.compile(r"Liknande kommuner,? (?P<about>[^,]+), (?P<name>.+), (?P<year>\d{4})")
ABOUT = {  # our subject → what Kolada's groups of similar municipalities are about
    "särskilt boende": "äldreomsorg",
    "hemtjänst": "äldreomsorg",
    "äldreomsorg": "äldreomsorg",
    "lss": "LSS",
    "boendestöd": "LSS",
    "individ- och familjeomsorg": "IFO",
}
OVERALL = "övergripande"
SUBJECTS = {  # Kolada's area → our subject, for what is not in a ready-made set
    "Äldre och funktionshinder": "äldreomsorg",
    "Individ- och familjeomsorg": "individ- och familjeomsorg",
    "Kommunen, övergripande": "kommunen",
}
SECRET = frozenset({"private", "secret", ".."})


@dataclass(frozen=True)
class Country:
    """Whom a municipality stands among: codes from `first` to `last`, the whole of them as `code`.

    Regions (0001–0025) and groups (G…) lie outside. An invented municipality has a generated country around it, with
    codes of its own, so that no invented number can stand beside a real one.
    """

    code: str
    first: str
    last: str
    register: str  # what its figures are said to come from


REAL = Country("0000", "0100", "9999", REGISTER)
GENERATED = Country("X000", "X001", "X999", "påhittade värden")


FETCHED = frozenset({REAL.register, GENERATED.register})  # what measures that were fetched say they come from


def country_of(code: str) -> Country:
    return GENERATED if code.startswith("X") else REAL


@dataclass(frozen=True)
class Batch:
    """One list of questions, stored in one transaction: whose values, which ids, which years, changed since when."""

    kind: str  # areas, groups, units
    kpis: tuple[str, ...]
    years: tuple[int, ...]
    places: tuple[str, ...] = ()
    since: str = ""

    def said(self) -> str:
        years = str(self.years[0]) if len(self.years) == 1 else f"{self.years[0]}–{self.years[-1]}"
        whose = {"areas": "alla kommuner", "groups": "grupper", "units": "egna enheter"}[self.kind]
        return f"{len(self.kpis)} nyckeltal, {whose}, {years}"


@dataclass(frozen=True)
class Fetched:
    """What is known of an indicator's last fetch, and of its next publication now."""

    id: str
    on: date | None
    first: int | None
    last: int | None
    awaited_on: date | None
    awaited_period: str
    period: str

    def covers(self, years: Sequence[int]) -> bool:
        if self.on is None or self.first is None or self.last is None:
            return False
        return all(self.first <= year <= self.last for year in years)


@dataclass(frozen=True)
class Due:
    """What to ask for: whole, or only what has changed since a day. The rest is skipped."""

    whole: tuple[str, ...]
    since: dict[str, tuple[str, ...]]
    skipped: tuple[str, ...]


def due(known: Iterable[Fetched], years: Sequence[int], today: date, *, everything: bool = False) -> Due:
    """Publication dates decide: what has not been published since the last fetch is not asked for again."""
    whole, skipped = [], []
    since: dict[str, list[str]] = {}
    for one in known:
        if everything or not one.covers(years) or is_published(one, today):
            whole.append(one.id)
        elif one.awaited_on is None and one.on is not None:
            since.setdefault((one.on - OVERLAP).isoformat(), []).append(one.id)
        else:
            skipped.append(one.id)
    return Due(tuple(whole), {day: tuple(ids) for day, ids in sorted(since.items())}, tuple(skipped))


def is_published(one: Fetched, today: date) -> bool:
    """Whether something has come out since the last fetch: the awaited day is here, or Kolada awaits another period."""
    if one.awaited_period != one.period:
        return True
    return one.awaited_on is not None and one.awaited_on <= today


def awaited(preliminary_on: date | None, published_on: date | None, today: date) -> date | None:
    """The next publication that has not been yet; None where Kolada does not say."""
    coming = [day for day in (preliminary_on, published_on) if day is not None and day > today]
    return min(coming, default=None)


def batches(
    wanted: Due, years: Sequence[int], groups: Sequence[str], units: Sequence[str], with_units: Iterable[str]
) -> Iterator[Batch]:
    """Everything to ask for, in order: all municipalities a year at a time, then groups, then the own units."""
    asked = [("", wanted.whole), *wanted.since.items()]
    divided = set(with_units)
    for day, ids in asked:
        yield from (Batch("areas", few, (year,), since=day) for few in _few(ids) for year in years)
    for day, ids in asked:
        yield from _at("groups", ids, years, groups, day)
        yield from _at("units", [one for one in ids if one in divided], years, units, day)


def _at(
    kind: str, ids: Sequence[str], years: Sequence[int], places: Sequence[str], since: str
) -> Iterator[Batch]:
    if places:
        yield from (Batch(kind, few, tuple(years), tuple(places), since) for few in _few(ids))


def _few(ids: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(ids), MOST_IDS):
        yield tuple(ids[start : start + MOST_IDS])


def years_said(said: str) -> list[int]:
    """'2019-2025' or '2024'. Raises ValueError with a sentence."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", said, re.ASCII)
    if found is None:
        message = f"”{said}” är inte år. Skriv till exempel 2019-2025."
        raise ValueError(message)
    start, end = int(found[1]), int(found[2] or found[1])
    if not EARLIEST <= start <= end <= LATEST:
        message = f"”{said}” är inte år i rätt ordning mellan {EARLIEST} och {LATEST}."
        raise ValueError(message)
    return list(range(start, end + 1))


def usual_years(today: date) -> list[int]:
    return list(range(today.year - YEARS_BACK + 1, today.year + 1))


def discontinued_after(title: str) -> int | None:
    """Kolada says so last in the title: 'Personalkontinuitet … (- 2024)'."""
    found = ENDED.search(title)
    return int(found[1]) if found else None


def without_end(title: str) -> str:
    return ENDED.sub("", title).strip()


def unit_in(title: str) -> str:
    """The unit of measure, as the title says it: '%', 'kr', 'dagar', 'antal', 'index'."""
    low = without_end(title).lower()
    for sign, unit in (
        ("(%)", "%"), ("miljoner kronor", "Mkr"), ("kr/", "kr"), ("antal dagar", "dagar"),
        ("svarsfrekvens", "%"), ("andel", "%"), ("index", "index"), ("timmar", "timmar"), ("antal", "antal"),
    ):  # fmt: skip
        if sign in low:
            return unit
    return ""


def is_a_share(title: str) -> bool:
    return unit_in(title) == "%" and "avvikelse" not in title.lower()


def similar_about(subject: str) -> str:
    return ABOUT.get(subject, OVERALL)


def groups_for(groups: Iterable[Group], code: str, title: str) -> dict[str, Group]:
    """The groups to compare with, by title and members: 'county', and one 'similar:<about>' each, the newest year."""
    found: dict[str, Group] = {}
    newest: dict[str, str] = {}
    for group in groups:
        said = SIMILAR.fullmatch(group.title)
        if COUNTY.match(group.title) and code in group.members:
            found["county"] = group
        elif said and said["name"] == title and said["year"] >= newest.get(said["about"], ""):
            newest[said["about"]] = said["year"]
            found[f"similar:{said['about']}"] = group
    return found


def compared_areas(subject: str, groups: dict[str, str], country: Country = REAL) -> dict[str, Comparison]:
    """Area code → what it is to a measure of the subject. `groups`: as `groups_for` names them → id."""
    areas = {country.code: Comparison.COUNTRY}
    if county := groups.get("county"):
        areas[county] = Comparison.COUNTY
    if similar := groups.get(f"similar:{similar_about(subject)}") or groups.get(f"similar:{OVERALL}"):
        areas[similar] = Comparison.SIMILAR
    return areas


def why_missing(status: str) -> tuple[Missing, str]:
    """The status of a value without a number → our reason, and the words to show."""
    low = status.lower()
    if low in SECRET:
        return Missing.NO_RESULT, "För litet underlag, visas inte"
    if low == "deleted":
        return Missing.NO_RESULT, "Borttaget i Kolada"
    if low in {"missing", "-", ""}:
        return Missing.BLANK, "Uppgift saknas"
    return Missing.BLANK, f"Saknas ({status[:40]})"


def shown(value: Decimal) -> tuple[Decimal, int]:
    """As a value of ours: at most four decimals, and how many to print (one, none for whole and large numbers)."""
    kept = value.quantize(Decimal("0.0001"))
    is_whole = kept == kept.to_integral_value()
    return kept, 0 if is_whole or abs(kept) >= 1000 else 1


def whole(value: Decimal | None) -> int | None:
    """How many answered: a whole number that can be that, else nothing."""
    return int(value) if value is not None and 0 < value < 10**9 and value == int(value) else None


def slug_of(kpi: str) -> str:
    return f"{SLUG}{kpi.lower()}"
