"""Workplace meetings as people type them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.workflows import ActionText
from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.do.participation.forms import choices_of
from hjulet.do.participation.forms.roles import AREA
from hjulet.do.participation.workflows.meetings import Talk


class TalkForm(forms.Form):
    first_question = forms.CharField(
        label=_("Första frågan"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    second_question = forms.CharField(
        label=_("Andra frågan"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    notes = forms.CharField(
        label=_("Anteckningar"), max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Det ni pratade om. Inga namn på dem vi hjälper."),
    )  # fmt: skip
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    @property
    def said(self) -> Talk:
        values = self.cleaned_data
        return Talk(values["first_question"], values["second_question"], values["notes"])


class HoldForm(forms.Form):
    held_on = forms.DateField(label=_("Mötet hölls den"), widget=forms.DateInput)


class DecideForm(forms.Form):
    title = forms.CharField(label=_("Vad bestämde ni?"), max_length=200)
    owner = forms.ModelChoiceField(
        label=_("Ansvarig"), queryset=User.objects.none(), required=False, empty_label=_("Ingen ännu")
    )
    due_on = forms.DateField(label=_("Klar senast"), required=False, widget=forms.DateInput)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, owners: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "owner").queryset = owners

    def said(self, unit: Unit, today: date) -> ActionText:
        values = self.cleaned_data
        return ActionText(
            unit=unit, area=AREA, title=values["title"], description="", year=today.year, owner=values["owner"],
            starts_on=None, due_on=values["due_on"], needs=(),
        )  # fmt: skip
