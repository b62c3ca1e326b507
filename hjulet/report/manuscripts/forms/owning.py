"""Who is to have which section, as it is typed → choices."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjulet.base.people.models import User
from hjulet.report.manuscripts.directory import NOBODY_SO, Directory
from hjulet.report.manuscripts.outline import Section
from hjulet.report.manuscripts.workflows.owning import Choice

LONGEST = 300


class OwnersForm(forms.Form):
    """A name for each section, and for each chapter a name that fills the sections that have none."""

    def __init__(
        self,
        *args: Any,
        sections: Sequence[Section],
        directory: Directory,
        owned: Mapping[str, int],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.sections, self.directory, self.owned = sections, directory, owned
        self.chapters = list(dict.fromkeys(section.chapter for section in sections))
        for number, chapter in enumerate(self.chapters):
            self.fields[f"chapter-{number}"] = self._name(chapter)
        for section in sections:
            said = directory.said([owned[section.anchor]]) if section.anchor in owned else []
            self.fields[f"to-{section.anchor}"] = self._name(section.title, said[0] if said else "")
            self.fields[f"had-{section.anchor}"] = forms.IntegerField(
                required=False, widget=forms.HiddenInput, initial=owned.get(section.anchor)
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name in [name for name in self.fields if name.startswith(("to-", "chapter-"))]:
            if said.get(name) and len(self.directory.find(said[name])) != 1:
                self.add_error(name, NOBODY_SO)
        return said

    @property
    def choices(self) -> list[Choice]:
        """Only the sections where something else was typed than what stood there: whoever has left stays until then."""
        found = []
        for section in self.sections:
            typed = self.cleaned_data[f"to-{section.anchor}"]
            had = self.cleaned_data[f"had-{section.anchor}"]
            stood = self.directory.said([had])[:1] if had else []
            is_empty = not typed and not had
            if is_empty:
                typed = self.cleaned_data[f"chapter-{self.chapters.index(section.chapter)}"]
            if typed not in (stood or [""]):
                found.append(Choice(section.anchor, section.title, self._found(typed), had))
        return found

    def _found(self, typed: str) -> User | None:
        found = self.directory.find(typed)
        return found[0] if found else None

    @staticmethod
    def _name(label: str, initial: str = "") -> forms.CharField:
        return forms.CharField(
            label=label, required=False, max_length=LONGEST, initial=initial,
            widget=forms.TextInput({"list": "people", "autocomplete": "off"}),
        )  # fmt: skip


class DueForm(forms.Form):
    """Another day for the report to be ready; one that has been is said on the board, not refused."""

    due_on = forms.DateField(
        label=_("Klar senast"), widget=forms.DateInput, error_messages={"required": _("Välj en dag.")}
    )
