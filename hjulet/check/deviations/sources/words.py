"""What stands in another system's cells → values of ours. What cannot be read raises ValueError with a sentence."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from hjulet.check.deviations.choices import CareInjury, EventClass, Law, Probability, Severity, State
from hjulet.check.deviations.sources.choices import Field
from hjulet.check.deviations.sources.columns import plain

_CLOCK = r"(?:[T ]+(?:kl\.? ?)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.]\d{2}(?:[.,]\d+)?)?)?"
_DAYS = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})" + _CLOCK),
    re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})" + _CLOCK),
    re.compile(
        r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/. ](?P<year>\d{4})" + _CLOCK
    ),  # the day first, as we write
)
_TIME = re.compile(r"(?:kl\.? ?)?(\d{1,2})[:.](\d{2})(?:[:.]\d{2}(?:[.,]\d+)?)?")
_LEVEL = re.compile(r"(?:\D*\s)?\(?([1-4])(?:[.,]0+)?\)?(?:\b.*)?")
EARLIEST = 1990
LONGEST_SHOWN = 20

LAWS = {
    "hsl": Law.HSL, "hälso och sjukvård": Law.HSL, "hälso och sjukvårdslagen": Law.HSL, "sol": Law.SOL,
    "lss": Law.SOL, "sol lss": Law.SOL, "socialtjänst": Law.SOL, "socialtjänstlagen": Law.SOL, "ifo": Law.SOL,
}  # fmt: skip
CLASSES = {
    "risk": EventClass.RISK, "tillbud": EventClass.NEAR_MISS, "händelse": EventClass.EVENT,
    "negativ händelse": EventClass.EVENT, "avvikelse": EventClass.EVENT,
}  # fmt: skip
INJURIES = {
    "ja": CareInjury.YES, "ja vårdskada": CareInjury.YES, "vårdskada": CareInjury.YES, "nej": CareInjury.NO,
    "nej inte vårdskada": CareInjury.NO, "ingen vårdskada": CareInjury.NO, "oklart": CareInjury.UNCLEAR, "vet ej": CareInjury.UNCLEAR,
}  # fmt: skip
STATES = {
    "ny": State.RECEIVED, "inkommen": State.RECEIVED, "inkommit": State.RECEIVED, "registrerad": State.RECEIVED,
    "rapporterad": State.RECEIVED, "mottagen": State.RECEIVED, "bedömd": State.JUDGED, "under granskning": State.JUDGED,
    "under utredning": State.INVESTIGATED, "utredning": State.INVESTIGATED, "utredning pågår": State.INVESTIGATED,
    "pågående": State.INVESTIGATED, "pågår": State.INVESTIGATED, "utreds": State.INVESTIGATED, "åtgärdas": State.ACTED_ON,
    "åtgärd": State.ACTED_ON, "under beslut": State.ACTED_ON, "följs upp": State.FOLLOWED_UP,
    "under uppföljning": State.FOLLOWED_UP, "uppföljning": State.FOLLOWED_UP, "avslutad": State.CLOSED,
    "avslutat": State.CLOSED, "klar": State.CLOSED, "stängd": State.CLOSED, "inte en avvikelse": State.NOT_A_DEVIATION,
    "ej avvikelse": State.NOT_A_DEVIATION, "makulerad": State.NOT_A_DEVIATION,
}  # fmt: skip
SEVERITIES = {
    **{plain(str(level.label)): str(level.value) for level in Severity},
    "liten": "1", "allvarlig": "3", "mycket allvarlig": "4",
}  # fmt: skip
PROBABILITIES = {
    **{plain(str(level.label)).split(" något")[0].split(" någon")[0]: str(level.value) for level in Probability},
    "mycket liten": "1", "liten": "2", "stor": "3", "mycket stor": "4",
}  # fmt: skip
BUILT_IN: dict[Field, Mapping[str, str]] = {
    Field.LAW: LAWS,
    Field.EVENT_CLASS: CLASSES,
    Field.CARE_INJURY: INJURIES,
    Field.STATE: STATES,
    Field.SEVERITY: SEVERITIES,
    Field.PROBABILITY: PROBABILITIES,
}


def day_and_time(said: str) -> tuple[date, time | None]:
    """'2026-11-20 02:10', '20261120', '20.11.2026': the day, and the time when one is written."""
    found = next((match for pattern in _DAYS if (match := pattern.fullmatch(said.strip()))), None)
    if found is None:
        raise ValueError(
            _("”%(said)s” går inte att läsa som ett datum. Skriv ÅÅÅÅ-MM-DD.") % {"said": shortened(said)}
        )
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
        clock = time(int(found["hour"]), int(found["minute"])) if found["hour"] else None
    except ValueError:
        raise ValueError(
            _("Det finns ingen dag eller tid som ”%(said)s”.") % {"said": shortened(said)}
        ) from None
    if day.year < EARLIEST:
        raise ValueError(_("%(said)s ligger för långt tillbaka.") % {"said": day})
    return day, clock


def clock(said: str) -> time | None:
    """'02:10', 'kl. 2.10', or what a spreadsheet makes of it; nothing written is no time."""
    if not said:
        return None
    text = said.split("T")[-1] if "T" in said else said.strip()
    found = _TIME.fullmatch(text)
    try:
        if found is not None:
            return time(int(found[1]), int(found[2]))
        return datetime.fromisoformat(said).time()
    except ValueError:
        pass
    raise ValueError(
        _("”%(said)s” går inte att läsa som ett klockslag. Skriv TT:MM.") % {"said": shortened(said)}
    )


def level(said: str) -> str | None:
    """'3', '3,0', '3 - betydande', 'Betydande (3)': the figure on the scale, when one is written."""
    found = _LEVEL.fullmatch(said.strip())
    digits = re.findall(r"\d+", re.sub(r"[.,]0+\b", "", said))
    return found[1] if found is not None and len(digits) == 1 else None


def known(field: Field, said: str, book: Mapping[str, str]) -> str | None:
    """Our value for their word; None when nobody has said what it means."""
    word = plain(said)
    if word in book:
        return book[word]
    if field in {Field.SEVERITY, Field.PROBABILITY} and (figure := level(said)):
        return figure
    built_in = BUILT_IN.get(field, {}).get(word)
    return str(built_in) if built_in is not None else None


def shortened(said: str) -> str:
    """What to find the cell by; a text about somebody in the wrong column must not be read out."""
    text = " ".join(said.split())
    return text if len(text) <= LONGEST_SHOWN else "…"
