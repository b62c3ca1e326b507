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
    "organisation.imported": _("Läste in enheter"),
    "organisation.lineage_imported": _("Läste in enheters arv"),
    "organisation.exposure_imported": _("Läste in exponering"),
    "exposure.stated": _("Angav exponering"),
    "need.raised": _("Lyfte ett behov"),
    "action.created": _("Skapade en åtgärd"),
    "action.rewritten": _("Ändrade en åtgärd"),
    "action.moved": _("Flyttade en åtgärd"),
    "area.rated": _("Skattade ett område"),
    "goal.created": _("Skapade ett mål"),
    "goal.changed": _("Ändrade ett mål"),
    "vision.created": _("Skapade en vision"),
    "vision.changed": _("Ändrade en vision"),
    "indicator.created": _("Skapade ett mått"),
    "indicator.changed": _("Ändrade ett mått"),
    "indicator.continued_locally": _("Fortsatte ett mått med egen mätning"),
    "kolada.chosen": _("Valde mått ur Kolada"),
    "kolada.municipality_chosen": _("Valde kommun i Kolada"),
    "kolada.fetched": _("Hämtade värden ur Kolada"),
    "target.set": _("Satte målnivåer"),
    "value.entered": _("Skrev in ett värde"),
    "value.revised": _("Rättade ett värde"),
    "costs.imported": _("Läste in kostnader per brukare"),
    "report.downloaded": _("Hämtade en rapport"),
}


class SealObstacle(TextChoices):
    """Why a year cannot be closed."""

    NOT_OVER = "not_over", _("Året är inte slut.")
    SEALED = "sealed", _("Året är redan förseglat.")
    EMPTY = "empty", _("Året har inga poster.")
    EARLIER_OPEN = "earlier_open", _("Ett tidigare år är inte förseglat. Börja med det.")
    DOES_NOT_FIT = "does_not_fit", _("Kedjan stämmer inte. Kör verify_log och ta reda på varför.")
