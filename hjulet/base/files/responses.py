"""Hand out a stored file. Call it only after the record that the file belongs to has been reached by `visible_to`."""

import logging

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from hjulet.base.files.choices import Damage
from hjulet.base.files.models import CannotRead, StoredFile

logger = logging.getLogger(__name__)

ALONE = "default-src 'none'; sandbox"  # whatever the file holds, it runs nothing and reaches nothing


def answer(file: StoredFile, *, as_attachment: bool = True) -> HttpResponse:
    """The file as a download. A picture may be shown in a page; nothing else ever is."""
    try:
        content = file.content()
    except CannotRead as error:
        if error.damage == Damage.REMOVED:
            raise Http404 from error
        return _cannot_be_read(file, error.damage)
    response = HttpResponse(content, content_type=file.media_type)
    is_download = as_attachment or not file.is_picture
    response["Content-Disposition"] = content_disposition_header(is_download, file.name) or "attachment"
    return _guarded(response)


def _cannot_be_read(file: StoredFile, damage: Damage) -> HttpResponse:
    logger.error("Stored file %s: %s", file.key, damage.value)
    said = _(
        "Filen kan inte läsas just nu. Inget annat är påverkat. "
        "Säg till systemförvaltaren och uppge numret %(key)s."
    ) % {"key": file.key}
    return _guarded(HttpResponse(said, status=503, content_type="text/plain; charset=utf-8"))


def _guarded(response: HttpResponse) -> HttpResponse:
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = ALONE
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
