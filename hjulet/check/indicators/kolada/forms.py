"""What people choose on Kolada's page → clean ids."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.forms import indented
from hjulet.base.organisation.models import Unit
from hjulet.check.indicators.kolada.tying import Tie
from hjulet.check.indicators.models import KoladaUnit
from hjulet.check.indicators.sources.kolada.answers import with_answers
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
    """One indicator to follow, with those that say how many answered it, or to stop following."""

    kpi = forms.RegexField(r"^[A-Z0-9]{1,10}$", label=_("Nyckeltal"))
    keep = forms.BooleanField(required=False)

    def ids(self, chosen: set[str]) -> set[str]:
        one = {self.cleaned_data["kpi"]}
        return chosen | with_answers(one) if self.cleaned_data["keep"] else chosen - one


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


class TiesForm(forms.Form):
    """A choice a unit of Kolada's, and what stood there when the page was shown."""

    def __init__(self, *args: Any, theirs: Sequence[KoladaUnit], ours: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Ingen av våra enheter")), *((str(unit.pk), indented(unit)) for unit in ours)]
        self.theirs = list(theirs)
        for one in self.theirs:
            stands = "" if one.unit_id is None else str(one.unit_id)
            self.fields[f"now-{one.pk}"] = forms.ChoiceField(
                label=one.title, choices=choices, required=False, initial=stands
            )
            self.fields[f"was-{one.pk}"] = forms.ChoiceField(
                choices=choices, required=False, initial=stands, widget=forms.HiddenInput
            )

    def rows(self) -> list[tuple[KoladaUnit, forms.BoundField, forms.BoundField]]:
        return [(one, self[f"now-{one.pk}"], self[f"was-{one.pk}"]) for one in self.theirs]

    def ties(self) -> dict[str, Tie]:
        """What was posted; a unit that was not on the page is left alone."""

        def chosen(name: str) -> int | None:
            said = self.cleaned_data[name]
            return int(said) if said else None

        there = [one for one in self.theirs if f"now-{one.pk}" in self.data]
        return {one.pk: Tie(chosen(f"was-{one.pk}"), chosen(f"now-{one.pk}")) for one in there}


def ids_of(key: str) -> tuple[str, ...]:
    return BY_KEY[key].ids


def sets_in(chosen: set[str]) -> set[str]:
    """The sets that are chosen as a whole."""
    return {one.key for one in SETS if chosen.issuperset(one.ids)}


def sets_form(data: Any, chosen: set[str]) -> SetsForm:
    return SetsForm(data, initial={"sets": sorted(sets_in(chosen))})
