"""What stands out per area: what has moved, and what is better or worse than in similar municipalities."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from hjulet.base.people.choices import Verb
from hjulet.base.people.request import Request
from hjulet.base.people.roles import may
from hjulet.check.indicators.choices import Comparison
from hjulet.check.indicators.figures import Tag, show, written
from hjulet.check.indicators.judgement.beside import Against, Differs, what_differs
from hjulet.check.indicators.models import Indicator, Value, ValueQuerySet
from hjulet.check.indicators.movements import Line, movements

MOST = 10  # rows in each list; the rest are on the pages of their measures
MOST_TITLE = 200


@dataclass(frozen=True)
class Beside:
    """A measure of ours beside the similar municipalities' mean."""

    indicator: Indicator
    place: str
    last_pk: int
    now: str
    other: str
    period: str
    sure: str
    tag: Tag


@dataclass(frozen=True)
class Row:
    """A row to choose: what it says, and where a click leads."""

    what: Line | Beside
    sentence: str
    need: str


@dataclass(frozen=True)
class StandingOut:
    moved: list[Row] = field(default_factory=list)
    worse: list[Row] = field(default_factory=list)
    better: list[Row] = field(default_factory=list)
    other: list[Row] = field(default_factory=list)  # differs, and neither way is better
    moves_tested: int = 0
    besides_tested: int = 0


def standouts_page(request: Request, values: ValueQuerySet) -> dict[str, Any]:
    """One question for the values. Everything is tested together; the area only chooses what is shown."""
    every = list(values.in_series())
    subjects = sorted({value.indicator.subject for value in every if value.indicator.subject})
    asked = request.GET.get("amne", "")
    subject = asked if asked in subjects else ""
    found = standing_out(every, subject)
    return {
        "found": found,
        "subject": subject,
        "subjects": subjects,
        "may_raise": may(request.user, Verb.RAISE_NEED, request.today),
        "may_write": may(request.user, Verb.WRITE_REPORT, request.today),
        "sentence": _sentence(found, subject),
    }


def standing_out(every: Sequence[Value], subject: str = "") -> StandingOut:
    own = [value for value in every if value.unit_id is not None]
    moving = movements(own)
    pairs = _pairs(every)
    rows = [
        Against(number, value.point, other.value, value.indicator.direction)
        for number, (value, other) in enumerate(pairs)
        if other.value is not None
    ]
    differs = [(found, *pairs[found.key]) for found in what_differs(rows)]
    besides = [
        (found, _beside(found, value, other))
        for found, value, other in differs
        if not subject or value.indicator.subject == subject
    ]
    return StandingOut(
        moved=[_moved(line) for line in moving.moved if not subject or line.indicator.subject == subject],
        worse=_rows(line for found, line in besides if found.is_better is False),
        better=_rows(line for found, line in besides if found.is_better),
        other=_rows(line for found, line in besides if found.is_better is None),
        moves_tested=moving.tested,
        besides_tested=len(rows),
    )


def _pairs(every: Iterable[Value]) -> list[tuple[Value, Value]]:
    """The municipality's newest share of each measure, and the similar ones' of the same period."""
    found = []
    for _indicator, group in groupby(every, key=lambda value: value.indicator_id):
        values = list(group)
        own = [value for value in values if value.unit and value.unit.depth == 1 and value.point.is_measured]
        if not own or not own[0].indicator.is_share:
            continue
        last = max(own, key=lambda value: (value.period_end, value.period_start))
        found += [
            (last, value)
            for value in values
            if value.comparison == Comparison.SIMILAR
            and value.value is not None
            and (value.period_start, value.period_end) == (last.period_start, last.period_end)
        ][:1]
    return found


def _beside(found: Differs, value: Value, other: Value) -> Beside:
    words = {True: (_("Bättre"), "good"), False: (_("Sämre"), "bad"), None: (_("Annorlunda"), "info")}
    shown = show(value)
    return Beside(
        indicator=value.indicator,
        place=value.place,
        last_pk=value.pk,
        now=shown.text,
        other=written(value.indicator, other.value, other.decimals),
        period=value.period_said,
        sure=shown.sure,
        tag=Tag(*words[found.is_better]),
    )


def _rows(lines: Iterable[Beside]) -> list[Row]:
    found = []
    for line in list(lines)[:MOST]:
        said = {"now": line.now, "other": line.other, "period": line.period}
        sentence = _("%(now)s %(period)s, jämförbara kommuner %(other)s.") % said
        found.append(Row(line, sentence, _need(line, sentence)))
    return found


def _moved(line: Line) -> Row:
    said = {"was": line.was, "first": line.first_year, "now": line.now, "last": line.last_year}
    sentence = _("Från %(was)s %(first)s till %(now)s %(last)s.") % said
    return Row(line, sentence, _need(line, sentence))


def _need(line: Line | Beside, sentence: str) -> str:
    """The form of a new need with what stands out in it. Published figures alone: nothing secret in the address."""
    measure = reverse("indicators:detail", args=[line.indicator.slug])
    said = {
        "omrade": "egenkontroll",
        "rubrik": f"{line.indicator.name}, {line.place}"[:MOST_TITLE],
        "beskrivning": f"{sentence} {_('Måttet:')} {measure}",
    }
    return f"{reverse('actions:raise')}?{urlencode(said)}"


def _sentence(found: StandingOut, subject: str) -> str:
    """What the page says first."""
    amount = len(found.moved) + len(found.worse) + len(found.better)
    if not found.moves_tested and not found.besides_tested:
        return _("Det finns inga mått med antal svar att pröva än.")
    if not amount and subject:
        return _("Inget sticker ut om %(subject)s mer än slumpen förklarar.") % {"subject": subject}
    if not amount:
        return _("Inget sticker ut mer än slumpen förklarar.")
    said = {"moved": len(found.moved), "worse": len(found.worse), "better": len(found.better)}
    return (
        _(
            "%(moved)s har rört sig mer än slumpen. %(worse)s är sämre och %(better)s bättre än i jämförbara kommuner."
        )
        % said
    )
