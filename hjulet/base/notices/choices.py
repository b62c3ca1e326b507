"""The words of messages: what they are about, and how they reach people."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a message is about. The labels also stand as subjects of e-mail: never a name or a unit."""

    DEVIATION_NEW = "deviation_new", _("Ny avvikelse")
    DEVIATION_GRAVE = "deviation_grave", _("Allvarlig avvikelse")
    DEVIATION_LATE = "deviation_late", _("Avvikelse som har väntat länge")
    DEVIATION_ANSWER = "deviation_answer", _("Svar på din rapport")
    DEVIATION_MESSAGE = "deviation_message", _("Fråga eller meddelande om en avvikelse")
    TEAM_INVITED = "team_invited", _("Inbjudan till en analys")
    LEX_NEW = "lex_new", _("Nytt lex-ärende")
    LEX_DEADLINE = "lex_deadline", _("Tidsgräns i ett lex-ärende")
    ACTION_DUE = "action_due", _("Åtgärd att göra klar")
    EFFECT_DUE = "effect_due", _("Effekt att följa upp")
    SPREAD_ASKED = "spread_asked", _("Förbättring att sprida")
    COOPERATION_ENDS = "cooperation_ends", _("Samverkan eller avtal som löper ut")
    SURVEY_OPEN = "survey_open", _("Enkät att svara på")
    SURVEY_RESULT = "survey_result", _("Resultat av en enkät")
    SURVEY_SCREEN = "survey_screen", _("Svar på en enkät att granska")
    REPORT_ASKED = "report_asked", _("Fråga om en rapport")
    REPORT_COMMENT = "report_comment", _("Kommentar i en rapport")
    ROUTINE_ASKED = "routine_asked", _("Dokument att granska")
    ROUTINE_DUE = "routine_due", _("Dokument att gå igenom")
    FIGURE_ASKED = "figure_asked", _("Fråga om en siffra")
    FIGURE_ANSWERED = "figure_answered", _("Svar på din fråga om en siffra")
    PARTICIPATION = "participation", _("Något att läsa, lära eller svara på")
    MEASURING = "measuring", _("Mätning att fylla i")
    GENERAL = "general", _("Annat meddelande")


class Group(TextChoices):
    """The headings of the page where people choose."""

    DEVIATIONS = "deviations", _("Avvikelser")
    LEX = "lex", _("Lex Sarah och lex Maria")
    ACTIONS = "actions", _("Åtgärder")
    FIGURES = "figures", _("Mått och siffror")
    SURVEYS = "surveys", _("Enkäter")
    REPORTS = "reports", _("Rapporter")
    ROUTINES = "routines", _("Processer och rutiner")
    PARTICIPATION = "participation", _("Rutiner, utbildning och idéer")
    OTHER = "other", _("Övrigt")


class Way(TextChoices):
    """How a message reaches a person, besides the list of messages."""

    AT_ONCE = "at_once", _("E-post direkt")
    DIGEST = "digest", _("E-post en gång om dagen")
    APP = "app", _("Bara i Kvalitetshjulet")


class Due(TextChoices):
    """What a message's last day says today; the value is the kind of tag, for those that hurry."""

    PASSED = "bad", _("passerade")
    TODAY = "middle", _("i dag")
    AHEAD = "neutral", _("senast")
