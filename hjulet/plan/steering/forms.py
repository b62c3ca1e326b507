"""What people say of an area → clean values."""

from django import forms
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
