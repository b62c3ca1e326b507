"""A field for attached files, for any feature's form. It refuses nothing: `workflows.receive` does, file by file, once
the text is saved, so that a photo that is too large never costs anybody what they wrote.

    class ReportForm(forms.Form):
        attachments = AttachmentsField()

    prepared = prepare(form.cleaned_data["attachments"], municipality=…, by=request.user, at=timezone.now())
    with transaction.atomic():
        …save the record…
        record.files.add(*keep(prepared).files)
    for words in prepared.words:
        messages.warning(request, words)

The form needs `enctype="multipart/form-data"`.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import lazystr
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hjulet.base.files import rules
from hjulet.base.files.choices import Kind

# Media types of pictures, not extensions: an iPhone then sends its HEIC photos as JPEG.
ACCEPTED = ",".join(
    sorted(rules.MEDIA_TYPES[kind] if kind in rules.PICTURES else f".{kind.value}" for kind in Kind)
)


class FilesInput(forms.FileInput):
    """One control, many files."""

    allow_multiple_selected = True


class AttachmentsField(forms.FileField):
    """None, one or many files as they were sent: a list of uploads for `receive`."""

    widget = FilesInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Bilder och dokument"))
        kwargs.setdefault("required", False)
        kwargs.setdefault("help_text", lazystr(_Help()))
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": ACCEPTED}

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        uploads = [upload for upload in data or [] if upload]
        if self.required and not uploads:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return uploads


class _Help:
    """Written when it is shown: the limit is a setting."""

    def __str__(self) -> str:
        return gettext(
            "Högst %(count)s filer, %(most)s MB var: bilder, PDF, Word, Excel, ODT eller text. "
            "Plats och kamera tas bort ur bilderna."
        ) % {"count": rules.MOST_FILES, "most": rules.megabytes(settings.UPLOAD_LIMIT)}
