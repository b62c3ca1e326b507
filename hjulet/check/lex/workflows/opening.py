"""A lex case is opened: from a deviation whose texts move here, or from a report of its own."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hjulet.base.files.models import StoredFile
from hjulet.base.identities.models import Identity
from hjulet.base.log.chain import one_at_a_time, record
from hjulet.base.notices.choices import Kind as NoticeKind
from hjulet.base.notices.workflows import tell
from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.base.ui import swedish
from hjulet.check.deviations.models import Deviation, Part
from hjulet.check.lex import rules
from hjulet.check.lex.access import group_of, readers_only, registrars
from hjulet.check.lex.checklists import CHECKLISTS
from hjulet.check.lex.choices import Door, Kind, Obstacle
from hjulet.check.lex.models import LexCase, LexItem, LexPaper, Refused, times_of
from hjulet.check.lex.models.cases import LAW_OF
from hjulet.check.lex.workflows.moving import Moved, move_texts


@dataclass(frozen=True)
class LexReport:
    """What somebody reports, in their own words."""

    kind: Kind
    unit: Unit
    what_happened: str
    done_at_once: str = ""
    happened_on: date | None = None
    is_sol: bool = False
    is_lss: bool = False
    door: Door = Door.DIRECT
    reporter_name: str = ""
    reporter_role: str = ""
    provider: str = ""
    concerns_manager: bool = False
    identity: Identity | None = None
    files: Sequence[StoredFile] = field(default=())

    @property
    def columns(self) -> dict[str, object]:
        elsewhere = {"what_happened", "done_at_once", "files"}
        return {name: value for name, value in vars(self).items() if name not in elsewhere}


@transaction.atomic
def start_directly(
    said: LexReport, client_id: UUID, *, by: User, at: datetime, received_at: datetime | None = None
) -> LexCase:
    """A report of its own, once: the same form sent again gives the case it made the first time. Raises Refused.

    SoL 27 kap. 2 §, LSS 24 b §. What came by word of mouth or from a private provider (SoL 27 kap. 4 §, LSS 24 d §) is
    written in by the lex group; then whoever writes is not the one who reports.
    """
    today = localtime(at).date()
    if obstacles := rules.obstacles_to_opening(
        said.kind,
        is_sol=said.is_sol,
        is_lss=said.is_lss,
        is_in_the_future=(said.happened_on or today) > today,
    ):
        raise Refused(obstacles)
    one_at_a_time()
    if made := LexCase.objects.filter(client_id=client_id).first():
        return made
    own = said.door == Door.DIRECT
    case = _made(
        said,
        client_id,
        received_at or at,
        reported_by=by if own else None,
        received_by=None if own else by,
        by=by,
        at=at,
    )
    case.files.set(said.files)
    LexPaper.objects.bulk_create(
        LexPaper(case=case, title=title, text=text, written_by=by, written_at=at)
        for title, text in (
            (_("Rapporten"), said.what_happened),
            (_("Vad som gjordes direkt"), said.done_at_once),
        )
        if text.strip()
    )
    _made_items(case, {"concerns": said.what_happened, "at_once": said.done_at_once})
    _tell_the_group(case, at=at, day=today)
    return case


@transaction.atomic
def open_from_deviation(
    deviation: Deviation, kind: Kind, *, laws: Collection[str] = (), why: str = "", by: User, at: datetime
) -> LexCase:
    """The texts of one law's part move here, with files and the person it is about; a stub is left. Raises Refused.

    Only number, immediate measures, own tasks and in the end the outcome stay with the unit (access.md). Messages about
    the deviation are withdrawn, and the words leave the search. OSL 26 kap. 1 §, 25 kap. 1 §. LAWS: "sol", "lss" or both, for lex Sarah.
    """
    is_sol, is_lss = "sol" in laws, "lss" in laws
    one_at_a_time()
    deviation.refresh_from_db(from_queryset=Deviation.objects.select_for_update(of=("self",)))
    part = Part.objects.select_for_update(of=("self",)).filter(deviation=deviation, law=LAW_OF[kind]).first()
    if part is None:
        raise Refused([Obstacle.NO_PART])
    if obstacles := _obstacles(deviation, part, kind, is_sol=is_sol, is_lss=is_lss):
        raise Refused(obstacles)
    unit = Unit.objects.select_related("municipality").get(pk=deviation.unit_id)
    said = LexReport(
        kind=kind, unit=unit, what_happened=part.what_happened, done_at_once=part.done_at_once,
        happened_on=deviation.happened_on, is_sol=is_sol, is_lss=is_lss, door=Door.DEVIATION,
        reporter_name=deviation.reporter_name, concerns_manager=deviation.concerns_manager, identity=deviation.identity,
    )  # fmt: skip
    case = _made(
        said, uuid5(deviation.client_id, kind), deviation.reported_at,
        reported_by=deviation.reported_by, received_by=None, by=by, at=at, deviation=deviation,
    )  # fmt: skip
    moved = move_texts(deviation, part, case, why=why, by=by, at=at)
    _made_items(case, _first_drafts(said, moved))
    _tell_the_group(case, at=at, day=localtime(at).date())
    return case


def _obstacles(deviation: Deviation, part: Part, kind: Kind, *, is_sol: bool, is_lss: bool) -> list[Obstacle]:
    obstacles = rules.obstacles_to_opening(kind, is_sol=is_sol, is_lss=is_lss)
    if part.moved_to_lex_at is not None:
        obstacles.append(Obstacle.ALREADY_LEX)
    if deviation.merged_into_id is not None:
        obstacles.append(Obstacle.IS_DOUBLET)
    return obstacles


def _made(  # noqa: PLR0913 - who told, who wrote it in and when are all different things
    said: LexReport,
    client_id: UUID,
    received_at: datetime,
    *,
    reported_by: User | None,
    received_by: User | None,
    by: User,
    at: datetime,
    deviation: Deviation | None = None,
) -> LexCase:
    """The row with its number; the caller holds the lock. The number is of the year when the case was opened."""
    year = localtime(at).year
    times = times_of(said.unit.municipality_id).times
    case = LexCase.objects.create(
        **said.columns,
        municipality_id=said.unit.municipality_id,
        year=year,
        sequence=_next_number(said.unit.municipality_id, said.kind, year),
        client_id=client_id,
        deviation=deviation,
        received_at=received_at,
        received_by=received_by,
        reported_by=reported_by,
        investigate_by=rules.investigate_by(said.kind, localtime(received_at).date(), times),
    )
    record("lexcase.opened", case, by=by, at=at, number=case.number, door=said.door, unit=said.unit.slug)
    return case


def _next_number(municipality: int, kind: Kind, year: int) -> int:
    numbers = LexCase.objects.filter(municipality=municipality, kind=kind, year=year)
    last = numbers.order_by("-sequence").values_list("sequence", flat=True).first()
    return (last or 0) + 1


def _made_items(case: LexCase, drafts: dict[str, str]) -> None:
    """One row for each demand; what is known already stands there as a draft."""
    LexItem.objects.bulk_create(
        LexItem(case=case, key=item.key, order=order, is_last=item.is_last, text=drafts.get(item.key, ""))
        for order, item in enumerate(CHECKLISTS[Kind(case.kind)])
    )


def _first_drafts(said: LexReport, moved: Moved) -> dict[str, str]:
    received = _("Händelsen rapporterades som avvikelse %(number)s den %(day)s vid %(unit)s.") % {
        "number": moved.number, "day": swedish.day(localtime(moved.reported_at).date()), "unit": said.unit.name,
    }  # fmt: skip
    noticed = swedish.day(said.happened_on) if said.happened_on else ""
    return {
        "concerns": said.what_happened,
        "received": received,
        "noticed": _("Det hände den %(day)s.") % {"day": noticed} if noticed else "",
        "at_once": said.done_at_once,
        "course": moved.course,
        "causes": moved.causes,
    }


def _tell_the_group(case: LexCase, *, at: datetime, day: date) -> None:
    """The lex group and the registrar learn that there is something, and not a word of what."""
    title = _("Ett nytt ärende enligt %(kind)s: %(number)s") % {
        "kind": case.get_kind_display(), "number": case.number,
    }  # fmt: skip
    tell(
        group_of(case, day), NoticeKind.LEX_NEW, title, case.get_absolute_url(), key=f"lex-{case.pk}-new",
        about=case, at=at, day=day, may_stand_in=readers_only(case, day),
    )  # fmt: skip
    tell(
        registrars(case.unit, day), NoticeKind.LEX_NEW, _("Ett ärende att diarieföra: %(number)s") % {"number": case.number},
        "/lex/att-diariefora/", key=f"lex-{case.pk}-register", about=case, at=at, day=day,
        may_stand_in=lambda user: user in registrars(case.unit, day),
    )  # fmt: skip
