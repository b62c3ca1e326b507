"""What people type about types, deadlines and standard answers → clean values."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hjulet.base.ui.several import SeveralField
from hjulet.check.deviations import timing
from hjulet.check.deviations.choices import Law
from hjulet.check.deviations.models import DeviationType, StandardAnswer
from hjulet.check.deviations.workflows.registers import TypeText

CORRECT, RENEW = "correct", "renew"
EARLIEST = date(1990, 1, 1)
LATEST = date(2100, 1, 1)


class TypesField(SeveralField):
    """Several types, each under its law."""

    def label_from_instance(self, kind: Any) -> str:
        return f"{kind.name} ({Law(kind.law).label})"


class TypeForm(forms.Form):
    """A type of one law."""

    name = forms.CharField(label=_("Namn"), max_length=120)
    parent = forms.ModelChoiceField(
        label=_("Hör till"), queryset=DeviationType.objects.none(), required=False,
        empty_label=_("Ingen, den står för sig"),
    )  # fmt: skip
    order = forms.IntegerField(
        label=_("Plats i listan"), min_value=0, max_value=999, help_text=_("0 står först.")
    )
    is_medication = forms.BooleanField(
        label=_("Gäller läkemedel"), required=False,
        help_text=_("MAS får veta genast när någon har kommit till skada."),
    )  # fmt: skip
    is_device = forms.BooleanField(
        label=_("Gäller medicinteknik"), required=False,
        help_text=_("Då frågar vi efter tillverkare, modell och serienummer."),
    )  # fmt: skip
    asks_lex = forms.BooleanField(
        label=_("Fråga alltid om lex Sarah"), required=False, help_text=_("För våld, övergrepp och vanvård.")
    )

    def __init__(self, *args: Any, law: Law, parents: QuerySet[DeviationType], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.law = law
        cast("forms.ModelChoiceField[Any]", self.fields["parent"]).queryset = parents
        for name, of in (("is_medication", Law.HSL), ("is_device", Law.HSL), ("asks_lex", Law.SOL)):
            if of != law:
                del self.fields[name]

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())

    @property
    def said(self) -> TypeText:
        names = ("name", "parent", "order", "is_medication", "is_device", "asks_lex")
        return TypeText(
            law=self.law, **{name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        )


class NewTypeForm(TypeForm):
    """A type that is added."""

    valid_from = forms.DateField(
        label=_("Gäller från"), required=False, widget=forms.DateInput,
        help_text=_("Lämna tomt om den ska gälla hur långt tillbaka som helst."),
    )  # fmt: skip

    field_order = ["name", "parent", "valid_from", "order"]

    def clean_valid_from(self) -> date | None:
        return _possible(self.cleaned_data["valid_from"])


class TypeChangeForm(TypeForm):
    """A type that is changed. One that is used in cases says whether old years are to read the new word too."""

    how = forms.ChoiceField(
        label=_("Hur ändras den?"), widget=forms.RadioSelect, initial=CORRECT,
        choices=[
            (CORRECT, _("Jag rättar ordet. Det betyder samma sak, och äldre år får det nya ordet.")),
            (RENEW, _("Det betyder något nytt från en viss dag. Äldre år behåller det gamla ordet.")),
        ],
    )  # fmt: skip
    from_day = forms.DateField(
        label=_("Från och med"), required=False, widget=forms.DateInput,
        help_text=_("Bara om det betyder något nytt. Den gamla slutar gälla dagen före."),
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    field_order = ["name", "how", "from_day", "parent", "order"]

    def __init__(self, *args: Any, is_used: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_used:
            del self.fields["how"], self.fields["from_day"]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("how") == RENEW and "from_day" in values:
            if values["from_day"] is None:
                self.add_error("from_day", _("Skriv från vilken dag."))
            elif not EARLIEST <= values["from_day"] <= LATEST:
                self.add_error("from_day", _("Välj en dag mellan 1990 och 2100."))
        return values

    @property
    def from_when(self) -> date | None:
        """The day of a new meaning; None when the word is only put right."""
        return self.cleaned_data["from_day"] if self.cleaned_data.get("how") == RENEW else None


class MapTypeForm(forms.Form):
    """Which types took over after one that has ended."""

    became = TypesField(
        label=_("Vad blev den?"), queryset=DeviationType.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kryssa för dem som tog över, så går gamla och nya år att jämföra."),
    )  # fmt: skip

    def __init__(self, *args: Any, types: QuerySet[DeviationType], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("TypesField", self.fields["became"]).queryset = types


class EndTypeForm(MapTypeForm):
    """The last day of a type."""

    last_day = forms.DateField(label=_("Sista dagen den gäller"), widget=forms.DateInput)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    field_order = ["last_day", "became"]

    def clean_last_day(self) -> date | None:
        return _possible(self.cleaned_data["last_day"])


class DayForm(forms.Form):
    """Which day's register to show. What cannot be read shows today's."""

    dag = forms.DateField(label=_("Så som det gällde den"), required=False, widget=forms.DateInput)

    def day(self, today: date) -> date:
        chosen = self.cleaned_data.get("dag") if self.is_valid() else None
        return chosen or today


class DeadlinesForm(forms.Form):
    """How soon; and what the municipality uses."""

    judge_workdays = forms.IntegerField(
        label=_("Bedöm inom så många arbetsdagar"), min_value=timing.JUDGE_WORKDAYS[0],
        max_value=timing.JUDGE_WORKDAYS[1], help_text=_("0 är samma dag, eller nästa arbetsdag efter en helg."),
    )  # fmt: skip
    investigate_days = forms.IntegerField(
        label=_("Utred inom så många dagar"), min_value=timing.INVESTIGATE_DAYS[0],
        max_value=timing.INVESTIGATE_DAYS[1],
        help_text=_("Vanliga dagar från rapporten. Slutar det på en helg gäller nästa arbetsdag."),
    )  # fmt: skip
    remind_days_before = forms.IntegerField(
        label=_("Påminn så många dagar före"), min_value=timing.REMIND_DAYS[0], max_value=timing.REMIND_DAYS[1],
    )  # fmt: skip
    escalate_workdays_after = forms.IntegerField(
        label=_("Lyft till avdelningschefen så många arbetsdagar efter"), min_value=timing.ESCALATE_WORKDAYS[0],
        max_value=timing.ESCALATE_WORKDAYS[1], help_text=_("Då får också SAS eller MAS veta."),
    )  # fmt: skip
    small_is_on = forms.BooleanField(
        label=_("Liten händelse får avslutas direkt"), required=False,
        help_text=_("Chefen väljer orsak och svarar på en gång. Gäller bara det minst allvarliga."),
    )  # fmt: skip
    doors_are_on = forms.BooleanField(
        label=_("QR-koder för rapporter utan inloggning"), required=False,
        help_text=_("Stänger du av dem slutar alla affischer att fungera."),
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    @property
    def said(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class StandardAnswerForm(forms.Form):
    """Words at hand."""

    title = forms.CharField(
        label=_("Rubrik"), max_length=60, help_text=_("Syns bara för den som väljer svaret.")
    )
    text = forms.CharField(
        label=_("Svar"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Den som svarar kan ändra innan det skickas. Inga namn."),
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, *args: Any, others: QuerySet[StandardAnswer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = others

    def clean_title(self) -> str:
        title = " ".join(str(self.cleaned_data["title"]).split())
        if self.others.filter(title=title).exists():
            raise forms.ValidationError(_("Det finns redan ett svar med den rubriken. Välj en annan."))
        return title


def _possible(day: date | None) -> date | None:
    if day is not None and not EARLIEST <= day <= LATEST:
        raise forms.ValidationError(_("Välj en dag mellan 1990 och 2100."))
    return day
