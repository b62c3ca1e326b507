"""What people type about a change of the way of measuring → clean values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.forms import UnitField
from hjulet.analyse.series.ground import Type
from hjulet.analyse.series.workflows import BreakText
from hjulet.base.organisation.models import Unit, UnitQuerySet
from hjulet.base.ui.swedish import MONTHS
from hjulet.check.deviations.choices import Law

FIRST_YEAR = 2012
ALL_OF = "*"
MEASURE = "measure"


class BreakForm(forms.Form):
    """From which month something is counted in another way, where, and what."""

    title = forms.CharField(
        label=_("Vad ändrades?"), max_length=80, help_text=_("Till exempel ”Nytt system mars 2025”. Det står i bilden.")
    )  # fmt: skip
    month = forms.ChoiceField(label=_("Första månaden med det nya sättet"), choices=[("", _("Välj månad"))])
    year = forms.IntegerField(label=_("År"), min_value=FIRST_YEAR)
    unit = UnitField(
        label=_("Var?"), queryset=Unit.objects.none(), required=False, empty_label=_("I hela kommunen"),
        help_text=_("Ändringen gäller också det som ligger under enheten, och summan för det som ligger över."),
    )  # fmt: skip
    touches = forms.ChoiceField(label=_("Vad räknas på ett nytt sätt?"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(
        self, *args: Any, units: UnitQuerySet, types: Sequence[Type], measures: Sequence[tuple[str, str]],
        may_say_everywhere: bool, today: date, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        where = cast("forms.ModelChoiceField[Any]", self.fields["unit"])
        where.queryset = units
        if not may_say_everywhere:
            where.required, where.empty_label = True, _("Välj enhet")
        months = [(str(number), name) for number, name in enumerate(MONTHS, start=1)]
        self._offer("month", [("", _("Välj månad")), *months])
        self._offer("touches", [("", _("Alla avvikelser")), *_touched(types), *_measured(measures)])
        self.fields["year"].widget.attrs["max"] = today.year
        self.today = today

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        year, month = values.get("year"), values.get("month")
        if year and month and (year, int(month)) > (self.today.year, self.today.month):
            self.add_error("year", _("Månaden har inte börjat än. Skriv in ändringen när den har skett."))
        return values

    @property
    def said(self) -> BreakText:
        values = self.cleaned_data
        law, _colon, code = values["touches"].partition(":")
        month = date(values["year"], int(values["month"]), 1)
        if law == MEASURE:
            return BreakText(" ".join(values["title"].split()), month, values["unit"], measure=code)
        return BreakText(
            " ".join(values["title"].split()), month, values["unit"], law, "" if code == ALL_OF else code
        )

    def _offer(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = choices


def _touched(types: Sequence[Type]) -> list[tuple[str, Any]]:
    """Each law with its types, every type once."""
    offered: list[tuple[str, Any]] = []
    for law in Law:
        named = {one.code: one.name for one in types if one.law == law}
        offered.append((f"{law}:{ALL_OF}", _("Allt enligt %(law)s") % {"law": law.label}))
        offered += [(f"{law}:{code}", f"{chr(0x2003)}{name}") for code, name in named.items()]
    return offered


def _measured(measures: Sequence[tuple[str, str]]) -> list[tuple[str, Any]]:
    """The municipality's own measurements."""
    return [(f"{MEASURE}:{slug}", name) for slug, name in measures]


class PlaceForm(forms.Form):
    """Whose series the page shows."""

    enhet = forms.ChoiceField(label=_("enhet"), required=False)

    def __init__(self, data: Any, *, units: Sequence[Unit]) -> None:
        super().__init__(data)
        top = min((unit.depth for unit in units), default=1)
        named = [(unit.slug, f"{chr(0x2003) * (unit.depth - top)}{unit.name}") for unit in units]
        cast("forms.ChoiceField", self.fields["enhet"]).choices = named

    def chosen(self) -> str:
        """The unit's slug; empty for what cannot be read."""
        self.is_valid()
        return str(self.cleaned_data.get("enhet", ""))
