"""The words of cooperation: with whom, in what form, how long, and why something cannot be done."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PartnerKind(TextChoices):
    """Who the other is, as SOSFS 2011:9 4 kap. 5 § sorts them."""

    OWN = "own", _("egen verksamhet")
    SOCIAL_SERVICE = "social_service", _("annan socialtjänst")
    CARE_GIVER = "care_giver", _("vårdgivare")
    AUTHORITY = "authority", _("myndighet")
    ASSOCIATION = "association", _("förening eller organisation")
    COMPANY = "company", _("företag")
    PEOPLE = "people", _("brukare och anhöriga")
    UNION = "union", _("facklig organisation")


class Form(TextChoices):
    """How firmly it is agreed."""

    AGREEMENT = "agreement", _("avtal")
    UNDERSTANDING = "understanding", _("överenskommelse")
    ROUTINE = "routine", _("gemensam rutin")
    MEETINGS = "meetings", _("återkommande möten")
    PROJECT = "project", _("projekt")
    OTHER = "other", _("annan samverkan")


class State(TextChoices):
    PLANNED = "planned", _("planerad")
    IN_FORCE = "in_force", _("gäller")
    ENDED = "ended", _("avslutad")


class Lasting(TextChoices):
    """For how long it holds."""

    UNTIL = "until", _("till en bestämd dag")
    OPEN = "open", _("tills vidare")
    UNKNOWN = "unknown", _("inte angivet")


class Standing(TextChoices):
    """Where it stands today, in one word."""

    PLANNED = "planned", _("planerad")
    IN_FORCE = "in_force", _("gäller")
    EXPIRES = "expires", _("löper ut")
    EXPIRED = "expired", _("har löpt ut")
    RENEWED = "renewed", _("ersatt av ett nytt")
    ENDED = "ended", _("avslutad")


class Shown(TextChoices):
    """Which ones a list shows; the value stands in the address, the label in the sentence."""

    CURRENT = "aktuella", _("aktuella")
    EXPIRES = "loper-ut", _("på väg att löpa ut")
    EXPIRED = "har-lopt-ut", _("utgångna")
    NO_OWNER = "utan-ansvarig", _("utan ansvarig")
    PLANNED = "planerade", _("planerade")
    ENDED = "avslutade", _("avslutade eller ersatta")


class Obstacle(TextChoices):
    """Why a cooperation cannot be saved, ended or renewed as asked."""

    NO_PARTNER = "no_partner", _("Skriv minst en part som ni samverkar med.")
    NO_LAST_DAY = "no_last_day", _("Skriv till vilken dag den gäller, eller välj tills vidare.")
    ENDS_BEFORE_START = "ends_before_start", _("Sista dagen ligger före den första.")
    NOT_SIGNED = "not_signed", _("Skriv vilken dag avtalet undertecknades.")
    STRANGER = "stranger", _("Enheter, processer och parter måste höra till samma kommun.")
    WRONG_STATE = "wrong_state", _("Den är redan avslutad.")
    ALREADY = "already", _("Den gäller redan, eller är avslutad.")
    NO_REASON = "no_reason", _("Skriv varför den avslutas.")
    NOT_YET = "not_yet", _("Skriv en dag som har varit, eller i dag.")
    RENEWED = "renewed", _("Den är redan förnyad. Ändra den nya i stället.")
    BEGINS_TOO_EARLY = "begins_too_early", _("Den nya måste börja efter att den förra började.")
    HELD_AHEAD = "held_ahead", _("Mötet har inte varit än. Skriv anteckningar när det är hållet.")
    NOTHING_SAID = "nothing_said", _("Skriv en anteckning eller ett beslut.")


class Reminder(TextChoices):
    """What the reminder of today is about; one for each."""

    NOTICE_AHEAD = "notice_ahead", _("snart sista dagen att säga upp")
    NOTICE_NEAR = "notice_near", _("strax sista dagen att säga upp")
    END_AHEAD = "end_ahead", _("löper ut om tre månader")
    END_NEAR = "end_near", _("löper ut om en månad")
    EXPIRED = "expired", _("har löpt ut")
