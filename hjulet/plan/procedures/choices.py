"""The words of processes, activities and routines."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProcessKind(TextChoices):
    MAIN = "main", _("huvudprocess")
    LEADING = "leading", _("ledningsprocess")
    SUPPORT = "support", _("stödprocess")


class Priority(TextChoices):
    HIGH = "high", _("prioriterad")
    NORMAL = "normal", _("vanlig")
    LOW = "low", _("kan vänta")


class RoutineKind(TextChoices):
    """What a governing document is."""

    POLICY = "policy", _("policy")
    GUIDELINE = "guideline", _("riktlinje")
    ROUTINE = "routine", _("rutin")
    INSTRUCTION = "instruction", _("instruktion")
    QUICK_GUIDE = "quick_guide", _("lathund")
    TEMPLATE = "template", _("mall")
    FORM = "form", _("blankett")
    PLAN = "plan", _("plan")
    AGREEMENT = "agreement", _("avtal")


class State(TextChoices):
    """Where a version of a routine is."""

    DRAFT = "draft", _("utkast")
    REVIEW = "review", _("granskning")
    APPROVED = "approved", _("fastställd")
    REPLACED = "replaced", _("ersatt")
    ARCHIVED = "archived", _("arkiverad")


class Part(TextChoices):
    """The two texts of a version. SOSFS 2011:9 4 kap. 4 §: how it is done, and who answers for what."""

    HOW = "how", _("Så här gör vi")
    WHO = "who", _("Vem svarar för vad")


class Shown(TextChoices):
    """Which documents a list shows; the value stands in the address, the label in the sentence."""

    WRITTEN = "skrivs", _("skrivs eller granskas")
    OVERDUE = "forsenade", _("skulle ha gåtts igenom")
    NO_OWNER = "utan-ansvarig", _("saknar ansvarig")
    PUBLIC = "oppna", _("är öppna för alla")
    ARCHIVED = "arkiverade", _("är arkiverade")


class Obstacle(TextChoices):
    """Why a version, a routine or a process cannot change as asked."""

    WRONG_STATE = "wrong_state", _("Versionen kan inte gå dit från sin nuvarande status.")
    NO_HOW = (
        "no_how",
        _("Det saknas hur det ska göras. Skriv det under ”Så här gör vi”, eller lägg till en fil."),
    )
    NO_WHO = "no_who", _("Det saknas vem som svarar för vad. Skriv det under ”Vem svarar för vad”.")
    NO_CONTENT = "no_content", _("Dokumentet är tomt. Skriv en text eller lägg till en fil.")
    NO_OWNER = "no_owner", _("Dokumentet saknar ansvarig. Välj en först.")
    TEXT_BESIDE = "text_beside", _("En text är sparad bredvid. Ta hand om den först.")
    NO_REASON = "no_reason", _("Skriv varför.")
    NOT_AHEAD = "not_ahead", _("Nästa genomgång ska vara efter den dag då versionen börjar gälla.")
    VALID_IN_PAST = "valid_in_past", _("Versionen kan börja gälla tidigast i dag.")
    TOO_LONG = "too_long", _("Texten är längre än 60 000 tecken. Dela upp den i två dokument.")
    IN_REVIEW = "in_review", _("Versionen granskas. Texten går att ändra när den har kommit tillbaka.")
    CLOSED = "closed", _("Versionen är fastställd och ändras inte. Börja på nästa version.")
    ARCHIVED = "archived", _("Dokumentet är arkiverat.")
    CHANGED_MEANWHILE = (
        "changed_meanwhile",
        _("Texten har ändrats sedan du läste den. Läs igenom en gång till, och försök sedan igen."),
    )
    NOT_IN_FORCE = "not_in_force", _("Det finns ingen fastställd version att gå igenom.")
    STALE = "stale", _("Någon annan hann ändra. Se hur det står nu, och spara sedan igen.")
    NO_PURPOSE = "no_purpose", _("Processen saknar syfte.")
    NO_ACTIVITIES = "no_activities", _("Processen saknar aktiviteter.")
    NO_PROCESS_OWNER = "no_process_owner", _("Processen saknar ägare.")
    NO_LANE = "no_lane", _("En aktivitet saknar vem som gör den.")
