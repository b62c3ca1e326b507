"""Approving a report: both editions are frozen, with their files, in one step that cannot be undone."""

from dataclasses import dataclass
from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hjulet.base.files.models import StoredFile
from hjulet.base.files.workflows import Received, keep, prepare
from hjulet.base.log.chain import record
from hjulet.base.notices.choices import Kind
from hjulet.base.notices.workflows import tell, withdraw
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import may
from hjulet.base.search.workflows import put_all
from hjulet.base.ui.swedish import day as in_words
from hjulet.report.manuscripts import differences, rules
from hjulet.report.manuscripts.choices import Obstacle, State
from hjulet.report.manuscripts.drafts import Draft, draft_of
from hjulet.report.manuscripts.findable import text_of_report
from hjulet.report.manuscripts.freezing import Cover, Frozen, Made, frozen
from hjulet.report.manuscripts.merging import told_inside_only
from hjulet.report.manuscripts.models import Approved, CannotChange, Difference, Manuscript, SectionText
from hjulet.report.manuscripts.proposals import proposals
from hjulet.report.manuscripts.workflows.reviewing import holders
from hjulet.report.manuscripts.workflows.starting import locked
from hjulet.report.reports.choices import Edition, Format

FORMATS = (Format.PDF, Format.DOCX)


@dataclass(frozen=True)
class Approval:
    """The registry number, the fingerprint of what the approver has read, and how many warnings were ticked as seen."""

    registry_number: str
    seen: str
    warnings_seen: int | None = None  # None: nobody was asked


@dataclass(frozen=True)
class Ready:
    """The editions, and their files on disk: everything slow is done before anything is locked."""

    editions: tuple[Frozen, ...]
    documents: tuple[str, ...]
    files: Received
    draft: Draft


def approve(manuscript: Manuscript, said: Approval, *, by: User, at: datetime) -> list[Approved]:
    """Freeze facts, texts and files of both editions. SOSFS 2011:9 7 kap. 1 §.

    Two who approve at once get the same editions. Raises CannotChange; then nothing has changed.
    """
    manuscript.refresh_from_db()
    if manuscript.state == State.APPROVED:
        return list(manuscript.approved.order_by("edition"))
    return approve_as_read(draft_of(manuscript, fresh=True), said, by=by, at=at)


def approve_as_read(draft: Draft, said: Approval, *, by: User, at: datetime) -> list[Approved]:
    """Freeze this draft and nothing that has been gathered since. Raises CannotChange; then nothing has changed."""
    manuscript = draft.manuscript
    if obstacles := obstacles_to_approving(draft, manuscript, said, by):
        raise CannotChange(obstacles)
    ready = _ready(draft, said, by=by, at=at)
    return _store(manuscript, said, ready, by=by, at=at)


def obstacles_to_approving(draft: Draft, manuscript: Manuscript, said: Approval, by: User) -> list[Obstacle]:
    obstacles = rules.obstacles_to(
        State(manuscript.state), State.APPROVED, registry_number=said.registry_number, faults=draft.faults,
        is_own=manuscript.sent_by_id == by.pk,
    )  # fmt: skip
    if draft.unexplained:
        obstacles.append(Obstacle.NO_REASON_FOR_CHANGE)
    if said.warnings_seen is not None and said.warnings_seen != sum(one.is_warning for one in draft.faults):
        obstacles.append(Obstacle.WARNINGS_NOT_SEEN)
    if not obstacles and said.seen != draft.fingerprint:
        obstacles.append(Obstacle.CHANGED_MEANWHILE)
    return obstacles


def _ready(draft: Draft, said: Approval, *, by: User, at: datetime) -> Ready:
    number = draft.manuscript.number
    reports = (draft.internal, draft.public)
    inside = told_inside_only(draft.internal, draft.public)
    editions = tuple(
        frozen(report, draft.texts, _cover(draft, report.edition, said, at), inside=inside)
        for report in reports
    )
    made = [edition.file(form, number) for edition in editions for form in FORMATS]
    files = prepare(
        [_upload(one) for one in made], municipality=draft.manuscript.unit.municipality, by=by, at=at
    )
    if files.refused:
        raise CannotChange([Obstacle.CANNOT_STORE])
    return Ready(editions, tuple(edition.document() for edition in editions), files, draft)


