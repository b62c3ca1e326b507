"""What people type about figures → clean values."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hjulet.base.organisation.models import Unit
from hjulet.check.indicators.choices import Comparison, Direction, Measure, Missing, Obstacle
from hjulet.check.indicators.models import Indicator, Value
from hjulet.check.indicators.rules import Cuts, Period, Typed, from_cuts, period, places_of
from hjulet.plan.steering.models import Goal

NUMBER = {"inputmode": "decimal", "autocomplete": "off"}
Choices = Sequence[tuple[str, str]]


class FilterForm(forms.Form):
    """The words of the list's sentence. What cannot be read filters nothing."""

    amne = forms.ChoiceField(label=_("område"), required=False)
    enhet = forms.ChoiceField(label=_("enhet"), required=False)
    mal = forms.ChoiceField(label=_("mål"), required=False)
    sok = forms.CharField(label=_("ord i namnet"), required=False, max_length=80)

    def __init__(self, data: Any, *, subjects: Choices, units: Choices, goals: Choices) -> None:
        super().__init__(data)
        for name, everything, choices in (
            ("amne", _("alla områden"), subjects),
            ("enhet", _("hela kommunen"), units),
            ("mal", _("alla mål"), goals),
        ):
            self.fields[name].choices = [("", everything), *choices]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, str]:
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


class GoalField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own takes no arguments at run time
    """A goal and its years: the same number may stand in two periods."""

    def label_from_instance(self, goal: Any) -> str:
        return f"{goal} ({goal.years})"


class IndicatorForm(forms.Form):
    """What a measure is. `seen` is what it said when the form was opened."""

    name = forms.CharField(label=_("Namn"), max_length=300)
    subject = forms.CharField(
        label=_("Område"), max_length=60, help_text=_("Till exempel hemtjänst. Mått om samma område står ihop."),
    )  # fmt: skip
    unit_of_measure = forms.CharField(
        label=_("Mäts i"), max_length=40, required=False,
        help_text=_("Till exempel %, kr, dagar eller antal. Skriv % för en andel."),
    )  # fmt: skip
    direction = forms.ChoiceField(label=_("Riktning"), choices=Direction, widget=forms.RadioSelect)
    measure = forms.ChoiceField(label=_("Slag av tal"), choices=Measure, initial=Measure.VALUE)
    source_register = forms.CharField(
        label=_("Källa"), max_length=120, required=False,
        help_text=_("Registret eller systemet som talet kommer från. Skriv ”egen mätning” för en egen enkät."),
    )  # fmt: skip
    kolada_id = forms.RegexField(
        r"^[A-Z0-9]{1,10}$", label=_("Nummer i Kolada"), required=False, max_length=10,
        help_text=_("Till exempel N00945."),
        error_messages={"invalid": _("Skriv bokstaven och siffrorna, till exempel N00945.")},
    )  # fmt: skip
    goal = GoalField(
        Goal.objects.none(), label=_("Mål"), required=False, empty_label=_("Hör inte till något mål")
    )
    note = forms.CharField(label=_("Anmärkning"), max_length=2000, required=False, widget=forms.Textarea)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(
        self, data: Any, *, goals: QuerySet[Goal], subjects: Sequence[str], initial: Mapping[str, Any]
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.subjects = {subject.casefold(): subject for subject in subjects}
        self.fields["goal"].queryset = goals  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())

    def clean_subject(self) -> str:
        """As the others of the subject write it, so that they stand together."""
        subject = " ".join(str(self.cleaned_data["subject"]).split())
        return self.subjects.get(subject.casefold(), subject)

    def clean_unit_of_measure(self) -> str:
        unit = str(self.cleaned_data["unit_of_measure"])
        return "%" if unit.casefold() == "procent" else unit

    @property
    def said(self) -> dict[str, Any]:
        """The columns of the measure."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    def carry(self, seen: str) -> None:
        """Everything typed stays; sent once more it goes on top of what stands now."""
        data = cast("QueryDict", self.data).copy()
        data["seen"] = seen
        self.data = data


class ValueForm(forms.Form):
    """A number or the reason why there is none."""

    value = forms.DecimalField(
        label=_("Värde"), required=False, max_digits=14, decimal_places=4, localize=True,
        widget=forms.TextInput(attrs=NUMBER), help_text=_("Bara talet, till exempel 94 eller 12,5."),
        error_messages={"invalid": _("Skriv ett tal, till exempel 94 eller 12,5.")},
    )  # fmt: skip
    missing = forms.ChoiceField(
        label=_("Varför värdet saknas"),
        required=False,
        choices=[("", _("Det finns ett värde")), *Missing.choices],
    )

    indicator: Indicator

    def faults(self, cleaned: dict[str, Any]) -> list[Obstacle]:
        typed = Typed(cleaned.get("value"), cleaned.get("missing", ""), cleaned.get("respondents"))
        return self.indicator.faults_in(typed)


class ReviseForm(ValueForm):
    """A correction and why it is made. `seen` is how many corrections the person had before them."""

    why = forms.CharField(
        label=_("Varför ändras värdet?"), max_length=300, widget=forms.Textarea,
        help_text=_("Skriv så att den som läser om ett år förstår."),
        error_messages={"required": Obstacle.NO_REASON.label},
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, value: Value, seen: int) -> None:
        initial = {"value": _typed(value.value, value.decimals), "missing": value.missing, "seen": seen}
        super().__init__(data, initial=initial)
        self.indicator = value.indicator

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "value" not in self.errors:
            for fault in self.faults(cleaned):
                self.add_error("value", str(fault.label))
        return cleaned


class NewValueForm(ValueForm):
    """A value that somebody types in: whose it is, when, what, and how many answered."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Enhet"), required=False, empty_label=_("Välj enhet")
    )
    comparison = forms.ChoiceField(
        label=_("Eller en jämförelse"), required=False,
        choices=[("", _("Ingen jämförelse")), *[(c.value, c.label) for c in Comparison if c.value]],
    )  # fmt: skip
    period = forms.CharField(
        label=_("Period"), max_length=25,
        help_text=_("Till exempel 2025, 2025-03 eller 2025-01/2025-06."),
    )  # fmt: skip
    respondents = forms.IntegerField(
        label=_("Antal svar"), required=False, min_value=0, max_value=10_000_000,
        help_text=_("Behövs för att kunna säga om en förändring beror på slumpen."),
    )  # fmt: skip
    response_rate = forms.DecimalField(
        label=_("Svarsfrekvens, %"), required=False, min_value=0, max_value=100, max_digits=5, decimal_places=2,
        localize=True, widget=forms.TextInput(attrs=NUMBER),
    )  # fmt: skip

    field_order = ("unit", "comparison", "period", "value", "missing", "respondents", "response_rate")

    def __init__(self, data: Any, *, indicator: Indicator, units: Iterable[Unit], today: date) -> None:
        super().__init__(data)
        self.indicator, self.today = indicator, today
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]

    def clean_period(self) -> Period:
        try:
            found = period(self.cleaned_data["period"].strip())
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        if found.first > self.today:
            raise forms.ValidationError(str(Obstacle.NOT_YET.label))
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "value" not in self.errors:
            for fault in self.faults(cleaned):
                self.add_error("value", str(fault.label))
        has_unit, has_comparison = bool(cleaned.get("unit")), bool(cleaned.get("comparison"))
        if has_unit == has_comparison and "unit" not in self.errors:
            self.add_error("unit", str((Obstacle.TWO_PLACES if has_unit else Obstacle.NO_PLACE).label))
        return cleaned

    def what(self) -> dict[str, Any]:
        """The columns of the new value."""
        cleaned, when = self.cleaned_data, self.cleaned_data["period"]
        value = cleaned["value"]
        return {
            "indicator": self.indicator,
            "unit": cleaned["unit"],
            "comparison": cleaned["comparison"],
            "period_start": when.first,
            "period_end": when.last,
            "period_said": when.said,
            "value": value,
            "decimals": 0 if value is None else places_of(value),
            "missing": cleaned["missing"],
            "respondents": cleaned["respondents"],
            "response_rate": cleaned["response_rate"],
        }


