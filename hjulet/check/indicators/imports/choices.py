"""The words of reading values from files."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Holds(TextChoices):
    """What a column of somebody's file holds."""

    NOTHING = "", _("Läs inte in")
    MEASURE = "measure", _("Mått")
    PLACE = "place", _("Kommun eller län (bara egna rader läses in)")
    UNIT = "unit", _("Enhet")
    PERIOD = "period", _("År eller period")
    VALUE = "value", _("Värde")
    RESPONDENTS = "respondents", _("Antal svar")
    RATE = "rate", _("Svarsfrekvens")
    AS_MEASURE = "as_measure", _("Värden, rubriken är ett mått")
    AS_PERIOD = "as_period", _("Värden, rubriken är ett år")


ONCE = (Holds.MEASURE, Holds.PLACE, Holds.UNIT, Holds.PERIOD, Holds.VALUE, Holds.RESPONDENTS, Holds.RATE)
VALUES = (Holds.VALUE, Holds.AS_MEASURE, Holds.AS_PERIOD)


class ImportState(TextChoices):
    WAITING = "waiting", _("väntar på granskning")
    DONE = "done", _("inläst")
    UNDONE = "undone", _("ångrad")


class Lack(TextChoices):
    """What the columns do not tell, so that nothing can be read in."""

    NO_VALUES = "no_values", _("Välj minst en kolumn med värden.")
    MIXED_VALUES = (
        "mixed_values",
        _("Välj antingen en kolumn med värden eller rubriker som är mått eller år."),
    )
    NO_MEASURE = "no_measure", _("Säg vilket mått det gäller: välj en kolumn, eller ett mått för hela filen.")
    NO_PLACE = "no_place", _("Säg vem det gäller: välj en kolumn, eller en enhet för hela filen.")
    NO_PERIOD = "no_period", _("Säg vilket år det gäller: välj en kolumn, eller skriv ett år för hela filen.")
    TWICE = "twice", _("Samma sak är vald för två kolumner.")


class ImportObstacle(TextChoices):
    """Why a file cannot be read in, or an import not undone."""

    NOT_WAITING = "not_waiting", _("Filen är redan inläst eller borttagen.")
    LACKING = "lacking", _("Säg vad kolumnerna är först.")
    UNKNOWN_WORDS = "unknown_words", _("Säg vad orden i filen betyder hos er.")
    FAULTS = "faults", _("Rätta det som är fel i filen, eller välj att hoppa över det.")
    NOTHING_NEW = "nothing_new", _("Filen har inget nytt att läsa in.")
    CHANGED = "changed", _("Något har ändrats sedan du granskade. Inget är inläst. Granska igen.")
    NOT_DONE = "not_done", _("Inläsningen är redan ångrad.")
    ASKED = (
        "asked",
        _(
            "Någon har frågat om ett eller flera av värdena, och frågan hör till siffran. Inläsningen går inte att ångra som helhet. Rätta värdena i stället."
        ),
    )
    TOUCHED = (
        "touched",
        _(
            "Någon har rättat ett eller flera av värdena efteråt. Inläsningen går inte längre att ångra som helhet."
        ),
    )


class NewMeasure(TextChoices):
    """A measure that is made of a word in the file: the unit it is measured in, and which way is better."""

    SHARE_UP = "+share-up", _("Nytt mått: andel (%), högre är bättre")
    SHARE_DOWN = "+share-down", _("Nytt mått: andel (%), lägre är bättre")
    COUNT = "+count", _("Nytt mått: antal, varken eller")
    RANK = "+rank", _("Nytt mått: plats, 1 är bäst")
    NUMBER_UP = "+number-up", _("Nytt mått: annat tal, högre är bättre")
    NUMBER_DOWN = "+number-down", _("Nytt mått: annat tal, lägre är bättre")
