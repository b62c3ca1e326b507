"""The words of indicators."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Direction(TextChoices):
    HIGHER = "higher", _("högre är bättre")
    LOWER = "lower", _("lägre är bättre")
    NEUTRAL = "neutral", _("varken eller")


class Measure(TextChoices):
    """What kind of number the indicator holds."""

    VALUE = "value", _("värde")
    CHANGE = "change", _("förändring")
    RANK = "rank", _("plats")
    RESPONDENTS = "respondents", _("antal svar")
    RESPONSE_RATE = "response_rate", _("svarsfrekvens")


class Comparison(TextChoices):
    """A group that is compared with, instead of a unit of our own."""

    NONE = "", _("egen enhet")
    COUNTRY = "country", _("riket")
    COUNTY = "county", _("länet")
    SIMILAR = "similar", _("jämförbara kommuner")


class Form(TextChoices):
    """How a source printed a figure."""

    TABLE = "table", _("tabell")
    FACT = "fact", _("faktaruta")
    TEXT = "text", _("löpande text")
    HEADING = "heading", _("rubrik")


class Level(TextChoices):
    """Where a value stands on its target scale."""

    GOOD = "good", _("når målet")
    MIDDLE = "middle", _("på väg")
    BAD = "bad", _("når inte målet")
    UNDEFINED = "undefined", _("Målnivå saknas för värdet")


class Scale(TextChoices):
    OWN = "own", _("egna nivåer")
    QUARTILE = "quartile", _("bästa och sämsta fjärdedelen av kommunerna")
    COLOUR = "colour", _("färgsättning av enkäter")


class Missing(TextChoices):
    """Why there is no number. Free text is kept beside it, as it was said."""

    NOT_MEASURED = "not_measured", _("Ingen mätning")
    NO_ANSWERS = "no_answers", _("Inga svar")
    NO_RESULT = "no_result", _("Inget resultat")
    COMING = "coming", _("Kommer senare")
    TOO_FEW = "too_few", _("Färre än 5 svar")
    BLANK = "blank", _("Uppgift saknas")
