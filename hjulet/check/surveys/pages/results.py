"""The result of a round: the sentence, the picture, the table, what it was before, what it is elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hjulet.base.ui import swedish
from hjulet.base.ui.charts import IntervalChart
from hjulet.check.indicators.choices import Verdict
from hjulet.check.surveys import rules
from hjulet.check.surveys.choices import Index, Scale, Screening
from hjulet.check.surveys.counting import answers_of_many
from hjulet.check.surveys.models import RoundUnit, SurveyNeed, SurveyRound, WrittenAnswer
from hjulet.check.surveys.over_years import trends
from hjulet.check.surveys.pages.result_lines import Ground, Line, Place, line, national_of
from hjulet.check.surveys.results import TOTAL, Answers, IndexResult

WORST = 3  # so many are offered as needs


@dataclass(frozen=True)
class ShownIndex:
    name: str
    value: str
    parts: tuple[tuple[str, str], ...]
    sentence: str


@dataclass(frozen=True)
class ShownResult:
    place: Place
    places: tuple[Place, ...]
    sentence: str
    lines: tuple[Line, ...]
    worst: tuple[Line, ...]
    chart: IntervalChart | None
    index: ShownIndex | None
    written: tuple[tuple[str, tuple[str, ...]], ...]
    is_hidden: bool
    is_empty: bool
    to_screen: int
    earlier: str  # the name of the round that it is compared with
    has_national: bool
    rounds_tested: int  # how many rounds the directions are tested over; 0 when there are too few


def ground_of(found: SurveyRound, readable: frozenset[int]) -> Ground:
    """Five questions to the database, however many rounds there are."""
    earlier = list(
        SurveyRound.objects.filter(
            questionnaire__survey=found.questionnaire.survey_id, settled_at__isnull=False,
            closes_on__lt=found.opens_on,
        ).order_by("-closes_on", "-pk")
    )  # fmt: skip
    rounds = [found, *earlier]
    asked: dict[int, list[RoundUnit]] = {one.pk: [] for one in rounds}
    for unit in RoundUnit.objects.filter(round__in=rounds).select_related("unit").order_by("unit__path"):
        asked[unit.round_id].append(unit)
    answers = answers_of_many(rounds, {key: list(rows) for key, rows in asked.items()})
    questions = list(found.questionnaire.questions.select_related("indicator"))
    return Ground(found, asked[found.pk], readable, earlier, answers, questions)


def places(ground: Ground) -> tuple[Place, ...]:
    """All together first, then the units that one may read."""
    answers = ground.answers[ground.found.pk]
    invited = [one.invited for one in ground.units]
    everyone = None if None in invited else sum(one or 0 for one in invited)
    rows = [_place("", _("Alla tillsammans"), TOTAL, answers, everyone)]
    rows += [
        _place(one.unit.slug, one.unit.name, one.unit_id, answers, one.invited)
        for one in ground.units
        if one.unit_id in ground.readable
    ]
    return tuple(rows if len(ground.units) > 1 else rows[1:] or rows)


def _place(key: str, name: str, unit: int | None, answers: Answers, invited: int | None) -> Place:
    came = answers.answered(unit)
    if came is None:
        return Place(key, name, unit, _("Visas inte, för få svar"), "")
    rate = rules.rate(came, invited)
    said = swedish.count_of(came, "svar", "svar")
    if rate is None or invited is None:
        return Place(key, name, unit, said, "")
    words = _("%(rate)s av %(invited)s tillfrågade") % {
        "rate": swedish.with_unit(round(rate), "%", 0), "invited": swedish.number(invited),
    }  # fmt: skip
    return Place(key, name, unit, said, words)


def result(ground: Ground, place: Place, every: tuple[Place, ...]) -> ShownResult:
    answers = ground.answers[ground.found.pk]
    national, raised = national_of(ground.questions), _raised(ground, place)
    trend_of = trends(ground.answers, [ground.found, *ground.earlier], place.unit)
    lines = tuple(
        line(ground, place, one, national.get(one.key, ()), raised.get(one.key), trend_of.get(one.key))
        for one in answers.asked
        if one.scale != Scale.TEXT
    )
    shown = [one for one in lines if one.share is not None]
    worst = tuple(sorted(shown, key=lambda one: one.share or 0.0)[:WORST])
    written, to_screen = _written(ground, place)
    return ShownResult(
        place=place, places=every, lines=lines, worst=worst, chart=_chart(place, shown),
        sentence=_sentence(ground, place, shown),
        index=_index(ground, place), written=written, to_screen=to_screen,
        is_hidden=bool(lines) and not shown and answers.answered(place.unit) != 0,
        is_empty=answers.answered(place.unit) == 0,
        earlier=ground.earlier[0].name if ground.earlier else "",
        has_national=any(one.national for one in lines),
        rounds_tested=len(ground.earlier) + 1 if trend_of else 0,
    )  # fmt: skip


def _raised(ground: Ground, place: Place) -> dict[str, int]:
    rows = SurveyNeed.objects.filter(whole_round=ground.found)
    if place.unit is not TOTAL:
        rows = SurveyNeed.objects.filter(round_unit__round=ground.found, round_unit__unit=place.unit)
    return dict(rows.values_list("key", "need"))


def _written(ground: Ground, place: Place) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], int]:
    """The texts that somebody has screened, where the unit's answers are shown at all; and how many wait."""
    answers = ground.answers[ground.found.pk]
    rows = WrittenAnswer.objects.filter(round_unit__round=ground.found).select_related("question")
    if place.unit is not TOTAL:
        rows = rows.filter(round_unit__unit=place.unit)
    if not any(question.is_text for question in ground.questions) or answers.answered(place.unit) is None:
        return (), 0
    texts: dict[str, list[str]] = {}
    waiting = 0
    for one in rows.order_by("question__position", "id"):
        waiting += one.state == Screening.WAITING
        if one.state == Screening.SHOWN:
            texts.setdefault(one.question.text, []).append(one.shown)
    return tuple((question, tuple(said)) for question, said in texts.items()), waiting


