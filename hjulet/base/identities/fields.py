"""A text column that the database only ever sees sealed."""

from typing import Any

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.lookups import Exact

from hjulet.base.identities.sealing import seal, unseal

SEALED = (
    "\x00sealed:"  # what dumpdata writes first; nobody can type it, for no form and no database lets a NUL in
)


class IsEmpty(Exact):
    """`text=""`: whether something is written can be asked, what it is cannot."""

    def get_prep_lookup(self) -> Any:
        if self.rhs != "":
            message = "A sealed text can only be compared with the empty text: two sealings never look alike."
            raise FieldError(message)
        return ""


class SealedTextField(models.TextField):  # type: ignore[type-arg]  # generic in the stubs alone
    """Free text about people: sealed on its way in, opened on its way out. ADR 0012.

    It can be neither searched nor sorted; only `text=""` and `text__isnull` can be asked. Reading raises CannotOpen when
    no key fits, so a lost key is heard at once.
    """

    def to_python(self, value: Any) -> Any:
        """What comes out of a fixture is opened; everything else is plain already."""
        text = super().to_python(value)
        return (
            unseal(text.removeprefix(SEALED)) if isinstance(text, str) and text.startswith(SEALED) else text
        )

    def value_to_string(self, obj: models.Model) -> str:
        """Sealed in dumpdata's files too."""
        text = self.value_from_object(obj)
        return SEALED + seal(text) if text else ""

    def get_prep_value(self, value: Any) -> Any:
        plain = super().get_prep_value(value)
        return seal(plain) if isinstance(plain, str) else plain

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str | None:
        return unseal(value) if value is not None else None

    def get_lookup(self, lookup_name: str) -> Any:
        """Only "is it null" and "is it empty": every sealing of the same text looks different."""
        if lookup_name == "exact":
            return IsEmpty
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None
