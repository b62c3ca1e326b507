"""The form without a net, and the same form when somebody mends what stranded: everything that any door asks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hjulet.check.deviations.forms.fields import LONGEST_LINE, SaidField
from hjulet.check.deviations.forms.reporting import ReportForm
from hjulet.check.deviations.workflows.reporting import Report


class AnyDoorForm(ReportForm):
    """The questions of somebody signed in, and a name for somebody who is not."""

    reporter_name = SaidField(
        label=_("Ditt namn"), most=LONGEST_LINE, required=False, help_text=_("Lämna tomt om du vill vara anonym."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def said(self) -> Report:
        return super().said().told_by(self.cleaned_data["reporter_name"], "")
