"""What people choose on Kolada's page → clean ids."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjulet.check.indicators.sources.kolada.ready_made import BY_KEY, SETS


class SetsForm(forms.Form):
    """Whole ready-made sets; a set is ticked when all of it is chosen."""

    sets = forms.MultipleChoiceField(
        label=_("Färdiga urval"), required=False, choices=[(one.key, one.title) for one in SETS],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def ids(self, chosen: set[str]) -> set[str]:
        """The choice after this: what was ticked comes in, what was unticked goes out unless another set has it."""
        ticked = set(self.cleaned_data["sets"])
        wanted = {one for key in ticked for one in ids_of(key)}
        gone = {one for key in sets_in(chosen) - ticked for one in ids_of(key)}
        return (chosen - gone) | wanted


class OneForm(forms.Form):
    """One indicator to follow, or to stop following."""

    kpi = forms.RegexField(r"^[A-Z0-9]{1,10}$", label=_("Nyckeltal"))
    keep = forms.BooleanField(required=False)

    def ids(self, chosen: set[str]) -> set[str]:
        one = {self.cleaned_data["kpi"]}
        return chosen | one if self.cleaned_data["keep"] else chosen - one


class CodeForm(forms.Form):
    """Which municipality we are."""

    code = forms.RegexField(
        r"^\d{4}$", label=_("Kommunkod"), help_text=_("Fyra siffror. Leksand har 2029."),
        error_messages={"invalid": _("Skriv kommunkoden med fyra siffror, till exempel 2029.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 4}),
    )  # fmt: skip


class SearchForm(forms.Form):
    """Words to look for in the catalogue. What cannot be read finds nothing."""

    sok = forms.CharField(label=_("Ord i namnet eller definitionen"), required=False, max_length=80)

    def words(self) -> str:
        return str(self.cleaned_data.get("sok", "")) if self.is_valid() else ""


def ids_of(key: str) -> tuple[str, ...]:
    return BY_KEY[key].ids


def sets_in(chosen: set[str]) -> set[str]:
    """The sets that are chosen as a whole."""
    return {one.key for one in SETS if chosen.issuperset(one.ids)}


def sets_form(data: Any, chosen: set[str]) -> SetsForm:
    return SetsForm(data, initial={"sets": sorted(sets_in(chosen))})
