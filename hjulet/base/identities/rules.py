"""Swedish personal numbers: reading them, and noticing them in running text. No database, no clock.

A number has a birthday, a serial and a control digit. "+" says that the person has turned a hundred. In a coordination
number (samordningsnummer) the day is sixty too high. Whoever has neither, or is protected, may have a reserve number:
the birthday and T with three digits or TF with two, as the inspectorate writes it, or a region's own number.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from personnummer import personnummer

from hjulet.base.identities.choices import NumberKind, Obstacle

COORDINATION = 60
DASHES = "-\u2010\u2011–−"  # as people and word processors write them
SPACES = " \u00a0\u202f"

_NUMBER = re.compile(r"(?P<century>\d{2})?(?P<day>\d{6})(?P<sign>[-+]?)(?P<last>\d{4})", re.ASCII)
_TEMPORARY = re.compile(r"(?P<century>\d{2})?(?P<day>\d{6})(?P<sign>[-+]?)(?P<last>T\d{3}|TF\d{2})", re.ASCII)
_REGIONAL = re.compile(r"99\d{10}|(?:\d{2})?\d{6}[A-Z][A-Z\d]{3}", re.ASCII)
_IN_TEXT = re.compile(
    rf"(?<!\d)(?:(?:\d{{2}})?\d{{6}}[{SPACES}]?[{DASHES}+]?[{SPACES}]?|(?:18|19|20)\d{{2}}-\d{{2}}-\d{{2}}-)\d{{4}}(?!\d)",
    re.ASCII,
)
_RESERVE_IN_TEXT = re.compile(
    rf"(?<!\d)(?:18|19|20)?\d{{6}}[{DASHES}{SPACES}]?(?:T\d{{3}}|TF\d{{2}})(?!\w)", re.ASCII
)
_PHONE = re.compile(
    r"(?<!\d)(?<!\d-)(?:(?:\+|00)46[ -]?(?:\(0\))?[ -]?|0)(?:8|[1-9]\d{1,2})[ /-]{0,3}\d{2,3}(?:[ -]?\d{2,3}){1,3}(?!\d)",
    re.ASCII,
)
# Somebody who gets care or is close to who does, and a name after it; or two names of which the last ends as surnames do.
# A hint only: "Brukaren Anna" and "Anna Svensson" are caught, "Anna" alone is not.
_WHO = (
    "brukaren?|patienten?|klienten?|kunden|hyresgästen|boende|enskilde?|fru|herr|anhörige?n?|kvinnan|mannen|flickan"
    "|pojken|eleven|ungdomen|barnet|sonen|dottern|maken|makan|hustrun|mamman|pappan|modern|fadern|omsorgstagaren|vårdtagaren"
)
_NAME = r"[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖÉ][a-zåäöéü]+)?"
_SURNAME = r"[A-ZÅÄÖÉ][a-zåäöéü]*(?:sson|ström|gren|qvist|kvist|dahl|stedt|blom|lund|berg)"
_NAMED = re.compile(rf"\b(?i:{_WHO})\s+({_NAME})(?:\s+{_NAME})?|\b({_NAME})\s+{_SURNAME}\b")
_NO_FIRST_NAMES = frozenset({"Region", "Kommun", "Kommunen", "Norra", "Södra", "Östra", "Västra", "Nya", "Gamla", "Lilla", "Stora", "Lex"})  # fmt: skip


class Unreadable(Exception):
    """What was written is no number that we know."""

    def __init__(self, obstacle: Obstacle) -> None:
        self.obstacle = obstacle
        super().__init__(obstacle.value)


@dataclass(frozen=True)
class Number:
    """A number in one way of writing: 19121212-1212, 19121272-1217, 19121212-T123, or a region's own."""

    kind: NumberKind
    value: str = ""


@dataclass(frozen=True)
class Named:
    """Who somebody is. Shown only to those who opened it for a reason."""

    name: str
    number: str = ""

    def __repr__(self) -> str:
        return "<Named>"  # an error report prints it, and must not tell


def parse_number(said: str, today: date) -> Number:
    """The number that was meant; raises Unreadable. Nothing written is no number, and no fault."""
    text = _tidied(said)
    if not text:
        return Number(NumberKind.NONE)
    if found := _TEMPORARY.fullmatch(text):
        return Number(NumberKind.RESERVE, f"{_birthday(found, today)}-{found['last']}")
    if found := _NUMBER.fullmatch(text):
        return _reserve(text) if found["century"] == "99" else _checked(found, today)
    return _reserve(text)


