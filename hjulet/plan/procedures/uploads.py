"""A folder between upload and confirmation: its table in the session, its files sealed on disk without rows.

What nobody confirms is swept with other files that have no row (`manage.py sweep_files`).
"""

import base64
from collections.abc import MutableMapping, Sequence
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from hjulet.base.organisation.sources.reading import WHOLE_FILE, Fault
from hjulet.base.people.request import Request
from hjulet.plan.procedures.sources.folder import MOST_BYTES, Folder, read_files, read_zip
from hjulet.plan.procedures.workflows import importing
from hjulet.plan.procedures.workflows.importing import Plan

KEY = "procedures.folder"
MOST_ON_A_PAGE = 100  # documents; each is examined and read while somebody waits


def examine(request: Request, uploads: Sequence[UploadedFile[bytes]], *, at: datetime) -> Plan:
    """What the folder becomes; when nothing is wrong it waits for confirmation."""
    folder = _folder(uploads)
    if len(folder.rows) > MOST_ON_A_PAGE:
        reason = _(
            "Mappen har fler än 100 dokument. Dela den, eller be systemförvaltaren läsa in den med kommandot."
        )
        return Plan((), (Fault(WHOLE_FILE, "", reason),), ())
    found = importing.plan(folder, request.municipality, by=request.user, day=request.today)
    if not found.faults:
        found = importing.examined(found, folder.files, request.municipality, by=request.user, at=at)
    if not found.faults:
        request.session[KEY] = {
            "table": base64.b64encode(folder.table).decode(),
            "named": folder.table_name,
            "names": sorted(folder.files),
            "files": importing.as_plain(found),
        }
    return found


def waiting(request: Request, *, at: datetime) -> Plan | None:
    """The folder that waits, compared anew with what is there now; none if there is none."""
    kept: dict[str, Any] | None = request.session.get(KEY)
    if kept is None:
        return None
    names = dict.fromkeys(kept["names"], b"")
    folder = read_files({**names, kept["named"]: base64.b64decode(kept["table"])})
    found = importing.plan(folder, request.municipality, by=request.user, day=request.today)
    return importing.with_files(found, kept["files"], request.municipality, by=request.user, at=at)


def forget(session: MutableMapping[str, Any]) -> None:
    session.pop(KEY, None)


def _folder(uploads: Sequence[UploadedFile[bytes]]) -> Folder:
    """One zip, or many files with their table among them."""
    if len(uploads) == 1 and (uploads[0].name or "").lower().endswith(".zip"):
        if (uploads[0].size or 0) > MOST_BYTES:
            return Folder((), {}, (Fault(WHOLE_FILE, "", _("Zip-filen är för stor, högst 200 MB.")),))
        return read_zip(uploads[0].read())
    return read_files({PurePosixPath(one.name or "").name: one.read() for one in uploads})
