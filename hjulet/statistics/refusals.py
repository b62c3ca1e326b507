"""Why a question gets no answer, in words a unit manager understands."""

from enum import Enum


class Refusal(Enum):
    """A reason to say nothing; ``words`` is the sentence for the page."""

    TOO_FEW_POINTS = "too_few_points"
    TOO_FEW_USEFUL = "too_few_useful"
    MEDIAN_IS_MINIMUM = "median_is_minimum"
    MOSTLY_ON_MEDIAN = "mostly_on_median"
    NO_VARIATION = "no_variation"
    TOO_FEW_EVENTS = "too_few_events"
    GAPS = "gaps"
    TOO_FEW_YEARS = "too_few_years"
    TOO_FEW_UNITS = "too_few_units"
    TOO_SHORT_BEFORE = "too_short_before"
    FEW_BEFORE = "few_before"
    TOO_SHORT_AFTER = "too_short_after"
    NO_FIT = "no_fit"

    @property
    def words(self) -> str:
        """The reason in plain Swedish, one or two short sentences."""
        return _WORDS[self]


_WORDS = {
    Refusal.TOO_FEW_POINTS: "Det finns för få värden än. Fortsätt mäta, så kommer svaret.",
    Refusal.TOO_FEW_USEFUL: "För få värden skiljer sig från mitten för att visa ett mönster. Fortsätt mäta.",
    Refusal.MEDIAN_IS_MINIMUM: (
        "För få händelser för att se ett mönster månad för månad. Räkna dem hellre över tolv månader."
    ),
    Refusal.MOSTLY_ON_MEDIAN: (
        "De flesta värdena är lika, så det går inte att se ett mönster. Räkna hellre över en längre tid."
    ),
    Refusal.NO_VARIATION: "Värdena varierar för lite för att visa vad som är vanligt. Fortsätt mäta.",
    Refusal.TOO_FEW_EVENTS: "För få händelser för att avgöra. Räkna flera enheter eller en längre tid tillsammans.",
    Refusal.GAPS: "Uppgifter saknas, så det går inte att räkna rättvist. Fyll i dem först.",
    Refusal.TOO_FEW_YEARS: "Det behövs minst tre år för att se en utveckling.",
    Refusal.TOO_FEW_UNITS: "Det är för få enheter för att jämföra rättvist.",
    Refusal.TOO_SHORT_BEFORE: "Det finns inga månader före åtgärden att jämföra med.",
    Refusal.FEW_BEFORE: "Det finns för få månader före åtgärden. Tolv behövs, och tjugofyra är bättre.",
    Refusal.TOO_SHORT_AFTER: "Det är för tidigt att säga. Vänta in fler månader efter åtgärden.",
    Refusal.NO_FIT: "Underlaget räcker inte för att skilja åtgärden från det som redan pågick.",
}