def tidy_name(name: str) -> str:
    return " ".join(name.split())


def same_name(name: str) -> str:
    """What two ways to write a name have in common."""
    return tidy_name(name).casefold()


def numbers_in(text: str) -> list[str]:
    """What looks like personal numbers in running text, as written: a real day and the right control digit."""
    real = [found for found in _IN_TEXT.finditer(text) if _is_likely(re.sub(r"\D", "", found[0]))]
    reserve = [found for found in _RESERVE_IN_TEXT.finditer(text) if _has_a_day(found[0])]
    return [found[0] for found in sorted([*real, *reserve], key=re.Match.start)]


def phones_in(text: str) -> list[str]:
    """What looks like Swedish phone numbers in running text, as written."""
    found = [match[0] for match in _PHONE.finditer(text)]
    return [said for said in found if _has_length_of_phone(said) and not numbers_in(said)]


def named_in(text: str, places: Collection[str] = ()) -> list[str]:
    """Where running text seems to name somebody who gets care, as written; PLACES are units' names, which name nobody."""
    known = {word for place in places for word in re.findall(r"\w+", place.casefold())}
    return [found[0] for found in _NAMED.finditer(text) if not _names_no_person(found, known)]


def _names_no_person(found: re.Match[str], known: set[str]) -> bool:
    if (found[1] or found[2]) in _NO_FIRST_NAMES:
        return True
    names = [word for word in re.findall(r"\w+", found[0]) if word[:1].isupper()]
    return any(word.casefold() in known for word in names)


def _tidied(said: str) -> str:
    plain = re.sub(rf"[{DASHES}]", "-", said)
    return re.sub(r"\s+", "", plain).upper()


def _checked(found: re.Match[str], today: date) -> Number:
    birthday = _birthday(found, today)
    value = f"{birthday}-{found['last']}"
    if not personnummer.valid(value.replace("-", "")):
        raise Unreadable(Obstacle.CHECK_DIGIT)
    is_coordination = int(birthday[6:]) > COORDINATION
    return Number(NumberKind.COORDINATION if is_coordination else NumberKind.PERSONAL, value)


def _birthday(found: re.Match[str], today: date) -> str:
    """YYYYMMDD, the day as written (with sixty added in a coordination number); raises Unreadable."""
    said = found["day"]
    latest = today.year - (today.year - int(said[:2])) % 100 - (100 if found["sign"] == "+" else 0)
    years = [int(found["century"] + said[:2])] if found["century"] else [latest, latest - 100]
    for year in years:
        day = _day(year, said)
        if day is not None and day <= today:
            return f"{year:04}{said[2:]}"
    raise Unreadable(Obstacle.NO_SUCH_DAY)


def _day(year: int, said: str) -> date | None:
    month, number = int(said[2:4]), int(said[4:6])
    try:
        return date(year, month, number - COORDINATION if number > COORDINATION else number)
    except ValueError:
        return None


def _reserve(text: str) -> Number:
    """A region's own number: 99 and ten digits, or a birthday, a letter and three more. Nothing in it can be checked."""
    value = text.replace("-", "")
    if not _REGIONAL.fullmatch(value):
        raise Unreadable(Obstacle.NOT_A_NUMBER)
    return Number(NumberKind.RESERVE, value)


def _has_a_day(said: str) -> bool:
    """A month and a day there can be, the last six digits before the letter."""
    digits = re.sub(r"\D.*", "", said)
    return _day(2000, digits[-6:]) is not None


def _is_likely(digits: str) -> bool:
    if len(digits) == 12:
        return digits[:2] in {"18", "19", "20"} and bool(personnummer.valid(digits))
    return bool(
        personnummer.valid(f"20{digits}")
    )  # 2000 was a leap year, 1900 was not: 20 lets every day through


def _has_length_of_phone(said: str) -> bool:
    digits = re.sub(r"\D", "", re.sub(r"^(?:\+|00)46[ -]*(?:\(0\))?", "0", said))
    return len(digits) == 10 if digits.startswith("07") else 8 <= len(digits) <= 10
