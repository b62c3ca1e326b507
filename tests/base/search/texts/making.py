"""Open texts about units, as a feature would put them: a unit's own key is the text's."""

from datetime import date

from hjulet.base.organisation.models import Unit, UnitQuerySet
from hjulet.base.search.finding import Answers, Scope, find
from hjulet.base.search.models import Synonyms
from hjulet.base.search.words import question
from hjulet.base.search.workflows import Findable, Part, put
from tests.world import TODAY, World

KIND = "unit"


def text(world: World, unit: str, title: str, body: str = "", *, heading: str = "", anchor: str = "") -> None:
    one = world.units[unit]
    put(Findable(KIND, one.pk, one.municipality_id, title, [Part(body, heading, anchor)]))


def synonyms(world: World, words: str, *, valid_to: date | None = None) -> Synonyms:
    return Synonyms.objects.create(
        municipality=world.municipality, words=words, valid_from=date(2020, 1, 1), valid_to=valid_to
    )


def answers(world: World, words: str, among: UnitQuerySet | None = None) -> Answers:
    rows = Unit.objects.all() if among is None else among
    return find(question(words), [Scope(KIND, rows)], world.municipality, TODAY)


def found(world: World, words: str, among: UnitQuerySet | None = None) -> list[str]:
    """The units whose texts answer, best first."""
    slugs = dict(Unit.objects.values_list("pk", "slug"))
    return [slugs[hit.number] for hit in answers(world, words, among).hits]
