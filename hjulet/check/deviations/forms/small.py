"""The card of a small event, and the same card for many at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hjulet.check.deviations.choices import CauseCategory, Concerned, Law
from hjulet.check.deviations.models import DeviationType, StandardAnswer
from hjulet.check.deviations.workflows.small import Small

TYPE_LABELS = {Law.SOL: _("Typ enligt SoL/LSS"), Law.HSL: _("Typ enligt HSL")}


class SmallForm(forms.Form):
    """Cause, answer, told or not; and a type for each law that lacks one."""

    cause = forms.ChoiceField(label=_("Vad bidrog?"), choices=CauseCategory, widget=forms.RadioSelect)
    concerned = forms.ChoiceField(
        label=_("Den det gäller"), choices=Concerned, widget=forms.RadioSelect,
        help_text=_("Vid HSL betyder ”har fått veta” att det också står i journalen."),
    )  # fmt: skip
    standard = forms.ModelChoiceField(
        label=_("Svar till den som rapporterade"), queryset=StandardAnswer.objects.none(), required=False,
        empty_label=_("Välj ett svar eller skriv eget"),
    )  # fmt: skip
    answer = forms.CharField(
        label=_("Eget svar"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self,
        *args: Any,
        laws: Sequence[Law],
        types: QuerySet[DeviationType],
        answers: QuerySet[StandardAnswer],
        **kwargs: Any,
    ) -> None:
        """LAWS are those whose part has no type yet."""
        super().__init__(*args, **kwargs)
        self.laws = tuple(laws)
        for law in laws:
            self.fields[f"type_{law}"] = forms.ModelChoiceField(
                label=TYPE_LABELS[law], queryset=types.filter(law=law), empty_label=_("Välj typ")
            )
        self.order_fields([*(f"type_{law}" for law in laws), *self.base_fields])
        self.fields["standard"].queryset = answers  # type: ignore[attr-defined]

    @property
    def said(self) -> Small:
        values = self.cleaned_data
        standard = values["standard"]
        return Small(
            cause=CauseCategory(values["cause"]),
            answer=values["answer"].strip() or (standard.text if standard else ""),
            concerned=Concerned(values["concerned"]),
            types={law: values[f"type_{law}"] for law in self.laws},
        )


class TogetherForm(SmallForm):
    """The same for many: which, and perhaps one action that answers all of them."""

    numbers = forms.TypedMultipleChoiceField(coerce=int, widget=forms.MultipleHiddenInput)
    title = forms.CharField(
        label=_("Gemensam åtgärd"), max_length=200, required=False,
        help_text=_("Det ni ändrar så att det inte händer igen. Inga namn eller personuppgifter."),
    )  # fmt: skip
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, numbers: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["numbers"].choices = [(number, str(number)) for number in numbers]  # type: ignore[attr-defined]
