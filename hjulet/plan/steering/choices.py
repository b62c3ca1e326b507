"""The words of steering."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Rating(TextChoices):
    """The three answers of the checklist for SOSFS 2011:9."""

    MET = "met", _("uppfyllt")
    PARTLY = "partly", _("delvis uppfyllt")
    NOT_MET = "not_met", _("ej uppfyllt")
