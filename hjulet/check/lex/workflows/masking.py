"""A copy for handing out: what is marked is left out of a new file for good, and who decided so is kept."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from hjulet.base.files.workflows import receive
from hjulet.base.identities.sealing import blind
from hjulet.base.log.chain import one_at_a_time, record
from hjulet.base.people.models import User
from hjulet.check.lex.choices import Obstacle
from hjulet.check.lex.models import LexCase, MaskedCopy, Refused
from hjulet.check.lex.passages import sentences
from hjulet.check.lex.render.documents import Mark, masked_copy, sections
from hjulet.check.lex.render.pdf import pdf


def fingerprint(case: LexCase) -> str:
    """A mark of every text that can be handed out: marks made on other words than these are refused."""
    return blind("lex.masking", *(part for one in sections(case) for part in (one.key, one.text)))


@transaction.atomic
def make_masked_copy(  # noqa: PLR0913 - what, why, to whom, of which words, by whom and when
    case: LexCase, marks: Collection[Mark], *, reason: str, recipient: str, of: str, token: UUID, by: User, at: datetime
) -> MaskedCopy:  # fmt: skip
    """A new PDF without the marked passages, once per form. Raises Refused. OSL 25 and 26 kap."""
    one_at_a_time()
    if made := MaskedCopy.objects.filter(form_token=token).first():
        return made
    obstacles = [] if marks else [Obstacle.NOTHING_MARKED]
    if not reason.strip():
        obstacles.append(Obstacle.NO_REASON)
    if of != fingerprint(case) or not _are_passages(case, marks):
        obstacles.append(Obstacle.CHANGED)
    if obstacles:
        raise Refused(obstacles)
    content = pdf(masked_copy(case, marks, decided_by=by.name, at=at))
    upload = SimpleUploadedFile(f"{case.number} maskad.pdf", content, "application/pdf")
    received = receive([upload], municipality=case.municipality, by=by, at=at)
    copy = MaskedCopy.objects.create(
        case=case, marks=[list(mark) for mark in marks], reason=reason.strip(), recipient=recipient.strip(),
        file=received.files[0], decided_by=by, decided_at=at, form_token=token,
    )  # fmt: skip
    record("lexcase.masked", case, by=by, at=at, marks=len(marks), sha256=copy.file.sha256)
    return copy


def _are_passages(case: LexCase, marks: Collection[Mark]) -> bool:
    known = {(one.key, start, stop) for one in sections(case) for start, stop in sentences(one.text)}
    return {mark[:3] for mark in marks} <= known
