"""What people say of words that mean the same."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LONGEST = 400
FEWEST = 2


class SynonymsForm(forms.Form):
    words = forms.CharField(
        label=_("Ord som betyder samma sak"),
        help_text=_(
            "Skilj orden med komma: ramla, trilla, falla. Flera ord tillsammans går bra: fast omsorgskontakt."
        ),
        max_length=LONGEST,
        error_messages={"required": _("Skriv minst två ord, skilda av komma.")},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_words(self) -> str:
        """Each word once, in the order they were written."""
        said = [" ".join(word.split()) for word in self.cleaned_data["words"].split(",")]
        words = list(dict.fromkeys(word for word in said if word))
        if len(words) < FEWEST:
            raise ValidationError(_("Skriv minst två ord, skilda av komma."))
        return ", ".join(words)
