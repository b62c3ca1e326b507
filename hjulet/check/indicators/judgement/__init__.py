"""How sure are we? Words before methods. No database, no clock, no request.

certainty: one value. changes: the last value against the one before. movement: all years and all rows at once.
notes: what a whole table needs to say, once. hiding: which values would give away the few.
"""

from hjulet.check.indicators.choices import Certainty, Verdict
from hjulet.check.indicators.judgement.certainty import FEWEST, Judgement, Point, judge
from hjulet.check.indicators.judgement.changes import Change, change, derived_previous
from hjulet.check.indicators.judgement.hiding import Part, hidden_parts
from hjulet.check.indicators.judgement.movement import (
    Moved,
    Row,
    over_all_years,
    over_years,
    what_really_moved,
)
from hjulet.check.indicators.judgement.notes import table_note

__all__ = [
    "FEWEST",
    "Certainty",
    "Change",
    "Judgement",
    "Moved",
    "Part",
    "Point",
    "Row",
    "Verdict",
    "change",
    "derived_previous",
    "hidden_parts",
    "judge",
    "over_all_years",
    "over_years",
    "table_note",
    "what_really_moved",
]
