"""The words of own measurements."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Rhythm(TextChoices):
    """How often something is measured."""

    MONTH = "month", _("varje månad")
    QUARTER = "quarter", _("varje kvartal")
    TERTIAL = "tertial", _("varje tertial")
    HALF = "half", _("varje halvår")
    YEAR = "year", _("varje år")


class Counting(TextChoices):
    """How a period's value is made, and so how a year's is made from its periods."""

    NONE = "", _("inte en egen mätning")
    SHARE = "share", _("en andel i procent: en del av en helhet")
    RATIO = "ratio", _("en kvot: något delat med något annat")
    COUNT = "count", _("ett antal som kan läggas ihop, till exempel dygn")
    LEVEL = "level", _("ett tal som inte kan läggas ihop, till exempel en median")


class Stage(TextChoices):
    """How far a period that waits has come. Each is told once."""

    SOON = "soon", _("snart")
    TODAY = "today", _("i dag")
    LATE = "late", _("sen")
    ESCALATED = "escalated", _("lyft")


class State(TextChoices):
    """What a period at a unit says in the table."""

    DONE = "done", _("ifylld")
    UNMEASURED = "unmeasured", _("kunde inte mätas")
    WAITING = "waiting", _("väntar")
    LATE = "late", _("sen")
    NONE = "none", _("mäts inte då")


class Where(TextChoices):
    """At which units it is measured."""

    CHOSEN = "chosen", _("De enheter som jag väljer")
    BELOW = "below", _("Alla enheter under en del av organisationen, också de som kommer till")


class WhichKind(TextChoices):
    """Which of the units below."""

    BOTH = "", _("egna enheter och externa utförare")
    UNIT = "unit", _("egna enheter")
    EXTERNAL = "external", _("externa utförare")


class Fault(TextChoices):
    """What is wrong with what somebody filled in."""

    HALF = "half", _("Fyll i båda talen, eller välj att det inte kan mätas.")
    BOTH = "both", _("Fyll i tal eller skälet till att det inte kan mätas, inte båda.")
    NO_WHOLE = (
        "no_whole",
        _("Det nedre talet kan inte vara noll. Välj att det inte kan mätas och skriv varför."),
    )
    NEGATIVE = "negative", _("Talet kan inte vara mindre än noll.")
    NOTHING = "nothing", _("Fyll i ett tal, eller skriv varför det inte kan mätas.")
    NO_REASON = "no_reason", _("Skriv varför ni rättar.")
    SAME = "same", _("Det står redan så. Inget är ändrat.")
    TAKEN = "taken", _("Någon annan har redan fyllt i perioden. Läs vad som står, och rätta om det är fel.")
    STALE = (
        "stale",
        _("Någon annan har rättat medan du skrev. Läs vad som står nu, och rätta igen om det behövs."),
    )
    NOT_THEN = "not_then", _("Enheten mäter inte den perioden.")
    TOO_LARGE = "too_large", _("Talet är för stort.")


class Obstacle(TextChoices):
    """Why a measurement cannot be set up, changed or ended as it is said."""

    NO_UNITS = "no_units", _("Välj minst en enhet.")
    NO_PARTS = "no_parts", _("Skriv vad som räknas, både det övre och det nedre talet.")
    ALREADY = "already", _("Måttet mäts redan. Avsluta den mätningen först, eller ändra den.")
    FETCHED = "fetched", _("Måttet hämtas någon annanstans ifrån. Lägg upp ett eget mått i stället.")
    SURVEY = "survey", _("Måttet har värden ur en enkät. Lägg upp ett eget mått i stället.")
    EXPOSURE = "exposure", _("Bara ett antal som mäts varje månad kan vara underlag för andra serier.")
    ENDED = "ended", _("Mätningen är redan avslutad.")
    BEFORE_START = "before_start", _("Den sista perioden ligger före den första.")
    HAS_LATER = "has_later", _("Det finns redan värden efter den perioden. Välj en senare period.")
    STALE = (
        "stale",
        _("Någon annan ändrade medan du skrev. Läs vad som står nu, och spara igen om det behövs."),
    )
    TAKEN_OUT = "taken_out", _("Minst en enhet måste vara kvar. Avsluta mätningen i stället.")
