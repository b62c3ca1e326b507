"""Fields that keep what somebody wrote, whatever they wrote."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

LONGEST = 10_000
LONGEST_LINE = 200
KEPT = "deviations.kept_files"
TOO_LONG = _(
    "Texten har %(show_value)d tecken, och högst %(limit_value)d får plats. Den finns kvar. Korta den lite."
)


class SaidField(forms.CharField):
    """Words as somebody wrote them. What no keyboard writes (NUL) is left out; what is too long is told, never cut."""

    def __init__(self, *, most: int = LONGEST, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators.append(MaxLengthValidator(most, TOO_LONG))

    def to_python(self, value: Any) -> str:
        said: str = super().to_python(value) or ""
        return said.replace("\x00", "").replace("\r\n", "\n")


class TokenField(forms.UUIDField):
    """One form makes one report. A token that cannot be read is a new one: it must never stop a report."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> UUID:
        try:
            return super().clean(value) or uuid4()
        except forms.ValidationError:
            return uuid4()


class KeptFilesField(forms.Field):
    """Numbers of the files that came in good with a form that was sent back: signed, so that nobody adds another's."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> list[int]:
        try:
            return list(signing.loads(value or "", salt=KEPT))
        except signing.BadSignature:
            return []


class UnitSelect(forms.Select):
    """Each unit with its on-call number, so that the page can show the right one at once."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        unit = getattr(option["value"], "instance", None)
        if unit is not None and unit.on_call_phone:
            option["attrs"]["data-on-call"] = unit.on_call_phone
        return option


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own takes no arguments at run time
    """A unit, indented as in the tree."""

    def to_python(self, value: Any) -> Any:
        return super().to_python("no unit" if "\x00" in str(value) else value)

    def label_from_instance(self, unit: Any) -> str:
        return f"{chr(0x2003) * (unit.depth - 1)}{unit.name}"
