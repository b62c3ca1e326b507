"""The words of cost per user."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RowKind(TextChoices):
    AGE = "age", _("åldersgrupp")
    TOTAL = "total", _("totalt")
    UNLINKED = "unlinked", _("ej brukarkopplad")


class Column(TextChoices):
    """The columns of a table that can be computed."""

    COST = "cost", _("kostnad")
    INHABITANTS = "inhabitants", _("invånare")
    KR_PER_INHABITANT = "kr_per_inhabitant", _("kr per invånare")
    KR_PER_USER = "kr_per_user", _("kr per brukare")
    PCT_USERS = "pct_users", _("andel brukare")
