"""Sending a routine to be read, asking and answering, and what a supervision asks for, as people type them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.forms import UnitField, UnitsField
from hjulet.base.organisation.models import Unit, UnitQuerySet
from hjulet.do.participation.forms import choices_of
from hjulet.do.participation.forms.training import ROLE_CHOICES
from hjulet.do.participation.workflows.reading import ReadingText


class SendForm(forms.Form):
    news = forms.CharField(
        label=_("Vad är nytt?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Bara det som har ändrats, så som du skulle säga det. Läses på en halv minut."),
    )  # fmt: skip
    units = UnitsField(
        label=_("Vilka enheter?"), queryset=Unit.objects.none(), widget=forms.CheckboxSelectMultiple,
        help_text=_("En enhet tar med allt under den."),
    )  # fmt: skip
    roles = forms.MultipleChoiceField(
        label=_("Vilka roller?"), choices=ROLE_CHOICES, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "units").queryset = units

    @property
    def said(self) -> ReadingText:
        values = self.cleaned_data
        return ReadingText(tuple(values["units"]), tuple(values["roles"]), values["news"])


class AskForm(forms.Form):
    text = forms.CharField(
        label=_("Din fråga"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Går till den som ansvarar för rutinen. Svaret syns för alla. Inga namn på dem vi hjälper."),
    )  # fmt: skip
    token = forms.UUIDField(widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Svar till alla"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class EvidenceForm(forms.Form):
    """A unit and a period."""

    enhet = UnitField(
        label=_("Enhet"), queryset=Unit.objects.none(), to_field_name="slug", empty_label=_("Välj enhet")
    )
    fran = forms.DateField(label=_("Från"), widget=forms.DateInput)
    till = forms.DateField(label=_("Till och med"), widget=forms.DateInput)

    def __init__(self, *args: Any, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "enhet").queryset = units

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        first, last = values.get("fran"), values.get("till")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("till", _("Sista dagen ligger före första dagen."))
        return values
