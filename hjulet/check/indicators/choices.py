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


class Verdict(TextChoices):
    """What a change from one measurement to the next may be called."""

    IMPROVEMENT = "improvement", _("Förbättring")
    WORSENING = "worsening", _("Försämring")
    CHANGE = "change", _("Förändring")
    SAME = "same", _("Oförändrat")
    CHANCE = "chance", _("Förändringen kan bero på slumpen")
    UNKNOWN = "unknown", _("Går inte att bedöma")
    FULL = "full", _("Full räkning")
    FIRST = "first", _("Första mätningen")
    MISSING = "missing", _("Uppgift saknas")


class Certainty(TextChoices):
    """How sure we are of one value."""

    INTERVAL = "interval", _("bygger på svar")
    IMPOSSIBLE = "impossible", _("andelen stämmer inte med antalet svar")
    UNKNOWN = "unknown", _("antal svar saknas")
    FULL = "full", _("full räkning")
    HIDDEN = "hidden", _("Färre än 5 svar")
    MISSING = "missing", _("Uppgift saknas")


class Obstacle(TextChoices):
    """Why a value cannot be entered or corrected as it is typed."""

    NO_REASON = "no_reason", _("Skriv varför värdet ändras.")
    NEITHER = "neither", _("Ange ett värde, eller välj varför det saknas.")
    BOTH = "both", _("Ange ett värde eller varför det saknas, inte båda.")
    SAME = "same", _("Värdet är redan detta. Inget är ändrat.")
    STALE = (
        "stale",
        _("Någon annan har rättat värdet medan du skrev. Läs vad som står nu och rätta igen om det behövs."),
    )
    NOT_A_SHARE = "not_a_share", _("En andel är mellan 0 och 100 %.")
    NO_ANSWERS = "no_answers", _("Noll svar ger inget värde. Välj varför värdet saknas i stället.")
    NOT_YET = "not_yet", _("Perioden har inte börjat än.")
    TAKEN = "taken", _("Det finns redan ett värde för den perioden. Rätta det i stället.")
    COUNTED = (
        "counted",
        _("Värdet räknas ur sina delar. Rätta perioden eller enheten som är fel, så räknas det om."),
    )
    NO_PLACE = "no_place", _("Välj en enhet eller en jämförelse.")
    TWO_PLACES = "two_places", _("Välj en enhet eller en jämförelse, inte båda.")


class Fixed(TextChoices):
    """What of a measure can no longer change, and why; the key is the column."""

    UNIT = (
        "unit_of_measure",
        _(
            "Måttet har redan värden eller målnivåer, så enheten kan inte ändras. Lägg upp ett nytt mått i stället."
        ),
    )
    DIRECTION = (
        "direction",
        _(
            "Måttet har redan värden eller målnivåer, så riktningen kan inte ändras. Lägg upp ett nytt mått i stället."
        ),
    )
    MEASURE = (
        "measure",
        _(
            "Måttet har redan värden eller målnivåer, så slaget av tal kan inte ändras. Lägg upp ett nytt mått i stället."
        ),
    )
    REGISTER = "source_register", _("Måttet hämtas från Kolada, så källan kan inte ändras.")
    KOLADA = "kolada_id", _("Måttet hämtas från Kolada, så numret kan inte ändras.")
