"""What a reader of the log asks for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjulet.base.log.choices import EVENTS


class FilterForm(forms.Form):
    event = forms.ChoiceField(label=_("Händelse"), required=False)
    who = forms.CharField(label=_("Person"), required=False, max_length=120)
    first = forms.DateField(label=_("Från och med"), required=False, widget=forms.DateInput)
    last = forms.DateField(label=_("Till och med"), required=False, widget=forms.DateInput)
    fore = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, events: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = sorted((str(EVENTS.get(event, event)), event) for event in events)
        field = self.fields["event"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Alla")), *((event, word) for word, event in words)]

    def asked(self) -> dict[str, Any]:
        """What to look for; what could not be read is left out, and the page says so."""
        self.is_valid()
        names = ("event", "who", "first", "last")
        return {name: self.cleaned_data.get(name) for name in names}

    def before(self) -> int | None:
        """Where the page before this one ended."""
        self.is_valid()
        return self.cleaned_data.get("fore")
