"""Which heading holds what. The headings of Lifecare avvikelse are a guess: we have not seen an export."""

import re
from collections.abc import Mapping, Sequence

from hjulet.check.deviations.sources.choices import REQUIRED, Field

# In lower case, without signs. The first heading of the file that is known wins.
KNOWN: dict[Field, tuple[str, ...]] = {
    Field.NUMBER: (
        "ärendenummer", "ärendenr", "avvikelsenummer", "avvikelsenr", "avvikelse id", "avvikelseid", "löpnummer",
        "händelsenummer", "rapportnummer", "rapport id", "diarienummer", "nummer", "id",
    ),
    Field.UNIT: (
        "enhet", "inträffad enhet", "enhet där händelsen inträffade", "rapporterande enhet", "ansvarig enhet",
        "verksamhet", "arbetsplats", "organisation", "plats",
    ),
    Field.HAPPENED: (
        "händelsedatum", "datum för händelsen", "datum för händelse", "inträffad", "inträffade", "händelsedag",
        "datum och tid för händelsen", "händelsetidpunkt", "datum när det hände", "datum",
    ),
    Field.TIME: ("händelsetid", "klockslag", "tid för händelsen", "tidpunkt", "tid", "kl"),
    Field.WHAT: (
        "händelsebeskrivning", "beskrivning av händelsen", "vad hände", "vad har hänt", "beskrivning", "händelse",
        "händelseförlopp",
    ),
    Field.DONE: (
        "omedelbar åtgärd", "omedelbara åtgärder", "vidtagna åtgärder", "direkt åtgärd", "vad gjordes direkt", "åtgärd",
        "åtgärder",
    ),
    Field.REPORTED: (
        "rapportdatum", "registreringsdatum", "registrerad", "rapporterad", "rapporterat datum", "skapad", "inkom",
        "inkommen", "datum för rapport",
    ),
    Field.REPORTER: ("rapportör", "rapporterad av", "registrerad av", "skapad av"),
    Field.LAW: ("lagrum", "lag", "lagområde", "lagstiftning"),
    Field.TYPE: ("avvikelsetyp", "händelsetyp", "typ av avvikelse", "typ av händelse", "kategori", "typ", "område"),
    Field.EVENT_CLASS: ("rapporttyp", "slag", "typ av rapport", "risk tillbud händelse", "klassning"),
    Field.SEVERITY: ("allvarlighetsgrad", "allvarlighet", "allvarsgrad", "konsekvens"),
    Field.PROBABILITY: ("sannolikhet", "sannolikhet för upprepning", "risk för upprepning"),
    Field.CARE_INJURY: ("vårdskada", "bedömd vårdskada"),
    Field.COURSE: ("utredning", "analys", "orsaksanalys", "bedömning", "orsak"),
    Field.STATE: ("status", "ärendestatus", "läge"),
    Field.CLOSED: ("avslutsdatum", "avslutad", "avslutat", "stängd", "datum för avslut", "klar"),
}  # fmt: skip


def plain(said: str) -> str:
    """A heading or a word without what people write differently: case, spaces and signs."""
    return " ".join(re.sub(r"[^\w]+", " ", said.lower().replace("_", " ")).split())


def guess(header: Sequence[str]) -> dict[Field, str]:
    """Our field → their heading, of those we know. A heading is used once."""
    named = {plain(heading): heading.strip() for heading in reversed(header) if heading.strip()}
    found: dict[Field, str] = {}
    for field, headings in KNOWN.items():
        known = [
            named[heading]
            for heading in headings
            if heading in named and named[heading] not in found.values()
        ]
        if known:
            found[field] = known[0]
    return found


def remembered(columns: Mapping[str, str], header: Sequence[str]) -> dict[Field, str]:
    """What was chosen last time, of the headings that the file has; the guess for a file that is new to us."""
    there = set(header)
    if not columns:
        return guess(header)
    kept = {Field(name): heading for name, heading in columns.items() if name in Field.values}
    return {field: heading for field, heading in kept.items() if heading in there}


def missing(columns: Mapping[Field, str]) -> list[Field]:
    """What must have a column and has none."""
    return [field for field in REQUIRED if not columns.get(field)]
