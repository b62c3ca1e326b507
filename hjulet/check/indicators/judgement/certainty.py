"""How sure we are of one value: only a share with a known number of answers gets an interval (Wilson's)."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from hjulet.base.ui.swedish import count_of, number, with_unit
from hjulet.check.indicators.choices import Certainty
from hjulet.statistics import possible_counts, wilson

FEWEST = 5  # below this many answers nothing is shown
HUNDRED = 100


@dataclass(frozen=True)
class Point:
    """One year's value as it was printed. `shows_small`: it may be shown although fewer than five have answered."""

    year: int
    value: Decimal | None
    n: int | None = None
    missing: str = ""
    decimals: int | None = None
    shows_small: bool = False
    is_derived: bool = False

    @property
    def places(self) -> int:
        """The printed decimals; without them as few as the number can be written with."""
        if self.decimals is not None or self.value is None:
            return self.decimals or 0
        return max(0, -int(self.value.normalize().as_tuple().exponent))

    @property
    def is_hidden(self) -> bool:
        return self.value is not None and self.n is not None and self.n < FEWEST and not self.shows_small

    @property
    def is_measured(self) -> bool:
        """There is a number, and it may be shown."""
        return self.value is not None and not self.is_hidden

    @property
    def answers(self) -> str:
        """'16 svar'."""
        return count_of(self.n or 0, "svar", "svar")


@dataclass(frozen=True)
class Counts:
    """The counts that a printed share may come from: between `fewest` and `most` of `n` answers."""

    fewest: int
    most: int
    n: int


@dataclass(frozen=True)
class Judgement:
    """How sure we are of one value; the limits are in per cent and stand where there is an interval."""

    kind: Certainty
    words: str
    lower: float | None = None
    upper: float | None = None

    @property
    def impossible(self) -> bool:
        return self.kind == Certainty.IMPOSSIBLE


def judge(point: Point, *, is_share: bool, is_count_or_cost: bool = False) -> Judgement:
    """How sure we are of this one value."""
    if point.value is None:
        return Judgement(Certainty.MISSING, point.missing or str(Certainty.MISSING.label))
    if point.is_hidden:
        return Judgement(Certainty.HIDDEN, str(Certainty.HIDDEN.label))
    if is_count_or_cost:
        return Judgement(Certainty.FULL, _("Full räkning, inget intervall"))
    if not is_share or not point.n:
        return Judgement(Certainty.UNKNOWN, unknown(is_share=is_share))
    return _of_share(point)


def _of_share(point: Point) -> Judgement:
    found = counts_behind(point)
    if found is None:
        return Judgement(Certainty.IMPOSSIBLE, remark_on(point))
    lower = HUNDRED * wilson(float(found.fewest), float(found.n)).lower
    upper = HUNDRED * wilson(float(found.most), float(found.n)).upper
    if remark := remark_on(point):
        return Judgement(Certainty.IMPOSSIBLE, remark, lower, upper)
    said = {"answers": point.answers, "lower": number(round(lower)), "upper": number(round(upper))}
    words = _("%(answers)s, troligen mellan %(lower)s och %(upper)s %%") % said
    return Judgement(Certainty.INTERVAL, words, lower, upper)


def counts_behind(point: Point) -> Counts | None:
    """The whole numbers of answers that give the printed share.

    When none of all n does, somebody has skipped the question: the nearest smaller number of answers that fits is
    taken. None when no number down to half of n fits, or n is unknown.
    """
    if point.value is None or not point.n:
        return None
    for n in range(point.n, point.n // 2, -1):
        if fitting := possible_counts(float(point.value), n, decimals=point.places):
            return Counts(fitting[0], fitting[-1], n)
    return None


def remark_on(point: Point) -> str:
    """'85 % av 14 svar går inte att få; någon har hoppat över frågan', or nothing when share and answers agree."""
    if point.value is None or not point.n:
        return ""
    found = counts_behind(point)
    if found is not None and found.n == point.n:
        return ""
    said = {"share": with_unit(point.value, "%", point.places), "answers": point.answers}
    if found is None:
        return _("%(share)s av %(answers)s går inte att få; andelen eller antalet är fel") % said
    return _("%(share)s av %(answers)s går inte att få; någon har hoppat över frågan") % said


def unknown(*, is_share: bool) -> str:
    if is_share:
        return _("Går inte att bedöma, antal svar saknas")
    return _("Går inte att bedöma, underlagets storlek saknas")
