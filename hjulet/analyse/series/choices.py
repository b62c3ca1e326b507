"""The words of series: what is counted, how it is shown, and why the way of measuring cannot change as asked."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Source(TextChoices):
    """Where a series comes from; the value begins its address."""

    DEVIATIONS = "deviations", _("avvikelser")
    INDICATOR = "indicator", _("mått")


class Kind(TextChoices):
    """What kind of numbers a series holds."""

    COUNTS = "counts", _("antal per månad")
    MEASURED = "measured", _("uppmätta värden")
    SHARES = "shares", _("andelar av svar")


class Obstacle(TextChoices):
    """Why a change of the way of measuring cannot be written down as it is said."""

    NO_TITLE = "no_title", _("Skriv vad som ändrades, till exempel ”Nytt system mars 2025”.")
    NOT_YET = "not_yet", _("Månaden har inte börjat än. Skriv in ändringen när den har skett.")
    TYPE_OF_OTHER_LAW = "type_of_other_law", _("Typen hör till en annan lag. Välj lagen som typen hör till.")
    TAKEN = "taken", _("Den ändringen står redan här. Ändra den i stället.")
    STALE = "stale", _("Någon annan hann ändra. Läs vad som står nu, och spara igen om det behövs.")
