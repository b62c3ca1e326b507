"""The words of people and their roles."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    STAFF = "staff", _("medarbetare")
    MANAGER = "manager", _("enhetschef")
    DEPARTMENT_HEAD = "department_head", _("avdelningschef")
    DIRECTOR = "director", _("socialchef")
    SAS = "sas", _("SAS")
    MAS = "mas", _("MAS")
    MAR = "mar", _("MAR")
    DEVELOPER = "developer", _("verksamhetsutvecklare")
    CASE_OFFICER = "case_officer", _("handläggare")
    REGISTRAR = "registrar", _("registrator")
    LEX_INVESTIGATOR = "lex_investigator", _("lex-utredare")
    LEX_SARAH = "lex_sarah", _("lex Sarah-ansvarig")
    LEX_MARIA = "lex_maria", _("lex Maria-ansvarig")
    POLITICIAN = "politician", _("förtroendevald")
    AUDITOR = "auditor", _("revisor")
    PROVIDER = "provider", _("extern utförare")
    ADMINISTRATOR = "administrator", _("systemförvaltare")
    PRIVACY_OFFICER = "privacy_officer", _("dataskyddsombud")


class Verb(TextChoices):
    """What somebody may do: one row each in the table of roles.py."""

    SEE_FIGURES = "see_figures", _("se mått, värden och kostnader")
    SEE_STEERING = "see_steering", _("se vision, mål och självskattning")
    SEE_ORGANISATION = "see_organisation", _("se organisationen")
    SEE_ACTIONS = "see_actions", _("se behov och åtgärder")
    READ_INTERNAL_REPORT = "read_internal_report", _("läsa rapporters interna utgåva")
    READ_PUBLIC_REPORT = "read_public_report", _("läsa rapporters publika utgåva")
    WRITE_REPORT = "write_report", _("skriva rapporter och fråga andra om underlag")
    CHANGE_REPORT_FRAME = "change_report_frame", _("ordna och döpa om kapitlen i rapporter")
    COMMENT_REPORT = "comment_report", _("läsa och kommentera rapporter som skrivs")
    APPROVE_REPORT = "approve_report", _("fastställa rapporter")
    SIGN_SECRECY = "sign_secrecy", _("underteckna sekretesskontroll och publicera rapporter")
    RAISE_NEED = "raise_need", _("lyfta ett behov")
    DECIDE_ACTION = "decide_action", _("besluta om en åtgärd")
    REPORT_DEVIATION = "report_deviation", _("rapportera en avvikelse eller ett missförhållande")
    SEE_DEVIATIONS = "see_deviations", _("se enhetens avvikelser")
    SEE_DEVIATION_FIGURES = "see_deviation_figures", _("se antal avvikelser")
    HANDLE_DEVIATION = "handle_deviation", _("bedöma, utreda och avsluta en avvikelse")
    OPEN_DOOR = "open_door", _("öppna och stänga enhetens QR-kod")
    CHANGE_DEVIATION_REGISTERS = "change_deviation_registers", _("ändra typer, tidsgränser och standardsvar")
    IMPORT_DEVIATIONS = "import_deviations", _("läsa in avvikelser från ett annat system")
    WORK_WITH_LEX = "work_with_lex", _("utreda eller besluta i lex Sarah och lex Maria")
    SEE_LEX_OUTCOMES = "see_lex_outcomes", _("se utfall i lex Sarah och lex Maria")
    REGISTER_DOCUMENTS = "register_documents", _("se vad som ska diarieföras")
    SEE_ROUTINES = "see_routines", _("läsa processer och rutiner")
    WRITE_ROUTINE = "write_routine", _("skriva och ändra rutiner")
    APPROVE_ROUTINE = "approve_routine", _("fastställa rutiner")
    CHANGE_PROCESS = "change_process", _("beskriva och fastställa processer")
    SEE_COOPERATION = "see_cooperation", _("se samverkan och avtal")
    CHANGE_COOPERATION = "change_cooperation", _("skriva och avsluta samverkan och avtal")
    SEE_SURVEYS = "see_surveys", _("se enkäter och deras resultat")
    MAKE_SURVEY = "make_survey", _("göra en enkät och öppna en omgång")
    ENTER_ANSWERS = "enter_answers", _("skriva in pappersvar från brukare och närstående")
    ENTER_STAFF_ANSWERS = "enter_staff_answers", _("skriva in pappersvar från medarbetare")
    FOLLOW_PERSON = "follow_person", _("följa upp en person före och efter en insats (ISU)")
    RATE_AREA = "rate_area", _("sätta mål och göra självskattning")
    CORRECT_FIGURE = "correct_figure", _("lägga upp mått och rätta värden")
    SET_TARGET = "set_target", _("sätta målnivåer")
    CHANGE_ORGANISATION = "change_organisation", _("ändra organisationen")
    CHANGE_PEOPLE = "change_people", _("ändra personer och roller")
    SEE_PEOPLE = "see_people", _("se vilka som har åtkomst")
    SEE_LOG = "see_log", _("se loggen (vem, vad, när)")


class ChangeKind(TextChoices):
    """What an import will do with a person or a role."""

    NEW_PERSON = "new_person", _("ny person")
    CHANGED_PERSON = "changed_person", _("ändrad person")
    NEW_ROLE = "new_role", _("ny roll")
    CHANGED_ROLE = "changed_role", _("ändrad roll")
    ENDED_ROLE = "ended_role", _("avslutad roll")
