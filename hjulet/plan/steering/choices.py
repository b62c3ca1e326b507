"""The words of steering."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Rating(TextChoices):
    """The three answers of the checklist for SOSFS 2011:9."""

    MET = "met", _("uppfyllt")
    PARTLY = "partly", _("delvis uppfyllt")
    NOT_MET = "not_met", _("ej uppfyllt")


class Direction(TextChoices):
    """Which way a rating has gone."""

    UP = "up", _("Förbättring")
    DOWN = "down", _("Försämring")
    SAME = "same", _("Oförändrat")
    UNKNOWN = "unknown", _("Ingen tidigare skattning")


class Obstacle(TextChoices):
    """Why an area cannot be rated as asked."""

    FUTURE_YEAR = "future_year", _("Året har inte börjat än. Välj i år eller ett tidigare år.")
    BEFORE_THE_LAW = "before_the_law", _("SOSFS 2011:9 började gälla 2012. Välj 2012 eller senare.")
