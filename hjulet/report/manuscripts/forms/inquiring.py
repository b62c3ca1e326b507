"""Many questions on one page, as they are typed → questions to send."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjulet.report.manuscripts.directory import NOBODY_SO, Directory
from hjulet.report.manuscripts.outline import Section
from hjulet.report.manuscripts.workflows.asking import Question

LONGEST_NAME, LONGEST_QUESTION, MOST_QUESTIONS = 300, 2000, 500


@dataclass(frozen=True)
class Proposal:
    """What the page holds of a section before anybody has touched it."""

    section: Section
    names: tuple[str, ...]
    question: str
    is_required: bool = True
    is_picked: bool = False


class Names(forms.Widget):
    """Several lines with a name each; the page draws them."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        typed = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or []
        return [" ".join(str(line).split())[:LONGEST_NAME] for line in typed if str(line).strip()]


class NamesField(forms.Field):
    widget = Names


class InquiryForm(forms.Form):
    """Which sections, whom about each, what, and one day for all."""

    due_on = forms.DateField(label=_("Svar senast"), widget=forms.DateInput)
    common = forms.CharField(
        label=_("Samma fråga om alla avsnitt"), required=False, max_length=LONGEST_QUESTION,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Tom: varje avsnitt har sin egen fråga. Skriv inga namn på brukare eller patienter."),
    )  # fmt: skip
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, proposals: Sequence[Proposal], directory: Directory, today: date, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.proposals, self.directory, self.today = proposals, directory, today
        self.chapters = list(dict.fromkeys(one.section.chapter for one in proposals))
        for number, chapter in enumerate(self.chapters):
            self.fields[f"whole-{number}"] = forms.BooleanField(label=chapter, required=False)
        for one in proposals:
            anchor, title = one.section.anchor, one.section.title
            self.fields[f"pick-{anchor}"] = forms.BooleanField(
                label=title, required=False, initial=one.is_picked
            )
            self.fields[f"to-{anchor}"] = NamesField(label=title, required=False, initial=list(one.names))
            self.fields[f"question-{anchor}"] = forms.CharField(
                label=title, required=False, max_length=LONGEST_QUESTION, initial=one.question
            )

    def clean_due_on(self) -> date:
        due_on: date = self.cleaned_data["due_on"]
        if due_on < self.today:
            raise forms.ValidationError(_("Dagen har redan varit. Välj i dag eller en dag framåt."))
        return due_on

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        picked = list(self.picked())
        if not picked:
            self.add_error(None, _("Välj minst ett avsnitt att fråga om."))
        for one in picked:
            self._check(f"to-{one.section.anchor}")
        if len(picked) and not self.errors and len(self.questions()) > MOST_QUESTIONS:
            self.add_error(None, _("Det blir fler än 500 frågor. Dela upp dem."))
        return said

    def picked(self) -> Iterator[Proposal]:
        """The sections that are ticked, and those of a ticked chapter that must have a text."""
        for one in self.proposals:
            whole = f"whole-{self.chapters.index(one.section.chapter)}"
            is_whole = one.is_required and self.cleaned_data.get(whole)
            if self.cleaned_data.get(f"pick-{one.section.anchor}") or is_whole:
                yield one

    def questions(self) -> list[Question]:
        """A question to each person about each section; who is named twice is asked once."""
        due_on = self.cleaned_data["due_on"]
        return [
            Question(one.section.anchor, one.section.title[:200], user, self._words(one), due_on)
            for one in self.picked()
            for user in dict.fromkeys(
                user
                for words in self.cleaned_data[f"to-{one.section.anchor}"]
                for user in self.directory.find(words)
            )
        ]

    def _words(self, one: Proposal) -> str:
        """What is typed for the section goes before what is typed for all, and that before what was there."""
        own = str(self.cleaned_data[f"question-{one.section.anchor}"])
        is_own = own and _plain(own) != _plain(one.question)
        return own if is_own else str(self.cleaned_data["common"]) or own or one.question

    def _check(self, name: str) -> None:
        typed = self.cleaned_data.get(name) or []
        if not typed:
            self.add_error(name, _("Skriv vem du frågar, eller välj bort avsnittet."))
        elif unknown := [words for words in typed if not self.directory.find(words)]:
            self.add_error(name, f"{unknown[0]}: {NOBODY_SO}")


def _plain(words: str) -> str:
    return " ".join(words.split())
