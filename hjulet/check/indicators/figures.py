"""A value as every page shows it: number with unit, year, answers, level, and how sure we are."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from hjulet.base.ui.swedish import count_of, number, signed, with_unit
from hjulet.check.indicators.choices import Certainty, Level, Measure
from hjulet.check.indicators.judgement import Judgement
from hjulet.check.indicators.models import Indicator, Target, Value, scale_for
from hjulet.check.indicators.rules import places_of

KINDS = {Level.GOOD: "good", Level.MIDDLE: "middle", Level.BAD: "bad", Level.UNDEFINED: "neutral"}
UNITS = {"antal/månad": "per månad", "antal beslut": "beslut", "antal personal": "", "år": "år"}


@dataclass(frozen=True)
class Tag:
    """An icon and a word, for `{% tag %}`."""

    text: str
    kind: str


@dataclass(frozen=True)
class Shown:
    """What a page prints for a value, and what it links to."""

    pk: int
    text: str
    has_number: bool
    period: str
    place: str
    answers: str
    response_rate: str
    level: Tag | None
    judgement: Judgement
    sure: str  # 'mellan 51 och 90 %'; empty where there is no interval and nothing amiss
    is_published: bool


def show(value: Value, targets: Iterable[Target] = ()) -> Shown:
    """The value for this reader: below five answers nothing but the reason, unless it may be shown."""
    point = value.point
    judgement = value.judgement
    hidden = judgement.kind == Certainty.HIDDEN
    is_own = bool(value.indicator.counting)  # an own measurement counts persons, and has no answers
    return Shown(
        pk=value.pk,
        text=written(value.indicator, point.value, point.places)
        if point.is_measured
        else (_("Färre än 5 personer") if hidden and is_own else judgement.words),
        has_number=point.is_measured,
        period=value.period_said,
        place=value.place,
        answers=_answers(value.respondents, hidden=hidden or is_own),
        response_rate="" if value.response_rate is None else _rate(value.response_rate),
        level=level_tag(value, targets) if point.is_measured else None,
        judgement=judgement,
        sure=_sure(judgement),
        is_published=value.is_published_source,
    )


def written(indicator: Indicator, amount: Decimal | None, decimals: int) -> str:
    """'94 %', '+15 procentenheter', 'plats 15', '7 per månad'."""
    if amount is None:
        return ""
    unit = UNITS.get(indicator.unit_of_measure, indicator.unit_of_measure)
    if indicator.measure == Measure.RANK:
        return _("plats %(rank)s") % {"rank": number(amount, decimals)}
    if indicator.measure == Measure.CHANGE:
        plain = unit in {"", "antal", "index", "plats", "poäng"}
        return signed(amount, decimals) if plain else f"{signed(amount, decimals)} {unit}"
    return with_unit(amount, unit, decimals)


def level_tag(value: Value, targets: Iterable[Target]) -> Tag | None:
    """Where the value stands on its scale; nothing where there is none."""
    scale = scale_for(value.indicator, targets, value.period_end.year)
    level = scale.level_of(value.value) if scale is not None and value.value is not None else None
    return None if level is None else Tag(str(level.label), KINDS[level])


def _answers(respondents: int | None, *, hidden: bool) -> str:
    if respondents is None or hidden:
        return ""
    return count_of(respondents, "svar", "svar")


def _rate(rate: Decimal) -> str:
    exact = rate.normalize()
    return with_unit(exact, "%", places_of(exact))


def _sure(judgement: Judgement) -> str:
    """The interval alone: the number of answers has a column of its own."""
    if judgement.impossible:
        return judgement.words
    if judgement.lower is None or judgement.upper is None:
        return ""
    limits = {"lower": number(round(judgement.lower)), "upper": number(round(judgement.upper))}
    return _("mellan %(lower)s och %(upper)s %%") % limits
