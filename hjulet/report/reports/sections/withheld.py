"""What an edition may say of each value: the few are not told, nor what would give them away."""

from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from datetime import date

from hjulet.base.organisation.choices import UnitKind
from hjulet.check.indicators.choices import Measure, Missing
from hjulet.check.indicators.judgement import FEWEST, Part, hidden_parts
from hjulet.check.indicators.kolada.rules import FETCHED
from hjulet.check.indicators.measuring.choices import Counting
from hjulet.check.indicators.models import Value
from hjulet.report.reports.figures import HIDDEN, TOO_FEW
from hjulet.report.reports.scope import Scope

STAFF_SURVEY = "egen mätning (medarbetarundersökning)"
STAFF = frozenset({"personal", "medarbetare"})  # subjects about those who work there
SINGLE = frozenset({UnitKind.UNIT, UnitKind.EXTERNAL})
NO_HEADS = (
    "kr",
    "tkr",
    "mkr",
    "timmar",
    "tim",
    "dygn",
    "dagar",
    "minuter",
    "%",
)  # counted, but not persons or events
HEADS = ("antal", "st", "person", "brukare", "patient")  # how the units of such counts begin


def as_told(values: Iterable[Value], scope: Scope) -> list[Value]:
    """The same values in the same order; those that the edition withholds have a reason instead of a number.

    A value is withheld when it tells of one to four, and when the others beside it in the same measure and period would
    give such a one away. In the public edition that is so of counts too. What is published already is left as it is.
    """
    every = list(values)
    beside: dict[tuple[int, date, date], list[Part]] = defaultdict(list)
    for value in every:
        amount = _amount(value, scope)
        if value.unit is not None and amount is not None and not (scope.is_public and is_inside_only(value)):
            period = (value.indicator_id, value.period_start, value.period_end)
            beside[period].append(Part(value.pk, value.unit.path, amount, _is_known(value)))
    hidden = frozenset[int]().union(*(hidden_parts(parts) for parts in beside.values()))
    return [_withheld(value) if value.pk in hidden else value for value in every]


def is_inside_only(value: Value) -> bool:
    """What tells of the staff of a single unit stays inside the organisation: outside it is told by department."""
    if value.unit is None or value.unit.kind not in SINGLE:
        return False
    indicator = value.indicator
    if indicator.source_register == STAFF_SURVEY:
        return True
    about = f"{indicator.source_register} {indicator.name}".casefold()
    is_staff = indicator.subject.casefold() in STAFF or "medarbetar" in about or "hme" in about.split()
    return is_staff and not _is_known(value)


def _is_known(value: Value) -> bool:
    return value.is_published_source or value.indicator.source_register in FETCHED


def _amount(value: Value, scope: Scope) -> int | None:
    """Of how many the value tells; None where it counts neither persons nor events."""
    number = value.value
    if number is None or value.respondents is not None:
        return None if number is None else value.respondents
    if not scope.is_public or number < 0 or number != number.to_integral_value():
        return None
    return int(number) if _counts_heads(value) else None


def _counts_heads(value: Value) -> bool:
    indicator, unit = value.indicator, value.indicator.unit_of_measure.casefold()
    if indicator.measure == Measure.RESPONDENTS:
        return True
    if indicator.counting == Counting.COUNT:
        return not unit.startswith(NO_HEADS)
    return indicator.measure == Measure.VALUE and not indicator.counting and unit.startswith(HEADS)


def _withheld(value: Value) -> Value:
    """A copy that knows nothing: neither the number, nor of how many."""
    found = copy(value)
    is_few = value.respondents is not None and value.respondents < FEWEST
    found.value, found.respondents, found.response_rate, found.numerator, found.denominator = (None,) * 5
    found.missing, found.missing_said = Missing.TOO_FEW, TOO_FEW if is_few else HIDDEN
    return found
