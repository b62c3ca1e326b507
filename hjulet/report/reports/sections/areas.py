"""The areas of SOSFS 2011:9: status of the area → needs found → actions taken."""

from dataclasses import dataclass

from django.urls import reverse

from hjulet.act.actions.choices import Status
from hjulet.act.actions.models import Action, Need
from hjulet.base.law import Area, cited
from hjulet.plan.steering.choices import Direction, Rating
from hjulet.plan.steering.models import SelfAssessment
from hjulet.plan.steering.rules import AreaStatus, latest_ratings
from hjulet.report.reports.blocks import (
    Block,
    Bullets,
    Column,
    Figure,
    Note,
    Paragraph,
    Row,
    Table,
    Tag,
    Text,
)
from hjulet.report.reports.figures import counted
from hjulet.report.reports.scope import Scope

STATUS_KIND = {
    Status.DONE: "good",
    Status.ONGOING: "info",
    Status.STARTED: "info",
    Status.NOT_DONE: "bad",
    Status.PAUSED: "middle",
}
RATING_KIND = {Rating.MET: "good", Rating.PARTLY: "middle", Rating.NOT_MET: "bad"}
RATING_WORDS = {Rating.MET: "uppfyllt", Rating.PARTLY: "delvis uppfyllt", Rating.NOT_MET: "inte uppfyllt"}


@dataclass(frozen=True)
class Done:
    """An action as the report tells it."""

    title: str
    unit: str
    status: Status
    year: int
    aims_at: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class AreaFacts:
    status: AreaStatus
    needs: tuple[str, ...]
    actions: tuple[Done, ...]
    planned: tuple[Done, ...]


@dataclass(frozen=True)
class Improvement:
    """All areas, and what is counted over them."""

    areas: tuple[AreaFacts, ...]
    counts: tuple[tuple[Status, Figure], ...]
    total: Figure

    def of(self, area: Area) -> AreaFacts:
        return next(facts for facts in self.areas if facts.status.area.key == area.key)


def collect(scope: Scope) -> Improvement:
    """Ratings, needs and actions of the report's unit and everything below it."""
    statuses = latest_ratings(_rated(scope), scope.year)
    needs = list(Need.objects.below(scope.unit).filter(year__lte=scope.year).select_related("document"))
    actions = list(
        Action.objects.below(scope.unit)
        .filter(year__in=(scope.year, scope.year + 1))
        .select_related("unit", "document")
        .prefetch_related("aims_at")
        .order_by("year", "pk")
    )
    known = [action for action in actions if action.document is None or action.document.year <= scope.year]
    now = [action for action in known if action.year == scope.year]
    return Improvement(
        areas=tuple(_area_facts(status, needs, known, scope.year) for status in statuses),
        counts=tuple(
            (status, _counted(scope, status, sum(action.status == status for action in now)))
            for status in Status
            if any(action.status == status for action in now)
        ),
        total=_counted(scope, None, len(now)),
    )


def _rated(scope: Scope) -> list[SelfAssessment]:
    """The unit's own ratings; where it has none (the sector rates, the municipality reads) those made below it."""
    below = SelfAssessment.objects.filter(unit__path__startswith=scope.unit.path, year__lte=scope.year)
    found = list(below)
    return [rated for rated in found if rated.unit_id == scope.unit.pk] or found


def _area_facts(status: AreaStatus, needs: list[Need], actions: list[Action], year: int) -> AreaFacts:
    own = [need for need in needs if need.area == status.area.key and not need.is_derived]
    done = [_done(action) for action in actions if action.area == status.area.key]
    return AreaFacts(
        status=status,
        needs=tuple(need.title for need in own),
        actions=tuple(action for action in done if action.year == year),
        planned=tuple(action for action in done if action.year > year),
    )


def _done(action: Action) -> Done:
    aims = tuple(indicator.name for indicator in action.aims_at.all())
    return Done(action.title, action.unit.name, Status(action.status), action.year, aims, action.origin)


def _counted(scope: Scope, status: Status | None, amount: int) -> Figure:
    label = f"Åtgärder {scope.year}" + (f", {status.label}" if status else "")
    return counted(
        f"atgarder/{status or 'alla'}",
        label,
        amount,
        organisation=scope.unit.name,
        period=str(scope.year),
        url="" if scope.is_public else reverse("actions:list"),  # the elected see no actions
    )


