"""What people write in a case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hjulet.base.identities.rules import numbers_in, phones_in
from hjulet.base.people.models import User
from hjulet.check.lex.choices import Informed, Kind, Obstacle, SecrecyReason, Shown
from hjulet.check.lex.render.documents import Mark, Section
from hjulet.check.lex.rules import OUTCOMES
from hjulet.check.lex.workflows.deciding import Told

LONGEST = 20000


class AssignForm(forms.Form):
    investigator = forms.ModelChoiceField(
        label=_("Vem utreder?"), queryset=User.objects.none(), empty_label=_("Välj person"),
        help_text=_("Personen får läsa ärendet och börjar med att svara på frågan om jäv."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = [person.pk for person in people]
        chosen = User.objects.filter(pk__in=numbers).order_by("name", "pk")
        cast("forms.ModelChoiceField[User]", self.fields["investigator"]).queryset = chosen


class ConflictForm(forms.Form):
    """Jäv. Förvaltningslagen 16–18 §§."""

    answer = forms.ChoiceField(
        label=_("Finns det något som gör att din opartiskhet kan ifrågasättas?"), widget=forms.RadioSelect,
        choices=[("no", _("Nej")), ("yes", _("Ja, någon annan behöver ta över"))],
        help_text=_("Till exempel att du är anhörig eller vän, är chef för enheten eller var med när det hände."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Varför?"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Behövs bara om du svarar ja."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("answer") == "yes" and not values.get("reason", "").strip():
            self.add_error("reason", Obstacle.NO_REASON.label)
        return values


class ItemForm(forms.Form):
    """One item of the investigation. "Klar" comes from the button that was pressed."""

    text = forms.CharField(label=_("Text"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 14}))
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def carry_revision(self, revision: int) -> None:
        """Everything typed stays; sent once more it goes on top of this revision."""
        data = cast("QueryDict", self.data).copy()
        data["revision"] = str(revision)
        self.data = data


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Varför?"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))


class ProposalForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Vad har ni kommit fram till?"), widget=forms.RadioSelect)
    motivation = forms.CharField(
        label=_("Varför?"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Vad i utredningen talar för det, och vad talar emot?"),
    )  # fmt: skip

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one, str(one.label)[:1].upper() + str(one.label)[1:]) for one in OUTCOMES[kind]]
        cast("forms.ChoiceField", self.fields["outcome"]).choices = choices


class DecisionForm(ProposalForm):
    public_summary = forms.CharField(
        label=_("Sammanfattning utan personer"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Två meningar som hjälper nästa som ska besluta i något liknande. Inga namn, ingen enhet, inga datum."
        ),
    )  # fmt: skip

    def clean_public_summary(self) -> str:
        said: str = self.cleaned_data["public_summary"]
        if numbers_in(said) or phones_in(said):
            raise forms.ValidationError(
                _("Det ser ut att stå ett personnummer eller telefonnummer här. Ta bort det.")
            )
        return said


class RegisterForm(forms.Form):
    number = forms.CharField(label=_("Diarienummer"), max_length=40)


class NotifyForm(forms.Form):
    notified_on = forms.DateField(label=_("Skickad till IVO den"), widget=forms.DateInput)
    ivo_number = forms.CharField(
        label=_("IVO:s ärendenummer"), max_length=40, required=False, help_text=_("Om ni har fått det.")
    )


class IvoDecisionForm(forms.Form):
    ivo_number = forms.CharField(label=_("IVO:s ärendenummer"), max_length=40)
    decided_on = forms.DateField(label=_("IVO beslutade den"), widget=forms.DateInput)
    decision = forms.CharField(
        label=_("Vad IVO beslutade"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5})
    )


class InformForm(forms.Form):
    """The person concerned. PSL 3 kap. 8 §."""

    informed = forms.ChoiceField(
        label=_("Har den som det gäller fått veta vad som har hänt?"),
        choices=Informed,
        widget=forms.RadioSelect,
    )
    informed_on = forms.DateField(label=_("Vilken dag?"), required=False, widget=forms.DateInput)
    noted_in_record_on = forms.DateField(
        label=_("Antecknat i journalen den"), required=False, widget=forms.DateInput
    )
    not_informed_reason = forms.CharField(
        label=_("Om nej: varför inte?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind == Kind.LEX_SARAH:
            del self.fields["noted_in_record_on"]

    @property
    def told(self) -> Told:
        values = self.cleaned_data
        if values["informed"] == Informed.YES:
            return Told(Informed.YES, values["informed_on"], "", values.get("noted_in_record_on"))
        return Told(Informed.NO, None, values["not_informed_reason"])


class ActionForm(forms.Form):
    """What is to be done because of the case. The action is read outside the lex group."""

    title = forms.CharField(
        label=_("Åtgärd"), max_length=200,
        help_text=_("Enheten läser det här. Skriv vad som ska göras, inte vad som har hänt."),
    )  # fmt: skip
    due_on = forms.DateField(label=_("Klar senast"), required=False, widget=forms.DateInput)
    token = forms.UUIDField(widget=forms.HiddenInput)


class MaskForm(forms.Form):
    """Which sentences to leave out of a copy, why, and for whom. Works with ticks alone."""

    reason = forms.CharField(
        label=_("Varför lämnas kopian ut maskerad?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    recipient = forms.CharField(label=_("Till vem?"), max_length=200, required=False)
    of = forms.CharField(widget=forms.HiddenInput)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def marks(self, sections: Sequence[Section], spans: dict[str, list[tuple[int, int]]]) -> list[Mark]:
        """What was ticked, sentence by sentence or a whole section, with the paragraph chosen for the section."""
        data = cast("QueryDict", self.data)
        ticked = set(data.getlist("mark"))
        found: list[Mark] = []
        for section in sections:
            why = data.get(f"why-{section.key}", "")
            paragraph = why if why in SecrecyReason.values else SecrecyReason.SOCIAL_SERVICES.value
            whole = section.key in ticked
            found += [
                (section.key, start, stop, paragraph)
                for start, stop in spans[section.key]
                if whole or f"{section.key}:{start}:{stop}" in ticked
            ]
        return found


class FilterForm(forms.Form):
    """The words of the list's sentence. What cannot be read filters nothing."""

    visa = forms.ChoiceField(label=_("visa"), required=False, choices=Shown)
    lag = forms.ChoiceField(
        label=_("lag"), required=False, choices=[("", _("lex Sarah och lex Maria")), *Kind.choices]
    )

    def asked(self) -> dict[str, str]:
        self.is_valid()
        return {name: str(self.cleaned_data.get(name, "")) for name in self.fields}
