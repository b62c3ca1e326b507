"""Documents that come from outside already approved: a folder that is imported, the demonstration."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localtime

from hjulet.base.files.models import StoredFile
from hjulet.base.log.chain import one_at_a_time, record
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.models import User
from hjulet.plan.procedures import rules
from hjulet.plan.procedures.choices import RoutineKind, State
from hjulet.plan.procedures.findable import keep_findable
from hjulet.plan.procedures.models import Activity, CannotChange, Routine, RoutineVersion


@dataclass(frozen=True)
class ApprovedText:
    """A document as somebody has approved it: its words, whom it is for, and who approved it when."""

    unit: Unit
    title: str
    kind: RoutineKind
    how: str
    valid_from: date
    review_by: date
    approved_at: datetime
    who: str = ""
    what_is_new: str = ""
    approved_by: User | None = None
    approved_by_said: str = ""  # a name, where it is no user of ours
    owner: User | None = None
    units: tuple[Unit, ...] = ()  # none: for the unit and everything below it
    activities: tuple[Activity, ...] = ()
    law_codes: str = ""  # "SoL LSS"
    role_codes: str = ""  # "staff mas"; empty: everyone
    keywords: str = ""
    review_months: int = rules.REVIEW_MONTHS
    is_public: bool = False
    file: StoredFile | None = None
    file_text: str = ""


@transaction.atomic
def add_approved(said: ApprovedText, *, by: User | None, at: datetime) -> Routine:
    """The document with its first version in force. Raises CannotChange when 4 kap. 4 § is not met."""
    content = rules.Content(said.kind, said.how, said.who, has_file=said.file is not None)
    obstacles = rules.obstacles_to_approving(State.DRAFT, content)
    if obstacles:
        raise CannotChange(obstacles)
    one_at_a_time()
    routine = Routine.objects.create(
        municipality_id=said.unit.municipality_id, number=next_number(said.unit.municipality_id), unit=said.unit,
        kind=said.kind, title=said.title, owner=said.owner, law_codes=said.law_codes, role_codes=said.role_codes,
        keywords=said.keywords, review_months=said.review_months, is_public=said.is_public,
        created_by=by, created_at=at, changed_by=by, changed_at=at,
    )  # fmt: skip
    routine.units.set(said.units)
    routine.activities.set(said.activities)
    version = RoutineVersion(
        routine=routine, number=1, state=State.APPROVED, title=said.title, how=said.how, who=said.who,
        file=said.file, file_text=said.file_text, what_is_new=said.what_is_new, started_by=by, started_at=at,
        approved_by=said.approved_by, approved_by_said=said.approved_by_said, approved_at=said.approved_at,
        valid_from=said.valid_from, review_by=said.review_by,
    )  # fmt: skip
    version.fingerprint = version.computed_fingerprint()
    version.save(force_insert=True)
    keep_findable(routine, localtime(at).date())
    record("routine.added", routine, by=by, at=at, number=routine.number, unit=said.unit.slug, kind=said.kind)
    return routine


def next_number(municipality: Municipality | int) -> int:
    """The number of the municipality's next document. The caller holds the log's lock."""
    last = Routine.objects.filter(municipality=municipality).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
