"""What people type when they set up a measurement → clean values."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.forms import UnitField, UnitsField
from hjulet.base.organisation.choices import ExposureKind
from hjulet.base.organisation.models import Unit
from hjulet.check.indicators.choices import Direction
from hjulet.check.indicators.measuring.choices import Counting, Rhythm, Where, WhichKind
from hjulet.check.indicators.measuring.forms import WhenForm
from hjulet.check.indicators.measuring.rules import DUE_DAYS, PARTS
from hjulet.check.indicators.measuring.setting_up import How, NewMeasure, Plan
from hjulet.check.indicators.models import Indicator

COUNTED = [one for one in Counting.choices if one[0]]
EXPOSED = [("", _("Nej")), *[(one.value, one.label) for one in ExposureKind]]


class SetUpForm(WhenForm):
    """What is measured, how often, where and by when. `token` is the form's own: sent twice it makes one."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Namn"), max_length=300)
    subject = forms.CharField(
        label=_("Område"), max_length=60, help_text=_("Till exempel hemtjänst. Mått om samma område står ihop."),
    )  # fmt: skip
    direction = forms.ChoiceField(label=_("Riktning"), choices=Direction, widget=forms.RadioSelect)
    unit_of_measure = forms.CharField(
        label=_("Mäts i"), max_length=40, required=False, help_text=_("Till exempel %, dagar, dygn eller antal."),
    )  # fmt: skip
    counting = forms.ChoiceField(
        label=_("Hur räknas det?"), choices=COUNTED, widget=forms.RadioSelect,
        help_text=_("Det bestämmer hur ett års värde görs av periodernas. Det går inte att ändra sedan."),
    )  # fmt: skip
    numerator = forms.CharField(
        label=_("Det övre talet"), max_length=120, required=False, help_text=_("Det som räknas, till exempel timmar med sjukfrånvaro. Bara för andelar och kvoter."),
    )  # fmt: skip
    denominator = forms.CharField(
        label=_("Det nedre talet"), max_length=120, required=False, help_text=_("Det som det delas med, till exempel timmar med ordinarie arbetstid."),
    )  # fmt: skip
    counts_people = forms.BooleanField(
        label=_("Det nedre talet är personer"), required=False, help_text=_("Då visas inget för andra när de är färre än fem."),
    )  # fmt: skip
    note = forms.CharField(
        label=_("Vad det betyder"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Så att alla räknar likadant."),
    )  # fmt: skip
    rhythm = forms.ChoiceField(label=_("Hur ofta?"), choices=Rhythm, initial=Rhythm.MONTH)
    due_days = forms.IntegerField(
        label=_("Klar senast så många dagar efter perioden"), min_value=1, max_value=120, initial=DUE_DAYS
    )
    where = forms.ChoiceField(
        label=_("Vilka enheter mäter?"), choices=Where, widget=forms.RadioSelect, initial=Where.CHOSEN
    )
    units = UnitsField(
        label=_("Enheter, om du väljer själv"), queryset=Unit.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    below = UnitField(
        label=_("Alla enheter under"), queryset=Unit.objects.none(), required=False, empty_label=_("Välj del av organisationen"),
        help_text=_("De lägsta enheterna mäter. Här räknas också allt tillsammans ut."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Vilka av dem?"), choices=WhichKind, required=False)
    exposure = forms.ChoiceField(
        label=_("Blir det underlag för andra serier?"), choices=EXPOSED, required=False,
        help_text=_("Till exempel avvikelser per 1 000 boendedygn. Bara för ett antal som mäts varje månad."),
    )  # fmt: skip

    field_order = (
        "token", "name", "subject", "note", "counting", "numerator", "denominator", "counts_people",
        "unit_of_measure", "direction", "rhythm", "month", "year", "due_days", "where", "units", "below", "kind", "exposure",
    )  # fmt: skip
    OF_THE_MEASURE = ("name", "subject", "note", "unit_of_measure", "direction")
    OF_THE_COUNTING = ("counting", "numerator", "denominator", "counts_people")

    def __init__(
        self,
        data: Any,
        *,
        today: date,
        units: QuerySet[Unit],
        initial: Any,
        indicator: Indicator | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.today, self.indicator = today, indicator
        self.fields["month"].label = _("Första månaden som mäts")
        for name in ("units", "below"):
            cast("forms.ModelChoiceField[Any]", self.fields[name]).queryset = units
        if indicator is not None:
            told = self.OF_THE_MEASURE + (self.OF_THE_COUNTING if indicator.counting else ())
            for name in told:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        counting = values.get("counting")
        for name in ("numerator", "denominator"):
            if counting in PARTS and not values.get(name):
                self.add_error(name, _("Skriv vad som räknas."))
        if values.get("where") == Where.CHOSEN and not values.get("units") and "units" not in self.errors:
            self.add_error("units", _("Välj minst en enhet."))
        if values.get("where") == Where.BELOW and not values.get("below") and "below" not in self.errors:
            self.add_error("below", _("Välj del av organisationen."))
        return values

    @property
    def what(self) -> Indicator | NewMeasure:
        if self.indicator is not None:
            return self.indicator
        said = self.cleaned_data
        return NewMeasure(
            " ".join(said["name"].split()), " ".join(said["subject"].split()), said["unit_of_measure"],
            Direction(said["direction"]), said["note"],
        )  # fmt: skip

    @property
    def how(self) -> How:
        said, indicator = self.cleaned_data, self.indicator
        if indicator is not None and indicator.counting:
            return How(Counting(indicator.counting), indicator.numerator_said, indicator.denominator_said)
        return How(
            Counting(said["counting"]),
            said["numerator"].strip(),
            said["denominator"].strip(),
            said["counts_people"],
        )

    @property
    def plan(self) -> Plan:
        said = self.cleaned_data
        is_chosen = said["where"] == Where.CHOSEN
        return Plan(
            Rhythm(said["rhythm"]), self.day, said["due_days"],
            units=tuple(said["units"]) if is_chosen else (), below=None if is_chosen else said["below"],
            kind="" if is_chosen else said["kind"], exposure=said["exposure"],
        )  # fmt: skip
