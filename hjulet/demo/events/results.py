"""What the actions should move, and what the figures said on the day each follow-up was booked for."""

from datetime import timedelta

from hjulet.act.actions.choices import Verdict
from hjulet.act.actions.models import Action
from hjulet.analyse.effects.choices import Wanted
from hjulet.analyse.effects.measured import weigh
from hjulet.analyse.effects.models import Expectation
from hjulet.analyse.effects.workflows import ExpectationText, state_expectation
from hjulet.analyse.series.choices import Source
from hjulet.analyse.series.ground import Ground as Series
from hjulet.analyse.series.rules import SeriesKey
from hjulet.demo.events.improvement import DECIDED, Decided, review
from hjulet.demo.events.writing import Ground, at

NEVER_SAID = frozenset({"bemotande", "signering"})  # nobody said what these should move
BEFOREHAND = timedelta(days=10)


def load(ground: Ground, actions: dict[str, Action]) -> None:
    """Needs the counted months: the verdict is read from them as they were on the day."""
    series = Series.of(ground.municipality)
    for said in DECIDED:
        action = actions[said.slug]
        found = None if said.slug in NEVER_SAID else _expected(ground, said, action)
        if said.judged:
            verdict, facts = _weighed(ground, series, said, found)
            review(ground, said, action, verdict, facts)


def _expected(ground: Ground, said: Decided, action: Action) -> Expectation:
    key = SeriesKey(Source.DEVIATIONS, said.unit, said.code, said.code[:3].lower())
    text = ExpectationText(str(key), Wanted.LESS, said.starts_on.replace(day=1))
    return state_expectation(
        action, text, exists=True, by=ground.people[said.owner], at=at(said.starts_on - BEFOREHAND, 10)
    )


def _weighed(
    ground: Ground, series: Series, said: Decided, found: Expectation | None
) -> tuple[Verdict, dict[str, object]]:
    if found is None:
        return Verdict.NOT_MEASURED, {}
    weighed = weigh(series, found, ground.people[said.owner], said.review_on or said.due_on)
    return weighed.verdict, weighed.frozen
