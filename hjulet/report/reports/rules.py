"""What must hold for a report. No database, no clock, no request."""

from collections.abc import Iterable

FIRST_YEAR = 2012  # SOSFS 2011:9 came into force
FEWEST_ANSWERS = 5  # below this nothing is shown
FEWEST_STAFF = 10  # a staff survey by unit is for the inside only below this

# What the patientsäkerhetsberättelse must tell, by the chapters' anchors. PSL 3 kap. 10 §, HSLF-FS 2017:40 7 kap.
SAFETY_PARTS = frozenset(
    {
        "mal-och-strategier", "ansvar", "samverkan", "riskanalys", "egenkontroll", "rapportering", "vardskador",
        "klagomal", "medverkan", "forbattring",
    }
)  # fmt: skip


def readable_year(said: str, this_year: int) -> int:
    """The year of a report. Raises ValueError with one clear sentence when it cannot be one."""
    if not said.isdecimal() or len(said) != 4:
        message = f"”{said}” är inget årtal. Skriv fyra siffror, till exempel {this_year - 1}."
        raise ValueError(message)
    year = int(said)
    if year > this_year:
        message = f"{year} har inte börjat än. Välj {this_year} eller tidigare."
        raise ValueError(message)
    if year < FIRST_YEAR:
        message = f"Föreskriften gäller från {FIRST_YEAR}. Välj {FIRST_YEAR} eller senare."
        raise ValueError(message)
    return year


def is_hidden(respondents: int | None, *, is_published: bool) -> bool:
    """Whether a figure has too few answers to be shown; what the municipality itself has printed may be shown."""
    return respondents is not None and respondents < FEWEST_ANSWERS and not is_published


def staff_figure_is_inside_only(respondents: int | None) -> bool:
    """A staff survey of one unit: public only when ten or more are known to have answered."""
    return respondents is None or respondents < FEWEST_STAFF


def known_by(document_years: Iterable[int], year: int) -> bool:
    """A report tells what was known: a value that only later documents print does not belong to it."""
    years = list(document_years)
    return not years or min(years) <= year
