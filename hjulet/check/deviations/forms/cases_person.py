"""The person it concerns, the device, the counterpart outside → clean values."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjulet.check.deviations.choices import CounterpartKind, Direction, Informed, Law, Obstacle
from hjulet.check.deviations.forms.fields import SaidField
from hjulet.check.deviations.models import Device, ExternalMatter
from hjulet.check.deviations.workflows.informing import Told, Who


class WhyForm(forms.Form):
    """Why somebody reads who it is about; the log keeps it."""

    why = forms.ChoiceField(
        label=_("Varför behöver du veta det?"), widget=forms.RadioSelect,
        choices=[
            ("utreda", _("Jag utreder händelsen")),
            ("informera", _("Jag ska berätta för personen eller de närstående")),
            ("journal", _("Jag ska anteckna i journalen")),
            ("ratta", _("Jag ska kontrollera att rätt person står där")),
        ],
    )  # fmt: skip


class IdentityForm(forms.Form):
    """Who it is about, or why nobody is named."""

    name = SaidField(label=_("Namn"), most=200, required=False)
    number = SaidField(
        label=_("Personnummer"), most=30, required=False, help_text=_("ÅÅÅÅMMDD-NNNN, eller det ni har.")
    )
    is_protected = forms.BooleanField(label=_("Personen har skyddade personuppgifter"), required=False)
    reason = SaidField(
        label=_("Om ni inte vet eller inte får skriva vem: varför?"), most=1_000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if not any((values.get(name) or "").strip() for name in ("name", "number", "reason")):
            self.add_error("name", Obstacle.NO_IDENTITY.label)
        return values

    @property
    def who(self) -> Who | None:
        values = self.cleaned_data
        if not (values["name"].strip() or values["number"].strip()):
            return None
        return Who(values["name"], values["number"], values["is_protected"])


class InformForm(forms.Form):
    """Whether the person has been told. PSL 3 kap. 8 §."""

    informed = forms.ChoiceField(
        label=_("Har den som händelsen gäller fått veta?"), widget=forms.RadioSelect,
        choices=[(Informed.YES, _("Ja, personen eller de närstående")), (Informed.NO, _("Nej"))],
    )  # fmt: skip
    informed_on = forms.DateField(label=_("Vilken dag?"), required=False, widget=forms.DateInput)
    noted_in_record_on = forms.DateField(
        label=_("När är det antecknat i journalen?"),
        help_text=_("Vid HSL ska det stå i journalen."),
        required=False,
        widget=forms.DateInput,
    )
    reason = SaidField(
        label=_("Om inte: varför?"), most=2_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, law: Law, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if law != Law.HSL:
            del self.fields["noted_in_record_on"]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        _not_later(self, self.today, "informed_on", "noted_in_record_on")
        if values.get("informed") == Informed.NO and not (values.get("reason") or "").strip():
            self.add_error("reason", Obstacle.NO_REASON.label)
        return values

    def said(self) -> Told:
        values = self.cleaned_data
        return Told(
            Informed(values["informed"]),
            values["informed_on"],
            values["reason"],
            values.get("noted_in_record_on"),
        )


class DeviceForm(forms.Form):
    """A medical device. HSLF-FS 2021:52 5 kap."""

    maker = SaidField(label=_("Tillverkare"), most=120, required=False)
    model = SaidField(label=_("Modell"), most=120, required=False)
    serial_number = SaidField(label=_("Serienummer"), most=80, required=False)
    is_kept_aside = forms.BooleanField(
        label=_("Produkten är undanställd, så att den kan undersökas"), required=False
    )
    told_maker_on = forms.DateField(
        label=_("Tillverkaren fick veta den"), required=False, widget=forms.DateInput
    )
    told_agency_on = forms.DateField(
        label=_("Anmäld till Läkemedelsverket den"), required=False, widget=forms.DateInput
    )
    agency_number = SaidField(label=_("Läkemedelsverkets nummer"), most=40, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        _not_later(self, self.today, "told_maker_on", "told_agency_on")
        return values

    @staticmethod
    def start(device: Device | None) -> dict[str, Any]:
        return {name: getattr(device, name) for name in DeviceForm.base_fields} if device else {}


class ExternalForm(forms.Form):
    """A deviation that goes to, or comes from, somebody outside."""

    direction = forms.ChoiceField(
        label=_("Åt vilket håll?"), choices=Direction.choices, widget=forms.RadioSelect
    )
    counterpart_kind = forms.ChoiceField(label=_("Vem är motparten?"), choices=CounterpartKind.choices)
    counterpart = SaidField(label=_("Motpartens namn"), most=120)
    their_number = SaidField(
        label=_("Deras nummer"), most=40, required=False, help_text=_("Till exempel numret i Synergi.")
    )
    sent_on = forms.DateField(label=_("Skickad den"), required=False, widget=forms.DateInput)
    answer_due_on = forms.DateField(label=_("Svar senast"), required=False, widget=forms.DateInput)
    answered_on = forms.DateField(label=_("Besvarad den"), required=False, widget=forms.DateInput)
    answer = SaidField(label=_("Vad svarade de?"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        _not_later(self, self.today, "sent_on", "answered_on")
        sent, answered = values.get("sent_on"), values.get("answered_on")
        if sent and answered and answered < sent:
            self.add_error("answered_on", _("Svaret kan inte ha kommit före dagen den skickades."))
        return values

    @staticmethod
    def start(matter: ExternalMatter | None) -> dict[str, Any]:
        return {name: getattr(matter, name) for name in ExternalForm.base_fields} if matter else {}


def _not_later(form: forms.Form, today: date, *names: str) -> None:
    for name in names:
        said = form.cleaned_data.get(name)
        if said and said > today:
            form.add_error(name, Obstacle.IN_THE_FUTURE.label)
