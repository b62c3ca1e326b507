"""Which of our measures belong to which comparison that people know by name. No database, no clock, no request.

What belongs is told by the register that a measure says it comes from, or by Kolada's number. The values are brought
in; nothing here is computed.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hjulet.check.indicators.choices import Measure
from hjulet.check.indicators.kolada.rules import FETCHED
from hjulet.check.indicators.models import Indicator
from hjulet.check.indicators.sources.kolada.ready_made import CARE_HOMES, DISABILITY, HOME_CARE, KKIK

SHOWN = frozenset({Measure.VALUE, Measure.RANK})


@dataclass(frozen=True)
class Comparison:
    """A comparison with a name: what it is, and how its measures are known."""

    key: str
    title: Promise
    about: Promise
    registers: tuple[str, ...]  # how the name of the register begins
    ids: frozenset[str] = frozenset()
    note: Promise | None = None

    def holds(self, indicator: Indicator) -> bool:
        if indicator.measure not in SHOWN:
            return False
        if indicator.source_register in FETCHED:
            return indicator.kolada_id in self.ids
        return self.is_named(indicator.source_register)

    def is_named(self, register: str) -> bool:
        """Whether what a measure says it comes from is this."""
        return any(register.casefold().startswith(name.casefold()) for name in self.registers)


COMPARISONS = (
    Comparison(
        "kkik", _("KKiK"), _("Kommunens kvalitet i korthet: väntetider, bemanning och nöjdhet."),
        ("KKiK",), frozenset(KKIK.ids),
    ),
    Comparison(
        "hemtjanstindex", _("Hemtjänstindex"),
        _("SPF Seniorernas jämförelse av kommunernas hemtjänst, varje år i december: ett index, fyra delindex och en plats."),
        ("Hemtjänstindex",),
        note=_(
            "Index och platser räknas av SPF Seniorerna och skrivs in som de är. De räknas aldrig om här, för vikterna är "
            "inte kända. Hur säker en plats är går inte att säga: några platser upp eller ner betyder sällan något ensamt."
        ),
    ),
    Comparison(
        "oppna-jamforelser", _("Öppna jämförelser"),
        _("Enkäterna till äldre från Socialstyrelsen och till personer med LSS från SKR."),
        ("Socialstyrelsen", "SKR", "Öppna jämförelser"), frozenset((*CARE_HOMES.ids, *HOME_CARE.ids, *DISABILITY.ids)),
    ),
    Comparison(
        "senior-alert", _("Senior alert"),
        _("Kvalitetsregister om fall, trycksår, undernäring, munhälsa och blåsa: bedömd risk, åtgärder och utfall."),
        ("Senior alert",),
    ),
    Comparison(
        "bpsd", _("BPSD-registret"), _("Kvalitetsregister om beteende och psykiska symtom vid demens."), ("BPSD",),
    ),
    Comparison(
        "svedem", _("SveDem"), _("Kvalitetsregister om kognitiv sjukdom och demens: utredning och uppföljning."), ("SveDem",),
    ),
    Comparison(
        "palliativregistret", _("Palliativregistret"), _("Kvalitetsregister om vård i livets slut."),
        ("Palliativregistret", "Svenska palliativregistret"),
    ),
)  # fmt: skip
BY_KEY = {one.key: one for one in COMPARISONS}
BROUGHT_IN = tuple(
    BY_KEY[key] for key in ("hemtjanstindex", "senior-alert", "bpsd", "svedem", "palliativregistret")
)
