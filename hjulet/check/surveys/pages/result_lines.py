"""One question of a result: its share with interval, what it was before, what it is in the country."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from hjulet.base.ui import swedish
from hjulet.check.indicators.choices import Comparison, Direction
from hjulet.check.indicators.judgement import Change, Point, change
from hjulet.check.indicators.models import Value
from hjulet.check.surveys import rules
from hjulet.check.surveys.choices import Gender
from hjulet.check.surveys.models import Question, RoundUnit, SurveyRound
from hjulet.check.surveys.over_years import Trend
from hjulet.check.surveys.results import TOTAL, Answers, Asked, Counted
from hjulet.check.surveys.words import good_words, label, labelled
from hjulet.statistics import wilson

WHOLE = 100


@dataclass(frozen=True)
class Place:
    """Where a result is for: a unit, or all together."""

    key: str  # the unit's slug; empty for all
    name: str
    unit: int | None
    answered: str
    rate: str


@dataclass(frozen=True)
class Line:
    """One question somewhere. `share` is None where the answers are hidden or there are none."""

    asked: Asked
    said: str  # '12 av 16', 'Visas inte, för få svar', 'Inga svar'
    national: tuple[str, ...] = ()
    share: float | None = None
    lower: float | None = None
    upper: float | None = None
    n: int = 0
    unknown: str = ""
    distribution: tuple[tuple[str, str], ...] = ()  # answer → '12 (75 %)'
    change: Change | None = None
    trend: Trend | None = None
    genders: tuple[str, ...] = ()
    raised: int | None = None  # the need that was raised from it

    @property
    def key(self) -> str:
        return self.asked.key

    @property
    def label(self) -> str:
        """The question; where the last answer is the best one, that too: 'Känner du dig ensam? Nej'."""
        return labelled(self.asked)

    @property
    def what_is_good(self) -> str:
        return good_words(self.asked)

    @property
    def shown_share(self) -> str:
        return "" if self.share is None else swedish.with_unit(round(self.share), "%", 0)

    @property
    def sure(self) -> str:
        if self.lower is None or self.upper is None:
            return ""
        said = {"lower": swedish.number(round(self.lower)), "upper": swedish.number(round(self.upper))}
        return _("troligen mellan %(lower)s och %(upper)s %%") % said


@dataclass(frozen=True)
class Ground:
    """What the page is made of, read once."""

    found: SurveyRound
    units: Sequence[RoundUnit]  # all that were asked
    readable: frozenset[int]  # those whose own results this reader may see
    earlier: Sequence[SurveyRound]  # settled before it, the newest first
    answers: Mapping[int, Answers]
    questions: Sequence[Question]


def line(
    ground: Ground,
    place: Place,
    one: Asked,
    national: tuple[str, ...],
    raised: int | None,
    trend: Trend | None,
) -> Line:
    answers = ground.answers[ground.found.pk]
    counted = answers.shown(one, place.unit)
    if counted is None or not counted.n:
        said = _("Inga svar") if counted is not None else _("Visas inte, för få svar")
        return Line(one, said, national)
    sure = wilson(float(counted.good), float(counted.n))
    said = _("%(good)s av %(n)s") % {"good": swedish.number(counted.good), "n": swedish.number(counted.n)}
    genders = answers.by_gender(one) if place.unit is TOTAL or len(ground.units) == 1 else {}
    return Line(
        one, said, national, share=counted.share, lower=WHOLE * sure.lower, upper=WHOLE * sure.upper, n=counted.n,
        unknown=_unknown(counted), distribution=distribution(counted), change=_change(ground, place, one),
        trend=trend, genders=tuple(_gender(gender, found) for gender, found in genders.items()), raised=raised,
    )  # fmt: skip


def _unknown(counted: Counted) -> str:
    """Few who do not know are not told of: that too is an answer."""
    if counted.unknown < rules.FEWEST:
        return ""
    return _("%(count)s vet inte") % {"count": swedish.number(counted.unknown)}


def distribution(counted: Counted) -> tuple[tuple[str, str], ...]:
    return tuple(
        (label(counted.asked.scale, step), _part(counted.steps.get(step, 0), counted.n))
        for step in counted.asked.steps.numbers
    )


def _part(amount: int, n: int) -> str:
    share = swedish.with_unit(round(WHOLE * amount / n), "%", 0)
    return f"{swedish.number(amount)} ({share})"


def _gender(gender: Gender, counted: Counted) -> str:
    said = {
        "who": _("Kvinnor") if gender == Gender.WOMAN else _("Män"),
        "share": swedish.with_unit(round(counted.share or 0), "%", 0),
        "n": swedish.number(counted.n),
    }
    return _("%(who)s: %(share)s (%(n)s svar)") % said


def point(answers: Answers, one: Asked, unit: int | None, year: int) -> Point | None:
    """The share as the judgement sees it; nothing where it is hidden or the unit was not asked."""
    if unit is not TOTAL and unit not in answers.units:
        return None
    same = next((asked for asked in answers.asked if asked.key == one.key), None)
    counted = answers.shown(same, unit) if same is not None and same.scale == one.scale else None
    if counted is None or counted.share is None:
        return None
    decimals = 1 if counted.n > WHOLE else 0
    return Point(year, Decimal(f"{counted.share:.{decimals}f}"), counted.n, decimals=decimals)


def _change(ground: Ground, place: Place, one: Asked) -> Change | None:
    """Against the newest earlier round that shows the same question there."""
    now = point(ground.answers[ground.found.pk], one, place.unit, ground.found.closes_on.year)
    for before in ground.earlier:
        then = point(ground.answers[before.pk], one, place.unit, before.closes_on.year)
        if now is not None and then is not None:
            return change([then, now], is_share=True, direction=Direction.HIGHER)
    return None


def national_of(questions: Sequence[Question]) -> dict[str, tuple[str, ...]]:
    """The newest national value of the same question, and our own there."""
    wanted = {one.indicator_id: one.key for one in questions if one.indicator_id}
    found: dict[tuple[str, str], Value] = {}
    rows = Value.objects.filter(indicator__in=wanted, value__isnull=False)
    for value in rows.exclude(comparison="").order_by("period_end"):
        found[wanted[value.indicator_id], value.comparison] = value
    said: dict[str, tuple[str, ...]] = {}
    for (key, comparison), value in found.items():
        words = {
            "who": str(Comparison(comparison).label).capitalize(),
            "share": swedish.with_unit(value.value or 0, "%", value.decimals), "year": value.period_said,
        }  # fmt: skip
        said[key] = (*said.get(key, ()), _("%(who)s %(share)s (%(year)s)") % words)
    return said
