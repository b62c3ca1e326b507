"""What the weekly review shows: the team's open events, those alike together, and what to talk about."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Prefetch, QuerySet
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.base.identities.choices import NumberKind
from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.base.people.request import Request
from hjulet.check.deviations import rules
from hjulet.check.deviations.choices import Law, State, Tile
from hjulet.check.deviations.models import Deviation, DeviationType, Part
from hjulet.check.deviations.models.deviations import DeviationQuerySet
from hjulet.check.deviations.pages.lists import TAGS, units_in_reach

WEEKS = 4
MOST = 60
EXCERPT = 240
SAME_PERSON_DAYS = 30
ORDINALS = ("", "", "Andra", "Tredje", "Fjärde", "Femte", "Sjätte", "Sjunde", "Åttonde", "Nionde", "Tionde")
QUESTIONS = (
    gettext_lazy("Vad gjorde vi som fungerade, så att det inte blev värre?"),
    gettext_lazy("Vad hade behövt vara annorlunda för att det skulle ha gått bra?"),
    gettext_lazy("Vilken av händelserna kan komma tillbaka i natt, och vad gör vi åt det?"),
    gettext_lazy("Finns det en rutin för det här? Kände vi till den, och fungerar den?"),
    gettext_lazy("Vem mer behöver få veta vad vi har lärt oss?"),
    gettext_lazy("Vad ser vi inte i listan, fast vi vet att det händer?"),
)


@dataclass(frozen=True)
class Event:
    """An open event on the review: what the user may read of it."""

    deviation: Deviation
    text: str
    tag: str
    is_late: bool
    may_be_small: bool
    same_person: str


@dataclass(frozen=True)
class Group:
    """Events alike: of one type, or of one tile while no type is set."""

    name: str
    events: tuple[Event, ...]


@dataclass(frozen=True)
class Week:
    units: tuple[tuple[str, str], ...]
    unit: str
    groups: tuple[Group, ...]
    number: int
    is_more: bool
    question: str


def week(request: Request) -> Week:
    """One unit, or all that the user answers for; newest first, at most MOST."""
    units = units_in_reach(request)
    asked = request.GET.get("enhet", "")
    unit = asked if asked in dict(units) else ""
    found = open_events(request.user, request.today)
    if unit:
        found = found.below(Unit.objects.of(request.municipality).get(slug=unit))
    chosen = list(found.newest_first()[: MOST + 1])
    events = _events(chosen[:MOST], request.user, request.today)
    question = QUESTIONS[request.today.isocalendar().week % len(QUESTIONS)]
    return Week(tuple(units), unit, _grouped(events), len(events), len(chosen) > MOST, str(question))


def open_events(user: User, today: date) -> DeviationQuerySet:
    """Open ones of the last weeks that the user reads a part of, with those parts and their text."""
    first = make_aware(datetime.combine(today - timedelta(weeks=WEEKS), time.min))
    read = Part.objects.visible_to(user, today).select_related("type")
    return (
        Deviation.objects.known_by_role(user, today)
        .open()
        .filter(reported_at__gte=first)
        .select_related("unit", "identity")
        .prefetch_related(Prefetch("parts", read, to_attr="parts_read"))
    )


def usual_types(deviations: Sequence[Deviation], user: User, today: date) -> dict[Law, int]:
    """The type that such events have most often got, per law: offered first on the card."""
    if not deviations:
        return {}
    paths = [deviation.unit_id for deviation in deviations]
    tiles = {deviation.tile for deviation in deviations}
    like = Part.objects.visible_to(user, today).filter(
        deviation__unit__in=paths, deviation__tile__in=tiles, type__isnull=False
    )
    recent = like.order_by("-pk").values_list("law", "type")[:200]
    found: dict[Law, int] = {}
    for (law, kind), _number in Counter(recent).most_common():
        found.setdefault(Law(law), kind)
    return found


def types_on(user: User, day: date) -> QuerySet[DeviationType]:
    return DeviationType.objects.visible_to(user, day).valid_on(day)


def laws_without_type(deviations: Sequence[Deviation]) -> list[Law]:
    """For which laws somebody must say the type before these can be closed."""
    lacking = {Law(part.law) for one in deviations for part in one.parts_read if part.type is None}  # type: ignore[attr-defined]
    return [law for law in Law if law in lacking]


def read_numbers(found: Week) -> list[str]:
    """Whose text the page has shown: for the log."""
    return [event.deviation.number for group in found.groups for event in group.events if event.text]


def _events(deviations: Sequence[Deviation], user: User, today: date) -> list[Event]:
    repeats = _same_person(deviations, user, today)
    return [
        Event(
            deviation=deviation,
            text=_excerpt(deviation.parts_read),  # type: ignore[attr-defined]
            tag=TAGS[State(deviation.state)],
            is_late=deviation.is_late(today),
            may_be_small=rules.is_small_enough(
                deviation.how_bad,
                [part.severity for part in deviation.parts_read],  # type: ignore[attr-defined]
                lex_asked=False,
            ),
            same_person=repeats.get(deviation.pk, ""),
        )
        for deviation in deviations
    ]


def _excerpt(parts: Sequence[Part]) -> str:
    text = " ".join(" ".join(part.what_happened for part in parts).split())
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT].rsplit(' ', 1)[0]} …"


def _grouped(events: Sequence[Event]) -> tuple[Group, ...]:
    """The largest group first: what is many is worth talking about."""
    groups: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        types = [part.type.name for part in event.deviation.parts_read if part.type]  # type: ignore[attr-defined]
        groups[types[0] if types else str(Tile(event.deviation.tile).label)].append(event)
    ordered = sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return tuple(Group(name, tuple(found)) for name, found in ordered)


def _same_person(deviations: Sequence[Deviation], user: User, today: date) -> dict[int, str]:
    """'Fjärde fallet på 30 dagar, samma person': by blind marks, among what the user knows of; never a name."""
    marked = {one.pk: one.identity for one in deviations if one.identity and one.identity.blind_mark}
    if not marked:
        return {}
    first = min(one.happened_on for one in deviations) - timedelta(days=SAME_PERSON_DAYS)
    others = Deviation.objects.known_by_role(user, today).counted().filter(
        identity__blind_mark__in={identity.blind_mark for identity in marked.values()}, happened_on__gte=first
    )  # fmt: skip
    days: dict[str, list[tuple[date, int]]] = defaultdict(list)
    for mark, day, number in others.values_list("identity__blind_mark", "happened_on", "pk"):
        days[mark].append((day, number))
    return {
        one.pk: words
        for one in deviations
        if (identity := marked.get(one.pk))
        and (words := _repeat(one, identity.number_kind, days[identity.blind_mark]))
    }


def _repeat(deviation: Deviation, kind: str, days: Sequence[tuple[date, int]]) -> str:
    place = (deviation.happened_on, deviation.pk)
    earliest = deviation.happened_on - timedelta(days=SAME_PERSON_DAYS)
    which = sum(earliest <= day and (day, number) <= place for day, number in days)
    if which < 2:
        return ""
    said = {"which": ORDINALS[which] if which < len(ORDINALS) else f"{which}:e"}
    if kind == NumberKind.NONE:
        return _("%(which)s fallet på 30 dagar, troligen samma person") % said
    return _("%(which)s fallet på 30 dagar, samma person") % said
