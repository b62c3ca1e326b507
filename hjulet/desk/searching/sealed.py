"""What is found without being in the index of open texts: deviations by their blinded stems, colleagues by their name."""

from dataclasses import dataclass
from datetime import datetime

from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import may
from hjulet.base.search.words import Question
from hjulet.check.deviations.models import Deviation
from hjulet.desk.searching.kinds import Asked

DEVIATION = "deviation"
MOST = 20
MOST_PEOPLE = 5
SHORTEST_NAME = 3


@dataclass(frozen=True)
class SealedHit:
    """A deviation that holds the words: its number, what and where, never what it says."""

    number: str
    what: str
    place: str
    at: datetime
    href: str


def deviations(asked: Asked, question: Question) -> list[SealedHit]:
    """The newest that hold every telling word in a part that the person reads by a role; one more than are shown."""
    if not question.words or asked.law or asked.kind not in {"", DEVIATION}:
        return []
    if not may(asked.user, Verb.SEE_DEVIATIONS, asked.today):
        return []
    found = Deviation.objects.visible_to(asked.user, asked.today)
    found = found.with_words(asked.user, asked.today, " ".join(question.words))
    if asked.unit:
        found = found.filter(unit__path__startswith=asked.unit.path)
    rows = found.select_related("unit").newest_first()[: MOST + 1]
    return [
        SealedHit(one.number, one.get_tile_display(), one.unit.name, one.reported_at, one.get_absolute_url())
        for one in rows
    ]


def people(asked: Asked) -> list[User]:
    """Colleagues whose name or address holds all that was written; for those who look after who has access."""
    named = asked.words.strip()
    if len(named) < SHORTEST_NAME or asked.law or asked.unit or asked.kind:
        return []
    if not may(asked.user, Verb.SEE_PEOPLE, asked.today):
        return []
    found = User.objects.visible_to(asked.user, asked.today).named(named)
    return list(found.order_by("name", "pk")[:MOST_PEOPLE])
