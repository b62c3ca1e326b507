"""How many answered: which of Kolada's indicators say it for which shares. Our own list, as `ready_made` is."""

from dataclasses import dataclass

from hjulet.check.indicators.sources.kolada.ready_made import CARE_HOMES, DISABILITY, HOME_CARE, STAFF

OTHER_SOURCE = frozenset({"U20443", "U21452"})  # asked of the units, not of the people who live there


@dataclass(frozen=True)
class Answered:
    """Where the number of answers and the response rate stand; empty where Kolada has none."""

    amount: str
    rate: str = ""


_CARE_HOMES, _HOME_CARE = Answered("U23594", "U23595"), Answered("U23592", "U23593")
_BY_PREFIX = {
    "Gruppbostad: ": Answered("U33964", "U33954"),
    "Servicebostad: ": Answered("U33966", "U33956"),
    "Daglig verksamhet: ": Answered("U33960", "U33950"),
    "Boendestöd: ": Answered("U33963", "U33953"),
}
_STAFF = {
    "Hela kommunen: ": "N00898",
    "Hemtjänst: ": "N21898",
    "Särskilt boende: ": "N23898",
    "Funktionsnedsättning: ": "N25898",
    "Individ- och familjeomsorg: ": "N30898",
}
_COUNTS = frozenset({
    one.amount for one in (_CARE_HOMES, _HOME_CARE, *_BY_PREFIX.values())
}) | frozenset({one.rate for one in (_CARE_HOMES, _HOME_CARE, *_BY_PREFIX.values())})  # fmt: skip

BY_SHARE: dict[str, Answered] = {
    **{one: _CARE_HOMES for one in CARE_HOMES.ids if one not in _COUNTS | OTHER_SOURCE},
    **{one: _HOME_CARE for one in HOME_CARE.ids if one not in _COUNTS | OTHER_SOURCE},
    **{
        named.id: answered
        for named in DISABILITY.indicators
        for prefix, answered in _BY_PREFIX.items()
        if named.name.startswith(prefix) and named.id not in _COUNTS
    },
    **{
        named.id: Answered("", rate)
        for named in STAFF.indicators
        for prefix, rate in _STAFF.items()
        if named.name.startswith(prefix) and named.name.endswith("(HME)") and named.id != rate
    },
}


def with_answers(ids: set[str]) -> set[str]:
    """The indicators and those that say how many answered them."""
    said = {BY_SHARE[one] for one in ids if one in BY_SHARE}
    return ids | {found for one in said for found in (one.amount, one.rate) if found}
