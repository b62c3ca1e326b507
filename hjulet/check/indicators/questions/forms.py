"""A question and an answer as people type them → clean values."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID, uuid4

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.models import Action, Need
from hjulet.base.people.models import User
from hjulet.check.indicators.questions import rules
from hjulet.check.indicators.questions.choices import Shown
from hjulet.check.indicators.questions.workflows import Said


class AskForm(forms.Form):
    text = forms.CharField(
        label=_("Din fråga"), max_length=rules.LONGEST_QUESTION, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Frågan och svaret syns för alla som får se siffran. Skriv inget om enskilda personer."),
    )  # fmt: skip
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    send_anyway = forms.BooleanField(required=False, widget=forms.HiddenInput)

    @property
    def doubts(self) -> list[str]:
        """What looks like somebody's number or name, unless the writer has seen it and sends it anyway."""
        return _doubts_of(self)

    @property
    def sent_as(self) -> UUID:
        """The form's own number: sent twice, it is the same question."""
        sent: UUID | None = self.cleaned_data["token"]
        return sent or uuid4()


class ActionField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own takes no arguments at run time
    def label_from_instance(self, one: Any) -> str:
        return f"{one.title} ({one.unit.name}, {one.year})"


class AnswerForm(forms.Form):
    """`seen` is how many answers there were when the form was opened."""

    text = forms.CharField(
        label=_("Svar"), max_length=rules.LONGEST_ANSWER, widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Syns bredvid siffran för alla som får se den. Skriv inget om enskilda personer."),
    )  # fmt: skip
    action = ActionField(
        label=_("Åtgärd som svaret handlar om"), queryset=Action.objects.none(), required=False,
        empty_label=_("Ingen åtgärd"),
    )  # fmt: skip
    need = ActionField(
        label=_("Behov som svaret handlar om"), queryset=Need.objects.none(), required=False,
        empty_label=_("Inget behov"),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    send_anyway = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, actions: QuerySet[Action], needs: QuerySet[Need], **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        for name, found in (("action", actions), ("need", needs)):
            cast("ActionField", self.fields[name]).queryset = found
            if not found.exists():
                del self.fields[name]

    @property
    def doubts(self) -> list[str]:
        return _doubts_of(self)

    @property
    def said(self) -> Said:
        values = self.cleaned_data
        return Said(values["text"], values.get("action"), values.get("need"))

    def carry(self, seen: int) -> None:
        """Somebody was faster: their answer has been shown, and sending again is meant."""
        data = cast("QueryDict", self.data).copy()
        data["seen"] = str(seen)
        self.data = data


class HandOverForm(forms.Form):
    to = forms.ModelChoiceField(
        label=_("Vem vet mer?"), queryset=User.objects.none(), empty_label=_("Välj person"),
        help_text=_("Den som leder eller följer upp enheten. Frågan ligger sedan hos den personen."),
    )  # fmt: skip

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = User.objects.filter(pk__in=[one.pk for one in people]).order_by("name", "pk")
        cast("forms.ModelChoiceField[User]", self.fields["to"]).queryset = chosen


class QuestionsForm(forms.Form):
    """The words of the list's sentence. What cannot be read filters nothing."""

    visa = forms.ChoiceField(label=_("visa"), choices=Shown, required=False)
    ar = forms.ChoiceField(label=_("ställda"), required=False)

    def __init__(self, data: Any, *, years: Sequence[int]) -> None:
        super().__init__(data)
        choices = [("", _("alla år")), *((str(year), str(year)) for year in years)]
        cast("forms.ChoiceField", self.fields["ar"]).choices = choices

    @property
    def shown(self) -> Shown:
        self.is_valid()
        return Shown(self.cleaned_data.get("visa") or Shown.ALL)

    @property
    def year(self) -> int | None:
        self.is_valid()
        said = self.cleaned_data.get("ar")
        return int(said) if said else None


def _doubts_of(form: forms.Form) -> list[str]:
    if not form.is_valid() or form.cleaned_data["send_anyway"]:
        return []
    return rules.doubts(form.cleaned_data["text"])
