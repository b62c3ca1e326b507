"""What people type when they begin, write, comment and ask → clean values."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from hjulet.base.organisation.models import Unit, UnitQuerySet
from hjulet.base.people.models import User, UserQuerySet
from hjulet.report.manuscripts import rules
from hjulet.report.manuscripts.choices import Part
from hjulet.report.manuscripts.directory import NOBODY_SO, Directory
from hjulet.report.manuscripts.workflows.asking import Handing, Question
from hjulet.report.manuscripts.workflows.commenting import Said
from hjulet.report.manuscripts.workflows.starting import Wanted
from hjulet.report.reports.choices import Kind
from hjulet.report.reports.rules import FIRST_YEAR

FORMATTING = _(
    "Tom rad ger nytt stycke. ### ger en rubrik, - en punkt i en lista, **två stjärnor** fet stil."
)


class TypedField(forms.CharField):
    """What somebody types or pastes, without the signs that nobody sees."""

    def to_python(self, value: Any) -> str | None:
        return super().to_python(rules.tidied(value) if isinstance(value, str) else value)


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own takes no arguments at run time
    """A unit, indented as in the tree."""

    def label_from_instance(self, unit: Any) -> str:
        return f"{chr(0x2003) * (unit.depth - 1)}{unit.name}"


class StartForm(forms.Form):
    """Which report to begin."""

    kind = forms.ChoiceField(label=_("Rapport"), choices=Kind.choices)
    unit = UnitField(label=_("Verksamhet"), queryset=Unit.objects.none(), empty_label=None)
    year = forms.IntegerField(label=_("År"), min_value=FIRST_YEAR)
    due_on = forms.DateField(
        label=_("Klar senast"), required=False, widget=forms.DateInput,
        help_text=_("Dagen då texterna ska vara skrivna."),
    )  # fmt: skip

    def __init__(self, *args: Any, units: UnitQuerySet, this_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("UnitField", self.fields["unit"]).queryset = units
        self.this_year = this_year

    def clean_year(self) -> int:
        year = int(self.cleaned_data["year"])
        if year > self.this_year:
            message = _("Året har inte börjat än. Välj %(year)s eller tidigare.") % {"year": self.this_year}
            raise forms.ValidationError(message)
        return year

    @property
    def wanted(self) -> Wanted:
        said = self.cleaned_data
        due_on: date | None = said["due_on"] or rules.is_due_on(said["kind"], said["year"])
        return Wanted(Kind(said["kind"]), said["unit"], said["year"], due_on)


class TextForm(forms.Form):
    """One text of a section, on the revision that it was written on."""

    part = forms.ChoiceField(choices=Part.choices)
    markdown = TypedField(required=False, strip=False, max_length=rules.LONGEST_TEXT)
    revision = forms.IntegerField(min_value=0)


class CommentForm(forms.Form):
    """A word about the whole section, or about one of its texts."""

    part = forms.ChoiceField(
        label=_("Gäller den en viss text?"),
        choices=[("", _("Hela avsnittet")), *Part.choices],
        required=False,
    )
    text = TypedField(
        label=_("Din kommentar"), max_length=2000, widget=forms.Textarea({"rows": 3}),
        error_messages={
            "required": _("Skriv vad du vill säga."),
            "max_length": _("Korta kommentaren till högst 2 000 tecken. Den står kvar här, men är inte sparad."),
        },
    )  # fmt: skip
    token = forms.UUIDField(widget=forms.HiddenInput)

    def about(self, section: str) -> Said:
        said = self.cleaned_data
        return Said(section, said["text"], said["part"])


class ReplyForm(forms.Form):
    text = TypedField(
        label=_("Ditt svar"), max_length=2000, widget=forms.Textarea({"rows": 2}),
        error_messages={
            "required": _("Skriv ditt svar först."),
            "max_length": _("Korta svaret till högst 2 000 tecken."),
        },
    )  # fmt: skip
    token = forms.UUIDField(widget=forms.HiddenInput)


class AskForm(forms.Form):
    """A question to one person about one section."""

    to = forms.ModelChoiceField(
        label=_("Till vem?"), queryset=User.objects.none(), empty_label=_("Välj en person")
    )
    question = forms.CharField(
        label=_("Vad vill du veta?"), max_length=2000, widget=forms.Textarea({"rows": 4}),
        help_text=_("Skriv inga namn på brukare eller patienter."),
    )  # fmt: skip
    due_on = forms.DateField(label=_("Svar senast"), widget=forms.DateInput)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: UserQuerySet, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[User]", self.fields["to"]).queryset = people
        self.today = today

    def clean_due_on(self) -> date:
        due_on: date = self.cleaned_data["due_on"]
        if due_on < self.today:
            raise forms.ValidationError(_("Dagen har redan varit. Välj i dag eller en dag framåt."))
        return due_on

    def about(self, section: str, title: str) -> Question:
        said = self.cleaned_data
        return Question(section, title[:200], said["to"], said["question"], said["due_on"])


class AnswerForm(forms.Form):
    """An answer to send, on the revision that it was written on."""

    answer = forms.CharField(
        label=_("Ditt svar"), strip=False, max_length=rules.LONGEST_TEXT,
        widget=forms.Textarea({"rows": 12}), help_text=FORMATTING,
    )  # fmt: skip
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class KeepForm(AnswerForm):
    """An answer to keep while it is written; nothing yet is also something to keep."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].required = False


class TakeForm(forms.Form):
    part = forms.ChoiceField(label=_("Lägg in i"), choices=Part.choices)


class HandOverForm(forms.Form):
    """Who can answer instead, and a word to that person."""

    to = forms.CharField(
        label=_("Vem kan svara?"), max_length=300,
        widget=forms.TextInput({"list": "people", "autocomplete": "off"}),
        help_text=_("Skriv ett namn och välj ur listan."),
    )  # fmt: skip
    word = forms.CharField(
        label=_("Ett ord på vägen"), required=False, max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=_("Till exempel varför du frågar just den personen. Skriv inga namn på brukare eller patienter."),
    )  # fmt: skip

    def __init__(self, *args: Any, directory: Directory, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.directory = directory

    def clean_to(self) -> User:
        found = self.directory.find(self.cleaned_data["to"])
        if len(found) != 1:
            raise forms.ValidationError(NOBODY_SO)
        return found[0]

    @property
    def handing(self) -> Handing:
        return Handing(self.cleaned_data["to"], self.cleaned_data["word"])
