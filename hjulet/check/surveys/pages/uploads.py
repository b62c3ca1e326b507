"""Pictures that come with a question: examined and redrawn before anything is locked; what is refused is said."""

from datetime import datetime

from django.contrib import messages
from django.utils.translation import gettext as _

from hjulet.base.files.workflows import Received, prepare
from hjulet.base.organisation.models import Municipality
from hjulet.base.people.request import Request
from hjulet.check.surveys.forms.building import QuestionForm


def prepared(
    request: Request, form: QuestionForm, municipality: Municipality, *, at: datetime
) -> dict[int | None, Received]:
    files = {
        step: prepare([upload], municipality=municipality, by=request.user, at=at)
        for step, upload in form.uploads.items()
    }
    for received in files.values():
        for words in received.words:
            messages.warning(request, words)
        if any(not file.is_picture for file in received.files):
            messages.warning(request, _("Bara bilder kan visas i en enkät (JPEG, PNG eller WebP)."))
    return files
