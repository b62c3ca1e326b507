"""The words of reading receipts, training, delegations, quality roles, ideas and meetings."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class How(TextChoices):
    """How somebody completed a course."""

    TEST = "test", _("kunskapsprov")
    SESSION = "session", _("kurstillfälle")
    CONFIRMED = "confirmed", _("intygad av chef")
    IMPORTED = "imported", _("inläst från annan utbildare")


class Standing(TextChoices):
    """Where somebody stands with a course that the role requires."""

    VALID = "valid", _("klar")
    EXPIRES_SOON = "expires_soon", _("går snart ut")
    MISSING = "missing", _("att göra")
    LATE = "late", _("försenad")
    EXPIRED = "expired", _("har gått ut")


class CourseObstacle(TextChoices):
    """Why a course, a test or a session cannot be used as asked."""

    ENDED = "ended", _("Kursen används inte längre.")
    NO_TEST = "no_test", _("Kursen har inget kunskapsprov.")
    UNANSWERED = "unanswered", _("Svara på alla frågor.")
    FULL = "full", _("Kurstillfället är fullt.")
    HELD = "held", _("Kurstillfället har redan varit.")
    NOT_HELD_YET = "not_held_yet", _("Kurstillfället har inte varit än.")
    NOT_YET_DONE = "not_yet_done", _("Du har inte klarat kursen än.")
    OTHER_PLACE = "other_place", _("Personen har ingen roll på en enhet som kursen gäller.")
    IN_FUTURE = "in_future", _("Dagen har inte varit än.")


class DelegationObstacle(TextChoices):
    """Why a task cannot be delegated, or a delegation withdrawn, as asked. PSL 6 kap. 3 §."""

    NOT_A_DELEGATOR = "not_a_delegator", _("Du har inte rätt att delegera på den här enheten den dagen.")
    SAME_PERSON = "same_person", _("Du kan inte delegera till dig själv.")
    NO_ROLE = "no_role", _("Personen har ingen roll på enheten.")
    TOO_LONG = "too_long", _("Delegeringen gäller längre än kommunen tillåter.")
    ENDS_FIRST = "ends_first", _("Sista dagen ligger före första dagen.")
    IN_PAST = "in_past", _("Sista dagen har redan varit.")
    NO_COURSE = (
        "no_course",
        _("Personen har inte den utbildning som uppgiften kräver, eller så har den gått ut."),
    )
    ALREADY = "already", _("Personen har redan en delegering för uppgiften som gäller då.")
    ENDED = "ended", _("Delegeringen gäller inte längre.")
    NO_REASON = "no_reason", _("Skriv varför delegeringen återkallas.")
    TASK_ENDED = "task_ended", _("Uppgiften delegeras inte längre.")


class DelegationState(TextChoices):
    """Where a delegation stands on a day."""

    COMING = "coming", _("börjar senare")
    IN_FORCE = "in_force", _("gäller")
    EXPIRES_SOON = "expires_soon", _("går snart ut")
    EXPIRED = "expired", _("har gått ut")
    WITHDRAWN = "withdrawn", _("återkallad")


class RoleKind(TextChoices):
    """Quality roles (ombud) that a unit may have. They give no access to cases."""

    DOCUMENTATION = "documentation", _("dokumentationsombud")
    LANGUAGE = "language", _("språkombud")
    HYGIENE = "hygiene", _("hygienombud")
    FOOD = "food", _("kostombud")
    PALLIATIVE = "palliative", _("palliativt ombud")
    INCONTINENCE = "incontinence", _("inkontinensombud")
    AIDS = "aids", _("hjälpmedelsombud")
    DEMENTIA = "dementia", _("demensombud")
    MEDICATION = "medication", _("läkemedelsombud")
    ACTIVITY = "activity", _("aktivitetsombud")
    QUALITY = "quality", _("kvalitetsombud")
    OTHER = "other", _("annat uppdrag")


class RoleObstacle(TextChoices):
    """Why somebody cannot be given a quality role as asked."""

    NO_ROLE = "no_role", _("Personen arbetar inte på enheten.")
    ALREADY = "already", _("Personen har redan uppdraget den tiden.")
    ENDED = "ended", _("Uppdraget är redan avslutat.")
    NO_TITLE = "no_title", _("Skriv vad uppdraget heter.")


class IdeaState(TextChoices):
    """What has become of an idea."""

    NEW = "new", _("väntar på svar")
    TAKEN_UP = "taken_up", _("vi gör det")
    TRIED = "tried", _("vi prövar")
    LATER = "later", _("inte nu")
    NO = "no", _("vi gör det inte")


class IdeaObstacle(TextChoices):
    """Why an idea cannot be answered as asked."""

    NO_ANSWER = "no_answer", _("Skriv ett svar. Den som hade idén läser det.")
    CHANGED = "changed", _("Någon annan hann svara. Läs svaret, och ändra det om det behövs.")


class ReadingObstacle(TextChoices):
    """Why something cannot be sent to be read, signed or asked about as asked."""

    NOT_APPROVED = "not_approved", _("Versionen är inte fastställd. Fastställ den först.")
    NO_NEWS = "no_news", _("Skriv vad som är nytt, med egna ord.")
    NOBODY = "nobody", _("Välj minst en enhet och en roll.")
    ENDED = "ended", _("Det har kommit en nyare version. Läs den i stället.")
    ALREADY_SENT = "already_sent", _("Versionen är redan utskickad.")
    NOT_FOR_YOU = "not_for_you", _("Läsningen är inte riktad till dig.")
    NO_ANSWER = "no_answer", _("Skriv ett svar.")
    ANSWERED = "answered", _("Någon annan hann svara. Läs svaret, och ändra det om det behövs.")


class MeetingObstacle(TextChoices):
    """Why a meeting's pack cannot change as asked."""

    HELD = "held", _("Mötet är hållet. Underlaget ändras inte längre.")
    IN_FUTURE = "in_future", _("Dagen har inte varit än.")
    CHANGED = "changed", _("Någon annan hann ändra. Se hur det står nu, och spara sedan igen.")
