"""Delegations, tasks and delegators as people type them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.forms import UnitField
from hjulet.base.organisation.models import Unit, UnitQuerySet
from hjulet.base.people.models import User
from hjulet.do.participation.forms import choices_of
from hjulet.do.participation.models import Course, MedicalTask
from hjulet.do.participation.workflows.delegations import DelegationText


class DelegateForm(forms.Form):
    unit = UnitField(label=_("Enhet"), queryset=Unit.objects.none(), empty_label=_("Välj enhet"))
    task = forms.ModelChoiceField(
        label=_("Uppgift"), queryset=MedicalTask.objects.none(), empty_label=_("Välj uppgift")
    )
    given_to = forms.ModelChoiceField(
        label=_("Till"), queryset=User.objects.none(), empty_label=_("Välj medarbetare")
    )
    limits = forms.CharField(
        label=_("Begränsningar"), max_length=300, required=False,
        help_text=_("Till exempel: bara ur apodos. Skriv aldrig vem patienten är."),
    )  # fmt: skip
    starts_on = forms.DateField(label=_("Från"), widget=forms.DateInput)
    valid_to = forms.DateField(label=_("Till och med"), widget=forms.DateInput)
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, units: UnitQuerySet, tasks: QuerySet[MedicalTask], people: QuerySet[User], **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        choices_of(self, "unit").queryset = units
        choices_of(self, "task").queryset = tasks
        choices_of(self, "given_to").queryset = people

    @property
    def said(self) -> DelegationText:
        names = ("unit", "task", "given_to", "limits", "starts_on", "valid_to")
        return DelegationText(**{name: self.cleaned_data[name] for name in names})


class WithdrawForm(forms.Form):
    reason = forms.CharField(label=_("Varför återkallas den?"), max_length=300, required=False)


class TaskForm(forms.Form):
    name = forms.CharField(label=_("Uppgift"), max_length=120)
    is_medication = forms.BooleanField(label=_("Uppgiften gäller läkemedel"), required=False)
    course = forms.ModelChoiceField(
        label=_("Kräver kursen"), queryset=Course.objects.none(), required=False, empty_label=_("Ingen kurs")
    )
    is_in_use = forms.BooleanField(label=_("Får delegeras"), required=False, initial=True)

    def __init__(self, *args: Any, courses: QuerySet[Course], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "course").queryset = courses

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())


class DelegatorForm(forms.Form):
    user = forms.ModelChoiceField(
        label=_("Person"), queryset=User.objects.none(), empty_label=_("Välj person")
    )
    profession = forms.CharField(
        label=_("Legitimerat yrke"), max_length=60, help_text=_("Till exempel sjuksköterska.")
    )
    unit = UnitField(
        label=_("Får delegera på"), queryset=Unit.objects.none(), empty_label=_("Välj enhet"),
        help_text=_("Enheten och allt under den."),
    )  # fmt: skip
    starts_on = forms.DateField(label=_("Från"), widget=forms.DateInput)
    ends_on = forms.DateField(label=_("Till och med"), required=False, widget=forms.DateInput)

    def __init__(self, *args: Any, units: UnitQuerySet, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "unit").queryset = units
        choices_of(self, "user").queryset = people

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        first, last = values.get("starts_on"), values.get("ends_on")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("ends_on", _("Sista dagen ligger före första dagen."))
        return values


class TermsForm(forms.Form):
    """What the municipality has decided, after co-determination."""

    names_after_days = forms.IntegerField(
        label=_("Dagar innan chefen ser vilka som inte har läst"), min_value=0, max_value=90,
        help_text=_("Ska vara överenskommet med de fackliga organisationerna (MBL). Handboken har underlaget."),
    )  # fmt: skip
    read_within_days = forms.IntegerField(label=_("Dagar att läsa på"), min_value=1, max_value=90)
    delegation_most_days = forms.IntegerField(
        label=_("Dagar en delegering gäller som längst"), min_value=1, max_value=1100
    )
