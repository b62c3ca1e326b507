"""The words of cost per user."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RowKind(TextChoices):
    AGE = "age", _("åldersgrupp")
    TOTAL = "total", _("totalt")
    UNLINKED = "unlinked", _("ej brukarkopplad")
