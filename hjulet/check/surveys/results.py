"""From filled-in forms to counts, and which of them may be shown. Pure: no database, no request.

A unit's answers to a question are shown when at least five have answered it there and nobody can work out the answers of
fewer than five by taking away what is shown from the total. The same is hidden from everybody, whatever they may see:
two readers who compare their pages learn nothing more.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from hjulet.check.surveys.choices import UNKNOWN, Dimension, Gender, Index, Scale
from hjulet.check.surveys.rules import FEWEST
from hjulet.check.surveys.scales import HIGHEST, Steps, points, steps_of
from hjulet.statistics import Mean, mean, suppress

TOTAL = None  # the key of all units together


@dataclass(frozen=True)
class Asked:
    """A question, as much as the counting needs."""

    key: str
    text: str
    scale: Scale
    is_reversed: bool = False
    dimension: Dimension = Dimension.NONE

    @property
    def steps(self) -> Steps:
        return steps_of(self.scale, is_reversed=self.is_reversed)


@dataclass(frozen=True)
class Sheet:
    """One filled-in form."""

    unit: int
    gender: str
    answers: Mapping[str, int]


@dataclass(frozen=True)
class Counted:
    """How one question was answered somewhere."""

    asked: Asked
    steps: Mapping[int, int]  # step → how many chose it
    unknown: int = 0

    @property
    def n(self) -> int:
        return sum(self.steps.values())

    @property
    def good(self) -> int:
        return sum(self.steps.get(step, 0) for step in self.asked.steps.best)

    @property
    def share(self) -> float | None:
        return 100 * self.good / self.n if self.n else None

    @property
    def mean_points(self) -> float | None:
        """0–100, where 100 is best."""
        if not self.n:
            return None
        steps = self.asked.steps
        return sum(steps.points[step - 1] * amount for step, amount in self.steps.items()) / self.n


@dataclass(frozen=True)
class Answers:
    """Everything that a round gave, and what of it may be shown."""

    asked: tuple[Asked, ...]
    units: tuple[int, ...]
    sheets: tuple[Sheet, ...] = field(repr=False)

    @cached_property
    def _by_unit(self) -> dict[int | None, list[Sheet]]:
        found: dict[int | None, list[Sheet]] = {unit: [] for unit in self.units}
        for sheet in self.sheets:
            found[sheet.unit].append(sheet)
        return {**found, TOTAL: list(self.sheets)}

    def at(self, asked: Asked, unit: int | None = TOTAL) -> Counted:
        return count(asked, self._by_unit[unit])

    def shown(self, asked: Asked, unit: int | None = TOTAL) -> Counted | None:
        """The counts, or nothing where they are hidden."""
        return None if unit in self.hidden(asked.key) else self.at(asked, unit)

    def hidden(self, key: str) -> frozenset[int | None]:
        """The places whose answers to this question are not shown."""
        return self._hidden[key]

    def answered(self, unit: int | None = TOTAL) -> int | None:
        """How many forms came in; nothing where that would tell of fewer than five."""
        return None if unit in self._hidden[""] else len(self._by_unit[unit])

    @cached_property
    def _hidden(self) -> dict[str, frozenset[int | None]]:
        amounts = {one.key: [self.at(one, unit).n for unit in self.units] for one in self.asked}
        amounts[""] = [len(self._by_unit[unit]) for unit in self.units]
        return {key: hidden_places(self.units, found) for key, found in amounts.items()}

    def by_gender(self, asked: Asked) -> dict[Gender, Counted]:
        """Women and men in the whole round, when both are five or more and the rest are not fewer than five."""
        if self.hidden(asked.key) >= {TOTAL}:
            return {}
        found = {
            gender: count(asked, [sheet for sheet in self.sheets if sheet.gender == gender])
            for gender in (Gender.WOMAN, Gender.MAN)
        }
        rest = self.at(asked).n - sum(one.n for one in found.values())
        is_safe = all(one.n >= FEWEST for one in found.values()) and (rest == 0 or rest >= FEWEST)
        return found if is_safe else {}

    def index(self, index: Index, unit: int | None = TOTAL) -> "IndexResult | None":
        """HME or arbetsmiljöindex of a place; nothing where any of its questions is hidden."""
        items = [one for one in self.asked if one.scale == Scale.ONE_TO_FIVE]
        if index == Index.NONE or not items or any(unit in self.hidden(one.key) for one in items):
            return None
        counted = [self.at(one, unit) for one in items]
        if any(one.n < FEWEST for one in counted):
            return None
        return _index(counted, self._by_unit[unit])


@dataclass(frozen=True)
class IndexResult:
    """An index 0–100 with its parts, and how sure it is."""

    value: float
    parts: Mapping[Dimension, float]
    n: int
    sure: Mean


def count(asked: Asked, sheets: Iterable[Sheet]) -> Counted:
    said = Counter(sheet.answers[asked.key] for sheet in sheets if asked.key in sheet.answers)
    unknown = said.pop(UNKNOWN, 0)
    return Counted(asked, {step: said[step] for step in asked.steps.numbers if said[step]}, unknown)


def hidden_places(units: Sequence[int], amounts: Sequence[int]) -> frozenset[int | None]:
    """Which of the units, and the total, must not be shown. Nobody's answers are no secret: zero stays open."""
    total = sum(amounts)
    if total < FEWEST:
        return frozenset({*units, TOTAL}) if total else frozenset()
    if len(units) == 1:
        return frozenset()
    hidden = suppress(np.array(amounts), k=FEWEST).hidden
    return frozenset(place for place, is_hidden in zip((*units, TOTAL), hidden, strict=True) if is_hidden)


def _index(counted: Sequence[Counted], sheets: Sequence[Sheet]) -> IndexResult:
    """Item = (mean − 1) / 4 × 100, a part = the mean of its items, the index = the mean of all items."""
    points_of = {one.asked: one.mean_points or 0.0 for one in counted}
    parts = {
        dimension: float(
            np.mean([value for asked, value in points_of.items() if asked.dimension == dimension])
        )
        for dimension in Dimension
        if dimension and any(asked.dimension == dimension for asked in points_of)
    }
    own = [found for sheet in sheets if (found := _own(sheet, list(points_of))) is not None]
    value = float(np.mean(list(points_of.values())))
    return IndexResult(value, parts, min(one.n for one in counted), _around(value, mean(own)))


def _own(sheet: Sheet, asked: Sequence[Asked]) -> float | None:
    """One person's points, over the questions that the person answered."""
    said = [
        points(one.scale, step, is_reversed=one.is_reversed)
        for one in asked
        if (step := sheet.answers.get(one.key, UNKNOWN)) != UNKNOWN
    ]
    return float(np.mean(said)) if said else None


def _around(value: float, people: Mean) -> Mean:
    """The persons' spread around the index, which weighs skipped questions a little otherwise; within 0–100."""
    shift = value - people.value
    return Mean(
        value, max(0.0, people.lower + shift), min(float(HIGHEST), people.upper + shift), people.level,
        people.n, people.refusal,
    )  # fmt: skip
