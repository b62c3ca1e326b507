"""The words that stand in municipalities' files → our choices. Unknown words raise ValueError with a sentence."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from hjulet.base.organisation.choices import ExposureKind, LawArea, LineageKind, Regime, UnitKind
from hjulet.base.organisation.rules import first_day
from hjulet.base.organisation.sources.reading import Fault

IDENT = re.compile(r"^[-a-zA-Z0-9_]+$")
FORMULA_SIGNS = ("=", "+", "@")  # a spreadsheet that opens our export would run them
MONTH = re.compile(r"^(\d{4})-(\d{2})(?:-01)?$")

KINDS = {str(kind.label): kind.value for kind in UnitKind}
REGIMES = {
    "": "",
    "egen": Regime.OWN.value,
    "egen regi": Regime.OWN.value,
    "lov": Regime.LOV.value,
    "båda": "",
}
LINEAGE_KINDS = {
    "renamed": LineageKind.RENAMED.value,
    "bytte namn": LineageKind.RENAMED.value,
    "split": LineageKind.SPLIT.value,
    "delades": LineageKind.SPLIT.value,
    "merged": LineageKind.MERGED.value,
    "slogs ihop": LineageKind.MERGED.value,
}
EXPOSURE_KINDS = {str(kind.label): kind.value for kind in ExposureKind}
LAW_AREAS = {code.lower(): code for code in LawArea.values}


def ident(said: str, most: int) -> str:
    """An id that can stand in an address."""
    if not said:
        raise ValueError(_("Skriv ett id."))
    if not IDENT.match(said):
        raise ValueError(_("Ett id får ha a–z, siffror, bindestreck och understreck, inga mellanslag."))
    if len(said) > most:
        raise ValueError(_("Id:t har %(long)s tecken, högst %(most)s.") % {"long": len(said), "most": most})
    return said


def name(said: str, most: int) -> str:
    """A name on one line, not too long, that no spreadsheet takes for a formula."""
    text = " ".join(said.split())
    if not text:
        raise ValueError(_("Skriv ett namn."))
    if len(text) > most:
        raise ValueError(_("Texten har %(long)s tecken, högst %(most)s.") % {"long": len(text), "most": most})
    return plain(text, most)


def plain(said: str, most: int) -> str:
    """A text that may be empty."""
    if len(said) > most:
        raise ValueError(_("Texten har %(long)s tecken, högst %(most)s.") % {"long": len(said), "most": most})
    if said.startswith(FORMULA_SIGNS):
        raise ValueError(_("Texten börjar med ett tecken som kalkylprogram läser som formel."))
    return said


def known(said: str, words: Mapping[str, str]) -> str:
    """The choice that the word stands for; large and small letters are the same."""
    found = words.get(" ".join(said.lower().split()))
    if found is None:
        allowed = ", ".join(word for word in words if word)
        raise ValueError(
            _("”%(said)s” är inget känt ord. Välj: %(allowed)s.") % {"said": said, "allowed": allowed}
        )
    return found


def law_codes(said: str) -> str:
    """'SoL; HSL' → 'SoL HSL', in the order of LawArea."""
    given = [part for part in re.split(r"[;,/\s]+", said.lower()) if part]
    if unknown := [part for part in given if part not in LAW_AREAS]:
        allowed = ", ".join(LAW_AREAS.values())
        raise ValueError(
            _("”%(said)s” är inget känt lagområde. Välj bland: %(allowed)s.")
            % {"said": unknown[0], "allowed": allowed}
        )
    return " ".join(code for code in LawArea.values if code.lower() in given)


def partial_date(said: str) -> str:
    """The date as it was said, when it can be read."""
    first_day(said)
    return said


def month(said: str) -> str:
    """'2025-03' → '2025-03-01'."""
    match = MONTH.match(said)
    if match is None or not 1 <= int(match[2]) <= 12 or int(match[1]) < 1900:
        raise ValueError(_("”%(said)s” är ingen månad. Skriv ÅÅÅÅ-MM.") % {"said": said})
    return f"{match[1]}-{match[2]}-01"


def amount(said: str) -> str:
    """'1 234,5' → '1234.50'; not negative, at most ten digits before the comma."""
    text = re.sub(r"[\s\u00a0\u202f]", "", said).replace(",", ".")
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise ValueError(_("”%(said)s” är inget tal.") % {"said": said}) from None
    if not value.is_finite() or not 0 <= value < Decimal(10) ** 10:
        raise ValueError(_("Mängden ska vara 0 eller mer, och rymmas i tio siffror."))
    return str(value.quantize(Decimal("0.01")))


def first_of_each_cell(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """One reason a cell is enough: the first one found."""
    kept: dict[tuple[int, str], Fault] = {}
    for fault in faults:
        kept.setdefault((fault.row, fault.column), fault)
    return tuple(sorted(kept.values()))
