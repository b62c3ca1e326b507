"""What people type, by noun."""

from typing import Any, cast

from django import forms
from django.http import QueryDict


def choices_of(form: forms.Form, name: str) -> forms.ModelChoiceField[Any]:
    """The field whose rows are said when the form is made."""
    return cast("forms.ModelChoiceField[Any]", form.fields[name])


def carry(form: forms.Form, name: str, value: object) -> None:
    """Everything typed stays; sent once more it goes on top of what is there now."""
    data = cast("QueryDict", form.data).copy()
    data[name] = str(value)
    form.data = data
