"""The sentence above the list of deviations, and what it is called when it is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hjulet.check.deviations.choices import Law, Severity, Shown

PERIODS = {"30": 30, "90": 90, "365": 365}
ALWAYS = "alla"
DEFAULT = {"status": Shown.OPEN, "tid": ALWAYS}
LONGEST_WORDS = 100


class ListForm(forms.Form):
    """The words of the sentence. What cannot be read filters nothing; `ord` never stands in an address."""

    enhet = forms.ChoiceField(required=False)
    status = forms.ChoiceField(required=False, choices=Shown)
    tid = forms.ChoiceField(
        required=False,
        choices=[
            (ALWAYS, _("oavsett när")),
            ("30", _("senaste 30 dagarna")),
            ("90", _("senaste 90 dagarna")),
            ("365", _("senaste året")),
        ],
    )
    lag = forms.ChoiceField(required=False, choices=[("", _("alla lagar")), *Law.choices])
    typ = forms.ChoiceField(required=False)
    allvarlighet = forms.ChoiceField(
        required=False,
        choices=[
            ("", _("vilken som helst")),
            *(
                (str(level.value), _("%(level)s eller mer") % {"level": level.label})
                for level in Severity
                if level > 1
            ),
        ],
    )
    ord = forms.CharField(required=False, max_length=LONGEST_WORDS)

    def __init__(
        self, data: QueryDict, *, units: Sequence[tuple[str, str]], types: Sequence[tuple[str, str]]
    ) -> None:
        """UNITS and TYPES are addresses and names; the template writes them, for Django's own way is slow for many."""
        given = {**DEFAULT, **{name: data[name] for name in self.base_fields if data.get(name)}}
        super().__init__(given)
        self.units, self.types = units, types
        self.fields["enhet"].choices = units  # type: ignore[attr-defined]
        self.fields["typ"].choices = types  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        self.is_valid()
        said = {name: str(self.cleaned_data.get(name) or DEFAULT.get(name, "")) for name in self.fields}
        return Asked(
            unit=said["enhet"],
            shown=Shown(said["status"]),
            period=said["tid"],
            law=said["lag"],
            type=said["typ"],
            severity=int(said["allvarlighet"] or 0),
            words=said["ord"].strip(),
        )


@dataclass(frozen=True)
class Asked:
    """What the sentence says, in clean values."""

    unit: str = ""
    shown: Shown = Shown.OPEN
    period: str = ALWAYS
    law: str = ""
    type: str = ""
    severity: int = 0
    words: str = ""

    @property
    def named(self) -> dict[str, str]:
        """The sentence as an address says it: everything but the free words."""
        said = {
            "enhet": self.unit, "status": self.shown.value, "tid": self.period, "lag": self.law, "typ": self.type,
            "allvarlighet": str(self.severity or ""),
        }  # fmt: skip
        return {name: value for name, value in said.items() if value}

    @property
    def query(self) -> str:
        return urlencode(self.named)

    @property
    def is_default(self) -> bool:
        return self == Asked()

    def since(self, today: date) -> date | None:
        return today - timedelta(days=PERIODS[self.period]) if self.period in PERIODS else None


class SaveViewForm(forms.Form):
    """What the sentence is called."""

    namn = forms.CharField(label=_("Vad ska den heta?"), max_length=60)

    def clean_namn(self) -> str:
        return " ".join(str(self.cleaned_data["namn"]).split())


def without_words(said: Mapping[str, str]) -> dict[str, str]:
    """What may be saved and logged of a sentence: never the free words."""
    return {
        name: value
        for name, value in said.items()
        if name in ListForm.base_fields and name != "ord" and value
    }
