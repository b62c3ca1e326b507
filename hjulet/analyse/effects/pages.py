"""What the pages of effects show: what an action should move, and the review on its day. The list is in `listing`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hjulet.act.actions.choices import NextStep, Verdict
from hjulet.act.actions.effect import TAGS, units_to_ask
from hjulet.act.actions.forms import ConcludeForm
from hjulet.act.actions.models import Action, EffectReview
from hjulet.analyse.effects import rules
from hjulet.analyse.effects.choices import Reason, Remark, Wanted
from hjulet.analyse.effects.forms import OTHER, ExpectForm
from hjulet.analyse.effects.measured import weigh
from hjulet.analyse.effects.models import Expectation
from hjulet.analyse.effects.outlook import Denser, Look, Outlook, outlooks, sooner, ways_to_see_sooner
from hjulet.analyse.effects.proposals import aimed_at, every_series, likely_keys
from hjulet.analyse.effects.weighing import Weighed, nothing
from hjulet.analyse.series.access import sees_numbers, sees_small
from hjulet.analyse.series.collecting import Collected, month_label
from hjulet.analyse.series.figures import long_label
from hjulet.analyse.series.ground import Ground, NoSuchSeries
from hjulet.analyse.series.rules import SeriesKey, UnreadableKey, month_after
from hjulet.base.organisation.models import Unit
from hjulet.base.people.request import Request
from hjulet.base.ui.charts.spec import ControlChart
from hjulet.check.indicators.models import Indicator

TRIGGER = 3  # how many bad months usually make somebody act


@dataclass(frozen=True)
class Expected:
    """What an action should move, and when it can show."""

    expectation: Expectation
    title: str
    place: str
    outlook: Outlook | None  # none for what is measured once a year
    denser: tuple[Denser, ...]
    sees_small: bool

    @property
    def words(self) -> str:
        return self.outlook.said(sees_small=self.sees_small) if self.outlook else ""

    @property
    def way(self) -> str:
        """'färre' of what is counted, 'lägre' of what is measured."""
        counted = self.expectation.key.is_deviations
        if self.expectation.wanted == Wanted.LESS:
            return _("färre") if counted else _("lägre")
        return _("fler") if counted else _("högre")

    @property
    def since(self) -> str:
        return long_label(self.expectation.from_month)


# -- what an action should move --------------------------------------------------------------------------------------
def expect_page(request: Request, action: Action) -> dict[str, Any]:
    """The expectations with their outlooks, and the form for one more; all series are looked at together."""
    user, today = request.user, request.today
    ground = Ground.of(request.municipality)
    small = sees_small(user, action.unit.path, today)
    there = list(Expectation.objects.visible_to(user, today).filter(action=action))
    likely = [
        Look(key, rules.wanted_ratio(Wanted.LESS, None)) for key in likely_keys(ground, action, user, today)
    ]
    own = {
        one.pk: Look(one.key, one.ratio, one.months_before) for one in there if is_counted(ground, one.key)
    }
    ways = {pk: ways_to_see_sooner(ground, look) for pk, look in own.items()}
    every = [*likely, *own.values(), *(look for found in ways.values() for look, _why in found)]
    seen = dict(zip(every, outlooks(ground, every, today), strict=True))
    offered = [
        (
            str(look.key),
            f"{seen[look][0].title}, {seen[look][0].place.name}. {seen[look][1].said(sees_small=small)}",
        )
        for look in likely
    ]
    offered += [(str(key), name) for key, name in aimed_at(ground, action)]
    return {
        "action": action,
        "sees_small": small,
        "expected": [
            Expected(
                one,
                *named(ground, one.key),
                seen[own[one.pk]][1] if one.pk in own else None,
                _denser(own[one.pk], ways[one.pk], seen) if one.pk in own else (),
                small,
            )
            for one in there
        ],
        "form": _form(request, ground, action, offered),
    }


def _denser(
    own: Look, ways: Sequence[tuple[Look, str]], seen: dict[Look, tuple[Collected, Outlook]]
) -> tuple[Denser, ...]:
    """Offered only where the wait is long."""
    if not seen[own][1].is_long:
        return ()
    return tuple(sooner(seen[own][1], ways, [seen[look] for look, _why in ways]))


def is_counted(ground: Ground, key: SeriesKey) -> bool:
    """Whether the municipality has the unit and the type that the key names."""
    try:
        return key.is_deviations and bool(ground.place(key.unit) and ground.title(key))
    except NoSuchSeries:
        return False


def exists(ground: Ground, text: str, action: Action) -> bool:
    """Whether the text names a series at the action's unit, at one that holds it or at one below it."""
    try:
        key = SeriesKey.read(text)
    except UnreadableKey:
        return False
    place, own = ground.by_slug.get(key.unit), action.unit.path
    if place is None or not (own.startswith(place.path) or place.path.startswith(own)):
        return False
    if key.is_deviations:
        return is_counted(ground, key)
    return Indicator.objects.of(ground.municipality).filter(slug=key.what).exists()