@transaction.atomic
def _store(manuscript: Manuscript, said: Approval, ready: Ready, *, by: User, at: datetime) -> list[Approved]:
    """Only what is quick: check again under the lock, write the rows."""
    found = locked(manuscript.pk)
    if found.state == State.APPROVED:
        return list(found.approved.order_by("edition"))
    if obstacles := obstacles_to_approving(ready.draft, found, said, by):
        raise CannotChange(obstacles)
    if _texts(found) != ready.draft.texts:
        raise CannotChange([Obstacle.CHANGED_MEANWHILE])
    files = keep(ready.files).files
    made = [
        _kept(found, edition, document, pdf, docx)
        for edition, document, pdf, docx in zip(
            ready.editions, ready.documents, files[::2], files[1::2], strict=True
        )
    ]
    _write_differences(found, ready.draft)
    found.state, found.registry_number = State.APPROVED, said.registry_number.strip()
    found.approved_by, found.approved_at = by, at
    found.save(update_fields=["state", "registry_number", "approved_by", "approved_at"])
    put_all(map(text_of_report, made))
    prints = {one.edition: one.fingerprint for one in made}
    record("manuscript.approved", found, by=by, at=at, number=found.number, fingerprints=prints)
    withdraw(found, at=at)
    _ask_for_signature(found, next(one for one in made if one.edition == Edition.PUBLIC), at)
    return sorted(made, key=lambda one: one.edition)


def _kept(found: Manuscript, edition: Frozen, document: str, pdf: StoredFile, docx: StoredFile) -> Approved:
    facts = rules.sealed(edition.facts, document, {"pdf": pdf.sha256, "docx": docx.sha256})
    return Approved.objects.create(
        manuscript=found, edition=edition.edition, facts=facts, texts=edition.texts, document=document,
        fingerprint=rules.fingerprint(facts, edition.texts), pdf=pdf, docx=docx,
        proposals=proposals(edition.report).stored(),
    )  # fmt: skip


def _ask_for_signature(found: Manuscript, public: Approved, at: datetime) -> None:
    """Those who may sign for secrecy are told where the public edition is."""
    day = timezone.localtime(at).date()
    tell(
        holders(found, Verb.SIGN_SECRECY, day), Kind.REPORT_ASKED,
        _("En rapport är fastställd. Den offentliga utgåvan väntar på sekretesskontroll."), public.get_absolute_url(),
        key=f"report-secrecy-{public.pk}", about=public, at=at, day=day,
        may_stand_in=lambda user: may(user, Verb.SIGN_SECRECY, day, at=found.unit),
    )  # fmt: skip


def _write_differences(found: Manuscript, draft: Draft) -> None:
    """Only the changes that stand are kept, each with who explained it."""
    writers = {one.figure: one.explained_by for one in draft.explained}
    Difference.objects.filter(manuscript=found).delete()
    Difference.objects.bulk_create(
        Difference(manuscript=found, **vars(one), why=draft.why[one.figure], explained_by=writers[one.figure])
        for one in draft.changes
    )


def _cover(draft: Draft, edition: str, said: Approval, at: datetime) -> Cover:
    facts = [
        ("Diarienummer", said.registry_number.strip()),
        ("Fastställd", in_words(timezone.localtime(at).date())),
    ]
    earlier = draft.earlier.get(edition)
    if earlier is None:
        return Cover(tuple(facts))
    facts.append(("Utgåvans nummer", str(draft.manuscript.number)))
    changes = differences.chapter(
        draft.changes_in(Edition(edition)), draft.why,
        number=earlier.manuscript.number, registry_number=earlier.manuscript.registry_number,
    )  # fmt: skip
    return Cover(tuple(facts), changes)


def _upload(made: Made) -> SimpleUploadedFile:
    return SimpleUploadedFile(made.name, made.content)


def _texts(found: Manuscript) -> dict[tuple[str, str], str]:
    rows = SectionText.objects.filter(manuscript=found).values_list("section", "part", "markdown")
    return {(section, part): markdown for section, part, markdown in rows}
