"""The words of reading files in: what a column may hold, where an import stands, and why it cannot be done."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Field(TextChoices):
    """What we take out of another system's file. The order is that of the page."""

    NUMBER = "number", _("Deras nummer")
    UNIT = "unit", _("Enhet")
    HAPPENED = "happened", _("Dag det hände")
    TIME = "time", _("Klockslag")
    WHAT = "what", _("Vad som hände")
    DONE = "done", _("Vad som gjordes direkt")
    REPORTED = "reported", _("Rapporterad")
    REPORTER = "reporter", _("Rapporterad av")
    LAW = "law", _("Lag")
    TYPE = "type", _("Typ")
    EVENT_CLASS = "event_class", _("Risk, tillbud eller händelse")
    SEVERITY = "severity", _("Allvarlighet")
    PROBABILITY = "probability", _("Sannolikhet")
    CARE_INJURY = "care_injury", _("Vårdskada")
    COURSE = "course", _("Utredning eller analys")
    STATE = "state", _("Status")
    CLOSED = "closed", _("Avslutad")


REQUIRED = (Field.NUMBER, Field.UNIT, Field.HAPPENED, Field.WHAT)
WORDED = (
    Field.UNIT, Field.LAW, Field.TYPE, Field.EVENT_CLASS, Field.SEVERITY, Field.PROBABILITY, Field.CARE_INJURY,
    Field.STATE,
)  # fmt: skip  # whose cells are words that stand for something of ours


class ImportState(TextChoices):
    WAITING = "waiting", _("väntar på granskning")
    RUNNING = "running", _("läses in")
    DONE = "done", _("inläst")
    UNDONE = "undone", _("ångrad")


class ImportObstacle(TextChoices):
    """Why a file cannot be read in, or an import not undone."""

    NOT_WAITING = "not_waiting", _("Filen är redan inläst eller borttagen.")
    MISSING_COLUMNS = "missing_columns", _("Välj kolumn för allt som måste finnas.")
    UNKNOWN_WORDS = "unknown_words", _("Säg vad orden i filen betyder hos er.")
    FAULTS = "faults", _("Rätta raderna med fel i filen, eller välj att hoppa över dem.")
    NOTHING_NEW = "nothing_new", _("Filen har inget nytt att läsa in.")
    CHANGED = "changed", _("Något har ändrats sedan du granskade. Inget är inläst. Granska igen.")
    NOT_DONE = "not_done", _("Inläsningen är inte klar, eller redan ångrad.")
    TOUCHED = (
        "touched",
        _("Någon har arbetat med en eller flera av händelserna. Inläsningen går inte längre att ångra."),
    )
