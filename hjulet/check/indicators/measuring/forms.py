"""What people type about own measurements → clean values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.forms import UnitsField
from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.base.ui.swedish import MONTHS
from hjulet.check.indicators.forms import NUMBER
from hjulet.check.indicators.measuring.rules import Typed
from hjulet.check.indicators.models import Indicator, MeasuredUnit, Measurement

FIRST_YEAR, YEARS_AHEAD = 2015, 1
LONGEST_REASON = 80


class NumberField(forms.DecimalField):
    """A number that is wanted, but may be left where the period could not be measured: then the reason stands instead."""

    def __init__(self, label: Any = "") -> None:
        super().__init__(
            label=label, max_digits=12, decimal_places=2, localize=True, widget=forms.TextInput(attrs=NUMBER),
            error_messages={"invalid": _("Skriv ett tal, till exempel 94 eller 12,5.")},
        )  # fmt: skip

    def validate(self, value: Any) -> None:
        """Empty is looked at together with the reason."""
        if value not in self.empty_values:
            super().validate(value)


class PeriodForm(forms.Form):
    """One unit's period: two numbers or one, or why it could not be measured."""

    use_required_attribute = False

    value = NumberField(_("Antal"))
    numerator = NumberField()
    denominator = NumberField()
    why_not = forms.CharField(
        label=_("Varför kan det inte mätas?"), max_length=LONGEST_REASON, required=False,
        help_text=_("Till exempel: systemet låg nere. Skriv inga namn."),
    )  # fmt: skip
    sure = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, data: Any, *, indicator: Indicator, prefix: str = "", initial: Any = None) -> None:
        super().__init__(data, prefix=prefix or None, initial=initial)
        if indicator.has_parts:
            del self.fields["value"]
            self.fields["numerator"].label = indicator.numerator_said
            self.fields["denominator"].label = indicator.denominator_said
        else:
            del self.fields["numerator"], self.fields["denominator"]
            unit = indicator.unit_of_measure
            self.fields["value"].label = unit.capitalize() if unit and unit != "%" else _("Värde")

    @property
    def typed(self) -> Typed:
        found = self.cleaned_data
        return Typed(
            found.get("value"), found.get("numerator"), found.get("denominator"),
            " ".join((found.get("why_not") or "").split()),
        )  # fmt: skip

    @property
    def numbers(self) -> list[forms.BoundField]:
        return [self[name] for name in ("value", "numerator", "denominator") if name in self.fields]

    def carry_sure(self, value: str) -> None:
        """Saved once more, just this number is meant."""
        data = cast("QueryDict", self.data).copy()
        data[self.add_prefix("sure")] = value
        self.data = data

    def say(self, faults: Iterable[Any]) -> None:
        for fault in faults:
            self.add_error(None, str(fault.label))


class CorrectionForm(PeriodForm):
    """The same, and why it is corrected. `seen` is how many corrections the person had before them."""

    why = forms.CharField(
        label=_("Varför rättas det?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Skriv så att den som läser om ett år förstår. Inga namn."),
        error_messages={"required": _("Skriv varför ni rättar.")},
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class OwnerField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own takes no arguments at run time
    """A colleague, or nobody: then the unit's manager."""

    def label_from_instance(self, user: Any) -> str:
        return str(user.name)


class OwnersForm(forms.Form):
    """Who answers at each unit."""

    def __init__(self, data: Any, *, places: Sequence[MeasuredUnit], people: QuerySet[User]) -> None:
        super().__init__(data)
        shared = [("", _("Enhetens chef")), *[(str(user.pk), user.name) for user in people]]
        self.people = {user.pk: user for user in people}
        for place in places:
            field = forms.ChoiceField(label=place.unit.name, required=False, choices=shared)
            field.initial = str(place.owner_id or "")
            if place.owner is not None and place.owner_id not in self.people:
                field.choices = [*shared, (str(place.owner_id), place.owner.name)]
                self.people[place.owner.pk] = place.owner
            self.fields[f"p{place.pk}"] = field

    @property
    def owners(self) -> Mapping[int, User | None]:
        return {
            int(name[1:]): self.people.get(int(chosen)) if chosen else None
            for name, chosen in self.cleaned_data.items()
        }


def month_choices() -> list[tuple[str, str]]:
    return [(str(number), name) for number, name in enumerate(MONTHS, start=1)]


class WhenForm(forms.Form):
    """A month and a year."""

    today: date

    month = forms.TypedChoiceField(label=_("Månad"), choices=month_choices, coerce=int)
    year = forms.IntegerField(label=_("År"), min_value=FIRST_YEAR)

    def clean_year(self) -> int:
        year = int(self.cleaned_data["year"])
        if year > self.today.year + YEARS_AHEAD:
            raise ValidationError(_("Välj ett år som ligger närmare."))
        return year

    @property
    def day(self) -> date:
        return date(self.cleaned_data["year"], self.cleaned_data["month"], 1)


class EndForm(WhenForm):
    """The last period that is measured."""

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data, initial={"month": today.month, "year": today.year})
        self.today = today
        self.fields["month"].label = _("Sista månaden som mäts")


class ChangeForm(forms.Form):
    """By when, and which units."""

    due_days = forms.IntegerField(
        label=_("Klar senast så många dagar efter perioden"), min_value=1, max_value=120
    )
    units = UnitsField(
        label=_("Enheter"), queryset=Unit.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, data: Any, *, measurement: Measurement, units: QuerySet[Unit], initial: Any) -> None:
        super().__init__(data, initial=initial)
        if measurement.below_id is not None:
            del self.fields["units"]
        else:
            cast("forms.ModelMultipleChoiceField[Any]", self.fields["units"]).queryset = units


def plain(value: Decimal | None) -> Decimal | None:
    """A number as a person would type it: 412, not 412.00."""
    if value is None:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
