"""What people type about the organisation → clean values."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from hjulet.base.organisation.choices import ExposureKind
from hjulet.base.organisation.sources.tables import MOST_BYTES
from hjulet.base.organisation.uploads import KINDS


class UploadForm(forms.Form):
    """Which kind of file, and the file."""

    kind = forms.ChoiceField(
        label=_("Vad handlar filen om?"),
        choices=[(kind.key, kind.title) for kind in KINDS.values()],
        widget=forms.RadioSelect,
        initial="enheter",
    )
    file = forms.FileField(
        label=_("Fil"),
        help_text=_("CSV eller Excel (.xlsx), högst 1 MB. Du får se vad som ändras innan något sparas."),
        allow_empty_file=True,  # an empty file is refused in our own words, with what it should have held
    )

    def clean_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size and file.size > MOST_BYTES:
            said = {"size": file.size // 1000, "most": MOST_BYTES // 1000}
            raise forms.ValidationError(
                _(
                    "Filen är %(size)s kB, högst %(most)s kB går att läsa. Inget har sparats. Dela den i flera."
                ),
                params=said,
            )
        return file


class ExposureForm(forms.Form):
    """One month at one unit: an amount for each kind that is known. The month stands in the address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in ExposureKind:
            self.fields[kind.value] = forms.DecimalField(
                label=str(kind.label).capitalize(),
                required=False,
                min_value=0,
                max_digits=12,
                decimal_places=2,
                localize=True,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            )

    @property
    def amounts(self) -> dict[str, Decimal | None]:
        """An amount per kind; None is nothing stated."""
        return {kind: self.cleaned_data[kind] for kind in ExposureKind.values}
