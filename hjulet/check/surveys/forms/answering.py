"""A filled-in form, from a telephone or from paper → `Filled`. Every question may be skipped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from hjulet.check.surveys.choices import Gender
from hjulet.check.surveys.models import Question
from hjulet.check.surveys.workflows.answering import Filled

LONGEST = 2_000
SALT = "surveys.begun"
STEP, WRITTEN = "fraga", "text"


class AnswerForm(forms.Form):
    """One field a question. A choice that does not exist is no answer: nobody is sent back because of it."""

    number = forms.UUIDField(widget=forms.HiddenInput, required=False)
    begun = forms.CharField(widget=forms.HiddenInput, required=False)
    gender = forms.ChoiceField(choices=Gender, required=False)

    def __init__(
        self, data: Any = None, *, questions: Sequence[Question], asks_gender: bool, begun: datetime
    ) -> None:
        start = {"number": uuid4(), "begun": signing.dumps(int(begun.timestamp()), salt=SALT)}
        super().__init__(data, initial=start)
        self.questions, self.asks_gender = questions, asks_gender
        for question in questions:
            self.fields[name_of(question)] = _field(question)

    def clean_number(self) -> UUID:
        return self.cleaned_data["number"] or uuid4()

    def clean_gender(self) -> str:
        return str(self.cleaned_data["gender"]) if self.asks_gender else ""

    @property
    def begun_at(self) -> datetime | None:
        """When the page was opened, as we signed it; nothing when somebody else wrote it."""
        try:
            said = signing.loads(self.data.get("begun", ""), salt=SALT)
        except signing.BadSignature:
            return None
        return datetime.fromtimestamp(said, tz=UTC)

    @property
    def filled(self) -> Filled:
        said = self.cleaned_data
        steps = {
            one.key: said[name_of(one)]
            for one in self.questions
            if not one.is_text and said.get(name_of(one)) in one.choices
        }
        written = [(one, said[name_of(one)]) for one in self.questions if one.is_text and said[name_of(one)]]
        return Filled(said["number"], steps, said["gender"], written)

    def chosen(self, question: Question) -> str:
        """What stands in the form now, also when it comes back."""
        return str(self.data.get(name_of(question), "")) if self.is_bound else ""


def name_of(question: Question) -> str:
    return f"{WRITTEN if question.is_text else STEP}-{question.pk}"


def _field(question: Question) -> forms.Field:
    if question.is_text:
        return forms.CharField(max_length=LONGEST, required=False)
    return _StepField(required=False)


class _StepField(forms.IntegerField):
    """A step, or nothing: what cannot be read is no answer."""

    def clean(self, value: Any) -> Any:
        text = str(value or "").strip()
        return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else None


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Koden på ditt brev"), max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        help_text=_("Åtta tecken. Stora och små bokstäver går lika bra."),
        error_messages={"required": _("Skriv koden som står på ditt brev.")},
    )  # fmt: skip
