"""A report comes in: once, with a number, a receipt and deadlines, whatever the door and however often it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime

from hjulet.base.files.models import StoredFile
from hjulet.base.identities.models import Identity
from hjulet.base.identities.sealing import blind
from hjulet.base.log.chain import one_at_a_time, record
from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.base.search.stems import blinded
from hjulet.check.deviations import rules
from hjulet.check.deviations.choices import Door, HowBad, Law, Tile
from hjulet.check.deviations.models import Deviation, Part, Refused, deadlines_of
from hjulet.check.deviations.workflows.counting import count_case, counted_above
from hjulet.check.deviations.workflows.telling import in_charge, tell_of_report

SEARCH = "deviations"  # the purpose of the blinded stems: no other index can be compared with ours
DIGITS = 16


@dataclass(frozen=True)
class About:
    """Whom it is about, as it was written; kept as an `Identity` when the report is received."""

    name: str
    number: str = ""
    is_protected: bool = False

    def __repr__(self) -> str:
        return "<About>"  # an error report prints it, and must not tell


@dataclass(frozen=True, repr=False)
class Report:
    """What somebody tells, in their own words."""

    unit: Unit
    tile: Tile
    what_happened: str
    done_at_once: str
    how_bad: HowBad
    happened_on: date
    happened_time: time | None = None
    place: str = ""
    place_note: str = ""
    concerns_manager: bool = False
    is_staff_injured: bool = False
    reporter_name: str = ""
    channel: str = ""
    source_system: str = ""
    source_number: str = ""
    identity: Identity | None = None
    about: About | None = None  # instead of an identity that is kept already
    files: Sequence[StoredFile] = field(default=())

    def about_whom(self, about: About | None) -> "Report":
        return replace(self, about=about)

    def told_by(self, name: str, channel: str) -> "Report":
        return replace(self, reporter_name=name.strip(), channel=channel)

    def with_files(self, files: Sequence[StoredFile]) -> "Report":
        return replace(self, files=tuple(files))


@dataclass(frozen=True)
class Receipt:
    """The report as it was received. The code is shown once, to the one who wrote it, and stored nowhere."""

    deviation: Deviation
    code: str  # 16 digits; empty when somebody else had sent a report with the same number
    is_new: bool


@transaction.atomic
def report(said: Report, client_id: UUID, *, door: Door, by: User | None, at: datetime) -> Receipt:
    """Receive a report and tell those who handle it. The same client id gives the report it made the first time.

    Raises Refused, and CannotKeep of the identities when nobody can be read out of `about`.

    SoL 27 kap. 2 §, LSS 24 b §, PSL 6 kap. 4 §, SOSFS 2011:9 5 kap. 4 §.
    """
    if again := _received_before(client_id, door=door, by=by):
        return again
    today = localtime(at).date()
    unit = said.unit
    if obstacles := rules.obstacles_to_reporting(said.happened_on, today, unit.valid_from, unit.valid_to):
        raise Refused(obstacles)
    words = blinded(f"{said.what_happened} {said.done_at_once}", purpose=SEARCH)
    handlers = _handlers(said, today) if door != Door.IMPORTED else []
    one_at_a_time()  # numbers have no holes and no doublets; everybody else waits from here on
    if again := _received_before(client_id, door=door, by=by):
        return again
    said = _with_identity(said, by=by, at=at)
    deviation = _stored(said, client_id, door=door, by=by, at=at, today=today)
    law = rules.guessed_law(said.tile, unit.law_codes.split())
    Part.objects.create(
        deviation=deviation, law=law, what_happened=said.what_happened, done_at_once=said.done_at_once,
        words=words,
    )  # fmt: skip
    deviation.files.add(*said.files)
    count_case(deviation)
    record("deviation.reported", deviation, by=by, at=at, number=deviation.number, unit=unit.slug, door=door)
    if door != Door.IMPORTED:
        tell_of_report(deviation, handlers, at=at, day=today)
    return Receipt(deviation, code_of(client_id), is_new=True)


def _received_before(client_id: UUID, *, door: Door, by: User | None) -> Receipt | None:
    """What the same form made before; its code only for the one who sent it, through the same door."""
    made = Deviation.objects.filter(client_id=client_id).select_related("unit").first()
    if made is None:
        return None
    is_same = made.door == door and made.reported_by_id == (by.pk if by else None)
    return Receipt(made, code_of(client_id) if is_same else "", is_new=False)


def _handlers(said: Report, today: date) -> list[User]:
    return in_charge(said.unit, today, past_the_manager=said.concerns_manager)


def _with_identity(said: Report, *, by: User | None, at: datetime) -> Report:
    """Kept here, once it is certain that the report is new: a form sent twice keeps one identity."""
    if said.about is None:
        return said
    about, place = said.about, said.unit.municipality
    kept = Identity.keep(
        about.name, about.number, municipality=place, is_protected=about.is_protected, by=by, at=at
    )
    return replace(said, identity=kept)


def _stored(
    said: Report, client_id: UUID, *, door: Door, by: User | None, at: datetime, today: date
) -> Deviation:  # fmt: skip
    times = deadlines_of(said.unit.municipality_id).times
    law = rules.guessed_law(said.tile, said.unit.law_codes.split())
    told = {name: value for name, value in vars(said).items() if name not in _ELSEWHERE}
    return Deviation.objects.create(
        **told,
        municipality_id=said.unit.municipality_id,
        year=today.year,
        sequence=_next_number(said.unit.municipality_id, today.year),
        client_id=client_id,
        door=door,
        reported_by=by,
        reported_at=at,
        counted_at=counted_above(said.unit) if said.concerns_manager else None,
        receipt_mark="" if door == Door.IMPORTED else receipt_mark(code_of(client_id)),
        has_sol=law == Law.SOL,
        has_hsl=law == Law.HSL,
        judge_by=rules.judge_by(today, times),
        investigate_by=rules.investigate_by(today, times),
    )


_ELSEWHERE = frozenset({"what_happened", "done_at_once", "files", "about"})


def _next_number(municipality: int, year: int) -> int:
    """The next in the year; the caller holds the lock."""
    numbers = Deviation.objects.filter(municipality=municipality, year=year)
    last = numbers.order_by("-sequence").values_list("sequence", flat=True).first()
    return (last or 0) + 1


def code_of(client_id: UUID) -> str:
    """Sixteen digits that nobody guesses; stored nowhere.

    Made from the form's own number with our key, so that a report that is sent again, because the answer never came,
    gets the code it was given the first time.
    """
    return f"{int(blind('receipt.code', str(client_id)), 16) % 10**DIGITS:0{DIGITS}}"


def receipt_mark(code: str) -> str:
    """What is stored of a receipt code. Spaces and dashes in what was typed mean nothing."""
    return blind("receipt", "".join(sign for sign in code if sign.isdecimal()))
