"""Taking in a folder of documents: everything is checked first, and with one fault nothing is saved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hjulet.base.files.models import StoredFile
from hjulet.base.files.texts import text_of
from hjulet.base.files.workflows import Received, keep, prepare
from hjulet.base.log.chain import one_at_a_time, record
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.organisation.sources.reading import Fault
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import may
from hjulet.plan.procedures import rules
from hjulet.plan.procedures.choices import State
from hjulet.plan.procedures.models import Routine, RoutineVersion
from hjulet.plan.procedures.sources.folder import DocumentRow, Folder
from hjulet.plan.procedures.workflows.adding import ApprovedText, add_approved, next_number


@dataclass(frozen=True)
class Planned:
    """What a row becomes: in force, or a draft and why."""

    row: DocumentRow
    unit: Unit
    owner: User | None
    why_draft: str
    file: StoredFile | None = None  # examined and on disk, without a row yet
    text: str = ""

    @property
    def is_draft(self) -> bool:
        return bool(self.why_draft)


@dataclass(frozen=True)
class Plan:
    rows: tuple[Planned, ...]
    faults: tuple[Fault, ...]
    unnamed: tuple[str, ...]


def plan(folder: Folder, municipality: Municipality, *, by: User, day: date) -> Plan:
    """What would happen, row by row; nothing is saved. Faults of the cells and of what they name."""
    units = {name: unit for unit in Unit.objects.of(municipality) for name in (unit.slug, unit.name.lower())}
    people = {
        name: user
        for user in User.objects.filter(municipality=municipality, is_active=True)
        for name in (user.email.lower(), user.name.lower())
    }
    there = set(Routine.objects.filter(municipality=municipality).values_list("unit", "title"))
    planned, faults = [], list(folder.faults)
    for row in folder.rows:
        unit, owner = units.get(row.unit.lower()), people.get(row.owner.lower())
        wrong = list(_wrong(row, unit, owner, there, by, day))
        faults += wrong
        if unit is not None and not wrong:
            planned.append(Planned(row, unit, owner, _why_draft(row)))
    return Plan(tuple(planned), tuple(sorted(set(faults))), folder.unnamed)


def examined(
    found: Plan, files: Mapping[str, bytes], municipality: Municipality, *, by: User, at: datetime
) -> Plan:
    """Each file examined, sealed on disk and read: still no row. A file that is refused is a fault of its row."""
    planned, faults = [], list(found.faults)
    for one in found.rows:
        upload = SimpleUploadedFile(one.row.file, files[one.row.file])
        received = prepare([upload], municipality=municipality, by=by, at=at)
        faults += [Fault(one.row.number, "fil", words) for words in received.words]
        if received.files:
            file = received.files[0]
            planned.append(Planned(one.row, one.unit, one.owner, one.why_draft, file, text_of(file)))
    return Plan(tuple(planned), tuple(sorted(set(faults))), found.unnamed)


@transaction.atomic
def carry_out(found: Plan, *, by: User, at: datetime) -> list[Routine]:
    """Every document, or none. The caller has seen to that there is no fault."""
    made = [_draft(one, by, at) if one.is_draft else _in_force(one, by, at) for one in found.rows]
    if made:
        drafts = sum(one.is_draft for one in found.rows)
        record("routine.imported", made[0].municipality, by=by, at=at, documents=len(made), drafts=drafts)
    return made


def _wrong(
    row: DocumentRow, unit: Unit | None, owner: User | None, there: set[tuple[int, str]], by: User, day: date
) -> list[Fault]:  # fmt: skip
    if unit is None:
        return [Fault(row.number, "enhet", _("Det finns ingen enhet med det namnet."))]
    faults = []
    if not may(by, Verb.APPROVE_ROUTINE, day, at=unit):
        faults.append(Fault(row.number, "enhet", _("Du får inte fastställa dokument för den enheten.")))
    if row.owner and owner is None:
        faults.append(
            Fault(row.number, "ansvarig", _("Det finns ingen person med det namnet eller den adressen."))
        )
    if (unit.pk, row.title) in there:
        faults.append(Fault(row.number, "titel", _("Enheten har redan ett dokument med den titeln.")))
    if row.approved_on and row.approved_on > day:
        faults.append(Fault(row.number, "fastställd", _("Dagen har inte varit än.")))
    if row.approved_on and row.review_by and row.review_by <= row.approved_on:
        faults.append(Fault(row.number, "gås igenom", _("Dagen ska vara efter den då det fastställdes.")))
    return faults


def _why_draft(row: DocumentRow) -> str:
    """A row that does not say all it must becomes a draft: nothing is lost, and nothing holds that should not."""
    if row.kind in rules.TELLS_HOW and not row.who:
        return _("Det saknas vem som svarar för vad.")
    if row.approved_on is None or not row.approved_by:
        return _("Det saknas vem som fastställde det, eller när.")
    return ""


def _in_force(one: Planned, by: User, at: datetime) -> Routine:
    row = one.row
    approved_on = row.approved_on or at.date()
    return add_approved(
        ApprovedText(
            unit=one.unit, title=row.title, kind=row.kind, how="", who=row.who, owner=one.owner,
            valid_from=approved_on, review_by=row.review_by or rules.months_on(approved_on, rules.REVIEW_MONTHS),
            approved_at=timezone.make_aware(datetime.combine(approved_on, time(12))), approved_by_said=row.approved_by[:200],
            law_codes=row.law_codes, role_codes=row.role_codes, keywords=row.keywords, is_public=row.is_public,
            file=_kept(one), file_text=one.text,
        ),
        by=by, at=at,
    )  # fmt: skip


def _draft(one: Planned, by: User, at: datetime) -> Routine:
    one_at_a_time()
    row = one.row
    routine = Routine.objects.create(
        municipality_id=one.unit.municipality_id, number=next_number(one.unit.municipality_id), unit=one.unit, kind=row.kind,
        title=row.title, owner=one.owner, law_codes=row.law_codes, role_codes=row.role_codes, keywords=row.keywords,
        is_public=row.is_public, created_by=by, created_at=at, changed_by=by, changed_at=at,
    )  # fmt: skip
    RoutineVersion.objects.create(
        routine=routine, number=1, state=State.DRAFT, title=row.title, who=row.who, file=_kept(one), file_text=one.text,
        started_by=by, started_at=at,
    )  # fmt: skip
    record("routine.started", routine, by=by, at=at, number=routine.number, unit=one.unit.slug)
    return routine


def _kept(one: Planned) -> StoredFile | None:
    return keep(Received(files=[one.file])).files[0] if one.file else None


def as_plain(found: Plan) -> list[dict[str, object]]:
    """What the examined files are, to wait in a session: their contents stand sealed on disk."""
    return [
        {
            "row": one.row.number, "key": str(one.file.key), "name": one.file.name, "media_type": one.file.media_type,
            "size": one.file.size, "sha256": one.file.sha256, "width": one.file.width, "height": one.file.height,
        }
        for one in found.rows
        if one.file
    ]  # fmt: skip


def with_files(
    found: Plan, plain: Sequence[Mapping[str, object]], municipality: Municipality, *, by: User, at: datetime
) -> Plan:
    """The plan with the files that were examined before; a row whose file is no longer on disk has none."""
    files = {}
    for said in plain:
        facts = {name: value for name, value in said.items() if name not in {"row", "key"}}
        files[said["row"]] = StoredFile(
            **facts, key=UUID(str(said["key"])), municipality=municipality, uploaded_by=by, uploaded_at=at
        )
    rows = tuple(
        Planned(one.row, one.unit, one.owner, one.why_draft, file, text_of(file))
        for one in found.rows
        if (file := files.get(one.row.number)) is not None
    )
    return Plan(rows, found.faults, found.unnamed)
