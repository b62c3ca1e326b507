"""The words of questions on figures."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class QuestionState(TextChoices):
    OPEN = "open", _("väntar på svar")
    ANSWERED = "answered", _("besvarad")
    WITHDRAWN = "withdrawn", _("tillbakadragen")


class QuestionObstacle(TextChoices):
    """Why something cannot be done with a question."""

    ANSWERED = (
        "answered",
        _("Frågan är redan besvarad, och svaret hör till siffran. Den går inte att dra tillbaka."),
    )
    WITHDRAWN = "withdrawn", _("Frågan är tillbakadragen av den som ställde den.")
    NOT_ANSWERED = (
        "not_answered",
        _("Frågan väntar på svar. En följdfråga går att ställa när svaret har kommit."),
    )
    FOLLOWED = "followed", _("Någon har redan ställt en följdfråga. Läs den först.")
    NO_TEXT = "no_text", _("Skriv något.")
    FASTER = "faster", _("Någon annan svarade medan du skrev. Det du skrev står kvar här och är inte sparat.")
    SAME = "same", _("Svaret säger redan det.")
    CANNOT_ANSWER = "cannot_answer", _("Den personen får inte se siffran. Välj någon annan.")


class Shown(TextChoices):
    """Which questions the list shows; the value stands in the address, the label in the sentence."""

    ALL = "alla", _("alla")
    OPEN = "oppna", _("öppna")
    ANSWERED = "besvarade", _("besvarade")
    MINE = "mina", _("mina egna")
