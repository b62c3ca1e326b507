"""What the list of deviations shows: the sentence, the sums, the rows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, F, Prefetch
from django.http import QueryDict
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _

from hjulet.base.organisation.models import Unit
from hjulet.base.people import reach
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.reach import paths_reached, within
from hjulet.base.people.request import Request
from hjulet.base.people.roles import TABLE
from hjulet.check.deviations import rules
from hjulet.check.deviations.choices import Severity, Shown, State, Tile
from hjulet.check.deviations.forms.lists import Asked, ListForm
from hjulet.check.deviations.models import Deviation, DeviationType, Part
from hjulet.check.deviations.models.deviations import DeviationQuerySet, is_late

PAGE = 50
MANY = 1_000  # sums are counted this far; nobody reads a longer list
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
A_MICROSECOND = timedelta(microseconds=1)
EM_SPACE = chr(0x2003)
TAGS = {
    State.RECEIVED: "info",
    State.JUDGED: "neutral",
    State.INVESTIGATED: "neutral",
    State.ACTED_ON: "neutral",
    State.FOLLOWED_UP: "neutral",
    State.CLOSED: "good",
    State.NOT_A_DEVIATION: "neutral",
    State.DUPLICATE: "neutral",
    State.REOPENED: "info",
}
LIST_COLUMNS = (
    "year", "sequence", "tile", "happened_on", "reported_at", "state", "event_class", "is_small", "how_bad",
    "judge_by", "investigate_by", "is_in_lex", "closed_at", "has_sol", "has_hsl", "unit__name", "unit__slug", "unit__path",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A deviation in the list. No text of it: that is read, and logged, on its own page."""

    deviation: Deviation
    parts: tuple[Part, ...]  # those the user reads
    tag: str
    is_late: bool

    @property
    def types(self) -> str:
        return ", ".join(dict.fromkeys(part.type.name for part in self.parts if part.type))

    @property
    def what(self) -> str:
        """The type where there is one, else what the reporter said; of a lex case neither, as on its own page."""
        if self.deviation.is_in_lex:
            return str(_("Händelse"))
        return self.types or str(Tile(self.deviation.tile).label)

    @property
    def state(self) -> str:
        """In words. (`get_…_display` translates every choice anew for each row.)"""
        if self.deviation.is_in_lex and self.deviation.state in rules.OPEN:
            return str(_("utreds enligt lex"))
        return str(State(self.deviation.state).label)

    @property
    def severity(self) -> str:
        highest = max((part.severity or 0 for part in self.parts), default=0)
        return str(Severity(highest).label) if highest else ""

    @property
    def is_grave(self) -> bool:
        return any((part.severity or 0) >= rules.GRAVE for part in self.parts)


@dataclass(frozen=True)
class Sums:
    """How many, counted as far as MANY: beyond it only that they are more."""

    total: int
    open: int
    new: int
    late: int

    @property
    def is_more(self) -> bool:
        return self.total > MANY


def list_form(request: Request, data: QueryDict) -> ListForm:
    """The sentence, with the units that the user answers for and the municipality's types."""
    return ListForm(data, units=units_in_reach(request), types=types_of(request))


def units_in_reach(request: Request, verb: Verb = Verb.SEE_DEVIATIONS) -> list[tuple[str, str]]:
    """Address and indented name of every unit where some role of the user gives the verb."""
    paths = paths_reached(request.user, request.today, *TABLE[verb])
    found = Unit.objects.filter(within(paths, "path")).values_list("slug", "name", "depth")
    units = list(found)
    top = min((depth for _slug, _name, depth in units), default=0)
    return [(slug, f"{EM_SPACE * (depth - top)}{name}") for slug, name, depth in units]


def types_of(request: Request) -> list[tuple[str, str]]:
    """Every type once, by its code, under its newest name: a type that was renewed keeps its code."""
    found = DeviationType.objects.visible_to(request.user, request.today)
    oldest_first = found.order_by(F("valid_from").asc(nulls_first=True), "pk")
    kinds = {
        code: (law, order, name)
        for code, law, order, name in oldest_first.values_list("code", "law", "order", "name")
    }
    return [(code, name) for code, (_law, _order, name) in sorted(kinds.items(), key=lambda one: one[1])]


def asked_for(request: Request, asked: Asked) -> DeviationQuerySet:
    """The deviations that the sentence describes, of those that a role of the user reaches."""
    user, today = request.user, request.today
    found = _shown(Deviation.objects.known_by_role(user, today), asked.shown, user, today)
    if asked.unit:
        found = found.below(Unit.objects.of(request.municipality).get(slug=asked.unit))
    if since := asked.since(today):
        found = found.filter(reported_at__gte=make_aware(datetime.combine(since, time.min)))
    return _about_parts(found, asked, user, today)


