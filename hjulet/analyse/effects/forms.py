"""What people type about what an action should move → clean values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from hjulet.analyse.effects import rules
from hjulet.analyse.effects.choices import Shown, Wanted
from hjulet.analyse.effects.proposals import Grouped
from hjulet.analyse.effects.workflows import ExpectationText
from hjulet.base.organisation.models import Unit
from hjulet.base.ui.swedish import MONTHS

OTHER = "annan"
YEARS_BACK, YEARS_AHEAD = 5, 3
MOST_TRIGGER = 6


class ExpectForm(forms.Form):
    """A series, which way, from when, how much."""

    series = forms.ChoiceField(label=_("Vad ska bli annorlunda?"), widget=forms.RadioSelect)
    other = forms.ChoiceField(label=_("Annan serie"), required=False)
    wanted = forms.ChoiceField(
        label=_("Vart ska det gå?"), widget=forms.RadioSelect,
        choices=[(Wanted.LESS, _("Färre eller lägre")), (Wanted.MORE, _("Fler eller högre"))],
    )  # fmt: skip
    month = forms.ChoiceField(
        label=_("Första månaden då det kan synas"),
        help_text=_("Den första hela månaden då åtgärden är på plats."),
    )
    year = forms.IntegerField(label=_("År"))
    size = forms.IntegerField(
        label=_("Hur mycket, i procent?"), required=False, min_value=1, max_value=500,
        help_text=_("Lämna tomt om du inte vet. Då räknar vi med en halvering, eller hälften fler."),
    )  # fmt: skip
    trigger_months = forms.IntegerField(
        label=_("Hur många månader fick er att agera?"), min_value=0, max_value=MOST_TRIGGER,
        help_text=_("De räknas inte med, för efter dåliga månader kommer nästan alltid bättre."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, likely: Sequence[tuple[str, str]], every: Grouped, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer("series", [*likely, (OTHER, _("Något annat, som jag väljer här under"))])
        self._offer("other", [("", _("Välj serie")), *every])
        self._offer("month", [(str(number), name) for number, name in enumerate(MONTHS, start=1)])
        year = cast("forms.IntegerField", self.fields["year"])
        first, last = today.year - YEARS_BACK, today.year + YEARS_AHEAD
        year.widget.attrs |= {"min": first, "max": last}
        year.min_value, year.max_value = first, last

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("series") == OTHER and not values.get("other"):
            self.add_error("other", _("Välj vilken serie det gäller."))
        year = cast("forms.IntegerField", self.fields["year"])
        said = values.get("year")
        if said is not None and not (year.min_value or 0) <= said <= (year.max_value or said):
            years = {"first": year.min_value, "last": year.max_value}
            self.add_error(
                "year", forms.ValidationError(_("Skriv ett år mellan %(first)d och %(last)d."), params=years)
            )
        if values.get("wanted") == Wanted.LESS and (values.get("size") or 0) > rules.ALL:
            self.add_error("size", _("Det kan minska med högst 100 procent."))
        return values

    @property
    def said(self) -> ExpectationText:
        values = self.cleaned_data
        return ExpectationText(
            series=values["other"] if values["series"] == OTHER else values["series"],
            wanted=Wanted(values["wanted"]),
            from_month=date(values["year"], int(values["month"]), 1),
            size=values["size"],
            trigger_months=values["trigger_months"],
        )

    def _offer(self, name: str, choices: Sequence[Any]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = choices


class SwitchForm(forms.Form):
    """The denser series that is followed instead."""

    series = forms.CharField(max_length=220)
    months_before = forms.TypedChoiceField(
        coerce=int, choices=[(rules.BEFORE, str(rules.BEFORE)), (rules.LONG_BEFORE, str(rules.LONG_BEFORE))]
    )


class ListForm(forms.Form):
    """The words of the list's sentence. What cannot be read filters nothing."""

    visa = forms.ChoiceField(label=_("visa"), required=False, choices=[("", _("alla")), *Shown.choices])
    enhet = forms.ChoiceField(label=_("enhet"), required=False)

    def __init__(self, data: Any, *, units: Sequence[Unit]) -> None:
        super().__init__(data)
        named = [(unit.slug, f"{chr(0x2003) * (unit.depth - 1)}{unit.name}") for unit in units]
        cast("forms.ChoiceField", self.fields["enhet"]).choices = [("", _("alla enheter")), *named]

    def asked(self) -> dict[str, str]:
        self.is_valid()
        return {name: str(self.cleaned_data.get(name, "")) for name in self.fields}
