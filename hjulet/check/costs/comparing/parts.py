"""A change in cost split exactly into what made it: how many, how large a share of them, what each costs, the rest.

Pure fractions, no rounding: the parts always add up to the change. No database, no clock, no request.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

ZERO = Fraction(0)


@dataclass(frozen=True)
class Group:
    """People of some ages a year: how many live here, how many are users, and what it cost. None is not known."""

    cost: Fraction
    users: Fraction
    inhabitants: Fraction | None = None

    @property
    def per_user(self) -> Fraction | None:
        return self.cost / self.users if self.users else None


@dataclass(frozen=True)
class Parts:
    """What each cause adds to the cost. `inhabitants` and `share` make up the volume where inhabitants are known."""

    volume: Fraction
    price: Fraction
    rest: Fraction = ZERO
    inhabitants: Fraction | None = None
    share: Fraction | None = None
    general: Fraction = ZERO  # the rise of prices in general, where an index is known

    @property
    def total(self) -> Fraction:
        return self.volume + self.price + self.rest + self.general


def split(before: Sequence[Group], after: Sequence[Group]) -> Parts:
    """The change from BEFORE to AFTER, group by group in the same order.

    Each factor is weighed with the mean of the other before and after, so nothing is left over and the answer does
    not hang on which year is looked at first. The volume is split once more in the same way, within itself (Owen's
    nested value), so it is the same whether inhabitants are known or not.
    Source: Bennet 1920, J R Stat Soc 83:455; Owen 1977, Lect Notes Econ Math Syst 141:76; Shorrocks 2013, J Econ
    Inequal 11:99.
    """
    found = [_split(*pair) for pair in zip(before, after, strict=True)]
    has_inhabitants = all(parts.inhabitants is not None for parts in found)
    return Parts(
        volume=_sum(parts.volume for parts in found),
        price=_sum(parts.price for parts in found),
        rest=_sum(parts.rest for parts in found),
        inhabitants=_sum(parts.inhabitants or ZERO for parts in found) if has_inhabitants else None,
        share=_sum(parts.share or ZERO for parts in found) if has_inhabitants else None,
    )


def _split(before: Group, after: Group) -> Parts:
    """A group without users one of the years has no cost per user then: all that its users cost is volume."""
    price_before, price_after = before.per_user, after.per_user
    if price_before is None and price_after is None:
        return Parts(ZERO, ZERO, after.cost - before.cost, ZERO, ZERO)
    first = price_after if price_before is None else price_before
    last = price_before if price_after is None else price_after
    assert first is not None and last is not None  # noqa: S101, PT018  # one of them is known, and stands for both
    mean_price = (first + last) / 2
    change = after.users - before.users
    inhabitants, share = _volume(before, after, mean_price)
    return Parts(
        volume=change * mean_price,
        price=(last - first) * (before.users + after.users) / 2,
        rest=_carried_by_nobody(after) - _carried_by_nobody(before),
        inhabitants=inhabitants,
        share=share,
    )


def _volume(before: Group, after: Group, price: Fraction) -> tuple[Fraction | None, Fraction | None]:
    """More users because more live here, or because a larger share of them are users."""
    if not before.inhabitants or not after.inhabitants:
        return None, None
    shares = before.users / before.inhabitants, after.users / after.inhabitants
    more_people = (after.inhabitants - before.inhabitants) * sum(shares, ZERO) / 2
    larger_share = (shares[1] - shares[0]) * (before.inhabitants + after.inhabitants) / 2
    return more_people * price, larger_share * price


def _carried_by_nobody(group: Group) -> Fraction:
    return ZERO if group.users else group.cost


def _sum(parts: Iterable[Fraction]) -> Fraction:
    return sum(parts, ZERO)


def rounded(parts: Sequence[Fraction]) -> list[int]:
    """Whole numbers that add up to the rounded sum: those cut most are lifted first (largest remainder)."""
    floors = [part.numerator // part.denominator for part in parts]
    lacking = round(_sum(parts)) - sum(floors)
    by_loss = sorted(range(len(parts)), key=lambda place: floors[place] - parts[place])
    for place in by_loss[:lacking]:
        floors[place] += 1
    return floors
