"""Sources that people bring in by file: what they are called, where their measures belong, what their columns mean. Pure.

The comparisons know a source by its name, so it is offered as it is written there. How the files look differs between
years and between those who order them: everything here is a proposal that the next step lets people change.
"""

from dataclasses import dataclass

from hjulet.check.indicators.imports.choices import NewMeasure

RANKS = ("placering", "plats", "rank", "ranking", "rangordning", "riksplacering", "länsplacering")


@dataclass(frozen=True)
class Source:
    """`subject` is the new measures'; `leads` says that their names begin with the source's: 'Hemtjänstindex, placering'."""

    name: str
    subject: str = ""
    leads: bool = False
    measures: NewMeasure | None = None  # what its other columns of numbers are

    def is_named(self, said: str) -> bool:
        return said.casefold().startswith(self.name.casefold())


SOURCES = (
    Source("Hemtjänstindex", "hemtjänst", leads=True, measures=NewMeasure.NUMBER_UP),
    Source("KKiK"),
    Source("Socialstyrelsen, öppna jämförelser"),
    Source("SKR, brukarundersökning"),
    Source("Senior alert", "kvalitetsregister", leads=True),
    Source("BPSD-registret", "kvalitetsregister", leads=True),
    Source("SveDem", "kvalitetsregister", leads=True),
    Source("Svenska palliativregistret", "kvalitetsregister", leads=True),
    Source("Palliativregistret", "kvalitetsregister", leads=True),
)


def source_of(said: str) -> Source:
    """What is known of a source; of one that nobody knows, its name as it was written."""
    return next((one for one in SOURCES if one.is_named(said)), Source(said, said))


def is_rank(heading: str) -> bool:
    """'Placering', 'Information, placering', 'Plats 2025': a place among all, where the first is the best."""
    words = heading.casefold().replace(",", " ").replace(":", " ").split()
    return any(word in RANKS for word in words)


def proposed(source: str, word: str) -> str:
    """What a word that is new most likely is; empty where only people can know which way is better."""
    if is_rank(word):
        return NewMeasure.RANK.value
    measures = source_of(source).measures
    return measures.value if measures else ""


def name_of(source: str, word: str) -> str:
    """The name of a new measure: 'Placering' alone would say nothing in a list of all measures."""
    known = source_of(source)
    if not known.leads or known.name.casefold() in word.casefold():
        return word
    return f"{known.name}, {word[:1].lower()}{word[1:]}" if word[1:2].islower() else f"{known.name}, {word}"
