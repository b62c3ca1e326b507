"""A number as people and statistics write it. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from hjulet.check.indicators.choices import Missing

PLACES = Decimal("0.0001")  # as many as the column of values holds
LARGEST = Decimal(10) ** 13
SIGNS = {
    "..": Missing.BLANK, ".": Missing.BLANK, "…": Missing.BLANK, "uppgift saknas": Missing.BLANK,
    "saknas": Missing.BLANK, "x": Missing.TOO_FEW, "xx": Missing.TOO_FEW, "*": Missing.TOO_FEW,
    "<5": Missing.TOO_FEW, "< 5": Missing.TOO_FEW, "ingen mätning": Missing.NOT_MEASURED,
    "inga svar": Missing.NO_ANSWERS,
}  # fmt: skip
NOTHING = {"", "-", "–", "—"}  # no value, and nothing said of why
SPACES = re.compile(r"[\s  ’']")
SHAPE = re.compile(r"[-−–]?[0-9]+([.,][0-9]+)?")


@dataclass(frozen=True)
class Style:
    """Which sign parts the decimals in a column. A column with both cannot be read: 1.234 may be a thousand or one."""

    has_comma: bool
    has_point: bool

    @property
    def is_mixed(self) -> bool:
        return self.has_comma and self.has_point


def style_of(cells: Iterable[str]) -> Style:
    numbers = [cell for cell in cells if any(sign.isdigit() for sign in cell)]
    return Style(any("," in cell for cell in numbers), any("." in cell for cell in numbers))


def number_in(cell: str) -> Decimal | None:
    """'94', '1 234,5', '12.25 %', '−3': the number; None when it is not one. Rounded to four decimals."""
    said = SPACES.sub("", cell.removesuffix("%").strip())
    if not SHAPE.fullmatch(said):
        return None
    try:
        found = Decimal(said.replace(",", ".").replace("−", "-").replace("–", "-"))
    except InvalidOperation:
        return None
    return tidy(found) if abs(found) < LARGEST else None


def tidy(found: Decimal) -> Decimal:
    """At most four decimals, and none that a computer added: 84.30000000001 is 84.3. A zero that was written stays."""
    exponent = found.as_tuple().exponent
    if isinstance(exponent, int) and exponent >= -4:
        return found
    rounded = found.quantize(PLACES, ROUND_HALF_UP).normalize()
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded


def missing_in(cell: str) -> Missing | None:
    """Why there is no number, for the signs that statistics use."""
    return SIGNS.get(cell.strip().lower())
