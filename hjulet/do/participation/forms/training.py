"""Courses, test questions, requirements, sessions and completions as people type them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.forms import UnitField
from hjulet.base.organisation.models import Unit, UnitQuerySet
from hjulet.base.people.choices import Role
from hjulet.base.people.models import User
from hjulet.base.ui.several import SeveralField
from hjulet.do.participation import rules
from hjulet.do.participation.forms import choices_of
from hjulet.do.participation.models import TestQuestion
from hjulet.do.participation.models.people import WORKING
from hjulet.do.participation.workflows.training import CourseText, QuestionText, SessionText

ROLE_CHOICES = [(role.value, role.label) for role in Role if role in WORKING]


class CourseForm(forms.Form):
    title = forms.CharField(label=_("Kursens namn"), max_length=120)
    description = forms.CharField(
        label=_("Vad den handlar om"),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    link = forms.URLField(
        label=_("Adress till kursen"), required=False, assume_scheme="https",
        help_text=_("Om den finns i ett annat system."),
    )  # fmt: skip
    unit = UnitField(
        label=_("Gäller för"), queryset=Unit.objects.none(), empty_label=_("Välj enhet"),
        help_text=_("Enheten och allt under den."),
    )  # fmt: skip
    minutes = forms.IntegerField(label=_("Minuter"), min_value=1, max_value=2400, initial=15)
    valid_months = forms.IntegerField(
        label=_("Gäller i månader"), min_value=1, max_value=120, required=False,
        help_text=_("Tomt betyder att den aldrig går ut."),
    )  # fmt: skip
    pass_mark = forms.IntegerField(
        label=_("Rätt svar för godkänt, procent"), min_value=1, max_value=100, initial=80
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "unit").queryset = units

    @property
    def token_sent(self) -> UUID:
        return self.cleaned_data["token"] or uuid4()

    @property
    def said(self) -> CourseText:
        names = ("unit", "title", "description", "link", "minutes", "valid_months", "pass_mark")
        return CourseText(**{name: self.cleaned_data[name] for name in names})


class QuestionForm(forms.Form):
    text = forms.CharField(label=_("Fråga"), max_length=300)
    options = forms.CharField(
        label=_("Svarsalternativ"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Ett per rad. Skriv en stjärna * först på det som är rätt."),
    )  # fmt: skip
    explanation = forms.CharField(
        label=_("Förklaring"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Visas när provet är gjort."),
    )  # fmt: skip

    def clean_options(self) -> list[tuple[str, bool]]:
        found = rules.options_read(self.cleaned_data["options"])
        texts = [text.casefold() for text, _right in found]
        if not rules.FEWEST_OPTIONS <= len(found) <= rules.MOST_OPTIONS:
            raise forms.ValidationError(_("Skriv mellan två och sex alternativ, ett per rad."))
        if not all(texts) or len(set(texts)) != len(texts):
            raise forms.ValidationError(_("Två alternativ är lika, eller så är ett tomt."))
        if not any(is_right for _text, is_right in found):
            raise forms.ValidationError(_("Sätt en stjärna * först på det alternativ som är rätt."))
        return found

    @property
    def said(self) -> QuestionText:
        return QuestionText(**{name: self.cleaned_data[name] for name in ("text", "options", "explanation")})


class TestForm(forms.Form):
    """The questions of a test: radio buttons where one answer is right, tick boxes where several are."""

    __test__ = False  # pytest collects what begins with Test

    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, questions: Sequence[TestQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for number, question in enumerate(questions, start=1):
            options = [(str(place), text) for place, (text, _right) in enumerate(question.options)]
            label = f"{number}. {question.text}"
            one = question.has_one_right
            self.fields[f"q{question.pk}"] = (
                forms.ChoiceField(label=label, choices=options, widget=forms.RadioSelect)
                if one
                else forms.MultipleChoiceField(
                    label=label, choices=options, widget=forms.CheckboxSelectMultiple,
                    help_text=_("Flera kan vara rätt."),
                )
            )  # fmt: skip

    @property
    def answers(self) -> list[frozenset[int]]:
        given = [self.cleaned_data[f"q{question.pk}"] for question in self.questions]
        return [frozenset(map(int, [one] if isinstance(one, str) else one)) for one in given]


class RequireForm(forms.Form):
    unit = UnitField(label=_("Enhet"), queryset=Unit.objects.none(), empty_label=_("Välj enhet"))
    roles = forms.MultipleChoiceField(
        label=_("Roller"), choices=ROLE_CHOICES, widget=forms.CheckboxSelectMultiple
    )
    within_days = forms.IntegerField(
        label=_("Klar inom dagar"), min_value=1, max_value=730, initial=30,
        help_text=_("Räknas från i dag, eller från den dag någon får rollen."),
    )  # fmt: skip

    def __init__(self, *args: Any, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "unit").queryset = units


class SessionForm(forms.Form):
    held_on = forms.DateField(label=_("Dag"), widget=forms.DateInput)
    starts_at = forms.TimeField(
        label=_("Tid"), required=False, widget=forms.TimeInput(attrs={"placeholder": "13:00"})
    )
    place = forms.CharField(label=_("Plats"), max_length=120, required=False)
    places = forms.IntegerField(label=_("Antal platser"), min_value=1, max_value=1000, required=False)
    led_by = forms.CharField(label=_("Hålls av"), max_length=120, required=False)
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    @property
    def said(self) -> SessionText:
        names = ("held_on", "starts_at", "place", "places", "led_by")
        return SessionText(**{name: self.cleaned_data[name] for name in names})


class PeopleForm(forms.Form):
    """Who came, or who has done a course."""

    people = SeveralField(
        label=_("Vilka?"), queryset=User.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "people").queryset = people


class ConfirmForm(PeopleForm):
    done_on = forms.DateField(label=_("Klar den"), widget=forms.DateInput)

    field_order = ["done_on", "people"]

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_done_on(self) -> date:
        done_on: date = self.cleaned_data["done_on"]
        if done_on > self.today:
            raise forms.ValidationError(_("Dagen har inte varit än."))
        return done_on

    def clean_people(self) -> QuerySet[User]:
        people: QuerySet[User] = self.cleaned_data["people"]
        if not people:
            raise forms.ValidationError(_("Välj minst en person."))
        return people


class CompletionsForm(forms.Form):
    source = forms.CharField(
        label=_("Varifrån kommer filen?"), max_length=120, help_text=_("Till exempel Visibel Care.")
    )
    file = forms.FileField(label=_("Fil"), help_text=_("CSV eller .xlsx, högst 1 MB."))

    def clean_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size is None or file.size > 1_000_000:
            raise forms.ValidationError(_("Filen är för stor, högst 1 MB går att läsa. Dela den i flera."))
        return file
