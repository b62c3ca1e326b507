"""The place among all and its colour, and how sure they are. No database, no clock, no request.

The colour is relative: it says how the value is beside the others', not whether it is good.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.base.ui.swedish import number
from hjulet.check.indicators.choices import Direction
from hjulet.check.indicators.judgement import Point
from hjulet.check.indicators.judgement.certainty import counts_behind
from hjulet.statistics import Colour, place_range, quartile_probabilities, quartiles

HUNDRED = 100
CERTAIN = 0.995
SEED = 2025  # the same answer for the same numbers, every time
NAMES = {
    Colour.GREEN: gettext_lazy("Grönt"),
    Colour.YELLOW: gettext_lazy("Gult"),
    Colour.RED: gettext_lazy("Rött"),
}
WHERE = {
    Colour.GREEN: gettext_lazy("bland den bästa fjärdedelen"),
    Colour.YELLOW: gettext_lazy("i mitten"),
    Colour.RED: gettext_lazy("bland den sämsta fjärdedelen"),
}


@dataclass(frozen=True)
class Chances:
    """How likely each colour is, and between which places the own lies."""

    green: float
    yellow: float
    red: float
    best: int
    worst: int

    def of(self, colour: Colour) -> float:
        return {Colour.GREEN: self.green, Colour.YELLOW: self.yellow, Colour.RED: self.red}[colour]

    @property
    def in_order(self) -> list[Colour]:
        return sorted(NAMES, key=self.of, reverse=True)


@dataclass(frozen=True)
class Placed:
    """Where a value stands among all. `chances` is None where nobody says how many answered."""

    year: int
    value: Decimal
    place: int
    of: int
    colour: Colour
    chances: Chances | None = None
    is_solid: bool = False

    @property
    def key(self) -> str:
        """For the style sheet: 'green', 'yellow', 'red'."""
        return self.colour.name.lower()

    @property
    def name(self) -> str:
        """'Grönt', or 'Mellan grönt och gult' where chance could turn it."""
        if self.is_solid or self.chances is None:
            return str(NAMES[self.colour])
        first, second = self._likeliest
        return _("Mellan %(first)s och %(second)s") % {
            "first": str(NAMES[first]).lower(), "second": str(NAMES[second]).lower(),
        }  # fmt: skip

    @property
    def words(self) -> str:
        """What the colour says, in a sentence."""
        said = {"colour": NAMES[self.colour], "where": WHERE[self.colour]}
        if self.chances is None:
            if self.is_solid:
                return _("%(colour)s, %(where)s.") % said
            return (
                _("%(colour)s, %(where)s. Hur säker färgen är går inte att säga, antal svar saknas.") % said
            )
        if self.is_solid:
            sure = {**said, "chance": _per_cent(self.chances.of(self.colour))}
            return _("%(colour)s, %(where)s. Färgen är säker till %(chance)s.") % sure
        first, second = self._likeliest
        return _("%(name)s: %(one)s talar för %(first)s och %(two)s för %(second)s.") % {
            "name": self.name, "one": _per_cent(self.chances.of(first)), "two": _per_cent(self.chances.of(second)),
            "first": str(NAMES[first]).lower(), "second": str(NAMES[second]).lower(),
        }  # fmt: skip

    @property
    def range_words(self) -> str:
        """'60–180'; empty where it cannot be told."""
        if self.chances is None:
            return ""
        best, worst = self.chances.best, self.chances.worst
        return number(best) if best == worst else f"{number(best)}–{number(worst)}"

    @property
    def sentence(self) -> str:
        said = {
            "place": number(self.place),
            "of": number(self.of),
            "year": self.year,
            "range": self.range_words,
        }
        if self.chances is None or self.chances.best == self.chances.worst:
            return _("Plats %(place)s av %(of)s kommuner %(year)s.") % said
        return (
            _("Plats %(place)s av %(of)s kommuner %(year)s, troligen någonstans på plats %(range)s.") % said
        )

    @property
    def _likeliest(self) -> tuple[Colour, Colour]:
        """The two likeliest, the better first: 'mellan grönt och gult'."""
        first, second = sorted((self.chances or _NOTHING).in_order[:2])
        return first, second


_NOTHING = Chances(0, 0, 0, 0, 0)


def placed(
    own: Point,
    others: Sequence[Decimal],
    direction: Direction | str,
    *,
    is_share: bool,
    is_full: bool = False,
    draws: int = 10_000,
) -> Placed | None:
    """The own value among the others'; None without a direction, without a value or with too few to compare with."""
    if direction == Direction.NEUTRAL or own.value is None or not own.is_measured:
        return None
    is_higher = direction == Direction.HIGHER
    found = quartiles([float(own.value), *map(float, others)], higher_is_better=is_higher)
    if found.refusal is not None:
        return None
    colour, place = Colour(int(found.colour[0])), int(found.rank[0])
    chances = _chances(own, others, draws, is_higher=is_higher) if is_share else None
    if chances is None:
        return Placed(own.year, own.value, place, found.count, colour, is_solid=is_full)
    likeliest = chances.in_order[0]
    is_solid = chances.of(likeliest) >= 0.8
    return Placed(
        own.year, own.value, place, found.count, likeliest if is_solid else colour,
        chances, is_solid=is_solid and likeliest == colour,
    )  # fmt: skip


def above_and_below(own: Decimal, others: Sequence[Decimal]) -> tuple[int, int]:
    """How many have a higher and a lower value: all that can be said of a measure without direction."""
    return sum(value > own for value in others), sum(value < own for value in others)


def _chances(own: Point, others: Sequence[Decimal], draws: int, *, is_higher: bool) -> Chances | None:
    """From how many have answered; None where nobody says, or where the others' values are no shares."""
    counts = counts_behind(own)
    shares = [float(value) / HUNDRED for value in others]
    if counts is None or not all(0 <= share <= 1 for share in shares):
        return None
    x = round((counts.fewest + counts.most) / 2)
    how: Any = {"higher_is_better": is_higher, "draws": draws, "seed": SEED}
    colours = quartile_probabilities(x, counts.n, shares, **how)
    places = place_range(x, counts.n, shares, **how)
    if colours.refusal is not None or places.refusal is not None:
        return None
    return Chances(colours.green, colours.yellow, colours.red, places.best, places.worst)


def _per_cent(chance: float) -> str:
    """'93 %', 'mer än 99 %'; never a hundred, since nobody has asked everybody."""
    if chance >= CERTAIN:
        return _("mer än 99 %")
    if chance < 1 - CERTAIN:
        return _("mindre än 1 %")
    return f"{round(HUNDRED * chance)} %"
