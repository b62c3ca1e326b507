"""The sentence above the figures."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hjulet.check.deviations.choices import Law


class FigureForm(forms.Form):
    """Which unit, law and type. What cannot be read filters nothing."""

    enhet = forms.ChoiceField(required=False)
    lag = forms.ChoiceField(required=False, choices=[("", _("alla lagar")), *Law.choices])
    typ = forms.ChoiceField(required=False)

    def __init__(
        self, data: QueryDict, *, units: Sequence[tuple[str, str]], types: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(data)
        self.units, self.types = units, types
        self.fields["enhet"].choices = units  # type: ignore[attr-defined]
        self.fields["typ"].choices = types  # type: ignore[attr-defined]

    def asked(self) -> dict[str, str]:
        self.is_valid()
        return {name: str(self.cleaned_data.get(name) or "") for name in self.fields}