def _shown(found: DeviationQuerySet, shown: Shown, user: User, today: date) -> DeviationQuerySet:
    """Those behind a word of the sentence."""
    if shown == Shown.LATE:
        return found.late(today)
    if shown == Shown.MINE:
        return found.waiting_for(user, today)
    states = {
        Shown.OPEN: rules.OPEN,
        Shown.NEW: {State.RECEIVED},
        Shown.CLOSED: {State.CLOSED},
        Shown.OTHERS: rules.ENDED - {State.CLOSED},
    }
    return found.filter(state__in=states[shown]) if shown in states else found


def _about_parts(found: DeviationQuerySet, asked: Asked, user: User, today: date) -> DeviationQuerySet:
    """Law, type, severity and free words: of parts that the user reads, so that a filter tells nothing else."""
    if asked.law:
        found = found.filter(**{f"has_{asked.law}": True})
    about: dict[str, Any] = {"type__code": asked.type} if asked.type else {}
    about |= {"severity__gte": asked.severity} if asked.severity else {}
    about |= {"law": asked.law} if asked.law and about else {}
    if about:
        found = found.with_part(user, today, **about)
    return found.with_words(user, today, asked.words) if asked.words else found


def is_wide(request: Request, asked: Asked) -> bool:
    """Whether the sentence spans most of the municipality."""
    if asked.unit:
        return reach.is_wide([Unit.objects.of(request.municipality).get(slug=asked.unit).path])
    return reach.is_wide(holding.unit.path for holding in request.user.roles_on(request.today))


@dataclass(frozen=True)
class Counted:
    """Up to MANY rows and one more, so much of them that they can be counted; and the newest, where they are known."""

    rows: tuple[tuple[datetime, int, str, bool], ...]  # reported, id, state, late
    is_newest: bool

    @property
    def sums(self) -> Sums:
        states = Counter(state for _at, _pk, state, _late in self.rows)
        late = sum(is_late for _at, _pk, _state, is_late in self.rows)
        return Sums(len(self.rows), sum(states[state] for state in rules.OPEN), states[State.RECEIVED], late)

    @property
    def first(self) -> list[int] | None:
        """The ids of the first page and of one more row; None when others may be newer."""
        known = self.is_newest or len(self.rows) <= MANY
        return (
            [pk for _at, pk, _state, _late in sorted(self.rows, reverse=True)[: PAGE + 1]] if known else None
        )


def counted(found: DeviationQuerySet, today: date, *, is_wide: bool) -> Counted:
    """One question, so that a filter or a search is gone through once for the sums and the first page."""
    ordered = found.newest_first() if is_wide else found.order_by()  # the newest of many lie together
    late = ExpressionWrapper(is_late(today), output_field=BooleanField())
    rows = ordered.annotate(late=late).values_list("reported_at", "pk", "state", "late")
    return Counted(tuple(rows[: MANY + 1]), is_wide)


def first_page(found: DeviationQuerySet, first: list[int] | None) -> tuple[list[Deviation], str]:
    """The newest rows; by their ids, where they are known."""
    if first is None:
        return _page(found)
    return _page(Deviation.objects.filter(pk__in=first))  # ids that FOUND has given


def page_after(found: DeviationQuerySet, after: str) -> tuple[list[Deviation], str]:
    """The rows after the place that is given. A place that cannot be read is the beginning."""
    moment, _point, number = after.partition(".")
    if moment.isdecimal() and number.isdecimal() and len(moment) <= 17 and len(number) <= 18:
        found = found.after(BEGINNING + int(moment) * A_MICROSECOND, int(number))
    return _page(found)


def _page(found: DeviationQuerySet) -> tuple[list[Deviation], str]:
    """As many rows as a page holds, and where the next begins; empty at the end."""
    chosen = list(found.newest_first().select_related("unit").only(*LIST_COLUMNS)[: PAGE + 1])
    if len(chosen) <= PAGE:
        return chosen, ""
    last = chosen[PAGE - 1]
    return chosen[:PAGE], f"{(last.reported_at - BEGINNING) // A_MICROSECOND}.{last.pk}"


def parts_read_by(user: User, today: date) -> "Prefetch[Any]":
    """Of each deviation's parts those that the user reads, without their text."""
    read = Part.objects.visible_to(user, today).select_related("type")
    shown = read.only("deviation_id", "law", "severity", "probability", "type__name", "type__law")
    return Prefetch("parts", shown, to_attr="parts_read")


def rows(deviations: Sequence[Deviation], today: date) -> list[Row]:
    return [
        Row(deviation, tuple(deviation.parts_read), TAGS[State(deviation.state)], deviation.is_late(today))  # type: ignore[attr-defined]
        for deviation in deviations
    ]
