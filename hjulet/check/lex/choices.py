"""The words of lex Sarah and lex Maria: what is chosen, and why something cannot be done."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    LEX_SARAH = "lex_sarah", _("lex Sarah")
    LEX_MARIA = "lex_maria", _("lex Maria")


class Door(TextChoices):
    """The way a report came to us."""

    DEVIATION = "deviation", _("från en avvikelse")
    DIRECT = "direct", _("direkt från personalen")
    ORAL = "oral", _("muntligt")
    PROVIDER = "provider", _("från en privat utförare")  # SoL 27 kap. 4 §, LSS 24 d §


class ReporterRole(TextChoices):
    """Who must report. SoL 27 kap. 2 §, SOSFS 2011:5."""

    EMPLOYEE = "employee", _("anställd")
    CONTRACTOR = "contractor", _("uppdragstagare")
    TRAINEE = "trainee", _("praktikant eller under utbildning")
    PARTICIPANT = "participant", _("deltagare i ett arbetsmarknadspolitiskt program")


class State(TextChoices):
    RECEIVED = "received", _("inkommen")
    INVESTIGATED = "investigated", _("utreds")
    PROPOSED = "proposed", _("förslag finns")
    DECIDED = "decided", _("beslutad")
    NOTIFIED = "notified", _("anmäld till IVO")
    CLOSED = "closed", _("avslutad")


class Outcome(TextChoices):
    """What the responsible committee finds. SoL 27 kap. 5–6 §§, LSS 24 e–f §§; PSL 1 kap. 5 § and 3 kap. 3 and 5 §§."""

    NO_MISCONDUCT = "no_misconduct", _("inget missförhållande")
    RISK = "risk", _("påtaglig risk för missförhållande")
    MISCONDUCT = "misconduct", _("missförhållande")
    SERIOUS_RISK = "serious_risk", _("påtaglig risk för allvarligt missförhållande")
    SERIOUS = "serious", _("allvarligt missförhållande")
    NO_INJURY = "no_injury", _("ingen vårdskada")
    COULD_INJURE = "could_injure", _("kunde ha medfört vårdskada")
    INJURY = "injury", _("vårdskada")
    COULD_INJURE_SERIOUSLY = "could_injure_seriously", _("kunde ha medfört allvarlig vårdskada")
    SERIOUS_INJURY = "serious_injury", _("allvarlig vårdskada")


class Doing(TextChoices):
    """What somebody has in a case: nobody has both."""

    INVESTIGATES = "investigates", _("utreder")
    DECIDES = "decides", _("beslutar")


class Informed(TextChoices):
    """Whether the person concerned has been told. PSL 3 kap. 8 §."""

    YES = "yes", _("ja")
    NO = "no", _("nej")


class NoteKind(TextChoices):
    """What is told in the story beside the texts themselves."""

    SENT_BACK = "sent_back", _("skickade tillbaka förslaget")
    EARLIER_PROPOSAL = "earlier_proposal", _("hade föreslagit")
    UNLOCKED = "unlocked", _("låste upp en punkt")
    REOPENED = "reopened", _("öppnade ärendet igen")
    EARLIER_DECISION = "earlier_decision", _("hade beslutat")
    HANDED_OVER = "handed_over", _("lämnade över utredningen")


class Shown(TextChoices):
    """Which cases a list shows; the value stands in the address, the label in the sentence."""

    OPEN = "oppna", _("öppna")
    MINE = "mina", _("mina att göra")
    LATE = "sena", _("försenade")
    DECIDED = "beslutade", _("beslutade")
    CLOSED = "avslutade", _("avslutade")
    ALL = "alla", _("alla")


class SecrecyReason(TextChoices):
    """Why a passage is blacked out. OSL (2009:400)."""

    SOCIAL_SERVICES = "26:1", _("26 kap. 1 § OSL")
    REPORTER = "26:5", _("26 kap. 5 § OSL")
    HEALTH_CARE = "25:1", _("25 kap. 1 § OSL")
    HEALTH_REPORTER = "25:7", _("25 kap. 7 § OSL")
    ADDRESS = "21:3", _("21 kap. 3 § OSL")
    PRIVACY_LAW = "21:7", _("21 kap. 7 § OSL")
    STAFF = "39", _("39 kap. OSL")


class Step(TextChoices):
    """What to do next: one button at the top."""

    ASSIGN = "assign", _("Utse en utredare")
    ANSWER = "answer", _("Svara på frågan om jäv")
    INVESTIGATE = "investigate", _("Skriv utredningen")
    PROPOSE = "propose", _("Föreslå beslut")
    REGISTER = "register", _("Ärendet väntar på diarienummer")
    DECIDE = "decide", _("Fatta beslut")
    NOTIFY = "notify", _("Anmäl till IVO")
    IVO_DECISION = "ivo_decision", _("Skriv in IVO:s beslut")
    INFORM = "inform", _("Skriv hur den det gäller har fått veta")
    FEEDBACK = "feedback", _("Skriv hur återkopplingen gick till")
    CLOSE = "close", _("Avsluta ärendet")
    NOTHING = "nothing", _("Ärendet är avslutat")


class Obstacle(TextChoices):
    """Why a lex case cannot change as asked."""

    WRONG_STATE = "wrong_state", _("Det går inte från ärendets nuvarande status.")
    ALREADY_LEX = "already_lex", _("Händelsen utreds redan enligt den lagen.")
    NO_PART = (
        "no_part",
        _("Händelsen har ingen del som hör till den lagen. Bedöm först vilken lag den hör till."),
    )
    IS_DOUBLET = (
        "is_doublet",
        _("Avvikelsen är en dubblett. Öppna ärendet från den avvikelse som den hör till."),
    )
    NO_LAW = "no_law", _("Välj vilken lag ärendet gäller: SoL, LSS eller båda.")
    IN_THE_FUTURE = "in_the_future", _("Dagen har inte varit än. Välj i dag eller tidigare.")
    NOT_INVESTIGATOR_ROLE = (
        "not_investigator_role",
        _("Personen har ingen roll som utredare vid den enheten. Välj någon annan."),
    )
    HAS_DECIDED = "has_decided", _("Den som beslutar i ärendet kan inte också utreda det. Välj någon annan.")
    HAS_INVESTIGATED = (
        "has_investigated",
        _("Du har utrett ärendet och kan inte också besluta i det. Någon annan behöver besluta."),
    )
    IS_ASSIGNED_ELSEWHERE = "is_assigned_elsewhere", _("Ärendet har en annan utredare.")
    NOT_ASKED = "not_asked", _("Svara först på frågan om jäv.")
    HAS_CONFLICT = "has_conflict", _("Du har svarat att du kan vara jävig. Någon annan behöver ta över.")
    NO_DELEGATION = (
        "no_delegation",
        _("Du har ingen delegation att besluta i sådana ärenden. Den som har det kan fatta beslutet."),
    )
    NO_REGISTRY_NUMBER = (
        "no_registry_number",
        _("Ärendet har inget diarienummer än. Registratorn ser det i sin lista."),
    )
    ITEMS_NOT_DONE = "items_not_done", _("Alla punkter i utredningen är inte klara.")
    FEEDBACK_NOT_DONE = "feedback_not_done", _("Punkten om återkoppling är inte klar.")
    NO_OUTCOME = "no_outcome", _("Välj vad ni har kommit fram till.")
    WRONG_OUTCOME = "wrong_outcome", _("Det utfallet hör till den andra lagen.")
    NO_MOTIVATION = "no_motivation", _("Skriv varför.")
    NO_REASON = "no_reason", _("Skriv varför.")
    NO_TEXT = "no_text", _("Punkten är tom. Skriv något innan du markerar den som klar.")
    IS_LOCKED = "is_locked", _("Punkten är klar och låst. Lås upp den om något ska ändras.")
    NOT_LOCKED = "not_locked", _("Punkten är redan öppen.")
    NOT_NOTIFIABLE = "not_notifiable", _("Det här utfallet ska inte anmälas till IVO.")
    NOT_NOTIFIED = "not_notified", _("Beslutet ska anmälas till IVO innan ärendet avslutas.")
    NO_IVO_DECISION = "no_ivo_decision", _("IVO:s beslut är inte inskrivet än.")
    NOT_INFORMED = (
        "not_informed",
        _("Skriv när den det gäller fick veta, eller varför det inte går att berätta."),
    )
    NOT_IN_RECORD = "not_in_record", _("Anteckna i journalen att patienten är informerad, och skriv när.")
    HAS_NUMBER = "has_number", _("Ärendet har redan ett diarienummer.")
    NO_NUMBER = "no_number", _("Skriv diarienumret.")
    NOTHING_MARKED = "nothing_marked", _("Markera minst en mening att maskera.")
    CHANGED = "changed", _("Någon annan hann ändra ärendet. Läs hur det står nu och försök igen.")
    NOBODY = "nobody", _("Välj en person eller en roll, en av dem.")
    ENDS_BEFORE = "ends_before", _("Sista dagen ligger före den första.")
