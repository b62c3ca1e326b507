"""Invented events → rows, many at a time. Nobody did any of it, so the log says once that they were read in."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.timezone import make_aware

from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.models import User
from hjulet.base.search.stems import blinded
from hjulet.check.deviations import rules
from hjulet.check.deviations.choices import CareInjury, Door, EventClass, HowBad, Informed, Law, State, Tile
from hjulet.check.deviations.models import Cause, Deviation, DeviationType, Message, Part, deadlines_of
from hjulet.check.deviations.ready_made import TILES
from hjulet.check.deviations.workflows.facts import asks_lex
from hjulet.check.deviations.workflows.reporting import SEARCH, code_of, receipt_mark
from hjulet.demo.events import places, words
from hjulet.demo.events.plan import Happened

BATCH = 400
OLD_SYSTEM = "Lifecare avvikelse"
JUDGED = frozenset(State) - {State.RECEIVED}
EXPLAINED = frozenset({State.INVESTIGATED, State.ACTED_ON, State.FOLLOWED_UP, State.CLOSED})
HANDLED_BY = (  # the beginning of the unit's slug → who judges there
    ("tallglantan", "home_manager"), ("vide", "provider"), ("hemtjanst", "manager"), ("hemsjukvard", "mas"),
    ("ronnen", "sas"), ("almen", "sas"), ("verkstan", "sas"), ("ifo", "sas"), ("", "department_head"),
)  # fmt: skip
REPORTED_BY = (("hemtjanst", "home_care"), ("ronnen", "support"), ("almen", "support"), ("verkstan", "support"), ("ifo", "case_officer"), ("tallglantan", "staff"), ("", "nurse"))  # fmt: skip


@dataclass
class Ground:
    """What every row stands on."""

    municipality: Municipality
    people: Mapping[str, User]
    units: dict[str, Unit] = field(default_factory=dict)
    types: dict[tuple[str, bool], DeviationType] = field(
        default_factory=dict
    )  # code, whether it is of the new list
    numbers: Counter[int] = field(default_factory=Counter)
    times: rules.Times = field(default_factory=rules.Times)

    @classmethod
    def of(cls, municipality: Municipality, people: Mapping[str, User]) -> "Ground":
        types = DeviationType.objects.filter(municipality=municipality)
        ground = cls(
            municipality, people,
            units={unit.slug: unit for unit in Unit.objects.of(municipality)},
            types={(one.code, one.valid_to is None): one for one in types},
            times=deadlines_of(municipality).times,
        )  # fmt: skip
        for old in types.exclude(became=None).prefetch_related("became"):
            for new in old.became.all():
                ground.types.setdefault((new.code, False), old)
        return ground

    def handler(self, slug: str) -> User:
        return self.people[next(key for start, key in HANDLED_BY if slug.startswith(start))]

    def reporter(self, slug: str) -> User:
        return self.people[next(key for start, key in REPORTED_BY if slug.startswith(start))]

    def type_of(self, code: str, day: date) -> DeviationType | None:
        return self.types.get((code, day >= date(2025, 1, 1)))


@dataclass
class Rows:
    """What one event becomes."""

    of: Happened
    deviation: Deviation
    part: Part
    causes: list[Cause]
    messages: list[Message]


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return make_aware(datetime.combine(day, time(hour, minute)))


def name(text: str) -> UUID:
    """The same number for the same thing every time the demonstration is loaded."""
    return uuid5(NAMESPACE_URL, f"lingonfors/{text}")


def write(ground: Ground, events: Iterable[Happened]) -> list[Rows]:
    """Every event with its part, cause and answer; doublets point at what was reported before them."""
    made = [_rows(ground, one) for one in events]
    _merge(made)
    originals = [row for row in made if row.deviation.merged_into is None]
    doublets = [row for row in made if row.deviation.merged_into is not None]
    for rows in (originals, doublets):
        Deviation.objects.bulk_create([row.deviation for row in rows], batch_size=BATCH)
    Part.objects.bulk_create([row.part for row in made], batch_size=BATCH)
    Cause.objects.bulk_create([cause for row in made for cause in row.causes], batch_size=BATCH)
    Message.objects.bulk_create([message for row in made for message in row.messages], batch_size=BATCH)
    return made


def _rows(ground: Ground, one: Happened) -> Rows:
    year = one.reported_on.year
    ground.numbers[year] += 1
    deviation = Deviation(
        municipality=ground.municipality, year=year, sequence=ground.numbers[year], unit=ground.units[one.unit],
        client_id=name(f"{year}-{ground.numbers[year]}"), tile=TILES.get(one.code, Tile.OTHER),
        happened_on=one.happened_on, happened_time=time(one.hour, one.minute), how_bad=one.how_bad,
        reported_at=_reported_at(one), state=one.state, has_sol=one.law == Law.SOL, has_hsl=one.law == Law.HSL,
        judge_by=rules.judge_by(one.reported_on, ground.times),
        investigate_by=rules.investigate_by(one.reported_on, ground.times),
    )  # fmt: skip
    part = Part(
        deviation=deviation, law=one.law, what_happened=one.text, done_at_once=one.done,
        words=blinded(f"{one.text} {one.done}", purpose=SEARCH),
    )  # fmt: skip
    row = Rows(one, deviation, part, [], [])
    _who_told(ground, row)
    if one.state in JUDGED:
        _judge(ground, row)
    if one.state in EXPLAINED:
        _explain(ground, row)
    if one.state == State.CLOSED:
        _close(ground, row)
    return row


def _reported_at(one: Happened) -> datetime:
    return at(one.reported_on, min(one.hour + 1, 23) if not one.days_later else 8, one.minute)


def _who_told(ground: Ground, row: Rows) -> None:
    """The pilots write here from the spring of 2026; the others' reports are read from the old system."""
    one, deviation = row.of, row.deviation
    is_own = one.unit.startswith(places.PILOTS) and one.reported_on >= places.OWN_SYSTEM_FROM
    if not is_own:
        deviation.door, deviation.source_system = Door.IMPORTED, OLD_SYSTEM
        deviation.source_number = f"{deviation.year}/{10_000 + deviation.sequence}"
        return
    deviation.receipt_mark = receipt_mark(code_of(deviation.client_id))
    if deviation.sequence % 4 == 0:
        deviation.door = Door.UNIT
    else:
        deviation.door, deviation.reported_by = Door.SIGNED_IN, ground.reporter(one.unit)


