"""Numbers, dates and periods the way Swedish is written: decimal comma, thin groups, true minus."""

from datetime import date
from decimal import Decimal

NARROW = "\u00a0"  # a no-break space between groups and before the unit: never a line break inside a number
MINUS = "\u2212"
MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip


def number(value: Decimal | float | int, decimals: int | None = None) -> str:
    """1234.5 → '1 234,5'. Without DECIMALS the value's own decimals stay (Decimal('90.0') → '90,0')."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    text = f"{exact:,.{decimals}f}" if decimals is not None else f"{exact:,f}"
    text = text.replace(",", NARROW).replace(".", ",")
    if text.startswith("-"):
        return MINUS + text[1:] if text.strip("-0,") else text[1:]  # what rounds to nothing has no sign
    return text


def signed(value: Decimal | float | int, decimals: int | None = None) -> str:
    """A change: '+3,6', '−5', '0'."""
    text = number(value, decimals)
    return "+" + text if value > 0 and text.strip("0,") else text


def with_unit(value: Decimal | float | int, unit: str, decimals: int | None = None) -> str:
    """'94 %', '31 dagar', '17,0' (a unit that only says 'antal' or 'index' is left to the column head)."""
    text = number(value, decimals)
    return text if unit in {"", "antal", "index", "plats", "poäng"} else f"{text}{NARROW}{unit}"


def day(value: date) -> str:
    """'23 mars 2026'."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def count_of(amount: int, one: str, many: str) -> str:
    """'1 svar', '16 svar'; words below thirteen stay digits in tables, so digits always."""
    return f"{number(amount)} {one if amount == 1 else many}"
