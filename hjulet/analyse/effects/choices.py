"""The words of effects: what an action should move and which way, and what must be said beside a verdict."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Wanted(TextChoices):
    """Which way it should go."""

    LESS = "less", _("färre eller lägre")
    MORE = "more", _("fler eller högre")


class Remark(TextChoices):
    """What the reader must know beside the verdict."""

    SILENT = (
        "silent",
        _(
            "Färre rapporter än väntat jämfört med liknande enheter. Det kan vara färre rapporter, inte färre händelser."
        ),
    )
    OTHERS_FELL = (
        "others_fell",
        _(
            "Även andra händelser rapporteras mindre sedan dess. Det kan vara färre rapporter, inte färre händelser."
        ),
    )
    UNDER_WAY = "under_way", _("Det var redan på väg åt det hållet före åtgärden.")
    AFTERWARDS = (
        "afterwards",
        _("Serien valdes när åtgärden redan hade pågått ett tag. Läs svaret försiktigt."),
    )
    TRIGGER = (
        "trigger",
        _(
            "Månaderna som fick er att agera räknas inte med, för efter dåliga månader kommer nästan alltid bättre."
        ),
    )
    BREAK = "break", _("Mätsättet har ändrats. Bara månader som är mätta på samma sätt jämförs.")
    MANY_ACTIONS = "many_actions", _("Fler åtgärder ska påverka samma sak. Det går inte att skilja dem åt.")


class Reason(TextChoices):
    """Why the figures give no answer at all."""

    NO_EXPECTATION = (
        "no_expectation",
        _("Ingen har sagt vad åtgärden ska förändra, så det finns inget att mäta mot."),
    )
    NO_MONTHS = "no_months", _("Månadsvärden saknas.")
    CHANGED_AT_START = (
        "changed_at_start",
        _(
            "Mätsättet ändrades när åtgärden började. Det går inte att skilja åtgärden från det nya sättet att räkna."
        ),
    )
    NOT_STARTED = "not_started", _("Åtgärden har inte verkat en hel månad än.")
    NO_BEFORE = "no_before", _("Det finns inget värde från tiden före åtgärden.")
    NO_VALUE_YET = "no_value_yet", _("Inget värde har kommit efter åtgärden.")
    GONE = "gone", _("Serien finns inte längre.")


class Shown(TextChoices):
    """Which effect reviews a list shows; the value stands in the address."""

    DUE = "att-gora", _("att göra nu")
    LATE = "forsenade", _("försenade")
    AHEAD = "bokade", _("bokade framåt")
    DONE = "gjorda", _("gjorda")


class Obstacle(TextChoices):
    """Why an expectation cannot be stated as it is said."""

    NO_SUCH_SERIES = "no_such_series", _("Serien finns inte. Välj en av dem som visas.")
    ALREADY = "already", _("Åtgärden ska redan påverka den serien.")
    TOO_MANY = "too_many", _("Fem serier är nog för en åtgärd. Ta bort någon först.")
