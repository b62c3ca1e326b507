"""The words of the log about lex cases: what was done, never what a case is about."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OF_LEX: dict[str, Promise] = {
    "lexcase.opened": _("Öppnade ett lex-ärende"),
    "lexcase.read": _("Läste ett lex-ärende"),
    "lexcase.assigned": _("Utsåg utredare i ett lex-ärende"),
    "lexcase.conflict_answered": _("Svarade om jäv i ett lex-ärende"),
    "lexcase.started": _("Började utreda ett lex-ärende"),
    "lexcase.item_written": _("Skrev i en lex-utredning"),
    "lexcase.item_done": _("Gjorde en punkt klar i en lex-utredning"),
    "lexcase.item_unlocked": _("Låste upp en punkt i en lex-utredning"),
    "lexcase.proposed": _("Föreslog beslut i ett lex-ärende"),
    "lexcase.sent_back": _("Skickade tillbaka ett förslag i ett lex-ärende"),
    "lexcase.decided": _("Beslutade i ett lex-ärende"),
    "lexcase.registered": _("Diarieförde ett lex-ärende"),
    "lexcase.notified": _("Skrev in en anmälan till IVO"),
    "lexcase.ivo_decided": _("Skrev in IVO:s beslut"),
    "lexcase.informed": _("Skrev in hur den det gäller har fått veta"),
    "lexcase.action_added": _("Lade till en åtgärd i ett lex-ärende"),
    "lexcase.masked": _("Gjorde en maskad kopia"),
    "lexcase.closed": _("Avslutade ett lex-ärende"),
    "lexcase.reopened": _("Öppnade ett lex-ärende igen"),
    "lexdelegation.written": _("Skrev in en delegation i lex-ärenden"),
    "lexdelegation.ended": _("Avslutade en delegation i lex-ärenden"),
    "lextimes.set": _("Ändrade tider för lex-ärenden"),
}
