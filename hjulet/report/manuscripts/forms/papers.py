"""What people choose and write for the committee → clean values."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hjulet.report.manuscripts.forms.writing import FORMATTING
from hjulet.report.manuscripts.papers import FIGURES, POINTS

LONGEST_POINT = 180  # six such points and five figures have room on one page


class PapersForm(forms.Form):
    """The memo's own words. The chosen figures, risks and decisions are read by their own names."""

    recipient = forms.CharField(
        label=_("Till vilken nämnd?"), required=False, max_length=120, help_text=_("Till exempel Socialnämnden.")
    )  # fmt: skip
    meeting_on = forms.DateField(label=_("Sammanträde"), required=False, widget=forms.DateInput)
    contact = forms.CharField(
        label=_("Handläggare"), required=False, max_length=120, help_text=_("Namn och titel på den som svarar på frågor.")
    )  # fmt: skip
    background = forms.CharField(
        label=_("Ärendet"), required=False, strip=False, max_length=6000, widget=forms.Textarea({"rows": 6}),
        help_text=FORMATTING,
    )  # fmt: skip
    assessment = forms.CharField(
        label=_("Bedömning"), required=False, strip=False, max_length=6000, widget=forms.Textarea({"rows": 6}),
        help_text=_("Blir också skälen för beslutet."),
    )  # fmt: skip
    send_to = forms.CharField(
        label=_("Beslutet skickas till"), required=False, max_length=600, widget=forms.Textarea({"rows": 3}),
        help_text=_("En mottagare på varje rad."),
    )  # fmt: skip
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @property
    def said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}


def chosen(posted: QueryDict) -> dict[str, list[str]]:
    """Figures, risks and decisions as they stand in the boxes, with what the pressed button adds."""
    kind, _colon, what = posted.get("do", "").partition(":")
    figures = [id_ for id_ in dict.fromkeys(posted.getlist("figure")) if id_]
    points = {
        name: _points(posted.getlist(name), what if kind == name else "") for name in ("risk", "decision")
    }
    if kind == "figure" and what not in figures:
        figures.append(what)
    figures = [id_[:300] for id_ in figures if not (kind == "leave" and id_ == what)]
    return {"figures": figures[:FIGURES], "risks": points["risk"], "decisions": points["decision"]}


def _points(typed: Collection[str], added: str) -> list[str]:
    """What stands in the boxes; something that is added takes the first empty one."""
    found = [" ".join(one.split())[:LONGEST_POINT] for one in typed]
    full = [one for one in found if one]
    return (full + ([added[:LONGEST_POINT]] if added and added not in full else []))[:POINTS]