def named(ground: Ground, key: SeriesKey) -> tuple[str, str]:
    """What is counted, and where."""
    place = ground.by_slug.get(key.unit)
    where = place.name if place else key.unit
    if is_counted(ground, key):
        return ground.title(key), where
    measured = Indicator.objects.of(ground.municipality).filter(slug=key.what).values_list("name", flat=True)
    return measured.first() or key.what, where


def _form(request: Request, ground: Ground, action: Action, offered: list[tuple[str, str]]) -> ExpectForm:
    today = request.today
    start = rules.first_whole_month(done=action.done_on, starts=action.starts_on, today=today)
    return ExpectForm(
        request.POST if request.method == "POST" else None,
        initial={
            "series": offered[0][0] if offered else OTHER,
            "wanted": Wanted.LESS,
            "month": str(start.month),
            "year": start.year,
            "trigger_months": TRIGGER,
        },
        likely=offered,
        every=every_series(ground, action.unit.slug, request.user, today),
        today=today,
    )


# -- the review on its day -------------------------------------------------------------------------------------------
def leading_of(action: Action) -> Expectation | None:
    """What the verdict is about."""
    found: Expectation | None = Expectation.objects.leading().filter(action=action).first()
    return found


def weighed(request: Request, action: Action) -> Weighed:
    """What the figures say today of what the action should move."""
    found = leading_of(action)
    if found is None:
        return nothing(Reason.NO_EXPECTATION)
    others = (
        Expectation.objects.visible_to(request.user, request.today)
        .filter(series=found.series, action__unit__municipality=request.municipality)
        .exclude(action=action)
        .filter(from_month__gte=month_after(found.from_month, -rules.LONG_WAIT))
    )
    return weigh(Ground.of(request.municipality), found, request.user, request.today, others=others.count())


def review_page(request: Request, review: EffectReview, form: ConcludeForm) -> dict[str, Any]:
    """The verdict beside the owner's judgement; a review that is done shows what was frozen."""
    shown = frozen(review) if review.is_concluded else weighed(request, review.action)
    path = _path_of(review, shown)
    small = sees_small(request.user, path, request.today)
    return {
        "review": review,
        "action": review.action,
        "shown": shown,
        "tag": TAGS[shown.verdict],
        "remarks": [remark.label for remark in shown.remarks],
        "chart": shown.chart if small or not isinstance(shown.chart, ControlChart) else None,
        "sees_small": small,
        "may_see": sees_numbers(request.user, path, request.today, smallest=shown.smallest),
        "obstacles": review.obstacles_now(request.today),
        "is_overdue": review.is_overdue(request.today),
        "judged_tag": TAGS[Verdict(review.judged)] if review.judged else "",
        "form": form,
    }


def _path_of(review: EffectReview, shown: Weighed) -> str:
    """Where in the tree the series stands; the action's own unit when there is none."""
    unit: Unit | None = review.action.unit
    if text := shown.facts.get("series"):
        unit = (
            Unit.objects.of(review.action.unit.municipality_id).filter(slug=SeriesKey.read(text).unit).first()
        )
    return str((unit or review.action.unit).path)


def conclude_form(request: Request, action: Action) -> ConcludeForm:
    return ConcludeForm(
        request.POST if request.method == "POST" else None,
        units=units_to_ask(action, request.today),
        initial={"next_step": NextStep.KEEP},
    )


def frozen(review: EffectReview) -> Weighed:
    """What the figures said that day, from what was kept; nothing is counted anew."""
    facts = review.verdict_facts
    months = [date.fromisoformat(month) for month in facts.get("months", [])]
    counts = [
        facts.get(part, {}).get("count") for part in ("before", "after") if "count" in facts.get(part, {})
    ]
    return Weighed(
        verdict=Verdict(review.verdict),
        sentence=facts.get("sentence", ""),
        title=facts.get("title", ""),
        place=facts.get("place", ""),
        remarks=tuple(Remark(remark) for remark in facts.get("remarks", []) if remark in Remark.values),
        chart=_frozen_chart(facts, months) if months else None,
        sure=facts.get("sure", ""),
        facts=facts,
        smallest=min(counts, default=float("inf")),
    )


def _frozen_chart(facts: dict[str, Any], months: Sequence[date]) -> ControlChart:
    drawn = facts["picture"]
    return ControlChart(
        title=f"{facts['title']}, {facts['place']}",
        labels=tuple(month_label(month) for month in months),
        values=tuple(drawn["values"]),
        centre=tuple(drawn["centre"]),
        lower=tuple(drawn["lower"]),
        upper=tuple(drawn["upper"]),
        unit=drawn["unit"],
        decimals=drawn["decimals"],
        marks=tuple((int(index), str(words)) for index, words in drawn["marks"]),
    )
