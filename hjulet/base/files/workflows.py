"""Receive what people attach: examine, redraw, seal, save. What is good is kept although the rest is refused.

No virus scanner is asked yet. The place for one (clamd over its socket) is after `examine` and before `look_inside`; the
municipality's own protection reads files when they are opened on a workstation.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext

from hjulet.base.files import rules, storage
from hjulet.base.files.choices import Fault
from hjulet.base.files.contents import CannotKeep, Kept, look_inside
from hjulet.base.files.models import StoredFile
from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Municipality
from hjulet.base.people.models import User

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Refusal:
    """A file that was not saved, and why. The name is for the page alone: it can tell, so no message may hold it."""

    name: str = field(repr=False)
    faults: list[Fault]
    size: int = 0
    number: int = 1  # which of the chosen files
    total: int = 1

    @property
    def words(self) -> list[str]:
        """What to show: whole sentences without the name, so that they may stand in a message."""
        return [self._said(fault) for fault in self.faults]

    def _said(self, fault: Fault) -> str:
        facts = {
            "size": rules.megabytes(self.size),
            "most": rules.megabytes(settings.UPLOAD_LIMIT),
            "count": rules.MOST_FILES,
            "megapixels": rules.MOST_MEGAPIXELS,
        }
        said = str(fault.label) % facts
        if self.total == 1 or fault == Fault.TOO_MANY:
            return said
        numbers = {"number": self.number, "total": self.total, "said": said}
        return gettext("Fil %(number)s av %(total)s: %(said)s") % numbers


@dataclass
class Received:
    files: list[StoredFile] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        """Every refusal in words, each once."""
        return list(dict.fromkeys(said for refusal in self.refused for said in refusal.words))


def receive(
    uploads: Iterable[UploadedFile[bytes]], *, municipality: Municipality, by: User | None, at: datetime
) -> Received:
    """Save the good files and say why the others were not saved. Call it where the record they belong to is saved.

    Contents are on disk before their rows are written: a row never lacks its file. If the caller's transaction is
    undone, the contents are left without rows, and `manage.py sweep_files` takes them.
    """
    return keep(prepare(uploads, municipality=municipality, by=by, at=at))


def prepare(
    uploads: Iterable[UploadedFile[bytes]], *, municipality: Municipality, by: User | None, at: datetime
) -> Received:
    """The slow half of `receive`: examine, redraw, seal, write to disk. No row yet, so call it before you lock anything.

    A large photo takes a second, ten take ten: on SQLite nobody else could write meanwhile.
    """
    received = Received()
    chosen = list(uploads)
    for number, upload in enumerate(chosen, start=1):
        try:
            received.files.append(_written(upload, number, municipality, by=by, at=at))
        except CannotKeep as error:
            refusal = Refusal(upload.name or "", error.faults, upload.size or 0, number, len(chosen))
            received.refused.append(refusal)
    return received


@transaction.atomic
def keep(received: Received) -> Received:
    """The quick half of `receive`: write the rows, in the transaction of the record that the files belong to."""
    for file in received.files:
        file.save(force_insert=True)
        record(
            "file.received", file, by=file.uploaded_by, at=file.uploaded_at,
            media_type=file.media_type, sha256=file.sha256,
        )  # fmt: skip
    return received


def _written(
    upload: UploadedFile[bytes], number: int, municipality: Municipality, *, by: User | None, at: datetime
) -> StoredFile:
    """The content on disk and the row that is to be saved. Raises CannotKeep."""
    if number > rules.MOST_FILES:
        raise CannotKeep([Fault.TOO_MANY])
    key = uuid4()
    try:
        kept = _examined(upload)
        storage.write(key, kept.content)
    except OSError as error:  # a full disk must not cost anybody their text
        logger.exception("A file could not be written")
        raise CannotKeep([Fault.NOT_NOW]) from error
    return StoredFile(
        municipality=municipality,
        key=key,
        name=rules.clean_name(upload.name or "", kept.kind),
        media_type=rules.MEDIA_TYPES[kept.kind],
        size=len(kept.content),
        sha256=sha256(kept.content).hexdigest(),
        width=kept.width,
        height=kept.height,
        uploaded_by=by,
        uploaded_at=at,
    )


def _examined(upload: UploadedFile[bytes]) -> Kept:
    """What to keep of the file. What is too large is never read whole. Raises CannotKeep."""
    name = upload.name or ""
    upload.seek(0)
    head = upload.read(rules.HEAD)
    said = rules.kind_by_name(name)
    faults = rules.examine(head, name, upload.size or 0, most=settings.UPLOAD_LIMIT)
    if faults or said is None:
        raise CannotKeep(faults or [Fault.UNKNOWN_KIND])
    upload.seek(0)
    return look_inside(upload.read(), said)