def status_sentence(status: AreaStatus, year: int) -> str:
    """'Området bedöms som delvis uppfyllt, senast skattat 2024. Bedömningen är oförändrad sedan 2023.'"""
    if status.rating is None:
        return "Området är inte skattat. SAS ansvarar för att det skattas."
    when = f"skattat {status.year}" if status.year == year else f"senast skattat {status.year}"
    said = f"Området bedöms som {RATING_WORDS[status.rating]}, {when}."
    if status.previous is None:
        return said
    if status.direction == Direction.SAME:
        return f"{said} Bedömningen är oförändrad sedan {status.previous_year}."
    better = "en förbättring" if status.direction == Direction.UP else "en försämring"
    return f"{said} Det är {better} från {RATING_WORDS[status.previous]} {status.previous_year}."


def blocks_of(facts: AreaFacts, year: int) -> tuple[Block, ...]:
    """The area's chapter before its results."""
    return (
        Paragraph((Text(status_sentence(facts.status, year)),), lead=True),
        *_also(facts.status.area),
        *needs(facts),
        *_actions(facts),
    )


def _also(area: Area) -> tuple[Block, ...]:
    return (Paragraph((Text(f"Området svarar också mot {cited(area.also)}."),)),) if area.also else ()


def needs(facts: AreaFacts) -> tuple[Block, ...]:
    """What should be better; owed where the area is not met and nobody has said what it needs."""
    if not facts.needs:
        is_open = facts.status.rating in {Rating.PARTLY, Rating.NOT_MET}
        owed = "Området är inte helt uppfyllt, men inget utvecklingsbehov är beskrivet."
        return (Note("owed", (Text(owed),)),) if is_open else ()
    intro = "Utvecklingsbehov:"
    return (Paragraph((Text(intro),)), Bullets(tuple((Text(need),) for need in facts.needs)))


def _actions(facts: AreaFacts) -> tuple[Block, ...]:
    if not facts.actions:
        owed = f"Inga åtgärder är registrerade för området {facts.status.area.name.lower()}."
        return (Note("owed", (Text(owed),)),)
    return (action_table(f"Åtgärder: {facts.status.area.name.lower()}", facts.actions),)


def action_table(caption: str, actions: tuple[Done, ...]) -> Table:
    """Action, unit, status; and what it is meant to move where the source says so."""
    has_aims = any(action.aims_at for action in actions)
    columns = (
        Column("Åtgärd", share=3.2),
        Column("Verksamhet", share=1.8),
        Column("Status", share=1.2),
        *((Column("Ska påverka", share=2.6),) if has_aims else ()),
    )
    rows = tuple(
        Row(
            (
                action.title,
                action.unit,
                Tag(str(action.status.label).capitalize(), STATUS_KIND.get(action.status, "")),
                *((", ".join(action.aims_at),) if has_aims else ()),
            )
        )
        for action in actions
    )
    return Table(caption, columns, rows)


def rating_table(improvement: Improvement, year: int) -> Table:
    """Every area with its paragraph, rating, the year it is from and its change."""
    rows = tuple(
        Row(
            (
                facts.status.area.name,
                facts.status.area.paragraph.place,
                _rating_tag(facts.status),
                str(facts.status.year or "–"),
                facts.status.change or "–",
            )
        )
        for facts in improvement.areas
    )
    columns = (
        Column("Område", share=2.6),
        Column("SOSFS 2011:9", share=1.3),
        Column("Skattning", share=1.5),
        Column("Skattat", is_number=True, share=0.8),
        Column("Ändring", share=2.0),
    )
    return Table("Självskattning per område", columns, rows, source=_latest(improvement, year))


def _rating_tag(status: AreaStatus) -> Tag:
    if status.rating is None:
        return Tag("Inte skattat")
    return Tag(RATING_WORDS[status.rating].capitalize(), RATING_KIND[status.rating])


def _latest(improvement: Improvement, year: int) -> str:
    years = {facts.status.year for facts in improvement.areas if facts.status.year}
    if not years:
        return ""
    newest = max(years)
    return "Egen skattning" if newest == year else f"Egen skattning, senast gjord {newest}"
