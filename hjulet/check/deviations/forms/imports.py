"""What people say of a file from another system → clean values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from hjulet.check.deviations.sources.cases import UnknownWord
from hjulet.check.deviations.sources.choices import REQUIRED, Field
from hjulet.check.deviations.sources.sheets import MOST_BYTES

MEGABYTE = 1_000_000
LEAVE_EMPTY = "="  # an answer of its own: "it means nothing to us"
HELP: dict[Field, Any] = {
    Field.NUMBER: _("Så att samma händelse inte läses in två gånger."),
    Field.HAPPENED: _("Dag, eller dag och klockslag."),
    Field.REPORTED: _("Saknas den räknas dagen det hände."),
    Field.LAW: _("Saknas den räknas lagen ut från typen."),
    Field.STATE: _("Saknas den är händelser med en dag för avslut avslutade, och övriga inkomna."),
}


class UploadForm(forms.Form):
    """From which system, and the file."""

    system = forms.CharField(
        label=_("Vilket system kommer filen från?"), max_length=40, initial="Lifecare",
        help_text=_("Skriv det likadant varje gång, så minns vi kolumnerna."),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Fil"), allow_empty_file=True,
        help_text=_("CSV eller Excel (.xlsx), högst 20 MB och 20 000 rader. Inget läses in förrän du har granskat."),
    )  # fmt: skip

    def clean_system(self) -> str:
        return " ".join(str(self.cleaned_data["system"]).split())

    def clean_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size and file.size > MOST_BYTES:
            said = {"size": file.size // MEGABYTE + 1, "most": MOST_BYTES // MEGABYTE}
            raise forms.ValidationError(
                _(
                    "Filen är %(size)s MB, högst %(most)s MB går att läsa. Inget har sparats. "
                    "Dela den i flera, till exempel en per år."
                ),
                params=said,
            )
        return file


class ColumnsForm(forms.Form):
    """Which of their headings holds what."""

    def __init__(self, *args: Any, header: Sequence[str], chosen: Mapping[Field, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(heading, heading) for heading in header if heading]
        for field in Field:
            is_required = field in REQUIRED
            nothing = [("", _("Välj kolumn") if is_required else _("Läs inte in"))]
            self.fields[field.value] = forms.ChoiceField(
                label=field.label, choices=[*nothing, *named], required=is_required,
                initial=chosen.get(field, ""), help_text=HELP.get(field, ""),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        used: dict[str, str] = {}
        for name, heading in list(values.items()):  # an error takes its value away
            if heading and heading in used:
                said = {"heading": heading, "other": Field(used[heading]).label}
                error = _("Kolumnen ”%(heading)s” är redan vald för %(other)s.")
                self.add_error(name, forms.ValidationError(error, params=said))
            used.setdefault(heading, name)
        return values

    @property
    def said(self) -> dict[Field, str]:
        return {Field(name): heading for name, heading in self.cleaned_data.items()}


class WordsForm(forms.Form):
    """What their words mean. One question a word; what is not answered stays unexplained."""

    def __init__(
        self, *args: Any, words: Sequence[UnknownWord], meanings: Mapping[Field, Sequence[tuple[str, str]]],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.words = {f"word-{place}": word for place, word in enumerate(words)}
        for name, word in self.words.items():
            choices = [("", _("Välj")), *meanings[word.field]]
            self.fields[name] = forms.ChoiceField(label=word.said, choices=choices, required=False)

    @property
    def said(self) -> dict[Field, dict[str, str]]:
        answered: dict[Field, dict[str, str]] = {}
        for name, word in self.words.items():
            if meaning := self.cleaned_data[name]:
                book = answered.setdefault(word.field, {})
                book[word.said] = "" if meaning == LEAVE_EMPTY else meaning
        return answered

    def groups(self) -> list[tuple[str, list[tuple[Any, int]]]]:
        """The questions under what they are about, with how many rows have the word."""
        found: dict[str, list[tuple[Any, int]]] = {}
        for name, word in self.words.items():
            found.setdefault(str(word.field.label), []).append((self[name], word.rows))
        return list(found.items())


class RunForm(forms.Form):
    """Read it in as it was shown."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    skips_faulty = forms.BooleanField(label=_("Hoppa över raderna med fel"), required=False)
    is_handled_here = forms.BooleanField(
        label=_("Påminn om de öppna händelserna"), required=False,
        help_text=_(
            "Kryssa i när händelserna ska handläggas här i fortsättningen. Låt bli medan ni arbetar i det andra systemet."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, faulty: int, has_open: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not faulty:
            del self.fields["skips_faulty"]
        else:
            cast("forms.BooleanField", self.fields["skips_faulty"]).required = True
        if not has_open:
            del self.fields["is_handled_here"]
