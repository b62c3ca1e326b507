"""What people give about costs → clean values: a file of tables, and how much prices rose a year."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hjulet.base.organisation import forms as organisation
from hjulet.check.costs.rules import LEAST_RISE, MOST_RISE

FIRST_YEAR, LAST_YEAR = 1990, 2100


class UploadForm(organisation.UploadForm):
    """The file alone: there is but one kind of it here. And whether everybody may already read it."""

    kind = None  # type: ignore[assignment]  # Django's way to leave out a field of the form above
    is_published = forms.BooleanField(
        label=_("Tabellerna är redan publicerade"),
        required=False,
        help_text=_(
            "Då visas alla rader. Annars döljs grupper med färre än fem brukare, och det som behövs för att "
            "ingen ska kunna räkna ut dem."
        ),
    )


class PriceRiseForm(forms.Form):
    """A year's rise of prices, by whose index and where it stands."""

    year = forms.IntegerField(label=_("År"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    percent = forms.DecimalField(
        label=_("Prisökning från året före, procent"),
        help_text=_("Med decimalkomma, till exempel 3,1. Sjönk priserna: skriv minus först."),
        min_value=LEAST_RISE,
        max_value=MOST_RISE,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    name = forms.CharField(label=_("Index"), max_length=40, initial="PKV")
    source = forms.CharField(
        label=_("Källa"),
        max_length=160,
        help_text=_(
            "Var siffran står, så att andra kan kontrollera den. Till exempel: SKR, cirkulär och datum."
        ),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=300)