class TargetForm(forms.Form):
    """Two cut points and which side an equal value falls on; the direction is the measure's own."""

    year = forms.IntegerField(label=_("Gäller från år"), min_value=2000, max_value=2100)
    good_from = forms.DecimalField(
        label=_("Gränsen till grönt"), max_digits=12, decimal_places=2, localize=True,
        widget=forms.TextInput(attrs=NUMBER), help_text=_("Härifrån når värdet målet."),
    )  # fmt: skip
    bad_from = forms.DecimalField(
        label=_("Gränsen till rött"), max_digits=12, decimal_places=2, localize=True,
        widget=forms.TextInput(attrs=NUMBER), help_text=_("Bortom den når värdet inte målet."),
    )  # fmt: skip
    equal = forms.ChoiceField(
        label=_("Ett värde precis på en gräns räknas till"), widget=forms.RadioSelect,
        choices=[("better", _("den bättre nivån")), ("worse", _("den sämre nivån"))], initial="better",
    )  # fmt: skip

    def __init__(self, data: Any, *, indicator: Indicator, year: int) -> None:
        super().__init__(data, initial={"year": year, "equal": "better"})
        self.direction = Direction(indicator.direction)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            cuts = self.cuts()
            try:
                from_cuts(cuts.good_from, cuts.bad_from, self.direction, equal_is_better=cuts.equal_is_better)
            except ValueError as error:
                self.add_error("good_from", str(error))
        return cleaned

    def cuts(self) -> Cuts:
        cleaned = self.cleaned_data
        return Cuts(cleaned["good_from"], cleaned["bad_from"], cleaned["equal"] == "better")


def _typed(value: Decimal | None, decimals: int) -> Decimal | None:
    return None if value is None else value.quantize(Decimal(1).scaleb(-decimals))
