"""The words about identities."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NumberKind(TextChoices):
    """What kind of number a person goes by."""

    PERSONAL = "personal", _("personnummer")
    COORDINATION = "coordination", _("samordningsnummer")
    RESERVE = "reserve", _("reservnummer")
    NONE = "none", _("inget nummer")


class Obstacle(TextChoices):
    """Why an identity cannot be kept as it was written."""

    NOBODY = "nobody", _("Skriv ett namn eller ett personnummer.")
    NOT_A_NUMBER = "not_a_number", _("Numret går inte att läsa. Skriv det som ÅÅÅÅMMDD-NNNN.")
    NO_SUCH_DAY = "no_such_day", _("Numret börjar inte med ett födelsedatum. Läs av det en gång till.")
    CHECK_DIGIT = "check_digit", _("Sista siffran stämmer inte med resten. Läs av numret en gång till.")
    FORGOTTEN = "forgotten", _("Uppgiften om personen är borttagen.")
