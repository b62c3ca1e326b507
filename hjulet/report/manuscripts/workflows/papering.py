"""The committee's papers: kept while they are written, and made into one PDF from what was frozen."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from hjulet.base.files.models import CannotRead, StoredFile
from hjulet.base.files.workflows import Received, keep, prepare
from hjulet.base.log.chain import record
from hjulet.base.people.models import User
from hjulet.base.ui import swedish
from hjulet.report.manuscripts.choices import PapersFault, State
from hjulet.report.manuscripts.facts import facts_of
from hjulet.report.manuscripts.merging import known_figures
from hjulet.report.manuscripts.models import Approved, CommitteePapers, Manuscript, PapersCopy, SecrecyCheck
from hjulet.report.manuscripts.papers import (
    MOST_BYTES,
    ONE_PAGE,
    About,
    Content,
    faults_in,
    figure_of,
    letter,
)
from hjulet.report.manuscripts.proposals import Proposals, proposals
from hjulet.report.manuscripts.workflows.starting import locked
from hjulet.report.reports.choices import Edition
from hjulet.report.reports.render.joining import joined, pages_of_chapter
from hjulet.report.reports.render.pdf import letter as letter_pdf

Faults = list[tuple[PapersFault, str]]


class CannotMake(Exception):
    """The papers cannot be made; the faults say why, in words."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        super().__init__(", ".join(fault for fault, _about in faults))


class SomebodyWasFaster(Exception):
    """The papers have changed since the page was opened; nothing is written over."""


@dataclass(frozen=True)
class Ground:
    """What the papers are drawn from: live facts, or what was frozen."""

    about: About
    proposals: Proposals
    frozen: Approved | None


def ground_of(manuscript: Manuscript) -> Ground:
    """The public edition's figures: the committee's papers are public."""
    frozen = (
        Approved.objects.filter(manuscript=manuscript, edition=Edition.PUBLIC).select_related("pdf").first()
    )
    unit = manuscript.unit
    told = {
        "municipality": unit.municipality.name, "organisation": unit.name, "year": manuscript.year,
        "is_invented": unit.municipality.is_invented, "registry_number": manuscript.registry_number,
    }  # fmt: skip
    if frozen is None or manuscript.approved_at is None:
        report = facts_of(manuscript, Edition.PUBLIC)
        about = About(
            title=report.title, stamped_on=report.stamped_on, is_draft=True, edition="Utkast, inte fastställd",
            known=known_figures(report), **told,
        )  # fmt: skip
        return Ground(about, proposals(report), None)
    day = timezone.localtime(manuscript.approved_at).date()
    known = {figure["id"]: figure_of(figure) for figure in frozen.facts["figures"]}
    about = About(
        title=frozen.facts["title"], stamped_on=day.isoformat(), is_draft=False,
        edition=f"Utgåva {manuscript.number}, fastställd {swedish.day(day)}", known=known, **told,
    )  # fmt: skip
    return Ground(about, Proposals.of(frozen.proposals), frozen)


@transaction.atomic
def keep_papers(
    manuscript: Manuscript, said: Mapping[str, Any], *, revision: int, by: User, at: datetime
) -> CommitteePapers:
    """What the papers say from now on. Raises SomebodyWasFaster."""
    locked(manuscript.pk)
    found = CommitteePapers.objects.filter(manuscript=manuscript).first()
    new = found is None or any(getattr(found, name) != value for name, value in said.items())
    if found is not None and not new:
        return found
    if (found.revision if found else 0) != revision:
        raise SomebodyWasFaster
    told = {**said, "revision": revision + 1, "changed_by": by, "changed_at": at}
    made, _created = CommitteePapers.objects.update_or_create(manuscript=manuscript, defaults=told)
    record("papers.changed", manuscript, by=by, at=at, revision=made.revision)
    return made


def make_papers(papers: CommitteePapers, *, by: User, at: datetime) -> PapersCopy:
    """One PDF of memo, one page, proposed decision and the frozen report. Made from the same twice it is one copy.

    Everything slow is done before anything is locked. Raises CannotMake; then nothing has changed.
    """
    ground, content = ground_of(papers.manuscript), papers.content
    if faults := obstacles_to_making(papers.manuscript, ground, content):
        raise CannotMake(faults)
    frozen = ground.frozen
    if frozen is None:
        raise CannotMake([(PapersFault.NOT_APPROVED, "")])
    told = asdict(content) | {"meeting_on": content.meeting_on.isoformat() if content.meeting_on else ""}
    stored = {name: list(value) if isinstance(value, tuple) else value for name, value in told.items()}
    if same := papers.copies.filter(content=stored, fingerprint=frozen.fingerprint).first():
        return same
    file = _file(ground, content, _read(frozen.pdf), papers.manuscript, by=by, at=at)
    with transaction.atomic():
        locked(papers.manuscript_id)
        made = PapersCopy.objects.create(
            papers=papers, file=keep(file).files[0], content=stored, fingerprint=frozen.fingerprint,
            made_by=by, made_at=at,
        )  # fmt: skip
        record("papers.made", papers.manuscript, by=by, at=at, copy=made.pk, fingerprint=made.fingerprint)
    return made


def obstacles_to_making(manuscript: Manuscript, ground: Ground, content: Content) -> Faults:
    """What stops the papers, besides what is slow to see."""
    found: Faults = []
    if manuscript.state != State.APPROVED or ground.frozen is None:
        found.append((PapersFault.NOT_APPROVED, ""))
    else:
        signed = SecrecyCheck.objects.filter(manuscript=manuscript).first()
        if signed is None or signed.fingerprint != ground.frozen.fingerprint:
            found.append((PapersFault.NOT_SIGNED, ""))
        if not ground.frozen.is_whole:
            found.append((PapersFault.DAMAGED, ""))
    return found + faults_in(content, ground.about.known)


def draft_pdf(papers: CommitteePapers) -> bytes:
    """The letter alone as it stands; of an approved report with the frozen report after it."""
    ground = ground_of(papers.manuscript)
    front = letter_pdf(letter(papers.content, ground.about))
    return joined(front, _read(ground.frozen.pdf)) if ground.frozen else front


def _file(
    ground: Ground, content: Content, report: bytes, manuscript: Manuscript, *, by: User, at: datetime
) -> Received:
    front = letter_pdf(letter(content, ground.about))
    if pages_of_chapter(front, ONE_PAGE) > 1:
        raise CannotMake([(PapersFault.TOO_LONG, "")])
    whole = joined(front, report)
    if len(whole) > MOST_BYTES:
        raise CannotMake([(PapersFault.TOO_LARGE, "")])
    unit = manuscript.unit
    name = f"namndens-handlingar-{slugify(ground.about.title)}-{unit.slug}.pdf"
    upload = SimpleUploadedFile(name, whole, content_type="application/pdf")
    received = prepare([upload], municipality=unit.municipality, by=by, at=at)
    if received.refused:
        raise CannotMake([(PapersFault.CANNOT_STORE, "")])
    return received


def _read(file: StoredFile) -> bytes:
    try:
        return file.content()
    except CannotRead:
        raise CannotMake([(PapersFault.DAMAGED, "")]) from None
