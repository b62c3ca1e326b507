"""A form field whose answers are several rows."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

LONGEST = 18  # digits of a number that every database can hold


class SeveralField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # Django's own takes no arguments at run time
    """Django asks the database for any number at all, and SQLite stops at one that it cannot hold."""

    def clean(self, value: Any) -> Any:
        if any(len(str(one)) > LONGEST for one in value or ()):
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": ""}
            )
        return super().clean(value)
