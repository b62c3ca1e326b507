"""The words of the log: what an event is called where people read it. An event without a word shows its own name."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVENTS: dict[str, Promise] = {
    "people.signed_in": _("Loggade in"),
    "people.signed_out": _("Loggade ut"),
    "people.sign_in_failed": _("Inloggning misslyckades"),
    "people.sign_in_refused": _("Inloggning nekades"),
    "people.password_changed": _("Bytte lösenord"),
    "people.second_step_changed": _("Ändrade tvåstegsinloggning"),
    "people.sessions_ended": _("Avslutade inloggningar"),
    "people.linked": _("Knöts till kommunens inloggning"),
    "people.added": _("Lade till person"),
    "people.changed": _("Ändrade person"),
    "people.role_given": _("Gav roll"),
    "people.role_changed": _("Ändrade roll"),
    "people.role_ended": _("Avslutade roll"),
    "people.imported": _("Läste in personer och roller"),
    "people.administrator_created": _("Skapade systemförvaltare"),
    "people.absence_planned": _("Planerade frånvaro"),
    "people.absence_cancelled": _("Tog bort frånvaro"),
    "log.sealed": _("Förseglade ett år av loggen"),
}


class SealObstacle(TextChoices):
    """Why a year cannot be closed."""

    NOT_OVER = "not_over", _("Året är inte slut.")
    SEALED = "sealed", _("Året är redan förseglat.")
    EMPTY = "empty", _("Året har inga poster.")
    EARLIER_OPEN = "earlier_open", _("Ett tidigare år är inte förseglat. Börja med det.")
    DOES_NOT_FIT = "does_not_fit", _("Kedjan stämmer inte. Kör verify_log och ta reda på varför.")
