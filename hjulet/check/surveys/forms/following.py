"""ISU: who is followed, and what the person answered → clean values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.forms import UnitField
from hjulet.base.identities.rules import Unreadable, parse_number
from hjulet.base.organisation.models import Unit, UnitQuerySet
from hjulet.check.surveys.choices import Obstacle, Occasion
from hjulet.check.surveys.models import Question
from hjulet.check.surveys.words import label
from hjulet.check.surveys.workflows.following import Consent


class FollowForm(forms.Form):
    """Somebody who has said yes."""

    name = forms.CharField(
        label=_("Namn"), max_length=120,
        help_text=_("Förseglas. Bara den som följer upp kan öppna det, och varje gång syns i loggen."),
    )  # fmt: skip
    number = forms.CharField(label=_("Personnummer"), max_length=20, required=False)
    unit = UnitField(label=_("Enhet"), queryset=Unit.objects.none(), empty_label=_("Välj enhet"))
    consented_on = forms.DateField(
        label=_("Dagen då personen samtyckte"), widget=forms.DateInput,
        error_messages={"required": Obstacle.NO_CONSENT.label},
    )  # fmt: skip
    has_consented = forms.BooleanField(
        label=_("Personen vet vad svaren används till och att det går att säga nej när som helst.")
    )
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, units: UnitQuerySet, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        cast("forms.ModelChoiceField[Unit]", self.fields["unit"]).queryset = units

    def clean_number(self) -> str:
        try:
            parse_number(self.cleaned_data["number"], self.today)
        except Unreadable as error:
            raise forms.ValidationError(str(error.obstacle.label)) from None
        return str(self.cleaned_data["number"])

    def clean_consented_on(self) -> date:
        on: date = self.cleaned_data["consented_on"]
        if on > self.today:
            raise forms.ValidationError(_("Dagen har inte varit än."))
        return on

    @property
    def said(self) -> Consent:
        values = self.cleaned_data
        return Consent(values["unit"], values["name"], values["number"], values["consented_on"])


class MeasureForm(forms.Form):
    """What the person answered, before or after."""

    occasion = forms.TypedChoiceField(label=_("När?"), choices=Occasion, coerce=int, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, questions: Sequence[Question], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.questions = [one for one in questions if not one.is_text]
        for one in self.questions:
            self.fields[f"fraga-{one.pk}"] = forms.TypedChoiceField(
                label=one.text, help_text=one.help_text, coerce=int, empty_value=None, required=False,
                choices=[(step, label(one.scale, step)) for step in one.choices], widget=forms.RadioSelect,
            )  # fmt: skip

    @property
    def steps(self) -> dict[str, int]:
        found = {one.key: self.cleaned_data[f"fraga-{one.pk}"] for one in self.questions}
        return {key: step for key, step in found.items() if step is not None}


class WhyForm(forms.Form):
    why = forms.CharField(label=_("Varför behöver du veta vem det är?"), max_length=200)
