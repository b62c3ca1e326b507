"""Which values of one measure and period must be hidden, so that nobody is counted out of the whole. Pure.

Who knows a total and all of its parts but one knows that one too. Units stand within departments within the whole, so
what protects a unit may be another unit, or a department.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hjulet import statistics
from hjulet.check.indicators.judgement.certainty import FEWEST


@dataclass(frozen=True)
class Part:
    """A value beside others: where it stands in the organisation, and of how many it tells."""

    key: int
    path: str
    amount: int
    is_known: bool = False  # printed elsewhere: hiding it protects nobody


def hidden_parts(parts: Sequence[Part]) -> frozenset[int]:
    """The keys of those that tell of one to four, and of as few others as protect them.

    What a whole has beyond its parts may be few too: somebody who was counted at no unit.
    """
    amounts, sums, untold = _linked(sorted(parts, key=lambda part: part.path))
    if not any(0 < amount < FEWEST for amount in amounts):
        return frozenset()
    ordered = sorted(parts, key=lambda part: part.path)
    known = [place for place, part in enumerate(ordered) if part.is_known]
    found = statistics.suppress_linked(amounts, sums, FEWEST, untold=untold, known=known)
    return frozenset(part.key for part, is_hidden in zip(ordered, found, strict=False) if is_hidden)


def _linked(ordered: Sequence[Part]) -> tuple[list[int], list[tuple[int, list[int]]], list[int]]:
    """The amounts with what stands at no part of a whole last, the sums, and the places of what stands nowhere."""
    amounts = [part.amount for part in ordered]
    within: dict[int, list[int]] = {}
    for place, part in enumerate(ordered):
        above = [at for at, other in enumerate(ordered[:place]) if part.path.startswith(other.path)]
        if above:
            within.setdefault(above[-1], []).append(place)
    sums, untold = [], []
    for whole, own in within.items():
        rest = amounts[whole] - sum(amounts[place] for place in own)
        if rest < 0:
            continue  # people who are counted at several units cannot be subtracted
        if rest:
            untold.append(len(amounts))
            amounts.append(rest)
        sums.append((whole, [*own, *untold[-1:]] if rest else own))
    return amounts, sums, untold
