"""What has really moved among everything that can be tested: the sure first, then chance, then what cannot be told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjulet.base.ui.charts.spec import BeforeAfter
from hjulet.check.indicators.choices import Verdict
from hjulet.check.indicators.figures import Tag, written
from hjulet.check.indicators.judgement import Change, Moved, Row, change, table_note, what_really_moved
from hjulet.check.indicators.models import Indicator, Value

TAGS = {Verdict.IMPROVEMENT: "good", Verdict.WORSENING: "bad", Verdict.CHANGE: "info"}


@dataclass(frozen=True)
class Line:
    """A measure at a unit: what it was and is, and what may be said of it."""

    indicator: Indicator
    place: str
    change: Change
    last_pk: int
    was: str
    now: str
    first_year: int
    last_year: int
    tag: Tag | None = None


@dataclass(frozen=True)
class Movements:
    moved: list[Line] = field(default_factory=list)  # over all years, with false alarms held down
    sure_since_last: list[Line] = field(
        default_factory=list
    )  # larger than chance alone, but not among all at once
    chance: list[Line] = field(default_factory=list)
    unknown: list[Line] = field(default_factory=list)
    tested: int = 0

    @property
    def note(self) -> str:
        """What all those that may be chance have in common."""
        return table_note([line.change for line in self.chance])

    @property
    def sentence(self) -> str:
        if not self.tested:
            return _(
                "Det finns inga mått med antal svar för minst tre år, så det går inte att säga vad som har rört sig."
            )
        if not self.moved:
            return _("Inget av %(tested)s mått har rört sig mer än slumpen över alla år.") % {
                "tested": self.tested
            }
        said = {"moved": len(self.moved), "tested": self.tested}
        one = "%(moved)s av %(tested)s mått har rört sig mer än slumpen över alla år."
        return ngettext(one, one, len(self.moved)) % said


def movements(values: Iterable[Value]) -> Movements:
    """All shares among the values, one line per measure and unit. The values come in the order of `in_series`."""
    series = [
        list(group) for _key, group in groupby(values, key=lambda value: (value.indicator_id, value.unit_id))
    ]
    series = [own for own in series if own[0].indicator.is_share and own[0].unit_id is not None]
    rows = [
        Row(str(number), tuple(value.point for value in own), own[0].indicator.direction)
        for number, own in enumerate(series)
    ]
    moved = what_really_moved(rows)
    surely = {int(found.key): found for found in moved}
    changes = {number: _change(own) for number, own in enumerate(series)}
    others = [number for number in changes if number not in surely]
    return Movements(
        moved=[_moved_line(series[int(found.key)], found, changes[int(found.key)]) for found in moved],
        sure_since_last=[_line(series[n], changes[n]) for n in others if changes[n].is_sure],
        chance=[
            _line(series[n], changes[n])
            for n in others
            if changes[n].verdict in {Verdict.CHANCE, Verdict.SAME} and changes[n].answers
        ],
        unknown=[_line(series[n], changes[n]) for n in others if changes[n].verdict == Verdict.UNKNOWN],
        tested=sum(_is_tested(row) for row in rows),
    )


def chart(lines: Sequence[Line], title: str) -> BeforeAfter | None:
    """Before and after, a row each; nothing to draw when nothing moved."""
    if not lines:
        return None
    ends = [(line.change.previous, line.change.last) for line in lines]
    return BeforeAfter(
        title=title,
        labels=tuple(f"{line.indicator.name}, {line.place}" for line in lines),
        before=tuple(
            float(first.value) if first and first.value is not None else None for first, _last in ends
        ),
        after=tuple(float(last.value) if last and last.value is not None else None for _first, last in ends),
        is_sure=tuple(True for _line in lines),
        before_name=_("första året"),
        after_name=_("senaste året"),
        unit="%",
    )


def _change(own: Sequence[Value]) -> Change:
    return change([value.point for value in own], is_share=True, direction=own[0].indicator.direction)


def _moved_line(own: Sequence[Value], found: Moved, last: Change) -> Line:
    """A line over all years: its change goes from the first measured year to the last."""
    whole = Change(
        found.verdict, found.words, found.last, found.first, answers=last.answers, remarks=last.remarks
    )
    return _line(own, whole)


def _line(own: Sequence[Value], found: Change) -> Line:
    indicator = own[0].indicator
    first, last = found.previous, found.last
    kind = TAGS.get(found.verdict)
    return Line(
        indicator=indicator,
        place=own[0].place,
        change=found,
        last_pk=own[-1].pk,
        was=written(indicator, first.value, first.places) if first else "",
        now=written(indicator, last.value, last.places) if last else "",
        first_year=first.year if first else 0,
        last_year=last.year if last else 0,
        tag=Tag(str(found.verdict.label), kind) if kind else None,
    )


def _is_tested(row: Row) -> bool:
    return len({point.year for point in row.points if point.is_measured and point.n}) > 2
