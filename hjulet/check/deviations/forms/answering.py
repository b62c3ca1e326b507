"""Words back from the one who reported, the receipt code, and what a manager says about a unit's door."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from hjulet.check.deviations.forms.fields import LONGEST_LINE, SaidField, TokenField


class WriteBackForm(forms.Form):
    """Words from the one who reported to those who handle it."""

    text = SaidField(
        label=_("Skriv till den som utreder"), widget=forms.Textarea(attrs={"rows": 3}), most=5_000,
        help_text=_("Skriv inga namn eller personnummer."),
        error_messages={"required": _("Skriv något först.")},
    )  # fmt: skip
    token = TokenField(required=False)


class CodeForm(forms.Form):
    """The receipt code, as it stands on the note: spaces and dashes mean nothing."""

    code = SaidField(
        label=_("Kvittokod"), most=LONGEST_LINE,
        help_text=_("16 siffror. Du fick koden när du rapporterade."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "inputmode": "numeric", "class": "receipt-code-input"}
        ),
        error_messages={"required": _("Skriv koden.")},
    )  # fmt: skip


class PhoneForm(forms.Form):
    """The number that answers at 02.10."""

    phone = SaidField(label=_("Jourtelefon"), most=30, required=False)

    def clean_phone(self) -> str:
        said = " ".join(str(self.cleaned_data["phone"]).split())
        if any(sign.isalpha() for sign in said):
            raise forms.ValidationError(_("Skriv bara numret, till exempel 0247-123 45."))
        return said
