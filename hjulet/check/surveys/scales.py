"""The scales: their steps, which step is best, and how many points a step gives. Pure.

A reversed question ("Är du rädd hemma?") turns the scale round: the last step is the best.
"""

from dataclasses import dataclass

from hjulet.check.surveys.choices import Scale

HIGHEST = 100


@dataclass(frozen=True)
class Steps:
    """`points` follow the steps in order; `best` are those that count as a good answer."""

    points: tuple[float, ...]
    best: frozenset[int]

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(range(1, len(self.points) + 1))

    @property
    def turned(self) -> "Steps":
        last = len(self.points) + 1
        return Steps(
            tuple(HIGHEST - point for point in self.points), frozenset(last - step for step in self.best)
        )


SCALES: dict[Scale, Steps] = {
    Scale.YES_SOMETIMES_NO: Steps((100, 50, 0), frozenset({1})),
    Scale.ALL_SOME_NONE: Steps((100, 50, 0), frozenset({1})),
    Scale.ONE_TO_FIVE: Steps((0, 25, 50, 75, 100), frozenset({4, 5})),
    Scale.VERY_NOT_AT_ALL: Steps((100, 200 / 3, 100 / 3, 0), frozenset({1, 2})),
}


def steps_of(scale: Scale | str, *, is_reversed: bool = False) -> Steps:
    """The steps of a scale; none for free text."""
    found = SCALES.get(Scale(scale), Steps((), frozenset()))
    return found.turned if is_reversed else found


def points(scale: Scale | str, step: int, *, is_reversed: bool = False) -> float:
    """0–100, where 100 is best: (step − 1) / 4 × 100 on the scale 1–5."""
    return steps_of(scale, is_reversed=is_reversed).points[step - 1]
