"""What people say of an area → clean values."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hjulet.plan.steering.choices import Rating
from hjulet.plan.steering.workflows import Verdict


class RatingForm(forms.Form):
    """How well the area is met, and why."""

    rating = forms.ChoiceField(
        label=_("Hur väl är kravet uppfyllt?"), choices=Rating, widget=forms.RadioSelect
    )
    comment = forms.CharField(
        label=_("Vad bygger det på?"),
        help_text=_("Kort, med egna ord. Det står i kvalitetsberättelsen."),
        max_length=2000,
        required=False,
        widget=forms.Textarea,
    )

    @property
    def verdict(self) -> Verdict:
        return Verdict(Rating(self.cleaned_data["rating"]), self.cleaned_data["comment"])


class SteeringForm(forms.Form):
    """What a goal and a vision have in common: `opened` is what it said when the form was opened."""

    opened = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    is_stale = False  # somebody else saved while this was written
    field_order = ("number", "title", "text", "first_year", "last_year", "until_year")

    @property
    def seen(self) -> str:
        return str(self.cleaned_data["opened"])

    @property
    def said(self) -> dict[str, Any]:
        """The columns."""
        return {name: value for name, value in self.cleaned_data.items() if name != "opened"}

    def clean_title(self) -> str:
        return " ".join(str(self.cleaned_data["title"]).split())

    def carry(self, seen: str) -> None:
        """Everything typed stays; sent once more it goes on top of what stands now."""
        data = cast("QueryDict", self.data).copy()
        data["opened"] = seen
        self.data = data


class GoalForm(SteeringForm):
    """A goal, its number and the years it holds for."""

    number = forms.IntegerField(label=_("Nummer"), min_value=1, max_value=999)
    title = forms.CharField(label=_("Mål"), max_length=200)
    first_year = forms.IntegerField(label=_("Från år"), min_value=2000, max_value=2100)
    last_year = forms.IntegerField(
        label=_("Till och med år"), min_value=2000, max_value=2100, required=False,
        help_text=_("Lämna tomt om målet gäller tills vidare."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", _("Målet slutar innan det börjar. Välj ett senare år."))
        return cleaned


class VisionForm(SteeringForm):
    """What the municipality wants to be."""

    title = forms.CharField(label=_("Rubrik"), max_length=120)
    text = forms.CharField(label=_("Text"), max_length=5000, required=False, widget=forms.Textarea)
    until_year = forms.IntegerField(
        label=_("Till och med år"), min_value=2000, max_value=2100, required=False,
        help_text=_("Lämna tomt om visionen gäller tills vidare."),
    )  # fmt: skip
