"""What people type about processes and their activities → clean values."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.forms import UnitField, UnitsField
from hjulet.base.organisation.choices import LawArea
from hjulet.base.organisation.models import Unit, UnitQuerySet, law_codes
from hjulet.base.people.models import User
from hjulet.plan.procedures.choices import Priority, ProcessKind
from hjulet.plan.procedures.workflows.mapping import ActivityText, Onward, ProcessFacts

END = "slut"
PEOPLE = ("owner", "leader", "support")
BLANK_ROWS = 4
MOST_ROWS = 60


class ProcessForm(forms.Form):
    """What a process is and whom it holds for."""

    name = forms.CharField(label=_("Namn"), max_length=120)
    purpose = forms.CharField(
        label=_("Syfte"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3}),
        help_text=_("Vad ska processen leda till för dem vi är till för?"),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Slag"), choices=ProcessKind, initial=ProcessKind.MAIN)
    priority = forms.ChoiceField(label=_("Prioritet"), choices=Priority, initial=Priority.NORMAL)
    unit = UnitField(label=_("Hör till"), queryset=Unit.objects.none(), empty_label=_("Välj enhet"))
    units = UnitsField(
        label=_("Gäller bara för"), queryset=Unit.objects.none(), required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}), help_text=_("Välj inget om den gäller hela enheten ovan."),
    )  # fmt: skip
    owner = forms.ModelChoiceField(
        label=_("Processägare"), queryset=User.objects.none(), required=False, empty_label=_("Ingen än")
    )
    leader = forms.ModelChoiceField(
        label=_("Processledare"), queryset=User.objects.none(), required=False, empty_label=_("Ingen än")
    )
    support = forms.ModelChoiceField(
        label=_("Processtöd"), queryset=User.objects.none(), required=False, empty_label=_("Ingen än")
    )
    begins = forms.CharField(label=_("Börjar när"), max_length=120, required=False)
    ends = forms.CharField(label=_("Slutar med"), max_length=120, required=False)
    laws = forms.MultipleChoiceField(
        label=_("Lagområden"), choices=LawArea, required=False, widget=forms.CheckboxSelectMultiple
    )
    needs_cooperation = forms.BooleanField(
        label=_("Processen behöver samverkan"), required=False,
        help_text=_("Med någon utanför enheten: en annan nämnd, regionen, en förening."),
    )  # fmt: skip
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, units: UnitQuerySet, everywhere: UnitQuerySet, people: QuerySet[User], **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self._among("unit", units)
        self._among("units", everywhere)
        for name in PEOPLE:
            self._among(name, people)

    def _among(self, name: str, choices: QuerySet[Any]) -> None:
        cast("forms.ModelChoiceField[Any]", self.fields[name]).queryset = choices

    @property
    def said(self) -> ProcessFacts:
        values = self.cleaned_data
        names = (
            "unit",
            "name",
            "kind",
            "purpose",
            "begins",
            "ends",
            "priority",
            "needs_cooperation",
            *PEOPLE,
        )
        laws = law_codes(values["laws"])
        return ProcessFacts(
            **{name: values[name] for name in names}, law_codes=laws, units=tuple(values["units"])
        )


class ActivityForm(forms.Form):
    """A row: which in order, who does what, and where it goes on when not simply to the next."""

    position = forms.DecimalField(
        label=_("Nr"), required=False, min_value=0, max_value=999, max_digits=6, decimal_places=2
    )
    lane = forms.CharField(label=_("Vem"), max_length=80, required=False)
    name = forms.CharField(label=_("Gör vad"), max_length=120, required=False)
    question = forms.CharField(label=_("Fråga"), max_length=120, required=False)
    ways = forms.CharField(label=_("Sedan"), max_length=300, required=False)
    pk = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31)


class ActivitiesForm(forms.BaseFormSet):  # type: ignore[type-arg]  # Django's own takes no arguments at run time
    """The rows together: in the order of their numbers, each way to a row that is there."""

    def clean(self) -> None:
        if any(self.errors):
            return
        rows = self._rows()
        numbers = [row["position"] for row in rows]
        self.said: list[ActivityText] = []
        for row in rows:
            try:
                ways = tuple(_onward(part, numbers) for part in row["ways"].split(",") if part.strip())
            except ValueError as error:
                raise forms.ValidationError(str(error)) from error
            is_end = len(ways) == 1 and not ways[0].when and ways[0].to is None
            self.said.append(
                ActivityText(
                    row["name"], row["lane"], row["question"], is_end, () if is_end else ways, row["pk"]
                )
            )

    def _rows(self) -> list[dict[str, Any]]:
        """Those that say something; a row without a number comes last."""
        said = [form.cleaned_data for form in self.forms if form.cleaned_data.get("name")]
        last = max((row["position"] or Decimal() for row in said), default=Decimal())
        for row in said:
            if row["position"] is None:
                last += 1
                row["position"] = last
        return sorted(said, key=lambda row: row["position"])


def _onward(said: str, numbers: Sequence[Decimal]) -> Onward:
    """'ja: 4', 'nej: slut', '7' or 'slut'."""
    when, _colon, where = said.rpartition(":")
    place = where.strip().lower()
    if place == END:
        return Onward(when.strip(), None)
    if not place.isdecimal() or Decimal(place) not in numbers:
        message = _now(
            "”%(said)s” leder ingenstans. Skriv numret på en aktivitet, eller slut. Till exempel: ja: 4, nej: slut."
        )
        raise ValueError(message % {"said": said.strip()[:60]})
    return Onward(when.strip(), numbers.index(Decimal(place)))


ActivityRows = forms.formset_factory(
    ActivityForm, formset=ActivitiesForm, extra=BLANK_ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS
)
