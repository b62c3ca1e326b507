"""The page where a period is filled in: the units that wait, last period's value beside, and a question when it is unlike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from hjulet.base.people.request import Request
from hjulet.base.ui.swedish import number
from hjulet.check.indicators.figures import written
from hjulet.check.indicators.measuring import board, rules
from hjulet.check.indicators.measuring.access import may_fill, sees_small
from hjulet.check.indicators.measuring.board import Key
from hjulet.check.indicators.measuring.choices import Counting
from hjulet.check.indicators.measuring.filling import Filled
from hjulet.check.indicators.measuring.forms import PeriodForm, plain
from hjulet.check.indicators.measuring.likeness import is_unlikely
from hjulet.check.indicators.measuring.owners import Answering, stands_in_for
from hjulet.check.indicators.measuring.rules import completed, places_shown
from hjulet.check.indicators.models import Indicator, MeasuredUnit, Measurement, Value
from hjulet.check.indicators.rules import Period


@dataclass(frozen=True)
class Row:
    """A unit on the page: what to fill in, or what is there."""

    place: MeasuredUnit
    form: PeriodForm | None
    before: str  # 'september 2026: 7,4 % (412 av 5 560)'
    value: Value | None = None
    said: str = ""  # what is there, in words
    warning: str = ""


@dataclass
class Filling:
    """A period of a measurement as one person may fill it in."""

    measurement: Measurement
    period: Period
    places: list[MeasuredUnit]
    values: dict[Key, Value]
    posted: Any

    def rows(self, faults: Mapping[int, list[Any]] | None = None) -> list[Row]:
        return [self._row(place, (faults or {}).get(place.pk, ())) for place in self.places]

    def filled(self) -> list[Filled] | None:
        """What is said of the units that something is said of; None while something is wrong or asked about."""
        said: list[Filled] = []
        for place in self.places:
            form = self.form(place)
            if not form.is_valid():
                return None
            if form.typed.is_empty:
                continue
            if self._there(place) is None and (
                rules.faults_in(form.typed, self.measurement.indicator.counting) or self._asks(place, form)
            ):
                return None
            said.append(Filled(place, form.typed))
        return said

    def form(self, place: MeasuredUnit) -> PeriodForm:
        if place.pk not in self._forms:
            indicator = self.measurement.indicator
            self._forms[place.pk] = PeriodForm(self.posted, indicator=indicator, prefix=f"p{place.pk}")
        return self._forms[place.pk]

    def __post_init__(self) -> None:
        self._forms: dict[int, PeriodForm] = {}

    def _there(self, place: MeasuredUnit) -> Value | None:
        key = (self.measurement.indicator_id, place.unit_id, self.period.first, self.period.last)
        return self.values.get(key)

    def _row(self, place: MeasuredUnit, faults: Any) -> Row:
        indicator = self.measurement.indicator
        earlier = self._earlier(place)
        before = _with_period(indicator, earlier[-1], self.measurement) if earlier else ""
        if (value := self._there(place)) is not None:
            return Row(place, None, before, value, in_words(indicator, value), self._taken(place, faults))
        form = self.form(place)
        warning = ""
        if self.posted is not None and form.is_valid() and not form.typed.is_empty:
            form.say(faults or rules.faults_in(form.typed, indicator.counting))
            warning = self._asks(place, form)
        return Row(place, form, before, warning=warning)

    def _taken(self, place: MeasuredUnit, faults: Any) -> str:
        """What the person wrote where somebody else was faster, so that nothing is lost unseen."""
        form = self.form(place)
        if not faults or not form.is_valid():
            return ""
        wrote = form.typed.why_not or " / ".join(
            number(plain(one) or Decimal(0)) for one in form.typed.numbers
        )
        return _("Någon annan hann före. Du skrev: %(wrote)s. Rätta om det som står är fel.") % {
            "wrote": wrote
        }

    def _earlier(self, place: MeasuredUnit) -> list[Value]:
        """What the unit measured before, in order of time."""
        return [
            value
            for (indicator, unit, first, last), value in self.values.items()
            if unit == place.unit_id and last < self.period.first and value.value is not None
            and rules.period_of(self.measurement.rhythm, first).last == last
        ]  # fmt: skip

    def _asks(self, place: MeasuredUnit, form: PeriodForm) -> str:
        """A question where the number is unlike the earlier ones and the person has not said yes to just that number."""
        indicator = self.measurement.indicator
        now = completed(form.typed, indicator.counting).value
        if now is None or rules.faults_in(form.typed, indicator.counting):
            return ""
        earlier = [value.value for value in self._earlier(place) if value.value is not None]
        if not is_unlikely(now, earlier) or form.cleaned_data.get("sure") == str(now):
            return ""
        if self.posted is not None:
            form.carry_sure(str(now))
        said = {"now": written(indicator, now, places_shown(now)), "before": written(indicator, earlier[-1], places_shown(earlier[-1]))}  # fmt: skip
        return (
            _("Det blir %(now)s, mot %(before)s förra gången. Stämmer det? Spara en gång till i så fall.")
            % said
        )


def filling(request: Request, measurement: Measurement, period: Period) -> Filling:
    """The units of the period that the person may fill in, with their own earlier values."""
    user, today = request.user, request.today
    every = [place for place in board.places_of(measurement) if place.measures_in(period)]
    answering = Answering.of(request.municipality, every, today)
    people = {user.pk, *stands_in_for(user, today)}
    theirs = {place.pk: people & {one.pk for one in answering.for_place(place)} for place in every}
    mine = [place for place in every if may_fill(user, place, today, instead_of=theirs[place.pk])]
    values = board.values_at(mine)
    by_unit = {place.unit_id: place for place in mine}
    for (_indicator, unit, _first, _last), value in values.items():
        place = by_unit[unit]
        value.sees_small = bool(theirs[place.pk]) or sees_small(user, place.unit, today)  # type: ignore[attr-defined]  # as `visible_to` adds it
    return Filling(measurement, period, mine, values, request.POST if request.method == "POST" else None)


def period_from(measurement: Measurement, month: str, today: date) -> Period | None:
    """The measurement's period that begins in the month 'ÅÅÅÅ-MM'; None where there is none that is over."""
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        return None
    found = rules.period_of(measurement.rhythm, first)
    is_there = found.first == first and found in set(measurement.periods_until(today))
    return found if is_there else None


def in_words(indicator: Indicator, value: Value) -> str:
    """'7,4 % (412 av 5 560)', or why there is nothing."""
    if value.point.is_hidden:
        return str(value.judgement.words)
    if value.value is None:
        return _("Kunde inte mätas: %(why)s") % {"why": value.point.missing}
    text = written(indicator, value.value, value.decimals)
    if value.numerator is None or value.denominator is None:
        return text
    above, below = plain(value.numerator) or Decimal(0), plain(value.denominator) or Decimal(0)
    said = {"text": text, "above": number(above), "below": number(below)}
    if indicator.counting == Counting.SHARE:
        return _("%(text)s (%(above)s av %(below)s)") % said
    return _("%(text)s (%(above)s delat med %(below)s)") % said


def _with_period(indicator: Indicator, value: Value, measurement: Measurement) -> str:
    period = Period(value.period_start, value.period_end, value.period_said)
    return f"{measurement.words(period).capitalize()}: {in_words(indicator, value)}"
