"""What must hold for a report. No database, no clock, no request."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from hjulet.report.reports.choices import FrameFault
from hjulet.report.reports.framing import Planned

FIRST_YEAR = 2012  # SOSFS 2011:9 came into force
FEWEST_ANSWERS = 5  # below this nothing is shown

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


def known_by(document_years: Iterable[int], year: int) -> bool:
    """A report tells what was known: a value that only later documents print does not belong to it."""
    years = list(document_years)
    return not years or min(years) <= year


def faults_of_frame(plan: Sequence[Planned], statutory: Collection[str]) -> list[tuple[FrameFault, str]]:
    """Everything that stops a frame from being kept, each with the name it is about. SOSFS 2011:9 7 kap. 1 §."""
    found = [(FrameFault.NO_TITLE, "") for one in plan if one.is_own and not one.title]
    found += [(FrameFault.SAME_TITLE, title) for title in _twice(one.title for one in plan)]
    found += [(FrameFault.STATUTORY, one.title) for one in plan if one.is_hidden and one.anchor in statutory]
    found += [
        (FrameFault.SAME_SECTION, title)
        for chapter in plan
        for title in _twice(section.title for section in chapter.sections)
    ]
    found += [
        (FrameFault.STATUTORY_SECTION, section.title)
        for chapter in plan
        for section in chapter.sections
        if section.is_hidden and section.anchor in statutory
    ]
    if plan and all(one.is_hidden for one in plan):
        found.append((FrameFault.NOTHING_LEFT, ""))
    return found


def _twice(titles: Iterable[str]) -> list[str]:
    told = [title for title in titles if title]
    times = Counter(title.casefold() for title in told)
    return sorted({title for title in told if times[title.casefold()] > 1})
