"""What must hold for units. No database, no clock, no request."""

import re
from datetime import date

PARTIAL = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


def first_day(said: str) -> date | None:
    """'2022' → 2022-01-01, '2022-09' → 2022-09-01; empty is None.

    A partial date counts from its first day. Raises ValueError with a sentence on anything else.
    """
    if not said:
        return None
    match = PARTIAL.match(said)
    if match is None:
        message = f"Datumet ”{said}” går inte att läsa. Skriv ÅÅÅÅ, ÅÅÅÅ-MM eller ÅÅÅÅ-MM-DD."
        raise ValueError(message)
    year, month, day = match.groups()
    try:
        return date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        message = f"Datumet ”{said}” finns inte i kalendern."
        raise ValueError(message) from None


def without_double_counting(wanted: set[int], parts_of: dict[int, set[int]]) -> set[int]:
    """The units to add up: a unit or its parts, never both.

    `parts_of` says which units a unit became (lineage) or holds (tree). Where all parts of a unit are among WANTED
    together with the unit itself, the parts give way to the whole.
    """
    covered: set[int] = set()
    for unit in wanted:
        stack = list(parts_of.get(unit, ()))
        while stack:
            part = stack.pop()
            if part not in covered and part != unit:
                covered.add(part)
                stack.extend(parts_of.get(part, ()))
    return wanted - covered