def _judge(ground: Ground, row: Rows) -> None:
    one, deviation, part = row.of, row.deviation, row.part
    by, when = ground.handler(one.unit), at(one.judged_on, 9, one.minute)
    deviation.judged_by, deviation.judged_at = by, max(when, deviation.reported_at)
    deviation.event_class = EventClass.NEAR_MISS if one.how_bad == HowBad.NOTHING else EventClass.EVENT
    part.type = ground.type_of(one.code, one.happened_on)
    part.severity, part.probability = one.severity, one.probability
    part.judgement = words.JUDGEMENTS[deviation.sequence % len(words.JUDGEMENTS)]
    if one.law == Law.HSL:
        part.care_injury = CareInjury.YES if one.is_care_injury else CareInjury.NO
    deviation.is_small = one.is_small and not asks_lex(part)
    if one.state in {State.NOT_A_DEVIATION, State.DUPLICATE}:
        deviation.reason = "Allt gick till som det var planerat."
        deviation.reason_by, deviation.reason_at = by, deviation.judged_at


def _explain(ground: Ground, row: Rows) -> None:
    """Causes, whether the person knows, and why it is no matter for lex."""
    one, part = row.of, row.part
    category, explanation, fault = one.cause
    row.causes.append(Cause(part=part, category=category, explanation=explanation, routine_fault=fault))
    part.investigated_by, part.investigated_at = row.deviation.judged_by, row.deviation.judged_at
    part.informed, part.informed_on = Informed.YES, one.judged_on
    part.noted_in_record_on = one.judged_on if one.law == Law.HSL else None
    if asks_lex(part):
        part.lex_considered_by, part.lex_considered_at = row.deviation.judged_by, row.deviation.judged_at
        part.no_lex_reason = words.NO_LEX[row.deviation.sequence % len(words.NO_LEX)]


def _close(ground: Ground, row: Rows) -> None:
    one, deviation = row.of, row.deviation
    by, when = ground.handler(one.unit), at(one.closed_on, 15, one.minute)
    deviation.closed_by, deviation.closed_at = by, max(when, deviation.judged_at or when)
    deviation.no_action_reason = "Liten händelse: ingen egen åtgärd behövs."
    if one.law == Law.HSL:
        deviation.no_identity_reason = "Vem det gäller står i journalen."
    if deviation.door != Door.IMPORTED:
        text = words.ANSWERS[deviation.sequence % len(words.ANSWERS)]
        row.messages.append(
            Message(
                deviation=deviation, is_from_reporter=False, is_answer=True, text=text, written_by=by,
                written_at=deviation.closed_at - timedelta(minutes=5), form_token=name(f"answer-{deviation.number}"),
            )
        )  # fmt: skip


def _merge(made: list[Rows]) -> None:
    """A doublet is of the latest case of the same unit and law; without one it is a case like others."""
    latest: dict[tuple[str, Law], Rows] = {}
    for row in made:
        about = (row.of.unit, row.of.law)
        if row.of.state != State.DUPLICATE:
            latest[about] = row if row.of.state == State.CLOSED else latest.get(about, row)
        elif about in latest:
            row.deviation.merged_into = latest[about].deviation
            row.deviation.reason = f"Samma händelse som {latest[about].deviation.number}."
        else:
            row.deviation.state = State.JUDGED
