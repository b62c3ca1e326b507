"""Which tables the values of one title become: what is about the whole first, then its units."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from hjulet.base.organisation.models import Unit
from hjulet.check.indicators.models import Value
from hjulet.report.reports.sections.result_lines import Layout, column, layout_of

MOST_COLUMNS = 8  # of places side by side, before few questions get a table each
FEW_QUESTIONS = 3
UNITS = "enheterna var för sig"


@dataclass(frozen=True)
class Part:
    """The values of one table, and which of them it prints: earlier years may be there to be judged by alone."""

    values: tuple[Value, ...]
    name: str = ""
    are_parts: bool = False  # of a whole that another table has
    only_newest: bool = False

    @cached_property
    def layout(self) -> Layout:
        """A single unit beside its whole is still told by name."""
        found = layout_of(self.values)
        return Layout.SIDE_BY_SIDE if self.are_parts and found == Layout.PLAIN else found

    def prints(self, value: Value) -> bool:
        return not self.only_newest or value.pk in self._newest

    @cached_property
    def _newest(self) -> set[int]:
        """The last value of every question in every place."""
        last = {(value.indicator_id, value.unit_id, value.comparison): value.pk for value in self.values}
        return set(last.values())


def parts_of(values: Sequence[Value]) -> Iterator[Part]:
    """One table, or two: the widest place with all its years, and the places within it as they are now.

    Many places with few questions get a table a question. VALUES stand in the order of places and periods.
    """
    if not values:
        return
    whole = _whole(values) if layout_of(values) == Layout.SIDE_BY_SIDE else None
    if whole is None:
        yield from _narrow(Part(tuple(values)))
        return
    about_whole = tuple(value for value in values if value.comparison or value.unit_id == whole.pk)
    rest = tuple(value for value in values if not value.comparison and value.unit_id != whole.pk)
    yield Part(about_whole, str(whole))
    yield from _narrow(Part(rest, UNITS, are_parts=True, only_newest=True))


def _whole(values: Sequence[Value]) -> Unit | None:
    """The place that all the other places lie within, where it is measured itself."""
    units = {value.unit.path: value.unit for value in values if value.unit}
    widest = min(units, key=len)
    return units[widest] if all(path.startswith(widest) for path in units) else None


def _narrow(part: Part) -> Iterator[Part]:
    columns = {column(value, part.layout) for value in part.values if part.prints(value)}
    questions: dict[int, list[Value]] = defaultdict(list)
    for value in part.values:
        questions[value.indicator_id].append(value)
    if part.layout != Layout.SIDE_BY_SIDE or len(columns) <= MOST_COLUMNS or len(questions) > FEW_QUESTIONS:
        yield part
        return
    for found in questions.values():
        yield Part(tuple(found), part.name, part.are_parts)
