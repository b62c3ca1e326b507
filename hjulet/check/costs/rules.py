"""Cost per user (KPB) as it computes. No database, no clock, no request.

SKR's method: cost per inhabitant = cost / inhabitants; cost per user = (cost − cost not linked to users) / users;
share = users / inhabitants. Users are never added over age bands: one person may stand in two.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Difference:
    """A printed figure that is not what it computes to."""

    what: str
    printed: Decimal
    computed: Decimal


def per_inhabitant(cost: Decimal, inhabitants: int | None) -> Decimal | None:
    return cost / inhabitants if inhabitants else None


def per_user(cost: Decimal, unlinked: Decimal, users: int | None) -> Decimal | None:
    return (cost - unlinked) / users if users else None


def share_of_inhabitants(users: int | None, inhabitants: int | None) -> Decimal | None:
    return HUNDRED * users / inhabitants if users is not None and inhabitants else None


def difference(what: str, printed: Decimal | None, computed: Decimal | None) -> Difference | None:
    """The two as a Difference when rounding to the printed decimals does not make them one; kronor may differ by one."""
    if printed is None or computed is None:
        return None
    exponent = printed.as_tuple().exponent
    step = Decimal(1).scaleb(int(exponent)) if isinstance(exponent, int) else Decimal(1)
    rounded = computed.quantize(step, ROUND_HALF_UP)
    return None if abs(rounded - printed) <= (step if step == 1 else 0) else Difference(what, printed, rounded)