def _chart(place: Place, lines: Sequence[Line]) -> IntervalChart | None:
    if not lines:
        return None
    return IntervalChart(
        title=_("%(place)s: andel som svarar det bästa") % {"place": place.name},
        labels=tuple(one.label for one in lines),
        values=tuple(line.share for line in lines),
        lower=tuple(line.lower for line in lines),
        upper=tuple(line.upper for line in lines),
        unit="%",
    )


def _index(ground: Ground, place: Place) -> ShownIndex | None:
    index = Index(ground.found.survey.index)
    found = ground.answers[ground.found.pk].index(index, place.unit)
    if found is None:
        return None
    from_ = {"name": str(index.label), "value": swedish.number(round(found.value))}
    sentence = _("%(name)s är %(value)s av 100.") % from_
    return ShownIndex(
        str(index.label), swedish.number(round(found.value)),
        tuple((str(part.label), swedish.number(round(value))) for part, value in found.parts.items()),
        f"{sentence} {_sure_of(found)}",
    )  # fmt: skip


def _sure_of(found: IndexResult) -> str:
    if found.sure.refusal is not None:
        return _("Alla svarade lika, så det går inte att säga hur säkert det är.")
    said = {
        "lower": swedish.number(round(found.sure.lower)), "upper": swedish.number(round(found.sure.upper)),
        "n": swedish.number(found.n),
    }  # fmt: skip
    return _("%(n)s svar, troligen mellan %(lower)s och %(upper)s.") % said


def _sentence(ground: Ground, place: Place, lines: Sequence[Line]) -> str:
    """The first thing that the page says: what is best, what is worst, and what has surely changed."""
    if not lines:
        return ""
    best = max(lines, key=lambda line: line.share or 0.0)
    worst = min(lines, key=lambda line: line.share or 0.0)
    said = [_("Bäst är ”%(best)s” (%(share)s).") % {"best": best.label, "share": best.shown_share}]
    if worst.key != best.key:
        said.append(
            _("Lägst är ”%(worst)s” (%(share)s).") % {"worst": worst.label, "share": worst.shown_share}
        )
    sure = [line for line in lines if line.change is not None and line.change.is_sure]
    for one in sure:
        verdict = _("bättre") if one.change and one.change.verdict == Verdict.IMPROVEMENT else _("sämre")
        said.append(_("”%(text)s” har blivit %(verdict)s.") % {"text": one.label, "verdict": verdict})
    if ground.earlier and not sure:
        said.append(_("Ingen skillnad mot förra gången är större än slumpen."))
    gone = [
        _("Sett över åren går ”%(text)s” %(change)s.") % {"text": one.label, "change": one.trend.words}
        for one in lines
        if one.trend is not None and one.trend.is_sure
    ]
    return " ".join([*said, *gone])


def default_place(every: tuple[Place, ...], asked: str) -> Place:
    return next((place for place in every if place.key == asked and asked), every[0])


def place_of(ground: Ground, asked: RoundUnit) -> Place:
    """One unit's place, also where it is the only one."""
    return _place(
        asked.unit.slug, asked.unit.name, asked.unit_id, ground.answers[ground.found.pk], asked.invited
    )
