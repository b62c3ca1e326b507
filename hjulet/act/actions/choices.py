"""The words of needs, actions and what came of them."""

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


class Strength(TextChoices):
    """How much an action changes what people meet. Empty: nobody has judged it."""

    STRONG = "strong", _("stark")
    INTERMEDIATE = "intermediate", _("medelstark")
    WEAK = "weak", _("svag")


class ActionKind(TextChoices):
    """What sort of change it is, where something follows from that. Empty: any other."""

    CHANGE_ROUTINE = "change_routine", _("ändra rutin")


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


class StrengthShown(TextChoices):
    """Which strength a list shows, in the words of the address and the sentence."""

    STRONG = "stark", _("stark")
    INTERMEDIATE = "medelstark", _("medelstark")
    WEAK = "svag", _("svag")
    NOT_JUDGED = "inte-bedomd", _("inte bedömd")


class Verdict(TextChoices):
    """Did the change become an improvement? Said twice: by the figures, and by the one who answers for the action."""

    IMPROVED = "improved", _("Förbättring")
    WORSENED = "worsened", _("Försämring")
    TOO_EARLY = "too_early", _("För tidigt att säga")
    NO_SURE_CHANGE = "no_sure_change", _("Ingen säker förändring")
    NOT_MEASURED = "not_measured", _("Inte mätt")


class NextStep(TextChoices):
    """What happens with the action once its effect is known."""

    KEEP = "keep", _("behåll")
    ADJUST = "adjust", _("justera")
    STOP = "stop", _("sluta")
    SPREAD = "spread", _("sprid")


class ReviewObstacle(TextChoices):
    """Why an effect review cannot be booked, moved or concluded as asked."""

    IN_PAST = "in_past", _("Dagen har redan varit. Välj i dag eller en senare dag.")
    NOT_CARRIED_OUT = (
        "not_carried_out",
        _("Åtgärden genomförs inte. Då finns det ingen effekt att följa upp."),
    )
    NOT_STARTED = (
        "not_started",
        _("Åtgärden är inte påbörjad. Påbörja den först, eller flytta uppföljningen."),
    )
    TOO_EARLY = (
        "too_early",
        _("Uppföljningen är bokad till en senare dag. Flytta den hit om du vill göra den nu."),
    )
    CONCLUDED = "concluded", _("Uppföljningen är redan gjord.")
    CHANGED = "changed", _("Någon annan hann ändra uppföljningen. Se hur den står nu, och spara sedan igen.")
    NO_REASON = "no_reason", _("Skriv varför uppföljningen flyttas.")
    TAKEN = "taken", _("Det finns redan en uppföljning den dagen.")
    NO_JUDGEMENT = "no_judgement", _("Skriv med egna ord vad du ser.")
    NO_UNITS = "no_units", _("Välj vilka enheter som ska få frågan.")
    OTHER_MUNICIPALITY = "other_municipality", _("Frågan kan bara gå till enheter i samma kommun.")


class Answer(TextChoices):
    """What a unit says when it is asked to take up an action that helped somewhere else."""

    YES = "yes", _("vi inför den")
    NO = "no", _("vi inför den inte")
    LATER = "later", _("vi tar ställning senare")


class AnswerObstacle(TextChoices):
    """Why a unit's answer cannot be saved."""

    ANSWERED = "answered", _("Frågan är redan besvarad. Det svaret gäller.")
    NO_REASON = "no_reason", _("Skriv varför ni inte inför den. Det hjälper den som frågar.")


class Reminder(TextChoices):
    """Where a day to keep stands today; one reminder for each."""

    SOON = "soon", _("snart")
    DUE = "due", _("nu")
    LATE = "late", _("försenad")
