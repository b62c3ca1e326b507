"""The words of needs and actions."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    PLANNED = "planned", _("planerad")
    DECIDED = "decided", _("beslutad")
    EXPLORED = "explored", _("utreds")
    STARTED = "started", _("påbörjad")
    ONGOING = "ongoing", _("pågår")
    DONE = "done", _("genomförd")
    PAUSED = "paused", _("pausad")
    NOT_DONE = "not_done", _("ej genomförd")


class Obstacle(TextChoices):
    """Why an action cannot change as asked."""

    WRONG_STATUS = "wrong_status", _("Åtgärden kan inte gå dit från sin nuvarande status.")
    NO_OWNER = "no_owner", _("Åtgärden behöver en ansvarig först.")
    NO_REASON = "no_reason", _("Skriv varför åtgärden pausas eller inte genomförs.")


class Shown(TextChoices):
    """Which actions a list shows; the value stands in the address, the label in the sentence."""

    OPEN = "oppna", _("öppna")
    UNDER_WAY = "pagar", _("pågående")
    OVERDUE = "forsenade", _("försenade")
    NO_OWNER = "utan-ansvarig", _("utan ansvarig")
    PLANNED = "planerade", _("planerade")
    DECIDED = "beslutade", _("beslutade")
    EXPLORED = "utreds", _("under utredning")
    PAUSED = "pausade", _("pausade")
    DONE = "genomforda", _("genomförda")
    NOT_DONE = "ej-genomforda", _("ej genomförda")
