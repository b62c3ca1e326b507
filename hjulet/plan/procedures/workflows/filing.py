"""A file as a version's text, and pictures in it. Originals are kept, hashed and sealed by base/files."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max

from hjulet.base.files.choices import Fault
from hjulet.base.files.models import StoredFile
from hjulet.base.files.texts import text_of
from hjulet.base.files.workflows import Received, Refusal, keep, prepare
from hjulet.base.log.chain import record
from hjulet.base.people.models import User
from hjulet.plan.procedures import rules
from hjulet.plan.procedures.choices import State
from hjulet.plan.procedures.models import CannotChange, RoutinePicture, RoutineVersion
from hjulet.plan.procedures.workflows.starting import locked


def put_file(version: RoutineVersion, upload: UploadedFile[bytes], *, by: User, at: datetime) -> Received:
    """The version's file from now on, with its text read out of it. What was refused says why. Raises CannotChange."""
    received = prepare([upload], municipality=version.routine.municipality, by=by, at=at)
    if received.files and received.files[0].is_picture:
        refusal = Refusal(upload.name or "", [Fault.UNKNOWN_KIND], upload.size or 0)
        return Received(refused=[refusal])
    if received.files:
        text = text_of(received.files[0])  # slow, so before anything is locked
        with transaction.atomic():
            found = _open(version)
            found.file, found.file_text = keep(received).files[0], text
            _changed(found, ["file", "file_text"], by, at)
            record("routine.file_put", found.routine, by=by, at=at, version=found.number, file=found.file.pk)
    return received


@transaction.atomic
def take_file(version: RoutineVersion, *, by: User, at: datetime) -> None:
    """The draft has no file any more; an earlier version that shows it keeps it. Raises CannotChange."""
    found = _open(version)
    if found.file_id is None:
        return
    found.file, found.file_text = None, ""
    _changed(found, ["file", "file_text"], by, at)
    record("routine.file_taken", found.routine, by=by, at=at, version=found.number)


def put_picture(
    version: RoutineVersion, upload: UploadedFile[bytes], description: str, *, by: User, at: datetime
) -> tuple[RoutinePicture | None, Received]:
    """A picture to call by its number in the text. Raises CannotChange."""
    received = prepare([upload], municipality=version.routine.municipality, by=by, at=at)
    if not received.files:
        return None, received
    if not received.files[0].is_picture:
        return None, Received(refused=[Refusal(upload.name or "", [Fault.UNKNOWN_KIND], upload.size or 0)])
    with transaction.atomic():
        found = _open(version)
        file: StoredFile = keep(received).files[0]
        last = found.routine.pictures.aggregate(last=Max("number"))["last"] or 0
        made = RoutinePicture.objects.create(
            routine=found.routine, number=last + 1, file=file, description=description
        )
        record("routine.picture_put", found.routine, by=by, at=at, number=made.number)
    return made, received


def _open(version: RoutineVersion) -> RoutineVersion:
    routine = locked(version.routine_id)
    found = RoutineVersion.objects.get(pk=version.pk)
    found.routine = routine
    if obstacles := rules.obstacles_to_writing(State(found.state)):
        raise CannotChange(obstacles)
    return found


def _changed(version: RoutineVersion, fields: list[str], by: User, at: datetime) -> None:
    version.changed_by, version.changed_at = by, at
    version.save(update_fields=[*fields, "changed_by", "changed_at"])
